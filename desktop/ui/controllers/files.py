"""Files that come from a stick or go to the printer: chosen in the system's own window, worked on in the background."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop.app import App
from desktop.document.file.incoming import HasAttachments
from desktop.machine.writing import write_file
from desktop.model.dossier import Dossier, Paper
from desktop.ui.language import said
from desktop.ui.operations import Operation
from desktop.workflow.importing import Brought
from desktop.workflow.separators import printed, sheets_of

translate = QCoreApplication.translate


def bring_file(parent: QWidget, app: App, paper: Paper, brought: Callable[[Brought], None]) -> None:
    """Let the clerk choose a file, and take it into a paper."""
    title = translate("Files", "A file for «%1»").replace("%1", paper.name)
    kinds = translate("Files", "Papers (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.webp *.bmp *.gif *.jp2);;All files (*)")
    chosen, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    if chosen:
        take_file(parent, app, paper, Path(chosen), brought)


def take_file(parent: QWidget, app: App, paper: Paper, file: Path, brought: Callable[[Brought], None]) -> None:
    """Take a file into a paper; where it carries other files, ask whether its pages alone shall be taken."""
    _take(parent, app, paper, file, brought, pages_only=False)


def _take(
    parent: QWidget, app: App, paper: Paper, file: Path, brought: Callable[[Brought], None], *, pages_only: bool
) -> None:
    def work(_: object) -> Brought:
        return app.importing.bring(paper.id, file.read_bytes(), file.name, pages_only=pages_only)

    operation = Operation(parent, work)

    def failed(error: BaseException) -> None:
        if not isinstance(error, HasAttachments):
            operation.show(error)
        elif _agrees(parent, error):
            _take(parent, app, paper, file, brought, pages_only=True)

    operation.on_success(brought).on_failure(failed).run()


def _agrees(parent: QWidget, trouble: HasAttachments) -> bool:
    """Whether the clerk takes the pages without what is attached to them."""
    question = translate("Files", "Take the pages alone?")
    box = QMessageBox(
        QMessageBox.Icon.Question, "Quầy Số", f"{said(trouble.message)}\n\n{said(trouble.what_to_do)}", parent=parent
    )
    box.setInformativeText(question)
    take = box.addButton(translate("Files", "Pages alone"), QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(translate("Files", "Do not take it"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is take


def print_separators(parent: QWidget, app: App, dossier: Dossier) -> None:
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

    Operation(parent, work).on_success(show).run()
