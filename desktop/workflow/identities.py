"""The certificates a clerk may choose from, each with the reason where it may not sign (R33, R37, R39)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import NameOID

from desktop.machine.settings import Settings
from desktop.model.signature import SignatureRole
from desktop.signing.checks import is_authority, issuer_of, name_of, why_unfit
from desktop.signing.tokens.client import read_certificates, sha256_of
from desktop.signing.tokens.engine import Token

EXPIRES_SOON_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningIdentity:
    """A certificate on a token, as the clerk chooses it (R39).

    Attributes:
        token_serial: which token.
        token_label: its name, so that the clerk knows whose PIN is asked.
        certificate_sha256: which certificate on it.
        role: in whose name it signs.
        signer: name in the certificate.
        title: title in the certificate.
        organisation: organisation in the certificate.
        issuer: who issued it.
        serial_number: the certificate's, hex.
        valid_until: last moment of validity.
        days_left: days until then; negative where it has passed.
        fit: may be used for signing now.
        is_authority: an issuer's own certificate that happens to lie on the token.
        theirs: it is that of the official, or the agency, who signs here.
        why_not: one Vietnamese sentence where it may not.
        warning: what to know before typing the PIN; empty where nothing.
    """

    token_serial: str
    token_label: str = ""
    certificate_sha256: str
    role: SignatureRole = SignatureRole.OFFICIAL
    signer: str
    title: str
    organisation: str
    issuer: str
    serial_number: str = ""
    valid_until: datetime
    days_left: int
    fit: bool
    is_authority: bool = False
    theirs: bool = True
    why_not: str = ""
    warning: str = ""


def read_identities(
    tokens: Sequence[Token],
    role: SignatureRole,
    settings: Settings,
    trusted: Sequence[x509.Certificate],
    now: datetime,
) -> list[SigningIdentity]:
    """All certificates on the tokens, those fit for signing in this role first, authorities' own last.

    One that a token shows in several slots is listed once.
    """
    found = [
        _identity(token, certificate, role, settings, trusted, now)
        for token in tokens
        for certificate in read_certificates(token)
    ]
    found.sort(key=lambda one: (not one.fit, one.is_authority, one.signer))
    first = {(one.token_serial, one.certificate_sha256): one for one in reversed(found)}
    return [one for one in found if first[one.token_serial, one.certificate_sha256] is one]


def _identity(
    token: Token,
    certificate: x509.Certificate,
    role: SignatureRole,
    settings: Settings,
    trusted: Sequence[x509.Certificate],
    now: datetime,
) -> SigningIdentity:
    sha256 = sha256_of(certificate)
    why_not = why_not_here(token, certificate, role, settings, trusted, now)
    if token.locked:
        why_not = "USB ký số đã bị khoá"
    days = (certificate.not_valid_after_utc - now).days
    return SigningIdentity(
        token_serial=token.serial,
        token_label=token.label,
        certificate_sha256=sha256,
        role=role,
        signer=name_of(certificate),
        title=name_of(certificate, NameOID.TITLE),
        organisation=name_of(certificate, NameOID.ORGANIZATION_NAME),
        issuer=issuer_of(certificate),
        serial_number=f"{certificate.serial_number:x}",
        valid_until=certificate.not_valid_after_utc,
        days_left=days,
        fit=not why_not,
        is_authority=is_authority(certificate),
        theirs=not _why_not_theirs(certificate, role, settings),
        why_not=why_not,
        warning=_warning(token, days),
    )


def why_not_here(
    token: Token,
    certificate: x509.Certificate,
    role: SignatureRole,
    settings: Settings,
    trusted: Sequence[x509.Certificate],
    now: datetime,
) -> str:
    """Why a certificate on a token must not sign in this role at this counter, a Vietnamese phrase; empty where it may.

    All of it is known before the PIN: the certificate itself (R33, R34), whether the token shows that its key is
    missing, and whose it is (R37, R39).
    """
    why = why_unfit(certificate, now, trusted, read_certificates(token))
    if not why and sha256_of(certificate) in token.keyless:
        why = "USB ký số không có khoá của chứng thư này"
    return why or _why_not_theirs(certificate, role, settings)


def _why_not_theirs(certificate: x509.Certificate, role: SignatureRole, settings: Settings) -> str:
    if role is SignatureRole.AGENCY:
        if not settings.keeps_seal:
            return "chỉ cán bộ Văn thư được ký bằng chứng thư của cơ quan"
        if not _agency(settings) and not settings.agency_certificates:
            return "quầy này chưa khai báo tên hoặc chứng thư của cơ quan"
        return "" if is_agencys(certificate, settings) else "không phải chứng thư của cơ quan này"
    if _matches(certificate, settings.officer_name, settings.officer_certificates):
        return ""
    return "không phải chứng thư của cán bộ đang đăng nhập"


def is_agencys(certificate: x509.Certificate, settings: Settings) -> bool:
    """Whether a certificate is that of the agency that papers are signed for here (R37)."""
    declared = bool(_agency(settings) or settings.agency_certificates)
    return declared and _matches(certificate, _agency(settings), settings.agency_certificates)


def _agency(settings: Settings) -> str:
    return settings.agency_name or settings.unit_name


def _matches(certificate: x509.Certificate, name: str, listed: Sequence[str]) -> bool:
    """Whether a certificate is somebody's: listed by serial number or a number in its subject, else by name."""
    if not listed:
        return not name or same_name(name_of(certificate), name)
    known = {f"{certificate.serial_number:x}"}
    known |= {number for part in certificate.subject for number in _numbers(str(part.value))}
    return any(_plain(entry) in known for entry in listed)


def _numbers(text: str) -> set[str]:
    """A subject's number with and without the word before it (`CCCD:0123…`)."""
    return {_plain(text), _plain(text.rpartition(":")[2])}


def _plain(text: str) -> str:
    return text.strip().replace(" ", "").replace(":", "").lower().lstrip("0")


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same, however they are typed."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _warning(token: Token, days: int) -> str:
    if token.final_try:
        return "Chỉ còn một lần nhập PIN; nhập sai nữa USB ký số sẽ bị khoá."
    if token.count_low:
        return "Lần trước đã nhập sai PIN."
    return f"Chứng thư còn {days} ngày, hãy gia hạn sớm." if 0 <= days <= EXPIRES_SOON_DAYS else ""
