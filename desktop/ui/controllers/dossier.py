"""One dossier on the screen: scan, look, confirm, sign. What each key may do is decided in `acts`.

The file is long because it names every panel of the screen and what each key does there; the doing is theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop.app import App
from desktop.model.dossier import Dossier, Paper
from desktop.model.scanning import ScanProfile
from desktop.model.states import ENDED, DigitisationState, DossierState, SigningState
from desktop.ui.acting import show_offer
from desktop.ui.acts.dossier import Busy, Standing, dossier_acts
from desktop.ui.acts.offer import Offers
from desktop.ui.acts.table import Act
from desktop.ui.controllers.bundle import ask_for_bundle
from desktop.ui.controllers.checklist import Checklist
from desktop.ui.controllers.contents import ContentsPanel, Typed
from desktop.ui.controllers.declarations import ask_for_declarations
from desktop.ui.controllers.files import bring_file, print_separators
from desktop.ui.controllers.finishing import Finishing
from desktop.ui.controllers.leaves import Leaf
from desktop.ui.controllers.pages import PagesPanel
from desktop.ui.controllers.picture import Picture, Place, Shown, ShownPaper
from desktop.ui.controllers.pile import PilePanel
from desktop.ui.controllers.pointing import Pointing
from desktop.ui.controllers.readiness import ReadinessPanel
from desktop.ui.controllers.reuse import ReusePanel
from desktop.ui.controllers.scanning import WAYS_IN, ScanMenu, Scanning
from desktop.ui.controllers.sending_back import SendingBackDialog
from desktop.ui.controllers.slips import ask_for_slips
from desktop.ui.language import said
from desktop.ui.news import News, look_soon
from desktop.ui.operations import Doing, Operation
from desktop.ui.page import From, Notice, Page, Where
from desktop.ui.views.dossier import DossierView
from desktop.workflow.checklist import ChecklistRow
from desktop.workflow.importing import Brought
from desktop.workflow.redigitising import why_not_send_back
from desktop.workflow.what_next import Next


@dataclass(frozen=True, slots=True)
class Kept:
    """What of the page outlives it."""

    place: Place | None
    typed: Typed


class DossierPage(Page):
    """The dossier under the clerk's hands."""

    declared = Signal(object)
    """The `AtDeclaration` that the clerk is at; None where that is over."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._comparing = False
        self._turned_to: tuple[UUID, UUID | None] | None = None
        self.pile, self.pages, self.contents = PilePanel(app), PagesPanel(app), ContentsPanel(app)
        self.pointing = Pointing(app, self.pages, self.contents)
        self.reuse, self.checklist = ReusePanel(app), Checklist(keeps_seal=app.settings.keeps_seal)
        self.picture = Picture(app, self, lambda: self.pages.leaf, lambda: self.pages.in_hand)
        self.scanner, self.scans = Scanning(app, self), ScanMenu(self)
        self.finishing = Finishing(app, self, self.picture, self.contents, lambda: self.standing)
        self.readiness = ReadinessPanel(self.picture, self.pages, self.contents)
        panels = (self.pile, self.pages, self.reuse, self.readiness, self.checklist, self.contents)
        self.view = DossierView(*panels, self.scans, self.pages.menu)
        self.setLayout(self.view)
        self.tools = self.view.consent
        self._wire()
        self._do()
        # Many pages may be finished at once; one look shows them all.
        self._soon = look_soon(self, self.refresh, 120)
        self.scanner.page_came.connect(self._soon.start)

    def hear(self, news: News) -> None:
        """Something of the dossier may be otherwise now."""
        for one in (news.pages, news.piles, news.outbox, news.stores):
            one.connect(self._soon.start, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Scanning, cutting, pointing, and what was asked for and is not shown yet."""
        under_way = self.scanning or self.pointing.reading or self.finishing.signing or self.picture.acting
        return under_way or self.pages.cropping or self.pages.opening

    def kept(self) -> object:
        """The dossier, its paper and page, and what was typed."""
        return Kept(self.picture.place, self.contents.typed_so_far)

    def restore(self, kept: object) -> None:
        """Turn to the same page of the same paper, with what was typed."""
        assert isinstance(kept, Kept)
        self.contents.take_over(kept.typed)
        if kept.place:
            self.picture.open(*kept.place)

    def _wire(self) -> None:
        view = self.view
        for act, button in view.buttons.items():
            button.clicked.connect(lambda _, act=act: self.acts[act]())
        view.slips.clicked.connect(self.slips)
        view.cancel.clicked.connect(self.scanner.stop)
        view.consented.triggered.connect(lambda: self._record_consent(given=True))
        view.refused.triggered.connect(lambda: self._record_consent(given=False))
        self.checklist.asked.connect(self._turn_to)
        self.picture.swapped.connect(self._show)
        self.picture.keys_changed.connect(self._show_offers)
        self.pages.asked.connect(self.picture.act)
        self.pages.told.connect(view.doing.setText)
        self.pointing.told.connect(view.doing.setText)
        self.pages.held.connect(self.refresh)
        self.pages.row_at = self.checklist.paper_at
        self.pile.answered.connect(self.refresh)
        # Here too: a paper whose only page was set aside shows the e-store, not the panel of its pages.
        self.addActions([self.pages.menu.action(Act.UNDO), self.pages.menu.action(Act.REDO)])
        self.contents.typed.connect(self._show_offers)
        self.contents.move_asked.connect(self.pages.move_all)
        self.contents.pointed.connect(self.pages.point)
        self.scanner.told.connect(view.doing.setText)
        for news in (self.scanner.over, self.pages.cropping_changed):
            news.connect(self._show_offers)
            news.connect(self.refresh)
        self.scans.profile_chosen.connect(self.scan)
        self.scans.chosen.connect(lambda act: self.acts[act]())
        self.reuse.changed.connect(self.refresh)
        self.reuse.asked.connect(lambda act: self.picture.act(act, last=True))
        self.finishing.over.connect(self._back_from_dialog)

    def _do(self) -> None:
        """What the keys do here."""
        view = self.pages.page_view
        self.acts = {
            Act.SCAN: self.scan,
            Act.SCAN_PILE: self.scan_pile,
            Act.RESCAN: self.rescan,
            Act.SEPARATORS: self.print_separators,
            Act.FILE: self.bring_file,
            Act.STORE: self.take_stored,
            Act.ASK_STORES: lambda: self.reuse.look_up(anew=True),
            Act.CONFIRM: self.confirm,
            Act.SIGN: self.sign,
            Act.PAPER_BEFORE: lambda: self.next_paper(-1),
            Act.PAPER_AFTER: lambda: self.next_paper(1),
            Act.PAGE_BEFORE: lambda: self.turn_over(-1),
            Act.PAGE_AFTER: lambda: self.turn_over(1),
            Act.OTHER_READING: self.contents.take_other,
            Act.SET_ASIDE: self.pages.set_aside,
            Act.SHOW_FILE: self.show_file,
            Act.BUNDLE: self.bundle,
            Act.JOURNAL: self.show_journal,
            Act.SLIPS: self.slips,
            Act.DECLARATION: self.declarations,
            Act.SEND_BACK: self.send_back,
            Act.LARGER: lambda: view.zoom(1.25),
            Act.SMALLER: lambda: view.zoom(0.8),
            Act.FIT: view.turn_fit,
        }
        self.of_menus = frozenset(WAYS_IN)

    # What is shown

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

    @property
    def standing(self) -> Standing:
        """How the dossier and its screen stand now."""
        chosen, dossier, settings = self._chosen, self._dossier, self._app.settings
        return Standing(
            is_open=dossier is not None and dossier.state is DossierState.OPEN,
            rows=self._rows,
            wanted=self.picture.wanted,
            chosen=chosen.paper if chosen else None,
            has_pages=bool(chosen and chosen.seen.pages),
            readable=bool(chosen and chosen.readable),
            has_page=self.pages.page is not None,
            typed=[row.paper.id for row in self._rows if self.contents.unsaved(row.paper.id)],
            stored=self.reuse.papers,
            offering=self.reuse.offering,
            comparing=self._comparing,
            agency_signs=settings.agency_signs,
            keeps_seal=settings.keeps_seal,
            ended=dossier is not None and dossier.state in ENDED,
            stopped=self.readiness.stopped,
            busy=Busy(
                scanning=self.scanning,
                turning=self.picture.turning,
                dead=self.picture.dead,
                live=self.picture.live,
                opening=self.pages.opening,
                cropping=self.pages.cropping,
                signing=self.finishing.signing,
            ),
        )

    @property
    def offers(self) -> Offers:
        """What can be done now."""
        return dossier_acts(self.standing)

    def enter(self, what: object = None) -> None:
        """Turn to a dossier, or to a paper of one; where none is named, to the one shown last, or to a new one's form.

        Args:
            what: id of the dossier, or that and the paper's; None for no name.
        """
        if isinstance(what, UUID):
            self.picture.open(what)
        elif isinstance(what, tuple):
            self.picture.open(*what)
        elif not self.picture.opened:
            self.went.emit(Where.NEW, None)
            return
        else:
            self.refresh()
        self.take_keys()

    def take_keys(self) -> None:
        """To the checklist."""
        self.checklist.setFocus()

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
        self.finishing.signing = False
        self.finishing.follow(shown)
        self.reuse.set_rows(shown.stored)
        self._show_heading(shown)
        self.checklist.show_rows(shown.rows, {row.paper.id: row for row in shown.stored}, place[1])
        self.pile.show_pile(
            shown.pile, [paper for paper in self.standing.real if paper.signing is SigningState.UNSIGNED]
        )
        if shown.chosen:
            self.pages.show_pages(shown.chosen.pages)
            self.contents.show_paper(shown.chosen.seen, shown.chosen.read, shown.elsewhere, shown.chosen.asked)
            self.scans.list_profiles(shown.chosen.profiles, shown.chosen.usual_profile)
            self.view.scan.setToolTip(said(shown.chosen.usual_profile))
        self.readiness.show_findings(shown.dossier.id, shown.findings)
        self._show_offers()
        if another:
            self.reuse.turn_to(shown.dossier.id)
        self.changed.emit()

    def _show_heading(self, shown: Shown) -> None:
        view, dossier = self.view, shown.dossier
        self.titled.emit(dossier.code, " · ".join([*self._stands(dossier), shown.procedure, dossier.party.name]))
        real = self.standing.real
        done = sum(paper.digitisation is not DigitisationState.EMPTY for paper in real)
        view.progress_words.setText(self.tr("PAPERS") + f"   {done}/{len(real)}")
        view.show_consent(dossier.consent, changeable=dossier.state is DossierState.OPEN)

    def _stands(self, dossier: Dossier) -> list[str]:
        """That a dossier stands still; nothing where it goes on."""
        words = {
            DossierState.AWAITING: self.tr("waits for additions"),
            DossierState.REFUSED: self.tr("refused"),
            DossierState.STOPPED: self.tr("stopped"),
        }
        return [words[dossier.state]] if dossier.state in words else []

    def _show_offers(self) -> None:
        """Let buttons and menus offer what can be done now."""
        if self._chosen and self._chosen.paper.id in self.reuse.papers:
            self.reuse.show_paper(self._chosen.paper.id)
        view, now = self.view, self.standing
        offers, busy = dossier_acts(now), now.busy
        for act, button in view.buttons.items():
            show_offer(button, offers, act)
        view.sign.setToolTip(said(offers.each[Act.SIGN].why_not))
        self.scans.show_offers(offers)
        view.scans.setEnabled(offers.allows(Act.FILE))
        view.edits.setEnabled(not busy.scanning and not busy.dead and now.has_pages)
        self.pages.set_state(now.real, dead=busy.scanning or busy.dead, acting=self.picture.acting)
        self.contents.set_dead(dead=busy.dead)
        view.show_store(store=now.at_store)
        self.reuse.show_primary(primary=offers.primary is Act.STORE)
        view.show_busy(busy=busy.scanning, cropping=busy.cropping)

    # Turning

    def _turn_to(self, paper_id: UUID) -> None:
        if paper_id != self.picture.wanted:
            if self.pages.cropping:
                self.pages.end_crop(cut=False)
            self.picture.turn_to(paper_id)

    def next_paper(self, step: int) -> None:
        """Up or down the checklist."""
        own = [row.paper.id for row in self._rows]
        if self.picture.wanted in own:
            at = own.index(self.picture.wanted) + step
            if 0 <= at < len(own):
                self._turn_to(own[at])

    def turn_over(self, step: int) -> None:
        """The next or the last page, or stored paper."""
        if self.picture.turning:
            return
        if self.standing.at_store:
            self.reuse.choose(step)
            self._show_offers()
        else:
            self.pages.turn_over(step)

    def take_key(self, event: QKeyEvent) -> bool:
        """While a frame lies on the page, keys move it; in the list of findings they mark and lead."""
        return self.pages.crop_key(event) or self.readiness.take_key(event)

    def look_for_tokens(self) -> None:
        """A signing USB came or went: whoever is asked for its PIN sees it."""
        self.finishing.look_for_tokens()

    def go_back(self) -> bool:
        """Let go of the page, drop what is being read, stop the scanner, end the comparison; then the screen itself."""
        if self.pages.let_go():
            pass
        elif self.pointing.reading:
            self.pointing.stop()
        elif self.scanning:
            self.scanner.stop()
        elif self.comparing:
            self.end_comparing()
        else:
            return False
        return True

    # Taking papers in

    def scan(self, profile: ScanProfile | None = None) -> None:
        """Scan the next missing paper; or more pages into the chosen one, where none is missing."""
        target = self.standing.target
        if target:
            self.scanner.scan(target, profile)
            self._turn_to(target.id)
            self._show_offers()

    def scan_pile(self) -> None:
        """Scan a pile with separator sheets."""
        target = self.standing.target
        if target:
            self.scanner.scan_pile(target)
            self._show_offers()

    def rescan(self) -> None:
        """Scan the chosen page again, in its place."""
        page, chosen = self.pages.page, self._chosen
        if page and chosen and self.offers.allows(Act.RESCAN):
            self.scanner.rescan(page, chosen.paper.name)
            self._show_offers()

    def bring_file(self) -> None:
        """Take in a file that the citizen brings instead of paper."""
        target = self.standing.target
        if target:
            bring_file(self, self._app, target, partial(self._brought, target))

    def _brought(self, target: Paper, brought: Brought) -> None:
        self.picture.turn_to(target.id)
        if brought.verdict:
            advice = self.tr("The signed file is kept as it is, byte for byte.")
            self.told.emit(Notice(brought.verdict.sentence, advice))

    def print_separators(self) -> None:
        """Print the separator sheets of this dossier's papers."""
        if self._dossier:
            print_separators(self, self._app, self._dossier)

    def take_stored(self) -> None:
        """Take the paper from the e-store, or give it back; where pages lie there, compare first."""
        now = self.standing
        if dossier_acts(now).allows(Act.STORE):
            self._comparing = not now.at_store
            if now.at_store:
                self.reuse.act()
            else:
                self._show_offers()

    @property
    def comparing(self) -> bool:
        """Whether the stored paper is shown in place of scanned pages."""
        return self._comparing and self.standing.at_store

    def end_comparing(self) -> None:
        """Back to the pages."""
        self._comparing = False
        self._show_offers()

    # Finishing them

    def confirm(self) -> None:
        """Cut what is framed, answer the pile, or confirm the paper."""
        if self.pages.cropping:
            self.pages.end_crop(cut=True)
        elif self.pile.asking:
            self.pile.to_paper()
        else:
            self.finishing.confirm()

    def sign(self) -> None:
        """Ask for the PIN; or turn to what must be confirmed, or mended, first."""
        if self.readiness.stopped and not self.standing.unconfirmed:
            self.readiness.take_focus()
        to_confirm = self.finishing.sign()
        if to_confirm:
            self._turn_to(to_confirm)
        self._show_offers()

    def show_file(self) -> None:
        """The chosen paper's file as it really is."""
        if self._chosen and self.offers.allows(Act.SHOW_FILE):
            self.went.emit(Where.PAPER, self._chosen.paper.id)

    def bundle(self) -> None:
        """All finished papers for the citizen."""
        if self._dossier:
            ask_for_bundle(self, self._app, self._dossier.id)

    def send_back(self) -> None:
        """The chosen paper was sent back: digitise it anew, with the page on the screen as the one that is wrong."""
        dossier, chosen, shown = self._dossier, self._chosen, self.picture.shown
        if not (dossier and chosen and shown and self.picture.live):
            return
        if refusal := why_not_send_back(dossier, chosen.paper):
            self.told.emit(Notice(refusal.message, refusal.what_to_do))
            return
        page = self.pages.leaf.at + 1 if self.pages.leaf else 0
        why = shown.line.why if shown.line.next is Next.MEND else ""

        def done(new: Paper) -> None:
            words = self.tr("«%1» is open again, the version so far is kept. Mend it, confirm it, sign it.")
            self.told.emit(Notice(words.replace("%1", new.name), "", good=True))
            leaf = Leaf(page - 1, None) if page else None
            self.picture.turn_to(new.id, leaf)
            self.changed.emit()

        dialog = SendingBackDialog(self._app, chosen.paper, page, why, self.window(), done)
        dialog.finished.connect(lambda _: self._back_from_dialog())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def slips(self) -> None:
        """The dossier's forms: receipt, additions, refusal, apology, control."""
        if self._dossier:
            ask_for_slips(self, self._app, self._dossier.id, self.refresh)

    def declarations(self) -> None:
        """The dossier's declarations, filled in to be signed; that of the chosen paper first."""
        if self._dossier and self.offers.allows(Act.DECLARATION):
            ask_for_declarations(self, self._app, self._dossier.id, self.picture.wanted, self.declared.emit)

    def show_journal(self) -> None:
        """What was done to this dossier and its papers."""
        if self._dossier:
            self.went.emit(Where.JOURNAL, From((self._dossier.id, None), Where.DOSSIER))

    def _back_from_dialog(self) -> None:
        self.window().activateWindow()
        self.take_keys()
        self.refresh()

    def _record_consent(self, *, given: bool) -> None:
        dossier = self._dossier
        if dossier:
            noting = Doing(self.tr("Noting the owner's answer…"))
            work = Operation(self, lambda _: self._app.intake.record_consent(dossier.id, given=given), noting)
            work.on_success(lambda _: self.refresh()).run()
