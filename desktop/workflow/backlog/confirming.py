"""A book's papers become results of their owners: each in a dossier of its own, as if its result had been handed out.

That is what record, sending, reports and the rights of whom the data is about know already. The dossier, the paper's
move into it and the clerk's confirmation are one transaction; the file is built after it.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.clock import Clock, vietnam_day
from desktop.machine.settings import Settings
from desktop.model.book import Book
from desktop.model.codes import provisional_code
from desktop.model.dossier import Dossier, Paper, Party
from desktop.model.errors import Refusal
from desktop.model.states import DeliveryState, DossierState
from desktop.store import arrangements, audit, books, dossiers, papers, piles, search
from desktop.store.books import Outcome
from desktop.store.file import Store
from desktop.workflow.backlog.books import Step, sheets_of, untold, waiting_papers
from desktop.workflow.backlog.errors import NoPaperOfBook, StoredAlready
from desktop.workflow.backlog.looking import Looked, Looking, recorded, stored
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.confirm import Confirming
from desktop.workflow.errors import NotReadYet, PileWaits


@dataclass(frozen=True, slots=True, kw_only=True)
class NotConfirmed:
    """A paper that still waits: `paper_id`, and why."""

    paper_id: UUID
    why: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class BookConfirmed:
    """What became of a book's papers.

    Attributes:
        confirmed: those that are results of their owners now, with their files.
        waiting: those that are not, each with the reason.
    """

    confirmed: tuple[Paper, ...]
    waiting: tuple[NotConfirmed, ...]


class BookConfirming:
    """Confirms what nothing is doubted of any more.

    Args:
        store: the open store.
        clock: when it is done.
        settings: they say who does it, for which unit.
        catalogue: which version is in force.
        looking: the papers with their values.
        confirming: writes a confirmation down and builds the file.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        catalogue: CatalogueDesk,
        looking: Looking,
        confirming: Confirming,
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._catalogue = catalogue
        self._looking = looking
        self._confirming = confirming

    def confirm(
        self,
        book: Book,
        only: Collection[UUID] = (),
        *,
        not_the_same: bool = False,
        keep_red: str = "",
        step: Step = untold,
    ) -> BookConfirmed:
        """Confirm a book's papers; blocks for some tenths of a second for each.

        Args:
            book: the book.
            only: these papers; all that wait where none is named.
            not_the_same: what is stored already is another paper, though everything is alike. Only for papers that are
                named.
            keep_red: why pages that are judged unfit stay. Only for papers that are named.
            step: told how many papers are done, of how many; what it raises ends the work between two papers.

        Raises:
            PileWaits: its pile is not sorted yet: a paper might get another page.
            NoPaperOfBook: one that was named does not wait there.
        """
        with self._store.reading() as tx:
            if piles.unfinished(tx, book.id):
                raise PileWaits(book.sheet.title)
        looked = self._looking.papers(book)
        for paper_id in set(only) - {one.seen.paper.id for one in looked}:
            raise NoPaperOfBook(str(paper_id)[:8])
        confirmed: list[Paper] = []
        waiting: list[NotConfirmed] = []
        for at, one in enumerate(looked):
            step(at, len(looked))
            named = one.seen.paper.id in only
            if only and not named:
                continue
            try:
                self._settle(book, one, not_the_same=named and not_the_same, keep_red=keep_red if named else "")
            except Refusal as why:
                waiting.append(NotConfirmed(paper_id=one.seen.paper.id, why=why))
            else:
                confirmed.append(self._confirming.build(one.seen.paper.id))
        return BookConfirmed(confirmed=tuple(confirmed), waiting=tuple(waiting))

    def _settle(self, book: Book, one: Looked, *, not_the_same: bool, keep_red: str) -> None:
        """One paper becomes its owner's, in one transaction."""
        own, now = one.seen.paper, self._clock.now()
        if one.unread:
            raise NotReadYet(own.name, count=sum(page.facts is None for page in one.seen.pages))
        details, party = recorded(one, vietnam_day(now))
        with self._store.writing() as tx:
            if own.id not in {paper.id for paper in waiting_papers(tx, book)}:
                raise NoPaperOfBook(str(own.id)[:8])
            # Asked here, for the paper before this one may have been the same.
            there = stored(tx, own, details, party)
            if there and not not_the_same:
                raise StoredAlready(there)
            note = f"trùng với {there}, xác nhận riêng" if there else ""
            self._confirming.note(tx, one.seen, details, keep_red=keep_red, note=note)
            to = self._own_dossier(book, party, now)
            self._move(tx, book, own, to)
            sheets = sheets_of(one.seen.pages)
            books.settle(tx, book.id, own.id, Outcome.CONFIRMED, sheets=sheets, at=now, dossier_id=to.id)

    def _own_dossier(self, book: Book, party: Party, now: datetime) -> Dossier:
        dossier_id = uuid.uuid4()
        code = provisional_code(dossier_id)
        return Dossier(
            id=dossier_id,
            code=code,
            provisional_code=code,
            procedure=book.procedure,
            case=book.case,
            catalogue_version=self._catalogue.current().version,
            party=party,
            receiving_unit=self._settings.unit,
            competent_unit=self._settings.competent_unit or self._settings.unit,
            received_at=now,
            # Its result was handed out when it was issued.
            state=DossierState.RETURNED,
            officer=self._settings.officer,
        )

    def _move(self, tx: Connection, book: Book, paper: Paper, to: Dossier) -> None:
        dossiers.add(tx, to)
        papers.change(tx, paper.id, dossier_id=to.id, position=0, delivery=DeliveryState.DELIVERED)
        search.index(tx, to.id)
        search.index(tx, book.id)
        # What was done to pages before cannot be undone or redone any more: it would make the paper a second time.
        arrangements.forget(tx, book.id)
        who = self._settings.officer
        audit.append(tx, who, "dossier of a book opened", str(to.id), book.procedure)
        audit.append(tx, who, "book paper confirmed", str(paper.id), str(to.id))
