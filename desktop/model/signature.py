"""Signatures as plain data: who signs in which role, what is kept as evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.model.dossier import Paper
from desktop.model.states import DigitisationState, SigningState, SyncState

SEAL_KEEPER = "van_thu"
"""The role of the official who keeps the agency's token (Văn thư, R37), as the settings name it."""


class SignatureRole(StrEnum):
    """In whose name a file is signed; the official signs first, the agency second (R38)."""

    OFFICIAL = "official"
    AGENCY = "agency"


def awaited(paper: Paper, *, agency_signs: bool) -> SignatureRole | None:
    """Whose signature a paper waits for; None where it waits for nobody's, or is no file yet.

    What is on its way already goes as it is: a counter that begins to sign as the agency holds nothing back that was
    queued before. A copy that the agency signed alone waits for nobody (R37).

    Args:
        paper: the paper.
        agency_signs: papers here bear the agency's signature too.
    """
    if paper.digitisation is not DigitisationState.BUILT:
        return None
    match paper.signing:
        case SigningState.UNSIGNED:
            return SignatureRole.OFFICIAL
        case SigningState.SIGNED if agency_signs and paper.sync is SyncState.LOCAL:
            return SignatureRole.AGENCY
        case _:
            return None


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
