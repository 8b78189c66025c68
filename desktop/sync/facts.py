"""The facts that a profile's templates may name: those of the payload, by their names in it, and what a step adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from desktop.model.dossier import PaperKind
from desktop.model.record import DossierRecord, DossierStatus, ProgressEntry, RecordPaper
from desktop.sync.mapping import Facts, facts_of


def record_facts(record: DossierRecord, code: str, files: Mapping[UUID, str]) -> Facts:
    """The facts of a dossier's record.

    Args:
        record: as it was queued.
        code: official code, from an earlier step.
        files: paper id to file id, from earlier steps.
    """
    papers = [(paper.kind, _paper(paper, files)) for paper in record.papers]
    return {
        **facts_of(record),
        "code": code,
        "components": [facts for kind, facts in papers if kind is PaperKind.COMPONENT],
        "results": [facts for kind, facts in papers if kind is PaperKind.RESULT],
        "papers": [facts for _, facts in papers],
    }


def _paper(paper: RecordPaper, files: Mapping[UUID, str]) -> Facts:
    file = files.get(paper.paper_id, "")
    # What was queued before this fact was recorded is sent without it.
    details = replace(paper.details, tax_number=paper.details.tax_number or "")
    facts = {**facts_of(paper), "details": details, "file": file, "file_name": f"{paper.paper_id}.pdf"}
    # A list of one or none, so that a template can leave out what has no file.
    return {**facts, "attached": [facts] if file else []}


def progress_facts(entry: ProgressEntry, code: str, at: datetime) -> Facts:
    """The facts of an entry of the processing history."""
    return {**facts_of(entry), "code": code, "at": at}


def status_facts(status: DossierStatus, code: str) -> Facts:
    """The facts of a dossier's state."""
    return {**facts_of(status), "code": code}
