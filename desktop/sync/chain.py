"""Which steps bring a dossier to the province, each with a payload of facts that is frozen now.

What only earlier steps can tell (the official code, the files' identifiers) is merged when a step is sent; it is
never part of the frozen payload. Flags that indicators count are derived from the papers' states (R51).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from uuid import UUID

from desktop.machine.clock import VIETNAM
from desktop.model.codes import is_provisional
from desktop.model.dossier import Dossier, Paper, PaperDetails, PaperKind, Party
from desktop.model.outbox import Planned
from desktop.model.record import (
    CodeRequest,
    DossierRecord,
    DossierStatus,
    FileToSend,
    ProgressEntry,
    RecordDetails,
    RecordOwner,
    RecordPaper,
)
from desktop.model.states import DeliveryState, DigitisationState, DossierState
from desktop.model.stored import StoredPaper
from desktop.sync.flags import flags_of


def plan_chain(
    dossier: Dossier,
    papers: Sequence[Paper],
    fresh: Sequence[Paper],
    sources: Mapping[UUID, StoredPaper] | None = None,
    came_from: Mapping[UUID, str] | None = None,
) -> list[Planned]:
    """The steps of a dossier.

    Args:
        dossier: the dossier.
        papers: all its papers.
        fresh: those of them whose files the province does not have yet; each must be built and signed.
        sources: paper id to the stored paper that stands in for it, for those reused.
        came_from: paper id to the province's identifier of its file, for those that came from there as they are.
    """
    chain: list[Planned] = []
    there = came_from or {}
    if is_provisional(dossier.code):
        chain.append(Planned(CodeRequest(procedure=dossier.procedure)))
    for paper in fresh:
        file = FileToSend(name=f"{paper.id}.pdf", sha256=paper.pdf_sha256, came_from=there.get(paper.id, ""))
        chain.append(Planned(file, paper.id))
    chain.append(Planned(record(dossier, papers, sources or {})))
    returned = dossier.state is DossierState.RETURNED
    note = "Đã trả kết quả cho chủ hồ sơ" if returned else "Đã số hóa, ký số và gửi hồ sơ"
    return chain + _told(dossier, note, "returned" if returned else stands(papers))


def plan_notice(dossier: Dossier, note: str, state: str, *, known: bool) -> list[Planned]:
    """The steps that tell the applicant something of a dossier, through the province.

    Args:
        dossier: the dossier.
        note: what is told, as a sentence.
        state: how the dossier stands, by our word (`DossierStatus`).
        known: the province has its record, or it is queued.
    """
    chain: list[Planned] = []
    if not known:
        if is_provisional(dossier.code):
            chain.append(Planned(CodeRequest(procedure=dossier.procedure)))
        chain.append(Planned(record(dossier, (), {})))
    return chain + _told(dossier, note, state, for_applicant=True)


def stands(papers: Sequence[Paper]) -> str:
    """How a dossier stands that was not handed over, by our word.

    Args:
        papers: all its papers.
    """
    return "done" if any(paper.kind is PaperKind.RESULT and paper.sent_sha256 for paper in papers) else "received"


def _told(dossier: Dossier, note: str, state: str, *, for_applicant: bool = False) -> list[Planned]:
    unit = dossier.receiving_unit
    entry = ProgressEntry(officer=dossier.officer, unit=unit, note=note, for_applicant=for_applicant)
    return [Planned(entry), Planned(DossierStatus(state=state))]


def record(dossier: Dossier, papers: Sequence[Paper], sources: Mapping[UUID, StoredPaper]) -> DossierRecord:
    """A dossier's record: facts as they stand now."""
    sent = [paper for paper in papers if paper.digitisation is not DigitisationState.EMPTY]
    return DossierRecord(
        procedure=dossier.procedure,
        case=dossier.case,
        catalogue_version=dossier.catalogue_version,
        receiving_unit=dossier.receiving_unit,
        competent_unit=dossier.competent_unit,
        received_at=dossier.received_at.astimezone(VIETNAM),
        officer=dossier.officer,
        consent=dossier.consent,
        owner=_owner(dossier.party),
        digitised=any(paper.kind is PaperKind.COMPONENT and paper.sent_sha256 for paper in sent),
        papers=tuple(_paper(paper, sources.get(paper.id)) for paper in sent),
    )


def _owner(party: Party) -> RecordOwner:
    return RecordOwner(kind=party.kind, number=party.number, name=party.name, born=party.born, address=party.address)


def _paper(paper: Paper, source: StoredPaper | None) -> RecordPaper:
    flags = flags_of(paper, source)
    return RecordPaper(
        paper_id=paper.id,
        kind=paper.kind,
        code=paper.code,
        name=paper.name,
        item_code=paper.item_code,
        sha256=paper.sent_sha256,
        digitised=flags.digitised,
        reuse=flags.reuse,
        from_national=flags.from_national,
        replaced_by=flags.replaced_by,
        source=flags.source,
        source_valid_until=source.valid_until if source else None,
        hidden=paper.delivery is DeliveryState.HIDDEN,
        details=_details(paper.details),
    )


def _details(details: PaperDetails) -> RecordDetails:
    """All that a record has room for: what is withheld from it is in `desktop.model.record.WITHHELD`."""
    return RecordDetails(**{field.name: getattr(details, field.name) for field in fields(RecordDetails)})
