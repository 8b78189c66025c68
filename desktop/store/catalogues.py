"""Versions of the catalogue; one of them is current, the others explain old dossiers (R1)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from desktop.store.tables import catalogue, dossier


def keep(tx: Connection, version: str, valid_from: date, data: dict[str, Any], taken_at: datetime) -> None:
    """Keep a version and make it the current one, in the same transaction."""
    tx.execute(update(catalogue).values(current=False))
    if tx.execute(select(catalogue.c.version).where(catalogue.c.version == version)).first():
        tx.execute(
            update(catalogue)
            .where(catalogue.c.version == version)
            .values(valid_from=valid_from, data=data, taken_at=taken_at, current=True)
        )
    else:
        tx.execute(
            insert(catalogue).values(version=version, valid_from=valid_from, data=data, taken_at=taken_at, current=True)
        )


def remember(tx: Connection, version: str, valid_from: date, data: dict[str, Any], taken_at: datetime) -> None:
    """Keep a version that explains dossiers from elsewhere; the current one stays, and a known one is not touched."""
    if not tx.execute(select(catalogue.c.version).where(catalogue.c.version == version)).first():
        tx.execute(
            insert(catalogue).values(
                version=version, valid_from=valid_from, data=data, taken_at=taken_at, current=False
            )
        )


def make_current(tx: Connection, version: str) -> None:
    """Switch to a version that was kept before."""
    tx.execute(update(catalogue).values(current=catalogue.c.version == version))


def is_used(tx: Connection, version: str) -> bool:
    """Whether a dossier was taken in with this version."""
    return tx.execute(select(dossier.c.id).where(dossier.c.catalogue_version == version).limit(1)).first() is not None


def current(tx: Connection) -> dict[str, Any] | None:
    """The current version's data; None where no catalogue was ever taken."""
    found = tx.execute(select(catalogue.c.data).where(catalogue.c.current)).scalar()
    return dict(found) if found else None


def version(tx: Connection, name: str) -> dict[str, Any] | None:
    """A version's data by its name."""
    found = tx.execute(select(catalogue.c.data).where(catalogue.c.version == name)).scalar()
    return dict(found) if found else None


def valid_from(tx: Connection, name: str) -> date:
    """A kept version's first day."""
    first: date = tx.execute(select(catalogue.c.valid_from).where(catalogue.c.version == name)).scalar_one()
    return first


def current_version(tx: Connection) -> str | None:
    """Name of the current version; None where no catalogue was ever taken."""
    return tx.execute(select(catalogue.c.version).where(catalogue.c.current)).scalar()
