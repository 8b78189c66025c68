"""How far the dossier is: what is missing, not confirmed, or not signed."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.model.dossier import Page
from desktop.model.errors import Refusal
from desktop.model.signature import SignatureRole, awaited
from desktop.workflow.allowed import why_not_close, why_not_confirm
from desktop.workflow.checklist import ChecklistRow
from desktop.workflow.errors import (
    ComponentsMissing,
    NotConfirmed,
    NothingScanned,
    NotReadYet,
    PageUnfit,
    StillUnsorted,
)
from desktop.workflow.readiness.errors import SignatureMissing
from desktop.workflow.readiness.facts import DossierFacts, PaperFacts
from desktop.workflow.readiness.finding import Finding, Grade, Place, Stage

_MENDS: dict[type[Refusal], str] = {
    ComponentsMissing: "scan",
    NothingScanned: "scan",
    NotReadYet: "again",
    NotConfirmed: "confirm",
    PageUnfit: "rescan",
    StillUnsorted: "move",
}
WHOSE = {SignatureRole.OFFICIAL: "cán bộ", SignatureRole.AGENCY: "cơ quan"}


def progress(facts: DossierFacts, stage: Stage) -> Iterator[Finding]:
    """What keeps the dossier from being closed, and before sending what keeps it from being queued."""
    own = {one.paper.id: one for one in facts.papers}
    for row in facts.rows:
        paper = row.paper
        if refusal := _unfinished(row, own.get(paper.id)):
            yield Finding(refusal, Grade.STOPS, _MENDS[type(refusal)], _place(refusal, own.get(paper.id), row))
        role = awaited(paper, agency_signs=facts.settings.agency_signs)
        if stage is Stage.SENDING and role:
            yield SignatureMissing(paper.name, whose=WHOSE[role]).at(Place(paper.id))


def _unfinished(row: ChecklistRow, facts: PaperFacts | None) -> Refusal | None:
    """Why a paper is not ready; of one that waits to be confirmed, what keeps it from that."""
    refusal = why_not_close([row])
    if isinstance(refusal, NotConfirmed) and facts:
        return why_not_confirm(facts.paper, facts.pages) or refusal
    return refusal


def _place(refusal: Refusal, facts: PaperFacts | None, row: ChecklistRow) -> Place:
    page = _page(refusal, facts) if facts else None
    return Place(row.paper.id, page.id if page else None)


def _page(refusal: Refusal, facts: PaperFacts) -> Page | None:
    number = refusal.values.get("number")
    return facts.pages[number - 1] if isinstance(refusal, PageUnfit) and number else None
