"""The outbox: per dossier a chain of steps, each sent only after those before it, in fair order.

What holds at every moment, whatever happens:

* A step's payload never changes once its first byte may have left; until then it may follow its file (`refreeze`).
  Its hash stands beside it: what is no longer what was queued is not sent.
* A step keeps its key through every attempt: the province may know the step by it.
* Of a dossier's unfinished steps only the first is `ready`: a step is due only when those before it are done.
* Only the newest chain of a dossier, and notices within it or behind it, have unfinished steps, and maybe one step is
  under way: the others were replaced.
* A paper is confirmed only by an identifier and its own hash from the province (R46), and never falls back from that.

Every method of `Outbox` is one committed transaction. So a crash falls between two of them:

* before `begin`: nothing has left, and the step is due again;
* after `begin`, before `done`: whether it arrived is unknown. The step stands in `sending` (`interrupted`), and the
  province is asked about it before it is sent again;
* while a file is under way: `remember` has kept where it stands, and it goes on from there;
* after the province's answer, before `done`: as above, the province says that it has it;
* after `done`: the answer, the official code, what it proves of papers and the next step's turn were kept at once.

Fair: a step's rank is its dossier's time of reception plus the time that its bytes take on a thin line. So older
dossiers come first, small things before large ones of the same age, and a huge file waits only for what came in
while it would have been under way.

The file is long because what holds at every moment stands beside all that could break it.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, func, insert, select, text, update

from desktop.model.data import as_data
from desktop.model.outbox import (
    LONGEST_ASKED_S,
    Acknowledged,
    Outcome,
    Planned,
    Step,
    StepKind,
    canonical_sha256,
    payload_of,
)
from desktop.model.record import DossierRecord, FileToSend, Payload, ProgressEntry
from desktop.model.states import StepState, SyncState, move
from desktop.store import audit, dossiers, papers
from desktop.store.errors import NotFound
from desktop.store.file import Store
from desktop.store.stored_file import StoredFile
from desktop.store.tables import Moment, content, dossier, step

THIN_LINE_BYTES_S = 64_000
OVER = (StepState.DONE, StepState.REPLACED)
"""Nothing more is to be done about steps in these states."""
_NEW = 0
"""Number of a step that has no row yet."""
# As literals: SQLite takes a partial index only where it can see that it fits.
_NEXT_DUE = text(
    # Without statistics SQLite would take the index by state, and sort.
    "SELECT id FROM step INDEXED BY step_due WHERE state = 'waiting' AND ready = 1"
    " AND (next_at IS NULL OR next_at <= :now OR next_at > :latest) ORDER BY rank LIMIT 1"
).bindparams(bindparam("now", type_=Moment), bindparam("latest", type_=Moment))


# The row of a step: its own fields, and where it stands in line.


def step_of(row: RowMapping) -> Step:
    """A step out of its row, or out of those columns of it that were asked for."""
    own = {field.name: row[field.name] for field in fields(Step) if field.name in row}
    kind = StepKind(row["kind"])
    payload = payload_of(kind, own["payload"]) if "payload" in own else None
    return Step(**{**own, "kind": kind, "state": StepState(row["state"]), "payload": payload})


def _columns(of: Step) -> dict[str, Any]:
    own = {field.name: getattr(of, field.name) for field in fields(Step) if field.name != "id"}
    return {**own, "payload": as_data(of.payload)}


def _queue(tx: Connection, dossier_id: UUID, chain: Sequence[Step]) -> None:
    """Keep new steps of a dossier, and make the first unfinished one ready."""
    since = tx.execute(select(dossier.c.received_at).where(dossier.c.id == dossier_id)).scalar_one()
    rows = [{**_columns(one), "since": since, "rank": since + transit(_size(tx, one.payload))} for one in chain]
    if rows:
        tx.execute(insert(step), rows)
    release(tx, dossier_id)


def _size(tx: Connection, payload: Payload | None) -> int:
    """Bytes of the file that a step sends; what else it sends is small."""
    if not isinstance(payload, FileToSend):
        return 0
    return tx.execute(select(content.c.size).where(content.c.sha256 == payload.sha256)).scalar() or 0


def transit(size: int) -> timedelta:
    """How long so many bytes take on a thin line (512 kbit/s)."""
    return timedelta(seconds=size / THIN_LINE_BYTES_S)


def release(tx: Connection, dossier_id: UUID) -> None:
    """Make the first unfinished step of a dossier ready."""
    own = select(step.c.id).where(step.c.dossier_id == dossier_id, step.c.state.not_in(OVER))
    first = tx.execute(own.order_by(step.c.position).limit(1)).scalar()
    if first is not None:
        tx.execute(update(step).where(step.c.id == first).values(ready=True))


# Queueing, in the transaction of whoever queues


def add_chain(tx: Connection, dossier_id: UUID, planned: Sequence[Planned]) -> None:
    """Queue a dossier's steps, each with its frozen payload and its own key.

    What was queued of it before and not yet sent is replaced; a step that is under way is finished first. What an
    applicant was to be told still is, under its own key, behind the record that makes the dossier known.
    """
    told = waiting_notices(tx, dossier_id)
    unfinished = [StepState.WAITING, StepState.FAILED, StepState.PARKED]
    old = (step.c.dossier_id == dossier_id) & step.c.state.in_(unfinished) & step.c.id.not_in(told)
    tx.execute(update(step).where(old).values(state=StepState.REPLACED))
    behind = next((at for at, one in enumerate(planned, 1) if isinstance(one.payload, DossierRecord)), len(planned))
    add_behind(tx, dossier_id, planned[:behind])
    for step_id in told:
        place = {"position": _next_position(tx, dossier_id), "ready": False, "next_at": None}
        tx.execute(update(step).where(step.c.id == step_id).values(**place))
    add_behind(tx, dossier_id, planned[behind:])


def waiting_notices(tx: Connection, dossier_id: UUID) -> list[int]:
    """The steps of a dossier that wait to tell its applicant something, in order."""
    own = steps(tx, dossier_id=dossier_id)
    return [one.id for one in own if one.state is StepState.WAITING and _is_notice(one.payload)]


def _is_notice(payload: Payload | None) -> bool:
    return isinstance(payload, ProgressEntry) and payload.for_applicant


def _next_position(tx: Connection, dossier_id: UUID) -> int:
    last = tx.execute(select(func.max(step.c.position)).where(step.c.dossier_id == dossier_id)).scalar()
    return 0 if last is None else int(last) + 1


def add_behind(tx: Connection, dossier_id: UUID, planned: Sequence[Planned]) -> None:
    """Queue further steps of a dossier behind those that it has, which stay."""
    chain = [
        Step(
            id=_NEW,
            dossier_id=dossier_id,
            position=position,
            kind=one.kind,
            paper_id=one.paper_id,
            key=str(uuid.uuid4()),
            payload=one.payload,
            payload_sha256=canonical_sha256(one.payload),
        )
        for position, one in enumerate(planned, _next_position(tx, dossier_id))
    ]
    _queue(tx, dossier_id, chain)


def take_over(tx: Connection, dossier_id: UUID, chain: Sequence[Step]) -> None:
    """Queue a chain of another counter under its own keys; steps that are here already stay as they are."""
    here = set(tx.execute(select(step.c.key).where(step.c.dossier_id == dossier_id)).scalars())
    fresh = [
        replace(
            one,
            id=_NEW,
            state=one.state if one.state in OVER else StepState.WAITING,
            troubles=0,
            next_at=None,
            last_error="",
        )
        for one in chain
        if one.key not in here
    ]
    _queue(tx, dossier_id, fresh)


def refreeze(tx: Connection, dossier_id: UUID, old_sha256: str, new_sha256: str) -> bool:
    """A queued file was extended: name its new hash in the frozen payloads; False where sending has begun.

    Payloads are frozen so that what is sent twice is the same; as long as nothing was tried they may follow
    their file.
    """
    followed = [(one, _following(one.payload, old_sha256, new_sha256)) for one in steps(tx, dossier_id=dossier_id)]
    naming = [(one, payload) for one, payload in followed if payload != one.payload]
    if not all(one.untouched for one, _ in naming):
        return False
    for one, payload in naming:
        values = {"payload": as_data(payload), "payload_sha256": canonical_sha256(payload)}
        tx.execute(update(step).where(step.c.id == one.id).values(**values))
    return True


def _following(payload: Payload | None, old_sha256: str, new_sha256: str) -> Payload | None:
    """A payload after a file that it names has another hash."""
    match payload:
        case FileToSend(sha256=sha256) if sha256 == old_sha256:
            return replace(payload, sha256=new_sha256, came_from="")
        case DossierRecord(papers=papers):
            moved = (replace(one, sha256=new_sha256) if one.sha256 == old_sha256 else one for one in papers)
            return replace(payload, papers=tuple(moved))
    return payload


# Looking


def steps(tx: Connection, *, dossier_id: UUID | None = None) -> list[Step]:
    """All steps, or one dossier's, in order."""
    query = select(step).order_by(step.c.dossier_id, step.c.position)
    if dossier_id is not None:
        query = query.where(step.c.dossier_id == dossier_id)
    return [step_of(row) for row in tx.execute(query).mappings()]


