"""The ends of a dossier's papers: confirmed one by one, then signed, or sent where nothing is left to sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop.app import App
from desktop.model.dossier import Dossier, Paper
from desktop.model.signature import SignatureRole
from desktop.ui.acting import with_key
from desktop.ui.acts.dossier import Standing, names
from desktop.ui.acts.table import Act
from desktop.ui.controllers.contents import ContentsPanel
from desktop.ui.controllers.picture import Picture
from desktop.ui.controllers.signing import SigningDialog
from desktop.ui.operations import Handle, Operation
from desktop.ui.page import Notice
from desktop.workflow.errors import NotConfirmed

if TYPE_CHECKING:
    from desktop.ui.controllers.dossier import DossierPage


class Finishing(QObject):
    """Confirms, signs and sends what is shown of a dossier.

    Args:
        app: the services.
        page: the dossier's page; dialogs stand before its window.
        picture: what it shows.
        contents: what was typed of the paper.
        standing: how all of it stands now.
    """

    over = Signal()
    """The question for the PIN is gone, answered or not."""

    def __init__(
        self,
        app: App,
        page: DossierPage,
        picture: Picture,
        contents: ContentsPanel,
        standing: Callable[[], Standing],
    ) -> None:
        super().__init__(page)
        self._app = app
        self._page = page
        self._picture = picture
        self._contents = contents
        self._standing = standing
        self.dialog: SigningDialog | None = None
        self.signing = False
        """Signing was asked for, and the dossier not looked at again since."""

    def confirm(self) -> None:
        """All pages there, readable, of this dossier: build the file, and go on to the next paper."""
        chosen = self._picture.shown.chosen if self._picture.shown else None
        if chosen is None or not self._standing().confirmable or self._doubtful():
            return
        seen, details, note = chosen.seen, self._contents.entered().details, self._contents.note
        act: Operation[Any] = Operation(self._page, lambda _: self._app.confirming.confirm(seen, details, note=note))
        act.on_success(lambda _: self._confirmed(seen.paper.id))
        act.on_failure(lambda error: self._not_confirmed(seen.paper.id, act, error))
        self._picture.act(act, last=True)

    def _doubtful(self) -> bool:
        """Whether something speaks against confirming what stands there; it is told."""
        refused = self._contents.to_refused()
        if refused:
            self._page.told.emit(Notice(refused.message, refused.what_to_do))
            return True
        doubt = self._contents.take_doubt()
        if doubt:
            again = with_key(Act.CONFIRM, self.tr("%1 %k once more confirms it as it is."))
            self._page.told.emit(Notice(doubt.sentence, again.replace("%1", doubt.advice).strip()))
        return doubt is not None

    def _confirmed(self, paper_id: UUID) -> None:
        self._contents.forget(paper_id)
        # Where the clerk has asked for another paper meanwhile, that one comes.
        if self._picture.wanted == paper_id and self._picture.shown:
            self._picture.wanted = self._picture.shown.following(paper_id)

    def _not_confirmed(self, paper_id: UUID, act: Operation[Any], error: BaseException) -> None:
        self._picture.wanted = paper_id
        act.show(error)

    def sign(self) -> UUID | None:
        """Ask for the PIN, for everything of this dossier that waits for the next signature.

        Returns:
            The paper to turn to first, where one is not confirmed that is not shown.
        """
        now, dossier = self._standing(), self._dossier
        if dossier is None or now.busy.scanning or not now.busy.live:
            return None
        unconfirmed = now.unconfirmed
        if unconfirmed:
            why = NotConfirmed(names(unconfirmed))
            self._page.told.emit(Notice(why.message, why.what_to_do))
            is_shown = now.chosen is not None and now.chosen.id in {paper.id for paper in unconfirmed}
            return None if is_shown else unconfirmed[0].id
        if now.busy.signing:
            return None
        # What is signed meanwhile is seen only when the dossier is looked at again.
        self.signing = now.nothing_to_sign or now.next_role is not None
        if now.nothing_to_sign:
            self._send(dossier.id)
        elif now.next_role:
            self.ask_pin(now.waiting(now.next_role), now.next_role)
        return None

    @property
    def _dossier(self) -> Dossier | None:
        return self._picture.shown.dossier if self._picture.shown else None

    def ask_pin(self, papers: list[Paper], role: SignatureRole) -> None:
        """Ask for the PIN of whoever signs."""
        self.dialog = SigningDialog(self._app, papers, self._page.window(), role)
        self.dialog.finished.connect(lambda _: self.over.emit())
        self.dialog.accepted.connect(lambda: self._signed(role))
        self.dialog.open()

    def look_for_tokens(self) -> None:
        """A signing USB came or went."""
        if self.dialog and self.dialog.isVisible():
            self.dialog.look_for_tokens()

    def _signed(self, role: SignatureRole) -> None:
        sentence = self.tr("Signed. The dossier goes to the province by itself.")
        advice = self.tr("Call the next number.")
        if role is SignatureRole.OFFICIAL and self._app.settings.agency_signs:
            if self._app.settings.keeps_seal:
                sentence = self.tr("Signed by the official. Next is the agency's signature.")
                advice = with_key(Act.SIGN, self.tr("Press %k to sign for the agency."))
            else:
                sentence = self.tr("Signed. The dossier waits for the Văn thư to sign for the agency, then it goes.")
        self._done(sentence, advice)

    def _send(self, dossier_id: UUID) -> None:
        """Close and queue a dossier in which nothing is left to sign."""

        def work(_: Handle) -> None:
            self._app.intake.close(dossier_id)
            self._app.sending.queue(dossier_id)

        def done(_: None) -> None:
            sentence = self.tr("Nothing was left to sign. The dossier goes to the province by itself.")
            self._done(sentence, self.tr("Call the next number."))

        Operation(self._page, work).on_success(done).on_over(lambda _: self._page.refresh()).run()

    def _done(self, sentence: str, advice: str) -> None:
        self._page.told.emit(Notice(sentence, advice, good=True))
        self._page.changed.emit()
