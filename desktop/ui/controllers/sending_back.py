"""Sending a paper back to be digitised anew: what is wrong, on which page, one key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from desktop.app import App
from desktop.model.dossier import Paper
from desktop.model.entry import NotUnderstood
from desktop.model.errors import QuaySoError
from desktop.ui.language import said_of
from desktop.ui.operations import Operation, Seen
from desktop.ui.views.sending_back import LEAST_PX, SendingBackView


class SendingBackDialog(QDialog):
    """Asks what is wrong, and makes room for a new version.

    Args:
        app: the services.
        paper: the paper.
        page: the page on the screen, from 1; 0 where none is.
        why: what the province said; empty where it said nothing.
        parent: the window.
        then: told the paper that takes its place.
    """

    def __init__(
        self, app: App, paper: Paper, page: int, why: str, parent: QWidget, then: Callable[[Paper], object]
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._paper = paper
        self._then = then
        self._running = False
        self.setWindowTitle(self.tr("Digitise anew"))
        self.setMinimumWidth(LEAST_PX)
        self.view = view = SendingBackView()
        self.setLayout(view)
        view.heading.setText(paper.name)
        view.page.setText(str(page))
        view.reason.setText(why)
        view.leave.setAutoDefault(False)
        view.send_back.setDefault(True)
        view.leave.clicked.connect(self.reject)
        view.send_back.clicked.connect(self._send_back)
        view.reason.setFocus()

    def _send_back(self) -> None:
        if self._running:
            return
        text, reason = self.view.page.text().strip() or "0", self.view.reason.text()
        if not (text.isascii() and text.isdecimal()):
            self._refused(NotUnderstood(self.view.page.accessibleName(), reason="phải là số"))
            return
        self._running = True
        send_back, paper_id = self._app.redigitising.send_back, self._paper.id

        def done(new: Paper) -> None:
            self.accept()
            self._then(new)

        act = Operation(self, lambda _: send_back(paper_id, reason, int(text)), Seen.OWN)
        act.on_success(done).on_failure(self._refused).run()

    def _refused(self, error: BaseException) -> None:
        self._running = False
        known = said_of(error) if isinstance(error, QuaySoError) else ""
        self.view.tell(known or self.tr("Nothing was sent back; see the log."))
