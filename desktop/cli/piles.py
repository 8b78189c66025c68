"""`separators`, `pile …`: separator sheets, piles taken apart by them, and undoing what was done to pages."""

from __future__ import annotations

import argparse
import threading
from pathlib import Path
from typing import Any

from desktop.app import App
from desktop.cli.answer import Answer, progress
from desktop.cli.inputs import opened
from desktop.cli.outputs import may_replace, output
from desktop.document.papers.pile import Answer as Said
from desktop.document.papers.pile import Choice
from desktop.document.printing.separators import SIZES_MM
from desktop.model.catalogue import UnknownCode
from desktop.model.dossier import Dossier
from desktop.model.scanning import ScanProfile
from desktop.scanner.driver import Source
from desktop.workflow.pile import PileView
from desktop.workflow.separators import printed, sheets_of

READING_S = 600.0


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this room."""
    sheets = commands.add_parser("separators", parents=[common], help="in tờ phân tách có mã QR")
    sheets.add_argument("--procedure", required=True, metavar="CODE", help="mã thủ tục")
    sheets.add_argument("--case", metavar="CODE", help="chỉ thành phần của trường hợp này")
    sheets.add_argument("--dossier", metavar="CODE", help="thêm một tờ cho hồ sơ này")
    sheets.add_argument("--size", choices=sorted(SIZES_MM), default="A4", help="khổ giấy")
    sheets.add_argument("--out", type=Path, required=True, metavar="S.pdf", help="tệp sẽ ghi")
    may_replace(sheets)
    sheets.set_defaults(run=separators)
    pile = commands.add_parser("pile", help="chồng giấy có tờ phân tách").add_subparsers(dest="action", required=True)
    scanning = pile.add_parser("scan", parents=[common], help="quét cả chồng, tự xếp vào từng giấy tờ")
    scanning.add_argument("code", help="mã hồ sơ")
    scanning.add_argument("--paper", metavar="CODE", help="giấy tờ nhận các trang trước tờ phân tách đầu tiên")
    scanning.add_argument(
        "--device", default="", metavar="ID", help="mã trong «quayso scanners»; mặc định là máy đầu tiên"
    )
    scanning.add_argument(
        "--source", choices=[str(s) for s in Source], default=str(Source.ADF), help="khay nạp hoặc mặt kính"
    )
    scanning.add_argument("--simplex", action="store_true", help="chỉ quét một mặt")
    scanning.add_argument("--dpi", type=int, help="độ phân giải")
    scanning.set_defaults(run=pile_scan)
    showing = pile.add_parser("show", parents=[common], help="chồng giấy đang xếp dở và câu hỏi của nó")
    showing.add_argument("code", help="mã hồ sơ")
    showing.set_defaults(run=pile_show)
    answering = pile.add_parser("answer", parents=[common], help="trả lời câu hỏi của chồng giấy")
    answering.add_argument("code", help="mã hồ sơ")
    choice = answering.add_mutually_exclusive_group(required=True)
    choice.add_argument("--paper", metavar="CODE", help="các trang sau thuộc giấy tờ này")
    choice.add_argument("--go-on", action="store_true", help="bỏ qua tờ phân tách này")
    choice.add_argument("--page", action="store_true", help="đó là một trang giấy tờ, không phải tờ phân tách")
    answering.set_defaults(run=pile_answer)
    for name, words in (("undo", "hoàn tác"), ("redo", "làm lại")):
        again = pile.add_parser(name, parents=[common], help=f"{words} thao tác gần nhất trên các trang của hồ sơ")
        again.add_argument("code", help="mã hồ sơ")
        again.set_defaults(run=pile_undo if name == "undo" else pile_redo)


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
        dossier = app.intake.find(arguments.code)
        app.resume()
        profile = ScanProfile(
            device_id=arguments.device,
            source=Source(arguments.source),
            duplex=not arguments.simplex,
            dpi=arguments.dpi or app.settings.scan_dpi,
        )
        first = _paper(app, dossier, arguments.paper)
        came = app.piles.scan(first, lambda page: progress(f"Trang {page.position + 1}"), threading.Event(), profile)
        app.capture.wait_until_quiet(READING_S)
        return _told(app, dossier, came)


def pile_show(arguments: argparse.Namespace) -> Answer:
    """Show where the pages of a dossier's pile are."""
    with opened(arguments) as app:
        return _told(app, app.intake.find(arguments.code))


def pile_answer(arguments: argparse.Namespace) -> Answer:
    """Answer a pile's question and go on."""
    with opened(arguments) as app:
        dossier = app.intake.find(arguments.code)
        app.resume()
        app.capture.wait_until_quiet(READING_S)
        if arguments.paper:
            said = Said(Choice.PAPER, _paper(app, dossier, arguments.paper))
        else:
            said = Said(Choice.GO_ON if arguments.go_on else Choice.PAGE)
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
        dossier = app.intake.find(arguments.code)
        done = app.pages.undo(dossier.id) if back else app.pages.redo(dossier.id)
        app.capture.wait_until_quiet(READING_S)
        labels = app.pages.labels(dossier.id)
    words = "Không có gì để hoàn tác." if back else "Không có gì để làm lại."
    return Answer(data={"done": done, "undo": labels.undo, "redo": labels.redo}, lines=[done or words])


def _paper(app: App, dossier: Dossier, code: str | None) -> Any:
    rows = app.intake.checklist(dossier.id)
    if code is None:
        return (app.intake.next_missing(dossier.id) or rows[0].paper).id
    for row in rows:
        if row.paper.code == code:
            return row.paper.id
    raise UnknownCode(code)


def _told(app: App, dossier: Dossier, came: int | None = None) -> Answer:
    pile = app.piles.view(dossier.id)
    rows = app.intake.checklist(dossier.id)
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


def _question(pile: PileView | None, names: dict[Any, str]) -> dict[str, Any] | None:
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
