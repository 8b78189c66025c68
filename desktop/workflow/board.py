"""Dossiers as a clerk's lists show them: who, what, how far, what is to be done next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from itertools import chain
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.clock import VIETNAM, Clock
from desktop.machine.settings import Settings
from desktop.model.dossier import Dossier
from desktop.model.states import DossierState, StepState
from desktop.store import dossiers, outbox, papers, queue, waiting
from desktop.store.file import Store
from desktop.store.queue import Listed
from desktop.store.waiting import Tally
from desktop.workflow.catalogue_desk import CatalogueDesk

MOST_LISTED = 200
MOST_STEPS = 500
"""How many steps of a kind are looked at for the dossiers in the outbox."""


class Next(StrEnum):
    """What is to be done next with a dossier, and by whom."""

    MEND = auto()
    """The province refused something of it."""
    CONFIRM = auto()
    SCAN = auto()
    SIGN = auto()
    SEND = auto()
    """Nothing of it is to be signed."""
    SIGN_FOR_AGENCY = auto()
    AWAIT_AGENCY = auto()
    """The Văn thư signs, at another counter."""
    AWAIT_PROVINCE = auto()
    NOTHING = auto()
    """The province has all of it."""


TO_SIGN = frozenset({Next.SIGN, Next.SIGN_FOR_AGENCY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A dossier in a list.

    Attributes:
        dossier_id: the dossier.
        code: official or provisional.
        owner: name of its owner.
        procedure: name of its procedure.
        papers: how many it has.
        there: how many of them are scanned or reused.
        next: what is to be done.
        count: of how many papers; 0 where that says nothing.
        is_open: it is not closed yet.
    """

    dossier_id: UUID
    code: str
    owner: str
    procedure: str
    papers: int
    there: int
    next: Next
    count: int = 0
    is_open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What lies before the clerk.

    Attributes:
        lines: what waits for her, then what was received today, each newest first.
        received: how many dossiers were received today.
        unfinished: how many are open, of any day.
        to_sign: how many wait for a signature of this counter.
        refused: how many the province refused.
        why: what it said of the newest of them; empty where there is none.
    """

    lines: tuple[Line, ...] = ()
    received: int = 0
    unfinished: int = 0
    to_sign: int = 0
    refused: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A dossier in the outbox.

    Attributes:
        dossier_id: the dossier.
        code: official or provisional.
        owner: name of its owner.
        procedure: name of its procedure.
        done: how many of its steps are done.
        of: how many it has.
        at: the step that a person must see to, else the one that comes next; None where all are done.
    """

    dossier_id: UUID
    code: str
    owner: str
    procedure: str
    done: int
    of: int
    at: Listed | None


def next_of(
    tally: Tally,
    *,
    is_open: bool,
    for_agency: int = 0,
    keeps_seal: bool = False,
    sent: bool = False,
    refused: bool = False,
) -> tuple[Next, int]:
    """What is to be done next, and of how many papers.

    Args:
        tally: how far the papers are.
        is_open: the dossier is not closed.
        for_agency: how many papers wait for the agency's signature.
        keeps_seal: it is given at this counter.
        sent: all that was queued of it has arrived.
        refused: the province refused a step of it.
    """
    if tally.refused or refused:
        return Next.MEND, tally.refused
    if is_open:
        for do, count in (
            (Next.CONFIRM, tally.unconfirmed),
            (Next.SCAN, tally.papers - tally.there),
            (Next.SIGN, tally.unsigned),
        ):
            if count:
                return do, count
    if for_agency:
        return Next.SIGN_FOR_AGENCY if keeps_seal else Next.AWAIT_AGENCY, for_agency
    if is_open:
        return Next.SEND, 0
    done = sent and tally.confirmed == tally.there - tally.reused
    return (Next.NOTHING, 0) if done else (Next.AWAIT_PROVINCE, tally.leaving)


