"""An invented authority with two invented certificates: an official's and an agency's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

PIN = "Tap-huan-2026"
OFFICIAL = "Nguyễn Thị Mẫu"
AGENCY = "Ủy ban nhân dân xã Mẫu"
PROVINCE = "Tỉnh Mẫu"


@dataclass(frozen=True, slots=True)
class Holder:
    """A key with its certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate


def _name(common: str, *, title: str = "", organisation: str = PROVINCE) -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        x509.NameAttribute(NameOID.COMMON_NAME, common),
    ]
    if title:
        parts.append(x509.NameAttribute(NameOID.TITLE, title))
    return x509.Name(parts)


def authority(common: str, now: datetime, above: Holder | None = None) -> Holder:
    """An authority, self-signed or under another."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = _name(common)
    signer, signer_name = (above.key, above.certificate.subject) if above else (key, name)
    return _issue(key, name, signer, signer_name, now, years=10, is_authority=True)


def holder(common: str, title: str, organisation: str, issuer: Holder, now: datetime, years: int = 2) -> Holder:
    """Somebody who signs."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = _name(common, title=title, organisation=organisation)
    return _issue(key, name, issuer.key, issuer.certificate.subject, now, years=years, is_authority=False)


def _issue(
    key: rsa.RSAPrivateKey,
    name: x509.Name,
    issuer_key: rsa.RSAPrivateKey,
    issuer_name: x509.Name,
    now: datetime,
    *,
    years: int,
    is_authority: bool,
) -> Holder:
    usage = x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer_name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * years))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    return Holder(key, certificate)


def write_roots(file: Path, certificates: list[x509.Certificate]) -> None:
    """Write certificates as PEM, one after the other."""
    file.write_bytes(b"".join(one.public_bytes(serialization.Encoding.PEM) for one in certificates))
