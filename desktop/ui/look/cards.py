"""Cards that can be pressed: the one thing to do, and numbers with what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.look import icons
from desktop.ui.look.parts import card, label, shrinking
from desktop.ui.look.rows import Tone
from desktop.ui.look.tokens import CARD_PX, ICON_LARGE_PX, SPACE_PX, STEP_PX, TILE_PX, colours


class _Card(QPushButton):
    """A card of one height; what lies on it leaves the mouse to it."""

    def __init__(self, name: str, height: int = CARD_PX) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(2 * TILE_PX)

    def _lay(self, *widgets: QWidget) -> None:
        for widget in widgets:
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class CallCard(_Card):
    """The one thing to do on a screen.

    Args:
        words: what it is.
        hint: how else it can be begun.
        key: what presses it, as it stands on the keyboard.
    """

    def __init__(self, words: str, hint: str, key: str) -> None:
        super().__init__("call")
        self.setAccessibleName(f"{key} {words}")
        self.setAccessibleDescription(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(6)
        title, cap = shrinking(words, "call_words"), label(key, "call_key")
        below = shrinking(hint, "call_hint")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(below, 1)
        column.addStretch(1)
        column.addWidget(title)
        column.addLayout(row)
        column.addStretch(1)
        self._lay(title, cap, below)


class FigureCard(_Card):
    """A number, what it counts, and a line about it; the card is pressed to see what is behind it.

    Args:
        icon: name of its icon.
        words: what is counted.
        tone: what it means that there is something.
    """

    def __init__(self, icon: str, words: str, tone: Tone) -> None:
        super().__init__("figure")
        self.setCheckable(True)
        self._icon, self._tone, self._words = icon, tone, words
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_PX, 10, 8, 10)
        row.setSpacing(10)
        self._tile = label("", "tile")
        self._tile.setFixedSize(TILE_PX, TILE_PX)
        self._tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number = label("0", "figure_number")
        self._named = shrinking(words, "name")
        self.about = shrinking("", "small")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.number)
        head.addWidget(self._named, 1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addStretch(1)
        row.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(column, 1)
        self._lay(self._tile, self.number, self._named, self.about)
        self.show_figure(0, "")

    def show_figure(self, count: int, about: str) -> None:
        """Show how many there are, and a line about them; what is not there has no colour."""
        self.number.setText(str(count))
        self.about.setText(about)
        self.setAccessibleName(f"{count} {self._words}")
        self.setAccessibleDescription(about)
        tone = self._tone if count else Tone.SOFT
        self._tile.setPixmap(icons.picture(self._icon, getattr(colours(), tone), ICON_LARGE_PX))


_STEP_ICONS = {Tone.GOOD: "circle-check", Tone.BAD: "circle-alert", Tone.ACT: "loader"}


class StepCard(_Card):
    """A step among its like: how far it is, what it is called, a line about that; pressed, it is turned to.

    Args:
        words: what it is called.
        key: what presses it, as it stands on the keyboard.
    """

    def __init__(self, words: str, key: str) -> None:
        super().__init__("step", STEP_PX)
        self.setCheckable(True)
        self._key, self._words = key, words
        self._sign = QLabel()
        self._named, self.about, cap = shrinking(words, "name"), shrinking("", "small"), label(key, "key")
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self._named)
        column.addWidget(self.about)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_PX, 6, SPACE_PX, 6)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addLayout(column, 1)
        row.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
        self._lay(self._sign, self._named, self.about, cap)
        self.show_state("", Tone.SOFT)

    def show_state(self, about: str, tone: Tone) -> None:
        """Show how far it is.

        Args:
            about: a line about that.
            tone: good: done; bad: in trouble; act: at work; soft: still to do.
        """
        icon = _STEP_ICONS.get(tone, "circle-dashed")
        self._sign.setPixmap(icons.picture(icon, getattr(colours(), tone), ICON_LARGE_PX))
        self.about.setText(about)
        self.setAccessibleName(f"{self._key} {self._words}")
        self.setAccessibleDescription(about)


def side_by_side(*cards: QWidget) -> QHBoxLayout:
    """Cards in a row, each as wide as the others."""
    row = QHBoxLayout()
    row.setSpacing(SPACE_PX)
    for one in cards:
        row.addWidget(one, 1)
    return row


def one_below_the_other(*parts: QWidget | QLayout) -> QVBoxLayout:
    """What stands above a list, from the top."""
    column = QVBoxLayout()
    column.setSpacing(SPACE_PX)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return column


def list_head(left: Sequence[QWidget], right: QWidget) -> QFrame:
    """The line above a list: what is listed, and at the right how to go about in it."""
    frame = QFrame()
    frame.setObjectName("list_head")
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, 6, 16, 6)
    row.setSpacing(SPACE_PX)
    for widget in left:
        row.addWidget(widget)
    row.addStretch(1)
    row.addWidget(right)
    return frame


def sheet(head: QWidget, inside: QWidget) -> QFrame:
    """A list on its sheet, to the edges."""
    return card(head, inside, margin=1, spacing=0)


def empty_state(icon: str) -> tuple[QWidget, QLabel]:
    """What stands where a list would, while there is nothing in it: a sign, and words that say what to do."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setSpacing(12)
    sign = QLabel()
    sign.setPixmap(icons.picture(icon, colours().faint, 2 * ICON_LARGE_PX))
    words = label("", "empty", wrap=True)
    column.addStretch(2)
    for widget in (sign, words):
        if isinstance(widget, QLabel):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(widget)
    column.addStretch(3)
    return holder, words
