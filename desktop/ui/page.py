"""What a screen of the window is: an entry in a list, and a page that does acts.

What a page cannot do itself it tells the window by signals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, auto
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.machine.settings import Settings
from desktop.ui.acts.table import Act
from desktop.ui.look.message import Offered

if TYPE_CHECKING:
    from desktop.app import App
    from desktop.ui.news import News


class Where(StrEnum):
    """The screens by name."""

    TODAY = auto()
    DOSSIER = auto()
    PAPER = auto()
    NEW = auto()
    RESULTS = auto()
    COPIES = auto()
    AGENCY = auto()
    FIND = auto()
    QUEUE = auto()
    BACKLOG = auto()
    DOUBTS = auto()
    REPORT = auto()
    HEALTH = auto()
    SETUP = auto()
    JOURNAL = auto()
    OFFICIALS = auto()
    SHIFT = auto()
    ONLINE = auto()


@dataclass(frozen=True, slots=True)
class From:
    """What a screen shall show, and which screen Esc leads back to."""

    what: object
    back: Where


@dataclass(frozen=True, slots=True)
class Notice:
    """What the message bar says.

    Attributes:
        sentence: what happened.
        advice: what to do now.
        good: it is no trouble.
        offer: what one key does about it.
        instead_of: a sentence that is true no more: said only where that one still stands.
    """

    sentence: str
    advice: str = ""
    good: bool = False
    offer: Offered | None = None
    instead_of: str = ""


class Page(QWidget):
    """A page of the window."""

    went = Signal(str, object)
    """Another screen is asked for: which one, and what it shall show; None for what it shows by itself."""
    told = Signal(object)
    """A `Notice`."""
    changed = Signal()
    """Something has changed that the rail counts."""
    titled = Signal(str, str)
    """What the window's head calls it now, and a line about that; no words for the screen's own name."""

    def __init__(self) -> None:
        super().__init__()
        self.tools: QWidget | None = None
        """What stands in the window's head while it is on the screen."""
        self.acts: dict[Act, Callable[[], object]] = {}
        """What its keys do while it is on the screen."""
        self.of_menus: frozenset[Act] = frozenset()
        """Those of them whose keys are bound by entries of its menus."""

    @property
    def busy(self) -> bool:
        """Whether something is under way here that must not be cut off."""
        return False

    def hear(self, news: News) -> None:
        """Look again when there is news."""

    def kept(self) -> object:
        """What of it must outlive it, when the window is made anew in another language or in other colours."""
        return None

    def restore(self, kept: object) -> None:
        """Be as one of its like was, before it comes on the screen.

        Args:
            kept: what that one's `kept` gave.
        """

    def enter(self, what: object = None) -> None:
        """It comes on the screen: look again, and take the keys.

        Args:
            what: what it shall show; None for what it shows by itself.
        """
        self.take_keys()

    def leave(self) -> None:
        """Another screen takes its place."""

    def take_keys(self) -> None:
        """The keyboard goes to what lies in its middle."""
        self.setFocus()

    def reads_cards(self, into: QWidget) -> bool:
        """Whether what a QR reader types into a field of the page is for the page itself."""
        return False

    def take_card(self, text: str) -> bool:
        """A citizen card was read; gives whether it was for the page, and not for the window.

        Args:
            text: of the card's QR.
        """
        return False

    def take_key(self, event: QKeyEvent) -> bool:
        """A key before anything else has it; gives whether it was for the page."""
        return False

    def look_for_tokens(self) -> None:
        """A signing USB came or went."""

    def go_back(self) -> bool:
        """Esc; gives whether there was something to leave."""
        return False


def _everybody(_: Settings) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A screen of the window.

    Attributes:
        where: its name.
        page: its page below `ui/controllers`, as `room:class`; what that brings along is loaded by `load`.
        words, icon: how it stands on the rail, English, context `Screens`; empty where it stands not there.
        key: given by its place on the rail (`screens.py`).
        under: whose place on the rail is marked while it is shown; None for its own.
        at_foot: it stands at the foot of the rail, with the machine.
        leads_back: Esc leads from it to the list that it was opened from.
        before: what is shown in its place while nothing was ever shown on it, and nothing is named; None for itself.
        seen_by: whether a counter has it.
        waits: how much waits there; asked in a worker thread. None where nothing is counted.
    """

    where: Where
    page: str
    words: str = ""
    icon: str = ""
    key: str = ""
    under: Where | None = None
    at_foot: bool = False
    leads_back: bool = False
    before: Where | None = None
    seen_by: Callable[[Settings], bool] = _everybody
    waits: Callable[[App], int] | None = None

    def load(self) -> type[Page]:
        """The class of its page, with all that it brings along."""
        room, _, name = self.page.partition(":")
        found: type[Page] = getattr(import_module(f"desktop.ui.controllers.{room}"), name)
        return found

    def make(self, app: App) -> Page:
        """Its page."""
        # Each has the services as its only argument.
        maker: Callable[[App], Page] = self.load()
        return maker(app)
