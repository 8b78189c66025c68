"""What is queued for the province and was not told yet: it can be held back, or withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, update

from desktop.model.outbox import Step
from desktop.model.record import DossierRecord
from desktop.model.states import StepState
from desktop.store.outbox import release, steps, waiting_notices
from desktop.store.tables import step


def may_know_of(tx: Connection, dossier_id: UUID, paper_id: UUID) -> bool:
    """Whether the province may have been told that a result is hidden no more: a record that says so was begun."""
    for one in steps(tx, dossier_id=dossier_id):
        begun = one.attempts or one.result or one.state not in {StepState.WAITING, StepState.REPLACED}
        told = one.payload.papers if begun and isinstance(one.payload, DossierRecord) else ()
        if any(paper.paper_id == paper_id and not paper.hidden for paper in told):
            return True
    return False


def withdraw(tx: Connection, dossier_id: UUID) -> None:
    """Replace a dossier's steps that wait by nothing: what they would tell is not so any more. What its applicant was
    to be told otherwise stays, and is held no longer.
    """
    told = waiting_notices(tx, dossier_id)
    own = (step.c.dossier_id == dossier_id) & (step.c.state == StepState.WAITING) & step.c.id.not_in(told)
    tx.execute(update(step).where(own).values(state=StepState.REPLACED))
    tx.execute(update(step).where(step.c.id.in_(told)).values(next_at=None))
    release(tx, dossier_id)


def drop(tx: Connection, dropped: Sequence[Step]) -> None:
    """Replace steps of which nothing has left by nothing; the caller has made sure that none comes behind them."""
    own = step.c.id.in_([one.id for one in dropped])
    tx.execute(update(step).where(own).values(state=StepState.REPLACED))


def hold(tx: Connection, dossier_id: UUID, until: datetime) -> None:
    """Let a dossier's steps that wait and were never tried wait until a moment."""
    own = (step.c.dossier_id == dossier_id) & (step.c.state == StepState.WAITING) & (step.c.attempts == 0)
    tx.execute(update(step).where(own).values(next_at=until))
