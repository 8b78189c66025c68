"""pyHanko's signer whose key is in the token host, and its time stamp that may fail without failing the signature."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from asn1crypto import algos, cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from desktop.signing.authorities.revocation import as_asn1
from desktop.signing.authorities.timestamp import NoTime, Tsa
from desktop.signing.errors import SigningFailed
from desktop.signing.tokens.client import SigningSession

PSS_SALT = 32
"""Bytes: as long as the hash (SHA-256), which is usual (RFC 8017, 9.1)."""
_FRAME_BYTES = 1024
"""Bytes of a CMS signature besides certificates and signature, at most. Chosen."""
_TIME_MARGIN = 512
"""Bytes by which a time stamp may be longer than the first one was. Chosen."""


class HostSigner(Signer):
    """Signs with an open key.

    Args:
        session: the open key.
        way: from its certificate to the trusted root (`checks.chain`); goes into the signature.
        pss: sign with RSA-PSS, where the key is an RSA key.
    """

    def __init__(self, session: SigningSession, way: Sequence[x509.Certificate], *, pss: bool = False) -> None:
        certificate, store = _parsed(tuple(way))
        super().__init__(
            signing_cert=certificate,
            cert_registry=store,
            embed_roots=False,
            signature_mechanism=_pss() if pss and _is_rsa(way[0]) else None,
        )
        self._session = session
        self._pss = pss and _is_rsa(way[0])
        self.timed = False
        """Whether the last signature got its time stamp."""

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The token's signature."""
        if digest_algorithm != "sha256":
            raise SigningFailed(reason="chỉ ký với SHA-256", cause=digest_algorithm)
        if dry_run:
            return bytes(signature_size(self._session.certificate))
        return self._session.sign(data, pss=self._pss)

    async def unsigned_attrs(
        self,
        digest_algorithm: str,
        signature: bytes,
        signed_attrs: cms.CMSAttributes,
        timestamper: TimeStamper | None = None,
        dry_run: bool = False,
    ) -> cms.CMSAttributes | None:
        """The time stamp; none where the authority fails now, for the token has signed already."""
        try:
            found: Any = await super().unsigned_attrs(
                digest_algorithm, signature, signed_attrs, timestamper=timestamper, dry_run=dry_run
            )
        except NoTime:
            found = None
        self.timed = found is not None
        return found


def room_for(way: Sequence[x509.Certificate], tsa: Tsa | None) -> int:
    """Hex digits to keep free for a signature: what goes into it, and as much again as its frame can need."""
    held = sum(len(one.public_bytes(Encoding.DER)) for one in way[:-1])
    time = tsa.room + _TIME_MARGIN if tsa else 0
    return 2 * (held + signature_size(way[0]) + len(way[0].issuer.public_bytes()) + _FRAME_BYTES + time)


def signature_size(certificate: x509.Certificate) -> int:
    """Most bytes that a signature of this certificate's key takes."""
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return (key.key_size + 7) // 8
    assert isinstance(key, ec.EllipticCurvePublicKey)
    return 2 * ((key.key_size + 7) // 8) + 16


def _is_rsa(certificate: x509.Certificate) -> bool:
    return isinstance(certificate.public_key(), rsa.RSAPublicKey)


@lru_cache(maxsize=8)
def _parsed(way: tuple[x509.Certificate, ...]) -> tuple[asn1_x509.Certificate, SimpleCertificateStore]:
    """A chain as pyHanko wants it, parsed once for a whole batch."""
    store: SimpleCertificateStore = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    for certificate in way[1:]:
        store.register(as_asn1(certificate))
    return as_asn1(way[0]), store


def _pss() -> algos.SignedDigestAlgorithm:
    sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
    mask = algos.MaskGenAlgorithm({"algorithm": "mgf1", "parameters": sha256})
    parameters = {"hash_algorithm": sha256, "mask_gen_algorithm": mask, "salt_length": PSS_SALT}
    return algos.SignedDigestAlgorithm({"algorithm": "rsassa_pss", "parameters": algos.RSASSAPSSParams(parameters)})
