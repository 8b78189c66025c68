"""Certified copies and converted papers on their way to the printer, each print noted before it begins."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.app import App
from desktop.model.copies import CertifiedCopy
from desktop.ui.controllers.printing import NoPrinter, Pages, ask_printer, pages_asked, print_pages
from desktop.ui.look.in_place import WorkInPlace
from desktop.ui.operations import Doing, Handle, Operation, Seen
from desktop.ui.page import Notice, Page
from desktop.workflow.paper_files import strips_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.workflow.copies.converting import Converted
    from desktop.workflow.copies.register import CopyHere


@dataclass(frozen=True, slots=True)
class _ToPrint:
    """A file on its way to the printer; `row` is that of a copy, None of a converted paper."""

    name: str
    data: bytes
    pages: int
    row: CertifiedCopy | None = None


class CopyPrinting(QObject):
    """Prints, one file at a time.

    Args:
        app: the services.
        page: whose work it is.
        doing: says how far it is.
    """

    over = Signal()
    """Something was printed, or was not."""

    def __init__(self, app: App, page: Page, doing: WorkInPlace) -> None:
        super().__init__(page)
        self._app = app
        self._page = page
        self._doing = doing
        self.running = False

    def print(self, one: CopyHere) -> None:
        """Ask for the printer for a copy, as many times as was asked for."""
        if self.running:
            return

        def work(_: Handle) -> _ToPrint:
            file = self._app.files.open(one.paper.id)
            return _ToPrint(f"{one.row.key} {one.row.said.title}", file.data, file.pages, one.row)

        Operation(self._page, work, Doing(self.tr("Opening the copy…"))).on_success(self._ask).run()

    def take_file(self, file: Path) -> None:
        """Print a signed file with the block of conversion, once its signatures are proven."""

        def work(_: Handle) -> Converted:
            return self._app.converting.convert(file.read_bytes(), file.name)

        def made(done: Converted) -> None:
            self._ask(_ToPrint(f"{done.row.code} {done.row.title}", done.pdf, done.pages))
            sentence = self.tr("Converted under the code %1, which stands on the paper.").replace("%1", done.row.code)
            self._page.told.emit(Notice(sentence, "", good=True))

        checking = Doing(self.tr("Checking the file's signatures…"))
        Operation(self._page, work, checking).on_success(made).run()

    def _ask(self, file: _ToPrint) -> None:
        copies = file.row.said.copies if file.row else 1
        try:
            ask_printer(self._page, file.name, file.pages, lambda printer: self._print(file, printer), copies)
        except NoPrinter as trouble:
            self._page.told.emit(Notice(trouble.message, trouble.what_to_do))

    def _print(self, file: _ToPrint, printer: QPrinter) -> None:
        pages = pages_asked(printer, file.pages)

        def work(handle: Handle) -> int:
            if file.row:
                self._app.copies.note_print(file.row.key)

            def draw(dpi: int, most_px: int) -> Pages:
                return strips_of(file.data, file.name, pages, dpi, most_px)

            return print_pages(printer, draw, handle.cancelled, handle.tell)

        def printed(count: int) -> None:
            words = self.tr("%1 pages of «%2» went to the printer.").replace("%1", str(count)).replace("%2", file.name)
            self._page.told.emit(Notice(words, "", good=True))
            self._page.changed.emit()

        self.running = True
        self._doing.begin(self.tr("Printing…"), len(pages))
        printing = Operation(self._page, work, Seen.OWN).on_success(printed).on_news(self._doing.step)
        printing.on_over(lambda _: self._ended()).run()

    def _ended(self) -> None:
        self.running = False
        self._doing.end()
        self.over.emit()
