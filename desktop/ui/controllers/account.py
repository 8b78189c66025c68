"""Who is logged in at the province, and the way in and out."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import App
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.login import LogInDialog
from desktop.ui.look import icons
from desktop.ui.look.tokens import colours
from desktop.ui.operations import Operation, Seen
from desktop.ui.views.frame import FrameView
from desktop.workflow.reuse import Session


class Account(QObject):
    """The session at the province.

    Args:
        app: the services.
        window: before which the question for the password stands.
    """

    changed = Signal(object)
    """The `Session`, looked at anew."""

    def __init__(self, app: App, window: QWidget) -> None:
        super().__init__(window)
        self._app = app
        self._window = window
        self._view: FrameView
        self._session = Session()
        self.dialog: LogInDialog | None = None

    def stand_in(self, view: FrameView) -> None:
        """Stand in a frame from now on."""
        self._view = view
        view.account.clicked.connect(self.ask)
        self._show(self._session)

    @property
    def session(self) -> Session:
        """The session as it was last seen."""
        return self._session

    def ask(self) -> None:
        """Log in at the province, or out."""
        if QApplication.activeModalWidget() is None:
            self.dialog = LogInDialog(self._app, self._session, self._window)
            self.dialog.accepted.connect(self.look)
            self.dialog.logged_out.connect(self.look)
            self.dialog.finished.connect(lambda _: self._window.activateWindow())
            self.dialog.open()

    def look(self) -> None:
        """Look again who is logged in."""
        Operation(self._window, lambda _: self._app.reuse.session(), Seen.UNASKED).on_success(self._show).run()

    def _show(self, session: Session) -> None:
        self._session = session
        if session.official:
            words, colour = self.tr("Province: %1").replace("%1", session.official.name), colours().good
        elif session.ended:
            words, colour = self.tr("Province: session over, log in again (%k)"), colours().bad
        else:
            words, colour = self.tr("Province: not logged in (%k)"), colours().soft
        words = with_key(Act.ACCOUNT, words)
        account = self._view.account
        account.setText(words)
        account.setAccessibleName(words)
        account.setIcon(icons.dot(colour))
        self.changed.emit(session)