def get(tx: Connection, step_id: int) -> Step:
    """The step with this number.

    Raises:
        NotFound: there is none.
    """
    row = tx.execute(select(step).where(step.c.id == step_id)).mappings().first()
    if row is None:
        raise NotFound(str(step_id))
    return step_of(row)


def all_done(tx: Connection, dossier_ids: Sequence[UUID]) -> set[UUID]:
    """Which of some dossiers were queued and have arrived, every step of them."""
    # Of these dossiers alone: the outbox may be a hundred thousand steps long.
    query = select(step.c.dossier_id).where(step.c.dossier_id.in_(dossier_ids)).group_by(step.c.dossier_id)
    return set(tx.execute(query.having(func.sum(step.c.state.not_in(OVER)) == 0)).scalars())


def sent_files(tx: Connection, dossier_id: UUID) -> dict[UUID, str]:
    """Paper id to hash of the file that the province has of it."""
    done = [one for one in steps(tx, dossier_id=dossier_id) if one.state is StepState.DONE]
    return {one.paper_id: one.payload.sha256 for one in done if one.paper_id and isinstance(one.payload, FileToSend)}


def last_record(tx: Connection, dossier_id: UUID) -> DossierRecord | None:
    """The record that was queued last for a dossier and still counts; None where none was, or is no record any more."""
    counting = [one for one in steps(tx, dossier_id=dossier_id) if one.state is not StepState.REPLACED]
    last = next((one.payload for one in reversed(counting) if one.kind is StepKind.RECORD), None)
    return last if isinstance(last, DossierRecord) else None


