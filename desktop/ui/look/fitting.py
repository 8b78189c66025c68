"""Words that end in … where there is no room for all of them, and say the rest under the mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QDialog, QToolTip, QWidget

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


class _Rest(QObject):
    """Hears the mouse rest on a widget until it leaves."""

    def __init__(self, widget: QWidget, words: Callable[[], str], shown: Callable[[], str]) -> None:
        super().__init__(widget)
        self._widget, self._words, self._shown = widget, words, shown
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It rests, or it leaves."""
        if event.type() == QEvent.Type.Leave:
            self._widget.removeEventFilter(self)
            self.deleteLater()
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self._words()
            if self._shown() != words:
                told = "\n".join(part for part in (words, self._widget.toolTip()) if part)
                QToolTip.showText(event.globalPos(), told, self._widget)
                return True
        return super().eventFilter(watched, event)


def say_whole(widget: QWidget, words: Callable[[], str], shown: Callable[[], str]) -> None:
    """While the mouse is over a widget, say all of its words where not all are shown, and what else is said there.

    Called when the mouse comes onto it: an `event` of its own in Python would be called for every event of its life,
    and a screen has hundreds of labels.

    Args:
        widget: what the mouse came onto.
        words: all of them.
        shown: what of them there is room for.
    """
    _Rest(widget, words, shown)


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
