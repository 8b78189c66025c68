"""Certificates of the sandbox province's door: a right one, and every wrong one that a counter may meet."""

from __future__ import annotations

import ipaddress
import ssl
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY = "authority.pem"
RIGHT = ""
_YEAR = timedelta(days=365)
_HERE = (x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
_ELSEWHERE = (x509.DNSName("dich-vu-cong.example"),)


class Issuer:
    """An authority of the sandbox's own.

    Args:
        common: its name.
        now: its certificate is valid for a year before and ten after.
    """

    def __init__(self, common: str, now: datetime) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name(common)
        builder = _builder(self._name, self._name, self._key, now - _YEAR, now + 10 * _YEAR)
        authority = x509.BasicConstraints(ca=True, path_length=0)
        self.certificate = builder.add_extension(authority, critical=True).sign(self._key, hashes.SHA256())

    def issue(
        self, hosts: tuple[x509.GeneralName, ...], first: datetime, last: datetime, *, itself: bool = False
    ) -> bytes:
        """A key and a certificate for a server, PEM; signed by its own key where `itself`."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _name("Máy chủ tập huấn")
        builder = _builder(subject, subject if itself else self._name, key, first, last)
        builder = builder.add_extension(x509.SubjectAlternativeName(hosts), critical=False)
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        made = builder.add_extension(usage, critical=False).sign(key if itself else self._key, hashes.SHA256())
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return private + made.public_bytes(serialization.Encoding.PEM)


def door_contexts(folder: Path) -> dict[str, ssl.SSLContext]:
    """What the door shows, by fault; `RIGHT` where all is well. Whoever trusts `AUTHORITY` in the folder trusts that.

    Args:
        folder: where the certificates are written, anew at every start.
    """
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    known, stranger = Issuer("Nhà cấp tập huấn", now), Issuer("Nhà cấp không ai biết", now)
    (folder / AUTHORITY).write_bytes(known.certificate.public_bytes(serialization.Encoding.PEM))
    day = timedelta(days=1)
    pems = {
        RIGHT: known.issue(_HERE, now - day, now + _YEAR),
        "tls-wrong-host": known.issue(_ELSEWHERE, now - day, now + _YEAR),
        "tls-expired": known.issue(_HERE, now - _YEAR, now - day),
        "tls-early": known.issue(_HERE, now + day, now + _YEAR),
        "tls-untrusted": stranger.issue(_HERE, now - day, now + _YEAR),
        "tls-self-signed": known.issue(_HERE, now - day, now + _YEAR, itself=True),
    }
    contexts = {kind: _context(folder / f"{kind or 'right'}.pem", pem) for kind, pem in pems.items()}
    contexts["tls-old"] = _old(_context(folder / "right.pem", pems[RIGHT]))
    return contexts


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, first: datetime, last: datetime
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    return builder.serial_number(x509.random_serial_number()).not_valid_before(first).not_valid_after(last)


def _context(file: Path, pem: bytes) -> ssl.SSLContext:
    file.write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def _old(context: ssl.SSLContext) -> ssl.SSLContext:
    """A server that never learnt anything newer than TLS 1.1."""
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    return context
