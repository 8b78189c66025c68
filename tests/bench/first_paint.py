"""A window in a process of its own until it is painted: prints its CPU seconds and the clock, and ends at once.

Without words a bare window of Qt; else Quầy Số in training on a data folder, and with `alive` until it takes keys.
"""

from __future__ import annotations

import os
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

LOOK_EVERY_MS = 5


class FirstPaint(QObject):
    """Ends the process once a window is painted."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A paint of a window; what lies in it is painted behind it."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            QTimer.singleShot(0, end)
        return super().eventFilter(watched, event)


def end() -> None:
    """Say how much it took, and leave without tidying up."""
    sys.stdout.write(f"{time.process_time()} {time.monotonic()}\n")
    sys.stdout.flush()
    os._exit(0)


def end_alive() -> None:
    """End once the window takes keys."""
    if any(getattr(widget, "lives", False) for widget in QApplication.topLevelWidgets()):
        end()


def main(words: list[str]) -> None:
    """Show a window, and measure."""
    run, watch = QApplication.exec, FirstPaint()

    def run_watched(*_: object) -> int:
        """What the window itself calls when it is shown and nothing is painted yet."""
        application = QApplication.instance()
        assert application
        if words[1:] == ["alive"]:
            timer = QTimer(watch)
            timer.timeout.connect(end_alive)
            timer.start(LOOK_EVERY_MS)
        else:
            application.installEventFilter(watch)
        return run()

    if not words:
        QApplication([])
        bare = QWidget()
        bare.resize(800, 600)
        bare.show()
        run_watched()
    # Here and not above: a bare window waits for nothing of ours.
    from desktop.__main__ import window

    QApplication.exec = run_watched  # type: ignore[method-assign]
    sys.argv = ["quayso", "--training", "--data", words[0]]
    window()


if __name__ == "__main__":
    main(sys.argv[1:])
