"""Waiting as the window itself lives, in a real event loop: one that polls starves the workers."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.controllers.contents import ContentsPanel
from desktop.ui.main_window import MainWindow

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


def shut(window: QWidget) -> None:
    """Close a window; where something that was asked for holds it, once more."""
    assert window.close() or window.close()


def let_go() -> None:
    """Destroy the windows that are closed: each one that is opened later would dress their widgets anew too."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, MainWindow) and not widget.isVisible():
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press_through(press: Callable[[], object], contents: ContentsPanel) -> None:
    """Press Enter for each value that wants a look, and then for the paper."""
    for _ in contents.view.fields:
        looked_at = set(contents._looked_at)
        press()
        if contents._looked_at == looked_at:
            return
    press()
