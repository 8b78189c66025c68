"""What a dossier's screen shows: one value, read at one go and swapped whole.

Row, page, fields and keys are all painted from the same `Shown`; what a key does it does to what that value holds. A
key is dead while something newer than what is shown was asked for.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.app import App
from desktop.model.catalogue import Procedure
from desktop.model.dossier import Dossier, Paper, PaperKind
from desktop.model.scanning import ScanProfile
from desktop.model.states import DigitisationState, DossierState, SigningState
from desktop.model.validity import told
from desktop.ui.acts.dossier import UNCONFIRMED, WANTING
from desktop.ui.controllers.contents import Asked
from desktop.ui.controllers.leaves import Leaf, PaperPages, load_pages
from desktop.ui.operations import ActQueue, Doing, Operation, Seen
from desktop.workflow.allowed import why_not_change
from desktop.workflow.board import DossierLine
from desktop.workflow.checklist import ChecklistRow
from desktop.workflow.pile import PileState
from desktop.workflow.readiness.finding import Finding, Stage
from desktop.workflow.reading import PaperRead
from desktop.workflow.seen import SeenPaper
from desktop.workflow.stored import ReuseRow

NOTHING_READ = PaperRead({}, None)


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """The chosen paper as it is shown.

    Attributes:
        seen: what a confirmation is of.
        pages: its pages as the panel shows them, one of them large.
        read: what its pages say; nothing before all of them are read.
        profiles: the ways of scanning it.
        usual_profile: name of the one that a scan takes.
        asked: what its procedure wants said of it.
    """

    seen: SeenPaper
    pages: PaperPages
    read: PaperRead
    profiles: tuple[ScanProfile, ...]
    usual_profile: str
    asked: Asked

    @property
    def paper(self) -> Paper:
        """The paper itself."""
        return self.seen.paper

    @property
    def locked(self) -> bool:
        """Whether nothing of it may change any more."""
        return why_not_change(self.paper) is not None

    @property
    def readable(self) -> bool:
        """Whether all its pages are read, and belong to it: so that it can be confirmed."""
        return _all_read(self.seen) and not self.locked and self.paper.kind is not PaperKind.UNSORTED


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the screen shows of a dossier.

    Attributes:
        dossier: the dossier.
        procedure: name of its procedure.
        rows: its checklist.
        pile: its pile that is not sorted to the end.
        stored: what the e-stores have.
        chosen: the chosen paper; None where the dossier has none.
        line: how far the dossier is, as the lists say it.
        held_up: why nothing goes to the province now; empty where something could.
        findings: what was sent back of it, and what would be, once it can be signed.
    """

    dossier: Dossier
    procedure: str
    rows: tuple[ChecklistRow, ...]
    pile: PileState | None
    stored: tuple[ReuseRow, ...]
    chosen: ShownPaper | None
    line: DossierLine
    held_up: str
    findings: tuple[Finding, ...] = ()

    @property
    def row(self) -> ChecklistRow | None:
        """The chosen paper's row."""
        return next((row for row in self.rows if self.chosen and row.paper.id == self.chosen.paper.id), None)

    @property
    def elsewhere(self) -> Paper | None:
        """The dossier's own place for the kind of paper that the chosen one seems to be."""
        other = self.chosen.read.other if self.chosen else None
        if other is None:
            return None
        fitting = (row.paper for row in self.rows if other.code == row.paper.code or other.name == row.paper.name)
        return next((paper for paper in fitting if paper.signing is SigningState.UNSIGNED), None)

    def following(self, paper_id: UUID) -> UUID:
        """What comes behind a paper that is confirmed: one to confirm, so that none is left; else one to scan."""
        own = [row.paper for row in self.rows]
        at = next((n for n, paper in enumerate(own) if paper.id == paper_id), 0)
        for states in (UNCONFIRMED, {DigitisationState.EMPTY}):
            for paper in [*own[at + 1 :], *own[:at]]:
                if paper.digitisation in states:
                    return paper.id
        return paper_id


