"""When the screen is locked, no PIN or password stays behind it: neither what signs nor what is being typed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.app import App
from desktop.machine.screen.watch import ScreenWatch
from desktop.ui.controllers.pin import PinField


class ScreenLeft(QObject):
    """Forgets at once what the token host knows, and wipes what stands half typed.

    Args:
        app: its signing is what forgets.
        parent: whose part it is.
    """

    left = Signal()

    def __init__(self, app: App, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self.left.connect(wipe_typed, Qt.ConnectionType.QueuedConnection)
        self._watch = ScreenWatch(self._forget)
        self._watch.start()

    def stop(self) -> None:
        """Listen no more."""
        self._watch.stop()

    def _forget(self) -> None:
        """In the watching thread: a window that is busy must not keep a PIN alive."""
        self._app.signing.forget_pin()
        self.left.emit()


def wipe_typed() -> None:
    """Empty every field that hides what is typed."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, PinField):
            widget.forget()
        elif isinstance(widget, QLineEdit) and widget.echoMode() is QLineEdit.EchoMode.Password:
            widget.clear()
