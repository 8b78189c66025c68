"""The outbox: per dossier a chain of steps, due one after the other, oldest dossier first."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, and_, exists, func, insert, or_, select, update

from desktop.model.outbox import Step, StepKind
from desktop.model.states import StepState, SyncState, move
from desktop.store import audit, dossiers, papers
from desktop.store.contents import fetch
from desktop.store.errors import NotFound
from desktop.store.file import Store
from desktop.store.tables import dossier, step


def canonical_sha256(payload: dict[str, Any]) -> str:
    """Hash of a payload's canonical JSON (sorted keys, no spaces, UTF-8)."""
    text = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _step(row: RowMapping) -> Step:
    return Step(
        **{
            **{name: row[name] for name in Step.__dataclass_fields__},
            "kind": StepKind(row["kind"]),
            "state": StepState(row["state"]),
        }
    )


def add_chain(
    tx: Connection, dossier_id: UUID, planned: Sequence[tuple[StepKind, UUID | None, dict[str, Any]]]
) -> None:
    """Queue a dossier's steps behind those it already has, each with its frozen payload and its own key."""
    first = tx.execute(select(func.count()).select_from(step).where(step.c.dossier_id == dossier_id)).scalar_one()
    for position, (kind, paper_id, payload) in enumerate(planned, first):
        tx.execute(
            insert(step).values(
                dossier_id=dossier_id,
                position=position,
                kind=kind,
                paper_id=paper_id,
                key=str(uuid.uuid4()),
                payload=payload,
                payload_sha256=canonical_sha256(payload),
                state=StepState.WAITING,
                attempts=0,
                result={},
                last_error="",
            )
        )


def steps(tx: Connection, *, dossier_id: UUID | None = None) -> list[Step]:
    """All steps, or one dossier's, in order."""
    query = select(step).order_by(step.c.dossier_id, step.c.position)
    if dossier_id is not None:
        query = query.where(step.c.dossier_id == dossier_id)
    return [_step(row) for row in tx.execute(query).mappings()]


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
    tx.execute(update(step).where(step.c.id == step_id).values(state=move(now.state, state), **values))
    return get(tx, step_id)


def retry_now(tx: Connection, step_id: int) -> Step:
    """Put a failed, parked or waiting step back in line at once."""
    return _change(tx, step_id, StepState.WAITING, next_at=None)


def park(tx: Connection, step_id: int) -> Step:
    """Set a step, and with it the rest of its chain, aside by hand."""
    return _change(tx, step_id, StepState.PARKED)


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
        """The next step to send: its predecessors are done, its time has come, its dossier is the oldest."""
        earlier = step.alias()
        blocked = exists().where(
            and_(
                earlier.c.dossier_id == step.c.dossier_id,
                earlier.c.position < step.c.position,
                earlier.c.state != StepState.DONE,
            )
        )
        query = (
            select(step)
            .join(dossier, dossier.c.id == step.c.dossier_id)
            .where(step.c.state == StepState.WAITING, ~blocked)
            .where(or_(step.c.next_at.is_(None), step.c.next_at <= now))
            .order_by(dossier.c.received_at, step.c.position)
            .limit(1)
        )
        with self._store.reading() as tx:
            row = tx.execute(query).mappings().first()
        return _step(row) if row else None

    def begin(self, step_id: int) -> Step:
        """Commit that a step is about to be sent, before any byte of it is."""
        with self._store.writing() as tx:
            begun = _change(tx, step_id, StepState.SENDING, attempts=get(tx, step_id).attempts + 1)
            if begun.paper_id:
                self._sync(tx, begun.paper_id, SyncState.SENDING)
            return begun

    def done(self, step_id: int, result: dict[str, Any]) -> None:
        """Save what the province answered; the next step becomes due."""
        with self._store.writing() as tx:
            finished = _change(tx, step_id, StepState.DONE, result=result, last_error="")
            if finished.kind is StepKind.FILE and finished.paper_id:
                self._sync(tx, finished.paper_id, SyncState.SENT)
            self._note(tx, finished, "done")

    def retry(self, step_id: int, at: datetime, error: str) -> None:
        """Put a step back in line for later."""
        with self._store.writing() as tx:
            waiting = _change(tx, step_id, StepState.WAITING, next_at=at, last_error=error[:2000])
            if waiting.paper_id:
                self._sync(tx, waiting.paper_id, SyncState.QUEUED)

    def fail(self, step_id: int, error: str) -> None:
        """Give a step up until a person decides (dead letter)."""
        with self._store.writing() as tx:
            failed = _change(tx, step_id, StepState.FAILED, last_error=error[:2000])
            if failed.paper_id:
                self._sync(tx, failed.paper_id, SyncState.FAILED)
            self._note(tx, failed, "failed")

    def chain(self, dossier_id: UUID) -> list[Step]:
        """A dossier's steps in order."""
        with self._store.reading() as tx:
            return steps(tx, dossier_id=dossier_id)

    def file(self, paper_id: UUID) -> bytes:
        """The signed PDF of a paper."""
        with self._store.reading() as tx:
            return fetch(tx, papers.get(tx, paper_id).pdf_sha256)

    def code(self, dossier_id: UUID) -> str:
        """The dossier's code, official once the province has numbered it."""
        with self._store.reading() as tx:
            return dossiers.get(tx, dossier_id).code

    def interrupted(self) -> list[Step]:
        """Steps that were being sent when the program last ended: their outcome is unknown."""
        with self._store.reading() as tx:
            return [found for found in steps(tx) if found.state is StepState.SENDING]

    def acknowledge(self, paper_id: UUID, province_id: str, sha256: str) -> None:
        """The province has answered with an identifier and this hash: only then is a paper confirmed (R46).

        Raises:
            ValueError: the hash is not our file's; a caller's bug.
        """
        with self._store.writing() as tx:
            paper = papers.get(tx, paper_id)
            if not province_id or sha256 != paper.pdf_sha256:
                raise ValueError("acknowledged without an identifier or with another hash")
            if paper.sync is SyncState.CONFIRMED:
                return
            papers.change(tx, paper_id, sync=SyncState.CONFIRMED, province_id=province_id)
            audit.append(tx, self._who, "acknowledged", str(paper_id), sha256[:16])

    def adopt_code(self, dossier_id: UUID, official: str) -> None:
        """The province has numbered the dossier."""
        with self._store.writing() as tx:
            dossiers.adopt_code(tx, dossier_id, official)
            audit.append(tx, self._who, "official code", str(dossier_id), official)

    def _sync(self, tx: Connection, paper_id: UUID, state: SyncState) -> None:
        if papers.get(tx, paper_id).sync is not SyncState.CONFIRMED:
            papers.change(tx, paper_id, sync=state)

    def _note(self, tx: Connection, of: Step, outcome: str) -> None:
        audit.append(tx, self._who, f"step {of.kind}", str(of.dossier_id), outcome)
