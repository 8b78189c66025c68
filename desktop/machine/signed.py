"""Files that the province signs: an Ed25519 signature of 64 bytes lies beside the file, as OpenSSL writes it.

openssl genpkey -algorithm ed25519 -out tinh.key
openssl pkey -in tinh.key -pubout -out tinh.pub
openssl pkeyutl -sign -rawin -inkey tinh.key -in FILE -out FILE.sig
"""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from desktop.model.errors import Refusal

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
        key = load_pem_public_key(file.read_bytes())
    except (OSError, ValueError) as error:
        raise NotSigned(file.name, reason="không đọc được khoá công khai của tỉnh", cause=str(error)) from None
    if not isinstance(key, Ed25519PublicKey):
        raise NotSigned(file.name, reason="khoá công khai không phải loại Ed25519")
    return key


def verify(data: bytes, signature: bytes, key: Ed25519PublicKey, name: str) -> bytes:
    """The data back, once the signature holds.

    Args:
        data: what was signed.
        signature: 64 bytes.
        key: of the signer.
        name: for refusals.

    Raises:
        NotSigned: it does not.
    """
    try:
        key.verify(signature, data)
    except InvalidSignature:
        raise NotSigned(name, reason="chữ ký không khớp với nội dung hoặc không phải của tỉnh này") from None
    return data


def read_signed(file: Path, key: Ed25519PublicKey) -> bytes:
    """What a file says, once the signature beside it (`FILE.sig`) holds.

    Raises:
        NotSigned: file or signature is missing, too large (1 MB), or the signature does not hold.
    """
    try:
        if file.stat().st_size > LIMIT_BYTES:
            raise NotSigned(file.name, reason="tệp quá lớn")
        data = file.read_bytes()
        signature = file.with_name(f"{file.name}.sig").read_bytes()
    except OSError as error:
        raise NotSigned(file.name, reason="thiếu tệp hoặc thiếu chữ ký", cause=str(error)) from None
    return verify(data, signature, key, file.name)