Place = tuple[UUID, UUID | None, Leaf | None]
"""A dossier, its paper, and the page of it."""


def look(app: App, dossier_id: UUID, wanted: UUID | None, leaf: Leaf | None, *, remember: bool = False) -> Shown:
    """Read all that is shown of a dossier; in a worker thread.

    Args:
        app: the services.
        dossier_id: which dossier.
        wanted: the paper to choose; None, or one that is gone, for the first that wants something.
        leaf: the page of it to show large; None for the first.
        remember: it is the one that is opened at the next start.
    """
    dossier = app.dossiers.turn_to(dossier_id) if remember else app.dossiers.get(dossier_id)
    rows = tuple(app.checklist.rows(dossier_id))
    procedure = app.catalogue.procedure_of(dossier)
    back = app.redigitising.findings(dossier_id)
    if wanted is None and back:
        # It opens where it is wrong.
        wanted, page_id = back[0].at.paper_id, back[0].at.page_id
        leaf = Leaf(0, page_id) if page_id else leaf
    signing = app.readiness.check(dossier_id, Stage.SIGNING) if _is_next_signed(dossier, rows) else ()
    return Shown(
        dossier=dossier,
        procedure=procedure.name,
        rows=rows,
        pile=app.piles.view(dossier_id),
        stored=tuple(app.reuse.known(dossier_id)),
        chosen=_look_at_paper(app, _choose(rows, wanted), leaf, procedure) if rows else None,
        line=app.board.line_of(dossier_id),
        held_up=app.sending.held_up,
        findings=(*back, *app.online.findings(dossier_id), *signing),
    )


def _is_next_signed(dossier: Dossier, rows: tuple[ChecklistRow, ...]) -> bool:
    """Whether a signature comes next, or the sending of what needs none."""
    if any(row.unconfirmed or row.missing for row in rows):
        return False
    states = {row.paper.digitisation for row in rows}
    reused = dossier.state is DossierState.OPEN and DigitisationState.REUSED in states
    return reused or any(row.awaited for row in rows)


def _choose(rows: tuple[ChecklistRow, ...], wanted: UUID | None) -> UUID:
    own = [row.paper for row in rows]
    chosen = next((paper for paper in own if paper.id == wanted), None)
    return (chosen or next((paper for paper in own if paper.digitisation in WANTING), own[0])).id


def _look_at_paper(app: App, paper_id: UUID, leaf: Leaf | None, procedure: Procedure) -> ShownPaper:
    seen = app.papers.look(paper_id)
    profiles = app.capture.profiles
    return ShownPaper(
        seen=seen,
        pages=load_pages(app, seen, leaf),
        read=app.reading.read(seen) if _all_read(seen) else NOTHING_READ,
        profiles=profiles.all(),
        usual_profile=profiles.for_component(seen.paper.code).name,
        asked=Asked(told(procedure.validity_of(seen.paper.code)), secrecy=procedure.secret is None),
    )


def _all_read(seen: SeenPaper) -> bool:
    return bool(seen.pages) and all(page.facts for page in seen.pages)


