"""What was looked for, whoever's and of any day; and the list of what waits for the agency's signature."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop.app import App
from desktop.model.signature import SignatureRole
from desktop.ui.acting import act_button, with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.found_rows import Marked, counts, marked, rows_in, why_no_stored
from desktop.ui.controllers.lines import rows_of
from desktop.ui.controllers.signing import SigningDialog
from desktop.ui.look.parts import shrinking
from desktop.ui.news import News
from desktop.ui.operations import Doing, Handle, Operation, Seen
from desktop.ui.page import From, Notice, Page, Where
from desktop.ui.views.find import FindView, Group
from desktop.ui.views.listing import ListingView
from desktop.workflow.batch import ToSign
from desktop.workflow.board import MOST_LISTED, DossierLine
from desktop.workflow.found import MOST_PAPERS, Found


class _ListPage(Page):
    """A list that opens dossiers."""

    def __init__(self, app: App, view: ListingView) -> None:
        super().__init__()
        self._app = app
        self.view = view
        self.setLayout(view)
        view.rows.opened.connect(self._open)

    def hear(self, news: News) -> None:
        """A dossier may stand otherwise now."""
        news.outbox.connect(self._look_if_seen, Qt.ConnectionType.QueuedConnection)

    def kept(self) -> object:
        """The marked row."""
        return self.view.rows.meant

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
    """All that fits what was looked for: dossiers, papers, results, and what the e-stores have of the one owner.

    Newest first; all dossiers where nothing was looked for.
    """

    def __init__(self, app: App) -> None:
        super().__init__(app, FindView())
        self._words = ""
        # What the list on the screen was looked for with.
        self._shown: str | None = None
        self._found = Found()
        self._group = Group.DOSSIERS
        for group, made in self.groups.tabs.items():
            made.clicked.connect(lambda _=False, group=group: self.choose(group))
        self.view.rows.selectionModel().currentChanged.connect(lambda *_: self._show_marked())
        self.acts = {
            Act.SHOW_FILE: self.show_file,
            Act.JOURNAL: self.show_journal,
            Act.ASK_STORES: self.ask_stores,
            Act.PAGE_BEFORE: lambda: self._step(-1),
            Act.PAGE_AFTER: lambda: self._step(1),
        }
        for act, button in self.groups.buttons.items():
            do = self.acts.get(act, lambda: self._open(self.view.rows.chosen))
            button.clicked.connect(lambda _=False, do=do: do())

    @property
    def groups(self) -> FindView:
        """Its layout: what is found stands in groups."""
        assert isinstance(self.view, FindView)
        return self.view

    def enter(self, what: object = None) -> None:
        """Look for words.

        Args:
            what: the words; None for those of last time.
        """
        self.look_for(what if isinstance(what, str) else self._words)
        self.titled.emit("", "")
        self.take_keys()

    def kept(self) -> object:
        """The words, the group, and the marked row."""
        return self._words, self._group, super().kept()

    def restore(self, kept: object) -> None:
        """Look for the same words, and mark the same row."""
        self._words, self._group, chosen = cast("tuple[str, Group, object]", kept)
        super().restore(chosen)

    def look_for(self, words: str) -> None:
        """Look for other words; the keyboard stays where it is."""
        if words != self._words:
            self._group = Group.DOSSIERS
        self._words = words
        self.refresh(Doing(self.tr("Searching…")))

    def refresh(self, seen: Doing | Seen = Seen.UNASKED) -> None:
        """Look again, in the background."""
        wanted, finder = self._words, self._app.finder

        def show(found: Found) -> None:
            if wanted == self._words:
                self._found, self._shown = found, wanted
                self._list()

        Operation(self, lambda _: finder.find(wanted), seen).on_success(show).run()

    def choose(self, group: Group) -> None:
        """List one of the groups."""
        self._group = group
        self._list()

    def _step(self, by: int) -> None:
        """To the group beside; not beyond the last that there is."""
        own = list(Group)
        self.choose(own[min(max(own.index(self._group) + by, 0), len(own) - 1)])

    def _list(self) -> None:
        """Show the group, and how much there is in each."""
        found, words = self._found, (self._shown or "").strip()
        rows = rows_in(found, self._group)
        self.groups.show_groups(counts(found), self._group)
        self.view.rows.show_rows(rows)
        about = self.tr("Found for «%1»").replace("%1", words) if words else self.tr("All dossiers, newest first")
        self.groups.about.setText(about)
        self.view.show_empty("" if rows else self._why_empty(words))
        self._show_more(len(rows))
        self._show_marked()

    def _why_empty(self, words: str) -> str:
        """Why nothing is listed, and what to do."""
        if self._group is Group.STORED:
            return with_key(Act.ASK_STORES, why_no_stored(self._found))
        if self._group is not Group.DOSSIERS and self._found.dossiers:
            return self.tr("No paper of these dossiers that is here fits; it may not be scanned yet.")
        if words:
            nothing = self.tr("Nothing was found for «%1». %k shows all dossiers.")
            return with_key(Act.BACK, nothing).replace("%1", words)
        return with_key(Act.NEW, self.tr("No dossiers yet. Press %k, or read the QR of a citizen card, to begin."))

    def _show_more(self, listed: int) -> None:
        most = {Group.DOSSIERS: MOST_LISTED, Group.PAPERS: MOST_PAPERS, Group.RESULTS: MOST_PAPERS}.get(self._group)
        newest = self.tr("Only the newest %1 are listed; more words find fewer.").replace("%1", str(most))
        self.view.show_more(newest if listed == most else "")

    # What is done with the marked row

    @property
    def _marked(self) -> Marked | None:
        """The dossier and the paper of the marked row; None where a list is on its way, which answers otherwise."""
        if self._shown != self._words:
            return None
        return marked(self._found, self._group, self.view.rows.chosen)

    def _show_marked(self) -> None:
        """Let the buttons offer what can be done with the marked row."""
        own = self._marked
        self.groups.buttons[Act.CONFIRM].setEnabled(own is not None)
        self.groups.buttons[Act.JOURNAL].setEnabled(own is not None)
        self.groups.buttons[Act.SHOW_FILE].setEnabled(own is not None and own.file is not None)
        self.groups.buttons[Act.ASK_STORES].setEnabled(bool(self._found.person))

    def _open(self, key: object) -> None:
        own = self._marked
        if own:
            self.went.emit(Where.DOSSIER, (own.dossier, own.paper) if own.paper else own.dossier)

    def show_file(self) -> None:
        """The marked paper's file, or the first that a marked dossier has: what its signatures are worth, and keys."""
        own = self._marked
        if own and own.file:
            self.went.emit(Where.PAPER, From(own.file, Where.FIND))

    def show_journal(self) -> None:
        """What was done to the marked paper or dossier."""
        own = self._marked
        if own:
            self.went.emit(Where.JOURNAL, From((own.dossier, own.paper), Where.FIND))

    def ask_stores(self) -> None:
        """Ask the e-stores about the one owner that was found; whoever is not logged in is told so."""
        finder, person = self._app.finder, self._found.person
        if person:
            asking = Doing(self.tr("Asking the e-stores…"))
            Operation(self, lambda _: finder.ask_stores(person), asking).on_success(lambda _: self._asked()).run()

    def _asked(self) -> None:
        self._group = Group.STORED
        self.refresh()


class AgencyPage(_ListPage):
    """Dossiers that wait for the agency's signature, oldest first; one key looks at all of it, one PIN signs it."""

    def __init__(self, app: App) -> None:
        self.about = shrinking(self.tr("Waiting for the agency's signature, oldest first"), "name")
        super().__init__(app, ListingView(None, [self.about], "stamp"))
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
