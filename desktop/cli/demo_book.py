"""The demonstration's register book: old results from the feeder to the province, looked at where the readers doubt."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desktop.app import App
from desktop.cli.demo_stuck import DemoStuck
from desktop.model.book import Book
from desktop.model.scanning import ScanProfile
from desktop.model.states import SyncState
from desktop.scanner.driver import Device
from desktop.signing.verify import Word, verify_pdf
from desktop.workflow.backlog.looking import Doubted

RESULT, YEAR, NUMBER = "KQ.G15.000001", 2026, "01"
"""Birth certificates of the year in which the invented papers were issued."""
READING_S, A_PAGE_S = 600.0, 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneBook:
    """A book whose papers are confirmed.

    Attributes:
        book: the book.
        sheets: that came out of the feeder, its separator with them.
        papers: in the order they lay in it.
        looked: how many values were looked at.
        typed: how many of them had to be typed.
        doubts: values that nobody was asked about and that are wrong.
    """

    book: Book
    sheets: int
    papers: tuple[UUID, ...]
    looked: int
    typed: int
    doubts: tuple[str, ...]


def take_in_book(app: App, say: Callable[[str], None], device: Device, sheets: int) -> DoneBook:
    """Scan a book, look at what is doubted as a clerk does, who has the paper before her, and confirm it.

    Args:
        app: a training counter.
        say: told what is being done.
        device: the scanner.
        sheets: how many papers lie in the book, a sheet each.

    Raises:
        DemoStuck: some step did not come to its end.
    """
    book = app.books.open(RESULT, YEAR, NUMBER, sheets)
    say(f"Quét {book.sheet.title.lower()} («{book.name}», {sheets} tờ) bằng {device.driver}…")
    profile = ScanProfile(device_id=device.id, duplex=False)
    came = app.books.scan(book, lambda page: None, threading.Event(), profile)
    say("Đọc chữ…")
    if not app.work.wait_until_quiet(READING_S + A_PAGE_S * sheets):
        raise DemoStuck("đọc chữ")
    lying = app.looking.papers(book)
    meant = {one.seen.paper.id: _as_printed(app, book, at) for at, one in enumerate(lying)}
    wrong = [
        f"{book.sheet.title}, tờ {at}: {value.name} xanh mà sai"
        for at, one in enumerate(lying, 1)
        for value in one.values
        if not value.why and value.text != meant[one.seen.paper.id][value.name]
    ]
    strip = app.looking.doubts(book)
    say(f"Xem {len(strip)} chỗ mà bộ đọc nghi ngờ…")
    typed = sum(_look(app, book, one, meant[one.paper.seen.paper.id][one.value.name]) for one in strip)
    done = app.book_confirming.confirm(book)
    if done.waiting or len(done.confirmed) != sheets:
        raise DemoStuck("xác nhận quyển", cause=", ".join(one.why.code for one in done.waiting))
    papers = tuple(paper.id for paper in done.confirmed)
    return DoneBook(book=book, sheets=came, papers=papers, looked=len(strip), typed=typed, doubts=tuple(wrong))


def outcome_of_book(app: App, done: DoneBook, at_province: Collection[str]) -> dict[str, Any]:
    """What is said of a book, with what speaks against it.

    Args:
        app: the counter.
        done: what was taken in.
        at_province: SHA-256 of the files that the province has.
    """
    trusted, doubts = app.signing.trusted(), list(done.doubts)
    for paper in map(app.papers.get, done.papers):
        pdf = app.papers.file(paper.id)
        checked = {
            "tỉnh đã xác nhận": paper.sync is SyncState.CONFIRMED and bool(paper.province_id),
            "mã băm ở tỉnh bằng mã băm ở quầy": hashlib.sha256(pdf).hexdigest() in at_province,
            "chữ ký hợp lệ theo chứng thư gốc của quầy": verify_pdf(pdf, trusted).word is Word.VALID,
        }
        doubts += [f"{paper.details.number}: {what}" for what, holds in checked.items() if not holds]
    return {
        "key": done.book.sheet.key,
        "sheets": done.sheets,
        "papers": len(done.papers),
        "looked_at": done.looked,
        "typed": done.typed,
        "doubts": doubts,
    }


def _as_printed(app: App, book: Book, at: int) -> dict[str, str]:
    assert app.station
    return app.station.in_book(book, at)


def _look(app: App, book: Book, one: Doubted, meant: str) -> bool:
    """Say what a value is; whether it had to be typed."""
    paper = one.paper.seen.paper.id
    if one.value.text == meant and not one.value.twice:
        app.looking.settle(book, paper, one.value.name)
        return False
    app.looking.settle(book, paper, one.value.name, meant, meant if one.value.twice else "")
    return True
