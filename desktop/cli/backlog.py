"""`backlog …`: register books of old results, what is doubted of their papers, and how far it all is."""

from __future__ import annotations

import argparse
import threading
from typing import Any
from uuid import UUID

from desktop.app import App
from desktop.cli.answer import Answer
from desktop.cli.answer import progress as told
from desktop.cli.inputs import opened, scan_profile, secret_line
from desktop.cli.outputs import output
from desktop.document.papers.pile import Choice, PileAnswer
from desktop.model.backlog import PeriodProgress
from desktop.model.book import Book, read_book_sheet
from desktop.model.errors import WrongUsage
from desktop.model.separator import read_separator
from desktop.workflow.backlog.books import BookRow
from desktop.workflow.backlog.errors import NoPaperOfBook
from desktop.workflow.backlog.looking import NAMES, Doubted, Looked
from desktop.workflow.backlog.sharing import PartOfBook

READING_S = 3600.0
"""A whole book may be read for long on a slow PC."""
_SHORT = 8
"""Characters of a paper's id that a person copies."""


def new(arguments: argparse.Namespace) -> Answer:
    """Open a book."""
    said = (arguments.result, arguments.year, arguments.number, arguments.sheets)
    if arguments.code:
        sheet = read_book_sheet(read_separator(arguments.code))
        said = (sheet.result, sheet.year, sheet.number, sheet.sheets) if sheet else (None, None, None, None)
    if None in said:
        raise WrongUsage(detail="cần --result, --year, --number và --sheets, hoặc --code của tờ phân tách một quyển")
    with opened(arguments) as app:
        return _row_told(app.books.row(app.books.open(*said)))


def books(arguments: argparse.Namespace) -> Answer:
    """List the books."""
    with opened(arguments) as app:
        rows = app.books.rows()
    lines = [_line(row) for row in rows] or ["Chưa có quyển nào. Mở quyển đầu bằng «quayso backlog new»."]
    return Answer(data={"books": [_row(row) for row in rows]}, lines=lines)


def sheet(arguments: argparse.Namespace) -> Answer:
    """Print a book's separator sheet."""
    out = output(arguments, arguments.out)
    with opened(arguments) as app:
        book = app.books.find(arguments.book)
        data = app.books.printed(book, size=arguments.size)
    out.write(data)
    text = book.sheet.separator.text
    return Answer(data={"out": str(arguments.out), "text": text}, lines=[f"{arguments.out}: {text}"])


def scan(arguments: argparse.Namespace) -> Answer:
    """Scan a book and part it."""
    with opened(arguments) as app:
        book = app.books.find(arguments.book)
        app.resume()
        profile = scan_profile(arguments, app.capture.profile())
        came = app.books.scan(book, lambda page: told(f"Trang {page.position + 1}"), threading.Event(), profile)
        app.capture.wait_until_quiet(READING_S)
        row = app.books.row(book)
    return Answer(data={**_row(row), "pages": came}, lines=_lines(row))


def answer(arguments: argparse.Namespace) -> Answer:
    """Answer what a book's pile asks."""
    with opened(arguments) as app:
        book = app.books.find(arguments.book)
        app.resume()
        app.capture.wait_until_quiet(READING_S)
        choice = Choice.NEW if arguments.new else Choice.PAGE if arguments.page else Choice.GO_ON
        app.books.answer(book, PileAnswer(choice))
        return _row_told(app.books.row(book))


def undo(arguments: argparse.Namespace) -> Answer:
    """Undo the last edit of a book's pages."""
    with opened(arguments) as app:
        done = app.pages.undo(app.books.find(arguments.book).id)
        app.capture.wait_until_quiet(READING_S)
    return Answer(data={"done": done}, lines=[done or "Không có gì để hoàn tác."])


def doubts(arguments: argparse.Namespace) -> Answer:
    """Show what is doubted of a book's papers."""
    with opened(arguments) as app:
        book = app.books.find(arguments.book)
        looked = app.looking.papers(book)
        strip = app.looking.doubts(book)
    papers = [
        {
            "paper": _short(one),
            "values": {value.name: value.text for value in one.values},
            "doubted": len(one.doubts),
            "unread": one.unread,
            "stored": one.stored,
        }
        for one in looked
    ]
    stored = [f"{_short(one)}  trùng với kết quả đã có trong hồ sơ {one.stored}" for one in looked if one.stored]
    lines = [*(_doubt_line(one) for one in strip), *stored]
    data = {"papers": papers, "doubts": [_doubt(one) for one in strip]}
    return Answer(data=data, lines=lines or ["Không còn chỗ nào cần xem."])


