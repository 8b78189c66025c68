"""A new register book: what stands on its cover, and how many sheets were counted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QCompleter, QFormLayout, QLineEdit

from desktop.model.entry import MOST_SHEETS
from desktop.ui.look.asking import AskingView
from desktop.ui.look.parts import button, label, row_label
from desktop.ui.look.sheet import dress_window

translate = QCoreApplication.translate

LEAST_PX = 520
_YEAR_LETTERS = 4


class NewBookView(AskingView):
    """Result, year, number, sheets."""

    def __init__(self) -> None:
        super().__init__()
        self.addWidget(label(translate("NewBookView", "Open a register book"), "title", wrap=True))
        hint = translate(
            "NewBookView", "Its results are of one kind and one year. Count the sheets before they are fed."
        )
        self.addWidget(label(hint, "soft", wrap=True))
        self.result = QComboBox()
        self.result.setEditable(True)
        self.result.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = self.result.completer() or QCompleter()
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        if popup := completer.popup():
            # Qt makes it a window of its own.
            dress_window(popup)
        self.year = self._field(translate("NewBookView", "Year of issue"), _YEAR_LETTERS)
        self.number = self._field(translate("NewBookView", "Number of the book"), 20)
        self.sheets = self._field(translate("NewBookView", "Counted sheets"), len(str(MOST_SHEETS)))
        for digits in (self.year, self.sheets):
            digits.setValidator(QIntValidator(0, 10 ** digits.maxLength() - 1, digits))
        self.result.setAccessibleName(translate("NewBookView", "Kind of result"))
        rows = QFormLayout()
        rows.setSpacing(8)
        for made in (self.result, self.year, self.number, self.sheets):
            rows.addRow(row_label(made.accessibleName()), made)
        self.addLayout(rows)
        self.leave = button(translate("NewBookView", "Cancel (Esc)"))
        self.open = button(translate("NewBookView", "Open the book (Enter)"), primary=True)
        self.end_with(self.leave, self.open)

    def _field(self, words: str, most: int) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(words)
        made.setMaxLength(most)
        return made
