"""The bar that says what takes long: it lies over the screen where the message bar lies, and moves nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from desktop.ui.look.message import MessageBar
from desktop.ui.look.parts import shrinking
from desktop.ui.look.tokens import SPACE_PX

_BAR_PX = 140
_ABOVE_PX = 8


class DoingBar(QFrame):
    """What is being done; when it takes longer, how far it is, and what stops it.

    Args:
        ground: what it lies over.
        message: what lies there too; this one lies above it.
        stop: what stops the work.
    """

    def __init__(self, ground: QWidget, message: MessageBar, stop: QPushButton) -> None:
        super().__init__(ground)
        self._message = message
        self.setObjectName("doing")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(SPACE_PX)
        self.words = shrinking("", "soft")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(_BAR_PX)
        self.stop = stop
        row.addWidget(self.words, 1)
        row.addWidget(self.progress)
        row.addWidget(stop)
        self.hide()
        for watched in (ground, message):
            watched.installEventFilter(self)

    def tell(self, words: str, *, done: int, of: int, stops: bool) -> None:
        """Show what is being done.

        Args:
            words: what.
            done: how many of its steps.
            of: how many it has; 0 where that is not known.
            stops: whether it can be stopped now.
        """
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.progress.setRange(0, of)
        self.progress.setValue(done)
        self.stop.setVisible(stops)
        self.show()
        self.raise_()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has another size, or a message comes or goes."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide} and not self.isHidden():
            # Later: what goes down with the whole window hides first.
            QTimer.singleShot(0, self, self._place)
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        size = self.sizeHint()
        place = self._message.place(min(size.width(), self._message.share), size.height())
        if not self._message.isHidden():
            place.moveBottom(self._message.y() - _ABOVE_PX)
        self.setGeometry(place)
