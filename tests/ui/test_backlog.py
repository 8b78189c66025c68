"""A register book in the window, by keys alone: opened, fed, looked at, confirmed, signed, held by the province."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from desktop.app import App, open_app
from desktop.machine.clock import SteppingClock, SystemClock
from desktop.model.backlog import PeriodProgress
from desktop.model.book import Book
from desktop.model.states import SigningState, SyncState
from desktop.ui.controllers.backlog.books import BooksPage
from desktop.ui.controllers.backlog.doubts import DoubtsPage
from desktop.ui.controllers.signing import SigningDialog
from desktop.ui.page import Where
from desktop.workflow.backlog.errors import StoredAlready, TypedDifferently
from tests.ui.conftest import Clerk
from tests.ui.test_results import sign_all
from tests.workflow.backlog.conftest import NOVEMBER, Lay, lay  # noqa: F401 - a fixture
from tests.workflow.backlog.test_whole_book import CODE, MOST_KEYS, SHEETS, Truth, at_province, truth

pytestmark = [pytest.mark.slow, pytest.mark.window]

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def app(training_data: Path) -> Iterator[App]:
    """Late in the year in which the invented papers were issued."""
    clock = SteppingClock(max(SystemClock().now(), NOVEMBER))
    with open_app(training_data, training=True, clock=clock) as app:
        app.first_run.leave()
        yield app


@pytest.fixture
def training_app(app: App) -> App:
    return app


class Hands:
    """A clerk's hands; every key counts."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk = clerk
        self.keys = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        self.clerk.press(key, modifier)

    def type(self, text: str) -> None:
        self.keys += len(text)
        self.clerk.type(text)


def to_books(clerk: Clerk) -> BooksPage:
    page = clerk.window.page(Where.BACKLOG)
    assert isinstance(page, BooksPage)
    clerk.window.show_screen(Where.BACKLOG)
    clerk.until(lambda: page.view.periods, "the periods of the plan")
    return page


def to_doubts(clerk: Clerk, hands: Hands) -> DoubtsPage:
    page = clerk.window.page(Where.DOUBTS)
    assert isinstance(page, DoubtsPage)
    hands.press(Qt.Key.Key_Return)
    clerk.until(lambda: clerk.window.shown is page and (page.asked or page.view.enter.isEnabled()), "the doubts")
    return page


def open_by_keys(clerk: Clerk, books: BooksPage, number: str, sheets: int) -> Book:
    clerk.press(Qt.Key.Key_N, CTRL | SHIFT)
    clerk.until(lambda: books.dialog and books.dialog.isActiveWindow() and clerk.focus() is not books.dialog, "a form")
    assert books.dialog
    view = books.dialog.view
    clerk.until(
        lambda: isinstance(clerk.focus(), QComboBox) or clerk.focus().parent() is view.result, "its first field"
    )
    clerk.type(CODE)
    for text in ("2026", number, str(sheets)):
        clerk.press(Qt.Key.Key_Tab)
        clerk.type(text)
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: not books.dialog.isVisible(), "the book opened")  # type: ignore[union-attr]
    clerk.until(lambda: books.view.rows.chosen == books.dialog.book.id, "the book listed and marked")  # type: ignore[union-attr]
    assert books.dialog.book
    return books.dialog.book


def answer(hands: Hands, page: DoubtsPage, said: Truth) -> None:
    """Take the value that is asked for, or type it."""
    clerk, asked = hands.clerk, page.asked
    assert asked
    wanted = getattr(said, asked.value.name)
    field = page.view.value.field
    clerk.until(lambda: clerk.focus() is field and not field.isReadOnly(), "the field")
    if asked.value.text != wanted or asked.value.twice:
        hands.type(wanted)
    hands.press(Qt.Key.Key_Return)
    if asked.value.twice:
        clerk.until(lambda: clerk.focus() is page.view.value.again, "the second field")
        hands.type(wanted)
        hands.press(Qt.Key.Key_Return)
    clerk.until(lambda: page.asked is not asked, "the next value")


def look_at_both_sides(hands: Hands, dialog: SigningDialog) -> None:
    """Enter for every side of every result; the PIN's field is closed until then."""
    while dialog.review.unseen:
        hands.clerk.until(lambda: not dialog.review.waits and dialog.view.sign.isEnabled(), "a page to look at")
        assert not dialog.pin.isEnabled()
        hands.press(Qt.Key.Key_Return)
    hands.clerk.until(dialog.pin.hasFocus, "the PIN field")