def say(arguments: argparse.Namespace) -> Answer:
    """Take a value as it was read, or as it is typed."""
    with opened(arguments) as app:
        book = app.books.find(arguments.book)
        paper = _paper(app, book, arguments.paper)
        value = app.looking.settle(book, paper, arguments.value, arguments.text, arguments.again)
    return Answer(data={"value": value.name, "text": value.text}, lines=[f"{NAMES[value.name]}: {value.text}"])


def leave_out(arguments: argparse.Namespace) -> Answer:
    """Leave a paper out of its book."""
    with opened(arguments) as app:
        book = app.books.find(arguments.book)
        paper = _paper(app, book, arguments.paper)
        app.looking.leave_out(book, paper, arguments.why)
        row = app.books.row(book)
    return Answer(data={**_row(row), "paper": str(paper)[:_SHORT]}, lines=_lines(row))


def take_back(arguments: argparse.Namespace) -> Answer:
    """Take a paper back that was left out."""
    with opened(arguments) as app:
        book = app.books.find(arguments.book)
        app.looking.take_back(book, _one(app.looking.left_out(book), arguments.paper))
        return _row_told(app.books.row(book))


def confirm(arguments: argparse.Namespace) -> Answer:
    """Confirm what nothing is doubted of."""
    if (arguments.not_the_same or arguments.keep_red) and not arguments.paper:
        raise WrongUsage(detail="--not-the-same và --keep-red chỉ dùng cho từng kết quả, nêu bằng --paper")
    with opened(arguments) as app:
        book = app.books.find(arguments.book)
        only = [_paper(app, book, text) for text in arguments.paper]
        done = app.book_confirming.confirm(book, only, not_the_same=arguments.not_the_same, keep_red=arguments.keep_red)
        row = app.books.row(book)
        codes = [app.dossiers.get(paper.dossier_id).code for paper in done.confirmed]
    waiting = [{"paper": str(one.paper_id)[:_SHORT], "why": one.why.as_json()} for one in done.waiting]
    lines = [f"Đã xác nhận {len(codes)} kết quả."]
    lines += [f"{str(one.paper_id)[:_SHORT]}  {one.why.message}" for one in done.waiting]
    return Answer(data={**_row(row), "dossiers": codes, "not_confirmed": waiting}, lines=[*lines, _line(row)])


def give(arguments: argparse.Namespace) -> Answer:
    """Give papers that wait to another PC."""
    out = output(arguments, arguments.file)
    passphrase = secret_line() if arguments.passphrase_stdin else ""
    with opened(arguments) as app:
        book = app.books.find(arguments.book)
        given = app.sharing.give(book, arguments.papers, out.path, passphrase, replace=out.replace)
    return _part_told(given, f"Đã ghi {out.path}", out=str(out.path))


def give_again(arguments: argparse.Namespace) -> Answer:
    """Write a package once more."""
    out = output(arguments, arguments.file)
    with opened(arguments) as app:
        given = app.sharing.again(arguments.package, out.path, replace=out.replace)
    return _part_told(given, f"Đã ghi {out.path}", out=str(out.path))


def given(arguments: argparse.Namespace) -> Answer:
    """List what was given."""
    with opened(arguments) as app:
        parts = app.sharing.given()
    lines = [f"{one.package}  {one.key}: {one.papers} kết quả, {one.sheets} tờ" for one in parts]
    return Answer(data={"given": [_part(one) for one in parts]}, lines=lines or ["Chưa chuyển kết quả nào."])


def take(arguments: argparse.Namespace) -> Answer:
    """Take papers that another PC gave."""
    passphrase = secret_line() if arguments.passphrase_stdin else ""
    with opened(arguments) as app:
        taken = app.sharing.take(arguments.file, passphrase, tuple(arguments.sender))
    return _part_told(taken, "Đã nhận")


