"""A dossier's declarations: filled in, shown to the clerk and the citizen, and sent to the printer by one key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog

from desktop.app import App
from desktop.machine.clock import vietnam_time
from desktop.model.errors import QuaySoError
from desktop.ui.acting import bind
from desktop.ui.acts.table import Act
from desktop.ui.controllers.citizen_screen import AtDeclaration
from desktop.ui.controllers.printing import NoPrinter, Pages, ask_printer, pages_asked, print_pages
from desktop.ui.focus import open_over
from desktop.ui.language import said_of
from desktop.ui.operations import Doing, Handle, Operation, Seen
from desktop.ui.page import Notice, Page
from desktop.ui.views.declarations import HEIGHT_PX, WIDTH_PX, DeclarationsView
from desktop.workflow.paper_files import strips_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.workflow.declarations.declarations import Declaration, DeclarationDesk, DrawnDeclaration

translate = QCoreApplication.translate


def ask_for_declarations(
    page: Page,
    app: App,
    dossier_id: UUID,
    paper_id: UUID | None,
    seen: Callable[[AtDeclaration | None], object],
) -> None:
    """Let the clerk print a dossier's declarations, filled in.

    Args:
        page: tells the window what came of it.
        app: the services.
        dossier_id: which dossier.
        paper_id: the component that is in work; its declaration comes first, where it is one.
        seen: told which declaration is on the screen; None where that is over.
    """

    def show(desk: DeclarationDesk) -> None:
        dialog = DeclarationsDialog(page, app, desk, paper_id)
        dialog.seen.connect(seen)
        dialog.finished.connect(lambda _: seen(None))
        open_over(page, dialog)
        dialog.turn()

    filling = Doing(translate("Declarations", "Filling in the declaration…"))
    Operation(page, lambda _: app.declarations.look(dossier_id), filling).on_success(show).run()


class DeclarationsDialog(QDialog):
    """Which declaration, and how it will be printed; Enter prints it.

    Args:
        page: tells the window what came of it, and prints.
        app: the services.
        desk: what is known of the dossier's declarations.
        paper_id: the component that is in work; its declaration comes first, where it is one.
    """

    seen = Signal(object)
    """An `AtDeclaration`."""

    def __init__(self, page: Page, app: App, desk: DeclarationDesk, paper_id: UUID | None) -> None:
        super().__init__(page.window())
        self._page = page
        self._app = app
        self._desk = desk
        self._running = False
        self.view = view = DeclarationsView()
        self.setLayout(view)
        self.setWindowTitle(self.tr("Declarations"))
        screen = page.window().screen().availableGeometry()
        self.resize(min(WIDTH_PX, screen.width() - 20), min(HEIGHT_PX, screen.height() - 60))
        view.of.setText(f"{desk.dossier.code} · {desk.dossier.party.name}")
        for one in desk.declarations:
            view.forms.addItem(one.paper.name)
        view.forms.setVisible(len(desk.declarations) > 1)
        own = [one.paper.id for one in desk.declarations]
        view.forms.setCurrentRow(own.index(paper_id) if paper_id in own else 0)
        for made, do in ((view.show, self.show_citizen), (view.leave, self.reject), (view.print, self.print)):
            made.setAutoDefault(False)
            made.clicked.connect(do)
        view.print.setDefault(True)
        view.forms.currentRowChanged.connect(lambda _: self.turn())
        bind(self, {Act.FOR_CITIZEN: self.show_citizen, Act.PRINT: self.print})
        view.print.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> Declaration:
        """The declaration that is shown."""
        return self._desk.declarations[max(0, self.view.forms.currentRow())]

    def turn(self) -> None:
        """Show the chosen declaration."""
        one, view = self.chosen, self.view
        view.heading.setText(one.title)
        view.filled.setText(self.tr("Places filled in: %1").replace("%1", str(len(one.filled))))
        view.by_hand.setText(self.tr("Places left to be written by hand: %1").replace("%1", str(one.by_hand)))
        names = "; ".join(one.from_papers)
        view.sources.setText(self.tr("Taken from confirmed papers: %1").replace("%1", names) if names else "")
        view.sources.setVisible(bool(names))
        printed = one.printed
        view.printed.setText(
            self.tr("Printed %1 by %2").replace("%1", vietnam_time(printed.at)[:16]).replace("%2", printed.who)
            if printed
            else self.tr("Not printed yet")
        )
        view.outdated.setText(self.tr("What it is filled from has changed since: that print is out of date."))
        view.outdated.setVisible(printed is not None and printed.outdated)
        view.show_sheets(())
        self.seen.emit(AtDeclaration(one.paper.id))
        pictures = self._app.declarations.pictures

        def show(found: tuple[bytes, ...]) -> None:
            if self.chosen is one:
                view.show_sheets(found)

        Operation(self, lambda _: pictures(one.paper.id), Seen.OWN).on_success(show).on_failure(self._refused).run()

    def show_citizen(self) -> None:
        """The citizen whose dossier it is reads it on her own screen."""
        self.seen.emit(AtDeclaration(self.chosen.paper.id, to_citizen=True))

    def print(self) -> None:
        """Draw the chosen declaration, and ask for the printer."""
        if self._running:
            return
        self._running = True
        app, paper_id = self._app, self.chosen.paper.id

        def done(drawn: DrawnDeclaration) -> None:
            self.accept()
            try:
                ask_printer(
                    self._page, drawn.paper.name, drawn.sheets, partial(_print_on, self._page, self._app, drawn)
                )
            except NoPrinter as trouble:
                self._page.told.emit(Notice(trouble.message, trouble.what_to_do))

        Operation(self, lambda _: app.declarations.draw(paper_id), Seen.OWN).on_success(done).on_failure(
            self._refused
        ).run()

    def _refused(self, error: BaseException) -> None:
        self._running = False
        known = said_of(error) if isinstance(error, QuaySoError) else ""
        self.view.asking.tell(known or self.tr("Nothing was printed; see the log."))


def _print_on(page: Page, app: App, drawn: DrawnDeclaration, printer: QPrinter) -> None:
    pages = pages_asked(printer, drawn.sheets)

    def work(handle: Handle) -> int:
        app.declarations.note_print(drawn)

        def draw(dpi: int, most_px: int) -> Pages:
            return strips_of(drawn.data, drawn.paper.name, pages, dpi, most_px)

        return print_pages(printer, draw, handle.cancelled, handle.tell)

    def printed(_: int) -> None:
        words = translate("Declarations", "«%1» went to the printer. Signed, it is filed by its own code.")
        page.told.emit(Notice(words.replace("%1", drawn.paper.name), "", good=True))

    Operation(page, work, Doing(translate("Declarations", "Printing the declaration…"))).on_success(printed).run()
