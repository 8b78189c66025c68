"""`slip …`: the forms of a dossier, and the originals and copies received with it."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.answer import Answer
from desktop.cli.inputs import opened
from desktop.cli.outputs import output
from desktop.machine.clock import vietnam_time
from desktop.model.entry import day
from desktop.model.slip import SLIP_WORDS, Counted, Slip, SlipKind, SlipSaid
from desktop.workflow.board import DossierLine

KINDS = {
    "tiep-nhan": SlipKind.RECEIPT,
    "bo-sung": SlipKind.ADDITIONS,
    "tu-choi": SlipKind.REFUSAL,
    "xin-loi": SlipKind.APOLOGY,
    "dung": SlipKind.STOP,
    "kiem-soat": SlipKind.CONTROL,
}
"""By what the command line calls a form."""
_SHORT = 8
"""Characters of a slip's id that a person copies."""


def slip_write(arguments: argparse.Namespace) -> Answer:
    """Write a slip."""
    out = output(arguments, arguments.out) if arguments.out else None
    with opened(arguments) as app:
        dossier = app.dossiers.find(arguments.code)
        due = day(arguments.day, app.limits.today(), subject="Ngày hẹn lại", past=False)
        slip = app.slips.write(dossier.id, KINDS[arguments.kind], SlipSaid(reason=arguments.reason, due=due))
        data = app.slips.file(slip.id)
    if out:
        out.write(data)
    return Answer(data={"slip": _data(slip)}, lines=[_line(slip)])


def slip_list(arguments: argparse.Namespace) -> Answer:
    """List a dossier's slips, and what was received with it."""
    with opened(arguments) as app:
        desk = app.slips.look(app.dossiers.find(arguments.code).id)
    counts = [
        {
            "code": row.paper.code,
            "name": row.paper.name,
            "originals": row.said.originals,
            "copies": row.said.copies,
            "to_return": row.said.to_return,
            "returned_at": row.said.returned_at and row.said.returned_at.isoformat(),
            "counted": row.sure,
        }
        for row in desk.counts
    ]
    lines = [
        f"{row.paper.code}  {row.paper.name}: {_counted_words(row.said) if row.sure else 'chưa đếm'}"
        for row in desk.counts
    ]
    data = {"slips": [_data(one) for one in desk.written], "counts": counts, "state": str(desk.dossier.state)}
    return Answer(data=data, lines=[*map(_line, desk.written), *lines])


def slip_file(arguments: argparse.Namespace) -> Answer:
    """Write a slip's file out, to be printed again."""
    out = output(arguments, arguments.out)
    with opened(arguments) as app:
        slip = app.slips.find(app.dossiers.find(arguments.code).id, arguments.slip)
        data = app.slips.file(slip.id)
        app.slips.note_print(slip.id)
    out.write(data)
    return Answer(data={"slip": _data(slip)}, lines=[f"{_line(slip)}: {arguments.out}"])


def slip_due(arguments: argparse.Namespace) -> Answer:
    """List whom it is still to be told that their dossier is taken in, or what is to be added."""
    with opened(arguments) as app:
        found = app.board.without_reply()
    data = [
        {
            "code": line.code,
            "owner": line.owner,
            "procedure": line.procedure,
            "reply_by": line.reply_by and line.reply_by.isoformat(),
            "late": line.late,
        }
        for line in found
    ]
    return Answer(data={"to_reply": data}, lines=[*map(_due_line, found)] or ["Không có hồ sơ nào chờ báo tiếp nhận."])


def slip_came(arguments: argparse.Namespace) -> Answer:
    """The additions came."""
    with opened(arguments) as app:
        dossier = app.slips.came(app.dossiers.find(arguments.code).id)
    due = f"hẹn trả {dossier.due:%d/%m/%Y}" if dossier.due else "không hẹn ngày"
    return Answer(
        data={"code": dossier.code, "due": dossier.due and dossier.due.isoformat()},
        lines=[f"{dossier.code}: đã nhận đủ giấy tờ bổ sung, {due}."],
    )


def slip_undo(arguments: argparse.Namespace) -> Answer:
    """Take the last request, refusal, apology or stop back."""
    with opened(arguments) as app:
        slip = app.slips.take_back(app.dossiers.find(arguments.code).id)
    return Answer(data={"slip": _data(slip)}, lines=[_line(slip)])


def slip_count(arguments: argparse.Namespace) -> Answer:
    """Count what was received of a paper."""
    said = Counted(originals=arguments.originals, copies=arguments.copies, to_return=arguments.to_return)
    with opened(arguments) as app:
        dossier = app.dossiers.find(arguments.code)
        paper = app.checklist.paper(dossier.id, arguments.paper)
        app.slips.count(dossier.id, {paper.id: said})
    return Answer(data={"paper": paper.code}, lines=[f"{paper.name}: {_counted_words(said)}"])


def slip_return(arguments: argparse.Namespace) -> Answer:
    """The originals went back to who handed them in."""
    with opened(arguments) as app:
        count = app.slips.give_back(app.dossiers.find(arguments.code).id)
    return Answer(data={"originals": count}, lines=[f"Đã trả lại {count} bản chính."])


def _counted_words(said: Counted) -> str:
    back = f", đã trả lại {said.to_return}" if said.returned_at else f", còn phải trả {said.here}" if said.here else ""
    return f"{said.originals} bản chính, {said.copies} bản sao{back}"


def _data(slip: Slip) -> dict[str, Any]:
    return {
        "id": str(slip.id),
        "kind": str(slip.kind),
        "number": slip.key,
        "at": slip.at.isoformat(),
        "reason": slip.said.reason,
        "due": slip.said.due and slip.said.due.isoformat(),
        "answered_at": slip.answered_at and slip.answered_at.isoformat(),
        "void": slip.void,
        "sha256": slip.sha256,
    }


def _due_line(line: DossierLine) -> str:
    by = f"{line.reply_by:%H:%M %d/%m/%Y}" if line.reply_by else "không rõ giờ"
    return f"{by}  {line.code}  {line.owner}  {line.procedure}{' (quá hạn)' if line.late else ''}"


def _line(slip: Slip) -> str:
    void = " (đã thu lại)" if slip.void else ""
    name = SLIP_WORDS[slip.kind]
    return f"{str(slip.id)[:_SHORT]}  {vietnam_time(slip.at)}  {name[:1].upper()}{name[1:]} số {slip.key}{void}"
