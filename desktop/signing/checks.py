"""What a certificate must be before it may sign (R33, R34)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

RSA_FLOOR = 2048
EC_FLOOR = 256
LONGEST = 8


def name_of(certificate: x509.Certificate, oid: x509.ObjectIdentifier = NameOID.COMMON_NAME) -> str:
    """A part of the subject's name, empty where it has none."""
    found = certificate.subject.get_attributes_for_oid(oid)
    return str(found[0].value) if found else ""


def issuer_of(certificate: x509.Certificate) -> str:
    """Common name of the issuer, or its whole name where it has none."""
    found = certificate.issuer.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else certificate.issuer.rfc4514_string()


def why_unfit(
    certificate: x509.Certificate,
    now: datetime,
    trusted: Sequence[x509.Certificate],
    between: Sequence[x509.Certificate] = (),
) -> str:
    """Why a certificate must not sign, a short Vietnamese phrase; empty where it may.

    Args:
        certificate: the signer's.
        now: the moment of signing, UTC.
        trusted: roots and intermediates this counter trusts.
        between: more intermediates, e.g. those on the token.
    """
    if is_authority(certificate):
        return "đây là chứng thư của nhà cấp, không phải của người ký"
    if now < certificate.not_valid_before_utc:
        return f"chưa đến ngày có hiệu lực {certificate.not_valid_before_utc:%d/%m/%Y}"
    if now > certificate.not_valid_after_utc:
        return f"đã hết hạn ngày {certificate.not_valid_after_utc:%d/%m/%Y}"
    if not _may_sign(certificate):
        return "chứng thư không được cấp để ký"
    weak = weakness(certificate)
    if weak:
        return weak
    if not trusted:
        return "quầy này chưa khai báo nhà cấp chứng thư được tin cậy"
    if not chain(certificate, trusted, now, between):
        return "không thuộc nhà cấp được tin cậy ở quầy này"
    return ""


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether a certificate is an issuer's own."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def _may_sign(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def weakness(certificate: x509.Certificate) -> str:
    """Why a certificate's key or own signature is too weak (R34), a Vietnamese phrase; empty where it is not."""
    hashed = certificate.signature_hash_algorithm
    if hashed is None or hashed.name in {"md5", "sha1"}:
        return "chứng thư được cấp bằng thuật toán băm đã bị bỏ"
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return "" if key.key_size >= RSA_FLOOR else f"khoá RSA chỉ {key.key_size} bit, cần từ {RSA_FLOOR}"
    if isinstance(key, ec.EllipticCurvePublicKey):
        return "" if key.key_size >= EC_FLOOR else f"khoá ECDSA chỉ {key.key_size} bit, cần từ {EC_FLOOR}"
    return "loại khoá không được chấp nhận"


def chain(
    certificate: x509.Certificate,
    trusted: Sequence[x509.Certificate],
    now: datetime,
    between: Sequence[x509.Certificate] = (),
) -> list[x509.Certificate]:
    """From the signer's certificate to a self-signed trusted one; empty where no way leads there.

    Args:
        certificate: the signer's.
        trusted: roots and intermediates.
        now: each of them must be valid then, UTC.
        between: intermediates that came with the certificate; they are steps on the way, never its end.
    """
    steps = [one for one in between if one.subject != one.issuer and one not in trusted]
    return _way([certificate], [*trusted, *steps], trusted, now)


def _way(
    way: list[x509.Certificate],
    steps: Sequence[x509.Certificate],
    trusted: Sequence[x509.Certificate],
    now: datetime,
) -> list[x509.Certificate]:
    last = way[-1]
    if last.subject == last.issuer and last in trusted:
        return way
    if len(way) > LONGEST:
        return []
    for above in steps:
        if last.issuer == above.subject and above not in way and _valid(above, now) and _issued(last, above):
            whole = _way([*way, above], steps, trusted, now)
            if whole:
                return whole
    return []


def _valid(certificate: x509.Certificate, now: datetime) -> bool:
    return certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc


@lru_cache(maxsize=512)
def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
        usage = issuer.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return is_authority(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return is_authority(issuer) and usage.key_cert_sign
