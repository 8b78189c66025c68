"""The outbox: a list of dossiers; the health check: a table; below each, what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QVBoxLayout,
)

from desktop.ui.acting import act_button, with_key
from desktop.ui.acts.table import Act
from desktop.ui.language import NAMES, other
from desktop.ui.look.flow import Flow
from desktop.ui.look.parts import button, card, label, shrinking
from desktop.ui.look.tokens import Theme
from desktop.ui.views.listing import ListingView

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


class QueueView(ListingView):
    """What is on its way to the province, one row a dossier; below, all that is known of the marked one's step."""

    def __init__(self) -> None:
        self.about = shrinking("", "name")
        super().__init__(None, [self.about], "send", told_whole=True)
        self.told = label("", "soft", wrap=True)
        self.retry = act_button(Act.AGAIN, translate("ListsView", "Send again now"))
        self.park = button(translate("ListsView", "Set aside"))
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.told, 1)
        below.addWidget(self.park)
        below.addWidget(self.retry)
        self.addLayout(below)


class NoteView(QVBoxLayout):
    """A word on what was done about what was found."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(22, 18, 22, 18)
        self.setSpacing(10)
        self.addWidget(label(translate("ListsView", "Revoked certificate"), "title", wrap=True))
        self.found = label("", "soft", wrap=True)
        self.addWidget(self.found)
        self.addWidget(label(translate("ListsView", "WHAT WAS DONE ABOUT IT"), "section"))
        self.words = QLineEdit()
        self.words.setPlaceholderText(translate("ListsView", "e.g. told the one responsible; the papers are made anew"))
        self.words.setAccessibleName(translate("ListsView", "What was done about it"))
        self.addWidget(self.words)
        kept = translate("ListsView", "It is kept in the journal. What is found revoked later is told anew.")
        self.addWidget(label(kept, "soft", wrap=True))
        self.trouble = label("", "", wrap=True)
        self.trouble.setObjectName("trouble")
        self.trouble.hide()
        self.addWidget(self.trouble)
        row = QHBoxLayout()
        row.addStretch(1)
        self.cancel = button(translate("ListsView", "Cancel (Esc)"))
        self.keep = button(translate("ListsView", "Take note (Enter)"), primary=True)
        row.addWidget(self.cancel)
        row.addWidget(self.keep)
        self.addLayout(row)


class HealthView(QVBoxLayout):
    """Every part the clerk depends on; below, how the window speaks and looks."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(14, 12, 14, 10)
        self.setSpacing(8)
        self.table = table = _table(
            [
                translate("ListsView", "Part"),
                translate("ListsView", "State"),
                translate("ListsView", "Found"),
                translate("ListsView", "What to do"),
            ],
            2,
        )
        # What was found and what to do are sentences: they share the width, and rows grow with them.
        table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        table.setAccessibleName(translate("ListsView", "Health check"))
        self.sheet = card(table, margin=6)
        self.empty = label(
            with_key(Act.AGAIN, translate("ListsView", "Press %k to look at every part.")), "big", wrap=True
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.addWidget(self.sheet, 1)
        self.addWidget(self.empty, 1)
        self.again = act_button(Act.AGAIN, primary=True)
        self.driver = act_button(Act.DRIVER)
        self.setup = act_button(Act.SETUP)
        self.note = act_button(Act.NOTE)
        self.note.hide()
        self.language = act_button(Act.LANGUAGE, NAMES[other()])
        self.theme = act_button(Act.THEME)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addLayout(Flow(self.language, self.theme))
        below.addStretch(1)
        below.addLayout(Flow(self.note, self.setup, self.driver, self.again))
        self.addLayout(below)

    def show_theme(self, theme: Theme) -> None:
        """Which colours are worn."""
        words = {
            Theme.SYSTEM: translate("ListsView", "Colours: as the system"),
            Theme.LIGHT: translate("ListsView", "Colours: light"),
            Theme.DARK: translate("ListsView", "Colours: dark"),
        }
        self.theme.name(words[theme])
