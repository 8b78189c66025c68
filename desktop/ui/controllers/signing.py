"""Signing a batch: what will be signed, where the signature stands, by whom, one PIN, one attempt.

The file is long because it is one dialog: all of it looks at the same papers, and at where their signatures stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidgetItem, QWidget

from desktop.app import App
from desktop.model.dossier import Paper
from desktop.model.errors import QuaySoError
from desktop.model.signature import SignatureRole
from desktop.model.states import NOBODYS, DossierState
from desktop.signing.appearance.preview import StampPreview
from desktop.ui.acting import bind, with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.modules import ModulesDialog
from desktop.ui.controllers.pin import PinField
from desktop.ui.controllers.review import Review
from desktop.ui.controllers.stamp import Placing, StampView
from desktop.ui.language import said, said_of
from desktop.ui.look import icons
from desktop.ui.look.parts import tell
from desktop.ui.look.tokens import colours
from desktop.ui.operations import Handle, Operation, Seen
from desktop.ui.views.signing import SigningView
from desktop.workflow.batch import ToSign
from desktop.workflow.signing import SigningIdentity, SignOutcome

WIDTH_PX, HEIGHT_PX = 1060, 660
ROW_PX, AROUND_PX = 26, 14


class SigningDialog(QDialog):
    """Asks for the PIN and signs; a batch of many dossiers only once every page of it was looked at.

    Args:
        app: the services.
        papers: what waits for the signature.
        parent: the window.
        role: in whose name.
        unseen: those of them that the clerk must look at first.
        names: what papers are called here; a paper's own name where it has none.
    """

    def __init__(
        self,
        app: App,
        papers: Sequence[Paper],
        parent: QWidget,
        role: SignatureRole = SignatureRole.OFFICIAL,
        unseen: Sequence[Paper] = (),
        names: Mapping[UUID, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(parent)
        self.role = role
        self._app = app
        self._papers = papers
        self._names = names
        self.review = Review(unseen)
        self._identities: list[SigningIdentity] = []
        self._kept = False
        self._running: Operation[list[SignOutcome]] | None = None
        self._placings: dict[UUID, Placing] = {}
        self._signed_ids: set[UUID] = set()
        self.page = StampView()
        self.pin = PinField()
        self.view = view = SigningView(self.page, self.pin)
        self.setLayout(view)
        screen = parent.screen().availableGeometry()
        self.resize(min(WIDTH_PX, screen.width() - 20), min(HEIGHT_PX, screen.height() - 60))
        self._say_in_whose_name()
        for paper in papers:
            view.papers.addItem(QListWidgetItem(icons.icon("circle-dashed", colours().soft), self._name(paper)))
        view.papers.setMaximumHeight(max(view.papers.minimumHeight(), ROW_PX * len(papers) + AROUND_PX))
        view.papers.currentRowChanged.connect(self._turn_to)
        view.papers.setCurrentRow(0)
        self.page.changed.connect(self._placed)
        view.undo.clicked.connect(self.page.undo)
        view.by_itself.clicked.connect(self.page.by_itself)
        for one in (view.undo, view.by_itself):
            one.setAutoDefault(False)
            one.setEnabled(False)
        view.sign.setEnabled(False)
        view.sign.setDefault(True)
        view.cancel.setAutoDefault(False)
        view.sign.clicked.connect(self._go_on)
        view.cancel.clicked.connect(self.reject)
        self.pin.textChanged.connect(lambda _: self._update())
        view.certificate.currentIndexChanged.connect(lambda _: self._update())
        view.about.setText(self.tr("Looking for the signing USB…"))
        for first, then in pairwise((view.papers, self.page, view.certificate, self.pin, view.sign, view.cancel)):
            self.setTabOrder(first, then)
        view.driver.clicked.connect(self._choose_driver)
        to_stamp = partial(self.page.setFocus, Qt.FocusReason.ShortcutFocusReason)
        bind(self, {Act.TO_STAMP: to_stamp, Act.DRIVER: self._choose_driver})
        self.look_for_tokens()
        self._show_review()

    @classmethod
    def for_batch(cls, app: App, batch: Sequence[ToSign], parent: QWidget, role: SignatureRole) -> SigningDialog:
        """Asks for the PIN for papers of many dossiers, which are looked at one by one before it is typed."""
        papers = [one.paper for one in batch]
        names = {one.paper.id: f"{one.owner} · {one.paper.name} · {one.code}" for one in batch}
        return cls(app, papers, parent, role, papers, names)

    def _name(self, paper: Paper) -> str:
        return self._names.get(paper.id, paper.name)

    def _say_in_whose_name(self) -> None:
        view, settings, title = self.view, self._app.settings, self.tr("Sign and send")
        self._sign_words = view.sign.text()
        heading = self.tr("Sign %1 papers with one PIN")
        if self.role is SignatureRole.AGENCY:
            title = self.tr("The agency's signature")
            heading = self.tr("The agency's signature on %1 papers")
            view.in_whose_name.setText(settings.agency_name or settings.unit_name)
            view.in_whose_name.show()
        elif settings.agency_signs:
            # It goes nowhere yet: the agency signs after the official.
            title = self.tr("Sign")
            self._sign_words = self.tr("Sign (Enter)")
        self.setWindowTitle(title)
        view.heading.setText(heading.replace("%1", str(len(self._papers))))

    def _choose_driver(self) -> None:
        """Where the signing USB is not seen, another driver may see it; a batch under way keeps its own."""
        if not self._running:
            dialog = ModulesDialog(self._app, self)
            dialog.finished.connect(self.look_for_tokens)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def look_for_tokens(self) -> None:
        """See which certificates there are now; a batch under way is left alone."""
        if not self._running:
            look = Operation(self, lambda _: self._app.signing.identities(self.role), Seen.OWN)
            look.on_success(self._show).on_failure(self._not_seen).run()

    def _show(self, identities: list[SigningIdentity]) -> None:
        if self._running:
            return
        before, self._identities = self._identity(), identities
        choice = self.view.certificate
        choice.blockSignals(True)  # noqa: FBT003 - Qt
        choice.clear()
        for at, identity in enumerate(identities):
            choice.addItem(identity.signer if identity.fit else f"{identity.signer}: {said(identity.why_not)}")
            item = choice.model().item(at)  # type: ignore[attr-defined]
            item.setEnabled(identity.fit)
            item.setToolTip(said(identity.why_not))
        fit = next((at for at, identity in enumerate(identities) if identity.fit), 0 if identities else -1)
        same = next((at for at, identity in enumerate(identities) if before and _is_same(identity, before)), None)
        choice.setCurrentIndex(fit if same is None else same)
        if before and same is None:
            # The PIN was typed for a token that is gone, and is none of the other's business.
            self.pin.forget()
        choice.blockSignals(False)  # noqa: FBT003 - Qt
        self.view.driver.setVisible(not identities)
        if not identities:
            self.view.about.setText(self.tr("No certificate found. Plug the signing USB in; it is noticed by itself."))
        self._update()
        if before is None and not self.review.unseen:
            self.pin.setFocus()

    def _turn_to(self, at: int) -> None:
        """Show a paper's page 1 with the signature on it."""
        if 0 <= at < len(self._papers):
            paper = self._papers[at]
            self.review.turn_to(paper)
            self._update()
            if paper.id not in self._placings:
                self.view.standing.setText(self.tr("Page 1 is being drawn…"))
            look = Operation(self, lambda _: self._app.signing.preview(paper.id, self.role), Seen.OWN)
            look.on_success(lambda preview: self._show_page(paper, preview))
            look.on_failure(lambda error: self._show_no_page(paper, error)).run()

    def _shown(self) -> Paper | None:
        at = self.view.papers.currentRow()
        return self._papers[at] if 0 <= at < len(self._papers) else None

    def _show_page(self, paper: Paper, preview: StampPreview) -> None:
        if paper is not self._shown():
            return
        self.review.came(preview.pages)
        if paper.id in self._signed_ids:
            self.page.show_signed(preview.page)
            self.view.standing.setText(self.tr("This paper is signed."))
        else:
            placing = self._placings.setdefault(paper.id, Placing(preview.room))
            self.page.show_stamp(preview, placing)
            self._placed()
        self._update()

    def _show_no_page(self, paper: Paper, error: BaseException) -> None:
        if paper is self._shown():
            self.page.clear()
            known = isinstance(error, QuaySoError)
            self.view.standing.setText(said(error.message) if known else self.tr("Page 1 cannot be shown."))  # type: ignore[attr-defined]

    # Looking at every page before the PIN

    def _go_on(self) -> None:
        """What Enter does: the next page to look at, or the signatures."""
        if not self.review.unseen:
            self._sign()
        elif not self.review.waits:
            self._look_on()

    def _look_on(self) -> None:
        """The page on the screen was looked at: its paper's next one, or the next paper."""
        paper, page = self._shown(), self.review.next_page()
        if paper and page:
            look = Operation(self, lambda _: self._app.signing.leaf(paper.id, page), Seen.OWN)
            look.on_success(lambda picture: self._show_leaf(paper, page, picture))
            look.on_failure(lambda error: self._show_no_page(paper, error)).run()
            return
        left = next((at for at, one in enumerate(self._papers) if one.id in self.review.unseen), None)
        self._show_seen()
        self._show_review()
        if left is None:
            self.pin.setFocus()
        else:
            self.view.papers.setCurrentRow(left)

    def _show_leaf(self, paper: Paper, page: int, picture: bytes) -> None:
        if paper is self._shown() and self.review.is_at(page):
            self.review.came(self.review.pages)
            self.page.show_signed(picture)
            words = self.tr("Page %1 of %2. The signature stands on page 1.")
            self.view.standing.setText(words.replace("%1", str(page + 1)).replace("%2", str(self.review.pages)))
            self._update()

    def _show_seen(self) -> None:
        for at, paper in enumerate(self._papers):
            if paper.id not in self.review.unseen and paper.id not in self._signed_ids:
                self.view.papers.item(at).setIcon(icons.icon("circle-dot", colours().act))

    def _show_review(self) -> None:
        """What the button does now, and whether the PIN's time has come."""
        left = len(self.review.unseen)
        look = self.tr("Look on (Enter) · %1 left").replace("%1", str(left))
        self.view.sign.setText(look if left else self._sign_words)
        self.pin.setEnabled(not left and self._running is None)
        self._update()

    # The signature's place

    def _placed(self) -> None:
        """Say how the signature stands where it is now."""
        paper = self._shown()
        placing = self._placings.get(paper.id) if paper else None
        self.view.undo.setEnabled(bool(placing and placing.undoable) and not self._running)
        self.view.by_itself.setEnabled(bool(placing and placing.chosen) and not self._running)
        if not placing:
            return
        if placing.clear:
            moved = self.tr("The signature stands where you put it.")
            how = self.tr("Drag the signature, or press %k and the arrows, to move it.")
            words = moved if placing.chosen else with_key(Act.TO_STAMP, how)
        elif placing.allowed:
            words = self.tr("The signature covers something here, for nothing is quite free. Move it if you can.")
        else:
            words = self.tr("Here the signature would cover text, a seal or another signature.")
        self.view.standing.setText(words)
        tell(self.view.standing, "" if placing.clear else "asked" if placing.allowed else "refused")
        self._update()

    def _covering(self) -> list[str]:
        """Names of the papers whose signature may not stand where the clerk put it."""
        return [paper.name for paper in self._papers if (at := self._placings.get(paper.id)) and not at.allowed]

    def _identity(self) -> SigningIdentity | None:
        at = self.view.certificate.currentIndex()
        return self._identities[at] if 0 <= at < len(self._identities) else None

    def _update(self) -> None:
        identity = self._identity()
        if identity:
            days = self.tr("%1 days left").replace("%1", str(identity.days_left))
            parts = (identity.title, identity.organisation, self.tr("issued by ") + identity.issuer, days)
            self.view.about.setText(" · ".join(part for part in parts if part))
            self.view.whose_pin.setText(self.tr("PIN OF THE SIGNING USB «%1»").replace("%1", identity.token_label))
        covering = self._covering()
        if covering:
            self.view.warning.setText(self.tr("Move the signature on «%1» to a free place.").replace("%1", covering[0]))
        elif not self._kept:
            self.view.warning.setText(said(identity.why_not or identity.warning) if identity else "")
        can = bool(identity and identity.fit and self.pin.text()) and self._running is None and not covering
        self.view.sign.setEnabled(not self.review.waits if self.review.unseen else can)

    def _sign(self) -> None:
        identity = self._identity()
        if identity is None or self._running or not self.pin.text() or self._covering():
            return
        pin = self.pin.take()
        self.view.papers.setFocus()
        self.pin.setEnabled(False)
        self._kept = False
        self.view.warning.clear()
        self.page.hold_still(still=True)
        ids = [paper.id for paper in self._papers]
        places = {paper_id: one.chosen for paper_id, one in self._placings.items() if one.chosen}
        self.view.progress.setRange(0, len(ids))
        self.view.progress.setValue(0)
        self.view.progress.show()

        def work(handle: Handle) -> list[SignOutcome]:
            for dossier_id in self._dossiers:
                if self._is_to_be_closed(dossier_id):
                    self._app.intake.close(dossier_id)
            return self._app.signing.sign(
                ids,
                identity,
                pin,
                lambda done, total, paper: handle.tell((done, paper.name)),
                handle.cancelled,
                places,
            )

        self._running = signing = Operation(self, work, Seen.OWN)
        signing.on_news(self._progress).on_success(self._signed).on_failure(self._failed).run()
        self._placed()
        self._update()

    @property
    def _dossiers(self) -> list[UUID]:
        return list(dict.fromkeys(paper.dossier_id for paper in self._papers))

    def _is_to_be_closed(self, dossier_id: UUID) -> bool:
        """The official closes it; where he has, it is open again only if something was added since."""
        state = self._app.dossiers.get(dossier_id).state
        return state is DossierState.OPEN or (self.role is SignatureRole.OFFICIAL and state not in NOBODYS)

    def _progress(self, news: tuple[int, str]) -> None:
        done, name = news
        self.view.progress.setValue(done)
        self.view.about.setText(self.tr("Signing «%1»…").replace("%1", name))

    def _signed(self, outcomes: list[SignOutcome]) -> None:
        self._running = None
        for at, outcome in enumerate(outcomes):
            name = self._name(self._papers[at])
            words = name if outcome.ok else f"{name}: {said(outcome.sentence)}"
            item = self.view.papers.item(at)
            item.setText(words)
            colour = colours().good if outcome.ok else colours().bad
            item.setIcon(icons.icon("circle-check" if outcome.ok else "circle-x", colour))
            item.setForeground(QColor(colour))
            item.setToolTip(said(outcome.advice))
        self._signed_ids = {outcome.paper_id for outcome in outcomes if outcome.ok}
        for paper_id in self._signed_ids:
            self._placings.pop(paper_id, None)
        bad = [outcome for outcome in outcomes if not outcome.ok]
        if bad or len(outcomes) < len(self._papers):
            self._sign_words = self.tr("Sign the rest (Enter)")
            self.view.sign.setText(self._sign_words)
            signed = len(outcomes) - len(bad)
            count = self.tr("%1 of %2 papers are signed.")
            count = count.replace("%1", str(signed)).replace("%2", str(len(self._papers)))
            self._tell(" ".join(part for part in (count, said(bad[0].advice) if bad else "") if part))
            self._turn_to(self.view.papers.currentRow())
            return
        for dossier_id in self._dossiers:
            self._app.sending.queue(dossier_id)
        self.accept()

    def _not_seen(self, error: BaseException) -> None:
        self.view.driver.show()
        self._failed(error)

    def _failed(self, error: BaseException) -> None:
        self._running = None
        if isinstance(error, QuaySoError):
            self._tell(said_of(error))
        else:
            self._tell(self.tr("Something went wrong; nothing was half signed. See the log."))

    def _tell(self, words: str) -> None:
        self.view.progress.hide()
        self.pin.setEnabled(True)
        self.page.hold_still(still=False)
        self._kept = True
        self.view.warning.setText(words)
        self._placed()
        self._update()
        self.pin.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down, which the PIN has no use for, turn to another paper."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        at = self.view.papers.currentRow() + step
        if 0 <= at < len(self._papers):
            self.view.papers.setCurrentRow(at)

    def reject(self) -> None:
        """Stop after the paper under way, or leave."""
        if self._running:
            self._running.cancel()
        else:
            super().reject()


def _is_same(one: SigningIdentity, other: SigningIdentity) -> bool:
    return (one.token_serial, one.certificate_sha256) == (other.token_serial, other.certificate_sha256)
