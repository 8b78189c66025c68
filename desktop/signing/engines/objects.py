"""What lies on a PKCS#11 token, and which key is whose: told by the public key, as ids and labels are not reliable.

Tools give a certificate and its key different ids, none, or one id to several; a renewed certificate keeps the old
key. What a session sees without login differs too: public keys always, private keys on few tokens, on many nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pkcs11
from asn1crypto.core import OctetString
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pkcs11 import Attribute, KeyType, ObjectClass

from desktop.signing.der import UNREADABLE

_POINT_MARKS = {2, 3, 4}


@dataclass(frozen=True, slots=True)
class HeldCertificate:
    """A certificate on a token: its id, empty where it has none, and its DER."""

    identity: bytes
    der: bytes

    @property
    def sha256(self) -> str:
        """What it is known by."""
        return hashlib.sha256(self.der).hexdigest()

    def public_key(self) -> Any:
        """Its public key; None where it is no certificate, or one with a key of no known kind."""
        try:
            return x509.load_der_x509_certificate(self.der).public_key()
        except UNREADABLE:
            return None


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A key on a token.

    Attributes:
        handle: the library's object.
        identity: its id, empty where it has none.
        kind: RSA, EC, …; None where the token does not say.
        public: its public half (modulus, or point) where it can be read; a private EC key seldom shows its own.
    """

    handle: Any
    identity: bytes
    kind: KeyType | None
    public: bytes | None

    @property
    def signs(self) -> bool:
        """Whether the token lets it sign."""
        return hasattr(self.handle, "sign")


def read_certificates(session: Any) -> list[HeldCertificate]:
    """The certificates that a session sees, each once; one that cannot be read is passed over."""
    found = [
        HeldCertificate(_bytes(one, Attribute.ID), _bytes(one, Attribute.VALUE))
        for one in _objects(session, ObjectClass.CERTIFICATE)
    ]
    return list({one.der: one for one in found if one.der}.values())


def read_keys(session: Any, *kinds: ObjectClass) -> list[HeldKey]:
    """The keys of these classes that a session sees."""
    return [
        HeldKey(one, _bytes(one, Attribute.ID), _read(one, Attribute.KEY_TYPE), _public_half(one))
        for kind in kinds
        for one in _objects(session, kind)
    ]


def keyless(
    certificates: Sequence[HeldCertificate], shown: Sequence[HeldKey], *, everything: bool
) -> Iterator[HeldCertificate]:
    """The certificates whose key is known to be missing.

    Args:
        certificates: on the token.
        shown: the keys of either half that show without login. Where none shows, the PIN hides them all and nothing
            is known.
        everything: the token asks for no login, so that nothing can be hidden.
    """
    for certificate in certificates:
        key = certificate.public_key()
        known = everything or bool(shown)
        if known and key is not None and not any(_is_of(one, key) is not False for one in shown):
            yield certificate


def find_key(
    certificate: HeldCertificate, private: Sequence[HeldKey], proves: Callable[[HeldKey, Any], bool]
) -> HeldKey | None:
    """The private key of a certificate; None where the token does not have it.

    Args:
        certificate: whose key.
        private: the private keys that the session sees now.
        proves: whether a signature of this key is one of this public key; asked only of keys that do not show their
            public half, those with the certificate's id first.
    """
    wanted = certificate.public_key()
    if wanted is None:
        return None
    able = [one for one in private if one.signs]
    sure = [one for one in able if _is_of(one, wanted)]
    if sure:
        return sure[0]
    perhaps = [one for one in able if _is_of(one, wanted) is None]
    perhaps.sort(key=lambda one: one.identity != certificate.identity)
    return next((one for one in perhaps if proves(one, wanted)), None)


def verifies(public: Any, signature: bytes, data: bytes) -> bool:
    """Whether a signature over SHA-256 of `data`, as an engine makes it, is one of this public key."""
    try:
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
        else:
            public.verify(signature, data, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def _is_of(key: HeldKey, wanted: Any) -> bool | None:
    """Whether a key belongs to a public key; None where it does not show enough to tell."""
    kind = KeyType.RSA if isinstance(wanted, rsa.RSAPublicKey) else KeyType.EC
    if key.kind not in {None, kind}:
        return False
    return None if key.public is None else key.public in _forms(wanted)


def _forms(public: Any) -> set[bytes]:
    """How tokens write this public key."""
    if isinstance(public, rsa.RSAPublicKey):
        modulus = public.public_numbers().n
        return {_big_endian(modulus)}
    if isinstance(public, ec.EllipticCurvePublicKey):
        forms = (PublicFormat.UncompressedPoint, PublicFormat.CompressedPoint)
        return {public.public_bytes(Encoding.X962, form) for form in forms}
    return set()


def _public_half(key: Any) -> bytes | None:
    modulus = _read(key, Attribute.MODULUS)
    if modulus:
        return _big_endian(modulus) if isinstance(modulus, int) else bytes(modulus).lstrip(b"\0")
    point = _bytes(key, Attribute.EC_POINT)
    return _bare_point(point) if point else None


def _bare_point(point: bytes) -> bytes:
    """A point without the DER around it, which some modules leave out."""
    try:
        inside = OctetString.load(point, strict=True).native
    except ValueError:
        return point
    return inside if inside and inside[0] in _POINT_MARKS else point


def _big_endian(number: int) -> bytes:
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def _objects(session: Any, kind: ObjectClass) -> list[Any]:
    # Read to the end: an open search makes some modules refuse everything else.
    return list(session.get_objects({Attribute.CLASS: kind}))


def _bytes(one: Any, attribute: Attribute) -> bytes:
    return bytes(_read(one, attribute) or b"")


def _read(one: Any, attribute: Attribute) -> Any:
    """An attribute; None where the token does not have it, or hides it."""
    try:
        return one[attribute]
    except (pkcs11.PKCS11Error, ValueError, NotImplementedError):
        return None
