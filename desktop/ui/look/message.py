"""The message bar: it lies over the screen at the lower left, so that nothing moves when it comes or goes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.look.parts import dress_anew, note

_SIDE_PX, _BELOW_PX = 14, 64
_SHARE, _MOST_PX = 0.62, 720


class MessageBar(QFrame):
    """What happened, and what to do now.

    Args:
        ground: what it lies over.
        close: what closes it.
    """

    def __init__(self, ground: QWidget, close: QPushButton) -> None:
        super().__init__(ground)
        self._ground = ground
        self.setObjectName("message")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.sentence, self.advice = note(), note()
        self.sentence.setObjectName("sentence")
        words.addWidget(self.sentence)
        words.addWidget(self.advice)
        row.addLayout(words, 1)
        row.addWidget(close)
        close.clicked.connect(self.hide)
        self.hide()
        ground.installEventFilter(self)

    def say(self, sentence: str, advice: str, *, good: bool) -> None:
        """Show what happened and what to do."""
        self.sentence.setText(sentence)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.setProperty("kind", "good" if good else "bad")
        dress_anew(self)
        self.show()
        self.raise_()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has another size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._ground.rect()
        width = min(_MOST_PX, int(room.width() * _SHARE))
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout else self.sizeHint().height()
        top = room.height() - min(_BELOW_PX, room.height() // 8) - height
        self.setGeometry(_SIDE_PX, max(0, top), width, height)
