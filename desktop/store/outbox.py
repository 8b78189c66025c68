"""The outbox: per dossier a chain of steps, due one after the other, in fair order.

Fair: a step's rank is its dossier's time of reception plus the time that its bytes take on a thin line. So older
dossiers come first, small things before large ones of the same age, and a huge file waits only for what came in
while it would have been under way.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, bindparam, func, insert, select, text, update

from desktop.model.outbox import LONGEST_ASKED_S, Acknowledged, Outcome, Step, StepKind, canonical_sha256
from desktop.model.states import StepState, SyncState, move
from desktop.store import audit, dossiers, papers
from desktop.store.errors import NotFound
from desktop.store.file import Store
from desktop.store.stored_file import StoredFile
from desktop.store.tables import Moment, content, dossier, paper, step

THIN_LINE_BYTES_S = 64_000
_OVER = (StepState.DONE, StepState.REPLACED)
# As literals: SQLite takes a partial index only where it can see that it fits.
_NEXT_DUE = text(
    # Without statistics SQLite would take the index by state, and sort.
    "SELECT id FROM step INDEXED BY step_due WHERE state = 'waiting' AND ready = 1"
    " AND (next_at IS NULL OR next_at <= :now OR next_at > :latest) ORDER BY rank LIMIT 1"
).bindparams(bindparam("now", type_=Moment), bindparam("latest", type_=Moment))
_IS_OPEN = text("step.state NOT IN ('done', 'replaced')")
Planned = tuple[StepKind, UUID | None, dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A step as a list shows it: with its dossier's code and time of reception, and its paper's name.

    Its payload and its result stay in the file: nobody reads them in a list of a hundred thousand.
    """

    step: Step
    dossier_code: str
    since: datetime
    paper_name: str


_LARGE = ("payload", "result")


def _step(row: RowMapping) -> Step:
    told = {name: row[name] for name in Step.__dataclass_fields__ if name not in _LARGE}
    told["kind"], told["state"] = StepKind(row["kind"]), StepState(row["state"])
    return Step(**told, payload=row.get("payload", {}), result=row.get("result", {}))


def transit(size: int) -> timedelta:
    """How long so many bytes take on a thin line (512 kbit/s)."""
    return timedelta(seconds=size / THIN_LINE_BYTES_S)


def add_chain(tx: Connection, dossier_id: UUID, planned: Sequence[Planned]) -> None:
    """Queue a dossier's steps, each with its frozen payload and its own key.

    What was queued of it before and not yet sent is replaced; a step under way just now is let finish first.
    """
    unfinished = [StepState.WAITING, StepState.FAILED, StepState.PARKED]
    tx.execute(
        update(step)
        .where(step.c.dossier_id == dossier_id, step.c.state.in_(unfinished))
        .values(state=StepState.REPLACED)
    )
    last = tx.execute(select(func.max(step.c.position)).where(step.c.dossier_id == dossier_id)).scalar()
    since = tx.execute(select(dossier.c.received_at).where(dossier.c.id == dossier_id)).scalar_one()
    tx.execute(
        insert(step),
        [
            {
                "dossier_id": dossier_id,
                "position": position,
                "kind": kind,
                "paper_id": paper_id,
                "key": str(uuid.uuid4()),
                "payload": payload,
                "payload_sha256": canonical_sha256(payload),
                "state": StepState.WAITING,
                "attempts": 0,
                "result": {},
                "last_error": "",
                "since": since,
                "rank": since + transit(_size(tx, payload) if kind is StepKind.FILE else 0),
            }
            for position, (kind, paper_id, payload) in enumerate(planned, 0 if last is None else last + 1)
        ],
    )
    _release(tx, dossier_id)


def take_over(tx: Connection, dossier_id: UUID, chain: Sequence[Step]) -> None:
    """Queue a chain of another counter under its own keys; steps that are here already stay as they are."""
    here = set(tx.execute(select(step.c.key).where(step.c.dossier_id == dossier_id)).scalars())
    since = tx.execute(select(dossier.c.received_at).where(dossier.c.id == dossier_id)).scalar_one()
    fresh = [
        {
            "dossier_id": dossier_id,
            "position": one.position,
            "kind": one.kind,
            "paper_id": one.paper_id,
            "key": one.key,
            "payload": one.payload,
            "payload_sha256": one.payload_sha256,
            "state": one.state if one.state in _OVER else StepState.WAITING,
            "attempts": one.attempts,
            "result": one.result,
            "last_error": "",
            "since": since,
            "rank": since + transit(_size(tx, one.payload) if one.kind is StepKind.FILE else 0),
        }
        for one in chain
        if one.key not in here
    ]
    if fresh:
        tx.execute(insert(step), fresh)
    _release(tx, dossier_id)


