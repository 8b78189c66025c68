"""`separators`, `pile …`: separator sheets, piles taken apart by them, and undoing what was done to pages."""

from __future__ import annotations

import argparse
import threading
from typing import Any
from uuid import UUID

from desktop.app import App
from desktop.cli.answer import Answer, progress
from desktop.cli.inputs import opened, scan_profile
from desktop.cli.outputs import output
from desktop.document.papers.pile import Choice, PileAnswer
from desktop.model.dossier import Dossier
from desktop.workflow.pile import PileState
from desktop.workflow.separators import printed, sheets_of

READING_S = 600.0


def separators(arguments: argparse.Namespace) -> Answer:
    """Print separator sheets for all components and results of a procedure."""
    out = output(arguments, arguments.out)
    with opened(arguments) as app:
        procedure = app.catalogue.current().procedure(arguments.procedure)
        sheets = sheets_of(procedure, arguments.case, dossier=arguments.dossier or "")
        data = printed(sheets, procedure, app.settings, app.clock.now(), size=arguments.size)
    out.write(data)
    rows = [{"kind": str(one.separator.kind), "code": one.separator.code, "text": one.separator.text} for one in sheets]
    return Answer(
        data={"out": str(arguments.out), "pages": len(sheets), "size": arguments.size, "separators": rows},
        lines=[f"{arguments.out}: {len(sheets)} tờ phân tách {arguments.size}"],
    )


def pile_scan(arguments: argparse.Namespace) -> Answer:
    """Scan a pile and place it."""
    with opened(arguments) as app:
        dossier = app.dossiers.find(arguments.code)
        app.resume()
        profile = scan_profile(arguments, app.capture.profile())
        first = _paper(app, dossier, arguments.paper)
        came = app.piles.scan(first, lambda page: progress(f"Trang {page.position + 1}"), threading.Event(), profile)
        app.capture.wait_until_quiet(READING_S)
        return _told(app, dossier, came)


def pile_show(arguments: argparse.Namespace) -> Answer:
    """Show where the pages of a dossier's pile are."""
    with opened(arguments) as app:
        return _told(app, app.dossiers.find(arguments.code))


def pile_answer(arguments: argparse.Namespace) -> Answer:
    """Answer a pile's question and go on."""
    with opened(arguments) as app:
        dossier = app.dossiers.find(arguments.code)
        app.resume()
        app.capture.wait_until_quiet(READING_S)
        if arguments.paper:
            said = PileAnswer(Choice.PAPER, _paper(app, dossier, arguments.paper))
        else:
            said = PileAnswer(Choice.GO_ON if arguments.go_on else Choice.PAGE)
        app.piles.answer(dossier.id, said)
        return _told(app, dossier)


def pile_undo(arguments: argparse.Namespace) -> Answer:
    """Undo the last edit of a dossier's pages."""
    return _again(arguments, back=True)


def pile_redo(arguments: argparse.Namespace) -> Answer:
    """Do it again."""
    return _again(arguments, back=False)


def _again(arguments: argparse.Namespace, *, back: bool) -> Answer:
    with opened(arguments) as app:
        dossier = app.dossiers.find(arguments.code)
        done = app.pages.undo(dossier.id) if back else app.pages.redo(dossier.id)
        app.capture.wait_until_quiet(READING_S)
        labels = app.pages.labels(dossier.id)
    words = "Không có gì để hoàn tác." if back else "Không có gì để làm lại."
    return Answer(data={"done": done, "undo": labels.undo, "redo": labels.redo}, lines=[done or words])


def _paper(app: App, dossier: Dossier, code: str | None) -> UUID:
    if code is not None:
        return app.checklist.paper(dossier.id, code).id
    return (app.checklist.next_missing(dossier.id) or app.checklist.rows(dossier.id)[0].paper).id


def _told(app: App, dossier: Dossier, came: int | None = None) -> Answer:
    pile = app.piles.view(dossier.id)
    rows = app.checklist.rows(dossier.id)
    names = {row.paper.id: row.paper.code for row in rows}
    data: dict[str, Any] = {
        "papers": [
            {"code": row.paper.code, "kind": str(row.paper.kind), "pages": row.pages, "unread": row.unread}
            for row in rows
        ],
        "waiting": pile.waiting if pile else 0,
        "question": _question(pile, names),
    }
    if came is not None:
        data["pages"] = came
    lines = [f"{row.paper.name}: {row.pages} trang" for row in rows]
    if pile and pile.question:
        lines.append(pile.question.words)
    return Answer(data=data, lines=lines)


def _question(pile: PileState | None, names: dict[Any, str]) -> dict[str, Any] | None:
    if pile is None or pile.question is None:
        return None
    asked = pile.question
    return {
        "doubt": str(asked.doubt),
        "code": asked.code,
        "words": asked.words,
        "proposal": names.get(asked.proposal),
        "waiting": pile.waiting,
    }
