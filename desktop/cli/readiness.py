"""`dossier check`: what would make the province send a dossier back."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from desktop.app import App
from desktop.cli.answer import Answer
from desktop.cli.inputs import opened
from desktop.model.dossier import Dossier, Paper
from desktop.model.errors import REFUSED
from desktop.model.signature import SignatureRole
from desktop.ui.acts.table import Act, key_of
from desktop.workflow.readiness.finding import Finding, Stage


def dossier_check(arguments: argparse.Namespace) -> Answer:
    """Check a dossier before it is signed, or sent."""
    with opened(arguments) as app:
        dossier = app.dossiers.find(arguments.code)
        papers = {row.paper.id: row.paper for row in app.checklist.rows(dossier.id)}
        found = list(app.readiness.check(dossier.id, Stage.SIGNING if arguments.signing else Stage.SENDING))
        if arguments.token:
            identities = app.signing.identities(SignatureRole.OFFICIAL)
            found += app.readiness.keys(identities, SignatureRole.OFFICIAL)
        data = [_finding(app, one, papers) for one in found]
    stops = any(one.stops for one in found)
    return Answer(
        data={"dossier": dossier.code, "stops": stops, "findings": data},
        lines=_lines(dossier, found),
        status=REFUSED if stops else 0,
    )


def _finding(app: App, one: Finding, papers: dict[UUID, Paper]) -> dict[str, Any]:
    paper = papers.get(one.at.paper_id) if one.at.paper_id else None
    pages = [page.id for page in app.papers.pages(paper.id)] if paper else []
    return {
        "code": one.why.code,
        "sentence": one.why.message,
        "what_to_do": one.why.what_to_do,
        "grade": str(one.grade),
        "act": one.mends,
        "key": key_of(Act(one.mends)),
        "paper": paper and paper.code,
        "page": pages.index(one.at.page_id) + 1 if one.at.page_id in pages else None,
        "field": one.at.field,
    }


def _lines(dossier: Dossier, found: Sequence[Finding]) -> list[str]:
    if not found:
        return [f"{dossier.code}: không thấy điều gì làm tỉnh trả lại hồ sơ."]
    lines = []
    for one in found:
        key = key_of(Act(one.mends))
        word = "Phải sửa" if one.stops else "Xem lại"
        lines += [f"{word}: {one.why.message}", f"  → {one.why.what_to_do}" + (f" [{key}]" if key else "")]
    return lines
