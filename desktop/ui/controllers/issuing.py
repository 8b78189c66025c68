"""Electronic results on the screen: a signed file that is taken in, or an original that is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from desktop.app import App
from desktop.model.dossier import Dossier, Paper, PaperDetails
from desktop.model.entry import paper_details
from desktop.model.errors import QuaySoError
from desktop.signing.verify import Word
from desktop.ui.look.parts import tell
from desktop.ui.operations import Doing, Handle, Operation, Seen
from desktop.ui.views.issuing import LEAST_PX, IssuingView
from desktop.workflow.issuing import Issued

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A signed file that a clerk chose, and what it is worth."""

    name: str
    data: bytes
    found: Issued


def judged(parent: QWidget, app: App, file: Path, then: Callable[[SignedFile], None]) -> None:
    """Look at a file of the issuing software; what is refused is told."""

    def work(_: Handle) -> SignedFile:
        data = file.read_bytes()
        return SignedFile(file.name, data, app.issuing.judge(data, file.name))

    looking = Doing(translate("Issuing", "Looking at the file's signature…"))
    Operation(parent, work, looking).on_success(then).run()


class IssuingDialog(QDialog):
    """Asks what an electronic result says of itself, then takes or makes it.

    Args:
        app: the services.
        dossier: whose result.
        parent: the window.
        file: the signed file; None to make an original.
    """

    def __init__(self, app: App, dossier: Dossier, parent: QWidget, file: SignedFile | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._dossier = dossier
        self._file = file
        self._running = False
        self.view = view = IssuingView()
        self.setLayout(view)
        self.setMinimumWidth(LEAST_PX)
        for given in app.catalogue.procedure_of(dossier).results:
            view.kind.addItem(given.name, given.code)
        view.leave.setAutoDefault(False)
        view.take.setDefault(True)
        view.leave.clicked.connect(self.reject)
        view.take.clicked.connect(self._take)
        if file:
            self._show_file(file)
        else:
            self._show_original()
        view.fields["number"].setFocus()
        # Words that are folded are not in a layout's hint.
        self.resize(LEAST_PX, max(self.sizeHint().height(), view.totalHeightForWidth(LEAST_PX)))

    def _show_file(self, file: SignedFile) -> None:
        view, found = self.view, file.found
        self.setWindowTitle(self.tr("Result of the issuing software"))
        view.heading.setText(file.name)
        view.verdict.setText(found.verdict.sentence)
        proven = found.verdict.word is Word.VALID
        tell(view.verdict, "green" if proven else "asked")
        signers = (
            f"{one.signer} · {one.issuer}{': ' + one.why if one.why else ''}" for one in found.verdict.signatures
        )
        view.signers.setText("\n".join(signers))
        view.rows.setRowVisible(view.words, False)  # noqa: FBT003 - Qt
        details = found.details
        view.fields["issuer"].setText(details.issuer)
        view.fields["signer"].setText(details.signer)
        view.fields["issued"].setText(f"{details.issued:%d/%m/%Y}" if details.issued else "")
        view.take.setText(self.tr("Take it (Enter)") if proven else self.tr("Take it, noted as unproven (Enter)"))

    def _show_original(self) -> None:
        view, settings = self.view, self._app.settings
        self.setWindowTitle(self.tr("Electronic original"))
        view.heading.setText(self.tr("Make the electronic original"))
        for made in (view.verdict, view.signers):
            made.hide()
        view.rows.setRowVisible(view.fields["issued"], False)  # noqa: FBT003 - Qt
        view.fields["issuer"].setText(settings.agency_name or settings.unit_name)
        view.fields["signer"].setText(settings.officer_name)
        view.take.setText(self.tr("Make it (Enter)"))

    def _take(self) -> None:
        if self._running:
            return
        texts = {name: made.text() for name, made in self.view.fields.items() if not made.isHidden()}
        before = self._file.found.details if self._file else PaperDetails(permanent=True)
        entered = paper_details(before, texts, self._app.limits.today())
        for refused in entered.refused.values():
            self._tell(refused)
            return
        self._running = True
        code, words = self.view.kind.currentData(), self.view.words.toPlainText()

        def work(_: Handle) -> Paper:
            return self._done(self._app.issuing.place(self._dossier.id, code or "").id, entered.details, words)

        Operation(self, work, Seen.OWN).on_success(lambda _: self.accept()).on_failure(self._refused).run()

    def _done(self, paper_id: UUID, details: PaperDetails, words: str) -> Paper:
        if self._file is None:
            return self._app.issuing.make(paper_id, details, words)
        return self._app.issuing.take(paper_id, self._file.data, self._file.name, details, unproven=True)

    def _refused(self, error: BaseException) -> None:
        self._running = False
        self._tell(error)

    def _tell(self, error: BaseException) -> None:
        known = f"{error.message} {error.what_to_do}" if isinstance(error, QuaySoError) else ""
        self.view.tell(known or self.tr("Nothing was taken in; see the log."))
