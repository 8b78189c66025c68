"""The ends of a dossier's papers: confirmed one by one, then signed, or sent where nothing is left to sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
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
from desktop.ui.controllers.picture import Picture, Shown
from desktop.ui.controllers.signing import SigningDialog
from desktop.ui.language import said
from desktop.ui.operations import Doing, Handle, Operation
from desktop.ui.page import Notice
from desktop.workflow.errors import NotConfirmed
from desktop.workflow.what_next import Next

if TYPE_CHECKING:
    from desktop.ui.controllers.dossier import DossierPage


@dataclass(frozen=True, slots=True)
class _Sent:
    """The dossier that was sent last, what was said of that at first, and the sentence that was said of it last."""

    dossier_id: UUID
    at_first: Notice
    said: str


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
        self._sent: _Sent | None = None
        self.signing = False
        """Signing was asked for, and the dossier not looked at again since."""

    def confirm(self) -> None:
        """All pages there, readable, of this dossier: build the file, and go on to the next paper."""
        chosen = self._picture.shown.chosen if self._picture.shown else None
        if chosen is None or not self._standing().confirmable or self._doubtful():
            return
        seen, details, note = chosen.seen, self._contents.entered().details, self._contents.note
        making = Doing(self.tr("Making the file of «%1»…").replace("%1", seen.paper.name), stops=True)

        def work(handle: Handle) -> Paper:
            return self._app.confirming.confirm(seen, details, note=note, step=handle.step)

        act: Operation[Any] = Operation(self._page, work, making).about(seen.paper.name)
        act.on_success(lambda _: self._confirmed(seen.paper.id))
        act.on_failure(lambda error: self._not_confirmed(seen.paper.id, act, error))
        self._picture.act(act, last=True)

    def _doubtful(self) -> bool:
        """Whether something speaks against confirming what stands there; it is told, or the cursor leads to it."""
        refused = self._contents.to_refused()
        if refused:
            self._page.told.emit(Notice(refused.message, refused.what_to_do))
            return True
        if self._contents.to_look_at():
            return True
        doubt = self._contents.take_doubt()
        if doubt:
            again = with_key(Act.CONFIRM, self.tr("%1 %k once more confirms it as it is."))
            self._page.told.emit(Notice(doubt.sentence, again.replace("%1", said(doubt.advice)).strip()))
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
        if now.busy.signing or now.stopped:
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
        self.dialog.accepted.connect(lambda: self._signed(papers[0].dossier_id, role))
        self.dialog.open()

    def look_for_tokens(self) -> None:
        """A signing USB came or went."""
        if self.dialog and self.dialog.isVisible():
            self.dialog.look_for_tokens()

    def _signed(self, dossier_id: UUID, role: SignatureRole) -> None:
        settings = self._app.settings
        if role is SignatureRole.AGENCY or not settings.agency_signs:
            self._leaves(dossier_id, self.tr("Signed. The dossier goes to the province by itself."))
        elif settings.keeps_seal:
            sentence = self.tr("Signed by the official. Next is the agency's signature.")
            advice = with_key(Act.SIGN, self.tr("Press %k to sign for the agency."))
            self._done(Notice(sentence, advice, good=True))
        else:
            sentence = self.tr("Signed. The dossier waits for the seal keeper to sign for the agency, then goes.")
            self._done(Notice(sentence, self.tr("Call the next number."), good=True))

    def follow(self, shown: Shown) -> None:
        """What was said of a dossier that was sent changes with it, for as long as that is being read."""
        sent = self._sent
        notice = self._how_it_goes(sent, shown) if sent and sent.dossier_id == shown.dossier.id else None
        if sent and notice and notice.sentence != sent.said:
            self._sent = replace(sent, said=notice.sentence)
            self._page.told.emit(replace(notice, instead_of=sent.said))

    def _how_it_goes(self, sent: _Sent, shown: Shown) -> Notice | None:
        """How a dossier that was sent stands now; None where there is no news."""
        code = shown.dossier.code
        match shown.line.next:
            case Next.NOTHING:
                sentence = self.tr("The province has the whole dossier %1.")
                return replace(sent.at_first, sentence=sentence.replace("%1", code))
            case Next.MEND:
                sentence = shown.line.why or self.tr("The province returned the dossier.")
                advice = self.tr("The dossier %1 came back: put right what the province names, then send it again.")
                return Notice(sentence, advice.replace("%1", code))
            case Next.AWAIT_PROVINCE if shown.held_up:
                sentence = self.tr("The dossier waits here and goes by itself later. %1")
                return replace(sent.at_first, sentence=sentence.replace("%1", shown.held_up))
            case Next.AWAIT_PROVINCE:
                return sent.at_first
            case _:
                return None

    def _send(self, dossier_id: UUID) -> None:
        """Close and queue a dossier in which nothing is left to sign."""

        def work(_: Handle) -> None:
            self._app.intake.close(dossier_id)
            self._app.sending.queue(dossier_id)

        def done(_: None) -> None:
            self._leaves(dossier_id, self.tr("Nothing was left to sign. The dossier goes to the province by itself."))

        queuing = Doing(self.tr("Putting the dossier in line…"))
        Operation(self._page, work, queuing).on_success(done).on_over(lambda _: self._page.refresh()).run()

    def _leaves(self, dossier_id: UUID, sentence: str) -> None:
        """Nothing is left to do here: it goes to the province."""
        notice = Notice(sentence, self.tr("Call the next number."), good=True)
        self._sent = _Sent(dossier_id, notice, sentence)
        self._done(notice)

    def _done(self, notice: Notice) -> None:
        self._page.told.emit(notice)
        self._page.changed.emit()
