"""A list of dossiers on a sheet, with a line above it, and what stands there while it is empty."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.look.cards import empty_state
from desktop.ui.look.parts import card
from desktop.ui.look.rows import RowList

translate = QCoreApplication.translate


class ListingView(QVBoxLayout):
    """What stands above, then the list or, while there is nothing in it, what to do.

    Args:
        above: rows of cards or words above the sheet.
        head: what stands at the head of the sheet, from left to right.
        icon: of the empty sheet.
    """

    def __init__(self, above: QHBoxLayout | None, head: list[QWidget], icon: str) -> None:
        super().__init__()
        self.setContentsMargins(14, 12, 14, 12)
        self.setSpacing(12)
        if above:
            self.addLayout(above)
        self.rows = RowList(translate("Listing", "Dossiers"))
        holder, self.empty = empty_state(icon)
        self._either = QStackedWidget()
        self._either.setObjectName("sheet")
        self._either.addWidget(self.rows)
        self._either.addWidget(holder)
        sheet = card(self._head(head), self._either, margin=1, spacing=0)
        self.addWidget(sheet, 1)

    def _head(self, widgets: list[QWidget]) -> QFrame:
        frame = QFrame()
        frame.setObjectName("list_head")
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 6, 16, 6)
        row.setSpacing(12)
        for widget in widgets:
            row.addWidget(widget)
        row.insertStretch(len(widgets) - 1, 1)
        return frame

    def show_empty(self, words: str) -> None:
        """What to do, in place of the list; the list, where there are no words."""
        self.empty.setText(words)
        self._either.setCurrentIndex(int(bool(words)))
