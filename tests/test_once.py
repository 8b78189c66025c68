"""What the tests make once is what each would have made."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from sqlalchemy import Connection, text

from desktop.catalogue import reader
from desktop.machine.folders import resources
from desktop.store import schema
from desktop.store.file import open_engine
from desktop.training import pki
from tests import once

KEY = "ab" * 32


def test_a_copied_store_is_the_one_that_the_migrations_make(tmp_path: Path, monkeypatch) -> None:
    copied = [made(tmp_path / f"{at}.db") for at in range(2)]
    monkeypatch.setattr(command, "upgrade", once._upgrade)
    migrated = made(tmp_path / "migrated.db")
    assert len(migrated) > 10
    assert copied == [migrated] * 2


def test_no_two_keys_of_a_test_are_alike_and_another_test_has_the_same(monkeypatch) -> None:
    mine = [pki.new_key() for _ in range(3)]
    assert len({key.private_numbers().d for key in mine}) == 3
    monkeypatch.setattr(pki, "new_key", once.keys_of_a_test())
    assert [pki.new_key() for _ in range(3)] == mine


def test_a_catalogue_that_was_read_before_is_the_one_that_is_read() -> None:
    file = resources() / "catalogue" / "sample.json"
    data = reader.read_json(file)
    known = once.catalogue_from_data(data, file.name)
    assert once.catalogue_from_data(reader.read_json(file), file.name) is known
    assert known == once._read_catalogue(data, file.name)
    assert once.catalogue_from_data({**data, "version": "another"}, file.name).version == "another"


def made(file: Path) -> dict[str, tuple[list[str], list[tuple[object, ...]]]]:
    """Everything in a new file: what made each part, in any order (Alembic has none for keys), and its rows."""
    engine = open_engine(file, KEY)
    schema.bring_up_to_date(engine, file)
    with engine.connect() as connection:
        found = {
            f"{kind} {name}": (
                sorted(line.strip("\t ,") for line in (sql or "").split("\n")),
                rows(connection, name) if kind == "table" else [],
            )
            for kind, name, sql in connection.execute(text("SELECT type, name, sql FROM sqlite_master")).all()
        }
    engine.dispose()
    return found


def rows(connection: Connection, table: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(text(f'SELECT * FROM "{table}"')).all()]
