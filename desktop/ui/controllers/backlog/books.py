"""Tồn đọng: how far the plan is, the register books, and feeding the marked one."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from desktop.app import App
from desktop.document.papers.pile import Choice, PileAnswer
from desktop.machine.writing import write_file
from desktop.model.backlog import PeriodProgress, Progress
from desktop.model.book import Book
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.backlog.new_book import NewBookDialog
from desktop.ui.controllers.backlog.pace import forecast
from desktop.ui.controllers.backlog.rows import row_of
from desktop.ui.controllers.scanning import Scanning
from desktop.ui.language import said
from desktop.ui.look.rows import Tone
from desktop.ui.news import News, look_soon
from desktop.ui.operations import Doing, Handle, Operation, Seen
from desktop.ui.page import Notice, Page, Where
from desktop.ui.views.backlog.books import BooksView
from desktop.workflow.backlog.books import BookRow
from desktop.workflow.backlog.errors import BadPlan


class BooksPage(Page):
    """The books, and what is done with the marked one."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._rows: dict[UUID, BookRow] = {}
        self._looked = False
        self._answering = False
        self.dialog: NewBookDialog | None = None
        self.view = view = BooksView()
        self.setLayout(view)
        self._soon = look_soon(self, self._look_if_seen)
        self.scanning = Scanning(app, self)
        self.scanning.told.connect(self._tell_scan)
        self.scanning.page_came.connect(self._soon.start)
        self.scanning.over.connect(self.refresh)
        view.rows.opened.connect(lambda _: self.open_chosen())
        view.rows.selectionModel().currentChanged.connect(lambda *_: self._show_marked())
        view.question.new.clicked.connect(lambda: self._answer(Choice.NEW))
        view.question.go_on.clicked.connect(lambda: self._answer(Choice.GO_ON))
        view.question.page.clicked.connect(lambda: self._answer(Choice.PAGE))
        self.acts = {
            Act.BOOK: self.open_book,
            Act.CONFIRM: self.open_chosen,
            Act.SCAN: self.scan,
            Act.PRINT: self.print_sheet,
        }
        for made, act in (
            (view.new, self.open_book),
            (view.sheet, self.print_sheet),
            (view.scan, self.scan),
            (view.look, self.open_chosen),
        ):
            made.clicked.connect(act)
        self._show_marked()

    @property
    def busy(self) -> bool:
        """Whether the scanner runs."""
        return self.scanning.running

    def hear(self, news: News) -> None:
        """A page was read, or a pile has moved."""
        news.pages.connect(self._soon.start, Qt.ConnectionType.QueuedConnection)
        news.piles.connect(self._soon.start, Qt.ConnectionType.QueuedConnection)

    def kept(self) -> object:
        """The marked book."""
        return self.view.rows.meant

    def restore(self, kept: object) -> None:
        """Mark the same."""
        if isinstance(kept, UUID):
            self.view.rows.mark(kept)

    def enter(self, what: object = None) -> None:
        """Look again."""
        self.titled.emit("", "")
        if isinstance(what, UUID):
            self.view.rows.mark(what)
        self.refresh(Doing(self.tr("Looking at the books…")))
        self.take_keys()

    def take_keys(self) -> None:
        """To the question, where there is one; else to the list."""
        asked = self.view.question
        (asked.new if asked.isVisible() else self.view.rows).setFocus()

    def go_back(self) -> bool:
        """Stop the scanner."""
        running = self.scanning.running
        self.scanning.stop()
        return running

    # What is shown

    def refresh(self, seen: Doing | Seen = Seen.UNASKED) -> None:
        """Look again, in the background."""
        app = self._app

        def work(_: Handle) -> tuple[list[BookRow], Progress | BadPlan]:
            try:
                return app.books.rows(), app.backlog.now()
            except BadPlan as wrong:
                return app.books.rows(), wrong

        def show(found: tuple[list[BookRow], Progress | BadPlan]) -> None:
            rows, progress = found
            self._looked = True
            self._list(rows)
            self._show_progress(progress)

        Operation(self, work, seen).on_success(show).run()

    def _look_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def _list(self, rows: list[BookRow]) -> None:
        self._rows = {one.book.id: one for one in rows}
        self.view.rows.show_rows([row_of(one) for one in rows])
        nothing = with_key(Act.BOOK, self.tr("No register book yet. %k opens the first one."))
        self.view.show_empty("" if rows or not self._looked else nothing)
        self._show_marked()

    def _show_progress(self, progress: Progress | BadPlan) -> None:
        view = self.view
        if isinstance(progress, BadPlan):
            view.forecast.setText(f"{progress.message} {progress.what_to_do}")
            return
        view.show_periods([said(one.period.name) for one in progress.periods])
        for card, one in zip(view.periods.values(), progress.periods, strict=True):
            number = "–" if one.percent is None else f"{one.percent} %"
            done = one.percent is not None and one.percent >= one.target
            card.show_share(
                number,
                "",
                self._about(one),
                share=one.done / one.sheets if one.sheets else 0.0,
                mark=one.target / 100,
                tone=Tone.GOOD if done else Tone.ACT,
            )
        view.forecast.setText(forecast(progress))

    def _about(self, one: PeriodProgress) -> str:
        if one.percent is None:
            return self.tr("no book")
        words = self.tr("%1 sheets · target %2 %").replace("%1", f"{one.done}/{one.sheets}")
        return words.replace("%2", str(one.target))

    def _marked(self) -> BookRow | None:
        chosen = self.view.rows.chosen
        return self._rows.get(chosen) if isinstance(chosen, UUID) else None

    def _show_marked(self) -> None:
        marked, view, free = self._marked(), self.view, not self.scanning.running
        asked = marked.pile.question if marked and marked.pile else None
        view.scan.setEnabled(marked is not None and free and marked.pile is None)
        view.sheet.setEnabled(marked is not None)
        view.look.setEnabled(marked is not None and marked.waiting > 0)
        view.ask(said(asked.words) if asked else "")

    def _tell_scan(self, words: str) -> None:
        if words:
            self.view.doing.rest(with_key(Act.BACK, self.tr("%1 · %k stops").replace("%1", words)))
        else:
            self.view.doing.rest("")
        self._show_marked()

    # What is done

    def open_book(self) -> None:
        """Ask for a new book; it is marked then."""
        if self.dialog is not None and self.dialog.isVisible():
            return
        self.dialog = dialog = NewBookDialog(self._app, self.window())

        def opened() -> None:
            if dialog.book:
                self.view.rows.mark(dialog.book.id)
                advice = with_key(Act.PRINT, self.tr("%k makes its separator sheet; lay it on the pile, then scan."))
                is_open = self.tr("%1 is open.").replace("%1", said(dialog.book.sheet.title))
                self.told.emit(Notice(is_open, advice, good=True))
                self.refresh()

        dialog.accepted.connect(opened)
        dialog.finished.connect(lambda _: self.window().activateWindow())
        dialog.finished.connect(lambda _: self.take_keys())
        dialog.open()

    def print_sheet(self) -> None:
        """Keep the marked book's separator sheet where the clerk says, and show it for printing."""
        marked = self._marked()
        if marked is None:
            return
        title = self.tr("Separator sheet to print")
        chosen, _ = QFileDialog.getSaveFileName(self, title, "to-phan-tach-quyen.pdf", "PDF (*.pdf)")
        if chosen:
            self.write_sheet(marked.book, Path(chosen))

    def write_sheet(self, book: Book, file: Path) -> None:
        """Write a book's separator sheet, and show it."""

        def work(_: Handle) -> None:
            # The system's own window has asked about a file that stands there.
            write_file(file, self._app.books.printed(book), replace=True)

        def show(_: None) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

        Operation(self, work, Doing(self.tr("Drawing the separator sheet…"))).on_success(show).run()

    def scan(self) -> None:
        """Feed the marked book, or the rest of it."""
        marked = self._marked()
        if marked and self.view.scan.isEnabled():
            self.scanning.scan_book(marked.book)
            self._show_marked()

    def _answer(self, choice: Choice) -> None:
        marked = self._marked()
        if marked is None or marked.pile is None or self._answering:
            return
        self._answering = True
        asked, answer = marked.pile, self._app.piles.answer
        sorting = Doing(self.tr("Sorting the book…"))
        work = Operation(self, lambda _: answer(asked.dossier_id, PileAnswer(choice), asked=asked), sorting)
        work.on_over(lambda _: self._answered()).run()

    def _answered(self) -> None:
        self._answering = False
        self.refresh()
        self.take_keys()

    def open_chosen(self) -> None:
        """Look at what is doubted of the marked book."""
        marked = self._marked()
        if marked and self.view.look.isEnabled():
            self.went.emit(Where.DOUBTS, marked.book)
