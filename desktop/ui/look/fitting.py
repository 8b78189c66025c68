"""Words that end in … where there is no room for all of them, and say the rest under the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics
from PySide6.QtWidgets import QDialog, QWidget

# A widget is made of one class of Qt's; this one stands before it.
if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

LETTERS = 4
"""So many are seen at least."""
_AROUND_PX = 20


def few_letters_px(metrics: QFontMetrics) -> int:
    """The width that words can shrink to."""
    return metrics.horizontalAdvance("M") * LETTERS


def fitting(words: str, metrics: QFontMetrics, room: int) -> str:
    """As much of the words as there is room for, px."""
    # Qt would cut words for a part of a px that their rounded width leaves out.
    if metrics.horizontalAdvance(words) <= room:
        return words
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)


class SaysWhole(_Widget):
    """A widget that says all its words while the mouse is over it, where not all are shown, and what else it says.

    First among the classes that a widget is made of. The mouse is heard as it comes and goes: an `event` in Python
    would be called for every event of its life, and a screen has hundreds of labels; a filter would still be called
    while the widget is being deleted.
    """

    _own = _told = ""

    def words_shown(self) -> tuple[str, str]:
        """All its words, and what of them there is room for."""
        raise NotImplementedError

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse comes onto it."""
        super().enterEvent(event)
        words, shown = self.words_shown()
        if shown != words:
            self._own = self.toolTip()
            self._told = "\n".join(part for part in (words, self._own) if part)
            self.setToolTip(self._told)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse leaves it: it says what it says of its own again."""
        super().leaveEvent(event)
        if self._told and self.toolTip() == self._told:
            self.setToolTip(self._own)
        self._told = ""


def fit_to_screen(dialog: QDialog) -> None:
    """Make a dialog as large as it likes to be, and no larger than its screen lets it be."""
    parts = [dialog, *dialog.findChildren(QWidget)]
    # Before it is shown, its parts do not know yet how much air the theme gives them; what was measured before they
    # were dressed is measured anew, from the innermost outwards.
    for part in parts:
        part.ensurePolished()
    for part in reversed(parts):
        if layout := part.layout():
            layout.activate()
    room = dialog.screen().availableSize()
    dialog.resize(dialog.sizeHint().boundedTo(room - QSize(_AROUND_PX, _AROUND_PX)))
