"""Behind a locked screen no PIN stays: not in the token host, and not half typed in the window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.ui.controllers.left import ScreenLeft
from desktop.ui.controllers.pin import PinField
from tests.machine.login import Login, bus, login
from tests.ui.living import shut

__all__ = ["bus", "login"]


class Signing:
    """Counts what it is told to forget, and in which thread."""

    def __init__(self) -> None:
        self.forgot: list[str] = []

    def forget_pin(self) -> None:
        self.forgot.append(threading.current_thread().name)


class Counter:
    def __init__(self) -> None:
        self.signing = Signing()


def locked(login: Login) -> bool:
    """Lock the screen, once more each time."""
    login.lock()
    return True


@pytest.mark.window
def test_a_locked_screen_wipes_what_is_typed_and_what_signs(
    application: QApplication, login: Login, until: Callable[[Callable[[], object]], None]
) -> None:
    window, counter = QWidget(), Counter()
    pin, password, name = PinField(), QLineEdit(window), QLineEdit(window)
    pin.setParent(window)
    password.setEchoMode(QLineEdit.EchoMode.Password)
    app: Any = counter
    left = ScreenLeft(app, window)
    try:
        # Until it listens.
        until(lambda: locked(login) and counter.signing.forgot)
        for letter in "1234":
            QApplication.sendEvent(pin, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
        password.setText("mat-khau")
        name.setText("canbo")
        login.lock()
        until(lambda: not any(pin._secret))
        until(lambda: not password.text())
        assert (pin.text(), name.text()) == ("", "canbo")
        # In its own thread: a window that is busy keeps no PIN alive.
        assert set(counter.signing.forgot) == {"screen watch"}
    finally:
        left.stop()
        window.close()


@pytest.mark.window
def test_the_real_window_listens_and_stops_with_itself(login: Login, clerk: Any, until: Any, monkeypatch: Any) -> None:
    forgot: list[bool] = []
    monkeypatch.setattr(clerk.window.app.signing, "forget_pin", lambda: forgot.append(True))
    until(lambda: locked(login) and forgot)
    watch = clerk.window._screen._watch
    shut(clerk.window)
    assert not watch._thread.is_alive()