def _size(tx: Connection, payload: dict[str, Any]) -> int:
    return tx.execute(select(content.c.size).where(content.c.sha256 == payload["sha256"])).scalar() or 0


def _release(tx: Connection, dossier_id: UUID) -> None:
    """Make the first unfinished step of a chain ready."""
    own = select(step.c.id).where(step.c.dossier_id == dossier_id, step.c.state.not_in(_OVER))
    first = tx.execute(own.order_by(step.c.position).limit(1)).scalar()
    if first is not None:
        tx.execute(update(step).where(step.c.id == first).values(ready=True))


def steps(tx: Connection, *, dossier_id: UUID | None = None) -> list[Step]:
    """All steps, or one dossier's, in order."""
    query = select(step).order_by(step.c.dossier_id, step.c.position)
    if dossier_id is not None:
        query = query.where(step.c.dossier_id == dossier_id)
    return [_step(row) for row in tx.execute(query).mappings()]


def _listing() -> Any:
    shown = [step.c[name] for name in Step.__dataclass_fields__ if name not in _LARGE]
    named = select(*shown, step.c.since, dossier.c.code.label("dossier_code"), paper.c.name.label("paper_name"))
    return named.join(dossier, dossier.c.id == step.c.dossier_id).outerjoin(paper, paper.c.id == step.c.paper_id)


def _listed(tx: Connection, query: Any) -> Iterator[Listed]:
    for row in tx.execute(query).mappings().all():
        yield Listed(
            step=_step(row), dossier_code=row["dossier_code"], since=row["since"], paper_name=row["paper_name"] or ""
        )


def list_open(tx: Connection, limit: int) -> list[Listed]:
    """The first unfinished steps, oldest dossier first."""
    order = (step.c.since, step.c.dossier_id, step.c.position)
    return list(_listed(tx, _listing().where(_IS_OPEN).order_by(*order).limit(limit)))


def list_in(tx: Connection, state: StepState, limit: int) -> list[Listed]:
    """The newest steps in a state, newest dossier first."""
    query = _listing().where(step.c.state == state).order_by(step.c.since.desc(), step.c.position)
    return list(_listed(tx, query.limit(limit)))


def list_one(tx: Connection, step_id: int) -> Listed:
    """The step with this number.

    Raises:
        NotFound: there is none.
    """
    found = next(_listed(tx, _listing().where(step.c.id == step_id)), None)
    if found is None:
        raise NotFound(str(step_id))
    return found


def counts(tx: Connection) -> dict[StepState, int]:
    """How many steps are in each state."""
    rows = tx.execute(select(step.c.state, func.count()).group_by(step.c.state)).all()
    return dict.fromkeys(StepState, 0) | {StepState(state): count for state, count in rows}


def oldest_waiting(tx: Connection) -> datetime | None:
    """When the oldest dossier with an unfinished step was received; None where all is sent."""
    return tx.execute(select(step.c.since).where(_IS_OPEN).order_by(step.c.since).limit(1)).scalar()


def all_done(tx: Connection, dossier_ids: Sequence[UUID]) -> set[UUID]:
    """Which of some dossiers were queued and have arrived, every step of them."""
    # Of these dossiers alone: the outbox may be a hundred thousand steps long.
    query = select(step.c.dossier_id).where(step.c.dossier_id.in_(dossier_ids)).group_by(step.c.dossier_id)
    return set(tx.execute(query.having(func.sum(step.c.state.not_in(_OVER)) == 0)).scalars())


def sent_files(tx: Connection, dossier_id: UUID) -> dict[UUID, str]:
    """Paper id to hash of the file that the province has of it."""
    query = select(step.c.paper_id, step.c.payload).where(
        step.c.dossier_id == dossier_id, step.c.kind == StepKind.FILE, step.c.state == StepState.DONE
    )
    return {paper_id: payload["sha256"] for paper_id, payload in tx.execute(query.order_by(step.c.position))}


