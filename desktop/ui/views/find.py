"""What was looked for: groups above the list, what can be done with the marked row below it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum, auto

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act
from desktop.ui.look.parts import shrinking, tab
from desktop.ui.views.listing import ListingView

translate = QCoreApplication.translate


class Group(StrEnum):
    """What is listed of all that was found."""

    DOSSIERS = auto()
    PAPERS = auto()
    RESULTS = auto()
    STORED = auto()


class FindView(ListingView):
    """Groups with how much is in each, the list, the acts on the marked row."""

    def __init__(self) -> None:
        self.about = shrinking("", "name")
        self._words = {
            Group.DOSSIERS: translate("FindView", "Dossiers"),
            Group.PAPERS: translate("FindView", "Papers"),
            Group.RESULTS: translate("FindView", "Results"),
            Group.STORED: translate("FindView", "E-stores"),
        }
        self.tabs = {group: tab(words) for group, words in self._words.items()}
        super().__init__(None, [*self.tabs.values(), self.about], "search")
        self._group = QButtonGroup(self)
        for made in self.tabs.values():
            self._group.addButton(made)
        self.buttons = {
            Act.ASK_STORES: act_button(Act.ASK_STORES, translate("FindView", "Ask the e-stores")),
            Act.JOURNAL: act_button(Act.JOURNAL),
            Act.SHOW_FILE: act_button(Act.SHOW_FILE),
            Act.CONFIRM: act_button(Act.CONFIRM, translate("FindView", "Open"), primary=True),
        }
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.buttons[Act.ASK_STORES])
        below.addStretch(1)
        for act in (Act.JOURNAL, Act.SHOW_FILE, Act.CONFIRM):
            below.addWidget(self.buttons[act])
        self.addLayout(below)

    def show_groups(self, counts: Mapping[Group, int], chosen: Group) -> None:
        """Show how much is in each group, and which is listed."""
        for group, made in self.tabs.items():
            made.setText(f"{self._words[group]} · {counts[group]}")
            made.setAccessibleName(made.text())
        self.tabs[chosen].setChecked(True)
