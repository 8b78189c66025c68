"""How results were handed over; a row for each that is hidden no more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select

from desktop.model.handing import HandedOver, Handing, Way
from desktop.store.tables import handed_over, paper


def add(tx: Connection, done: HandedOver) -> None:
    """Keep how a result was handed over."""
    tx.execute(
        insert(handed_over).values(
            paper_id=done.paper_id,
            at=done.at,
            officer=done.officer,
            way=done.handing.way,
            taken_by=done.handing.taken_by,
        )
    )


def forget(tx: Connection, paper_ids: Collection[UUID]) -> None:
    """These were not handed over after all."""
    tx.execute(delete(handed_over).where(handed_over.c.paper_id.in_(paper_ids)))


def of_dossiers(tx: Connection, dossier_ids: Sequence[UUID]) -> dict[UUID, list[HandedOver]]:
    """Dossier id to what was handed over of it, the last first."""
    query = (
        select(paper.c.dossier_id, handed_over)
        .join(paper, paper.c.id == handed_over.c.paper_id)
        .where(paper.c.dossier_id.in_(dossier_ids))
        .order_by(handed_over.c.at.desc(), paper.c.position)
    )
    found: dict[UUID, list[HandedOver]] = {}
    for row in tx.execute(query):
        handing = Handing(way=Way(row.way), taken_by=row.taken_by)
        done = HandedOver(paper_id=row.paper_id, at=row.at, officer=row.officer, handing=handing)
        found.setdefault(row.dossier_id, []).append(done)
    return found
