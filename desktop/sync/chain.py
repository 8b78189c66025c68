"""Which steps bring a dossier to the province, each with a payload of facts that is frozen now.

What only earlier steps can tell (the official code, the files' identifiers) is merged when a step is sent; it is
never part of the frozen payload. Flags that indicators count are derived from the papers' states (R51).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from desktop.machine.clock import VIETNAM
from desktop.model.codes import is_provisional
from desktop.model.dossier import Dossier, Paper, PaperDetails, PaperKind
from desktop.model.outbox import StepKind
from desktop.model.states import DeliveryState, DigitisationState, DossierState
from desktop.sync.flags import flags_of

Planned = tuple[StepKind, UUID | None, dict[str, Any]]


def plan_chain(
    dossier: Dossier,
    papers: Sequence[Paper],
    fresh: Sequence[Paper],
    sources: Mapping[UUID, Mapping[str, Any]] | None = None,
) -> list[Planned]:
    """The steps of a dossier.

    Args:
        dossier: the dossier.
        papers: all its papers.
        fresh: those of them whose files the province does not have yet; each must be built and signed.
        sources: paper id to the stored paper that stands in for it, for those reused.
    """
    chain: list[Planned] = []
    if is_provisional(dossier.code):
        chain.append((StepKind.OFFICIAL_CODE, None, {"procedure": dossier.procedure}))
    chain += [(StepKind.FILE, paper.id, {"name": f"{paper.id}.pdf", "sha256": paper.pdf_sha256}) for paper in fresh]
    chain.append((StepKind.RECORD, None, record(dossier, papers, sources or {})))
    returned = dossier.state is DossierState.RETURNED
    note = "Đã trả kết quả cho chủ hồ sơ" if returned else "Đã số hóa, ký số và gửi hồ sơ"
    chain.append((StepKind.PROGRESS, None, {"officer": dossier.officer, "unit": dossier.receiving_unit, "note": note}))
    has_result = any(paper.kind is PaperKind.RESULT and paper.sent_sha256 for paper in papers)
    state = "returned" if returned else "done" if has_result else "received"
    chain.append((StepKind.STATUS, None, {"state": state}))
    return chain


def record(dossier: Dossier, papers: Sequence[Paper], sources: Mapping[UUID, Mapping[str, Any]]) -> dict[str, Any]:
    """The payload of a dossier's record: facts as they stand now."""
    sent = [paper for paper in papers if paper.digitisation is not DigitisationState.EMPTY]
    return {
        "procedure": dossier.procedure,
        "case": dossier.case,
        "catalogue_version": dossier.catalogue_version,
        "receiving_unit": dossier.receiving_unit,
        "competent_unit": dossier.competent_unit,
        "received_at": dossier.received_at.astimezone(VIETNAM).isoformat(),
        "officer": dossier.officer,
        "consent": dossier.consent,
        "owner": {
            "kind": str(dossier.party.kind),
            "number": dossier.party.number,
            "name": dossier.party.name,
            "born": dossier.party.born and dossier.party.born.isoformat(),
            "address": dossier.party.address,
        },
        "digitised": any(paper.kind is PaperKind.COMPONENT and paper.sent_sha256 for paper in sent),
        "papers": [_paper(paper, sources.get(paper.id)) for paper in sent],
    }


def _paper(paper: Paper, source: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        "paper_id": str(paper.id),
        "kind": str(paper.kind),
        "code": paper.code,
        "name": paper.name,
        "item_code": paper.item_code,
        "sha256": paper.sent_sha256,
        **asdict(flags_of(paper, source)),
        "source_valid_until": source["valid_until"] if source else None,
        "hidden": paper.delivery is DeliveryState.HIDDEN,
        "details": _details(paper.details),
    }


def _details(details: PaperDetails) -> dict[str, Any]:
    return {
        "number": details.number,
        "issued": details.issued and details.issued.isoformat(),
        "issuer": details.issuer,
        "signer": details.signer,
        "abstract": details.abstract,
        "valid_until": details.valid_until and details.valid_until.isoformat(),
        "permanent": details.permanent,
        "area": details.area,
        "tax_number": details.tax_number,
    }
