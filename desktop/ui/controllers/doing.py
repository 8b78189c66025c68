"""What takes long is said: after a moment what it is, after two seconds how far it is and what stops it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.look.doing import DoingBar
from desktop.ui.operations import Doing, HowFar, Operation, bridge

TELL_AFTER_MS = 300
"""What is quicker needs no word: the eye takes it as done at once."""
STOP_AFTER_MS = 2_000
"""What is quicker is not worth stopping."""


NOT_KNOWN = HowFar(0, 0)


@dataclass
class _Watched:
    """A running work, how far it is, and whether it may be told and stopped by now."""

    work: Operation[Any]
    doing: Doing
    how_far: HowFar = NOT_KNOWN
    told: bool = False
    long: bool = False

    @property
    def stops(self) -> bool:
        return self.long and self.doing.stops and not self.work.handle.cancelled.is_set()


class LongWork(QObject):
    """Watches the work of a window.

    Args:
        window: whose work it is.
    """

    over = Signal()
    """Some work is over."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._bar: DoingBar
        self._watched: list[_Watched] = []
        news = bridge()
        news.begun.connect(self._begun)
        news.moved.connect(self._moved)
        news.over.connect(self._over)

    def stand_in(self, bar: DoingBar) -> None:
        """Say it there from now on."""
        self._bar = bar
        bar.stop.clicked.connect(self.stop)
        self._show()

    def _begun(self, work: Operation[Any]) -> None:
        if isinstance(work.seen, Doing) and work.belongs_to(self._window):
            watched = _Watched(work, work.seen)
            self._watched.append(watched)
            QTimer.singleShot(TELL_AFTER_MS, self, lambda: self._grown(watched, long=False))
            QTimer.singleShot(STOP_AFTER_MS, self, lambda: self._grown(watched, long=True))

    def _grown(self, watched: _Watched, *, long: bool) -> None:
        watched.told, watched.long = True, watched.long or long
        self._show()

    def _moved(self, work: Operation[Any], how_far: HowFar) -> None:
        for watched in self._watched:
            if watched.work is work:
                watched.how_far = how_far
        self._show()

    def _over(self, work: Operation[Any]) -> None:
        self._watched = [watched for watched in self._watched if watched.work is not work]
        self._show()
        self.over.emit()

    @property
    def _shown(self) -> _Watched | None:
        """What was begun first of all that takes long."""
        return next((watched for watched in self._watched if watched.told), None)

    def _show(self) -> None:
        shown = self._shown
        if shown is None:
            self._bar.hide()
            return
        words = shown.doing.words
        if shown.work.handle.cancelled.is_set():
            words = self.tr("Stopping: %1").replace("%1", words)
        far = shown.how_far if shown.long else NOT_KNOWN
        self._bar.tell(words, done=far.done, of=far.of, stops=shown.stops)

    def stop(self) -> bool:
        """Stop what is said to take long; gives whether there was something to stop."""
        shown = self._shown
        if shown is None or not shown.stops:
            return False
        shown.work.cancel()
        self._show()
        return True
