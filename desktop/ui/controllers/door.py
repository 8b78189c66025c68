"""An official logs in: by password or with a signing USB, before anything is shown, and again behind a lock (R65)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app import App
from desktop.machine.secret_memory import wipe
from desktop.model.errors import QuaySoError
from desktop.model.official import Official
from desktop.signing.tokens.pin import Pin
from desktop.ui.acting import bind
from desktop.ui.acts.table import Act
from desktop.ui.controllers.pin import PinField
from desktop.ui.language import said_of
from desktop.ui.look.sheet import dress_window
from desktop.ui.operations import Operation, Seen
from desktop.ui.views.door import DoorView


class DoorPanel(QWidget):
    """Asks who is there; what is typed leaves the field with the attempt, whatever comes of it.

    Args:
        app: its door lets in.
        heading: why it asks.
        name: whose name stands there already; empty for nobody's.
        leaves: whether Esc leaves it.
    """

    let_in = Signal(object)
    """An `Official`."""
    left = Signal()

    def __init__(self, app: App, heading: str, name: str = "", *, leaves: bool) -> None:
        super().__init__()
        self._app = app
        self._asking = self._by_token = False
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._secret = PinField()
        self.view = view = DoorView(app.settings.unit_name, self._secret)
        self.setLayout(view)
        view.heading.setText(heading)
        view.name.setText(name)
        view.leave.setVisible(leaves)
        view.leave.clicked.connect(self.left.emit)
        view.log_in.clicked.connect(self._log_in)
        view.by_token.clicked.connect(self._to_token)
        view.by_password.clicked.connect(self._to_password)
        for field in (view.name, self._secret):
            field.textChanged.connect(lambda _: self._update())
        bind(self, {Act.BY_TOKEN: self._to_token, Act.BY_PASSWORD: self._to_password})
        self._to_password()

    def refuse(self, words: str) -> None:
        """Say why whoever logged in cannot come in now."""
        self._asking = False
        self._tell(words, trouble=True)
        self._update()

    def take_keys(self) -> None:
        """To what is to be typed next."""
        view = self.view
        (self._secret if self._by_token or view.name.text() else view.name).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter logs in, Esc leaves where that can be."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.view.name.hasFocus() and not self._secret.text():
                self._secret.setFocus()
            else:
                self._log_in()
        elif event.key() == Qt.Key.Key_Escape and not self.view.leave.isHidden():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _to_password(self) -> None:
        if not self._asking:
            self._ask_for(self.tr("PASSWORD"), by_token=False)

    def _to_token(self) -> None:
        if self._asking:
            return
        self._ask_for(self.tr("PIN OF THE SIGNING USB"), by_token=True)
        self._begin(self.tr("Looking for the signing USB…"))
        look = Operation(self, lambda _: self._app.door.at_token(), Seen.OWN)
        look.on_success(self._found).on_failure(self._failed).run()

    def _found(self, official: Official) -> None:
        self._asking = False
        self._tell(self.tr("Signing USB of %1.").replace("%1", official.full_name))
        self._update()
        self.take_keys()

    def _ask_for(self, words: str, *, by_token: bool) -> None:
        self._by_token = by_token
        view = self.view
        self._secret.forget()
        view.secret_head.setText(words)
        self._secret.setAccessibleName(words)
        for shown in (view.name_head, view.name, view.by_token):
            shown.setVisible(not by_token)
        view.by_password.setVisible(by_token)
        self._tell("")
        self._update()
        self.take_keys()

    def _update(self) -> None:
        view = self.view
        named = self._by_token or bool(view.name.text().strip())
        view.log_in.setEnabled(named and bool(self._secret.text()) and not self._asking)
        for field in (view.name, self._secret):
            field.setEnabled(not self._asking)

    def _begin(self, words: str) -> None:
        self._asking = True
        self._tell(words)
        self._update()

    def _log_in(self) -> None:
        view = self.view
        if not view.log_in.isEnabled():
            return
        name, secret, door = view.name.text(), self._secret.take(), self._app.door
        by_token = self._by_token

        def work() -> Official:
            try:
                return door.by_token(Pin(secret)) if by_token else door.by_password(name, secret)
            finally:
                wipe(secret)

        self._begin(self.tr("One moment…"))
        Operation(self, lambda _: work(), Seen.OWN).on_success(self.let_in.emit).on_failure(self._failed).run()

    def _failed(self, error: BaseException) -> None:
        self._asking = False
        if isinstance(error, QuaySoError):
            self._tell(said_of(error), trouble=True)
        else:
            self._tell(self.tr("Something went wrong; nobody was logged in. See the log."), trouble=True)
        self._update()
        self.take_keys()

    def _tell(self, words: str, *, trouble: bool = False) -> None:
        self.view.tell(words, trouble=trouble)


class DoorWindow(QWidget):
    """The window before anybody has logged in.

    Args:
        app: its door lets in.
    """

    ended = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self.official: Official | None = None
        self.setObjectName("window")
        self.setWindowTitle("Quầy Số")
        self.resize(1366, 720)
        dress_window(self)
        self.panel = DoorPanel(app, self.tr("Log in"), leaves=True)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addWidget(self.panel)
        self.panel.let_in.connect(self._came)
        self.panel.left.connect(self.ended.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody comes in."""
        super().closeEvent(event)
        self.ended.emit()

    def _came(self, official: Official) -> None:
        self.official = official
        self.ended.emit()
