"""A paper's file on the screen as it really is, and what its signatures are worth; printed, saved, copied from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from desktop.app import App
from desktop.machine.sticks import Stick
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.bundle import ask_for_bundle
from desktop.ui.controllers.file_view import SHOWN_DPI, FileView
from desktop.ui.controllers.printing import NoPrinter, Pages, ask_printer, pages_asked, print_pages
from desktop.ui.controllers.sticks import choose_stick
from desktop.ui.controllers.verdicts import about_file, about_signatures, sentence_of
from desktop.ui.news import look_soon
from desktop.ui.operations import Handle, Operation, Seen
from desktop.ui.page import From, Notice, Page, Where
from desktop.ui.pictures import image_of
from desktop.ui.views.paper import PaperView
from desktop.workflow.paper_files import JudgedFile, PaperFile

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

SHARPEN_MS = 150
"""How long a page has to keep its size before it is drawn for it."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file, its first page, what it is called where it lies alone, and the papers of its dossier that have a file."""

    file: PaperFile
    picture: QImage
    name: str
    papers: Sequence[UUID]


class PaperPage(Page):
    """The file of one paper."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._wanted: UUID | None = None
        self._back = Where.DOSSIER
        self._opened: _Opened | None = None
        # The page that is asked for, and that on the screen, from 0.
        self._at = self._shown_at = 0
        self._running: Operation[Any] | None = None
        self._stoppable = False
        self.judged: JudgedFile | None = None
        self.page_view = FileView()
        self.view = view = PaperView(self.page_view)
        self.setLayout(view)
        self._soon = look_soon(self, self._sharpen, SHARPEN_MS)
        self.page_view.rescaled.connect(self._soon.start)
        self.acts = {
            Act.PRINT: self.print,
            Act.SAVE: self.save,
            Act.TO_STICK: self.copy_to_stick,
            Act.BUNDLE: self.bundle,
            Act.JOURNAL: self.show_journal,
            Act.PAPER_BEFORE: lambda: self._next_paper(-1),
            Act.PAPER_AFTER: lambda: self._next_paper(1),
            Act.PAGE_BEFORE: lambda: self._turn_over(-1),
            Act.PAGE_AFTER: lambda: self._turn_over(1),
            Act.LARGER: lambda: self.page_view.zoom(1.25),
            Act.SMALLER: lambda: self.page_view.zoom(0.8),
            Act.FIT: self.page_view.turn_fit,
        }
        view.back.clicked.connect(lambda: self.go_back())
        for act, button in view.buttons.items():
            button.clicked.connect(lambda _, act=act: self.acts[act]())

    # What is shown

    @property
    def file(self) -> PaperFile | None:
        """What is on the screen; none while another file is on its way."""
        opened = self._opened
        return opened.file if opened and opened.file.paper.id == self._wanted else None

    def enter(self, what: object = None) -> None:
        """Open a paper's file.

        Args:
            what: id of the paper, or the same with the screen that it is opened from, else the dossier's; None leads
                back to the dossier, as there is nothing to show.
        """
        self._back = what.back if isinstance(what, From) else Where.DOSSIER
        what = what.what if isinstance(what, From) else what
        if isinstance(what, UUID):
            self._open(what)
            self.take_keys()
        else:
            self.went.emit(Where.DOSSIER, None)

    def take_keys(self) -> None:
        """To the page."""
        self.page_view.setFocus()

    def go_back(self) -> bool:
        """Stop what can be stopped; else back to where it was opened from."""
        if self._running and self._stoppable:
            self._running.cancel()
        else:
            self.went.emit(self._back, None)
        return True

    def _open(self, paper_id: UUID) -> None:
        self._wanted, self.judged = paper_id, None
        self._at = self._shown_at = 0
        self.page_view.clear()
        self.titled.emit("", "")
        self.view.doing.rest("")
        self.view.doing.begin(self.tr("Opening the file…"))
        self.view.show_told("", "", [])
        self._show_keys()
        work = Operation(self, lambda _: _opened(self._app, paper_id), Seen.OWN)

        def failed(error: BaseException) -> None:
            if paper_id == self._wanted:
                self.view.doing.end()
                work.show(error)

        work.on_success(self._come).on_failure(failed).run()

    def _come(self, opened: _Opened) -> None:
        if opened.file.paper.id != self._wanted:
            return
        self._opened = opened
        self.titled.emit(opened.file.dossier, opened.file.paper.name)
        self.page_view.show_sheet(opened.picture)
        self._show_page_number()
        checking = self.tr("Checking the signatures…")
        self.view.show_told(checking, "", [about_file(opened.file)])
        self._show_keys()
        file = opened.file
        self.view.doing.begin(checking)
        judging = Operation(self, lambda _: self._app.files.judge(file), Seen.OWN)
        judging.on_over(lambda _: self._rest(file))
        judging.on_success(lambda judged: self._show_judged(file, judged)).run()

    def _show_judged(self, file: PaperFile, judged: JudgedFile) -> None:
        if file is self.file:
            self.judged = judged
            sentence, look = sentence_of(judged)
            self.view.show_told(sentence, look, [*about_signatures(judged), about_file(file)])

    def _rest(self, file: PaperFile) -> None:
        """What was done to show a file is done; what is done with it goes on."""
        if file is self.file and not self._running:
            self.view.doing.end()

    def _show_page_number(self) -> None:
        if self.file:
            words = self.tr("Page %1 of %2").replace("%1", str(self._at + 1)).replace("%2", str(self.file.pages))
            self.view.doing.rest(words)

    def _show_keys(self) -> None:
        """Keys act on the file that is shown, and one after another."""
        for button in self.view.buttons.values():
            button.setEnabled(self.file is not None and self._running is None)

    # Turning

    def _turn_over(self, step: int) -> None:
        if self.file and 0 <= self._at + step < self.file.pages:
            self._at += step
            if not self._running:
                self.view.doing.begin(self.tr("Drawing the page…"))
            self._draw(SHOWN_DPI, self._show_page)

    def _show_page(self, picture: QImage, _: int) -> None:
        self._shown_at = self._at
        self.page_view.show_sheet(picture)
        self._show_page_number()

    def _sharpen(self) -> None:
        if self._shown_at == self._at:
            self._draw(self.page_view.dpi, self._show_sharp)

    def _show_sharp(self, picture: QImage, dpi: int) -> None:
        if dpi == self.page_view.dpi:
            self.page_view.sharpen(picture, dpi)

    def _draw(self, dpi: int, show: Callable[[QImage, int], None]) -> None:
        """Draw the page that is to be shown; one that is turned away from meanwhile is dropped."""
        file, at = self.file, self._at
        if file is None:
            return

        def come(picture: QImage) -> None:
            if file is self.file and at == self._at:
                show(picture, dpi)

        work = Operation(self, lambda _: image_of(self._app.files.draw(file, at, dpi).picture), Seen.OWN)
        work.on_success(come).on_over(lambda _: self._rest(file)).run()

    def _next_paper(self, step: int) -> None:
        if self._opened and self.file and not self._running:
            papers = self._opened.papers
            at = papers.index(self.file.paper.id) + step
            if 0 <= at < len(papers):
                self._open(papers[at])

    # Taking along

    @property
    def _ready(self) -> _Opened | None:
        """What a key acts on; nothing while something is being done."""
        return self._opened if self.file and not self._running else None

    def _do(self, words: str, work: Operation[Any], of: int = 0) -> None:
        """Do something with the file; the keys are dead meanwhile.

        Args:
            words: what is being done.
            work: not started.
            of: how many steps it has, between which Esc stops it; 0 where it cannot be stopped.
        """
        self._running, self._stoppable = work, of > 0
        self.view.doing.begin(words, of)
        self._show_keys()
        work.on_over(lambda _: self._done()).run()

    def _done(self) -> None:
        self._running = None
        self.view.doing.end()
        self._show_keys()

    def _tell(self, words: str, advice: str = "") -> None:
        self.told.emit(Notice(words, advice, good=True))

    def print(self) -> None:
        """Print the file, in true size."""
        ready = self._ready
        if ready is None:
            return
        try:
            ask_printer(self, ready.name, ready.file.pages, lambda printer: self._print(ready, printer))
        except NoPrinter as trouble:
            self.told.emit(Notice(trouble.message, trouble.what_to_do))

    def _print(self, ready: _Opened, printer: QPrinter) -> None:
        if self._ready is not ready:
            return
        file, pages = ready.file, pages_asked(printer, ready.file.pages)

        def work(handle: Handle) -> int:
            self._app.exporting.note_print(file.paper.id)

            def draw(dpi: int, most_px: int) -> Pages:
                return self._app.files.strips(file, pages, dpi, most_px)

            return print_pages(printer, draw, handle.cancelled, handle.tell)

        def printed(count: int) -> None:
            all_of_it = self.tr("%1 pages went to the printer, in true size.")
            stopped = self.tr("Printing was stopped after %1 pages.")
            self._tell((all_of_it if count == len(pages) else stopped).replace("%1", str(count)))

        operation = Operation(self, work, Seen.OWN).on_success(printed).on_news(self.view.doing.step)
        self._do(with_key(Act.BACK, self.tr("Printing… %k stops it")), operation, len(pages))

    def save(self) -> None:
        """Save the file where the clerk says."""
        ready = self._ready
        if ready is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = str(Path(folder) / f"{ready.name}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the signed file"), proposed, "PDF (*.pdf)")
        if chosen:
            # The system's own window has asked about a file that stands there.
            save, paper_id = self._app.exporting.save, ready.file.paper.id
            work = Operation(self, lambda _: save(paper_id, Path(chosen), replace=True), Seen.OWN)
            self._do(self.tr("Saving…"), work.on_success(self._saved))

    def _saved(self, at: Path) -> None:
        self._tell(self.tr("Saved as «%1», read back and the same.").replace("%1", at.name))

    def copy_to_stick(self) -> None:
        """Copy the file to a USB stick."""
        ready = self._ready
        if ready:
            choose_stick(self, self._app, self.view.buttons[Act.TO_STICK], lambda stick: self._copy(ready, stick)).run()

    def _copy(self, ready: _Opened, stick: Stick) -> None:
        if self._ready is not ready:
            return
        copy, paper_id = self._app.exporting.save_to_stick, ready.file.paper.id
        done = self.tr("Copied to %1 as «%2», read back and the same.").replace("%1", stick.name)

        def copied(at: Path) -> None:
            pull = self.tr("Have the system eject the stick before it is pulled.")
            self._tell(done.replace("%2", at.name), pull)

        work = Operation(self, lambda _: copy(paper_id, stick), Seen.OWN).on_success(copied)
        self._do(self.tr("Copying to %1…").replace("%1", stick.name), work)

    def bundle(self) -> None:
        """All finished papers of the dossier for the citizen."""
        ready = self._ready
        if ready:
            ask_for_bundle(self, self._app, ready.file.paper.dossier_id)

    def show_journal(self) -> None:
        """What was done to this paper."""
        ready = self._ready
        if ready:
            paper = ready.file.paper
            self.went.emit(Where.JOURNAL, From((paper.dossier_id, paper.id), self._back))


def _opened(app: App, paper_id: UUID) -> _Opened:
    """A paper's file with its first page; in a worker thread."""
    file = app.files.open(paper_id)
    papers = [row.paper.id for row in app.checklist.rows(file.paper.dossier_id) if row.paper.pdf_sha256]
    picture = image_of(app.files.draw(file, 0, SHOWN_DPI).picture)
    return _Opened(file, picture, app.exporting.name_of(paper_id), papers)
