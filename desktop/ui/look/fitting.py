"""Words that end in … where there is no room for all of them, and say the rest under the mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
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


def says_whole(event: QEvent, widget: QWidget, words: str, shown: Callable[[], str]) -> bool:
    """Say all of the words under the mouse, where not all are shown, and what else is said there.

    Args:
        event: any; most are no rest of the mouse, and nothing is measured for them.
        widget: what it came to.
        words: all of them.
        shown: what of them there is room for.

    Returns:
        Whether it was said.
    """
    if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip or shown() == words:
        return False
    QToolTip.showText(event.globalPos(), "\n".join(part for part in (words, widget.toolTip()) if part), widget)
    return True


def fit_to_screen(dialog: QDialog) -> None:
    """Make a dialog as large as it likes to be, and no larger than its screen lets it be."""
    # Before it is shown, its parts do not know yet how much air the theme gives them.
    for part in dialog.findChildren(QWidget):
        part.ensurePolished()
    room = dialog.screen().availableSize()
    dialog.resize(dialog.sizeHint().boundedTo(room - QSize(_AROUND_PX, _AROUND_PX)))
