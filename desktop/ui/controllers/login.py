"""Logging an official in at the province, and out: the e-stores are asked in an official's name or not at all (R16)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop.app import App
from desktop.model.errors import QuaySoError
from desktop.sync.gateway import Official
from desktop.ui.language import said_of
from desktop.ui.operations import Operation, Seen
from desktop.ui.views.login import LogInView
from desktop.workflow.reuse import Session


class LogInDialog(QDialog):
    """Asks for name and password; the password leaves the field with the attempt, whatever comes of it."""

    logged_out = Signal()

    def __init__(self, app: App, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._app = app
        self._asking = False
        self.setWindowTitle(self.tr("Account at the province"))
        self.setMinimumWidth(440)
        self.view = view = LogInView()
        self.setLayout(view)
        view.log_in.setDefault(True)
        for other in (view.cancel, view.log_out):
            other.setAutoDefault(False)
        view.name.setText(app.settings.officer)
        view.log_in.clicked.connect(self._log_in)
        view.log_out.clicked.connect(self._log_out)
        view.cancel.clicked.connect(self.reject)
        for field in (view.name, view.password):
            field.textChanged.connect(lambda _: self._update())
        self._tell(session)
        self._update()

    def _say(self, words: str) -> None:
        self.view.about.setText(words)
        self.view.about.setVisible(bool(words))

    def _tell(self, session: Session) -> None:
        if session.official:
            self._say(self.tr("%1 is logged in.").replace("%1", session.official.name))
        elif session.ended:
            self._say(self.tr("The session of %1 is over; log in again.").replace("%1", session.ended.name))
        else:
            self._say(self.tr("Nobody is logged in. The e-stores are only asked in an official's name."))
        self.view.log_out.setVisible(session.official is not None)
        (self.view.password if self.view.name.text() else self.view.name).setFocus()

    def _update(self) -> None:
        view = self.view
        filled = bool(view.name.text().strip() and view.password.text())
        view.log_in.setEnabled(filled and not self._asking)
        for field in (view.name, view.password):
            field.setEnabled(not self._asking)

    def _log_in(self) -> None:
        name, password = self.view.name.text().strip(), self.view.password.text()
        if self._asking or not name or not password:
            return
        self.view.password.clear()
        self.view.warning.setText("")
        self._asking = True
        self._update()
        self._say(self.tr("Asking the province…"))
        work = Operation(self, lambda _: self._app.reuse.log_in(name, password), Seen.OWN)
        work.on_success(self._done).on_failure(self._failed).run()

    def _done(self, _: Official) -> None:
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._asking = False
        self._update()
        self._say("")
        if isinstance(error, QuaySoError):
            self.view.warning.setText(said_of(error))
        else:
            self.view.warning.setText(self.tr("Something went wrong; nobody was logged in. See the log."))
        self.view.password.setFocus()

    def _log_out(self) -> None:
        def done(_: None) -> None:
            self.logged_out.emit()
            self.reject()

        self._say(self.tr("Logging out…"))
        Operation(self, lambda _: self._app.reuse.log_out(), Seen.OWN).on_success(done).on_failure(self._failed).run()
