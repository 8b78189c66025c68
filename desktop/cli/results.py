"""`result …`: results by their day of return, and electronic ones."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from desktop.app import App
from desktop.cli.answer import Answer
from desktop.cli.counter import paper_data
from desktop.cli.inputs import opened, read
from desktop.machine.clock import vietnam_time
from desktop.model.dossier import PaperDetails
from desktop.model.entry import paper_details
from desktop.model.handing import HandedOver
from desktop.workflow.results import Expected, When
from desktop.workflow.what_next import Next

_SAID = ("number", "issued", "issuer", "signer")
_WORDS = {
    Next.AWAIT_RESULT: "chưa có kết quả",
    Next.CONFIRM: "chờ xác nhận",
    Next.SIGN: "chờ ký",
    Next.SIGN_FOR_AGENCY: "chờ ký cơ quan",
    Next.AWAIT_AGENCY: "chờ Văn thư ký",
    Next.SEND: "chờ khép hồ sơ",
    Next.HAND_OVER: "trả được",
    Next.AWAIT_ADDITIONS: "chờ bổ sung",
    Next.REFUSED: "đã từ chối",
    Next.STOPPED: "đã dừng giải quyết",
    Next.NOTHING: "đã trả",
}


def result_list(arguments: argparse.Namespace) -> Answer:
    """List what is due, and what can be handed over."""
    with opened(arguments) as app:
        found = app.results.agenda()
    data = {"late": found.late, "today": found.today, "soon": found.soon, "ready": found.ready}
    head = f"Trễ {found.late}, hôm nay {found.today}, sắp đến {found.soon}; trả được {found.ready}."
    return Answer(data={**data, "dossiers": _rows(found.rows)}, lines=[head, *map(_line, found.rows)])


def result_find(arguments: argparse.Namespace) -> Answer:
    """Find what waits for somebody."""
    with opened(arguments) as app:
        found = app.results.find(arguments.words)
    return Answer(data={"dossiers": _rows(found)}, lines=[*map(_line, found)] or ["Không tìm thấy hồ sơ nào."])


def result_take(arguments: argparse.Namespace) -> Answer:
    """Take the signed file of the issuing software in."""
    data, name = read(arguments.file), arguments.file.name
    with opened(arguments) as app:
        # What is refused leaves no empty paper behind.
        found = app.issuing.judge(data, name, unproven=arguments.unproven)
        dossier = app.dossiers.find(arguments.code)
        details = _details(app, found.details, arguments)
        paper = app.issuing.place(dossier.id, arguments.paper)
        paper = app.issuing.take(paper.id, data, name, details, unproven=arguments.unproven)
    signers = [f"  {one.signer}: {one.why or 'hợp lệ'}" for one in found.verdict.signatures]
    return Answer(
        data={"paper": paper_data(paper), "verdict": found.verdict.as_data()},
        lines=[f"{paper.name}: {found.verdict.sentence}", *signers],
    )


def result_make(arguments: argparse.Namespace) -> Answer:
    """Make the electronic original of a result."""
    with opened(arguments) as app:
        dossier = app.dossiers.find(arguments.code)
        details = _details(app, PaperDetails(permanent=True), arguments)
        paper = app.issuing.make(app.issuing.place(dossier.id, arguments.paper).id, details, arguments.words)
    return Answer(data={"paper": paper_data(paper)}, lines=[f"{paper.name}: đã lập, chờ ký"])


def _details(app: App, before: PaperDetails, arguments: argparse.Namespace) -> PaperDetails:
    """What is known of a result, with what the line says in its place.

    Raises:
        NotUnderstood: the line says what cannot be.
    """
    texts = {name: text for name in _SAID if (text := getattr(arguments, name)) is not None}
    entered = paper_details(before, texts, app.limits.today())
    for refused in entered.refused.values():
        raise refused
    return entered.details


def _rows(found: Sequence[Expected]) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "owner": one.owner,
            "procedure": one.procedure,
            "due": one.due and one.due.isoformat(),
            "when": str(one.when),
            "days": one.days,
            "next": str(one.next),
            "results": one.results,
            "handed_over": [_handed(each) for each in one.handed],
        }
        for one in found
    ]


def _handed(one: HandedOver) -> dict[str, Any]:
    return {
        "paper": str(one.paper_id),
        "at": one.at.isoformat(),
        "officer": one.officer,
        "way": str(one.handing.way),
        "taken_by": one.handing.taken_by,
    }


def _line(one: Expected) -> str:
    due = f"hẹn {one.due:%d/%m/%Y}" if one.due else "không hẹn ngày"
    late = f" trễ {one.days} ngày" if one.when is When.LATE and one.next is not Next.NOTHING else ""
    handed = f" {vietnam_time(one.handed[0].at)}" if one.handed and one.next is Next.NOTHING else ""
    return f"{one.code}  {one.owner}  {due}{late}  {_WORDS[one.next]}{handed}"
