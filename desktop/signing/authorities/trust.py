"""The roots and intermediates that this counter trusts: files and folders named in its settings (R33)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cryptography import x509

from desktop.model.errors import UnreadableInput
from desktop.signing.der import UNREADABLE

_ENDINGS = {".pem", ".crt", ".cer", ".der"}


def read_trusted(places: Sequence[Path]) -> list[x509.Certificate]:
    """All certificates of the files, PEM or DER, and of the certificate files in the folders.

    Raises:
        UnreadableInput: a file is missing or holds no certificate.
    """
    found: dict[x509.Certificate, None] = {}
    for place in places:
        files = sorted(one for one in place.iterdir() if one.suffix.lower() in _ENDINGS) if place.is_dir() else [place]
        for file in files:
            found.update(dict.fromkeys(_certificates(file)))
    return list(found)


def _certificates(file: Path) -> list[x509.Certificate]:
    try:
        data = file.read_bytes()
        if b"-----BEGIN" in data:
            return x509.load_pem_x509_certificates(data)
        return [x509.load_der_x509_certificate(data)]
    except (OSError, *UNREADABLE) as error:
        raise UnreadableInput(file.name, reason="không phải tệp chứng thư (PEM hoặc DER)", cause=str(error)) from None
