"""What is being done, in words and with a bar: shown where it takes longer than a moment, so that nothing flickers."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.look.parts import shrinking

MOMENT_MS = 500
_BAR_PX = 180


class WorkInPlace(QWidget):
    """Words with a bar below them; while nothing is done, what is said when nothing is. Neither widens the window."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.words = shrinking("", "soft")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(_BAR_PX)
        place = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        place.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(place)
        self.bar.hide()
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addStretch(1)
        self._idle, self._at_work = "", ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(MOMENT_MS)
        self._timer.timeout.connect(self._show)

    def rest(self, words: str) -> None:
        """What is said while nothing is done."""
        self._idle = words
        if self.bar.isHidden():
            self.words.setText(words)

    def begin(self, words: str, of: int = 0) -> None:
        """Something is being done.

        Args:
            words: what.
            of: how many steps it has; 0 where that is not known.
        """
        self._at_work = words
        self.bar.setRange(0, of)
        self.bar.setValue(0)
        self._timer.start()

    def step(self, done: int) -> None:
        """So many steps are done."""
        self.bar.setValue(done)

    def end(self) -> None:
        """It is over."""
        self._timer.stop()
        self.bar.hide()
        self.words.setText(self._idle)

    def _show(self) -> None:
        self.bar.show()
        self.words.setText(self._at_work)
