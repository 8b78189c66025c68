"""The training token: an invented official and an invented agency, as PKCS#12 files that lock like a real token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from desktop.machine.secrets import OnlyTraining
from desktop.signing.engines.software import write_token
from desktop.training import pki
from desktop.training.names import FOLDER as FOLDER
from desktop.training.names import LABEL
from desktop.training.names import ROOTS as ROOTS
from desktop.training.names import SERIAL as SERIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftwareToken:
    """A software token on disk.

    Attributes:
        folder: where it is, for `TokenHost(software=…)`.
        serial: its serial.
        official_sha256: hash of the official's certificate.
        agency_sha256: hash of the agency's certificate.
        roots: PEM file with the invented root and issuing authority.
    """

    folder: Path
    serial: str
    official_sha256: str
    agency_sha256: str
    roots: Path


def make_software_token(
    data: Path,
    now: datetime,
    *,
    pin: str = pki.PIN,
    official: str = pki.OFFICIAL,
    agency: str = pki.AGENCY,
    serial: str = SERIAL,
) -> SoftwareToken:
    """Make a new token with a new authority in a training folder; an older one of this serial is replaced.

    Args:
        data: a training data folder (it has the mark).
        now: the certificates are valid from the day before, UTC.
        pin: opens both keys.
        official: name in the official's certificate.
        agency: name in the agency's.
        serial: of the token.

    Raises:
        OnlyTraining: the folder is not one of training.
    """
    if not (data / "TRAINING").exists():
        raise OnlyTraining()
    folder = data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    made = pki.make_pki(now, official=official, agency=agency)
    write_token(
        folder,
        serial,
        LABEL,
        [(one.key, one.certificate) for one in (made.official, made.agency)],
        pin.encode(),
    )
    roots = data / ROOTS
    pki.write_roots(roots, [made.root.certificate, made.issuing.certificate])
    return SoftwareToken(
        folder=folder,
        serial=serial,
        official_sha256=_sha256(made.official.certificate),
        agency_sha256=_sha256(made.agency.certificate),
        roots=roots,
    )


def _sha256(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(hashes.SHA256()).hex()
