"""The forms of a dossier: which one, what it says, what was received, and those that were written before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.model.slip import SlipKind
from desktop.ui.acting import act_button, act_chip
from desktop.ui.acts.table import Act
from desktop.ui.look.asking import AskingView
from desktop.ui.look.parts import card, label, yielding

translate = QCoreApplication.translate

LEAST_PX = 720
_REASON_PX, _COUNT_PX, _WRITTEN_PX = 84, 76, 84
_KINDS_IN_ROW = 3
ACTS = {
    SlipKind.RECEIPT: Act.RECEIPT,
    SlipKind.ADDITIONS: Act.ADDITIONS,
    SlipKind.REFUSAL: Act.REFUSAL,
    SlipKind.APOLOGY: Act.APOLOGY,
    SlipKind.STOP: Act.STOP,
    SlipKind.CONTROL: Act.CONTROL,
}


class Reason(QPlainTextEdit):
    """Some lines of words; Enter is done with them, Shift and Enter begins another line."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, or any other key."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.done.emit()
        else:
            super().keyPressEvent(event)


class SlipsView(AskingView):
    """All of it in one column; Enter writes the form and prints it."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("", "title", wrap=True)
        self.stands = label("", "soft", wrap=True)
        self.addWidget(self.heading)
        self.addWidget(self.stands)
        self.addLayout(self._kinds())
        self.counts = QWidget()
        self._grid = QGridLayout(self.counts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.counted = card(yielding(self.counts), margin=10)
        self.addWidget(self.counted)
        self.reason = Reason()
        self.reason.setFixedHeight(_REASON_PX)
        self.reason.setTabChangesFocus(True)
        self.addWidget(self.reason)
        self.day = QLineEdit()
        self.day.setAccessibleName(translate("SlipsView", "New day of return"))
        self.day.setPlaceholderText(translate("SlipsView", "New day of return, such as 12/03/2026"))
        self.day.setMaxLength(40)
        self.addWidget(self.day)
        self.before = label(translate("SlipsView", "WRITTEN BEFORE"), "section")
        self.written = QListWidget()
        self.written.setAccessibleName(translate("SlipsView", "Slips written before"))
        self.written.setMaximumHeight(_WRITTEN_PX)
        self.addWidget(self.before)
        self.addWidget(self.written)
        self.end_above(self._foot())

    def _kinds(self) -> QGridLayout:
        self.kinds = {kind: act_chip(act, checkable=True) for kind, act in ACTS.items()}
        self._group = QButtonGroup(self)
        rows = QGridLayout()
        rows.setSpacing(8)
        for at, made in enumerate(self.kinds.values()):
            self._group.addButton(made)
            rows.addWidget(made, *divmod(at, _KINDS_IN_ROW))
        self.kinds[SlipKind.RECEIPT].setChecked(True)
        return rows

    def _foot(self) -> QVBoxLayout:
        """What can be done with what was written, above what writes."""
        before, foot = QHBoxLayout(), QHBoxLayout()
        for row in (before, foot):
            row.setSpacing(8)
        self.came = act_button(Act.CAME)
        self.give_back = act_button(Act.GIVE_BACK)
        self.take_back = act_button(Act.UNDO, translate("SlipsView", "Take the last one back"))
        self.print = act_button(Act.PRINT, translate("SlipsView", "Print again"))
        self.leave = act_button(Act.BACK)
        self.write = act_button(Act.CONFIRM, translate("SlipsView", "Write and print"), primary=True)
        for made in (self.came, self.give_back, self.take_back, self.print):
            before.addWidget(made)
        before.addStretch(1)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.write)
        both = QVBoxLayout()
        both.setSpacing(10)
        both.addLayout(before)
        both.addLayout(foot)
        return both

    def add_counts(self, names: Sequence[str]) -> list[tuple[QLineEdit, QLineEdit, QLineEdit]]:
        """A row of numbers for each paper: originals and copies that came, originals that go back."""
        heads = (
            translate("SlipsView", "RECEIVED WITH IT"),
            translate("SlipsView", "Originals"),
            translate("SlipsView", "Copies"),
            translate("SlipsView", "Go back"),
        )
        for column, words in enumerate(heads):
            self._grid.addWidget(label(words, "soft" if column else "section"), 0, column)
        made = []
        for at, name in enumerate(names, 1):
            self._grid.addWidget(label(name), at, 0)
            fields = (self._count(name, heads[1]), self._count(name, heads[2]), self._count(name, heads[3]))
            for column, field in enumerate(fields, 1):
                self._grid.addWidget(field, at, column)
            made.append(fields)
        return made

    def _count(self, name: str, head: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(f"{name}: {head}")
        made.setMaxLength(3)
        made.setFixedWidth(_COUNT_PX)
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return made

    def ask(self, *, counts: bool, reason: str, day: bool) -> None:
        """What the form asks for.

        Args:
            counts: what was received.
            reason: what its reason is called; empty where it has none.
            day: a new day of return.
        """
        self.counted.setVisible(counts)
        self.reason.setVisible(bool(reason))
        self.reason.setAccessibleName(reason)
        self.reason.setPlaceholderText(reason)
        self.day.setVisible(day)
