"""Dossiers as a clerk's lists show them: who, what, how far, what is to be done next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.clock import VIETNAM, Clock
from desktop.machine.settings import Settings
from desktop.model.dossier import Dossier
from desktop.model.states import DossierState, StepState
from desktop.store import copies, dossiers, online, outbox, papers, queue, sent_back, waiting
from desktop.store.file import Store
from desktop.store.queue import Listed
from desktop.store.waiting import Tally
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.limits import BadWorkingDays, TimeLimits
from desktop.workflow.what_next import STANDING, Next, next_of

MOST_LISTED = 200
"""Dossiers of a kind that are listed. Where there are more, the list says so."""
MOST_STEPS = 500
"""Steps of a kind that are looked at for the dossiers in the outbox. Where there are more, it says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierLine:
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
        why: what the province said where it refused or returned something of it; empty where it said nothing.
        reply_by: by when the applicant is to be told that it is taken in, or what is to be added, Vietnam time; None
            where that was told, or is not asked for here.
        late: that hour is over.
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
    why: str = ""
    reply_by: datetime | None = None
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What lies before the clerk.

    Attributes:
        lines: what waits for her, then what waits for additions or was received today, each newest first.
        received: how many dossiers were received today.
        unfinished: how many are open, of any day.
        to_sign: how many wait for a signature of this counter.
        to_reply: how many applicants are still to be told that their dossier is taken in, or what is to be added.
        refused: how many the province refused.
        why: what it said of the newest of them; empty where there is none.
        more: how many such dossiers there are besides those in `lines`.
    """

    lines: tuple[DossierLine, ...] = ()
    received: int = 0
    unfinished: int = 0
    to_sign: int = 0
    to_reply: int = 0
    refused: int = 0
    why: str = ""
    more: int = 0


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


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxList:
    """The dossiers in the outbox.

    Attributes:
        listed: what a person must see to, what is on its way (oldest first), what arrived last (newest first).
        under_way: how many have not arrived whole.
    """

    listed: tuple[Queued, ...] = ()
    under_way: int = 0

    @property
    def more(self) -> int:
        """How many of those that have not arrived are not listed."""
        return self.under_way - sum(one.at is not None for one in self.listed)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A dossier, how far it is, what is to be done next and of how many papers, and why the province refused it."""

    dossier: Dossier
    tally: Tally
    next: Next
    count: int
    why: str


