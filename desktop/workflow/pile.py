"""A mixed pile from the feeder into the right papers: scanned, kept as unsorted, placed sheet by sheet.

Every page is committed where it can be seen, among the unsorted ones, before anything is decided about it. Its
sheet is placed once all its sides are read, in the order of the pile, one transaction a sheet; so the work goes
on after a crash at any point. What is in doubt becomes a question: the pile waits for the answer, the feeder goes on.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from desktop.document.papers import book as book_rules
from desktop.document.papers import pile as rules
from desktop.document.papers.beginning import Beginning, beginning
from desktop.document.papers.pile import Choice, PileAnswer, Placement, Question, Row, Sheet, Side, Sorting
from desktop.document.printing.separators import marks
from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.model.arrangement import Arrangement, Slot, difference
from desktop.model.book import Book
from desktop.model.data import as_data, from_data
from desktop.model.dossier import Page, Paper, PaperKind
from desktop.model.edit import NoSuchPage
from desktop.model.scanning import ScanProfile
from desktop.model.separator import Separator, SeparatorKind
from desktop.store import arrangements, books, dossiers, papers, piles, titles
from desktop.store.file import Store
from desktop.workflow.allowed import require, takes_pages, why_not_take_in
from desktop.workflow.capture import Capture
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.errors import DeclarationElsewhere, NoQuestion, PileWaits
from desktop.workflow.page_work import PageWork
from desktop.workflow.pages import PageEdits

log = logging.getLogger(__name__)

UNSORTED_NAME = "Trang chưa xếp"
UNSORTED_CODE = "CHUA-XEP"


@dataclass(frozen=True, slots=True, kw_only=True)
class PileState:
    """How far a pile is.

    Attributes:
        id: the pile.
        dossier_id: whose it is.
        placed: pages that are in their papers.
        waiting: pages among the unsorted that wait to be read or for an answer.
        question: what a person has to say first; None while it goes on.
        sheet: pages of the sheet that is asked about.
    """

    id: UUID
    dossier_id: UUID
    placed: int
    waiting: int
    question: Question | None
    sheet: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class _Pile:
    """A pile as it is kept: the rules' state, and which pages it has dealt with or found there already."""

    id: UUID
    dossier_id: UUID
    sorting: Sorting
    placed: tuple[UUID, ...] = ()
    not_ours: tuple[UUID, ...] = ()