def _part_told(part: PartOfBook, done: str, **more: str) -> Answer:
    words = f"{done}: {part.papers} kết quả, {part.sheets} tờ của quyển {part.key}."
    return Answer(data={**_part(part), **more}, lines=[words])


def _part(part: PartOfBook) -> dict[str, Any]:
    return {"package": part.package, "book": part.key, "papers": part.papers, "sheets": part.sheets}


def progress(arguments: argparse.Namespace) -> Answer:
    """Show how far the backlog is."""
    with opened(arguments) as app:
        now, source = app.backlog.now(), app.backlog.plan.source
    pace = None if now.pace is None else round(now.pace, 1)
    data = {
        "source": source,
        "periods": [_period(row) for row in now.periods],
        "left": now.left,
        "ends": now.ends.isoformat(),
        "pace": pace,
        "needed": now.needed,
        "forecast": now.forecast.isoformat() if now.forecast else None,
    }
    lines = [_period_line(row) for row in now.periods]
    lines.append(f"Còn {now.left} tờ; hạn {now.ends:%d/%m/%Y}.")
    if pace is not None:
        lines.append(f"Nhịp độ {f'{pace:g}'.replace('.', ',')} tờ một ngày làm việc.")
    if now.needed:
        lines.append(f"Cần {now.needed} tờ một ngày để xong đúng hạn.")
    if now.forecast:
        lines.append(f"Với nhịp này: xong ngày {now.forecast:%d/%m/%Y}.")
    return Answer(data=data, lines=lines)


def _period(row: PeriodProgress) -> dict[str, Any]:
    return {
        "name": row.period.name,
        "due": row.period.due.isoformat(),
        "books": row.books,
        "sheets": row.sheets,
        "done": row.done,
        "papers": row.papers,
        "percent": row.percent,
        "target": row.target,
    }


def _period_line(row: PeriodProgress) -> str:
    if row.percent is None:
        return f"{row.period.name}: chưa mở quyển nào"
    return f"{row.period.name}: {row.done}/{row.sheets} tờ, {row.percent} % (chỉ tiêu {row.target} %)"


def _row(row: BookRow) -> dict[str, Any]:
    own = row.book.sheet
    question = row.pile.question if row.pile else None
    return {
        "book": own.key,
        "name": row.book.name,
        "year": own.year,
        "sheets": own.sheets,
        "came": row.came,
        "waiting": row.waiting,
        "confirmed": row.confirmed,
        "left_out": row.left_out,
        "question": {"doubt": str(question.doubt), "words": question.words} if question else None,
    }


def _row_told(row: BookRow) -> Answer:
    return Answer(data=_row(row), lines=_lines(row))


def _lines(row: BookRow) -> list[str]:
    question = row.pile.question if row.pile else None
    return [_line(row), *([question.words] if question else [])]


def _line(row: BookRow) -> str:
    counted = f"{row.came}/{row.book.sheet.sheets} tờ"
    left_out = f", bỏ ra {row.left_out}" if row.left_out else ""
    return f"{row.book.sheet.key}  {row.book.name}: {counted}; chờ {row.waiting}, xong {row.confirmed}{left_out}"


def _doubt(one: Doubted) -> dict[str, Any]:
    value = one.value
    box = list(value.field.box) if value.field and value.field.box else None
    return {
        "paper": _short(one.paper),
        "value": value.name,
        "text": value.text,
        "other": value.other,
        "why": value.why,
        "twice": value.twice,
        "page": value.field.page if value.field else None,
        "box": box,
    }


def _doubt_line(one: Doubted) -> str:
    value = one.value
    twice = ", gõ hai lần" if value.twice else ""
    return f"{_short(one.paper)}  {NAMES[value.name]}: {value.text or '…'}  ({value.why}{twice})"


def _short(one: Looked) -> str:
    return str(one.seen.paper.id)[:_SHORT]


def _paper(app: App, book: Book, text: str) -> UUID:
    return _one(app.looking.waiting(book), text)


def _one(papers: list[UUID], text: str) -> UUID:
    """The one paper whose id begins so.

    Raises:
        NoPaperOfBook: none does, or several do.
    """
    found = [paper for paper in papers if text and str(paper).startswith(text.lower())]
    if len(found) != 1:
        raise NoPaperOfBook(text[:_SHORT])
    return found[0]
