"""What for: the procedure by words, code or key, and its case."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.ui.acting import act_chip
from desktop.ui.acts.table import USUAL
from desktop.ui.look import icons
from desktop.ui.look.flow import Flow
from desktop.ui.look.parts import card, keep_below, label
from desktop.ui.look.tokens import colours
from desktop.ui.views.opening.entry import Entry

translate = QCoreApplication.translate

MATCHES_SHOWN = 5
"""How many procedures to choose from are seen at once; the others by scrolling."""
AROUND_ROWS_PX = 2 * (4 + 1)
"""Padding and border of a list, as the look has them."""
_LONGEST_CHIP = 34
"""Letters of a procedure's name on its key."""


class ProcedureView(QVBoxLayout):
    """A sheet: the field to search in, the keys of the most used, what fits, the case."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.words = QLineEdit()
        self.words.addAction(icons.icon("search", colours().soft), QLineEdit.ActionPosition.LeadingPosition)
        self.search = Entry(
            translate("ProcedureView", "Procedure"),
            self.words,
            translate("ProcedureView", "A few words in any order, marks not needed; or the code"),
            named=False,
        )
        self.usual = QWidget()
        self._keys = Flow()
        self.usual.setLayout(self._keys)
        self.matches = QListWidget()
        self.matches.setObjectName("papers")
        self.matches.setAccessibleName(translate("ProcedureView", "Procedures that fit"))
        self.matches.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.matches.hide()
        keep_below(self.words, self.matches)
        self.case = QComboBox()
        self.case_entry = Entry(translate("ProcedureView", "Case"), self.case)
        self.case_entry.hide()
        title = label(translate("ProcedureView", "2 · Procedure"), "name")
        self.addWidget(card(title, self.search, self.matches, self.usual, self.case_entry, spacing=12))

    def show_usual(self, names: list[str], chosen: Callable[[int], None]) -> None:
        """Give the procedures used most their keys.

        Args:
            names: of the procedures.
            chosen: told which one was pressed, from 0.
        """
        while item := self._keys.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for at, (act, name) in enumerate(zip(USUAL, names, strict=False)):
            short = name if len(name) <= _LONGEST_CHIP else f"{name[: _LONGEST_CHIP - 1].rstrip()}…"
            made = act_chip(act, short)
            made.setAccessibleName(name)
            made.setToolTip(name)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(lambda _=False, at=at: chosen(at))
            self._keys.addWidget(made)

    def list_matches(self, matches: list[tuple[str, str]]) -> None:
        """Offer the procedures that fit, words and code; none where there is nothing to choose."""
        fill_list(self.matches, matches, MATCHES_SHOWN)
        self.usual.setVisible(not matches and self.case.count() == 0)

    def list_cases(self, cases: list[tuple[str, str]]) -> None:
        """Offer the cases of the chosen procedure, words and code; none where none is chosen, and the keys instead."""
        self.case.blockSignals(True)  # noqa: FBT003 - Qt
        self.case.clear()
        for words, code in cases:
            self.case.addItem(words, code)
        self.case.blockSignals(False)  # noqa: FBT003 - Qt
        self.case_entry.setVisible(bool(cases))
        self.usual.setVisible(not cases and self.matches.isHidden())


def fill_list(place: QListWidget, rows: list[tuple[str, str]], most: int) -> None:
    """Put rows of words, each with what it stands for, into a list as tall as they are; hide it where there are none.

    Args:
        place: the list.
        rows: words and data.
        most: rows that are seen at once.
    """
    place.clear()
    for words, data in rows:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, data)
        place.addItem(item)
    if rows:
        place.setCurrentRow(0)
        place.setFixedHeight(min(len(rows), most) * place.sizeHintForRow(0) + AROUND_ROWS_PX)
    place.setVisible(bool(rows))
