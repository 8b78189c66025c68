"""Lists of dossiers of any day: what was looked for, and what waits for the agency's signature."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from desktop.app import App
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.lines import rows_of
from desktop.ui.look.parts import shrinking
from desktop.ui.operations import Doing, Operation, Seen
from desktop.ui.page import Page, Where
from desktop.ui.views.listing import ListingView
from desktop.workflow.board import Line


class _ListPage(Page):
    """A list that opens dossiers."""

    news = Signal()

    def __init__(self, app: App, icon: str) -> None:
        super().__init__()
        self._app = app
        self.about = shrinking("", "name")
        self.view = ListingView(None, [self.about], icon)
        self.setLayout(self.view)
        self.view.rows.opened.connect(self._open)
        self.news.connect(self._look_if_seen, Qt.ConnectionType.QueuedConnection)
        app.sending.on_change(self.news.emit)

    def enter(self, what: object = None) -> None:
        """Look again."""
        self.titled.emit("", "")
        self.refresh()
        self.take_keys()

    def take_keys(self) -> None:
        """To the list."""
        self.view.rows.setFocus()

    def refresh(self, seen: Doing | Seen = Seen.UNASKED) -> None:
        """Look again, in the background."""
        raise NotImplementedError

    def _look_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def _open(self, dossier_id: object) -> None:
        self.went.emit(Where.DOSSIER, dossier_id)


class FindPage(_ListPage):
    """Dossiers that fit what was looked for; all of them, newest first, where nothing was."""

    def __init__(self, app: App) -> None:
        super().__init__(app, "search")
        self._words = ""
        # What the list on the screen was looked for with.
        self._shown: str | None = None

    def enter(self, what: object = None) -> None:
        """Look for words.

        Args:
            what: the words; None for those of last time.
        """
        self.look_for(what if isinstance(what, str) else self._words)
        self.titled.emit("", "")
        self.take_keys()

    def look_for(self, words: str) -> None:
        """Look for other words; the keyboard stays where it is."""
        self._words = words
        self.refresh(Doing(self.tr("Searching…")))

    def refresh(self, seen: Doing | Seen = Seen.UNASKED) -> None:
        """Look again, in the background."""
        wanted, board = self._words, self._app.board

        def show(lines: list[Line]) -> None:
            if wanted == self._words:
                self._show(lines)

        Operation(self, lambda _: board.find(wanted), seen).on_success(show).run()

    def _show(self, lines: list[Line]) -> None:
        self._shown = self._words
        words = self._words.strip()
        self.view.rows.show_rows(rows_of(lines))
        found = self.tr("Found for «%1»").replace("%1", words) if words else self.tr("All dossiers, newest first")
        self.about.setText(found)
        none = self.tr("No dossiers yet. Press %k, or read the QR of a citizen card, to begin.")
        empty = with_key(Act.NEW, none)
        if words:
            empty = with_key(Act.BACK, self.tr("Nothing was found for «%1». %k shows all dossiers.")).replace(
                "%1", words
            )
        self.view.show_empty("" if lines else empty)

    def _open(self, dossier_id: object) -> None:
        # While a list is on its way, the one on the screen answers another question.
        if self._shown == self._words:
            super()._open(dossier_id)


class AgencyPage(_ListPage):
    """Dossiers that wait for the agency's signature, oldest first."""

    def __init__(self, app: App) -> None:
        super().__init__(app, "stamp")
        self.about.setText(self.tr("Waiting for the agency's signature, oldest first"))

    def refresh(self, seen: Doing | Seen = Seen.UNASKED) -> None:
        """Look again, in the background."""
        Operation(self, lambda _: self._app.board.for_agency(), seen).on_success(self._show).run()

    def _show(self, lines: list[Line]) -> None:
        self.view.rows.show_rows(rows_of(lines))
        self.view.show_empty("" if lines else self.tr("No dossier waits for the agency's signature."))
