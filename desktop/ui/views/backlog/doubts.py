"""What is doubted of a book's papers: the page at the left, the value and what is typed at the right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.acting import act_button, act_chip
from desktop.ui.acts.table import Act
from desktop.ui.look.cards import empty_state
from desktop.ui.look.parts import card, label, note, scrolling, shrinking, tell
from desktop.ui.look.picture import fitted
from desktop.ui.look.rows import RowList

translate = QCoreApplication.translate

SIDE_PX = 400
_PICTURE_PX = 110
_AIR_PX = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One doubted value as it is shown.

    Attributes:
        place: which of how many, and of which paper.
        name: what it is called.
        why: why it is doubted.
        read: as it was read; empty where nothing was.
        other: as the other reader has it; empty where there is none.
        twice: it is typed twice.
    """

    place: str
    name: str
    why: str
    read: str
    other: str
    twice: bool


class ValueView(QWidget):
    """The value that is looked at, and below it all values of its paper.

    Args:
        names: names of the values by their keys, in order.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        self.place = shrinking("", "small")
        self.name = label("", "big", wrap=True)
        self.picture = QLabel()
        self.picture.setObjectName("excerpt")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(translate("ValueView", "Where the value stands on the page"))
        self.picture.setFixedHeight(_PICTURE_PX)
        self.why = note()
        tell(self.why, "asked")
        self.read = label("", "name", wrap=True)
        self.other = act_chip(Act.OTHER_READING, name="other")
        self.field, self.again = QLineEdit(), QLineEdit()
        for field in (self.field, self.again):
            field.setObjectName("large")
        self.again.setPlaceholderText(translate("ValueView", "once more, from the paper"))
        self.again.setAccessibleName(self.again.placeholderText())
        self.trouble = note()
        tell(self.trouble, "refused")
        self.trouble.hide()
        for made in (self.place, self.name, self.picture, self.why, self.read, self.other, self.field, self.again):
            column.addWidget(made)
        column.addWidget(self.trouble)
        column.addSpacing(_AIR_PX)
        column.addWidget(label(translate("ValueView", "THIS RESULT"), "section"))
        rows = QFormLayout()
        rows.setSpacing(6)
        self.values = {key: shrinking("", "name") for key in names}
        for key, made in self.values.items():
            rows.addRow(label(names[key], "soft"), made)
        column.addLayout(rows)
        column.addStretch(1)

    def show_asked(self, asked: Asked) -> None:
        """Ask for another value, with empty fields."""
        self.place.setText(asked.place)
        self.name.setText(asked.name)
        self.why.setText(asked.why)
        self.read.setText(asked.read)
        self.other.setVisible(bool(asked.other))
        self.other.name(asked.other)
        self.field.setAccessibleName(asked.name)
        self.field.clear()
        self.again.clear()
        self.again.setVisible(asked.twice)
        self.picture.clear()
        self.show_trouble("")

    def show_picture(self, jpeg: bytes) -> None:
        """Show where the value stands."""
        self.picture.setPixmap(fitted(jpeg, self.picture.size(), self.devicePixelRatioF()))

    def show_trouble(self, words: str) -> None:
        """Say below the fields what is wrong with what was typed; nothing, where there are no words."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))


class LeftView(QWidget):
    """What is left when nothing is doubted any more: what to do, or the results that cannot be confirmed, and why."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        holder, self.words = empty_state("circle-check")
        self.rows = RowList(translate("LeftView", "Results that wait"), told_whole=True)
        self.why = label("", "", wrap=True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self.reason.setPlaceholderText(translate("LeftView", "why its pages stay as they are"))
        self.reason.setAccessibleName(self.reason.placeholderText())
        self.apart = act_button(Act.APART)
        self._either = QStackedWidget()
        self._either.setObjectName("sheet")
        listed = QWidget()
        below = QVBoxLayout(listed)
        below.setContentsMargins(0, 0, 0, _AIR_PX)
        below.setSpacing(8)
        below.addWidget(self.rows, 1)
        told = QVBoxLayout()
        told.setContentsMargins(_AIR_PX, 0, _AIR_PX, 0)
        told.setSpacing(8)
        told.addWidget(self.why)
        told.addWidget(self.reason)
        told.addWidget(self.apart, 0, Qt.AlignmentFlag.AlignLeft)
        below.addLayout(told)
        self._either.addWidget(holder)
        self._either.addWidget(listed)
        column.addWidget(self._either)

    def show_list(self, *, listed: bool) -> None:
        """Show the results that wait, or the words alone."""
        self._either.setCurrentIndex(int(listed))

    @property
    def listed(self) -> bool:
        """Whether results that wait are shown."""
        return self._either.currentIndex() == 1


class DoubtsView(QVBoxLayout):
    """The page, the value, and a row of keys.

    Args:
        page: shows the page.
        names: names of the values by their keys, in order.
    """

    def __init__(self, page: QWidget, names: Mapping[str, str]) -> None:
        super().__init__()
        self.setContentsMargins(14, 10, 14, 10)
        self.setSpacing(8)
        page.setAccessibleName(translate("DoubtsView", "Page of the result"))
        self.value, self.left = ValueView(names), LeftView()
        side = card(scrolling(self.value), margin=_AIR_PX)
        side.setFixedWidth(SIDE_PX)
        looking = QWidget()
        middle = QHBoxLayout(looking)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(12)
        middle.addWidget(card(page, margin=1), 1)
        middle.addWidget(side)
        self._either = QStackedWidget()
        self._either.addWidget(looking)
        self._either.addWidget(self.left)
        self.addWidget(self._either, 1)
        self.back = act_button(Act.BACK, translate("DoubtsView", "Back"))
        self.leave_out = act_button(Act.SET_ASIDE, translate("DoubtsView", "Leave it out"))
        self.sign = act_button(Act.SIGN, translate("DoubtsView", "Sign results"))
        self.enter = act_button(Act.CONFIRM, primary=True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.back)
        foot.addWidget(self.leave_out)
        foot.addStretch(1)
        foot.addWidget(self.sign)
        foot.addWidget(self.enter)
        self.addLayout(foot)

    def show_value(self, *, asked: bool) -> None:
        """Show the value that is looked at; else what is left."""
        self._either.setCurrentIndex(int(not asked))

    @property
    def asking(self) -> bool:
        """Whether a value is looked at."""
        return self._either.currentIndex() == 0
