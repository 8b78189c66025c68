"""Bringing the file's tables to this program's version, with a copy kept before any change."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from desktop.store.errors import NewerSchema

_BEFORE = "-truoc-"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    return config


def is_known(revision: str) -> bool:
    """Whether this program knows a schema, so that it can read or bring up to date what was written with it."""
    script = ScriptDirectory.from_config(_config())
    return revision in {known.revision for known in script.walk_revisions()}


def make_empty(engine: Engine, revision: str | None) -> None:
    """Make the tables of a new file as they were at a revision (None: the newest)."""
    config = _config()
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, revision or "head")


def is_up_to_date(engine: Engine) -> bool:
    """Whether a file has the tables that this program knows."""
    with engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_revision()
        connection.rollback()
    return present == ScriptDirectory.from_config(_config()).get_current_head()


def bring_up_to_date(engine: Engine, file: Path) -> None:
    """Run the missing migrations in one transaction; an older file is copied beside itself first.

    Raises:
        NewerSchema: the file knows a migration that this program does not.
    """
    config = _config()
    script = ScriptDirectory.from_config(config)
    known = {revision.revision for revision in script.walk_revisions()}
    with engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_revision()
        connection.rollback()
    if present == script.get_current_head():
        return
    if present is not None and present not in known:
        raise NewerSchema(cause=f"schema {present}")
    if present is not None:
        _copy_before(engine, file.with_name(f"{file.stem}{_BEFORE}{present}{file.suffix}"))
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


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
        # Where the disk was full, half a copy would keep it so.
        fresh.unlink(missing_ok=True)
