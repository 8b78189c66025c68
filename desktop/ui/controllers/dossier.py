"""One dossier on the screen: scan, look, confirm, sign; each key does one thing."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from desktop.app import App
from desktop.document.papers.fields import Field
from desktop.model.dossier import Dossier, Paper, PaperKind
from desktop.model.scanning import ScanProfile
from desktop.model.signature import SignatureRole
from desktop.model.states import DigitisationState, DossierState, SigningState
from desktop.ui.controllers.checklist import ChecklistItem
from desktop.ui.controllers.contents import ContentsPanel
from desktop.ui.controllers.files import bring_file, print_separators
from desktop.ui.controllers.pages import PagesPanel, PaperPages, load_pages
from desktop.ui.controllers.pile import PilePanel
from desktop.ui.controllers.reuse import ReusePanel
from desktop.ui.controllers.scanning import ScanMenu, Scanning
from desktop.ui.operations import Handle, Operation
from desktop.ui.views.dossier import DossierView
from desktop.workflow.importing import Brought
from desktop.workflow.intake import ChecklistRow
from desktop.workflow.pile import PileView
from desktop.workflow.sheets import SheetCount
from desktop.workflow.stored import ReuseRow


@dataclass(frozen=True, slots=True)
class Shown:
    """What the window shows of a dossier."""

    dossier: Dossier
    procedure: str
    rows: list[ChecklistRow]
    pile: PileView | None
    stored: list[ReuseRow]


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """What the window shows of the chosen paper."""

    pages: PaperPages
    proposals: dict[str, Field]
    profiles: tuple[ScanProfile, ...]
    usual_profile: str


# What a paper is while its signature is still to come.
_TO_SIGN = {DigitisationState.SCANNED, DigitisationState.CONFIRMED, DigitisationState.BUILT}


class DossierPage(QWidget):
    """The dossier under the clerk's hands."""

    sign_asked = Signal(object, object, object)
    facts_came = Signal()
    changed = Signal()
    doubted = Signal(str, str)
    sent = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._dossier: Dossier | None = None
        self._rows: list[ChecklistRow] = []
        self._wanted_paper: UUID | None = None
        self._comparing = False
        self.pile, self.pages, self.contents = PilePanel(app), PagesPanel(app), ContentsPanel(app)
        self.reuse = ReusePanel(app)
        self.scanner, self.scans = Scanning(app, self), ScanMenu(self)
        self.view = view = DossierView(self.pile, self.pages, self.reuse, self.contents, self.scans, self.pages.menu)
        self.setLayout(view)
        view.scan.clicked.connect(lambda: self.scan())
        view.rescan.clicked.connect(self.rescan)
        view.confirm.clicked.connect(self.confirm)
        view.sign.clicked.connect(self.sign)
        view.cancel.clicked.connect(self.scanner.stop)
        view.checklist.currentRowChanged.connect(self._paper_chosen)
        self.pages.changed.connect(self.refresh)
        self.pages.told.connect(view.doing.setText)
        self.pile.answered.connect(self.refresh)
        self.pages.cropping_changed.connect(self._update_keys)
        self.contents.sheets_typed.connect(self._count_sheets)
        self.scanner.told.connect(view.doing.setText)
        self.scanner.over.connect(self._scan_over)
        self.scanner.failed.connect(self._scan_failed)
        self.scans.profile_chosen.connect(self.scan)
        self.scans.pile.triggered.connect(self.scan_pile)
        self.scans.file.triggered.connect(self.bring_file)
        self.scans.separators.triggered.connect(self.print_separators)
        self.scans.store.triggered.connect(self.take_stored)
        self.reuse.changed.connect(self.refresh)
        # Many pages may be finished at once; one look shows them all.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(120)
        self._soon.timeout.connect(self.refresh)
        self.facts_came.connect(self._soon.start, Qt.ConnectionType.QueuedConnection)
        self.scanner.page_came.connect(self._soon.start)
        app.capture.on_facts(lambda _: self.facts_came.emit())
        app.piles.on_change(lambda _: self.facts_came.emit())
        app.sending.on_change(self.facts_came.emit)
        app.reuse.on_change(self.facts_came.emit)

    @property
    def scanning(self) -> bool:
        """Whether the scanner is running."""
        return self.scanner.running

    def show_dossier(self, dossier_id: UUID) -> None:
        """Turn to a dossier."""
        self._wanted_paper = None
        self._dossier = None
        Operation(self, lambda _: self._look(dossier_id, remember=True)).on_success(self._show).run()

    def refresh(self) -> None:
        """Look again at the same dossier."""
        if self._dossier:
            dossier_id = self._dossier.id
            Operation(self, lambda _: self._look(dossier_id)).on_success(self._show).run()

    def _look(self, dossier_id: UUID, *, remember: bool = False) -> Shown:
        intake = self._app.intake
        dossier = intake.open(dossier_id) if remember else intake.dossier(dossier_id)
        catalogue = self._app.catalogue.version(dossier.catalogue_version)
        procedure = catalogue.procedure(dossier.procedure).name
        return Shown(
            dossier,
            procedure,
            intake.checklist(dossier_id),
            self._app.piles.view(dossier_id),
            self._app.reuse.known(dossier_id),
        )

    def _show(self, shown: Shown) -> None:
        dossier, rows = shown.dossier, shown.rows
        first = self._dossier is None
        self._dossier, self._rows = dossier, rows
        self.reuse.set_rows(shown.stored)
        view = self.view
        view.heading.setText(dossier.code)
        view.subheading.setText(f"{shown.procedure} · {dossier.party.name}")
        real = [row.paper for row in rows if row.paper.kind is not PaperKind.UNSORTED]
        done = sum(paper.digitisation is not DigitisationState.EMPTY for paper in real)
        view.progress_words.setText(self.tr("PAPERS") + f"   {done}/{len(real)}")
        self.pile.show_pile(shown.pile, [paper for paper in real if paper.signing is SigningState.UNSIGNED])
        self.pages.set_papers(real, busy=self.scanning)
        chosen = self._wanted_paper or (rows[self._next(rows)].paper.id if rows and first else self._paper_id())
        self._fill_checklist(rows, chosen)
        self._update_keys()
        if first:
            self.reuse.turn_to(dossier.id)
        self.changed.emit()

    @staticmethod
    def _next(rows: list[ChecklistRow]) -> int:
        """Where the clerk's hand goes first: the first paper that wants something."""
        for at, row in enumerate(rows):
            if row.paper.digitisation in {DigitisationState.EMPTY, DigitisationState.SCANNED}:
                return at
        return 0

    def _fill_checklist(self, rows: list[ChecklistRow], chosen: UUID | None) -> None:
        checklist = self.view.checklist
        checklist.blockSignals(True)  # noqa: FBT003 - Qt
        checklist.clear()
        width = max(220, checklist.viewport().width())
        for row in rows:
            item = QListWidgetItem()
            known, keeps_seal = self.reuse.known(row.paper.id), self._app.settings.keeps_seal
            widget = ChecklistItem(row, known, keeps_seal=keeps_seal)
            item.setSizeHint(widget.height_for(width))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, widget.accessibleName())
            checklist.addItem(item)
            checklist.setItemWidget(item, widget)
        at = next((n for n, row in enumerate(rows) if row.paper.id == chosen), 0)
        checklist.setCurrentRow(at)
        checklist.blockSignals(False)  # noqa: FBT003 - Qt
        self._paper_chosen(at)

    def _row(self) -> ChecklistRow | None:
        at = self.view.checklist.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _paper_id(self) -> UUID | None:
        row = self._row()
        return row.paper.id if row else None

    def _paper_chosen(self, at: int) -> None:
        if not 0 <= at < len(self._rows):
            return
        paper = self._rows[at].paper
        if paper.id != self._wanted_paper:
            self._comparing = False
        self._wanted_paper = paper.id
        self._update_keys()
        Operation(self, lambda _: self._load_paper(paper)).on_success(self._show_paper).run()

    def _load_paper(self, paper: Paper) -> ShownPaper:
        shown = load_pages(self._app, paper)
        ready = bool(shown.pages) and all(page.facts for page, _ in shown.pages)
        profiles = self._app.capture.profiles
        return ShownPaper(
            pages=shown,
            proposals=self._app.intake.proposals(paper.id) if ready else {},
            profiles=profiles.all(),
            usual_profile=profiles.for_component(paper.code).name,
        )

    def _show_paper(self, shown: ShownPaper) -> None:
        paper = shown.pages.paper
        if paper.id != self._paper_id():
            return
        self.pages.show_pages(shown.pages)
        self.contents.show_paper(paper, shown.proposals, pages=bool(shown.pages.pages))
        self.scans.list_profiles(shown.profiles, shown.usual_profile)
        self.view.scan.setToolTip(shown.usual_profile)
        self._update_keys()

    def _update_keys(self) -> None:
        view, row, busy = self.view, self._row(), self.scanning
        locked = row is None or row.paper.signing is not SigningState.UNSIGNED
        has_pages = bool(row and row.pages)
        view.scan.setEnabled(not busy and not locked)
        view.rescan.setEnabled(not busy and not locked and has_pages)
        view.scans.setEnabled(not busy and not locked)
        view.edits.setEnabled(not busy and has_pages)
        unsorted = row is not None and row.paper.kind is PaperKind.UNSORTED
        scanned = row is not None and row.paper.digitisation is DigitisationState.SCANNED
        to_confirm = bool(row and scanned and not row.unread and not unsorted)
        cropping = self.pages.cropping
        view.confirm.setEnabled((not busy and to_confirm) or cropping)
        view.confirm.setText(self.tr("Enter Crop") if cropping else self.tr("Enter Confirm"))
        waiting = any(r.paper.digitisation is DigitisationState.SCANNED for r in self._rows)
        to_sign = self._next_role is not None or self._nothing_to_sign()
        view.sign.setEnabled(not busy and not waiting and to_sign)
        view.sign.setText(self._sign_words())
        self._show_store(row, busy=busy)
        self._one_primary(to_confirm=to_confirm or cropping, to_sign=view.sign.isEnabled())
        view.show_busy(busy=busy)

    def _waiting(self, role: SignatureRole) -> list[Paper]:
        return [row.paper for row in self._rows if row.awaited is role]

    @property
    def _next_role(self) -> SignatureRole | None:
        """In whose name F9 signs: the official's first, then, in the Văn thư's hands, the agency's (R37, R38)."""
        if self._waiting(SignatureRole.OFFICIAL):
            return SignatureRole.OFFICIAL
        if self._waiting(SignatureRole.AGENCY) and self._app.settings.keeps_seal:
            return SignatureRole.AGENCY
        return None

    def _sign_words(self) -> str:
        if self._nothing_to_sign():
            return self.tr("F9 Send")
        if self._next_role is SignatureRole.AGENCY:
            return self.tr("F9 Sign for the agency")
        return self.tr("F9 Sign") if self._app.settings.agency_signs else self.tr("F9 Sign and send")

    def _nothing_to_sign(self) -> bool:
        """Whether the dossier can go without a signature: something is reused, nothing unsigned lies there."""
        if self._waiting(SignatureRole.AGENCY):
            return False
        states = {row.paper.digitisation for row in self._rows if row.paper.signing is SigningState.UNSIGNED}
        is_open = self._dossier is not None and self._dossier.state is DossierState.OPEN
        return is_open and DigitisationState.REUSED in states and not states & _TO_SIGN and not self._missing()

    def _missing(self) -> bool:
        """Whether a paper that must be digitised is not there yet (R4)."""
        empty = (row.component for row in self._rows if row.paper.digitisation is DigitisationState.EMPTY)
        return any(component is not None and component.must_digitise for component in empty)

    def _show_store(self, row: ChecklistRow | None, *, busy: bool) -> None:
        """In the middle is what the e-stores have, where there are no pages to look at or the clerk compares."""
        paper = row.paper if row and self.reuse.known(row.paper.id) else None
        here = paper is not None and paper.signing is SigningState.UNSIGNED and not busy
        pageless = paper is not None and paper.digitisation in {DigitisationState.EMPTY, DigitisationState.REUSED}
        self.view.show_store(store=here and (pageless or self._comparing))
        self.scans.store.setEnabled(here)
        if paper:
            self.reuse.show_paper(paper.id)

    @property
    def _at_store(self) -> bool:
        return self.view.middle.currentIndex() == 1

    def _one_primary(self, *, to_confirm: bool, to_sign: bool) -> None:
        """One primary action at a time: confirm what lies there, else take or scan what is missing, else sign."""
        view = self.view
        missing = any(row.paper.digitisation is DigitisationState.EMPTY for row in self._rows)
        take = self._at_store and self.reuse.offering
        primary = (
            self.reuse.view.take
            if take
            else view.confirm
            if to_confirm
            else view.scan
            if missing
            else view.sign
            if to_sign
            else None
        )
        for button in (self.reuse.view.take, view.scan, view.confirm, view.sign):
            name = "primary" if button is primary else ""
            if button.objectName() != name:
                button.setObjectName(name)
                button.style().unpolish(button)
                button.style().polish(button)

    def _target(self) -> Paper | None:
        """The paper that the next scan goes into: the chosen one while it is empty, else the next missing one."""
        row = self._row()
        chosen = row.paper if row and row.paper.digitisation is DigitisationState.EMPTY else None
        missing = (r.paper for r in self._rows if r.paper.digitisation is DigitisationState.EMPTY)
        target = chosen or next(missing, None) or (row.paper if row else None)
        if target is None or target.signing is not SigningState.UNSIGNED or target.kind is PaperKind.UNSORTED:
            return None
        return target

    def scan(self, profile: ScanProfile | None = None) -> None:
        """Scan the next missing paper; or more pages into the chosen one, where none is missing."""
        target = self._target()
        if target and not self.scanning:
            self._wanted_paper = target.id
            self.scanner.scan(target, profile)
            self._update_keys()

    def scan_pile(self) -> None:
        """Scan a pile with separator sheets."""
        target = self._target()
        if target and not self.scanning:
            self.scanner.scan_pile(target)
            self._update_keys()

    def bring_file(self) -> None:
        """Take in a file that the citizen brings instead of paper."""
        target = self._target()
        if target and not self.scanning:
            self._wanted_paper = target.id
            bring_file(self, self._app, target, self._brought)

    def _brought(self, brought: Brought) -> None:
        self.refresh()
        if brought.verdict:
            advice = self.tr("The signed file is kept as it is, byte for byte.")
            self.doubted.emit(brought.verdict.sentence, advice)

    def print_separators(self) -> None:
        """Print the separator sheets of this dossier's papers."""
        if self._dossier:
            print_separators(self, self._app, self._dossier)

    def take_stored(self) -> None:
        """Take the paper from the e-store, or give it back; where pages lie there, compare first."""
        if self.view.middle.currentIndex() == 0 and self.scans.store.isEnabled():
            self._comparing = True
            self._update_keys()
        elif self._at_store:
            self._comparing = False
            self.reuse.act()

    @property
    def comparing(self) -> bool:
        """Whether the stored paper is shown in place of scanned pages."""
        return self._comparing and self._at_store

    def end_comparing(self) -> None:
        """Back to the pages."""
        self._comparing = False
        self._update_keys()

    def turn_over(self, step: int) -> None:
        """The next or the last page, or stored paper."""
        if self._at_store:
            self.reuse.choose(step)
            self._update_keys()
        else:
            self.pages.turn_over(step)

    def rescan(self) -> None:
        """Scan the chosen page again, in its place."""
        page = self.pages.page
        if page and not self.scanning:
            self.scanner.rescan(page)
            self._update_keys()

    def _count_sheets(self, typed: int) -> None:
        paper_id = self._paper_id()

        def show(count: SheetCount) -> None:
            if self._paper_id() == paper_id:
                self.contents.show_count(count)

        if paper_id:
            Operation(self, lambda _: self._app.capture.check_sheets(paper_id, typed)).on_success(show).run()

    def _scan_failed(self, error: BaseException) -> None:
        window = self.window()
        if hasattr(window, "show_trouble"):
            window.show_trouble(error)

    def _scan_over(self) -> None:
        self._update_keys()
        self.refresh()

    def remove_page(self) -> None:
        """Set the chosen page aside; Ctrl+Z brings it back."""
        if not self.scanning:
            self.pages.set_aside()

    def confirm(self) -> None:
        """All pages there, readable, of this dossier: build the file, and go on to the next paper."""
        if self.pages.cropping:
            self.pages.end_crop(cut=True)
            return
        if self.pile.asking:
            self.pile.to_paper()
            return
        row = self._row()
        if row is None or not self.view.confirm.isEnabled():
            return
        doubt = self.contents.take_doubt()
        if doubt:
            self.doubted.emit(
                doubt.sentence, self.tr("%1 Enter once more confirms it as it is.").replace("%1", doubt.advice)
            )
            return
        paper = row.paper
        details = self.contents.details(paper.details)

        def work(_: Handle) -> None:
            self._app.intake.set_details(paper.id, details)
            self._app.confirming.confirm(paper.id)

        self.view.confirm.setEnabled(False)
        Operation(self, work).on_success(lambda _: self._confirmed()).run()

    def _confirmed(self) -> None:
        self._wanted_paper = None
        at = self.view.checklist.currentRow()
        wanting = {DigitisationState.EMPTY, DigitisationState.SCANNED}
        later = [*self._rows[at + 1 :], *self._rows[:at]]
        following = next((row.paper.id for row in later if row.paper.digitisation in wanting), None)
        self._wanted_paper = following or self._paper_id()
        self.refresh()

    def sign(self) -> None:
        """Ask for the PIN, for everything of this dossier that waits for the next signature."""
        if not self.view.sign.isEnabled() or not self._dossier:
            return
        if self._nothing_to_sign():
            self._send(self._dossier.id)
            return
        role = self._next_role
        if role:
            # What is signed meanwhile is seen only when the dossier is looked at again.
            self.view.sign.setEnabled(False)
            self.sign_asked.emit(self._dossier.id, self._waiting(role), role)

    def _send(self, dossier_id: UUID) -> None:
        """Close and queue a dossier in which nothing is left to sign."""

        def work(_: Handle) -> None:
            self._app.intake.close(dossier_id)
            self._app.sending.queue(dossier_id)

        def done(_: None) -> None:
            self.refresh()
            self.sent.emit()

        self.view.sign.setEnabled(False)
        Operation(self, work).on_success(done).run()

    def next_paper(self, step: int) -> None:
        """Up or down the checklist."""
        checklist = self.view.checklist
        at = checklist.currentRow() + step
        if 0 <= at < checklist.count():
            checklist.setCurrentRow(at)
