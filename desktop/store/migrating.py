"""The migrations run, through Alembic; loaded only where a file is made, is old, or came from elsewhere."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    return config


def known() -> frozenset[str]:
    """Every schema that this program can read or bring up to date."""
    return frozenset(one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions())


def migrate(engine: Engine, revision: str | None = None) -> None:
    """Run the missing migrations in one transaction, up to a revision (None: the newest)."""
    config = _config()
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, revision or "head")
