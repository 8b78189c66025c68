"""What a certificate must be before it may sign (R33, R34)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, SignatureAlgorithmOID

RSA_FLOOR = 2048
EC_FLOOR = 256
"""Fewest bits of a key (R34)."""
LONGEST = 8
"""Most certificates between the signer's and a root. Chosen."""
MOST_LOOKS = 100
"""Most signatures of certificates that are checked on the way to a root; three are usual. Chosen."""

ODD = (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension, x509.UnsupportedGeneralNameType)
"""What reading a certificate that makes no sense raises."""

CLIENT = ExtendedKeyUsageOID.CLIENT_AUTH
_FOR_SIGNING = {
    ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
    ExtendedKeyUsageOID.EMAIL_PROTECTION,
    x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36"),  # document signing (RFC 9336)
    x509.ObjectIdentifier("1.3.6.1.4.1.311.10.3.12"),  # document signing, as Microsoft names it
    x509.ObjectIdentifier("1.2.840.113583.1.1.5"),  # authentic documents, as Adobe names it
}
_PURPOSES = {
    ExtendedKeyUsageOID.SERVER_AUTH: "máy chủ",
    ExtendedKeyUsageOID.CODE_SIGNING: "ký phần mềm",
    ExtendedKeyUsageOID.OCSP_SIGNING: "trả lời thu hồi",
    ExtendedKeyUsageOID.TIME_STAMPING: "cấp dấu thời gian",
    CLIENT: "xác thực khi kết nối",
    ExtendedKeyUsageOID.SMARTCARD_LOGON: "đăng nhập máy tính",
}
_FOR_MACHINES = {
    ExtendedKeyUsageOID.SERVER_AUTH,
    ExtendedKeyUsageOID.CODE_SIGNING,
    ExtendedKeyUsageOID.OCSP_SIGNING,
    ExtendedKeyUsageOID.TIME_STAMPING,
}
_DROPPED = {
    SignatureAlgorithmOID.RSA_WITH_MD5,
    SignatureAlgorithmOID.RSA_WITH_SHA1,
    x509.ObjectIdentifier("1.3.14.3.2.29"),  # RSA with SHA-1, by its old name
    SignatureAlgorithmOID.ECDSA_WITH_SHA1,
    SignatureAlgorithmOID.DSA_WITH_SHA1,
    x509.ObjectIdentifier("1.2.840.113549.1.1.2"),  # RSA with MD2
    x509.ObjectIdentifier("1.2.840.113549.1.1.3"),  # RSA with MD4
}


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
    if now < certificate.not_valid_before_utc:
        return f"chưa đến ngày có hiệu lực {certificate.not_valid_before_utc:%d/%m/%Y}"
    if now > certificate.not_valid_after_utc:
        return f"đã hết hạn ngày {certificate.not_valid_after_utc:%d/%m/%Y}"
    try:
        unsuited = misuse(certificate) or weakness(certificate)
    except ODD:
        return "chứng thư không đúng chuẩn"
    if unsuited:
        return unsuited
    if not trusted:
        return "quầy này chưa khai báo nhà cấp chứng thư được tin cậy"
    way = chain(certificate, trusted, now, between)
    if not way or not all(serves_signing(one) for one in way[1:-1]):
        return "không thuộc nhà cấp được tin cậy ở quầy này"
    return ""


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether a certificate is an issuer's own."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def misuse(certificate: x509.Certificate) -> str:
    """Why a certificate was issued for something else than signing documents, a Vietnamese phrase; empty where not.

    Raises:
        ValueError: its extensions make no sense.
    """
    if is_authority(certificate):
        return "đây là chứng thư của nhà cấp, không phải của người ký"
    if not _may_sign(certificate):
        return "chứng thư không được cấp để ký"
    if not serves_signing(certificate):
        return f"chứng thư được cấp cho mục đích khác ({', '.join(sorted(_purposes(certificate)))})"
    return ""


def serves_signing(certificate: x509.Certificate) -> bool:
    """Whether a certificate's extended key usage lets it sign documents, or issue certificates that may.

    Personal certificates of the public authorities name e-mail protection and client authentication; document signing
    has names of its own. Client authentication alone means a person; beside a purpose of machines it means a machine.
    """
    named = _extended_usage(certificate)
    return not named or bool(named & _FOR_SIGNING) or (CLIENT in named and not named & _FOR_MACHINES)


def _purposes(certificate: x509.Certificate) -> set[str]:
    return {_PURPOSES.get(one, one.dotted_string) for one in _extended_usage(certificate)}


def _extended_usage(certificate: x509.Certificate) -> set[x509.ObjectIdentifier]:
    try:
        return set(certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value)
    except x509.ExtensionNotFound:
        return set()


def _may_sign(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def weakness(certificate: x509.Certificate) -> str:
    """Why a certificate's key or own signature is too weak (R34), a Vietnamese phrase; empty where it is not.

    Raises:
        ValueError: its key makes no sense.
    """
    if certificate.signature_algorithm_oid in _DROPPED:
        return "chứng thư được cấp bằng thuật toán băm đã bị bỏ"
    try:
        key = certificate.public_key()
    except UnsupportedAlgorithm:
        return "loại khoá không được chấp nhận"
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
        between: intermediates that came with the certificate; they are steps of the chain, never its root.
    """
    own = set(trusted)
    strangers = [one for one in dict.fromkeys(between) if one not in own and one.subject != one.issuer]
    return _shortest(certificate, [*dict.fromkeys(trusted), *strangers], own, now)


def _shortest(
    certificate: x509.Certificate, steps: Sequence[x509.Certificate], trusted: Set[x509.Certificate], now: datetime
) -> list[x509.Certificate]:
    """The shortest way, each step gone once: authorities that sign each other make very many ways of few steps."""
    below: dict[x509.Certificate, x509.Certificate | None] = {certificate: None}
    by_name: dict[x509.Name, list[x509.Certificate]] = {}
    for step in steps:
        by_name.setdefault(step.subject, []).append(step)
    front, looks = [certificate], MOST_LOOKS
    for _ in range(LONGEST + 1):
        found = next((one for one in front if one.subject == one.issuer and one in trusted), None)
        if found:
            return _way_down(found, below)
        fresh = []
        for last in front:
            for above in by_name.get(last.issuer, []):
                if above in below or not _valid(above, now):
                    continue
                looks -= 1
                if looks < 0:
                    return []
                if _issued(last, above):
                    below[above] = last
                    fresh.append(above)
        front = fresh
    return []


def _way_down(
    root: x509.Certificate, below: Mapping[x509.Certificate, x509.Certificate | None]
) -> list[x509.Certificate]:
    way = [root]
    while (lower := below[way[-1]]) is not None:
        way.append(lower)
    return way[::-1]


def _valid(certificate: x509.Certificate, now: datetime) -> bool:
    return certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc


@lru_cache(maxsize=512)
def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
        usage = issuer.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return is_authority(issuer)
    except (*ODD, InvalidSignature):
        return False
    return is_authority(issuer) and usage.key_cert_sign
