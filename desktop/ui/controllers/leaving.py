"""A window that is closed while something goes on: it stays until that is done, and then closes by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.controllers.doing import TELL_AFTER_MS
from desktop.ui.look.message import Offered
from desktop.ui.operations import Doing, awaited
from desktop.ui.page import Notice


class Leaving(QObject):
    """Holds a window back once; a second try to close it stops what goes on.

    Args:
        window: what is closed.
        waiting: how many papers wait for the province.
    """

    told = Signal(object)
    """A `Notice`: what goes on."""

    def __init__(self, window: QWidget, waiting: Callable[[], int]) -> None:
        super().__init__(window)
        self._window = window
        self._waiting = waiting
        self._left = False
        """It was closed, and stays until what was asked for is done."""

    def may_close(self) -> bool:
        """Whether it closes now."""
        application = QApplication.instance()
        # Where the whole session ends, nothing holds it up.
        ends = isinstance(application, QApplication) and application.isSavingSession()
        if self._left or ends or not awaited():
            return True
        self._left = True
        QTimer.singleShot(TELL_AFTER_MS, self, self._say_what_holds)
        return False

    def look(self) -> None:
        """Something is done: where nothing more goes on, a window that was closed closes."""
        if self._left and not awaited():
            self._window.close()

    def _say_what_holds(self) -> None:
        """Say what goes on before the window closes, and what waits for the next start."""
        if not awaited():
            return
        going = " ".join(one.seen.words for one in awaited() if isinstance(one.seen, Doing))
        sentence = self.tr("The window closes by itself when this is done: %1")
        advice = self.tr("What is scanned is kept. Close once more to stop it.")
        waiting = self._waiting()
        if waiting:
            later = self.tr("%1 papers wait for the province: they go by themselves at the next start.")
            advice = f"{later.replace('%1', str(waiting))} {advice}"
        sentence = sentence.replace("%1", going or self.tr("scanning or signing…"))
        self.told.emit(Notice(sentence, advice, good=True, offer=Offered(self.tr("Leave it open"), self._stay)))

    def _stay(self) -> None:
        self._left = False
