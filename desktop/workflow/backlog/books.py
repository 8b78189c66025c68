"""Register books: opened, their separator sheets printed, fed, and how far each is."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from desktop.document.file.metadata import PaperAbout
from desktop.document.papers.pile import PileAnswer
from desktop.document.printing.separators import SeparatorSheet, separator_pdf
from desktop.machine.clock import Clock, vietnam_day
from desktop.machine.settings import Settings
from desktop.model.book import Book, BookSheet, book_sheet
from desktop.model.catalogue import Procedure, UnknownCode
from desktop.model.codes import provisional_code
from desktop.model.dossier import Dossier, Page, Paper, PaperKind, Party, PartyKind
from desktop.model.scanning import ScanProfile
from desktop.model.states import DossierState
from desktop.store import audit, books, dossiers, papers
from desktop.store.books import GONE, BookCount
from desktop.store.file import Store
from desktop.workflow.allowed import require, why_not_start
from desktop.workflow.backlog.errors import BookIsThere, NoBook
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.pile import Piles, PileState, place_of_unsorted
from desktop.workflow.sheets import count_sheets

Step = Callable[[int, int], None]
"""Told how many papers of a book are done, of how many."""


def untold(done: int, of: int) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRow:
    """A book and how far it is.

    Attributes:
        book: the book.
        confirmed: papers that became results of their owners.
        left_out: papers that were left out.
        waiting: papers that wait to be looked at and confirmed.
        came: how many sheets came, without separators.
        pile: what its pile waits for; None where all that came is sorted.
    """

    book: Book
    confirmed: int
    left_out: int
    waiting: int
    came: int
    pile: PileState | None


class Books:
    """Keeps the books of this counter.

    Args:
        store: the open store.
        clock: the time.
        settings: they say whose books they are.
        catalogue: what results there are.
        piles: scans and sorts.
    """

    def __init__(self, store: Store, clock: Clock, settings: Settings, catalogue: CatalogueDesk, piles: Piles) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._catalogue = catalogue
        self._piles = piles

    def open(self, result: str, year: int, number: str, sheets: int) -> Book:
        """Open a book, before it is fed.

        Args:
            result: result code of its papers.
            year: their year of issue.
            number: the book's number.
            sheets: how many sheets were counted.

        Raises:
            BadBook: that cannot be a book.
            UnknownCode: no procedure of the catalogue gives such a result.
            SecretProcedure: its papers must not be scanned (R21).
            BookIsThere: it was opened before.
        """
        own = book_sheet(result, year, number, sheets, vietnam_day(self._clock.now()))
        with self._store.writing() as tx:
            if books.find(tx, own.key):
                raise BookIsThere(own.key)
            return self._open(tx, own)

    def opened(self, tx: Connection, sheet: BookSheet, sheets: int) -> Book:
        """The book that papers of another PC belong to, opened where it is not there, with their sheets counted in it.

        Raises:
            BadBook, UnknownCode, SecretProcedure: as for `open`.
        """
        own = book_sheet(sheet.result, sheet.year, sheet.number, sheets, vietnam_day(self._clock.now()))
        if there := books.find(tx, own.key):
            books.count_more(tx, there.id, sheets)
            return there
        return self._open(tx, own)

    def _open(self, tx: Connection, own: BookSheet) -> Book:
        now, catalogue = self._clock.now(), self._catalogue.current()
        procedure = _giving(catalogue.procedures, own.result)
        require(why_not_start(procedure))
        case, name = procedure.cases[0].code, procedure.paper_name(own.result)
        new = Book(id=uuid.uuid4(), sheet=own, name=name, procedure=procedure.code, case=case, opened_at=now)
        dossiers.add(tx, self._place(new, catalogue.version))
        place_of_unsorted(tx, new.id)
        books.add(tx, new)
        audit.append(tx, self._settings.officer, "book opened", str(new.id), f"{own.key} {own.sheets}"[:200])
        return new

    def _place(self, book: Book, version: str) -> Dossier:
        """Where a book's pages lie; it belongs to the body that keeps the book."""
        code = provisional_code(book.id)
        unit = self._settings.unit
        return Dossier(
            id=book.id,
            code=code,
            provisional_code=code,
            procedure=book.procedure,
            case=book.case,
            catalogue_version=version,
            party=Party(kind=PartyKind.AGENCY, number=unit, name=self._settings.unit_name or unit),
            receiving_unit=unit,
            competent_unit=self._settings.competent_unit or unit,
            received_at=book.opened_at,
            state=DossierState.BOOK,
            officer=self._settings.officer,
        )

    def find(self, key: str) -> Book:
        """The book with this key (`<result>/<year>/<number>`).

        Raises:
            NoBook: there is none.
        """
        with self._store.reading() as tx:
            found = books.find(tx, key)
        if found is None:
            raise NoBook(key[:60])
        return found

    def of_dossier(self, dossier_id: UUID) -> Book | None:
        """The book whose pages a dossier holds; None where it holds somebody's."""
        with self._store.reading() as tx:
            return books.of_dossier(tx, dossier_id)

    def rows(self) -> list[BookRow]:
        """All books, the oldest year first."""
        with self._store.reading() as tx:
            counts = books.counts(tx)
            return [self._row(tx, book, counts.get(book.id)) for book in books.every(tx)]

    def row(self, book: Book) -> BookRow:
        """One of them."""
        with self._store.reading() as tx:
            return self._row(tx, book, books.counts(tx).get(book.id))

    def _row(self, tx: Connection, book: Book, count: BookCount | None) -> BookRow:
        waiting = waiting_papers(tx, book)
        lying = [page for paper in waiting for page in papers.pages(tx, paper.id)]
        unsorted = papers.pages(tx, place_of_unsorted(tx, book.id).id)
        return BookRow(
            book=book,
            confirmed=count.confirmed if count else 0,
            left_out=count.left_out if count else 0,
            waiting=len(waiting),
            came=sheets_of([*lying, *unsorted]) + (count.sheets if count else 0),
            pile=self._piles.view(book.id),
        )

    def scan(
        self,
        book: Book,
        on_page: Callable[[Page], None],
        cancelled: threading.Event,
        profile: ScanProfile | None = None,
    ) -> int:
        """Feed a book, or the rest of it; blocks until the feeder is empty. Gives how many pages came.

        Raises:
            PileWaits: its last pile still waits for an answer.
            NoScanner, and the scanner's own troubles.
        """
        with self._store.writing() as tx:
            place = place_of_unsorted(tx, book.id)
        return self._piles.scan(place.id, on_page, cancelled, profile)

    def answer(self, book: Book, said: PileAnswer) -> None:
        """Answer what its pile asks; it goes on at once.

        Raises:
            NoQuestion: it asks nothing.
        """
        self._piles.answer(book.id, said)

    def printed(self, book: Book, *, size: str = "A4") -> bytes:
        """Its separator sheet as a PDF of one page."""
        name = f"{book.name}, {book.sheet.title.lower()}"
        sheet = SeparatorSheet(book.sheet.separator, name, f"{book.sheet.sheets} tờ đã đếm")
        creator = self._settings.unit_name or "Quầy Số"
        about = PaperAbout(title=f"Tờ phân tách · {name}", creator=creator, created=self._clock.now())
        return separator_pdf([sheet], about, size=size)


def waiting_papers(tx: Connection, book: Book) -> list[Paper]:
    """The papers of a book that something is still to be done with, in their order."""
    gone = {paper for paper, one in books.said(tx, book.id).items() if one.outcome in GONE}
    own = [paper for paper in papers.of_dossier(tx, book.id) if paper.kind is PaperKind.RESULT]
    return [paper for paper in own if paper.id not in gone and papers.pages(tx, paper.id)]


def sheets_of(pages: Sequence[Page]) -> int:
    """How many sheets pages are the sides of."""
    return count_sheets(pages, typed=0).sheets


def _giving(procedures: Sequence[Procedure], result: str) -> Procedure:
    for procedure in procedures:
        if any(one.code == result for one in procedure.results):
            return procedure
    raise UnknownCode(result)
