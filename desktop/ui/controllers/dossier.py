"""One dossier on the screen: scan, look, confirm, sign; each key does one thing."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from desktop.app import App
from desktop.model.dossier import Dossier, Paper, PaperKind
from desktop.model.scanning import ScanProfile
from desktop.model.signature import SignatureRole
from desktop.model.states import DigitisationState, DossierState, SigningState
from desktop.ui.controllers.checklist import ChecklistItem
from desktop.ui.controllers.contents import ContentsPanel
from desktop.ui.controllers.files import bring_file, print_separators
from desktop.ui.controllers.pages import PagesPanel
from desktop.ui.controllers.picture import UNCONFIRMED, Picture, Shown, ShownPaper
from desktop.ui.controllers.pile import PilePanel
from desktop.ui.controllers.reuse import ReusePanel
from desktop.ui.controllers.scanning import ScanMenu, Scanning
from desktop.ui.operations import Handle, Operation
from desktop.ui.views.dossier import DossierView
from desktop.workflow.checklist import ChecklistRow
from desktop.workflow.errors import NotConfirmed
from desktop.workflow.importing import Brought

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
        self._comparing = False
        self._turned_to: tuple[UUID, UUID | None] | None = None
        self._painted: object = None
        self.pile, self.pages, self.contents = PilePanel(app), PagesPanel(app), ContentsPanel(app)
        self.reuse = ReusePanel(app)
        self.picture = Picture(app, self, lambda: self.pages.leaf, lambda: self.pages.cropping)
        self.scanner, self.scans = Scanning(app, self), ScanMenu(self)
        self.view = view = DossierView(self.pile, self.pages, self.reuse, self.contents, self.scans, self.pages.menu)
        self.setLayout(view)
        self._wire()
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

    def _wire(self) -> None:
        view = self.view
        view.scan.clicked.connect(lambda: self.scan())
        view.rescan.clicked.connect(self.rescan)
        view.confirm.clicked.connect(self.confirm)
        view.sign.clicked.connect(self.sign)
        view.cancel.clicked.connect(self.scanner.stop)
        view.checklist.currentRowChanged.connect(self._row_chosen)
        view.consented.triggered.connect(lambda: self._record_consent(given=True))
        view.refused.triggered.connect(lambda: self._record_consent(given=False))
        self.picture.swapped.connect(self._show)
        self.picture.keys_changed.connect(self._update_keys)
        self.pages.asked.connect(self.picture.act)
        self.pages.told.connect(view.doing.setText)
        self.pages.cropping_changed.connect(self._crop_changed)
        self.pile.answered.connect(self.refresh)
        # Here too: a paper whose only page was set aside shows the e-store, not the panel of its pages.
        self.addActions([self.pages.menu.undo, self.pages.menu.redo])
        self.contents.typed.connect(self._update_keys)
        self.contents.move_asked.connect(self.pages.move_all)
        self.contents.pointed.connect(self.pages.point)
        self.scanner.told.connect(view.doing.setText)
        self.scanner.over.connect(self._scan_over)
        self.scanner.failed.connect(self._tell_trouble)
        self.scans.profile_chosen.connect(self.scan)
        self.scans.pile.triggered.connect(self.scan_pile)
        self.scans.file.triggered.connect(self.bring_file)
        self.scans.separators.triggered.connect(self.print_separators)
        self.scans.store.triggered.connect(self.take_stored)
        self.reuse.changed.connect(self.refresh)
        self.reuse.asked.connect(lambda act: self.picture.act(act, last=True))

    @property
    def scanning(self) -> bool:
        """Whether the scanner is running."""
        return self.scanner.running

    @property
    def _dossier(self) -> Dossier | None:
        return self.picture.shown.dossier if self.picture.shown else None

    @property
    def _rows(self) -> tuple[ChecklistRow, ...]:
        return self.picture.shown.rows if self.picture.shown else ()

    @property
    def _chosen(self) -> ShownPaper | None:
        return self.picture.shown.chosen if self.picture.shown else None

    def show_dossier(self, dossier_id: UUID) -> None:
        """Turn to a dossier."""
        self.picture.open(dossier_id)

    def refresh(self) -> None:
        """Look again at the same dossier."""
        self.picture.refresh()

    def _show(self) -> None:
        """Paint everything from what is shown now."""
        shown = self.picture.shown
        if shown is None:
            return
        place = shown.dossier.id, shown.chosen.paper.id if shown.chosen else None
        another = self._turned_to is None or self._turned_to[0] != place[0]
        if self._turned_to != place:
            self._comparing = False
        self._turned_to = place
        self.reuse.set_rows(shown.stored)
        self._show_heading(shown)
        self._fill_checklist(shown)
        real = [row.paper for row in shown.rows if row.paper.kind is not PaperKind.UNSORTED]
        self.pile.show_pile(shown.pile, [paper for paper in real if paper.signing is SigningState.UNSIGNED])
        if shown.chosen:
            self.pages.show_pages(shown.chosen.pages)
            self.contents.show_paper(shown.chosen.seen, shown.chosen.read, shown.elsewhere)
            self.scans.list_profiles(shown.chosen.profiles, shown.chosen.usual_profile)
            self.view.scan.setToolTip(shown.chosen.usual_profile)
        self._update_keys()
        if another:
            self.reuse.turn_to(shown.dossier.id)
        self.changed.emit()

    def _show_heading(self, shown: Shown) -> None:
        view, dossier = self.view, shown.dossier
        view.heading.setText(dossier.code)
        view.subheading.setText(f"{shown.procedure} · {dossier.party.name}")
        real = [row.paper for row in shown.rows if row.paper.kind is not PaperKind.UNSORTED]
        done = sum(paper.digitisation is not DigitisationState.EMPTY for paper in real)
        view.progress_words.setText(self.tr("PAPERS") + f"   {done}/{len(real)}")
        view.show_consent(dossier.consent, changeable=dossier.state is DossierState.OPEN)

    def _fill_checklist(self, shown: Shown) -> None:
        checklist = self.view.checklist
        width = max(220, checklist.viewport().width())
        wanted = shown.dossier.id, shown.rows, shown.stored, width
        if self._painted != wanted:
            self._painted = wanted
            checklist.blockSignals(True)  # noqa: FBT003 - Qt
            checklist.clear()
            for row in shown.rows:
                item = QListWidgetItem()
                known, keeps_seal = self.reuse.known(row.paper.id), self._app.settings.keeps_seal
                widget = ChecklistItem(row, known, keeps_seal=keeps_seal)
                item.setSizeHint(widget.height_for(width))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, widget.accessibleName())
                checklist.addItem(item)
                checklist.setItemWidget(item, widget)
            checklist.blockSignals(False)  # noqa: FBT003 - Qt
        self._mark_row()

    def _mark_row(self) -> None:
        """The marked row is that of the paper that is shown."""
        checklist, chosen = self.view.checklist, self._chosen
        at = next((n for n, row in enumerate(self._rows) if chosen and row.paper.id == chosen.paper.id), -1)
        checklist.blockSignals(True)  # noqa: FBT003 - Qt
        checklist.setCurrentRow(at)
        checklist.blockSignals(False)  # noqa: FBT003 - Qt

    def _row_chosen(self, at: int) -> None:
        """A row was clicked: it is marked when its paper is shown, not before."""
        if 0 <= at < len(self._rows):
            self._turn_to(self._rows[at].paper.id)
        self._mark_row()
        # The click marks its row once more, behind this.
        QTimer.singleShot(0, self._mark_row)

    def _turn_to(self, paper_id: UUID) -> None:
        if paper_id != self.picture.wanted:
            if self.pages.cropping:
                self.pages.end_crop(cut=False)
            self.picture.turn_to(paper_id)

    def _update_keys(self) -> None:
        view, chosen, busy, dead = self.view, self._chosen, self.scanning, self.picture.dead
        locked = chosen is None or chosen.locked
        has_pages = bool(chosen and chosen.seen.pages)
        view.scan.setEnabled(not busy and not locked and not self.picture.turning)
        view.rescan.setEnabled(not busy and not locked and not dead and self.pages.page is not None)
        view.scans.setEnabled(not busy and not locked and not dead)
        view.edits.setEnabled(not busy and not dead and has_pages)
        cropping = self.pages.cropping
        to_confirm = self._can_confirm()
        view.confirm.setEnabled(to_confirm or cropping)
        view.confirm.setText(self.tr("Enter Crop") if cropping else self.tr("Enter Confirm"))
        unconfirmed = self._unconfirmed()
        to_sign = self._next_role is not None or self._nothing_to_sign()
        view.sign.setEnabled(not busy and self.picture.live and not unconfirmed and to_sign)
        view.sign.setText(self._sign_words())
        view.sign.setToolTip(NotConfirmed(_names(unconfirmed)).message if unconfirmed else "")
        real = [row.paper for row in self._rows if row.paper.kind is not PaperKind.UNSORTED]
        self.pages.set_state(real, dead=busy or dead, acting=self.picture.acting)
        self.contents.set_dead(dead=dead)
        self._show_store(busy=busy)
        self._one_primary(to_confirm=to_confirm or cropping, to_sign=view.sign.isEnabled())
        view.show_busy(busy=busy, cropping=cropping)

    def _can_confirm(self) -> bool:
        """Whether what is shown is a paper to confirm, and all of it is shown."""
        chosen = self._chosen
        if chosen is None or not chosen.readable or self.scanning or self.pages.opening or not self.picture.live:
            return False
        return chosen.paper.digitisation in UNCONFIRMED or self._changed(chosen.paper)

    def _unconfirmed(self) -> list[Paper]:
        """The papers with pages that nobody has confirmed, or not as their fields stand now."""
        unsigned = [row for row in self._rows if row.paper.signing is SigningState.UNSIGNED]
        return [row.paper for row in unsigned if row.unconfirmed or self._changed(row.paper)]

    def _changed(self, paper: Paper) -> bool:
        """Whether something was typed for a paper since it was confirmed."""
        return paper.digitisation is DigitisationState.BUILT and self.contents.unsaved(paper.id)

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
        return any(row.missing for row in self._rows)

    def _show_store(self, *, busy: bool) -> None:
        """In the middle is what the e-stores have, where there are no pages to look at or the clerk compares."""
        chosen = self._chosen
        paper = chosen.paper if chosen and self.reuse.known(chosen.paper.id) else None
        here = paper is not None and paper.signing is SigningState.UNSIGNED and not busy
        pageless = paper is not None and paper.digitisation in {DigitisationState.EMPTY, DigitisationState.REUSED}
        self.view.show_store(store=here and (pageless or self._comparing))
        self.scans.store.setEnabled(here and not self.picture.dead)
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
        if self.scanning or self.picture.turning:
            return None
        own = next((row.paper for row in self._rows if row.paper.id == self.picture.wanted), None)
        chosen = own if own and own.digitisation is DigitisationState.EMPTY else None
        missing = (r.paper for r in self._rows if r.paper.digitisation is DigitisationState.EMPTY)
        # A paper that is being confirmed takes no more pages.
        target = chosen or next(missing, None) or (None if self.picture.dead else own)
        if target is None or target.signing is not SigningState.UNSIGNED or target.kind is PaperKind.UNSORTED:
            return None
        return target

    def scan(self, profile: ScanProfile | None = None) -> None:
        """Scan the next missing paper; or more pages into the chosen one, where none is missing."""
        target = self._target()
        if target:
            self.scanner.scan(target, profile)
            self._turn_to(target.id)
            self._update_keys()

    def scan_pile(self) -> None:
        """Scan a pile with separator sheets."""
        target = self._target()
        if target:
            self.scanner.scan_pile(target)
            self._update_keys()

    def bring_file(self) -> None:
        """Take in a file that the citizen brings instead of paper."""
        target = self._target()
        if target:
            bring_file(self, self._app, target, partial(self._brought, target))

    def _brought(self, target: Paper, brought: Brought) -> None:
        self.picture.turn_to(target.id)
        if brought.verdict:
            advice = self.tr("The signed file is kept as it is, byte for byte.")
            self.doubted.emit(brought.verdict.sentence, advice)

    def print_separators(self) -> None:
        """Print the separator sheets of this dossier's papers."""
        if self._dossier:
            print_separators(self, self._app, self._dossier)

    def take_stored(self) -> None:
        """Take the paper from the e-store, or give it back; where pages lie there, compare first."""
        if not self.scans.store.isEnabled():
            return
        if self.view.middle.currentIndex() == 0:
            self._comparing = True
            self._update_keys()
        else:
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
        if self.picture.turning:
            return
        if self._at_store:
            self.reuse.choose(step)
            self._update_keys()
        else:
            self.pages.turn_over(step)

    def rescan(self) -> None:
        """Scan the chosen page again, in its place."""
        page = self.pages.page
        if page and self.view.rescan.isEnabled():
            self.scanner.rescan(page)
            self._update_keys()

    def _tell_trouble(self, error: BaseException) -> None:
        window = self.window()
        if hasattr(window, "show_trouble"):
            window.show_trouble(error)

    def _scan_over(self) -> None:
        self._update_keys()
        self.refresh()

    def _crop_changed(self) -> None:
        self._update_keys()
        self.refresh()

    def remove_page(self) -> None:
        """Set the chosen page aside; Ctrl+Z brings it back."""
        if not self.scanning:
            self.pages.set_aside()

    def confirm(self) -> None:
        """All pages there, readable, of this dossier: build the file, and go on to the next paper."""
        chosen = self._chosen
        if self.pages.cropping:
            self.pages.end_crop(cut=True)
        elif self.pile.asking:
            self.pile.to_paper()
        elif chosen and self._can_confirm() and not self._doubtful():
            seen, details, note = chosen.seen, self.contents.entered().details, self.contents.note
            act: Operation[Any] = Operation(self, lambda _: self._app.confirming.confirm(seen, details, note=note))
            act.on_success(lambda _: self._confirmed(seen.paper.id))
            act.on_failure(lambda error: self._not_confirmed(seen.paper.id, error))
            self.picture.act(act, last=True)

    def _doubtful(self) -> bool:
        """Whether something speaks against confirming what stands there; it is told."""
        refused = self.contents.to_refused()
        if refused:
            self.doubted.emit(refused.message, refused.what_to_do)
            return True
        doubt = self.contents.take_doubt()
        if doubt:
            again = self.tr("%1 Enter once more confirms it as it is.").replace("%1", doubt.advice).strip()
            self.doubted.emit(doubt.sentence, again)
        return doubt is not None

    def _confirmed(self, paper_id: UUID) -> None:
        self.contents.forget(paper_id)
        # Where the clerk has asked for another paper meanwhile, that one comes.
        if self.picture.wanted == paper_id and self.picture.shown:
            self.picture.wanted = self.picture.shown.following(paper_id)

    def _not_confirmed(self, paper_id: UUID, error: BaseException) -> None:
        self.picture.wanted = paper_id
        self._tell_trouble(error)

    def _record_consent(self, *, given: bool) -> None:
        dossier = self._dossier
        if dossier:
            work = Operation(self, lambda _: self._app.intake.record_consent(dossier.id, given=given))
            work.on_success(lambda _: self.refresh()).run()

    def sign(self) -> None:
        """Ask for the PIN, for everything of this dossier that waits for the next signature."""
        dossier = self._dossier
        if dossier is None or not self.picture.live or self.scanning:
            return
        unconfirmed = self._unconfirmed()
        if unconfirmed:
            why = NotConfirmed(_names(unconfirmed))
            self.doubted.emit(why.message, why.what_to_do)
            if self._chosen is None or all(paper.id != self._chosen.paper.id for paper in unconfirmed):
                self._turn_to(unconfirmed[0].id)
            return
        role = self._next_role
        if not self.view.sign.isEnabled():
            return
        # What is signed meanwhile is seen only when the dossier is looked at again.
        self.view.sign.setEnabled(False)
        if self._nothing_to_sign():
            self._send(dossier.id)
        elif role:
            self.sign_asked.emit(dossier.id, self._waiting(role), role)

    def _send(self, dossier_id: UUID) -> None:
        """Close and queue a dossier in which nothing is left to sign."""

        def work(_: Handle) -> None:
            self._app.intake.close(dossier_id)
            self._app.sending.queue(dossier_id)

        def done(_: None) -> None:
            self.refresh()
            self.sent.emit()

        Operation(self, work).on_success(done).run()

    def next_paper(self, step: int) -> None:
        """Up or down the checklist."""
        own = [row.paper.id for row in self._rows]
        if self.picture.wanted in own:
            at = own.index(self.picture.wanted) + step
            if 0 <= at < len(own):
                self._turn_to(own[at])


def _names(papers: list[Paper]) -> str:
    return "; ".join(paper.name for paper in papers)
