"""The outbox and the health check: a heading, a table, what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QPushButton, QTableWidget, QVBoxLayout

from desktop.ui.views.parts import button, card, label

translate = QCoreApplication.translate


def _table(heads: list[str], stretch: int) -> QTableWidget:
    table = QTableWidget(0, len(heads))
    table.setHorizontalHeaderLabels(heads)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(36)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(True)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table


class _ListView(QVBoxLayout):
    def __init__(self, title: str, table: QTableWidget, empty: str, *actions: QPushButton) -> None:
        super().__init__()
        self.setContentsMargins(18, 16, 18, 16)
        self.setSpacing(12)
        top = QHBoxLayout()
        top.addWidget(label(title, "title"))
        top.addStretch(1)
        for action in actions:
            top.addWidget(action)
        self.addLayout(top)
        self.table = table
        self.sheet = card(table, margin=6)
        self.empty = label(empty, "big", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.addWidget(self.sheet, 1)
        self.addWidget(self.empty, 1)


class QueueView(_ListView):
    """What is on its way to the province."""

    def __init__(self) -> None:
        self.retry = button(translate("ListsView", "Send again now (F5)"))
        self.park = button(translate("ListsView", "Set aside"))
        table = _table(
            [
                translate("ListsView", "Dossier"),
                translate("ListsView", "Step"),
                translate("ListsView", "State"),
                translate("ListsView", "Tries"),
                translate("ListsView", "Last trouble"),
            ],
            4,
        )
        table.setAccessibleName(translate("ListsView", "Outbox"))
        empty = translate("ListsView", "Nothing is waiting. Signed dossiers go to the province by themselves.")
        super().__init__(translate("ListsView", "Outbox"), table, empty, self.park, self.retry)


class HealthView(_ListView):
    """Every part the clerk depends on."""

    def __init__(self) -> None:
        self.again = button(translate("ListsView", "Look again (F5)"), primary=True)
        table = _table(
            [
                translate("ListsView", "Part"),
                translate("ListsView", "State"),
                translate("ListsView", "Found"),
                translate("ListsView", "What to do"),
            ],
            2,
        )
        table.setAccessibleName(translate("ListsView", "Health check"))
        super().__init__(
            translate("ListsView", "Health check"),
            table,
            translate("ListsView", "Press F5 to look at every part."),
            self.again,
        )