class Piles:
    """Scans piles and takes them apart.

    Args:
        store: where pages go.
        clock: time of placing.
        settings: they say who does it.
        capture: scans.
        work: tells when a page is read.
        pages: writes what changed, so that it can be undone.
        catalogue: what the dossier's procedure asks for and gives.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        capture: Capture,
        work: PageWork,
        pages: PageEdits,
        catalogue: CatalogueDesk,
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._capture = capture
        self._pages = pages
        self._catalogue = catalogue
        self._scanning: set[UUID] = set()
        self._listeners: list[Callable[[UUID], None]] = []
        work.on_facts(lambda _: self._go_on_all())

    def on_change(self, listener: Callable[[UUID], None]) -> None:
        """Be told, from any thread, that a dossier's pile went on or asks something."""
        self._listeners.append(listener)

    def scan(
        self,
        asked: UUID,
        on_page: Callable[[Page], None],
        cancelled: threading.Event,
        profile: ScanProfile | None = None,
    ) -> int:
        """Scan the feeder's pile; pages before any separator go to the paper `asked`. Blocks until the feeder is empty.

        Returns:
            How many pages came.

        Raises:
            PileWaits: the dossier's last pile still waits for an answer.
            PaperLocked, NoScanner, and the scanner's own troubles, as `Capture.scan`.
        """
        pile, unsorted = self._begin(asked)
        try:
            return self._capture.scan(unsorted, on_page, cancelled, profile)
        finally:
            self._scanning.discard(pile)
            self._go_on_all()

    def _begin(self, asked: UUID) -> tuple[UUID, UUID]:
        with self._store.writing() as tx:
            paper = papers.get(tx, asked)
            dossier = dossiers.get(tx, paper.dossier_id)
            require(why_not_take_in(dossier))
            if piles.unfinished(tx, dossier.id):
                raise PileWaits(dossier.code)
            unsorted = place_of_unsorted(tx, dossier.id)
            there = tuple(page.id for page in papers.pages(tx, unsorted.id, removed=True))
            codes = tuple(dict.fromkeys((dossier.code, dossier.provisional_code)))
            pile = _Pile(uuid.uuid4(), dossier.id, rules.begin(asked, codes), not_ours=there)
            piles.add(tx, pile.id, dossier.id, _kept(pile))
            self._scanning.add(pile.id)
        return pile.id, unsorted.id

    def view(self, dossier_id: UUID) -> PileState | None:
        """The dossier's pile that is not sorted to the end; None where there is none."""
        with self._store.reading() as tx:
            for pile in _unfinished(tx, dossier_id):
                waiting = _waiting(tx, pile)
                sheet = _sheets(waiting)[0] if pile.sorting.question and waiting else ()
                return PileState(
                    id=pile.id,
                    dossier_id=dossier_id,
                    placed=len(pile.placed),
                    waiting=len(waiting),
                    question=pile.sorting.question,
                    sheet=tuple(page.id for page in sheet),
                )
        return None

    def answer(self, dossier_id: UUID, said: PileAnswer, *, asked: PileState | None = None) -> None:
        """Answer the dossier's pile; it goes on at once.

        Args:
            dossier_id: which dossier.
            said: the answer.
            asked: the pile as the clerk sees it; None where nobody looks.

        Raises:
            NoQuestion: it asks nothing, or something else than the clerk saw.
            DeclarationElsewhere: the sheet is another dossier's: it can only be left out.
            NoSuchPage: the paper named is not there, is signed, or is reused.
        """
        with self._store.writing() as tx:
            asking = [pile for pile in _unfinished(tx, dossier_id) if pile.sorting.question]
            sheets = _sheets(_waiting(tx, asking[0])) if asking else []
            sheet = tuple(page.id for page in sheets[0]) if sheets else ()
            if not sheets or (asked and (asked.question, asked.sheet) != (asking[0].sorting.question, sheet)):
                raise NoQuestion()
            question = asking[0].sorting.question
            if question and question.of_others and said.choice is not Choice.GO_ON:
                raise DeclarationElsewhere(question.code)
            if said.paper_id and all(row.paper_id != said.paper_id for row in self._rows(tx, dossier_id)):
                raise NoSuchPage()
            of_book = books.of_dossier(tx, dossier_id) is not None
            answered = book_rules.answer if of_book else rules.answer
            sorting, placements = answered(asking[0].sorting, _sheet(sheets[0]), said)
            self._place(tx, replace(asking[0], sorting=sorting), placements)
        self._go_on_all()

    def resume(self) -> int:
        """Go on with the piles that a crash left in the middle; gives how many."""
        with self._store.reading() as tx:
            left = len(piles.unfinished(tx))
        self._go_on_all()
        return left

    def _go_on_all(self) -> None:
        """Place every sheet that can be placed; one transaction each."""
        with self._store.reading() as tx:
            left = [(pile.id, pile.dossier_id) for pile in _unfinished(tx)]
        for pile_id, dossier_id in left:
            moved = False
            while self._one_sheet(pile_id, dossier_id):
                moved = True
            if moved:
                for listener in list(self._listeners):
                    listener(dossier_id)

    def _one_sheet(self, pile_id: UUID, dossier_id: UUID) -> bool:
        """Deal with the next sheet; False where it has to wait."""
        with self._store.writing() as tx:
            pile = next((one for one in _unfinished(tx, dossier_id) if one.id == pile_id), None)
            if pile is None or pile.sorting.question:
                return False
            sheets = _sheets(_waiting(tx, pile))
            scanning = pile_id in self._scanning
            if not sheets and not scanning:
                piles.change(tx, pile_id, _kept(pile), done=True)
                return True
            # While the feeder runs, the last sheet's back may still be to come.
            if not sheets or (scanning and len(sheets) == 1) or any(page.facts is None for page in sheets[0]):
                return False
            sorting, placements = self._step(tx, pile, sheets[0])
            self._place(tx, replace(pile, sorting=sorting), placements)
            return True

    def _step(self, tx: Connection, pile: _Pile, pages: Sequence[Page]) -> tuple[Sorting, tuple[Placement, ...]]:
        book = books.of_dossier(tx, pile.dossier_id)
        if book is None:
            return rules.step(pile.sorting, _sheet(pages), self._rows(tx, pile.dossier_id))
        return book_rules.step(pile.sorting, _sheet(pages), book.sheet, self._beginning(tx, book, pages))

    def _beginning(self, tx: Connection, book: Book, pages: Sequence[Page]) -> Beginning:
        written = (page.facts for page in pages if page.facts and not page.facts.look.blank)
        facts = next(written, None)
        if facts is None:
            return Beginning.UNCLEAR
        given = [(one.code, one.name) for each in self._catalogue.current().procedures for one in each.results]
        others = [one for one in given if one[0] != book.sheet.result]
        return beginning(facts.reading, facts.codes, (book.sheet.result, book.name), others, titles.known(tx))

    def _place(self, tx: Connection, pile: _Pile, placements: Sequence[Placement]) -> None:
        placed = (*pile.placed, *(one.page_id for one in placements))
        if placements:
            now = arrangements.load(tx, pile.dossier_id)
            change = difference(now, self._placed(tx, now, pile.dossier_id, placements))
            self._pages.write(tx, pile.dossier_id, change, "pile sorted", str(len(placements)))
            arrangements.record(
                tx,
                pile.dossier_id,
                at=self._clock.now(),
                who=self._settings.officer,
                label=f"xếp {len(placed)} trang của chồng giấy",
                change=change,
                job=f"pile {pile.id}",
            )
        piles.change(tx, pile.id, _kept(replace(pile, placed=placed)), done=False)

    def _placed(
        self, tx: Connection, now: Arrangement, dossier_id: UUID, placements: Sequence[Placement]
    ) -> Arrangement:
        book = books.of_dossier(tx, dossier_id)
        results = {slot.id: slot for slot in ([] if book else self._missing_results(tx, dossier_id))}
        for one in placements:
            if book and one.paper_id not in now.slots:
                own = Slot(id=one.paper_id, kind=PaperKind.RESULT, code=book.sheet.result, name=book.name)
                results[own.id] = own
            if one.paper_id in results and one.paper_id not in now.slots:
                now = now.with_slot(results[one.paper_id])
            last = max((place.position for place in now.lying_in(one.paper_id)), default=-1)
            page = now.places[one.page_id]
            now = now.with_places(replace(page, paper_id=one.paper_id, position=last + 1, removed=one.aside))
        return now

    def _rows(self, tx: Connection, dossier_id: UUID) -> list[Row]:
        rows = [
            Row(paper.id, _separator(paper.kind, paper.code), paper.name, not papers.pages(tx, paper.id))
            for paper in papers.of_dossier(tx, dossier_id)
            if takes_pages(paper)
        ]
        return rows + [
            Row(slot.id, _separator(slot.kind, slot.code), slot.name, empty=True)
            for slot in self._missing_results(tx, dossier_id)
        ]

    def _missing_results(self, tx: Connection, dossier_id: UUID) -> list[Slot]:
        """Results that the procedure gives and the dossier has no paper for: a separator makes one."""
        dossier = dossiers.get(tx, dossier_id)
        procedure = self._catalogue.procedure_of(dossier)
        there = {paper.code for paper in papers.of_dossier(tx, dossier_id) if paper.kind is PaperKind.RESULT}
        return [
            Slot(id=uuid.uuid5(dossier_id, one.code), kind=PaperKind.RESULT, code=one.code, name=one.name)
            for one in procedure.results
            if one.code not in there
        ]