def brings_papers() -> ColumnElement[bool]:
    """Whether a step brings a record with papers; one without any comes before them, with a notice."""
    return (step.c.kind == StepKind.RECORD) & (func.json_array_length(step.c.payload, "$.papers") > 0)


def is_leaving(tx: Connection, dossier_id: UUID) -> bool:
    """Whether files of a dossier, or a record with papers, are still to reach the province, whatever holds them up."""
    unfinished = select(step.c.id).where(step.c.dossier_id == dossier_id, step.c.state.not_in(OVER))
    papers_too = unfinished.where((step.c.kind == StepKind.FILE) | brings_papers())
    return tx.execute(papers_too.limit(1)).first() is not None


# A step's state


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


# Sending


class Outbox:
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
            release(tx, finished.dossier_id)
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
            return [step_of(row) for row in rows]

    def _acknowledge(self, tx: Connection, one: Acknowledged) -> None:
        """Only an identifier and our own hash from the province confirm a paper (R46); its serial counts (R7)."""
        own = papers.get(tx, one.paper_id)
        if not one.province_id or one.sha256 != own.pdf_sha256:
            raise ValueError("acknowledged without an identifier or with another hash")
        if one.item_code and one.item_code != own.item_code:
            # What was signed keeps ours, and the record says which paper it is; both hold the owner's number (R63).
            papers.change(tx, one.paper_id, item_code=one.item_code)
            audit.append(tx, self._who, "item code given", str(one.paper_id))
        if own.sync is SyncState.CONFIRMED:
            return
        papers.change(tx, one.paper_id, sync=SyncState.CONFIRMED, province_id=one.province_id)
        audit.append(tx, self._who, "acknowledged", str(one.paper_id), one.sha256[:16])

    def _sync(self, tx: Connection, paper_id: UUID, state: SyncState) -> None:
        if papers.get(tx, paper_id).sync is not SyncState.CONFIRMED:
            papers.change(tx, paper_id, sync=state)

    def _note(self, tx: Connection, of: Step, outcome: str) -> None:
        audit.append(tx, self._who, f"step {of.kind}", str(of.dossier_id), outcome)
