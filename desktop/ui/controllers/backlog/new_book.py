"""Opening a register book: what stands on its cover is asked, what is wrong with it is said in place."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from desktop.app import App
from desktop.model.book import Book
from desktop.model.catalogue import UnknownCode
from desktop.model.errors import QuaySoError
from desktop.ui.operations import Handle, Operation, Seen
from desktop.ui.views.backlog.new_book import LEAST_PX, NewBookView


class NewBookDialog(QDialog):
    """Asks for a book, and opens it.

    Args:
        app: the services.
        parent: the window.
    """

    def __init__(self, app: App, parent: QWidget) -> None:
        super().__init__(parent)
        self._app = app
        self._running = False
        self.book: Book | None = None
        self.view = view = NewBookView()
        self.setLayout(view)
        self.setWindowTitle(self.tr("Open a register book"))
        given = {one.code: one.name for each in app.catalogue.current().procedures for one in each.results}
        for code, name in sorted(given.items(), key=lambda one: one[1]):
            view.result.addItem(f"{name} · {code}", code)
        view.result.setCurrentIndex(-1)
        view.leave.setAutoDefault(False)
        view.open.setDefault(True)
        view.leave.clicked.connect(self.reject)
        view.open.clicked.connect(self._open)
        view.result.setFocus()
        self.resize(LEAST_PX, max(self.sizeHint().height(), view.totalHeightForWidth(LEAST_PX)))

    def _open(self) -> None:
        if self._running:
            return
        view = self.view
        at = view.result.findText(view.result.currentText())
        result = view.result.itemData(at) if at >= 0 else view.result.currentText().strip()
        year, number, sheets = view.year.text(), view.number.text(), view.sheets.text()
        self._running = True

        def work(_: Handle) -> Book:
            return self._app.books.open(result, int(year or 0), number, int(sheets or 0))

        Operation(self, work, Seen.OWN).on_success(self._opened).on_failure(self._refused).run()

    def _opened(self, book: Book) -> None:
        self.book = book
        self.accept()

    def _refused(self, error: BaseException) -> None:
        self._running = False
        if isinstance(error, UnknownCode):
            words = self.tr("No procedure gives this result: choose one from the list.")
        elif isinstance(error, QuaySoError):
            words = f"{error.message} {error.what_to_do}"
        else:
            words = self.tr("Nothing was opened; see the log.")
        self.view.tell(words)
