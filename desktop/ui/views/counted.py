"""A line of what was counted: how many dossiers are so, and the words that open them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.ui.look import icons
from desktop.ui.look.parts import label, light
from desktop.ui.look.rows import Tone
from desktop.ui.look.tokens import colours


class CountLine(QWidget):
    """A sign, words to be pressed, and a number.

    Args:
        words: which dossiers are counted.
        icon: name of the sign.
        tone: what it means that there is one.
    """

    def __init__(self, words: str, icon: str, tone: Tone) -> None:
        super().__init__()
        self._icon, self._tone = icon, tone
        self._sign = QLabel()
        self.button: QPushButton = light(words)
        self.count = label("", "name")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._sign)
        row.addWidget(self.button, 1)
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignRight)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Of how many; what is not there has no colour."""
        self.count.setText(str(count))
        self.button.setAccessibleDescription(str(count))
        self._sign.setPixmap(icons.picture(self._icon, getattr(colours(), self._tone if count else Tone.SOFT)))
