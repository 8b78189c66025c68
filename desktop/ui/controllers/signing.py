"""Signing a batch: what will be signed, by whom, one PIN, one attempt."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.app import App
from desktop.model.dossier import Paper
from desktop.model.errors import QuaySoError
from desktop.ui.operations import Handle, Operation
from desktop.ui.views.signing import SigningView
from desktop.workflow.signing import SigningIdentity, SignOutcome


class SigningDialog(QDialog):
    """Asks for the PIN and signs."""

    def __init__(self, app: App, dossier_id: UUID, papers: Sequence[Paper], parent: QWidget) -> None:
        super().__init__(parent)
        self._app = app
        self._dossier_id = dossier_id
        self._papers = papers
        self._identities: list[SigningIdentity] = []
        self._kept = False
        self._running: Operation[list[SignOutcome]] | None = None
        self.setWindowTitle(self.tr("Sign and send"))
        self.setMinimumWidth(560)
        self.view = view = SigningView()
        self.setLayout(view)
        count = self.tr("Sign %1 papers with one PIN").replace("%1", str(len(papers)))
        view.heading.setText(count)
        for paper in papers:
            view.papers.addItem(paper.name)
        view.papers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.sign.setEnabled(False)
        view.sign.setDefault(True)
        view.cancel.setAutoDefault(False)
        view.sign.clicked.connect(self._sign)
        view.cancel.clicked.connect(self._stop)
        view.pin.textChanged.connect(lambda _: self._update())
        view.certificate.currentIndexChanged.connect(lambda _: self._update())
        view.about.setText(self.tr("Looking for the signing USB…"))
        Operation(self, lambda _: app.signing.identities()).on_success(self._show).on_failure(self._failed).run()

    def _show(self, identities: list[SigningIdentity]) -> None:
        self._identities = identities
        if not identities:
            self.view.about.setText(
                self.tr("No certificate found. Plug the signing USB in, close this and press F9 again.")
            )
        for identity in identities:
            name = identity.signer if identity.fit else f"{identity.signer} ({identity.why_not})"
            self.view.certificate.addItem(name)
        self._update()
        self.view.pin.setFocus()

    def _identity(self) -> SigningIdentity | None:
        at = self.view.certificate.currentIndex()
        return self._identities[at] if 0 <= at < len(self._identities) else None

    def _update(self) -> None:
        identity = self._identity()
        if identity:
            days = self.tr("%1 days left").replace("%1", str(identity.days_left))
            parts = (identity.title, identity.organisation, self.tr("issued by ") + identity.issuer, days)
            self.view.about.setText(" · ".join(part for part in parts if part))
            if not self._kept:
                self.view.warning.setText(identity.why_not or identity.warning)
        can = bool(identity and identity.fit and self.view.pin.text()) and self._running is None
        self.view.sign.setEnabled(can)

    def _sign(self) -> None:
        identity = self._identity()
        if identity is None or self._running or not self.view.pin.text():
            return
        pin = bytearray(self.view.pin.text().encode())
        self.view.pin.clear()
        self.view.pin.setEnabled(False)
        self._kept = False
        self.view.warning.clear()
        ids = [paper.id for paper in self._papers]
        self.view.progress.setRange(0, len(ids))
        self.view.progress.setValue(0)
        self.view.progress.show()

        def work(handle: Handle) -> list[SignOutcome]:
            self._app.intake.close(self._dossier_id)
            return self._app.signing.sign(
                ids, identity, pin, lambda done, total, paper: handle.tell((done, paper.name)), handle.cancelled
            )

        self._running = Operation(self, work).on_news(self._progress).on_success(self._signed).on_failure(self._failed)
        self._running.run()
        self._update()

    def _progress(self, news: tuple[int, str]) -> None:
        done, name = news
        self.view.progress.setValue(done)
        self.view.about.setText(self.tr("Signing «%1»…").replace("%1", name))

    def _signed(self, outcomes: list[SignOutcome]) -> None:
        self._running = None
        bad = [outcome for outcome in outcomes if not outcome.ok]
        if bad or len(outcomes) < len(self._papers):
            words = bad[0].sentence if bad else self.tr("Stopped. Press F9 to sign the rest.")
            self._tell(words)
            return
        self._app.sending.queue(self._dossier_id)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._running = None
        if isinstance(error, QuaySoError):
            self._tell(f"{error.message} {error.what_to_do}")
        else:
            self._tell(self.tr("Something went wrong; nothing was half signed. See the log."))

    def _tell(self, words: str) -> None:
        self.view.progress.hide()
        self.view.pin.setEnabled(True)
        self._kept = True
        self.view.warning.setText(words)
        self._update()
        self.view.pin.setFocus()

    def _stop(self) -> None:
        if self._running:
            self._running.cancel()
        else:
            self.reject()
