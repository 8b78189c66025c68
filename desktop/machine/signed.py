"""Files that the province signs: an Ed25519 signature of 64 bytes lies beside the file, as OpenSSL writes it.

openssl genpkey -algorithm ed25519 -out tinh.key
openssl pkey -in tinh.key -pubout -out tinh.pub
openssl pkeyutl -sign -rawin -inkey tinh.key -in FILE -out FILE.sig
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.model.errors import Refusal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LIMIT_BYTES = 1 << 20


class NotSigned(Refusal):
    """A file is not what the holder of the key has signed."""

    code = "not_signed"
    sentence = "Không tin được «{subject}»: {reason}."
    advice = "Lấy lại tệp gốc từ tỉnh; không dùng tệp này."


def read_key(file: Path) -> Ed25519PublicKey:
    """A public key in PEM.

    Raises:
        NotSigned: there is none, or it is of another kind.
    """
    try:
        return key_of(read_limited(file, LIMIT_BYTES), file.name)
    except OSError as error:
        raise NotSigned(file.name, reason="không đọc được khoá công khai của tỉnh", cause=str(error)) from None


def key_of(pem: bytes, name: str) -> Ed25519PublicKey:
    """The public key that PEM text holds.

    Args:
        pem: the text.
        name: for refusals.

    Raises:
        NotSigned: it holds none, or one of another kind.
    """
    # Here and not above: every start comes through this room, and on most PCs the province has signed nothing.
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise NotSigned(name, reason="không đọc được khoá công khai của tỉnh", cause=str(error)) from None
    if not isinstance(key, Ed25519PublicKey):
        raise NotSigned(name, reason="khoá công khai không phải loại Ed25519")
    return key


def verify(data: bytes, signature: bytes, key: Ed25519PublicKey, name: str) -> bytes:
    """The data, once the signature holds.

    Args:
        data: what was signed.
        signature: 64 bytes.
        key: of the signer.
        name: for refusals.

    Raises:
        NotSigned: it does not.
    """
    from cryptography.exceptions import InvalidSignature

    try:
        key.verify(signature, data)
    except InvalidSignature:
        raise NotSigned(name, reason="chữ ký không khớp với nội dung hoặc không phải của tỉnh này") from None
    return data


def read_signed(file: Path, key: Ed25519PublicKey) -> tuple[bytes, bytes]:
    """A file's bytes and those of the signature beside it (`FILE.sig`), once that holds; both are read once.

    Raises:
        NotSigned: file or signature is missing, too large (1 MB), or the signature does not hold.
    """
    try:
        data = read_limited(file, LIMIT_BYTES)
        signature = read_limited(file.with_name(f"{file.name}.sig"), LIMIT_BYTES)
    except OSError as error:
        raise NotSigned(file.name, reason="thiếu tệp hoặc thiếu chữ ký", cause=str(error)) from None
    return verify(data, signature, key, file.name), signature


def read_limited(file: Path, limit: int) -> bytes:
    """The bytes of a plain file that is not larger than it may be.

    Args:
        file: where it is.
        limit: bytes.

    Raises:
        NotSigned: it is larger.
        OSError: it cannot be read, or is no plain file.
    """
    if not file.is_file():
        raise FileNotFoundError(errno.ENOENT, "no plain file", file.name)
    with file.open("rb") as raw:
        data = raw.read(limit + 1)
    if len(data) > limit:
        raise NotSigned(file.name, reason="tệp quá lớn")
    return data