def last_payload(tx: Connection, dossier_id: UUID, kind: StepKind) -> dict[str, Any] | None:
    """What was queued last of this kind for a dossier and still counts; None where nothing was."""
    own = select(step.c.payload).where(step.c.dossier_id == dossier_id, step.c.kind == kind)
    counting = own.where(step.c.state != StepState.REPLACED)
    found: dict[str, Any] | None = tx.execute(counting.order_by(step.c.position.desc()).limit(1)).scalar()
    return found


def get(tx: Connection, step_id: int) -> Step:
    """The step with this number.

    Raises:
        NotFound: there is none.
    """
    row = tx.execute(select(step).where(step.c.id == step_id)).mappings().first()
    if row is None:
        raise NotFound(str(step_id))
    return _step(row)


def _change(tx: Connection, step_id: int, state: StepState, **values: Any) -> Step:
    now = get(tx, step_id)
    changed: dict[str, Any] = {"state": move(now.state, state), **values}
    tx.execute(update(step).where(step.c.id == step_id).values(**changed))
    return replace(now, **{name: value for name, value in changed.items() if name in Step.__dataclass_fields__})


def retry_now(tx: Connection, step_id: int) -> Step:
    """Put a failed, parked or waiting step back in line at once."""
    return _change(tx, step_id, StepState.WAITING, next_at=None, troubles=0)


def park(tx: Connection, step_id: int) -> Step:
    """Set a step, and with it the rest of its chain, aside by hand."""
    return _change(tx, step_id, StepState.PARKED)


def refreeze(tx: Connection, dossier_id: UUID, old_sha256: str, new_sha256: str) -> bool:
    """A queued file was extended: name its new hash in the frozen payloads; False where sending has begun.

    Payloads are frozen so that what is sent twice is the same; as long as nothing was ever tried they may follow
    their file.
    """
    own = steps(tx, dossier_id=dossier_id)
    naming = [one for one in own if old_sha256 in json.dumps(one.payload)]
    if not all(one.untouched for one in naming):
        return False
    for one in naming:
        payload = json.loads(json.dumps(one.payload).replace(old_sha256, new_sha256))
        values = {"payload": payload, "payload_sha256": canonical_sha256(payload)}
        tx.execute(update(step).where(step.c.id == one.id).values(**values))
    return True


