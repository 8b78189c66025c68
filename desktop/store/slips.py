"""Slips of dossiers, each under a number that is never given twice, and the papers counted on them (R19)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from desktop.model.slip import Counted, Slip, SlipKind, SlipSaid
from desktop.model.states import DossierState
from desktop.store.errors import NotFound
from desktop.store.tables import counted, paper, slip


def next_number(tx: Connection, kind: SlipKind, year: int) -> int:
    """The number that comes next in a year of one kind."""
    last = tx.execute(select(func.max(slip.c.number)).where(slip.c.kind == kind, slip.c.year == year)).scalar()
    return (last or 0) + 1


def add(tx: Connection, new: Slip) -> None:
    """Keep a slip; the caller has kept its file."""
    tx.execute(
        insert(slip).values(
            id=new.id,
            dossier_id=new.dossier_id,
            kind=new.kind,
            year=new.year,
            number=new.number,
            at=new.at,
            officer=new.officer,
            reason=new.said.reason,
            due=new.said.due,
            due_before=new.due_before,
            state_before=new.state_before,
            answered_at=new.answered_at,
            void=new.void,
            sha256=new.sha256,
        )
    )


def _slip(row: RowMapping) -> Slip:
    return Slip(
        id=row["id"],
        dossier_id=row["dossier_id"],
        kind=SlipKind(row["kind"]),
        year=row["year"],
        number=row["number"],
        at=row["at"],
        officer=row["officer"],
        said=SlipSaid(reason=row["reason"], due=row["due"]),
        due_before=row["due_before"],
        state_before=DossierState(row["state_before"]),
        answered_at=row["answered_at"],
        void=row["void"],
        sha256=row["sha256"],
    )


def get(tx: Connection, slip_id: UUID) -> Slip:
    """The slip with this id.

    Raises:
        NotFound: there is none.
    """
    row = tx.execute(select(slip).where(slip.c.id == slip_id)).mappings().first()
    if row is None:
        raise NotFound(str(slip_id))
    return _slip(row)


def of_dossier(tx: Connection, dossier_id: UUID) -> list[Slip]:
    """All slips of a dossier, oldest first, with those that were taken back."""
    return of_dossiers(tx, [dossier_id]).get(dossier_id, [])


def of_dossiers(tx: Connection, dossier_ids: Collection[UUID]) -> dict[UUID, list[Slip]]:
    """Dossier id to its slips, oldest first, with those that were taken back."""
    query = select(slip).where(slip.c.dossier_id.in_(dossier_ids)).order_by(slip.c.at, slip.c.number)
    found: dict[UUID, list[Slip]] = {}
    for row in tx.execute(query).mappings():
        found.setdefault(row["dossier_id"], []).append(_slip(row))
    return found


def answer(tx: Connection, asked: Slip, at: datetime) -> Slip:
    """What was asked for came."""
    tx.execute(update(slip).where(slip.c.id == asked.id).values(answered_at=at))
    return replace(asked, answered_at=at)


def make_void(tx: Connection, written: Slip) -> Slip:
    """A slip counts no more."""
    tx.execute(update(slip).where(slip.c.id == written.id).values(void=True))
    return replace(written, void=True)


def count(tx: Connection, paper_id: UUID, said: Counted) -> None:
    """Keep what was received of a paper, in place of what was said before."""
    tx.execute(delete(counted).where(counted.c.paper_id == paper_id))
    tx.execute(
        insert(counted).values(
            paper_id=paper_id,
            originals=said.originals,
            copies=said.copies,
            to_return=said.to_return,
            returned_at=said.returned_at,
        )
    )


def counts_of(tx: Connection, dossier_id: UUID) -> Mapping[UUID, Counted]:
    """Paper id to what was received of it; papers that nobody counted are not in it."""
    query = select(counted).join(paper, paper.c.id == counted.c.paper_id).where(paper.c.dossier_id == dossier_id)
    return {
        row.paper_id: Counted(
            originals=row.originals, copies=row.copies, to_return=row.to_return, returned_at=row.returned_at
        )
        for row in tx.execute(query)
    }
