"""Whether a certificate stands: CRL and OCSP answers, asked for, remembered and judged (R33)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import RevokedError

from desktop.signing.authorities.answers import RECENT, Answers
from desktop.signing.authorities.line import ANSWER_S, Unreachable, ask
from desktop.signing.der import UNREADABLE
from desktop.signing.loop import run

log = logging.getLogger(__name__)

CRL_LIMIT = 32 * 1024 * 1024
OCSP_LIMIT = 128 * 1024
"""Bytes of the largest answers that are read. Chosen."""


class Standing(StrEnum):
    """What is known of a certificate at a moment; nothing is good without a signed answer that says so.

    `REVOKED_LATER` is a verdict's word: revoked by now, though not at the time that the signer claims.
    `NOT_PUBLISHED`: the certificate and those above it name no place to ask, so there is no answer to wait for.
    """

    GOOD = "good"
    REVOKED = "revoked"
    REVOKED_LATER = "revoked_later"
    UNCHECKED = "unchecked"
    NOT_PUBLISHED = "not_published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """What the authorities say of a certificate and of those above it.

    Attributes:
        standing: the worst of them.
        checked_at: the moment it was judged for, UTC; None where nobody asked.
        crls: lists it rests on, DER.
        ocsps: answers it rests on, DER.
    """

    standing: Standing = Standing.UNCHECKED
    checked_at: datetime | None = None
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()


UNASKED = Revocation()

_Ask = Callable[[], bytes]
_Until = Callable[[bytes], datetime | None]


def judge(way: Sequence[x509.Certificate], crls: Sequence[bytes], ocsps: Sequence[bytes], moment: datetime) -> Standing:
    """What these answers say of a chain at a moment.

    Args:
        way: from the certificate to its trusted root (`checks.chain`).
        crls: revocation lists, DER.
        ocsps: OCSP answers, DER.
        moment: UTC; answers given later count for it too.
    """
    if len(way) < 2:
        return Standing.UNCHECKED
    if not any(_crl_urls(one) or _ocsp_urls(one) for one in way[:-1]):
        return Standing.NOT_PUBLISHED
    crls, ocsps = _of(way, crls), _about(way, ocsps)
    # The second pass finds a revoked certificate also where the one above it could not be settled.
    for mode in ("hard-fail", "soft-fail"):
        try:
            run(_validate(way, crls, ocsps, moment, mode))
        except RevokedError:
            return Standing.REVOKED
        except Exception as error:
            # The library raises nearly anything on answers that make no sense; none of it says that all is well.
            log.debug("revocation not settled: %s", type(error).__name__)
            continue
        return Standing.GOOD if mode == "hard-fail" else Standing.UNCHECKED
    return Standing.UNCHECKED


def _of(way: Sequence[x509.Certificate], crls: Sequence[bytes]) -> list[bytes]:
    """Lists that the authorities of a chain signed; one that somebody else signed is not read any further."""
    return [der for der in dict.fromkeys(crls) if any(_signed(der, one) for one in way[1:])]


@lru_cache(maxsize=512)
def _signed(der: bytes, issuer: x509.Certificate) -> bool:
    try:
        found = x509.load_der_x509_crl(der)
        return found.issuer == issuer.subject and found.is_signature_valid(issuer.public_key())  # type: ignore[arg-type]
    except UNREADABLE:
        return False


def _about(way: Sequence[x509.Certificate], ocsps: Sequence[bytes]) -> list[bytes]:
    """Answers about the certificates of a chain."""
    serials = {one.serial_number for one in way}
    return [der for der in dict.fromkeys(ocsps) if len(der) <= OCSP_LIMIT and _answers_for(der, serials)]


def _answers_for(der: bytes, serials: Set[int]) -> bool:
    try:
        return any(one.serial_number in serials for one in ocsp.load_der_ocsp_response(der).responses)
    except UNREADABLE:
        return False


async def _validate(
    way: Sequence[x509.Certificate], crls: Sequence[bytes], ocsps: Sequence[bytes], moment: datetime, mode: str
) -> None:
    context = ValidationContext(
        trust_roots=[as_asn1(way[-1])],
        other_certs=[as_asn1(one) for one in way[1:-1]],
        crls=list(crls),
        ocsps=list(ocsps),
        allow_fetching=False,
        revocation_mode=mode,
        moment=moment,
        retroactive_revinfo=True,
    )
    await CertificateValidator(as_asn1(way[0]), validation_context=context).async_validate_path()


class RevocationDesk:
    """Asks for CRLs and OCSP answers and remembers them.

    Only chains that end at a trusted root are asked about: their authorities' addresses are known to be honest,
    while those in any other certificate could point anywhere.

    Args:
        answers: what was answered before.
        answer_s: longest silence of a server, seconds.
        online: whether to ask at all.
    """

    def __init__(self, answers: Answers, *, answer_s: float = ANSWER_S, online: bool = True) -> None:
        self._answers = answers
        self._answer_s = answer_s
        self._online = online

    def look(self, way: Sequence[x509.Certificate], now: datetime) -> Revocation:
        """What the authorities say of a chain now; blocks for some seconds where the line is bad.

        Args:
            way: from the certificate to its trusted root.
            now: UTC.
        """
        crls: list[bytes] = []
        ocsps: list[bytes] = []
        for at, certificate in enumerate(way[:-1]):
            pair = (certificate, way[at + 1])
            answered = [
                answer for url in _ocsp_urls(certificate) if (answer := self._ocsp(url, *pair, now)) is not None
            ]
            ocsps += answered
            if not answered or judge(way[at:], (), answered, now) is Standing.UNCHECKED:
                crls += [answer for url in _crl_urls(certificate) if (answer := self._crl(url, now)) is not None]
        standing = judge(way, crls, ocsps, now)
        return Revocation(standing=standing, checked_at=now, crls=tuple(crls), ocsps=tuple(ocsps))

    def _crl(self, url: str, now: datetime) -> bytes | None:
        return self._asked(url, now, lambda: ask(url, limit=CRL_LIMIT, answer_s=self._answer_s), _crl_until)

    def _ocsp(self, url: str, certificate: x509.Certificate, issuer: x509.Certificate, now: datetime) -> bytes | None:
        # SHA-1 only names the issuer here; servers know no other name.
        builder = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, hashes.SHA1())  # noqa: S303
        body = builder.build().public_bytes(Encoding.DER)
        return self._asked(
            f"{url} {body.hex()}",
            now,
            lambda: ask(url, body=body, kind="application/ocsp-request", limit=OCSP_LIMIT, answer_s=self._answer_s),
            _ocsp_until,
        )

    def _asked(self, question: str, now: datetime, ask_now: _Ask, until: _Until) -> bytes | None:
        """The remembered answer where it is recent, else a new one, else the remembered one while it is valid."""
        kept = self._answers.get(question)
        usable = kept is not None and _holds(until, kept[0], now)
        if kept and usable and abs(now - kept[1]) < RECENT:
            return kept[0]
        if self._online:
            try:
                answer = ask_now()
            except Unreachable as error:
                log.info("an authority did not answer: %s", error)
            else:
                if _holds(until, answer, now):
                    self._answers.put(question, answer, now)
                    return answer
        return kept[0] if kept and usable else None


def _holds(until: _Until, answer: bytes, now: datetime) -> bool:
    """Whether an answer is one, and is not out of date; whose it is and what it says is judged later."""
    try:
        last = until(answer)
    except UNREADABLE:
        return False
    return last is None or last > now


def _crl_until(answer: bytes) -> datetime | None:
    return x509.load_der_x509_crl(answer).next_update_utc


def _ocsp_until(answer: bytes) -> datetime | None:
    found = ocsp.load_der_ocsp_response(answer)
    if found.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        raise ValueError(str(found.response_status))
    return found.next_update_utc


def _crl_urls(certificate: x509.Certificate) -> list[str]:
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except (x509.ExtensionNotFound, ValueError):
        return []
    names = [name for point in points for name in point.full_name or ()]
    return [str(name.value) for name in names if isinstance(name, x509.UniformResourceIdentifier)]


def _ocsp_urls(certificate: x509.Certificate) -> list[str]:
    try:
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except (x509.ExtensionNotFound, ValueError):
        return []
    return [
        str(one.access_location.value)
        for one in access
        if one.access_method == AuthorityInformationAccessOID.OCSP
        and isinstance(one.access_location, x509.UniformResourceIdentifier)
    ]


@lru_cache(maxsize=256)
def as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """The same certificate as pyHanko's libraries want it, parsed once: comparing its names takes the time."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
