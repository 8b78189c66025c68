"""Hôm nay: what waits for the clerk, the next number with one key, the dossiers of the day."""

from __future__ import annotations

from enum import StrEnum, auto

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout

from desktop.app import App
from desktop.machine.clock import VIETNAM
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act, key_of
from desktop.ui.controllers.lines import rows_of
from desktop.ui.look.cards import CallCard, FigureCard
from desktop.ui.look.parts import label, tab
from desktop.ui.look.rows import Tone
from desktop.ui.operations import Operation
from desktop.ui.page import Page, Where
from desktop.ui.views.listing import ListingView
from desktop.workflow.board import TO_SIGN, Line, Next, Today

SOON_MS = 200


class Which(StrEnum):
    """What is listed."""

    ALL = auto()
    UNFINISHED = auto()
    TO_SIGN = auto()
    REFUSED = auto()


class TodayPage(Page):
    """Cards above, the list below; a card, or the word in the list's head, says what is listed."""

    news = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._today = Today()
        self._which = Which.ALL
        self._looked = False
        self.call = CallCard(
            self.tr("Call the next number"), self.tr("or read the QR of a citizen card at any time"), key_of(Act.NEW)
        )
        self.cards = {
            Which.UNFINISHED: FigureCard("inbox", self.tr("unfinished"), Tone.ACT),
            Which.TO_SIGN: FigureCard("pen-line", self.tr("to be signed"), Tone.ACT),
            Which.REFUSED: FigureCard("circle-alert", self.tr("to be mended"), Tone.BAD),
        }
        self.tabs = {
            Which.ALL: tab(self.tr("Today")),
            Which.UNFINISHED: tab(self.tr("Unfinished")),
            Which.TO_SIGN: tab(self.tr("To be signed")),
            Which.REFUSED: tab(self.tr("Returned by the province")),
        }
        above = QHBoxLayout()
        above.setSpacing(12)
        for card in (self.call, *self.cards.values()):
            above.addWidget(card, 1)
        keys = with_key(Act.CONFIRM, self.tr("%1 %2 choose · %k opens"))
        keys = keys.replace("%1", key_of(Act.PAPER_BEFORE)).replace("%2", key_of(Act.PAPER_AFTER))
        self.view = ListingView(above, [*self.tabs.values(), label(keys, "small")], "inbox")
        self.setLayout(self.view)
        self._group = QButtonGroup(self)
        self._wire()

    def _wire(self) -> None:
        self.call.clicked.connect(lambda: self.went.emit(Where.NEW, None))
        for which, made in self.tabs.items():
            self._group.addButton(made)
            made.clicked.connect(lambda _=False, which=which: self.choose(which))
        for which, card in self.cards.items():
            card.clicked.connect(lambda _=False, which=which: self._press(which))
        self.tabs[Which.ALL].setChecked(True)
        self.view.rows.opened.connect(lambda dossier_id: self.went.emit(Where.DOSSIER, dossier_id))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._look_if_seen)
        self.news.connect(self._soon.start, Qt.ConnectionType.QueuedConnection)
        self._app.sending.on_change(self.news.emit)
        self._app.capture.on_facts(lambda _: self.news.emit())

    @property
    def subtitle(self) -> str:
        """The day, and the place."""
        day = self._app.clock.now().astimezone(VIETNAM).date()
        words = QLocale().toString(day, "dddd, dd/MM/yyyy")  # type: ignore[call-overload]
        return f"{words[:1].upper()}{words[1:]} · {self._app.settings.unit_name}"

    def enter(self, what: object = None) -> None:
        """Look again."""
        self.titled.emit("", self.subtitle)
        self.refresh()
        self.take_keys()

    def take_keys(self) -> None:
        """To the list."""
        self.view.rows.setFocus()

    def go_back(self) -> bool:
        """From a part of the list to all of it."""
        part = self._which is not Which.ALL
        self.choose(Which.ALL)
        return part

    def refresh(self) -> None:
        """Look again, in the background; what has not changed is not touched."""
        Operation(self, lambda _: self._app.board.today()).on_success(self._show).run()

    def _look_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def choose(self, which: Which) -> None:
        """List a part of it, or all."""
        self._which = which
        self.tabs[which].setChecked(True)
        for name, card in self.cards.items():
            card.setChecked(name is which)
        self._list()

    def _press(self, which: Which) -> None:
        """A card was pressed: what is behind it, or all again."""
        self.choose(Which.ALL if self._which is which else which)
        self.take_keys()

    def _show(self, today: Today) -> None:
        self._today, self._looked = today, True
        received = self.tr("%1 received today").replace("%1", str(today.received))
        self.cards[Which.UNFINISHED].show_figure(today.unfinished, received)
        signing = (
            self.tr("one PIN signs a whole dossier") if today.to_sign else self.tr("nothing waits for a signature")
        )
        self.cards[Which.TO_SIGN].show_figure(today.to_sign, signing)
        mending = today.why or self.tr("open it to see what the province said")
        self.cards[Which.REFUSED].show_figure(today.refused, mending if today.refused else self.tr("nothing returned"))
        self._list()

    def _list(self) -> None:
        shown = [line for line in self._today.lines if _belongs(line, self._which)]
        self.view.rows.show_rows(rows_of(shown))
        self.view.show_empty("" if shown or not self._looked else self._nothing())

    def _nothing(self) -> str:
        match self._which:
            case Which.UNFINISHED:
                return with_key(Act.NEW, self.tr("Everything begun is finished. %k opens the next dossier."))
            case Which.TO_SIGN:
                return self.tr("Nothing waits for your signature. What is confirmed comes here.")
            case Which.REFUSED:
                return self.tr("The province has returned nothing.")
            case _:
                words = self.tr("No dossier yet today. Press %k, or read the QR of a citizen card, to begin.")
                return with_key(Act.NEW, words)


def _belongs(line: Line, which: Which) -> bool:
    match which:
        case Which.UNFINISHED:
            return line.is_open
        case Which.TO_SIGN:
            return line.next in TO_SIGN
        case Which.REFUSED:
            return line.next is Next.MEND
        case _:
            return True
