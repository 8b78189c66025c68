"""Files that come from a stick or go to the printer: chosen in the system's own window, worked on in the background."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from desktop.app import App
from desktop.document.file.incoming import HasAttachments
from desktop.machine.writing import write_file
from desktop.model.dossier import Dossier, Paper
from desktop.ui.look.message import Offered
from desktop.ui.operations import Doing, Handle, Operation
from desktop.ui.page import Notice, Page
from desktop.workflow.importing import Brought
from desktop.workflow.separators import printed, sheets_of

translate = QCoreApplication.translate


def bring_file(parent: Page, app: App, paper: Paper, brought: Callable[[Brought], None]) -> None:
    """Let the clerk choose a file, and take it into a paper."""
    title = translate("Files", "A file for «%1»").replace("%1", paper.name)
    kinds = translate("Files", "Papers (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.webp *.bmp *.gif *.jp2);;All files (*)")
    chosen, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    if chosen:
        take_file(parent, app, paper, Path(chosen), brought)


def take_file(parent: Page, app: App, paper: Paper, file: Path, brought: Callable[[Brought], None]) -> None:
    """Take a file into a paper; where it carries other files, offer to take its pages alone."""
    _take(parent, app, paper, file, brought, pages_only=False)


def _take(
    parent: Page, app: App, paper: Paper, file: Path, brought: Callable[[Brought], None], *, pages_only: bool
) -> None:
    def work(handle: Handle) -> Brought:
        data = file.read_bytes()
        return app.importing.bring(paper.id, data, file.name, pages_only=pages_only, step=handle.step)

    taking = Doing(translate("Files", "Taking in «%1»…").replace("%1", file.name), stops=True)
    operation = Operation(parent, work, taking).about(paper.name)

    def failed(error: BaseException) -> None:
        if isinstance(error, HasAttachments):
            alone = partial(_take, parent, app, paper, file, brought, pages_only=True)
            parent.told.emit(
                Notice(error.message, error.what_to_do, offer=Offered(translate("Files", "Pages alone"), alone))
            )
        else:
            operation.show(error)

    operation.on_success(brought).on_failure(failed).run()


def print_separators(parent: Page, app: App, dossier: Dossier) -> None:
    """Keep the dossier's separator sheets where the clerk says, and show them for printing."""
    title = translate("Files", "Separator sheets to print")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, "to-phan-tach.pdf", "PDF (*.pdf)")
    if not chosen:
        return
    file = Path(chosen)

    def work(_: object) -> None:
        procedure = app.catalogue.procedure_of(dossier)
        sheets = sheets_of(procedure, dossier.case)
        # The system's own window has asked about a file that stands there.
        write_file(file, printed(sheets, procedure, app.settings, app.clock.now()), replace=True)

    def show(_: None) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    drawing = Doing(translate("Files", "Drawing the separator sheets…"))
    Operation(parent, work, drawing).on_success(show).run()
