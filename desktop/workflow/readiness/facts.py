"""What the checks look at: a dossier as the store has it, with what was read on its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from cryptography import x509

from desktop.document.papers.field import Field
from desktop.document.papers.suggest import Suggestion
from desktop.machine.clock import VIETNAM
from desktop.machine.settings import Settings
from desktop.model.catalogue import Catalogue, Procedure, UnknownCode
from desktop.model.dossier import Dossier, Page, Paper, Party
from desktop.model.states import DigitisationState, SyncState
from desktop.model.stored import StoredPaper
from desktop.store.signatures import Signature
from desktop.workflow.checklist import ChecklistRow


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature of a paper, with the certificate that was kept beside it (R41); None where none was."""

    signature: Signature
    certificate: x509.Certificate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """A paper.

    Attributes:
        paper: with its states and what is recorded of it.
        size: bytes of its file; 0 where it has none here.
        signatures: in the order they were made.
        scanned: it has pages; a citizen's signed file has none.
        pages: in their order, without those set aside; empty where only what stops is asked for.
        values: what was read on them.
        other: the kind of paper that they plainly are, where their place is for another one.
    """

    paper: Paper
    size: int = 0
    signatures: Sequence[Signed] = ()
    scanned: bool = False
    pages: Sequence[Page] = ()
    values: Mapping[str, Field] = field(default_factory=dict)
    other: Suggestion | None = None

    @property
    def leaves(self) -> bool:
        """Whether it is still to leave; what was queued before goes as it is."""
        return self.paper.digitisation is not DigitisationState.EMPTY and self.paper.sync is SyncState.LOCAL

    @property
    def brought(self) -> bool:
        """Whether its file was brought signed by the citizen, and is kept byte for byte."""
        return self.paper.digitisation is DigitisationState.BUILT and not self.scanned


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierFacts:
    """A dossier.

    Attributes:
        dossier: with its owner.
        catalogue: as it was when the dossier was taken in; None where it is not here.
        papers: those that are still to leave.
        sources: paper id to the stored paper that stands in for it.
        settings: whose certificates sign here, and whether the agency signs.
        trusted: roots and intermediates of this counter.
        now: UTC.
        today: Vietnam's day.
        most_bytes: the largest file that the province takes; None where it does not say.
        rows: the checklist; empty where only what stops is asked for.
    """

    dossier: Dossier
    catalogue: Catalogue | None
    papers: Sequence[PaperFacts]
    sources: Mapping[UUID, StoredPaper]
    settings: Settings
    trusted: Sequence[x509.Certificate]
    now: datetime
    today: date
    most_bytes: int | None = None
    rows: Sequence[ChecklistRow] = ()

    @property
    def procedure(self) -> Procedure | None:
        """The dossier's procedure; None where the catalogue is not here, or does not have it."""
        try:
            return self.catalogue.procedure(self.dossier.procedure) if self.catalogue else None
        except UnknownCode:
            return None

    @property
    def received_on(self) -> date:
        """Vietnam's day of receipt."""
        return self.dossier.received_at.astimezone(VIETNAM).date()

    @property
    def persons(self) -> list[Party]:
        """Whose papers these are, and who hands them in."""
        return [one for one in (self.dossier.party, self.dossier.submitter) if one]
