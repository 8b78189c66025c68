"""Dossiers whose day of return comes, and results that wait for whom they are for: found by indexes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, Date, Uuid, bindparam, select, text, update

from desktop.model.dossier import Paper, PaperKind
from desktop.store.papers import of_row
from desktop.store.tables import dossier, paper

# As literals: SQLite takes a partial index only where it can see that it fits.
_DUE = (
    text(
        "SELECT id FROM dossier INDEXED BY dossier_due"
        " WHERE state != 'returned' AND due >= :since AND due <= :until ORDER BY due LIMIT :most"
    )
    .bindparams(bindparam("since", type_=Date), bindparam("until", type_=Date))
    .columns(id=Uuid)
)
_COUNT_DUE = text(
    "SELECT count(*) FROM dossier INDEXED BY dossier_due WHERE state != 'returned' AND due >= :since AND due <= :until"
).bindparams(bindparam("since", type_=Date), bindparam("until", type_=Date))
_WITHOUT_DAY = text(
    "SELECT id FROM dossier INDEXED BY dossier_due WHERE state != 'returned' AND due IS NULL"
    " AND state NOT IN ('awaiting', 'refused', 'stopped')"
).columns(id=Uuid)
_READY = text(
    "SELECT paper.dossier_id FROM paper INDEXED BY paper_hidden JOIN dossier ON dossier.id = paper.dossier_id"
    " WHERE delivery = 'hidden' AND digitisation = 'built' AND signing != 'unsigned'"
    " AND dossier.state NOT IN ('open', 'awaiting', 'refused', 'stopped')"
    " AND NOT (:agency AND signing = 'signed' AND sync = 'local')"
    " GROUP BY paper.dossier_id ORDER BY dossier.due IS NULL, dossier.due, dossier.received_at"
).columns(dossier_id=Uuid)


def due(tx: Connection, since: date, until: date, most: int) -> list[UUID]:
    """The dossiers that were not returned and are due between two days, both included; in the order of these days."""
    return list(tx.execute(_DUE, {"since": since, "until": until, "most": most}).scalars())


def count_due(tx: Connection, since: date, until: date) -> int:
    """How many those are."""
    return int(tx.execute(_COUNT_DUE, {"since": since, "until": until}).scalar_one())


def ready(tx: Connection, *, agency_signs: bool) -> list[UUID]:
    """The dossiers with a finished result that is still hidden, by their day of return.

    Args:
        tx: reading.
        agency_signs: papers here bear the agency's signature too.
    """
    return list(tx.execute(_READY, {"agency": agency_signs}).scalars())


def without_day(tx: Connection) -> list[UUID]:
    """The dossiers that were not returned and have no day of return, without those whose term does not run."""
    return list(tx.execute(_WITHOUT_DAY).scalars())


def set_day(tx: Connection, dossier_id: UUID, day: date | None) -> None:
    """Keep a dossier's day of return; None where its term does not run."""
    tx.execute(update(dossier).where(dossier.c.id == dossier_id).values(due=day))


def results_of(tx: Connection, dossier_ids: Collection[UUID]) -> dict[UUID, list[Paper]]:
    """Dossier id to its results in their order, in one look."""
    query = select(paper).where(paper.c.dossier_id.in_(dossier_ids), paper.c.kind == PaperKind.RESULT)
    found: dict[UUID, list[Paper]] = {}
    for row in tx.execute(query.order_by(paper.c.position)).mappings():
        found.setdefault(row["dossier_id"], []).append(of_row(row))
    return found
