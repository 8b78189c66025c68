"""The scanner under the clerk's hand: one scan at a time, with one of the profiles, of a paper or of a whole pile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.app import App
from desktop.model.book import Book
from desktop.model.dossier import Page, Paper
from desktop.model.scanning import ScanProfile
from desktop.scanner.driver import Progress
from desktop.ui.acting import act_action
from desktop.ui.acts.offer import Offers
from desktop.ui.acts.table import Act
from desktop.ui.language import said
from desktop.ui.operations import Handle, Operation, Seen


class Scanning(QObject):
    """Runs the scanner in the background.

    Args:
        app: the services.
        parent: whose work it is.
    """

    told = Signal(str)
    page_came = Signal()
    over = Signal()

    def __init__(self, app: App, parent: QWidget) -> None:
        super().__init__(parent)
        self._app = app
        self._owner = parent
        self._running: Operation[Any] | None = None

    @property
    def running(self) -> bool:
        """Whether the scanner is at work."""
        return self._running is not None

    def scan(self, paper: Paper, profile: ScanProfile | None = None) -> None:
        """Scan the feeder into a paper; a profile that is chosen is this component's from now on."""
        app = self._app

        def work(handle: Handle) -> None:
            if profile:
                app.capture.profiles.remember(paper.code, profile.name)
            app.capture.scan(paper.id, handle.tell, handle.cancelled, profile, handle.tell)

        self._start(self.tr("Scanning «%1»…").replace("%1", paper.name), work, paper.name)

    def scan_pile(self, paper: Paper) -> None:
        """Scan a pile with separator sheets; what lies before the first one goes into this paper."""
        app = self._app
        words = self.tr("Scanning a pile with separator sheets…")
        self._start(words, lambda handle: app.piles.scan(paper.id, handle.tell, handle.cancelled))

    def scan_book(self, book: Book) -> None:
        """Feed a register book, or the rest of it."""
        words = self.tr("Scanning «%1»…").replace("%1", said(book.sheet.title))
        scan = self._app.books.scan
        self._start(words, lambda handle: scan(book, handle.tell, handle.cancelled), said(book.sheet.title))

    def rescan(self, page: Page, name: str) -> None:
        """Scan one page again, in its place; `name` is its paper's."""
        app = self._app
        words = self.tr("Scanning the page again…")
        self._start(words, lambda handle: app.capture.rescan(page.id, handle.cancelled), name)

    def stop(self) -> None:
        """Stop the scanner; what is in stays."""
        if self._running:
            self._running.cancel()
            self.told.emit(self.tr("Stopping…"))

    def _start(self, words: str, work: Callable[[Handle], Any], name: str = "") -> None:
        if self._running:
            return
        self.told.emit(words)
        self._running = Operation(self._owner, work, Seen.OWN).about(name).on_news(self._news)
        self._running.on_success(lambda _: self._ended()).on_failure(self._failed).run()

    def _news(self, news: Page | Progress) -> None:
        if isinstance(news, Page):
            self.told.emit(self.tr("Page %1").replace("%1", str(news.position + 1)))
            self.page_came.emit()
        elif news.percent is not None:
            words = self.tr("Page %1 · %2 %").replace("%1", str(news.page)).replace("%2", str(news.percent))
            self.told.emit(words)

    def _ended(self) -> None:
        self._running = None
        self.told.emit("")
        self.over.emit()

    def _failed(self, error: BaseException) -> None:
        scan = self._running
        self._ended()
        if scan:
            scan.show(error)


WAYS_IN = (Act.SCAN_PILE, Act.SEPARATORS, Act.DECLARATION, Act.FILE, Act.STORE)


class ScanMenu(QMenu):
    """Other ways than the usual one: with a profile, a whole pile, a file, the e-store.

    Args:
        parent: the dossier; its window takes the keys while the dossier is on the screen.
    """

    profile_chosen = Signal(object)
    chosen = Signal(object)
    """The act that was chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._listed: tuple[tuple[ScanProfile, ...], str] = ((), "")
        self._actions: dict[Act, QAction] = {}
        for act in WAYS_IN:
            self._actions[act] = made = act_action(self, act)
            made.triggered.connect(lambda _=False, act=act: self.chosen.emit(act))
            parent.addAction(made)
        self._line = self.insertSeparator(self._actions[Act.SCAN_PILE])

    def action(self, act: Act) -> QAction:
        """An act's entry."""
        return self._actions[act]

    def show_offers(self, offers: Offers) -> None:
        """Offer what can be done now."""
        for act, action in self._actions.items():
            action.setEnabled(offers.allows(act))

    def list_profiles(self, profiles: tuple[ScanProfile, ...], usual: str) -> None:
        """Offer the profiles.

        Args:
            profiles: in their order.
            usual: name of the one that a scan takes for the chosen paper.
        """
        if self._listed == (profiles, usual):
            return
        self._listed = profiles, usual
        for action in self.actions():
            if action.data():
                self._parent.removeAction(action)
                self.removeAction(action)
        for profile in profiles:
            action = self.addAction(said(profile.name))
            self.insertAction(self._line, action)
            action.setData(profile.name)
            action.setCheckable(True)
            action.setChecked(profile.name == usual)
            if profile.key:
                action.setShortcut(QKeySequence(profile.key))
                action.setShortcutVisibleInContextMenu(True)
                self._parent.addAction(action)
            action.triggered.connect(lambda _=False, profile=profile: self.profile_chosen.emit(profile))
