"""The message bar: it lies over the screen at the lower left, so that nothing moves when it comes or goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.look.keys import KeyButton
from desktop.ui.look.parts import dress_anew, note

_SIDE_PX, _BELOW_PX = 14, 64
_SHARE, _MOST_PX = 0.62, 720


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be done about a message.

    Attributes:
        words: on its button.
        do: does it.
    """

    words: str
    do: Callable[[], object]


class MessageBar(QFrame):
    """What happened, and what to do now.

    Args:
        ground: what it lies over.
        agree: does what it offers.
        close: what closes it.
    """

    def __init__(self, ground: QWidget, agree: KeyButton, close: QPushButton) -> None:
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
        row.addWidget(agree)
        row.addWidget(close)
        self._agree = agree
        self._offered: Callable[[], object] | None = None
        agree.clicked.connect(self.agree)
        close.clicked.connect(self.hide)
        self.hide()
        ground.installEventFilter(self)

    def says(self, sentence: str) -> bool:
        """Whether this is what it shows."""
        return not self.isHidden() and self.sentence.text() == sentence

    def say(self, sentence: str, advice: str, *, good: bool, offer: Offered | None = None) -> None:
        """Show what happened, what to do, and what one key does about it."""
        self.sentence.setText(sentence)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self._offered = offer.do if offer else None
        self._agree.setVisible(offer is not None)
        if offer:
            self._agree.name(offer.words)
        self.setProperty("kind", "good" if good else "bad")
        dress_anew(self)
        self.show()
        self.raise_()
        self._place()

    def agree(self) -> bool:
        """Do what is offered; gives whether there was something."""
        offered = None if self.isHidden() else self._offered
        if offered is None:
            return False
        self.hide()
        offered()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has another size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    @property
    def share(self) -> int:
        """How wide something may lie over the ground, px: beside it the rest is seen."""
        return min(_MOST_PX, int(self._ground.width() * _SHARE))

    def place(self, width: int, height: int) -> QRect:
        """Where something of this size lies over the ground, px."""
        room = self._ground.rect()
        top = room.height() - min(_BELOW_PX, room.height() // 8) - height
        return QRect(_SIDE_PX, max(0, top), width, height)

    def _place(self) -> None:
        # Beside two buttons the words need more room.
        width = min(_MOST_PX, self._ground.width() - 2 * _SIDE_PX) if self._offered else self.share
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout else self.sizeHint().height()
        self.setGeometry(self.place(width, height))
