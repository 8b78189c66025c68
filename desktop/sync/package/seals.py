"""How a package is sealed, and who signs it: passphrase, public key, or the secret of an earlier package.

Only primitives of `cryptography`: scrypt, HPKE (RFC 9180: X25519, HKDF-SHA256, AES-256-GCM), Ed25519.
"""

from __future__ import annotations

import secrets as random
from dataclasses import dataclass
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from desktop.machine.secrets import SecretStore
from desktop.sync.package.errors import BadPackage, WeakPassphrase

SECRET_BYTES = 32
LEAST_PASSPHRASE = 12
_COST, _BLOCK, _PARALLEL = 2**15, 8, 1
_COST_LIMIT = 2**18
_IDENTITY = "package-identity"
_LINE = "quayso1"
_INFO = b"quayso package"


class Seal(Protocol):
    """A way to lock a package's secret, and to get it back."""

    def lock(self, secret: bytes) -> dict[str, Any]:
        """What stands in the package's header."""

    def unlock(self, locked: dict[str, Any]) -> bytes:
        """The secret.

        Raises:
            BadPackage: this is not the key to it; the subject is filled in by the reader.
        """


class Passphrase:
    """For two people who can agree on a passphrase.

    Raises:
        WeakPassphrase: shorter than 12 characters.
    """

    def __init__(self, words: str) -> None:
        if len(words) < LEAST_PASSPHRASE:
            raise WeakPassphrase(least=LEAST_PASSPHRASE)
        self._words = words.encode()

    def lock(self, secret: bytes) -> dict[str, Any]:
        """Encrypt the secret under the passphrase."""
        salt, nonce = random.token_bytes(16), random.token_bytes(12)
        sealed = AESGCM(self._derived(salt, _COST)).encrypt(nonce, secret, _INFO)
        return {"by": "passphrase", "salt": salt.hex(), "cost": _COST, "nonce": nonce.hex(), "secret": sealed.hex()}

    def unlock(self, locked: dict[str, Any]) -> bytes:
        """Decrypt it."""
        if locked.get("by") != "passphrase":
            raise BadPackage(reason="gói không niêm phong bằng mật khẩu")
        cost = int(locked["cost"])
        if not 2 <= cost <= _COST_LIMIT:
            raise BadPackage(reason="thông số niêm phong lạ")
        try:
            key = self._derived(bytes.fromhex(locked["salt"]), cost)
            return AESGCM(key).decrypt(bytes.fromhex(locked["nonce"]), bytes.fromhex(locked["secret"]), _INFO)
        except InvalidTag:
            raise BadPackage(reason="sai mật khẩu") from None

    def _derived(self, salt: bytes, cost: int) -> bytes:
        return Scrypt(salt=salt, length=SECRET_BYTES, n=cost, r=_BLOCK, p=_PARALLEL).derive(self._words)


def sealed_for(passphrase: str, recipient: str) -> Seal:
    """The seal of a package that goes out: a passphrase, or the key of whoever is to read it where there is none.

    Args:
        passphrase: empty for none.
        recipient: the reader's public line.

    Raises:
        WeakPassphrase: anybody would guess it.
        BadPackage: there is no passphrase, and the line is none.
    """
    return Passphrase(passphrase) if passphrase else PublicIdentity.read(recipient)


class SharedSecret:
    """For the answer to a package: only who made it and who opened it know its secret."""

    def __init__(self, package_id: str, secret: bytes) -> None:
        self._package_id = package_id
        self._secret = secret

    def lock(self, secret: bytes) -> dict[str, Any]:
        """Encrypt the new secret under the earlier package's."""
        nonce = random.token_bytes(12)
        sealed = AESGCM(self._secret).encrypt(nonce, secret, _INFO)
        return {"by": "package", "package": self._package_id, "nonce": nonce.hex(), "secret": sealed.hex()}

    def unlock(self, locked: dict[str, Any]) -> bytes:
        """Decrypt it."""
        if locked.get("by") != "package" or locked.get("package") != self._package_id:
            raise BadPackage(reason="không phải biên nhận của gói này")
        try:
            return AESGCM(self._secret).decrypt(bytes.fromhex(locked["nonce"]), bytes.fromhex(locked["secret"]), _INFO)
        except InvalidTag:
            raise BadPackage(reason="biên nhận không do nơi đã mở gói lập ra") from None


@dataclass(frozen=True, slots=True)
class PublicIdentity:
    """A counter or a province as others know it: one line to copy into a settings file.

    Attributes:
        verify: Ed25519 public key that its signatures are checked with, hex.
        seal_to: X25519 public key that packages for it are sealed to, hex.
    """

    verify: str
    seal_to: str

    @property
    def line(self) -> str:
        """The line."""
        return f"{_LINE}.{self.verify}.{self.seal_to}"

    @classmethod
    def read(cls, line: str) -> PublicIdentity:
        """Read a line.

        Raises:
            BadPackage: it is none.
        """
        parts = line.strip().split(".")
        try:
            if parts[0] != _LINE or [len(bytes.fromhex(part)) for part in parts[1:]] != [32, 32]:
                raise ValueError
        except ValueError:
            raise BadPackage(line[:20], reason="dòng khoá công khai không đúng dạng quayso1.….…") from None
        return cls(parts[1], parts[2])

    def lock(self, secret: bytes) -> dict[str, Any]:
        """Encrypt a package's secret to this identity."""
        sealed = _suite().encrypt(secret, X25519PublicKey.from_public_bytes(bytes.fromhex(self.seal_to)), _INFO)
        return {"by": "public key", "to": self.seal_to, "secret": sealed.hex()}

    def unlock(self, locked: dict[str, Any]) -> bytes:
        """Nobody can, with a public key."""
        raise BadPackage(reason="cần khoá riêng của nơi nhận")

    def signed(self, data: bytes, signature: bytes) -> bool:
        """Whether a signature is this identity's."""
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.verify)).verify(signature, data)
        except InvalidSignature:
            return False
        return True


class PackageKeys:
    """This PC's own keys for packages, made when first needed, kept in the keyring."""

    def __init__(self, secrets: SecretStore) -> None:
        kept = secrets.get(_IDENTITY)
        if kept is None:
            kept = random.token_hex(2 * SECRET_BYTES)
            secrets.put(_IDENTITY, kept)
        both = bytes.fromhex(kept)
        self._sign = Ed25519PrivateKey.from_private_bytes(both[:SECRET_BYTES])
        self._open = X25519PrivateKey.from_private_bytes(both[SECRET_BYTES:])
        self.public = PublicIdentity(
            self._sign.public_key().public_bytes_raw().hex(), self._open.public_key().public_bytes_raw().hex()
        )

    def sign(self, data: bytes) -> bytes:
        """Ed25519 signature."""
        return self._sign.sign(data)

    def lock(self, secret: bytes) -> dict[str, Any]:
        """Seal to oneself."""
        return self.public.lock(secret)

    def unlock(self, locked: dict[str, Any]) -> bytes:
        """Open what was sealed to this PC."""
        if locked.get("by") != "public key":
            raise BadPackage(reason="gói niêm phong bằng mật khẩu, cần mật khẩu")
        if locked.get("to") != self.public.seal_to:
            raise BadPackage(reason="gói niêm phong cho nơi nhận khác")
        try:
            return bytes(_suite().decrypt(bytes.fromhex(locked["secret"]), self._open, _INFO))
        except InvalidTag:
            raise BadPackage(reason="niêm phong bị hỏng") from None


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
