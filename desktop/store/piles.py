"""Piles that are being sorted: how far each is, kept so that a crash in the middle changes nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, update

from desktop.store.tables import pile


def add(tx: Connection, pile_id: UUID, dossier_id: UUID, state: dict[str, Any]) -> None:
    """Keep a new pile."""
    tx.execute(insert(pile).values(id=pile_id, dossier_id=dossier_id, state=state, done=False))


def change(tx: Connection, pile_id: UUID, state: dict[str, Any], *, done: bool) -> None:
    """Keep how far a pile is now."""
    tx.execute(update(pile).where(pile.c.id == pile_id).values(state=state, done=done))


def unfinished(tx: Connection, dossier_id: UUID | None = None) -> list[tuple[UUID, UUID, dict[str, Any]]]:
    """Piles that are not sorted to the end, of one dossier or of all: pile, dossier, state."""
    query = select(pile).where(pile.c.done.is_(False))
    if dossier_id is not None:
        query = query.where(pile.c.dossier_id == dossier_id)
    return [(row["id"], row["dossier_id"], row["state"]) for row in tx.execute(query).mappings()]
