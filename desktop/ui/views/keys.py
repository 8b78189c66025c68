"""Every key of the window on one sheet, by what the clerk is doing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.acting import act_button, say, with_key
from desktop.ui.acts.table import DOSSIER_KEYS, FILE_KEYS, PAGE_KEYS, PROGRAM_KEYS, Act, SheetGroup, key_of, written
from desktop.ui.look.parts import label, on_ground
from desktop.ui.page import Screen

translate = QCoreApplication.translate

CAPS_PX = 186

Line = tuple[tuple[str, ...], str]
"""Keys as they stand on the keyboard, and what they do."""


def sheet_columns(screens: Sequence[Screen]) -> tuple[tuple[tuple[str, tuple[Line, ...]], ...], ...]:
    """The sheet's columns: groups of keys under a heading each.

    Args:
        screens: those of this counter.
    """
    return (_of(DOSSIER_KEYS), _to(screens)), (_of(PAGE_KEYS), _of(FILE_KEYS), _of(PROGRAM_KEYS))


def _of(group: SheetGroup) -> tuple[str, tuple[Line, ...]]:
    lines = tuple((tuple(key_of(act) for act in row.acts), say(row.words)) for row in group.rows)
    return say(group.heading), lines


def _to(screens: Sequence[Screen]) -> tuple[str, tuple[Line, ...]]:
    """The screens, three in a line."""
    shown = [screen for screen in screens if screen.key]
    threes = [shown[at : at + 3] for at in range(0, len(shown), 3)]
    lines = tuple(
        (
            tuple(written(screen.key) for screen in three),
            ", ".join(translate("Screens", screen.words) for screen in three),
        )
        for three in threes
    )
    return translate("KeysView", "GO TO"), lines


class KeysView(QVBoxLayout):
    """Two columns of groups, and the way out.

    Args:
        screens: those of this counter.
    """

    def __init__(self, screens: Sequence[Screen]) -> None:
        super().__init__()
        self.setContentsMargins(14, 10, 14, 10)
        self.setSpacing(8)
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(12)
        for groups in sheet_columns(screens):
            column = QVBoxLayout()
            column.setSpacing(4)
            for heading, lines in groups:
                column.addWidget(label(heading, "section"))
                column.addLayout(self._lines(lines))
                column.addSpacing(6)
            column.addStretch(1)
            # Each as wide as its words are: of equal ones the one with the longer words would cut them.
            columns.addLayout(column)
        self.addWidget(on_ground(sheet), 1)
        foot = QHBoxLayout()
        about = translate("KeysView", "Scan profiles have keys of their own, shown in the menu beside «%k Scan».")
        foot.addWidget(label(with_key(Act.SCAN, about), "soft"), 1)
        self.leave = act_button(Act.BACK)
        foot.addWidget(self.leave)
        self.addLayout(foot)

    def _lines(self, lines: Sequence[Line]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, CAPS_PX)
        grid.setColumnStretch(1, 1)
        for at, (keys, words) in enumerate(lines):
            grid.addWidget(self._caps(keys), at, 0)
            grid.addWidget(label(words), at, 1)
        return grid

    def _caps(self, keys: tuple[str, ...]) -> QWidget:
        held = QWidget()
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for key in keys:
            line.addWidget(label(key, "key"))
        line.addStretch(1)
        return held
