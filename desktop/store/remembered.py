"""What the program keeps in the store between two starts, by name: when it last backed up, which dossier was open."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from desktop.store.tables import setting


def get(tx: Connection, name: str, default: Any = None) -> Any:
    """The value, or the default where none was kept."""
    row = tx.execute(select(setting.c.value).where(setting.c.name == name)).first()
    return row[0] if row else default


def put(tx: Connection, name: str, value: Any) -> None:
    """Keep a value that JSON can hold, in place of an earlier one."""
    tx.execute(delete(setting).where(setting.c.name == name))
    tx.execute(insert(setting).values(name=name, value=value))
