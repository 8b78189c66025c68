"""`online …`: dossiers that were filed on the portal."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.app import App
from desktop.cli.answer import Answer, progress
from desktop.cli.backlog import READING_S
from desktop.cli.counter import dossier_data, paper_data, said_of
from desktop.cli.inputs import opened
from desktop.machine.clock import vietnam_time
from desktop.model.catalogue import UnknownCode
from desktop.model.errors import Refusal
from desktop.model.online import CheckedFile
from desktop.workflow.online.checking import Check
from desktop.workflow.online.online import Waiting

_NOT_OFFERED = "Hệ thống của tỉnh này không cho quầy nhận hồ sơ nộp trực tuyến; nhận trên phần mềm một cửa của tỉnh."


def online_list(arguments: argparse.Namespace) -> Answer:
    """List what waits; that a province hands none over is an answer, too."""
    with opened(arguments) as app:
        if not app.online.offered:
            return Answer(data={"offered": False, "dossiers": []}, lines=[_NOT_OFFERED])
        found = app.online.waiting()
    lines = [*map(_line, found)] or ["Không có hồ sơ nộp trực tuyến nào đang chờ."]
    return Answer(data={"offered": True, "dossiers": [*map(_row, found)]}, lines=lines)


def online_show(arguments: argparse.Namespace) -> Answer:
    """Say what each file of a dossier is: as it was recorded where it was taken over, else as it is found now."""
    with opened(arguments) as app:
        checks = _recorded(app, arguments.code) or [*map(_check, app.online.look(arguments.code, _step))]
    return Answer(data={"files": checks}, lines=[f"{one['component']}  {one['words']}" for one in checks])


def online_take(arguments: argparse.Namespace) -> Answer:
    """Take a dossier over."""
    with opened(arguments) as app:
        dossier = app.online.take(arguments.code, arguments.case, _step)
        checks = _recorded(app, dossier.code)
        missing = [row.paper.code for row in app.checklist.rows(dossier.id) if row.missing]
        # Pages that came are read like scanned ones before the program ends.
        app.capture.wait_until_quiet(READING_S)
    lines = [f"Đã nhận hồ sơ {dossier.code} của {dossier.party.name}."]
    lines += [f"{one['component']}  {one['words']}" for one in checks]
    lines += [f"Còn thiếu: {', '.join(missing)}."] if missing else []
    return Answer(data={"dossier": dossier_data(dossier), "files": checks, "missing": missing}, lines=lines)


def online_confirm(arguments: argparse.Namespace) -> Answer:
    """Confirm pages that came in online, as somebody who has compared them with the papers themselves."""
    with opened(arguments) as app:
        dossier = app.dossiers.find(arguments.code)
        app.capture.wait_until_quiet(READING_S)
        rows = [row for row in app.checklist.rows(dossier.id) if row.unconfirmed]
        wanted = [row.paper for row in rows if arguments.paper in {None, row.paper.code}]
        if not wanted:
            raise UnknownCode(arguments.paper or "giấy tờ chờ xác nhận")
        done = [
            app.confirming.confirm(app.papers.look(one.id), said_of(app, one, arguments), keep_red=arguments.keep_red)
            for one in wanted
        ]
    return Answer(data={"papers": [*map(paper_data, done)]}, lines=[f"{one.name}: đã xác nhận" for one in done])


def _recorded(app: App, code: str) -> list[dict[str, Any]]:
    """What was recorded of a dossier's files; nothing where it is not here."""
    try:
        dossier = app.dossiers.find(code)
    except Refusal:
        return []
    codes = {row.paper.id: row.paper.code for row in app.checklist.rows(dossier.id)}
    return [_kept(one, codes.get(one.paper_id, "")) for one in app.online.checks(dossier.id)]


def _kept(one: CheckedFile, component: str) -> dict[str, Any]:
    return {
        "component": component,
        "file": one.file,
        "found": str(one.found),
        "words": one.words,
        "pages": one.pages,
        "at": one.at.isoformat(),
        "officer": one.officer,
    }


def _check(one: Check) -> dict[str, Any]:
    return {
        "component": one.filed.component,
        "file": one.filed.id,
        "found": str(one.found),
        "words": one.words,
        "pages": one.pages,
    }


def _row(one: Waiting) -> dict[str, Any]:
    return {
        "code": one.filed.code,
        "procedure": one.filed.procedure,
        "owner": one.filed.owner.name,
        "filed_at": one.filed.filed_at.isoformat(),
        "reply_by": one.reply_by and one.reply_by.isoformat(),
        "late": one.late,
        "files": [{"component": file.component, "file": file.id} for file in one.filed.files],
        "taken_by": one.filed.taken_by,
    }


def _line(one: Waiting) -> str:
    late = "  QUÁ GIỜ trả lời" if one.late else ""
    taken = f"  {one.filed.taken_by} đang nhận" if one.filed.taken_by else ""
    filed = one.filed
    when = vietnam_time(filed.filed_at)
    return f"{filed.code}  {filed.owner.name}  {one.procedure}  nộp {when}  {len(filed.files)} tệp{late}{taken}"


def _step(done: int, of: int) -> None:
    progress(f"Tệp {done + 1}/{of}")
