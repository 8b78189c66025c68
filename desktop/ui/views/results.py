"""Results by their day of return: who comes for one above, figures beside it, the list, and what can be done below."""

from __future__ import annotations

from enum import StrEnum, auto

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act, key_of
from desktop.ui.look.cards import FigureCard, side_by_side
from desktop.ui.look.parts import card, label, search_field, shrinking, tab
from desktop.ui.look.rows import Tone
from desktop.ui.look.tokens import CARD_PX
from desktop.ui.views.listing import ListingView

translate = QCoreApplication.translate


class Part(StrEnum):
    """What is listed."""

    ALL = auto()
    READY = auto()
    LATE = auto()
    TODAY = auto()
    SOON = auto()


class ResultsView(ListingView):
    """A field for a card, a receipt or words; the list; the acts on the marked row."""

    def __init__(self) -> None:
        self.asked = search_field(translate("ResultsView", "card, receipt, name or code"), key_of(Act.WHOSE))
        question = label(translate("ResultsView", "Who comes for a result?"), "name")
        whose = card(question, self.asked, margin=10, spacing=4)
        whose.setFixedHeight(CARD_PX)
        self.cards = {
            Part.READY: FigureCard("file-check", translate("ResultsView", "to hand over"), Tone.ACT),
            Part.LATE: FigureCard("circle-alert", translate("ResultsView", "late"), Tone.BAD),
            Part.TODAY: FigureCard("inbox", translate("ResultsView", "due today"), Tone.ASK),
        }
        self.tabs = {
            Part.ALL: tab(translate("ResultsView", "By day of return")),
            Part.READY: tab(translate("ResultsView", "To hand over")),
            Part.LATE: tab(translate("ResultsView", "Late")),
            Part.TODAY: tab(translate("ResultsView", "Today")),
            Part.SOON: tab(translate("ResultsView", "Soon")),
        }
        self.found = shrinking("", "name")
        self.found.hide()
        above = side_by_side(whose, *self.cards.values())
        # What is typed into it is longer than a figure.
        for at in range(above.count()):
            above.setStretch(at, 2 if at else 3)
        super().__init__(above, [self.found, *self.tabs.values()], "file-check", told_whole=True)
        self._group = QButtonGroup(self)
        for made in self.tabs.values():
            self._group.addButton(made)
        self.scan = act_button(Act.SCAN)
        self.file = act_button(Act.FILE, translate("ResultsView", "Signed file"))
        self.make = act_button(Act.ORIGINAL)
        self.sign = act_button(Act.SIGN, translate("ResultsView", "Sign results"))
        self.hand_over = act_button(Act.CONFIRM, translate("ResultsView", "Hand over"), primary=True)
        below = QHBoxLayout()
        below.setSpacing(8)
        for made in (self.scan, self.file, self.make):
            below.addWidget(made)
        below.addStretch(1)
        below.addWidget(self.sign)
        below.addWidget(self.hand_over)
        self.addLayout(below)
        self.mark(Part.ALL)

    def mark(self, part: Part) -> None:
        """Show which part is listed."""
        self.tabs[part].setChecked(True)
        for name, made in self.cards.items():
            made.setChecked(name is part)

    def show_found(self, words: str) -> None:
        """Show that what is listed was looked for; the parts again, where there are no words."""
        self.found.setText(words)
        self.found.setVisible(bool(words))
        for made in self.tabs.values():
            made.setVisible(not words)
