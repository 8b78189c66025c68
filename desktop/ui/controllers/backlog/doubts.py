"""What is doubted of a book, one value after the other; then its results are confirmed, and signed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent

from desktop.app import App
from desktop.model.book import Book
from desktop.model.errors import QuaySoError
from desktop.ui.acting import presses, with_key, words_of
from desktop.ui.acts.table import Act
from desktop.ui.controllers.backlog.left import LeftPanel
from desktop.ui.controllers.page_view import PageView
from desktop.ui.language import said
from desktop.ui.news import News, look_soon
from desktop.ui.operations import Doing, Handle, Operation, Seen
from desktop.ui.page import Notice, Page, Where
from desktop.ui.views.backlog.doubts import Asked, DoubtsView
from desktop.workflow.backlog.looking import NAMES, Doubted, Looked, strip_of

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
NEWS_MS = 1_500
"""Pages of a book come one after another, and each look takes a while: one look when they have all been read."""


class DoubtsPage(Page):
    """The strip of doubts of one book."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._book: Book | None = None
        self._papers: list[Looked] = []
        self._strip: list[Doubted] = []
        self._at = 0
        self._running = False
        self._left_out: UUID | None = None
        """What was left out last: that can be taken back."""
        self._page_shown: UUID | None = None
        self.page_view = PageView(by_width=True)
        self.view = view = DoubtsView(self.page_view, {key: said(name) for key, name in NAMES.items()})
        self.setLayout(view)
        self.left = left = LeftPanel(app, view.left, self)
        left.over.connect(self.look)
        left.told.connect(self.told)
        left.changed.connect(self.changed)
        self.acts = {
            Act.CONFIRM: self.go_on,
            Act.SET_ASIDE: self.leave_out,
            Act.SIGN: left.sign,
            Act.APART: left.confirm_apart,
        }
        view.back.clicked.connect(lambda: self.went.emit(Where.BACKLOG, None))
        view.enter.clicked.connect(self.go_on)
        view.leave_out.clicked.connect(self.leave_out)
        view.sign.clicked.connect(left.sign)
        view.value.other.clicked.connect(self._take_other)
        self._soon = look_soon(self, self._look_if_left, NEWS_MS)

    # What the window asks

    def hear(self, news: News) -> None:
        """A page was read."""
        news.pages.connect(self._soon.start, Qt.ConnectionType.QueuedConnection)
        news.piles.connect(self._soon.start, Qt.ConnectionType.QueuedConnection)

    def kept(self) -> object:
        """The book."""
        return self._book

    def restore(self, kept: object) -> None:
        """The same book."""
        if isinstance(kept, Book):
            self._book = kept

    def enter(self, what: object = None) -> None:
        """Look at a book.

        Args:
            what: the book; None for the one that was looked at last.
        """
        if isinstance(what, Book):
            self._book, self._left_out = what, None
        if self._book is None:
            self.went.emit(Where.BACKLOG, None)
            return
        self.titled.emit(said(self._book.sheet.title), self._book.name)
        self.left.begin(self._book)
        self._forget()
        self.look()
        self.take_keys()

    def _forget(self) -> None:
        """What was on the screen is of no book any more: nothing is asked, no key confirms."""
        self._papers, self._strip, self._at = [], [], 0
        self.view.show_value(asked=False)
        self.view.left.show_list(listed=False)
        self.view.left.words.clear()
        for made in (self.view.enter, self.view.leave_out, self.view.sign):
            made.setEnabled(False)

    def take_keys(self) -> None:
        """To what is typed into, or to the results that wait."""
        view = self.view
        (view.value.field if view.asking else view.left.rows if view.left.listed else self).setFocus()

    def take_key(self, event: QKeyEvent) -> bool:
        """The keys that a field would have: the value before and behind, the other reading; and, empty, a paper's."""
        value = self.view.value
        if not self.view.asking or not (value.field.hasFocus() or value.again.hasFocus()):
            return self._undone(event)
        step = _STEPS.get(Qt.Key(event.key()))
        if step:
            self._move(step)
        elif presses(event, Act.OTHER_READING):
            self._take_other()
        elif presses(event, Act.SET_ASIDE) and not value.field.text():
            self.leave_out()
        else:
            return not value.field.text() and self._undone(event)
        return True

    def _undone(self, event: QKeyEvent) -> bool:
        undo = presses(event, Act.UNDO)
        if undo:
            self.take_back()
        return undo

    def go_back(self) -> bool:
        """From the second field to the first; else the window leads back to the books."""
        again = self.view.value.again
        second = self.view.asking and again.hasFocus()
        if second:
            again.clear()
            self.view.value.field.setFocus()
        return second

    # What is looked at

    def look(self) -> None:
        """Look through the book, in the background."""
        book = self._book
        if book is None:
            return
        looking = Doing(self.tr("Looking through the book…"), stops=True)
        work = Operation(self, lambda handle: self._app.looking.papers(book, handle.step), looking)
        work.on_success(lambda found: self._list(book, found)).run()

    def _look_if_left(self) -> None:
        """What has been read meanwhile is shown when what is on the screen is done."""
        if self.isVisible() and not self._strip and not self.left.waiting and not self._running:
            self.look()

    def _list(self, book: Book, found: list[Looked]) -> None:
        if book is not self._book:
            return
        self._papers, self._strip, self._at = found, strip_of(found), 0
        self._show()

    @property
    def asked(self) -> Doubted | None:
        """The value on the screen; None where nothing is doubted."""
        return self._strip[self._at] if self._strip else None

    def _show(self) -> None:
        asked = self.asked
        had = self.view.value.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.view.show_value(asked=asked is not None)
        self.view.leave_out.setEnabled(asked is not None or bool(self.left.waiting))
        if asked is None:
            self._show_left()
        else:
            self._show_asked(asked)
        if had or self.isVisible():
            self.take_keys()

    def _show_asked(self, asked: Doubted) -> None:
        value, view = asked.value, self.view.value
        doubted = list(dict.fromkeys(one.paper.seen.paper.id for one in self._strip))
        place = self.tr("value %1 of %2 · %3 results with doubts")
        for mark, number in (("%1", self._at + 1), ("%2", len(self._strip)), ("%3", len(doubted))):
            place = place.replace(mark, str(number))
        read = self.tr("read: %1").replace("%1", value.text) if value.text else ""
        view.show_asked(
            Asked(
                place=place,
                name=said(NAMES[value.name]),
                why=said(value.why),
                read=read,
                other=value.other,
                twice=value.twice,
            )
        )
        for one in asked.paper.values:
            view.values[one.name].setText(one.text or "–")
        self.view.sign.hide()
        self.view.enter.name(self.tr("Take it") if value.text and not value.twice else self.tr("Keep what is typed"))
        self.view.enter.setEnabled(True)
        self._show_page(asked)

    def _show_page(self, asked: Doubted) -> None:
        """Its page with the value framed, and the value alone; the page stays where it is shown already."""
        field, pages = asked.value.field, asked.paper.seen.pages
        page = pages[field.page if field and field.page < len(pages) else 0]
        app, paper_id, there = self._app, asked.paper.seen.paper.id, self._page_shown == page.id

        def work(_: Handle) -> tuple[bytes | None, bytes | None]:
            picture = None if there else app.pictures.of_page(page.id)
            return picture, app.pictures.of_field(paper_id, field) if field else None

        def show(found: tuple[bytes | None, bytes | None]) -> None:
            if self.asked is asked:
                self._come(page.id, *found)
                self.page_view.point(QRectF(*field.box) if field and field.box else None)

        Operation(self, work, Seen.UNASKED).on_success(show).run()

    def _come(self, page_id: UUID, picture: bytes | None, excerpt: bytes | None) -> None:
        if picture:
            self._page_shown = page_id
            self.page_view.show_page(picture)
        if excerpt:
            self.view.value.show_picture(excerpt)

    def _move(self, step: int) -> None:
        if not self._running and 0 <= self._at + step < len(self._strip):
            self._at += step
            self._show()

    def _take_other(self) -> None:
        asked = self.asked
        if asked and asked.value.other and not self._running:
            self.view.value.field.setText(asked.value.other)
            self.view.value.field.setFocus()

    # What is said

    def go_on(self) -> None:
        """What Enter does: keep the value, go to the second field, or confirm what nothing is doubted of."""
        asked, view = self.asked, self.view.value
        if self._running or self._book is None:
            return
        if asked is None:
            self.left.confirm()
        elif asked.value.twice and view.field.text().strip() and not view.again.text().strip():
            view.show_trouble("")
            view.again.setFocus()
        else:
            self._settle(self._book, asked)

    def _settle(self, book: Book, asked: Doubted) -> None:
        view, paper_id, name = self.view.value, asked.paper.seen.paper.id, asked.value.name
        typed, again = view.field.text(), view.again.text()
        settle = self._app.looking.settle
        keeping = Doing(self.tr("Keeping the value…"))
        work = Operation(self, lambda _: settle(book, paper_id, name, typed, again), keeping)
        work.on_success(lambda _: self._settled(asked)).on_failure(self._refused)
        self._run(work)

    def _run(self, work: Operation[Any]) -> None:
        """Nothing is typed into what is being kept."""
        self._freeze(frozen=True)
        work.on_over(lambda _: self._freeze(frozen=False)).run()

    def _freeze(self, *, frozen: bool) -> None:
        self._running = frozen
        for field in (self.view.value.field, self.view.value.again):
            field.setReadOnly(frozen)

    def _settled(self, asked: Doubted) -> None:
        self._strip.remove(asked)
        self._at = min(self._at, max(len(self._strip) - 1, 0))
        if self._strip:
            self._show()
        else:
            self.look()

    def _refused(self, error: BaseException) -> None:
        known = f"{error.message} {error.what_to_do}" if isinstance(error, QuaySoError) else ""
        self.view.value.show_trouble(known or self.tr("Nothing was kept; see the log."))
        self.take_keys()

    def leave_out(self) -> None:
        """Leave the paper out of the book: no result, or stored already."""
        asked, marked, book = self.asked, self.left.marked, self._book
        paper_id = asked.paper.seen.paper.id if asked else marked.paper_id if marked else None
        if paper_id is None or book is None or self._running:
            return
        why = marked.why.code if marked and asked is None else "clerk"

        def done(_: None) -> None:
            self._left_out = paper_id
            words = with_key(Act.UNDO, self.tr("%k takes it back."))
            self.told.emit(Notice(self.tr("Left out of the book."), words, good=True))
            self.look()

        leaving = Doing(self.tr("Leaving it out…"))
        work = Operation(self, lambda _: self._app.looking.leave_out(book, paper_id, why), leaving)
        self._run(work.on_success(done))

    def take_back(self) -> None:
        """Take back what was left out last."""
        paper_id, book = self._left_out, self._book
        if paper_id is None or book is None or self._running:
            return
        self._left_out = None
        taking = Doing(self.tr("Taking it back…"))
        work = Operation(self, lambda _: self._app.looking.take_back(book, paper_id), taking)
        self._run(work.on_success(lambda _: self.look()))

    def _show_left(self) -> None:
        ready = self.left.show_papers(self._papers)
        confirm = self.tr("Confirm %1 results").replace("%1", str(ready))
        self.view.enter.name(confirm if ready else words_of(Act.CONFIRM))
        self.view.enter.setEnabled(ready > 0)
        self.view.sign.setVisible(not ready)
        self.view.sign.setEnabled(self.left.confirmed > 0)

    def look_for_tokens(self) -> None:
        """A signing USB came or went."""
        self.left.look_for_tokens()
