"""What is left of a book when nothing is doubted any more: results to confirm, those that cannot be, and signing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.app import App
from desktop.model.book import Book
from desktop.model.signature import SignatureRole
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act, key_of
from desktop.ui.controllers.signing import SigningDialog
from desktop.ui.look.rows import Row, Tone
from desktop.ui.operations import Doing, Handle, Operation
from desktop.ui.page import Notice
from desktop.ui.views.backlog.doubts import LeftView
from desktop.workflow.backlog.confirming import BookConfirmed, NotConfirmed
from desktop.workflow.backlog.errors import StoredAlready
from desktop.workflow.backlog.looking import Looked
from desktop.workflow.batch import ToSign
from desktop.workflow.errors import PageUnfit


class LeftPanel(QObject):
    """Confirms a book's results, and shows those that still wait with the reason.

    Args:
        app: the services.
        view: where it is shown.
        page: whose work it is.
    """

    over = Signal()
    """Results were confirmed or signed: the book is to be looked at again."""
    told = Signal(object)
    """A `Notice`."""
    changed = Signal()

    def __init__(self, app: App, view: LeftView, page: QWidget) -> None:
        super().__init__(page)
        self._app = app
        self._page = page
        self._book: Book | None = None
        self._running = False
        self.waiting: dict[UUID, NotConfirmed] = {}
        """What could not be confirmed, by its paper."""
        self.confirmed = 0
        """How many were confirmed since the book was opened, and are not signed yet."""
        self.dialog: SigningDialog | None = None
        self.view = view
        view.rows.selectionModel().currentChanged.connect(lambda *_: self._show_marked())
        view.apart.clicked.connect(self.confirm_apart)

    def begin(self, book: Book) -> None:
        """Another book, or the same from the start."""
        if book != self._book:
            self.confirmed = 0
        self._book, self.waiting = book, {}

    def show_papers(self, papers: Sequence[Looked]) -> int:
        """Show what is left of these; gives how many can be confirmed.

        Args:
            papers: those that wait in the book, none with a doubt.
        """
        there = {one.seen.paper.id for one in papers}
        self.waiting = {paper_id: one for paper_id, one in self.waiting.items() if paper_id in there}
        unread = sum(one.unread for one in papers)
        waits = [one for one in papers if one.seen.paper.id in self.waiting]
        ready = len(papers) - unread - len(waits)
        self.view.show_list(listed=bool(waits) and not ready)
        self.view.words.setText(self._words(ready, unread))
        self.view.rows.show_rows([self._row(one) for one in waits])
        self._show_marked()
        return ready

    def _words(self, ready: int, unread: int) -> str:
        if ready:
            words = with_key(Act.CONFIRM, self.tr("Nothing is doubted any more. %k confirms %1 results."))
            return words.replace("%1", str(ready))
        if unread:
            return self.tr("%1 results are still being read.").replace("%1", str(unread))
        if self.confirmed:
            words = with_key(Act.SIGN, self.tr("Everything is confirmed. %k signs, %1 leads back."))
            return words.replace("%1", key_of(Act.BACK))
        return self.tr("Nothing waits in this book.")

    def _row(self, one: Looked) -> Row:
        texts = {value.name: value.text for value in one.values}
        return Row(
            key=one.seen.paper.id,
            lead=texts["number"],
            name=texts["owner_name"],
            about=texts["issued"],
            done=0,
            of=1,
            next=self.waiting[one.seen.paper.id].why.message,
            tone=Tone.ASK,
        )

    @property
    def marked(self) -> NotConfirmed | None:
        """The result that is marked among those that wait."""
        chosen = self.view.rows.chosen
        return self.waiting.get(chosen) if isinstance(chosen, UUID) else None

    def _show_marked(self) -> None:
        marked, view = self.marked, self.view
        view.why.setText(f"{marked.why.message} {marked.why.what_to_do}" if marked else "")
        view.reason.setVisible(marked is not None and isinstance(marked.why, PageUnfit))
        view.apart.setVisible(marked is not None and isinstance(marked.why, PageUnfit | StoredAlready))

    def confirm(self) -> None:
        """Confirm what nothing is doubted of."""
        book, confirm = self._book, self._app.book_confirming.confirm
        if book:
            self._confirm(lambda handle: confirm(book, step=handle.step))

    def confirm_apart(self) -> None:
        """Confirm the marked result though it is stored already, or though its pages are unfit, with the reason."""
        marked, book, reason = self.marked, self._book, self.view.reason.text().strip()
        if marked is None or book is None:
            return
        unfit = isinstance(marked.why, PageUnfit)
        if unfit and not reason:
            self.view.reason.setFocus()
            return
        confirm, only = self._app.book_confirming.confirm, [marked.paper_id]
        self.view.reason.clear()
        self._confirm(lambda handle: confirm(book, only, not_the_same=not unfit, keep_red=reason, step=handle.step))

    def _confirm(self, work: Callable[[Handle], BookConfirmed]) -> None:
        if self._running:
            return
        self._running = True
        confirming = Doing(self.tr("Confirming the results…"), stops=True)
        Operation(self._page, work, confirming).on_success(self._were_confirmed).on_over(self._end).run()

    def _were_confirmed(self, found: BookConfirmed) -> None:
        self.confirmed += len(found.confirmed)
        for gone in found.confirmed:
            self.waiting.pop(gone.id, None)
        self.waiting |= {one.paper_id: one for one in found.waiting}
        self.changed.emit()

    def _end(self, _: bool) -> None:
        self._running = False
        self.over.emit()

    def sign(self) -> None:
        """Look at every result that waits for the official, and sign them with one PIN."""
        if self._running or (self.dialog is not None and self.dialog.isVisible()):
            return
        window = self._page.window()

        def ask(batch: Sequence[ToSign]) -> None:
            if batch:
                self.dialog = dialog = SigningDialog.for_batch(self._app, batch, window, SignatureRole.OFFICIAL)
                dialog.accepted.connect(self._signed)
                dialog.finished.connect(lambda _: window.activateWindow())
                dialog.open()

        finding = Doing(self.tr("Looking what waits for the signature…"))
        Operation(self._page, lambda _: self._app.batches.of_results(), finding).on_success(ask).run()

    def _signed(self) -> None:
        self.confirmed = 0
        self.told.emit(Notice(self.tr("Signed."), good=True))
        self.changed.emit()
        self.over.emit()

    def look_for_tokens(self) -> None:
        """A signing USB came or went."""
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.look_for_tokens()
