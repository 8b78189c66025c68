"""Bringing the file's tables to this program's version where they are older, with a copy kept before any change."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from desktop.store.errors import NewerSchema

NEWEST = "0021_online"
"""The schema that the program's tables are: the last of the migrations."""
_BEFORE = "-truoc-"


def schema_of(engine: Engine) -> str | None:
    """The schema that a file's tables are; None where there are none yet."""
    with engine.connect() as connection:
        has = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").scalar()
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if has else None
        connection.rollback()
    return None if found is None else str(found)


def is_known(revision: str) -> bool:
    """Whether this program knows a schema, so that it can read or bring up to date what was written with it."""
    if revision == NEWEST:
        return True
    from desktop.store.migrating import known

    return revision in known()


def make_empty(engine: Engine, revision: str | None) -> None:
    """Make the tables of a new file as they were at a revision (None: the newest)."""
    from desktop.store.migrating import migrate

    migrate(engine, revision)


def is_up_to_date(engine: Engine) -> bool:
    """Whether a file has the tables that this program knows."""
    return schema_of(engine) == NEWEST


def bring_up_to_date(engine: Engine, file: Path) -> None:
    """Run the missing migrations in one transaction; an older file is copied beside itself first.

    Raises:
        NewerSchema: the file knows a migration that this program does not.
    """
    present = schema_of(engine)
    if present == NEWEST:
        return
    # Here and not above, as elsewhere in this file: a store is made once and seldom brought up to date.
    from desktop.store.migrating import known, migrate

    if present is not None:
        if present not in known():
            raise NewerSchema(cause=f"schema {present}")
        _copy_before(engine, file.with_name(f"{file.stem}{_BEFORE}{present}{file.suffix}"))
    migrate(engine)


def forget_copies(file: Path, made_before: datetime) -> None:
    """Remove the copies of older tables from before a moment: what was deleted since must not live on in them.

    Args:
        file: the store.
        made_before: UTC.
    """
    for copy in file.parent.glob(f"{file.stem}{_BEFORE}*{file.suffix}"):
        with suppress(OSError):
            if copy.stat().st_mtime < made_before.timestamp():
                copy.unlink()


def _copy_before(engine: Engine, copy: Path) -> None:
    fresh = copy.with_name(f"{copy.name}.new")
    fresh.unlink(missing_ok=True)
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(fresh),))
        fresh.replace(copy)
    finally:
        raw.close()
        # Where the disk was full, half a copy would keep it full.
        fresh.unlink(missing_ok=True)