class StoreOutbox:
    """The outbox as the sender sees it: every method is one committed transaction.

    Args:
        store: the open store.
        who: login name for the audit chain.
    """

    def __init__(self, store: Store, who: str = "sync") -> None:
        self._store = store
        self._who = who

    def due(self, now: datetime) -> Step | None:
        """The next step to send: its predecessors are done, its time has come, its rank is the first.

        A time that is further away than any wait was set under a clock that ran ahead.
        """
        times = {"now": now, "latest": now + timedelta(seconds=LONGEST_ASKED_S)}
        with self._store.reading() as tx:
            found = tx.execute(_NEXT_DUE, times).scalar()
            return None if found is None else get(tx, found)

    def begin(self, step_id: int) -> Step:
        """Commit that a step is about to be sent, before any byte of it is."""
        with self._store.writing() as tx:
            begun = _change(tx, step_id, StepState.SENDING, attempts=get(tx, step_id).attempts + 1)
            if begun.paper_id:
                self._sync(tx, begun.paper_id, SyncState.SENDING)
            return begun

    def remember(self, step_id: int, memo: dict[str, Any]) -> None:
        """Keep where an upload stands, so that the next attempt goes on there."""
        with self._store.writing() as tx:
            tx.execute(update(step).where(step.c.id == step_id).values(result=memo))

    def give_way(self, step_id: int, sent: int) -> None:
        """A slice of a large file is through: whoever is next by then goes first."""
        with self._store.writing() as tx:
            rank = tx.execute(select(step.c.rank).where(step.c.id == step_id)).scalar_one() + transit(sent)
            waiting = _change(
                tx, step_id, StepState.WAITING, next_at=None, attempts=0, troubles=0, rank=rank, last_error=""
            )
            if waiting.paper_id:
                self._sync(tx, waiting.paper_id, SyncState.QUEUED)

    def done(self, step_id: int, outcome: Outcome) -> None:
        """Save what the province answered, all of it at once; the next step becomes due.

        Raises:
            ValueError: a paper was acknowledged without an identifier or with another hash; a caller's bug.
        """
        with self._store.writing() as tx:
            finished = _change(tx, step_id, StepState.DONE, result=outcome.result, last_error="", troubles=0)
            self._believe(tx, finished.dossier_id, outcome)
            if finished.kind is StepKind.FILE and finished.paper_id:
                self._sync(tx, finished.paper_id, SyncState.SENT)
            _release(tx, finished.dossier_id)
            self._note(tx, finished, "done")

    def believe(self, dossier_id: UUID, outcome: Outcome) -> None:
        """Take what the province answered by another way than one of these steps: a code, papers it has.

        Raises:
            ValueError: as `done`.
        """
        with self._store.writing() as tx:
            self._believe(tx, dossier_id, outcome)

    def _believe(self, tx: Connection, dossier_id: UUID, outcome: Outcome) -> None:
        if outcome.official_code:
            dossiers.adopt_code(tx, dossier_id, outcome.official_code)
            audit.append(tx, self._who, "official code", str(dossier_id), outcome.official_code)
        for one in outcome.papers:
            self._acknowledge(tx, one)

    def retry(self, step_id: int, at: datetime, error: str, *, trouble: int = 0) -> None:
        """Put a step back in line for later; so much `trouble` is added to what the step has had."""
        with self._store.writing() as tx:
            waiting = _change(tx, step_id, StepState.WAITING, next_at=at, last_error=error[:2000])
            if trouble:
                tx.execute(update(step).where(step.c.id == step_id).values(troubles=waiting.troubles + trouble))
            if waiting.paper_id:
                self._sync(tx, waiting.paper_id, SyncState.QUEUED)

    def fail(self, step_id: int, error: str, *, conflict: bool = False) -> None:
        """Give a step up until a person decides (dead letter)."""
        state = SyncState.CONFLICT if conflict else SyncState.FAILED
        with self._store.writing() as tx:
            failed = _change(tx, step_id, StepState.FAILED, last_error=error[:2000])
            if failed.paper_id:
                self._sync(tx, failed.paper_id, state)
            elif conflict:
                for own in papers.of_dossier(tx, failed.dossier_id):
                    if own.sync in {SyncState.SENDING, SyncState.SENT}:
                        papers.change(tx, own.id, sync=state)
            self._note(tx, failed, "failed")

    def chain(self, dossier_id: UUID) -> list[Step]:
        """A dossier's steps in order."""
        with self._store.reading() as tx:
            return steps(tx, dossier_id=dossier_id)

    def file(self, sha256: str) -> StoredFile:
        """The signed PDF with this hash, to be read in pieces."""
        return StoredFile(self._store.reading, sha256)

    def code(self, dossier_id: UUID) -> str:
        """The dossier's code, official once the province has numbered it."""
        with self._store.reading() as tx:
            return dossiers.get(tx, dossier_id).code

    def interrupted(self) -> list[Step]:
        """Steps that were being sent when the program last ended: their outcome is unknown."""
        with self._store.reading() as tx:
            rows = tx.execute(select(step).where(step.c.state == StepState.SENDING)).mappings()
            return [_step(row) for row in rows]

    def _acknowledge(self, tx: Connection, one: Acknowledged) -> None:
        """Only an identifier and our own hash from the province confirm a paper (R46)."""
        own = papers.get(tx, one.paper_id)
        if not one.province_id or one.sha256 != own.pdf_sha256:
            raise ValueError("acknowledged without an identifier or with another hash")
        if own.sync is SyncState.CONFIRMED:
            return
        papers.change(tx, one.paper_id, sync=SyncState.CONFIRMED, province_id=one.province_id)
        audit.append(tx, self._who, "acknowledged", str(one.paper_id), one.sha256[:16])

    def _sync(self, tx: Connection, paper_id: UUID, state: SyncState) -> None:
        if papers.get(tx, paper_id).sync is not SyncState.CONFIRMED:
            papers.change(tx, paper_id, sync=state)

    def _note(self, tx: Connection, of: Step, outcome: str) -> None:
        audit.append(tx, self._who, f"step {of.kind}", str(of.dossier_id), outcome)
