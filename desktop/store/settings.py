"""Settings kept in the store, by name."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from desktop.store.tables import setting


def get(tx: Connection, name: str, default: Any = None) -> Any:
    """The value, or the default where it was never set."""
    row = tx.execute(select(setting.c.value).where(setting.c.name == name)).first()
    return row[0] if row else default


def put(tx: Connection, name: str, value: Any) -> None:
    """Set a value that JSON can hold."""
    tx.execute(delete(setting).where(setting.c.name == name))
    tx.execute(insert(setting).values(name=name, value=value))
