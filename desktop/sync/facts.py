"""The facts that a profile's templates may name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any


def record_facts(frozen: Mapping[str, Any], code: str, files: Mapping[str, str]) -> dict[str, Any]:
    """The facts of a dossier's record.

    Args:
        frozen: the record step's payload.
        code: official code, from an earlier step.
        files: paper id to file id, from earlier steps.
    """
    papers = [_paper(paper, files) for paper in frozen["papers"]]
    return {
        **frozen,
        "code": code,
        "components": [paper for paper in papers if paper["kind"] == "component"],
        "results": [paper for paper in papers if paper["kind"] == "result"],
        "papers": papers,
    }


def _paper(paper: Mapping[str, Any], files: Mapping[str, str]) -> dict[str, Any]:
    file = files.get(paper["paper_id"], "")
    # What was queued before this fact was recorded is sent without it.
    details = {"tax_number": "", **paper["details"]}
    facts = {**paper, "details": details, "file": file, "file_name": f"{paper['paper_id']}.pdf"}
    # A list of one or none, so that a template can leave out what has no file.
    return {**facts, "attached": [facts] if file else []}


def progress_facts(frozen: Mapping[str, Any], code: str, at: datetime) -> dict[str, Any]:
    """The facts of an entry of the processing history."""
    return {**frozen, "code": code, "at": at.isoformat()}


def status_facts(frozen: Mapping[str, Any], code: str) -> dict[str, Any]:
    """The facts of a dossier's state."""
    return {**frozen, "code": code}