class Picture(QObject):
    """Keeps what is shown, looks again, and knows whether keys may act on it.

    Args:
        app: the services.
        owner: whose picture it is.
        leaf: which page of the paper that is shown is the large one.
        holds: whether the picture must stand still for now.
    """

    swapped = Signal()
    keys_changed = Signal()

    def __init__(self, app: App, owner: QWidget, leaf: Callable[[], Leaf | None], holds: Callable[[], bool]) -> None:
        super().__init__(owner)
        self._app = app
        self._owner = owner
        self._leaf = leaf
        self._holds = holds
        self._numbers = itertools.count(1)
        self._turns = ActQueue()
        self._dossier: UUID | None = None
        self._acts = 0
        self._last_acts = 0
        # Looks are numbered. The first that shows the paper asked for last, the first that shows all acts, the first
        # that shows what comes behind a finished paper: older ones than these are not shown any more.
        self._shown_look = 0
        self._turned_look = 0
        self._acted_look = 0
        self._last_look = 0
        self.shown: Shown | None = None
        self.wanted: UUID | None = None
        # The page of a paper that was turned to and is not shown yet.
        self._wanted_leaf: Leaf | None = None

    @property
    def opened(self) -> bool:
        """Whether a dossier was turned to."""
        return self._dossier is not None

    @property
    def turning(self) -> bool:
        """Whether something else than what is shown was asked for; its keys are dead."""
        return self.shown is None or self._shown_look < self._turned_look

    @property
    def dead(self) -> bool:
        """Whether no key may change what is shown: something else is on its way, or the paper is being finished."""
        return self.turning or self._last_acts > 0 or self._shown_look < self._last_look

    @property
    def acting(self) -> bool:
        """Whether something was asked for whose outcome is not on the screen yet."""
        return self._acts > 0 or self._shown_look < self._acted_look

    @property
    def live(self) -> bool:
        """Whether what is shown is what was asked for last, with all that was done."""
        return not self.turning and not self.acting

    @property
    def place(self) -> Place | None:
        """Where the clerk is: dossier, paper, page; None where no dossier was turned to."""
        return (self._dossier, self.wanted, self._leaf() or self._wanted_leaf) if self._dossier else None

    def open(self, dossier_id: UUID, paper_id: UUID | None = None, leaf: Leaf | None = None) -> None:
        """Turn to a dossier.

        Args:
            dossier_id: which.
            paper_id: its paper; None for the first that wants something.
            leaf: the page of it; None for the first.
        """
        self._dossier, self.shown, self.wanted, self._wanted_leaf = dossier_id, None, paper_id, leaf
        self._turned_look = self._look(Doing(self.tr("Opening the dossier…")), remember=True)
        self.keys_changed.emit()

    def turn_to(self, paper_id: UUID, leaf: Leaf | None = None) -> None:
        """Turn to a paper of the dossier, and to a page of it; None for the first."""
        self.wanted, self._wanted_leaf = paper_id, leaf
        self._turned_look = self._look(Doing(self.tr("Opening the paper…")))
        self.keys_changed.emit()

    def refresh(self) -> None:
        """Look again; what is shown stays valid meanwhile."""
        if self._dossier:
            self._look()

    def act(self, act: Operation[Any], *, last: bool = False) -> None:
        """Do something to what is shown, behind what was asked for before; then look again.

        Args:
            act: not started.
            last: nothing may be done to what is shown behind it.
        """
        self._acts += 1
        self._last_acts += last
        self._turns.add(act, lambda _: self._acted(last=last))
        self.keys_changed.emit()

    def _acted(self, *, last: bool) -> None:
        self._acts -= 1
        self._last_acts -= last
        if not self._dossier:
            return
        self._acted_look = self._look()
        if last:
            self._last_look = self._acted_look
        self.keys_changed.emit()

    def _look(self, seen: Doing | Seen = Seen.UNASKED, *, remember: bool = False) -> int:
        """Look in the background; gives the look's number."""
        dossier_id, number = self._dossier, next(self._numbers)
        assert dossier_id
        wanted = self.wanted
        shown_paper = self.shown.chosen.paper.id if self.shown and self.shown.chosen else None
        leaf = self._leaf() if shown_paper and wanted == shown_paper else self._wanted_leaf

        def come(shown: Shown) -> None:
            newest = number > self._shown_look and number >= max(self._turned_look, self._acted_look)
            if dossier_id == self._dossier and newest:
                self._swap(shown, number)

        work = Operation(self._owner, lambda _: look(self._app, dossier_id, wanted, leaf, remember=remember), seen)
        work.on_success(come).run()
        return number

    def _swap(self, shown: Shown, number: int) -> None:
        if self._holds() and not self.turning:
            return
        self.shown, self._shown_look = shown, number
        self.wanted = shown.chosen.paper.id if shown.chosen else None
        self.swapped.emit()
