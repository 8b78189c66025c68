"""Signatures as plain data: who signs in which role, what is kept as evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SEAL_KEEPER = "van_thu"
"""The role of the official who keeps the agency's token (Văn thư, R37), as the settings name it."""


class SignatureRole(StrEnum):
    """In whose name a file is signed; the official signs first, the agency second (R38)."""

    OFFICIAL = "official"
    AGENCY = "agency"


class EvidenceKind(StrEnum):
    """What is kept beside a signature (R41)."""

    CERTIFICATE = "certificate"
    AUTHORITY = "authority"
    CRL = "crl"
    OCSP = "ocsp"
    TIMESTAMP = "timestamp"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence.

    Attributes:
        kind: what it is.
        data: DER; of a check its JSON, UTF-8.
    """

    kind: EvidenceKind
    data: bytes