def test_a_book_goes_through_the_window_to_the_province(clerk: Clerk, app: App) -> None:
    hands, books = Hands(clerk), to_books(clerk)
    assert books.view.empty.isVisible()
    book = open_by_keys(clerk, books, "01", SHEETS)
    hands.press(Qt.Key.Key_F2)
    clerk.until(lambda: not books.busy and books.view.rows.rows[0].of == SHEETS and books.view.look.isEnabled(), "read")
    clerk.until(lambda: app.books.row(book).pile is None, "all sorted")
    clerk.until(lambda: not any(one.unread for one in app.looking.papers(book)), "all read")
    page = to_doubts(clerk, hands)
    meant = {one.seen.paper.id: truth(book, at) for at, one in enumerate(app.looking.papers(book))}
    while page.asked:
        answer(hands, page, meant[page.asked.paper.seen.paper.id])
    clerk.until(lambda: page.view.enter.isEnabled() and not page.view.asking, "nothing doubted")
    hands.press(Qt.Key.Key_Return)
    clerk.until(lambda: app.books.row(book).confirmed == SHEETS, "all confirmed")
    clerk.until(lambda: page.view.sign.isVisible() and page.view.sign.isEnabled(), "what signs")
    hands.press(Qt.Key.Key_F9)
    clerk.until(lambda: (dialog := page.left.dialog) and dialog.isActiveWindow(), "what is to be signed")
    assert page.left.dialog
    look_at_both_sides(hands, page.left.dialog)
    sign_all(clerk, page.left.dialog)
    done = [one.dossier.id for one in app.dossiers.latest()]
    own = [row.paper for one in done for row in app.checklist.rows(one)]
    assert len(own) == SHEETS
    assert {paper.signing for paper in own} == {SigningState.SIGNED}
    clerk.until(lambda: all(app.papers.get(one.id).sync is SyncState.CONFIRMED for one in own), "held by the province")
    assert {one["code"] for paper in own for one in at_province(app, paper)["papers"]} == {CODE}
    sys.stdout.write(f"keys for {SHEETS} papers of a book: {hands.keys}, {hands.keys / SHEETS:.1f} each\n")
    assert hands.keys / SHEETS <= MOST_KEYS
    clerk.until(clerk.window.view.message.isVisible, "that it is signed")
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: not clerk.window.view.message.isVisible(), "the message gone")
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: clerk.window.shown is books and books.view.rows.rows[0].done == SHEETS, "the book, done")
    period = progress(app)
    assert (period.done, period.sheets) == (SHEETS, SHEETS)


def progress(app: App) -> PeriodProgress:
    return app.backlog.now().periods[-1]


def test_what_is_wrong_with_a_book_is_said_in_its_form(clerk: Clerk) -> None:
    books = to_books(clerk)
    clerk.press(Qt.Key.Key_N, CTRL | SHIFT)
    clerk.until(lambda: books.dialog and books.dialog.isActiveWindow(), "the form")
    assert books.dialog
    view = books.dialog.view
    clerk.press(Qt.Key.Key_Return)
    clerk.until(view.trouble.isVisible, "what is wrong")
    assert books.dialog.isVisible()
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: not books.dialog.isVisible(), "the form gone")  # type: ignore[union-attr]


def test_twice_undo_and_the_same_result_again(clerk: Clerk, app: App, lay: Lay) -> None:  # noqa: F811
    """What two readers doubt is typed twice and alike; a paper left out comes back; the same one is told."""
    hands, book = Hands(clerk), app.books.open(CODE, 2026, "01", 3)
    lay(book, {"owner_id": "064201501167"}, rivals={"owner_id": "064201501161"}, sure={"owner_id": 0.3})
    same = lay(book, {"owner_id": "064201501167"})
    books = to_books(clerk)
    clerk.until(lambda: books.view.look.isEnabled(), "the book listed")
    page = to_doubts(clerk, hands)
    value = page.view.value
    assert page.asked
    assert (page.asked.value.name, page.asked.value.twice) == ("owner_id", True)
    clerk.until(lambda: clerk.focus() is value.field, "the field")
    clerk.type("064201501167")
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: clerk.focus() is value.again, "the second field")
    clerk.type("064201501161")
    clerk.press(Qt.Key.Key_Return)
    clerk.until(value.trouble.isVisible, "that the two differ")
    assert TypedDifferently("x").sentence.split("{subject}»")[1] in value.trouble.text()
    clerk.until(lambda: not value.again.isReadOnly(), "the fields free")
    value.again.setFocus()
    value.again.selectAll()
    clerk.type("064201501167")
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: page.asked is None and page.view.enter.isEnabled(), "nothing doubted")
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: page.left.marked, "the one that waits")
    marked = page.left.marked
    assert marked
    assert (marked.paper_id, type(marked.why)) == (same, StoredAlready)
    clerk.press(Qt.Key.Key_Delete)
    clerk.until(lambda: app.books.row(book).left_out == 1, "left out")
    clerk.until(lambda: not page.left.waiting and not page._running, "the list without it")
    clerk.press(Qt.Key.Key_Z, CTRL)
    clerk.until(lambda: app.books.row(book).left_out == 0 and page.view.enter.isEnabled(), "taken back")
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: page.left.marked, "told again")
    clerk.press(Qt.Key.Key_X, CTRL | SHIFT)
    clerk.until(lambda: app.books.row(book).confirmed == 2, "confirmed apart")


def test_a_paper_is_left_out_from_the_strip(clerk: Clerk, app: App, lay: Lay) -> None:  # noqa: F811
    hands, book = Hands(clerk), app.books.open(CODE, 2026, "02", 2)
    first: UUID = lay(book, {"number": None})
    lay(book, {"number": None})
    books = to_books(clerk)
    clerk.until(lambda: books.view.look.isEnabled(), "the book listed")
    page = to_doubts(clerk, hands)
    clerk.until(lambda: clerk.focus() is page.view.value.field, "the field")
    clerk.press(Qt.Key.Key_Down)
    clerk.until(lambda: page.asked and page.asked.paper.seen.paper.id != first, "the second paper")
    clerk.press(Qt.Key.Key_Up)
    clerk.until(lambda: page.asked and page.asked.paper.seen.paper.id == first, "the first paper")
    clerk.press(Qt.Key.Key_Delete)
    clerk.until(lambda: app.looking.left_out(book) == [first], "left out")
    clerk.until(lambda: page.asked and page.asked.paper.seen.paper.id != first, "the next one")
