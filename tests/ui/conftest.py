"""A real window on a real (virtual) display, driven by keys alone."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import App, open_app
from desktop.ui.main_window import MainWindow
from desktop.ui.window import make_application, open_window

LOOK_EVERY_MS = 5


def live_until(holds: Callable[[], object], what: str = "", seconds: float = 120) -> None:
    """Let the window live in a real event loop, which leaves the workers their turn, until something holds."""
    loop = QEventLoop()
    failed: list[BaseException] = []
    deadline = time.monotonic() + seconds

    def look() -> None:
        try:
            if not holds():
                assert time.monotonic() < deadline, f"waited in vain for: {what}"
                return
        except BaseException as error:
            failed.append(error)
        loop.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(LOOK_EVERY_MS)
    if not holds():
        loop.exec()
    timer.stop()
    if failed:
        raise failed[0]


def live_for(ms: int) -> None:
    """Let the window live for so long."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


class Clerk:
    """Presses keys and waits until the window has answered."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.window

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus(), key, modifier)

    def type(self, text: str) -> None:
        """Letters beyond ASCII come as a keyboard reader or an input method sends them."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focus(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def until(self, holds: Callable[[], object], what: str, seconds: float = 120) -> None:
        live_until(holds, what, seconds)


@pytest.fixture(scope="session")
def application() -> QApplication:
    return make_application()


@pytest.fixture
def until(application: QApplication) -> Callable[[Callable[[], object]], None]:
    """Let the window live until something holds."""
    return live_until


@pytest.fixture
def training_app(training_data: Path) -> Iterator[App]:
    app = open_app(training_data, training=True)
    yield app
    app.close()


@pytest.fixture
def clerk(request: pytest.FixtureRequest, application: QApplication, training_app: App) -> Iterator[Clerk]:
    alone = "PYTEST_XDIST_WORKER" not in os.environ or request.node.nodeid.endswith("@window")
    assert alone, "another window on this display would take the keys"
    window = open_window(training_app)
    clerk = Clerk(window)
    clerk.until(lambda: window.view.pages.currentWidget() is window.dossiers and window.isActiveWindow(), "the window")
    yield clerk
    window.close()
