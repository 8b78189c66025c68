"""Unfinished dossiers handed from one official to another, and who has a dossier now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, RowMapping, func, insert, select, update

from desktop.model.data import as_data, from_data
from desktop.model.shift import Shift, ShiftLine, ShiftState
from desktop.store.tables import dossier, shift, shift_dossier


def add(tx: Connection, new: Shift) -> None:
    """Keep a hand-over that has begun."""
    tx.execute(
        insert(shift).values(
            id=new.id,
            giver=new.giver,
            taker=new.taker,
            given_at=new.given_at,
            answered_at=new.answered_at,
            state=new.state,
            note=new.note,
        )
    )
    for line in new.lines:
        tx.execute(insert(shift_dossier).values(shift_id=new.id, dossier_id=line.dossier_id, line=as_data(line)))


def answer(tx: Connection, shift_id: UUID, state: ShiftState, at: datetime) -> None:
    """Keep what came of it."""
    tx.execute(update(shift).where(shift.c.id == shift_id).values(state=state, answered_at=at))


def get(tx: Connection, shift_id: UUID) -> Shift | None:
    """One of them; None where there is no such."""
    row = tx.execute(select(shift).where(shift.c.id == shift_id)).mappings().first()
    return _shift(tx, row) if row else None


def latest(tx: Connection, most: int) -> list[Shift]:
    """The last ones, newest first."""
    query = select(shift).order_by(shift.c.given_at.desc()).limit(most)
    return [_shift(tx, row) for row in tx.execute(query).mappings().all()]


def _shift(tx: Connection, row: RowMapping) -> Shift:
    query = select(shift_dossier.c.line).where(shift_dossier.c.shift_id == row["id"])
    lines = sorted((from_data(ShiftLine, line) for line in tx.execute(query).scalars()), key=lambda one: one.code)
    return Shift(
        id=row["id"],
        giver=row["giver"],
        taker=row["taker"],
        given_at=row["given_at"],
        answered_at=row["answered_at"],
        state=ShiftState(row["state"]),
        note=row["note"],
        lines=tuple(lines),
    )


def _keeper() -> ColumnElement[str]:
    """Who has a dossier now: whoever took it over last, else who received it."""
    last = (
        select(shift.c.taker)
        .join(shift_dossier, shift_dossier.c.shift_id == shift.c.id)
        .where(shift_dossier.c.dossier_id == dossier.c.id, shift.c.state == ShiftState.TAKEN)
        .order_by(shift.c.answered_at.desc())
        .limit(1)
        .correlate(dossier)
        .scalar_subquery()
    )
    return func.coalesce(last, dossier.c.officer)


def kept_by(tx: Connection, name: str, among: Collection[UUID]) -> Sequence[UUID]:
    """Which of some dossiers an official has now.

    Args:
        tx: the store.
        name: the official's login name.
        among: the dossiers.
    """
    return tx.execute(select(dossier.c.id).where(dossier.c.id.in_(among), _keeper() == name)).scalars().all()


def awaited(tx: Connection, among: Collection[UUID]) -> set[UUID]:
    """Which of some dossiers are in a hand-over that nobody has answered."""
    query = (
        select(shift_dossier.c.dossier_id)
        .join(shift, shift.c.id == shift_dossier.c.shift_id)
        .where(shift.c.state == ShiftState.GIVEN, shift_dossier.c.dossier_id.in_(among))
    )
    return set(tx.execute(query).scalars())
