"""Dossiers from one official to another: what goes and to whom; what waits to be taken over; what was handed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum, auto

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act
from desktop.ui.look.cards import list_head, sheet
from desktop.ui.look.parts import label, make_primary, shrinking, tab
from desktop.ui.look.rows import Row, RowList
from desktop.ui.views.listing import ListingView

translate = QCoreApplication.translate

NOTE_LIMIT = 300
"""Letters of what the giver says."""


class Side(StrEnum):
    """What is listed."""

    GIVE = auto()
    WAITING = auto()
    DONE = auto()


class ShiftView(ListingView):
    """Above, to whom; in the middle dossiers, or hand-overs with the dossiers of the marked one; keys below."""

    def __init__(self) -> None:
        self.taker = QComboBox()
        self.taker.setAccessibleName(translate("ShiftView", "Who receives them"))
        self.taker.setPlaceholderText(translate("ShiftView", "choose an official"))
        self.note = QLineEdit()
        self.note.setMaxLength(NOTE_LIMIT)
        self.note.setAccessibleName(translate("ShiftView", "What there is to say"))
        self.note.setPlaceholderText(translate("ShiftView", "what there is to say; nothing of any citizen"))
        self._to = QWidget()
        row = QHBoxLayout(self._to)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(translate("ShiftView", "To"), "name"))
        row.addWidget(self.taker, 2)
        row.addWidget(self.note, 3)
        above = QVBoxLayout()
        above.addWidget(self._to)
        self.tabs = {side: tab("") for side in Side}
        super().__init__(
            above,
            list(self.tabs.values()),
            "inbox",
            listed=translate("ShiftView", "Dossiers, or hand-overs"),
            keys=translate("ShiftView", "%1 %2 choose"),
        )
        self._group = QButtonGroup(self)
        for made in self.tabs.values():
            self._group.addButton(made)
        self.lines = RowList(translate("ShiftView", "Dossiers of the marked hand-over"))
        self.lines_head = shrinking("", "name")
        self._lines = sheet(list_head([self.lines_head], label("")), self.lines)
        self.addWidget(self._lines, 1)
        self.told = label("", "soft", wrap=True)
        self.told.hide()
        self.leave_out = act_button(Act.SET_ASIDE, translate("ShiftView", "Leave it out"))
        self.print = act_button(Act.PRINT, translate("ShiftView", "List to sign"))
        self.take_back = act_button(Act.TAKE_BACK)
        self.not_taken = act_button(Act.NOT_TAKEN)
        self.take_here = act_button(Act.TAKE_HERE)
        self.go_on = act_button(Act.CONFIRM, primary=True)
        self.addWidget(self.told)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.leave_out)
        below.addWidget(self.print)
        below.addStretch(1)
        for made in (self.take_back, self.not_taken, self.take_here, self.go_on):
            below.addWidget(made)
        self.addLayout(below)
        self.name_tabs({})
        self.mark(Side.GIVE)

    def name_tabs(self, counts: Mapping[Side, int]) -> None:
        """Say in the head of the list how many there are of each."""
        words = {
            Side.GIVE: translate("ShiftView", "To give"),
            Side.WAITING: translate("ShiftView", "To take over"),
            Side.DONE: translate("ShiftView", "Given before"),
        }
        for side, made in self.tabs.items():
            count = counts.get(side, 0)
            made.setText(f"{words[side]} ({count})" if count else words[side])
            made.setAccessibleName(made.text())

    def mark(self, side: Side) -> None:
        """Show what is listed, and the keys that are for it."""
        self.tabs[side].setChecked(True)
        giving = side is Side.GIVE
        self._to.setVisible(giving)
        self._lines.setVisible(not giving)
        self.leave_out.setVisible(giving)
        self.print.setVisible(not giving)
        self.not_taken.setVisible(side is Side.WAITING)
        self.take_back.setVisible(side is Side.DONE)
        self.take_here.setVisible(side is Side.DONE)
        self.go_on.setVisible(side is not Side.DONE)
        self.go_on.name(translate("ShiftView", "Give") if giving else translate("ShiftView", "Take over"))
        make_primary(self.take_here, primary=side is Side.DONE)

    def tell(self, words: str) -> None:
        """What becomes of the dossiers; nothing, where there are no words."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def show_lines(self, head: str, rows: Sequence[Row]) -> None:
        """The dossiers of the marked hand-over."""
        self.lines_head.setText(head)
        self.lines.show_rows(rows)
