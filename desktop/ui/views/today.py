"""The first screen of the day: cards above, the list below."""

from __future__ import annotations

from enum import StrEnum, auto

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup

from desktop.ui.acts.table import Act, key_of
from desktop.ui.look.cards import CallCard, FigureCard, one_below_the_other, side_by_side
from desktop.ui.look.parts import note, tab
from desktop.ui.look.rows import Tone
from desktop.ui.views.listing import ListingView
from desktop.ui.views.officials.handed import HandedView

translate = QCoreApplication.translate


class Which(StrEnum):
    """What is listed."""

    ALL = auto()
    UNFINISHED = auto()
    TO_SIGN = auto()
    TO_REPLY = auto()
    REFUSED = auto()


class TodayView(ListingView):
    """The next number, what waits, and the list; a card or a word in the list's head says what is listed."""

    def __init__(self) -> None:
        self.call = CallCard(
            translate("TodayView", "Call the next number"),
            translate("TodayView", "or read the QR of a citizen card"),
            key_of(Act.NEW),
        )
        self.cards = {
            Which.UNFINISHED: FigureCard("inbox", translate("TodayView", "unfinished"), Tone.ACT),
            Which.TO_SIGN: FigureCard("pen-line", translate("TodayView", "to be signed"), Tone.ACT),
            Which.REFUSED: FigureCard("circle-alert", translate("TodayView", "to be mended"), Tone.BAD),
        }
        self.tabs = {
            Which.ALL: tab(translate("TodayView", "Today")),
            Which.UNFINISHED: tab(translate("TodayView", "Unfinished")),
            Which.TO_SIGN: tab(translate("TodayView", "To be signed")),
            Which.TO_REPLY: tab(""),
            Which.REFUSED: tab(translate("TodayView", "Returned by the province")),
        }
        self.announced = note()
        self.announced.hide()
        self.handed = HandedView(Act.SHIFT, translate("TodayView", "See and take over"))
        self.filed = HandedView(Act.ONLINE, translate("TodayView", "See and take over"))
        cards = side_by_side(self.call, *self.cards.values())
        above = one_below_the_other(self.announced, cards, side_by_side(self.handed, self.filed))
        super().__init__(above, list(self.tabs.values()), "inbox", told_whole=True)
        self._group = QButtonGroup(self)
        for made in self.tabs.values():
            self._group.addButton(made)
        self.show_to_reply(0)
        self.mark(Which.ALL)

    def show_to_reply(self, count: int) -> None:
        """How many applicants are still to be told that their dossier is taken in."""
        words = translate("TodayView", "No reply yet")
        self.tabs[Which.TO_REPLY].setText(f"{words} ({count})" if count else words)

    def announce(self, words: str) -> None:
        """Say above everything what the province has announced; nothing, where there are no words."""
        self.announced.setText(words)
        self.announced.setVisible(bool(words))

    def mark(self, which: Which) -> None:
        """Show which part is listed."""
        self.tabs[which].setChecked(True)
        for name, card in self.cards.items():
            card.setChecked(name is which)
