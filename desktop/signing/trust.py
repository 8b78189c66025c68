"""The roots and intermediates that this counter trusts: PEM files named in its settings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cryptography import x509

from desktop.model.errors import UnreadableInput


def read_trusted(files: Sequence[Path]) -> list[x509.Certificate]:
    """All certificates of the files.

    Raises:
        UnreadableInput: a file is missing or holds no certificate.
    """
    found: list[x509.Certificate] = []
    for file in files:
        try:
            found += x509.load_pem_x509_certificates(file.read_bytes())
        except (OSError, ValueError) as error:
            raise UnreadableInput(file.name, reason="không phải tệp chứng thư PEM", cause=str(error)) from None
    return found
