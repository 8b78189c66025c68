"""The outbox as lists and lights show it: never more steps than are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select, text

from desktop.model.outbox import Step
from desktop.model.states import StepState
from desktop.store.errors import NotFound
from desktop.store.outbox import step_of
from desktop.store.tables import dossier, paper, step

_LARGE = {"payload", "result"}
# As a literal: SQLite takes a partial index only where it can see that it fits.
_IS_OPEN = text("step.state NOT IN ('done', 'replaced')")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A step as a list shows it: with its dossier's code and time of reception, and its paper's name.

    Its payload and its result stay in the file: nobody reads them in a list of a hundred thousand.
    """

    step: Step
    dossier_code: str
    since: datetime
    paper_name: str


def _listing() -> Any:
    shown = [step.c[field.name] for field in fields(Step) if field.name not in _LARGE]
    named = select(*shown, step.c.since, dossier.c.code.label("dossier_code"), paper.c.name.label("paper_name"))
    return named.join(dossier, dossier.c.id == step.c.dossier_id).outerjoin(paper, paper.c.id == step.c.paper_id)


def _listed(tx: Connection, query: Any) -> Iterator[Listed]:
    for row in tx.execute(query).mappings().all():
        yield Listed(
            step=step_of(row), dossier_code=row["dossier_code"], since=row["since"], paper_name=row["paper_name"] or ""
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


def progress(tx: Connection, dossier_ids: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """How many steps of some dossiers are done, and of how many; what was replaced by a newer chain does not count."""
    done = func.count().filter(step.c.state == StepState.DONE)
    query = select(step.c.dossier_id, done, func.count()).where(step.c.dossier_id.in_(dossier_ids))
    rows = tx.execute(query.where(step.c.state != StepState.REPLACED).group_by(step.c.dossier_id)).all()
    return {dossier_id: (done, of) for dossier_id, done, of in rows}


def count_under_way(tx: Connection) -> int:
    """How many dossiers have a step that is not done."""
    return tx.execute(select(func.count(step.c.dossier_id.distinct())).where(_IS_OPEN)).scalar_one()


def counts(tx: Connection) -> dict[StepState, int]:
    """How many steps are in each state."""
    rows = tx.execute(select(step.c.state, func.count()).group_by(step.c.state)).all()
    return dict.fromkeys(StepState, 0) | {StepState(state): count for state, count in rows}


def oldest_waiting(tx: Connection) -> datetime | None:
    """When the oldest dossier with an unfinished step was received; None where all is sent."""
    return tx.execute(select(step.c.since).where(_IS_OPEN).order_by(step.c.since).limit(1)).scalar()