class Board:
    """The lists of dossiers.

    Args:
        store: the open store.
        clock: says what is today.
        catalogue: names the procedures.
        counter: this counter.
    """

    def __init__(self, store: Store, clock: Clock, catalogue: CatalogueDesk, counter: Settings) -> None:
        self._store = store
        self._clock = clock
        self._catalogue = catalogue
        self._counter = counter

    def today(self) -> Today:
        """What waits for this clerk, and what was received today."""
        since = self._clock.now().astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
        with self._store.reading() as tx:
            refused = waiting.refused(tx, MOST_LISTED)
            agency = self._counter.agency_signs and self._counter.keeps_seal
            to_sign = waiting.to_sign(tx, MOST_LISTED, for_agency=agency)
            first = {*refused, *waiting.unfinished(tx, MOST_LISTED), *to_sign}
            shown = first | set(waiting.received(tx, since, MOST_LISTED))
            found = self._look(tx, dossiers.get_all(tx, shown), refused)
            received, unfinished = waiting.count_received(tx, since), waiting.count_unfinished(tx)
            signing = waiting.count_to_sign(tx, for_agency=agency)
        lines = sorted(self._lines(found), key=lambda line: line.dossier_id not in first)
        return Today(
            lines=tuple(lines),
            received=received,
            unfinished=unfinished,
            to_sign=signing,
            refused=len(refused),
            why=next(iter(refused.values()), ""),
        )

    def find(self, words: str) -> list[Line]:
        """Dossiers of any day, newest first; `words` are looked for in codes, names and numbers."""
        with self._store.reading() as tx:
            found = self._look(
                tx, dossiers.latest(tx, words=words, limit=MOST_LISTED), waiting.refused(tx, MOST_LISTED)
            )
        return self._lines(found)

    def coded(self, codes: Collection[str]) -> list[Line]:
        """The dossiers with these codes, newest first."""
        with self._store.reading() as tx:
            found = self._look(tx, dossiers.with_codes(tx, codes), waiting.refused(tx, MOST_LISTED))
        return self._lines(found)

    def queued(self) -> list[Queued]:
        """The outbox: what a person must see to, what is on its way (oldest first), what arrived (newest first)."""
        at: dict[UUID, Listed | None] = {}
        with self._store.reading() as tx:
            troubled = (queue.list_in(tx, state, MOST_STEPS) for state in (StepState.FAILED, StepState.PARKED))
            for one in chain(*troubled, queue.list_open(tx, MOST_STEPS)):
                at.setdefault(one.step.dossier_id, one)
            for one in queue.list_in(tx, StepState.DONE, MOST_STEPS):
                at.setdefault(one.step.dossier_id, None)
            progress = queue.progress(tx, at)
            found = {dossier.id: dossier for dossier in dossiers.get_all(tx, at)}
        listed = [self._queued(found[dossier_id], one, *progress[dossier_id]) for dossier_id, one in at.items()]
        # One that is on its way, but further back than is looked, has steps that are done too.
        return [one for one in listed if one.at or one.done == one.of]

    def for_agency(self) -> list[Line]:
        """Dossiers with papers that wait for the agency's signature, oldest first."""
        with self._store.reading() as tx:
            held = dossiers.get_all(tx, list(self._held(tx))[:MOST_LISTED])[::-1]
            found = self._look(tx, held, waiting.refused(tx, MOST_LISTED))
        return self._lines(found)

    def count_for_agency(self) -> int:
        """How many dossiers have papers that wait for the agency's signature."""
        with self._store.reading() as tx:
            return len(self._held(tx))

    def unfinished_of(self, number: str) -> list[Dossier]:
        """The open dossiers of the owner with this number, newest first."""
        with self._store.reading() as tx:
            return [one for one in dossiers.of_owner(tx, number) if one.state is DossierState.OPEN][::-1]

    def _queued(self, dossier: Dossier, at: Listed | None, done: int, of: int) -> Queued:
        return Queued(
            dossier_id=dossier.id,
            code=dossier.code,
            owner=dossier.party.name,
            procedure=self._procedure(dossier),
            done=done,
            of=of,
            at=at,
        )

    def _procedure(self, dossier: Dossier) -> str:
        return self._catalogue.version(dossier.catalogue_version).procedure(dossier.procedure).name

    def _held(self, tx: Connection) -> dict[UUID, int]:
        return papers.officials_alone(tx) if self._counter.agency_signs else {}

    def _look(
        self, tx: Connection, found: Sequence[Dossier], refused: Collection[UUID]
    ) -> list[tuple[Dossier, Tally, Next, int]]:
        """How far dossiers are, and what is to be done next."""
        ids = [dossier.id for dossier in found]
        tallies, sent, held = waiting.tallies(tx, ids), outbox.all_done(tx, ids), self._held(tx)
        looked = []
        for dossier in found:
            tally = tallies.get(dossier.id, Tally())
            do, count = next_of(
                tally,
                is_open=dossier.state is DossierState.OPEN,
                for_agency=held.get(dossier.id, 0),
                keeps_seal=self._counter.keeps_seal,
                sent=dossier.id in sent,
                refused=dossier.id in refused,
            )
            looked.append((dossier, tally, do, count))
        return looked

    def _lines(self, looked: Sequence[tuple[Dossier, Tally, Next, int]]) -> list[Line]:
        return [
            Line(
                dossier_id=dossier.id,
                code=dossier.code,
                owner=dossier.party.name,
                procedure=self._procedure(dossier),
                papers=tally.papers,
                there=tally.there,
                next=do,
                count=count,
                is_open=dossier.state is DossierState.OPEN,
            )
            for dossier, tally, do, count in looked
        ]