def _separator(kind: PaperKind, code: str) -> Separator:
    return Separator(SeparatorKind.RESULT if kind is PaperKind.RESULT else SeparatorKind.COMPONENT, code)


def place_of_unsorted(tx: Connection, dossier_id: UUID) -> Paper:
    """The dossier's place for pages that belong to no paper yet."""
    own = papers.of_dossier(tx, dossier_id)
    for paper in own:
        if paper.kind is PaperKind.UNSORTED:
            return paper
    new = Paper(
        id=uuid.uuid4(),
        dossier_id=dossier_id,
        kind=PaperKind.UNSORTED,
        code=UNSORTED_CODE,
        name=UNSORTED_NAME,
        position=max((paper.position for paper in own), default=-1) + 1,
    )
    papers.add(tx, new)
    return new


def _waiting(tx: Connection, pile: _Pile) -> list[Page]:
    """The pile's pages that are not placed yet; one that an undo brought back waits for the clerk, not for us."""
    dealt_with = {*pile.placed, *pile.not_ours}
    lying = papers.pages(tx, place_of_unsorted(tx, pile.dossier_id).id)
    return sorted((page for page in lying if page.id not in dealt_with), key=lambda page: page.position)


def _sheets(pages: Sequence[Page]) -> list[list[Page]]:
    sheets: list[list[Page]] = []
    for page in pages:
        last = sheets[-1] if sheets else []
        behind = page.origin.side == "back" and len(last) == 1 and last[0].origin.side == "front"
        if behind and (last[0].origin.job, last[0].origin.sheet) == (page.origin.job, page.origin.sheet):
            last.append(page)
        else:
            sheets.append([page])
    return sheets


def _sheet(pages: Sequence[Page]) -> Sheet:
    return tuple(
        Side(page.id, marks(page.facts), blank=page.facts.look.blank) for page in pages if page.facts is not None
    )


def _unfinished(tx: Connection, dossier_id: UUID | None = None) -> list[_Pile]:
    return [_pile(*row) for row in piles.unfinished(tx, dossier_id)]


def _kept(pile: _Pile) -> dict[str, Any]:
    """How far a pile is, as the store keeps it."""
    pages = {"placed": as_data(pile.placed), "not_ours": as_data(pile.not_ours)}
    return {**as_data(pile.sorting), **pages}


def _pile(pile_id: UUID, dossier_id: UUID, kept: dict[str, Any]) -> _Pile:
    pages = {name: tuple(UUID(page) for page in kept[name]) for name in ("placed", "not_ours")}
    sorting = from_data(Sorting, {name: value for name, value in kept.items() if name not in pages})
    return _Pile(pile_id, dossier_id, sorting, **pages)
