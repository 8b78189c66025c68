"""An invented authority (root, then issuing) and invented holders of certificates: an official and an agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

PIN = "Tap-huan-2026"
OFFICIAL = "Nguyễn Thị Mẫu"
OFFICIAL_TITLE = "Chuyên viên Trung tâm Phục vụ hành chính công"
AGENCY = "Ủy ban nhân dân xã Mẫu"
PROVINCE = "Tỉnh Mẫu"

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


@dataclass(frozen=True, slots=True)
class Holder:
    """A certificate with its key; the key is None where a token made it and keeps it."""

    key: PrivateKey | None
    certificate: x509.Certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Pki:
    """All that the training token needs.

    Attributes:
        root: self-signed authority.
        issuing: authority under the root, which issues to holders.
        official: the official at the counter.
        agency: the agency's own certificate.
    """

    root: Holder
    issuing: Holder
    official: Holder
    agency: Holder


def make_pki(now: datetime, *, official: str = OFFICIAL, agency: str = AGENCY) -> Pki:
    """A new authority with two holders; always of the same structure, its keys new each time."""
    root = authority("Gốc chứng thực số tập huấn", now)
    issuing = authority("Nhà cấp chứng thư số tập huấn", now, root)
    return Pki(
        root=root,
        issuing=issuing,
        official=holder(official, OFFICIAL_TITLE, agency, issuing, now),
        agency=holder(agency, "", agency, issuing, now),
    )


def new_key() -> rsa.RSAPrivateKey:
    """A 2048-bit RSA key."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def name(common: str, *, title: str = "", organisation: str = PROVINCE) -> x509.Name:
    """A subject as Vietnamese authorities write it."""
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        x509.NameAttribute(NameOID.COMMON_NAME, common),
    ]
    if title:
        parts.append(x509.NameAttribute(NameOID.TITLE, title))
    return x509.Name(parts)


def authority(common: str, now: datetime, above: Holder | None = None) -> Holder:
    """An authority, self-signed or under another; valid for ten years from a year before `now`."""
    key = new_key()
    called = name(common)
    issuer = above or Holder(key, _issue(key.public_key(), called, key, called, now, is_authority=True))
    if above is None:
        return issuer
    return Holder(key, issue(key.public_key(), called, above, now, is_authority=True))


def holder(
    common: str,
    title: str,
    organisation: str,
    issuer: Holder,
    now: datetime,
    *,
    key: PrivateKey | None = None,
    valid: tuple[timedelta, timedelta] = (timedelta(days=-1), timedelta(days=730)),
) -> Holder:
    """Somebody who signs.

    Args:
        common: name.
        title: function; empty for none.
        organisation: where they work.
        issuer: the authority.
        now: what `valid` counts from.
        key: theirs; a new RSA key where none is given.
        valid: first and last moment.
    """
    own = key or new_key()
    called = name(common, title=title, organisation=organisation)
    return Holder(own, issue(own.public_key(), called, issuer, now, valid=valid))


def issue(
    public: PublicKey,
    subject: x509.Name,
    issuer: Holder,
    now: datetime,
    *,
    valid: tuple[timedelta, timedelta] = (timedelta(days=-1), timedelta(days=730)),
    is_authority: bool = False,
    may_sign: bool = True,
) -> x509.Certificate:
    """A certificate for a public key, also one whose private key a token keeps."""
    assert issuer.key
    return _issue(
        public,
        subject,
        issuer.key,
        issuer.certificate.subject,
        now,
        valid=valid,
        is_authority=is_authority,
        may_sign=may_sign,
    )


def _issue(
    public: PublicKey,
    subject: x509.Name,
    issuer_key: PrivateKey,
    issuer: x509.Name,
    now: datetime,
    *,
    valid: tuple[timedelta, timedelta] = (timedelta(days=-1), timedelta(days=730)),
    is_authority: bool = False,
    may_sign: bool = True,
) -> x509.Certificate:
    if is_authority:
        valid = (timedelta(days=-365), timedelta(days=3650))
    usage = x509.KeyUsage(
        digital_signature=may_sign and not is_authority,
        content_commitment=may_sign and not is_authority,
        key_encipherment=not may_sign,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + valid[0])
        .not_valid_after(now + valid[1])
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )


def write_roots(file: Path, certificates: list[x509.Certificate]) -> None:
    """Write certificates as PEM, one after the other."""
    file.write_bytes(b"".join(one.public_bytes(serialization.Encoding.PEM) for one in certificates))
