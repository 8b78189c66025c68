"""Words that end in … where there is no room for all of them, and say the rest under the mouse."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QDialog, QWidget

LETTERS = 4
"""So many are seen at least."""
_AROUND_PX = 20
_TOLD = "toldWhole"
"""Property of a widget under the mouse: all its words as they are said there, and what it says of its own."""


def few_letters_px(metrics: QFontMetrics) -> int:
    """The width that words can shrink to."""
    return metrics.horizontalAdvance("M") * LETTERS


def fitting(words: str, metrics: QFontMetrics, room: int) -> str:
    """As much of the words as there is room for, px."""
    # Qt would cut words for a part of a px that their rounded width leaves out.
    if metrics.horizontalAdvance(words) <= room:
        return words
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)


def say_whole(widget: QWidget, words: str, shown: str) -> None:
    """Say all of a widget's words, where not all are shown, and what else is said there, while the mouse is over it.

    Called when the mouse comes onto it: an `event` of its own in Python would be called for every event of its life,
    and a screen has hundreds of labels; a filter would still be called while the widget is being deleted.

    Args:
        widget: what the mouse came onto.
        words: all of them.
        shown: what of them there is room for.
    """
    if shown == words:
        return
    own = widget.toolTip()
    told = "\n".join(part for part in (words, own) if part)
    widget.setToolTip(told)
    widget.setProperty(_TOLD, [told, own])


def say_own(widget: QWidget) -> None:
    """Say what a widget says of its own again: the mouse has left it."""
    told, own = widget.property(_TOLD) or ("", "")
    if told and widget.toolTip() == told:
        widget.setToolTip(own)
    widget.setProperty(_TOLD, None)


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
