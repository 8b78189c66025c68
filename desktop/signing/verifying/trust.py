"""Whose certificate it is, and when a time stamp proves a signature was there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms, tsp
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import ValidationError

from desktop.signing.authorities.revocation import as_asn1
from desktop.signing.checks import chain, misuse, serves_signing, weakness
from desktop.signing.loop import run
from desktop.signing.verifying.bounds import STRANGE, read_or
from desktop.signing.verifying.findings import Doubt, Finding
from desktop.signing.verifying.integrity import check_signed_data

_MOST_STAMPS = 8
"""Time stamps of one signature that are looked at. Chosen."""


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom this counter trusts, and the certificates at hand that may complete a chain."""

    trusted: tuple[x509.Certificate, ...]
    known: tuple[x509.Certificate, ...]

    def way(
        self, certificate: x509.Certificate, moment: datetime, own: Sequence[x509.Certificate] = ()
    ) -> list[x509.Certificate]:
        """From a certificate to a trusted root, all of it valid at a moment; empty where there is no such way."""
        way = read_or(lambda: chain(certificate, self.trusted, moment, [*own, *self.known]), instead=None)
        return way if way and _holds(way, moment) else []


def _holds(way: Sequence[x509.Certificate], moment: datetime) -> bool:
    """Whether a way keeps the rules of its authorities (RFC 5280): only its own certificates are looked at."""
    try:
        context = ValidationContext(
            trust_roots=[as_asn1(way[-1])],
            other_certs=[as_asn1(one) for one in way[1:-1]],
            allow_fetching=False,
            revocation_mode="soft-fail",
            moment=moment,
        )
        run(CertificateValidator(as_asn1(way[0]), validation_context=context).async_validate_path())
    except (ValidationError, *STRANGE):
        return False
    return True


def fitness(certificate: x509.Certificate, way: Sequence[x509.Certificate]) -> list[Finding]:
    """Why a certificate is none that signs papers, or leads nowhere.

    Args:
        certificate: the signer's.
        way: from it to a trusted root; empty for none.
    """
    try:
        unfit = weakness(certificate) or misuse(certificate)
        astray = not way or not all(serves_signing(one) for one in way[1:-1])
    except STRANGE:
        return [Finding(Doubt.ODD_CERTIFICATE)]
    found = [Finding(Doubt.UNFIT, unfit)] if unfit else []
    return found + ([Finding(Doubt.UNTRUSTED)] if astray else [])


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp that holds.

    Attributes:
        moment: the time it proves, UTC.
        hashed: the hash that it was given.
        certificates: what it brought along, its authority's own first.
    """

    moment: datetime
    hashed: str
    certificates: tuple[x509.Certificate, ...]


def stamp_in(data: cms.SignedData, imprint: Callable[[str], bytes], trust: Trust, moment: datetime) -> Stamp | None:
    """The time stamp in a token; None where it proves nothing.

    Args:
        data: the token.
        imprint: the digest of what it should stamp, by the name of the hash.
        trust: whose tokens are believed.
        moment: its authority must be fit then, UTC.
    """
    info = read_or(lambda: _info(data), instead=None)
    if info is None:
        return None

    def matches() -> bool:
        asked = info["message_imprint"]
        return bool(imprint(asked["hash_algorithm"]["algorithm"].native) == asked["hashed_message"].native)

    if not read_or(matches, instead=False):
        return None
    content = bytes(data["encap_content_info"]["content"])
    sealed = check_signed_data(data, content, trust.known)
    if sealed.findings or not sealed.digested or sealed.certificate is None:
        return None
    if not _gives_time(sealed.certificate) or not trust.way(sealed.certificate, moment, sealed.others):
        return None
    when: Any = read_or(lambda: info["gen_time"].native, instead=None)
    if not isinstance(when, datetime):
        return None
    hashed = str(info["message_imprint"]["hash_algorithm"]["algorithm"].native)
    return Stamp(when.astimezone(UTC), hashed, (sealed.certificate, *sealed.others))


def _info(data: cms.SignedData) -> tsp.TSTInfo:
    parsed = data["encap_content_info"]["content"].parsed
    if not isinstance(parsed, tsp.TSTInfo):
        raise TypeError("no time in it")
    return parsed


def _gives_time(certificate: x509.Certificate) -> bool:
    def says() -> bool:
        purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        return ExtendedKeyUsageOID.TIME_STAMPING in purposes

    try:
        return says()
    except (x509.ExtensionNotFound, ValueError):
        return False


def tokens_of(signer: cms.SignerInfo) -> list[cms.SignedData]:
    """The time stamps that a signature carries."""
    return read_or(lambda: list(extract_tst_data_iter(signer, signed=False))[:_MOST_STAMPS], instead=[])
