"""Lists of dossiers of any day: what was looked for, and what waits for the agency's signature."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop.app import App
from desktop.model.signature import SignatureRole
from desktop.ui.acting import act_button, with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.lines import rows_of
from desktop.ui.controllers.signing import SigningDialog
from desktop.ui.look.parts import shrinking
from desktop.ui.news import News
from desktop.ui.operations import Doing, Handle, Operation, Seen
from desktop.ui.page import Notice, Page, Where
from desktop.ui.views.listing import ListingView
from desktop.workflow.batch import ToSign
from desktop.workflow.board import MOST_LISTED, DossierLine


class _ListPage(Page):
    """A list that opens dossiers."""

    def __init__(self, app: App, icon: str) -> None:
        super().__init__()
        self._app = app
        self.about = shrinking("", "name")
        self.view = ListingView(None, [self.about], icon)
        self.setLayout(self.view)
        self.view.rows.opened.connect(self._open)

    def hear(self, news: News) -> None:
        """A dossier may stand otherwise now."""
        news.outbox.connect(self._look_if_seen, Qt.ConnectionType.QueuedConnection)

    def kept(self) -> object:
        """The marked row."""
        return self.view.rows.chosen

    def restore(self, kept: object) -> None:
        """Mark the same row."""
        self.view.rows.mark(kept)

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

    def kept(self) -> object:
        """The words, and the marked row."""
        return self._words, super().kept()

    def restore(self, kept: object) -> None:
        """Look for the same words, and mark the same row."""
        self._words, chosen = cast("tuple[str, object]", kept)
        super().restore(chosen)

    def look_for(self, words: str) -> None:
        """Look for other words; the keyboard stays where it is."""
        self._words = words
        self.refresh(Doing(self.tr("Searching…")))

    def refresh(self, seen: Doing | Seen = Seen.UNASKED) -> None:
        """Look again, in the background."""
        wanted, board = self._words, self._app.board

        def show(lines: list[DossierLine]) -> None:
            if wanted == self._words:
                self._show(lines)

        Operation(self, lambda _: board.find(wanted), seen).on_success(show).run()

    def _show(self, lines: list[DossierLine]) -> None:
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
        newest = self.tr("Only the newest %1 are listed; more words find fewer.").replace("%1", str(MOST_LISTED))
        self.view.show_more(newest if len(lines) == MOST_LISTED else "")

    def _open(self, dossier_id: object) -> None:
        # While a list is on its way, the one on the screen answers another question.
        if self._shown == self._words:
            super()._open(dossier_id)


class AgencyPage(_ListPage):
    """Dossiers that wait for the agency's signature, oldest first; one key looks at all of it, one PIN signs it."""

    def __init__(self, app: App) -> None:
        super().__init__(app, "stamp")
        self.about.setText(self.tr("Waiting for the agency's signature, oldest first"))
        self._to_sign: list[ToSign] = []
        self.dialog: SigningDialog | None = None
        self.sign_all = act_button(Act.SIGN, self.tr("Look at all and sign"), primary=True)
        self.sign_all.setEnabled(False)
        self.sign_all.clicked.connect(self.sign)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.sign_all)
        self.view.addLayout(below)
        self.acts = {Act.SIGN: self.sign}

    def refresh(self, seen: Doing | Seen = Seen.UNASKED) -> None:
        """Look again, in the background."""
        app = self._app

        def work(_: Handle) -> tuple[list[DossierLine], list[ToSign]]:
            return app.board.for_agency(), app.batches.for_agency() if app.settings.keeps_seal else []

        Operation(self, work, seen).on_success(self._show).run()

    def _show(self, found: tuple[list[DossierLine], list[ToSign]]) -> None:
        lines, self._to_sign = found
        self.view.rows.show_rows(rows_of(lines))
        self.view.show_empty("" if lines else self.tr("No dossier waits for the agency's signature."))
        oldest = self.tr("Only the oldest %1 are listed; the others follow when these are signed.")
        self.view.show_more(oldest.replace("%1", str(MOST_LISTED)) if len(lines) == MOST_LISTED else "")
        self.sign_all.setEnabled(bool(self._to_sign))

    def sign(self) -> None:
        """Look at every paper that waits, one by one, then sign them all with one PIN."""
        if self._to_sign and not (self.dialog and self.dialog.isVisible()):
            self.dialog = SigningDialog.for_batch(self._app, self._to_sign, self.window(), SignatureRole.AGENCY)
            self.dialog.accepted.connect(self._signed)
            self.dialog.rejected.connect(lambda: self.refresh())
            self.dialog.finished.connect(lambda _: self.window().activateWindow())
            self.dialog.open()

    def look_for_tokens(self) -> None:
        """A signing USB came or went."""
        if self.dialog and self.dialog.isVisible():
            self.dialog.look_for_tokens()

    def _signed(self) -> None:
        sentence = self.tr("Signed for the agency. The dossiers go to the province by themselves.")
        self.told.emit(Notice(sentence, good=True))
        self.refresh()
        self.changed.emit()