class Board:
    """The lists of dossiers.

    Args:
        store: the open store.
        clock: says what is today.
        catalogue: names the procedures.
        settings: of this counter.
        limits: by when a dossier gets a reply.
    """

    def __init__(
        self, store: Store, clock: Clock, catalogue: CatalogueDesk, settings: Settings, limits: TimeLimits
    ) -> None:
        self._store = store
        self._clock = clock
        self._catalogue = catalogue
        self._settings = settings
        self._limits = limits

    def today(self) -> Today:
        """What waits for this clerk, and what was received today."""
        since = self._clock.now().astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
        with self._store.reading() as tx:
            refused = waiting.refused(tx, MOST_LISTED)
            agency = self._settings.agency_signs and self._settings.keeps_seal
            to_sign = waiting.to_sign(tx, MOST_LISTED, for_agency=agency)
            without_reply, to_reply = waiting.without_reply(tx, MOST_LISTED)
            first = {*refused, *waiting.unfinished(tx, MOST_LISTED), *to_sign, *without_reply}
            # Nobody at this counter can go on with what waits for additions: it stands below what waits for the clerk.
            still = {*waiting.awaiting(tx, MOST_LISTED), *waiting.received(tx, since, MOST_LISTED)}
            shown = first | still
            found = self._look(tx, dossiers.get_all(tx, shown))
            every, returned = waiting.count_all(tx, since, for_agency=agency), waiting.count_refused(tx)
            why = waiting.last_refusal(tx)
            received, unfinished = waiting.count_received(tx, since), waiting.count_unfinished(tx)
            signing = waiting.count_to_sign(tx, for_agency=agency)
            told_not = set(without_reply)
            waits = online.since(tx, [one.dossier for one in found if one.dossier.id in told_not])
        lines = sorted(self._lines(found, self._reply_by(waits)), key=lambda line: line.dossier_id not in first)
        return Today(
            lines=tuple(lines),
            received=received,
            unfinished=unfinished,
            to_sign=signing,
            to_reply=to_reply,
            refused=returned,
            why=why,
            more=every - len(lines),
        )

    def without_reply(self) -> list[DossierLine]:
        """The dossiers whose applicant is to be told that it is taken in, or what to add; next due first (R77)."""
        with self._store.reading() as tx:
            found = self._look(tx, dossiers.get_all(tx, waiting.without_reply(tx, MOST_LISTED)[0])[::-1])
            waits = online.since(tx, [one.dossier for one in found])
        return self._lines(found, self._reply_by(waits))

    def find(self, words: str) -> list[DossierLine]:
        """Dossiers of any day, newest first; `words` are looked for in codes, names and numbers."""
        with self._store.reading() as tx:
            return self.lines(tx, dossiers.latest(tx, words=words, limit=MOST_LISTED))

    def lines(self, tx: Connection, found: Sequence[Dossier]) -> list[DossierLine]:
        """Some dossiers as the lists show them, in the same order, within a look at the store."""
        return self._lines(self._look(tx, found))

    def line_of(self, dossier_id: UUID) -> DossierLine:
        """One dossier as the lists show it."""
        with self._store.reading() as tx:
            (line,) = self.lines(tx, [dossiers.get(tx, dossier_id)])
        return line

    def coded(self, codes: Collection[str]) -> list[DossierLine]:
        """The dossiers with these codes, newest first."""
        with self._store.reading() as tx:
            return self.lines(tx, dossiers.with_codes(tx, codes))

    def queued(self) -> OutboxList:
        """The outbox."""
        at: dict[UUID, Listed | None] = {}
        with self._store.reading() as tx:
            troubled = (queue.list_in(tx, state, MOST_STEPS) for state in (StepState.FAILED, StepState.PARKED))
            for one in chain(*troubled, queue.list_open(tx, MOST_STEPS)):
                at.setdefault(one.step.dossier_id, one)
            for one in queue.list_in(tx, StepState.DONE, MOST_STEPS):
                at.setdefault(one.step.dossier_id, None)
            progress, under_way = queue.progress(tx, at), queue.count_under_way(tx)
            found = {dossier.id: dossier for dossier in dossiers.get_all(tx, at)}
        listed = [self._queued(found[dossier_id], one, *progress[dossier_id]) for dossier_id, one in at.items()]
        # One whose next step lies behind those that were looked at has not arrived, though steps of it are done.
        return OutboxList(listed=tuple(one for one in listed if one.at or one.done == one.of), under_way=under_way)

    def for_agency(self) -> list[DossierLine]:
        """Dossiers with papers that wait for the agency's signature, oldest first."""
        with self._store.reading() as tx:
            return self.lines(tx, dossiers.get_all(tx, self._held(tx))[::-1][:MOST_LISTED])

    def count_for_agency(self) -> int:
        """How many dossiers have papers that wait for the agency's signature."""
        with self._store.reading() as tx:
            return len(self._held(tx))

    def count_copies(self) -> int:
        """How many certified copies wait for a signature or for the printer."""
        with self._store.reading() as tx:
            return copies.count_to_do(tx, agency_signs=self._settings.agency_signs)

    def unfinished_of(self, number: str) -> list[Dossier]:
        """The dossiers of the owner with this number that are open or wait for additions, newest first."""
        unfinished = {DossierState.OPEN, DossierState.AWAITING}
        with self._store.reading() as tx:
            return [one for one in dossiers.of_owner(tx, number) if one.state in unfinished][::-1]

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
        return papers.officials_alone(tx) if self._settings.agency_signs else {}

    def _look(self, tx: Connection, found: Sequence[Dossier]) -> list[_Looked]:
        """How far dossiers are, and what is to be done next."""
        ids = [dossier.id for dossier in found]
        refused = waiting.refusals_of(tx, ids)
        back = sent_back.open_of(tx, ids)
        tallies, sent, held = waiting.tallies(tx, ids), outbox.all_done(tx, ids), self._held(tx)
        looked = []
        for dossier in found:
            tally = tallies.get(dossier.id, Tally())
            do, count = next_of(
                tally,
                is_open=dossier.state is DossierState.OPEN,
                for_agency=held.get(dossier.id, 0),
                keeps_seal=self._settings.keeps_seal,
                sent=dossier.id in sent,
                refused=dossier.id in refused,
            )
            if dossier.state in STANDING:
                do, count = STANDING[dossier.state], 0
            why = refused.get(dossier.id, "")
            if dossier.id in back:
                # What was sent back is mended first, and its own reason says what and where.
                do, count, why = Next.MEND, len(back[dossier.id]), back[dossier.id][0].words
            looked.append(_Looked(dossier, tally, do, count, why))
        return looked

    def _reply_by(self, since: Mapping[UUID, datetime]) -> dict[UUID, datetime]:
        """Dossier id to the hour by which it is to get a reply."""
        try:
            return {dossier_id: self._limits.reply_by(at) for dossier_id, at in since.items()}
        except BadWorkingDays:
            # Told where days of return are shown.
            return {}

    def _lines(
        self, looked: Sequence[_Looked], reply_by: Mapping[UUID, datetime] = MappingProxyType({})
    ) -> list[DossierLine]:
        now = self._clock.now()
        return [
            DossierLine(
                dossier_id=one.dossier.id,
                code=one.dossier.code,
                owner=one.dossier.party.name,
                procedure=self._procedure(one.dossier),
                papers=one.tally.papers,
                there=one.tally.there,
                next=one.next,
                count=one.count,
                is_open=one.dossier.state is DossierState.OPEN,
                why=one.why,
                reply_by=(by := reply_by.get(one.dossier.id)),
                late=bool(by and by < now),
            )
            for one in looked
        ]
