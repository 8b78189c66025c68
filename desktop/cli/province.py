"""`catalogue …`, `queue …`, `sync`, `report …`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from desktop.app import App, open_app
from desktop.cli.answer import Answer
from desktop.model.catalogue import Catalogue
from desktop.model.errors import WrongUsage
from desktop.model.outbox import Step
from desktop.report.digitisation import digitisation_report
from desktop.workflow.sending import QueueRow, states_of


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    catalogue = commands.add_parser("catalogue", help="danh mục").add_subparsers(dest="action", required=True)
    catalogue.add_parser("pull", parents=[common], help="tải từ tỉnh").set_defaults(run=catalogue_pull)
    importing = catalogue.add_parser("import", parents=[common], help="nhập từ tệp")
    importing.add_argument("file", type=Path)
    importing.set_defaults(run=catalogue_import)
    catalogue.add_parser("show", parents=[common], help="danh mục đang dùng").set_defaults(run=catalogue_show)
    queue = commands.add_parser("queue", help="hàng đợi gửi").add_subparsers(dest="action", required=True)
    queue.add_parser("list", parents=[common]).set_defaults(run=queue_list)
    for action, run in (("show", queue_show), ("retry", queue_retry), ("park", queue_park)):
        one = queue.add_parser(action, parents=[common])
        one.add_argument("id", type=int)
        one.set_defaults(run=run)
    sync = commands.add_parser("sync", parents=[common], help="gửi những gì đến hạn")
    sync.add_argument("--once", action="store_true", help="một lượt rồi thôi (mặc định)")
    sync.set_defaults(run=sync_once)
    report = commands.add_parser("report", help="báo cáo").add_subparsers(dest="action", required=True)
    digitisation = report.add_parser("digitisation", parents=[common], help="chỉ số số hóa")
    digitisation.add_argument("--from", dest="first", required=True, type=_day, metavar="D")
    digitisation.add_argument("--to", dest="last", required=True, type=_day, metavar="D")
    digitisation.set_defaults(run=report_digitisation)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUsage(detail=f"«{text}» không phải ngày dạng 2026-03-12") from None


def _app(arguments: argparse.Namespace) -> App:
    return open_app(arguments.data, training=arguments.training)


def _catalogue_data(catalogue: Catalogue) -> dict[str, Any]:
    return {
        "version": catalogue.version,
        "valid_from": catalogue.valid_from.isoformat(),
        "procedures": [
            {"code": p.code, "name": p.name, "cases": [{"code": c.code, "name": c.name} for c in p.cases]}
            for p in catalogue.procedures
        ],
    }


def _catalogue_answer(catalogue: Catalogue, *, taken: bool) -> Answer:
    words = "đã nhận" if taken else "đang dùng"
    return Answer(
        data={"catalogue": _catalogue_data(catalogue), "taken": taken},
        lines=[f"Danh mục {catalogue.version} {words}: {len(catalogue.procedures)} thủ tục."],
    )


def catalogue_pull(arguments: argparse.Namespace) -> Answer:
    """Take the province's catalogue where it is newer."""
    with _app(arguments) as app:
        found = app.catalogue.pull(app.gateway())
        return _catalogue_answer(found or app.catalogue.current(), taken=found is not None)


def catalogue_import(arguments: argparse.Namespace) -> Answer:
    """Take a catalogue from a file."""
    with _app(arguments) as app:
        return _catalogue_answer(app.catalogue.import_file(arguments.file), taken=True)


def catalogue_show(arguments: argparse.Namespace) -> Answer:
    """Show the catalogue in use."""
    with _app(arguments) as app:
        return _catalogue_answer(app.catalogue.current(), taken=False)


def _step_data(row: QueueRow) -> dict[str, Any]:
    step: Step = row.step
    return {
        "id": step.id,
        "dossier": row.dossier_code,
        "step": str(step.kind),
        "state": str(step.state),
        "attempts": step.attempts,
        "next_at": step.next_at and step.next_at.isoformat(),
        "last_error": step.last_error,
    }


def queue_list(arguments: argparse.Namespace) -> Answer:
    """List the outbox."""
    with _app(arguments) as app:
        rows = app.sending.steps()
    lines = [f"{r.step.id}  {r.dossier_code}  {r.name}  {states_of(r.step)}" for r in rows]
    return Answer(data={"items": [_step_data(row) for row in rows]}, lines=lines or ["Hàng đợi trống."])


def _one(app: App, step_id: int) -> QueueRow:
    for row in app.sending.steps():
        if row.step.id == step_id:
            return row
    raise WrongUsage(detail=f"không có bước số {step_id} trong hàng đợi")


def queue_show(arguments: argparse.Namespace) -> Answer:
    """Show one step."""
    with _app(arguments) as app:
        row = _one(app, arguments.id)
    data = {**_step_data(row), "key": row.step.key, "payload_sha256": row.step.payload_sha256}
    return Answer(data={"item": data}, lines=[f"{row.name}: {states_of(row.step)} {row.step.last_error}"])


def queue_retry(arguments: argparse.Namespace) -> Answer:
    """Put a step back in line."""
    with _app(arguments) as app:
        app.sending.retry(_one(app, arguments.id).step.id)
        row = _one(app, arguments.id)
    return Answer(data={"item": _step_data(row)}, lines=[f"{row.name}: {states_of(row.step)}"])


def queue_park(arguments: argparse.Namespace) -> Answer:
    """Set a step aside."""
    with _app(arguments) as app:
        app.sending.park(_one(app, arguments.id).step.id)
        row = _one(app, arguments.id)
    return Answer(data={"item": _step_data(row)}, lines=[f"{row.name}: {states_of(row.step)}"])


def sync_once(arguments: argparse.Namespace) -> Answer:
    """Send what is due now."""
    with _app(arguments) as app:
        tried = app.sending.run_until_idle()
        waiting = app.sending.waiting()
    return Answer(data={"steps": tried, "waiting": waiting}, lines=[f"Đã thử {tried} bước, còn {waiting} giấy tờ."])


def report_digitisation(arguments: argparse.Namespace) -> Answer:
    """The digitisation indicators of a period."""
    with _app(arguments) as app:
        report = digitisation_report(app.store, arguments.first, arguments.last)
    return Answer(data=report.as_data(), lines=report.as_lines())
