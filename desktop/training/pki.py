"""An invented authority (root, then issuing) and invented holders of certificates: an official and an agency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

from desktop.training.names import AGENCY as AGENCY
from desktop.training.names import OFFICIAL as OFFICIAL
from desktop.training.names import OFFICIAL_TITLE, PROVINCE
from desktop.training.names import PIN as PIN

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
    also: Sequence[x509.ExtensionType] = (),
) -> x509.Certificate:
    """A certificate for a public key, also one whose private key a token keeps.

    Args:
        public: the key.
        subject: whose it is.
        issuer: the authority.
        now: what `valid` counts from.
        valid: first and last moment.
        is_authority: it may issue others.
        may_sign: its key may sign documents.
        also: more extensions, e.g. `places`; one for time stamping is critical.
    """
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
        also=also,
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
    also: Sequence[x509.ExtensionType] = (),
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
    builder = (
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
    )
    for extension in also:
        builder = builder.add_extension(extension, critical=isinstance(extension, x509.ExtendedKeyUsage))
    return builder.sign(issuer_key, hashes.SHA256())


def places(*, crl: str = "", ocsp_server: str = "") -> list[x509.ExtensionType]:
    """Extensions that say where to ask about revocation."""
    found: list[x509.ExtensionType] = []
    if crl:
        url = x509.UniformResourceIdentifier(crl)
        found.append(x509.CRLDistributionPoints([x509.DistributionPoint([url], None, None, None)]))
    if ocsp_server:
        where = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(ocsp_server))
        found.append(x509.AuthorityInformationAccess([where]))
    return found


def revocation_list(
    issuer: Holder, revoked: Mapping[int, datetime], now: datetime, lasts: timedelta = timedelta(days=7)
) -> bytes:
    """The CRL of an authority, DER: serial numbers and when each was revoked."""
    assert issuer.key
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(now - timedelta(minutes=1))
        .next_update(now + lasts)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False)
        .add_extension(x509.CRLNumber(1), critical=False)
    )
    for serial, at in revoked.items():
        one = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at).build()
        builder = builder.add_revoked_certificate(one)
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def ocsp_answer(
    question: bytes,
    issuer: Holder,
    certificates: Sequence[x509.Certificate],
    revoked: Mapping[int, datetime],
    now: datetime,
) -> bytes:
    """What the authority's OCSP server answers to a question, DER in and out."""
    assert issuer.key
    asked = ocsp.load_der_ocsp_request(question)
    known = [one for one in certificates if one.serial_number == asked.serial_number]
    if not known:
        refused = ocsp.OCSPResponseBuilder.build_unsuccessful(ocsp.OCSPResponseStatus.UNAUTHORIZED)
        return refused.public_bytes(serialization.Encoding.DER)
    at = revoked.get(asked.serial_number)
    builder = ocsp.OCSPResponseBuilder().add_response(
        cert=known[0],
        issuer=issuer.certificate,
        algorithm=asked.hash_algorithm,
        cert_status=ocsp.OCSPCertStatus.REVOKED if at else ocsp.OCSPCertStatus.GOOD,
        this_update=now - timedelta(minutes=1),
        next_update=now + timedelta(days=1),
        revocation_time=at,
        revocation_reason=None,
    )
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, issuer.certificate)
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def write_roots(file: Path, certificates: list[x509.Certificate]) -> None:
    """Write certificates as PEM, one after the other."""
    file.write_bytes(b"".join(one.public_bytes(serialization.Encoding.PEM) for one in certificates))
