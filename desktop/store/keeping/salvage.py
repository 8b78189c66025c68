"""Saving what is whole out of a damaged file.

Every page of the file is sealed, so damage is never read as data: a row comes back as it was written, or not at all.
Indexes are kept apart from their tables, so they still tell which rows there were; what cannot be read is taken from
the newest backup where that has it, and named where not. The damaged file itself is set aside, untouched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher

from desktop.machine.clock import vietnam_day, vietnam_time
from desktop.machine.folders import Folders
from desktop.machine.secrets import SecretStore
from desktop.store import audit, owners, remembered, search
from desktop.store.errors import BadBackup, DamagedStore, NewerSchema, RecoveryKeyMissing
from desktop.store.file import Store, connect, lock, open_engine
from desktop.store.folder import mark_folder
from desktop.store.keeping.backup import daily_backups, examine, told
from desktop.store.keeping.losses import Loss, mend
from desktop.store.keeping.restore import restore
from desktop.store.keys import StoreKeys
from desktop.store.replacing import decide, finish_replacing
from desktop.store.schema import is_known, make_empty

LAST_SALVAGE = "last_salvage"
_DERIVED = {"search_row", "alembic_version"}
_AT_ONCE = 50
_GIVE_UP = 500


@dataclass(slots=True, kw_only=True)
class SalvageReport:
    """What was saved and what was not.

    Attributes:
        kept: rows read whole.
        lost: rows that could not be read, by table.
        from_backup: rows and images taken from the backup in their stead.
        backup: name of that backup, empty where there was none.
        losses: what is gone for good, by dossier and page.
        aside: where the damaged file is now.
    """

    kept: int = 0
    lost: dict[str, int] = field(default_factory=dict)
    from_backup: int = 0
    backup: str = ""
    losses: list[Loss] = field(default_factory=list)
    aside: Path | None = None


def salvage(
    folders: Folders, secrets: SecretStore, now: datetime, *, training: bool, who: str, backups: Sequence[Path] = ()
) -> SalvageReport:
    """Build a new store from what is whole, and put it in the place of the damaged one.

    Args:
        folders: of the damaged store; no copy of the program may be running on it.
        secrets: its keyring.
        now: for the name the damaged file is set aside under.
        training: whether this is training data.
        who: login name for the audit chain.
        backups: further folders with daily backups.

    Raises:
        DamagedStore: not even its table of contents can be read, and there is no backup; nothing was touched.
        AlreadyRunning, KeyMissing, DiskFull, ReadOnlyDisk, StoreTrouble: nothing was touched.
    """
    mark_folder(folders, training=training)
    keys = StoreKeys(folders, secrets)
    newest_first = _newest_first([folders.backups, *backups], now)
    try:
        report = _salvage(folders, keys, now, newest_first)
    except DamagedStore:
        return _whole_backup(folders, secrets, now, newest_first, training=training, who=who)
    _note(Store(folders, secrets, training=training), who, report)
    return report


def _salvage(folders: Folders, keys: StoreKeys, now: datetime, backups: Sequence[Path]) -> SalvageReport:
    fresh = folders.store.with_name(folders.store.name + ".salvaged")
    with lock(folders):
        key = keys.key()
        try:
            _remove(fresh)
            report = SalvageReport()
            with told(), closing(_Damaged(folders.store, key, keys.anchor())) as damaged:
                _build(fresh, key, damaged, report)
                with closing(connect(fresh, key)) as target:
                    _take_from_backup(target, backups, keys, damaged, report)
                    report.losses = mend(target, damaged.lost)
            decide(folders, fresh, now)
            report.aside = finish_replacing(folders)
        finally:
            _remove(fresh)
    return report


def _whole_backup(
    folders: Folders, secrets: SecretStore, now: datetime, backups: Sequence[Path], *, training: bool, who: str
) -> SalvageReport:
    """Where not even the table of contents can be read: the newest backup, and everything since is lost."""
    recovery = StoreKeys(folders, secrets).recovery_key()
    for file in backups:
        with suppress(BadBackup, NewerSchema):
            facts = restore(folders, secrets, file, now, training=training, who=who, recovery=recovery)
            aside = max(folders.set_aside.iterdir(), key=lambda one: one.name, default=None)
            since = vietnam_time(facts.last_entry)[:16] if facts.last_entry else "khi lập kho"
            lost = [Loss("", f"mọi thao tác sau {since}")]
            return SalvageReport(from_backup=facts.papers, backup=file.name, losses=lost, aside=aside)
    raise DamagedStore(cause="no backup either")


class _Damaged:
    """The damaged file, read only; every damaged page costs the connection, so it is opened anew after each."""

    def __init__(self, path: Path, key: str, anchor: tuple[int, str] | None) -> None:
        self._address = f"file:{quote(str(path))}?mode=ro"
        self._key = key
        self._last_audit = anchor[0] if anchor else 0
        self._connection = self._connect()
        self.lost: dict[str, list[dict[str, Any]]] = {}
        try:
            self.tables = [
                row[0]
                for row in self._connection.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' "
                    "AND name NOT LIKE 'sqlite_%'"
                )
                if row[0] not in _DERIVED
            ]
        except sqlcipher.DatabaseError as error:
            self._connection.close()
            raise DamagedStore(cause=f"table of contents: {error}") from None

    def _connect(self) -> sqlcipher.Connection:
        connection = sqlcipher.connect(self._address, uri=True, isolation_level=None)
        connection.execute(f"PRAGMA key = \"x'{self._key}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
        # The file is opened for reading only; this lets SQLite read one that is shorter than its header says.
        connection.execute("PRAGMA writable_schema = ON")
        return connection

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def look(self, query: str, *values: Any) -> list[tuple[Any, ...]] | None:
        """The rows of a query; None where a damaged page is in the way."""
        try:
            found = list(self._connection.execute(query, values))
            # SQLCipher gives zeros for a damaged page, and the error only with the next page that comes from the disk.
            self._connection.execute("PRAGMA shrink_memory")
            self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return found
        except sqlcipher.DatabaseError:
            self._connection.close()
            self._connection = self._connect()
            return None

    def schema(self) -> str | None:
        """The migration it was written with; None where that cannot be read."""
        rows = self.look("SELECT version_num FROM alembic_version")
        return str(rows[0][0]) if rows else None

    def columns(self, table: str) -> dict[str, bool]:
        """A table's columns, each with whether it may be empty."""
        return {row[1]: not row[3] and not row[5] for row in self.look(f"PRAGMA table_info('{table}')") or []}

    def rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        """The rows that are whole, each column in order; notes in `lost` what is known of the others."""
        columns = self.columns(table)
        names = ", ".join(f'"{name}"' for name in columns)
        at_once = 1 if table == "content" else _AT_ONCE
        failed = 0
        numbers = self._numbers(table)
        for start in range(0, len(numbers), at_once):
            chunk = numbers[start : start + at_once]
            places = ",".join("?" * len(chunk))
            whole = self.look(f'SELECT {names} FROM "{table}" WHERE rowid IN ({places})', *chunk)  # noqa: S608
            if whole is not None:
                yield from whole
                failed = 0
                continue
            for number in chunk:
                row = self._one(table, columns, number)
                if row is not None:
                    yield row
                failed = 0 if row is not None else failed + 1
            if failed > _GIVE_UP and isinstance(numbers, range):
                return

    def _one(self, table: str, columns: dict[str, bool], number: int) -> tuple[Any, ...] | None:
        """A row column by column: a damaged thumbnail must not cost the page."""
        row: list[Any] = []
        there = self.look(f'SELECT 1 FROM "{table}" WHERE rowid = ?', number)  # noqa: S608
        if there == []:
            return None
        for name, may_be_empty in columns.items() if there else ():
            value = self.look(f'SELECT "{name}" FROM "{table}" WHERE rowid = ?', number)  # noqa: S608
            if value:
                row.append(value[0][0])
            elif may_be_empty:
                row.append(None)
            else:
                break
        if len(row) == len(columns):
            return tuple(row)
        self.lost.setdefault(table, []).append(self._known_of(table, number))
        return None

    def _numbers(self, table: str) -> Sequence[int]:
        """The row numbers there are, from an index; or all up to the last, where none can be read."""
        for index, _ in self._indexes(table):
            found = self.look(f'SELECT rowid FROM "{table}" INDEXED BY "{index}"')  # noqa: S608
            if found is not None:
                return sorted(row[0] for row in found)
        last = self.look(f'SELECT max(rowid) FROM "{table}"')  # noqa: S608
        if last is not None:
            return range(1, (last[0][0] or 0) + 1)
        pages = self.look("PRAGMA page_count")
        estimate = pages[0][0] * _AT_ONCE if pages else 0
        return range(1, (self._last_audit if table == "audit" and self._last_audit else estimate) + 1)

    def _known_of(self, table: str, number: int) -> dict[str, Any]:
        """What the indexes still say of a lost row."""
        known: dict[str, Any] = {}
        for index, names in self._indexes(table):
            listed = ", ".join(f'"{name}"' for name in names)
            query = f'SELECT {listed} FROM "{table}" INDEXED BY "{index}" WHERE +rowid = ?'  # noqa: S608
            found = self.look(query, number)
            if found:
                known.update(zip(names, found[0], strict=True))
        return known

    def _indexes(self, table: str) -> list[tuple[str, list[str]]]:
        return [
            (row[1], [part[2] for part in self.look(f"PRAGMA index_info('{row[1]}')") or []])
            for row in self.look(f"PRAGMA index_list('{table}')") or []
            if not row[4]
        ]


def _build(fresh: Path, key: str, damaged: _Damaged, report: SalvageReport) -> None:
    engine = open_engine(fresh, key)
    schema = damaged.schema()
    try:
        make_empty(engine, schema if schema and is_known(schema) else None)
    finally:
        engine.dispose()
    with closing(connect(fresh, key)) as target:
        target.execute("BEGIN")
        for table in damaged.tables:
            names = ", ".join(f'"{name}"' for name in damaged.columns(table))
            places = ",".join("?" * len(damaged.columns(table)))
            for row in damaged.rows(table):
                target.execute(f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({places})', row)  # noqa: S608
                report.kept += 1
        target.execute("COMMIT")
    report.lost = {table: len(rows) for table, rows in damaged.lost.items() if rows}


def _take_from_backup(
    target: sqlcipher.Connection, backups: Sequence[Path], keys: StoreKeys, damaged: _Damaged, report: SalvageReport
) -> None:
    """Rows that were lost and images that are missing, from the newest backup with the same tables."""
    if not damaged.lost:
        return
    schema = target.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    found = _newest_backup(backups, keys, schema)
    if found is None:
        return
    file, recovery = found
    report.backup = file.name
    target.execute("ATTACH DATABASE ? AS backup KEY ?", (str(file), f"x'{recovery.hex()}'"))
    before = target.total_changes
    target.execute("BEGIN")
    for table in damaged.tables:
        if table in damaged.lost and table not in {"content", "audit"}:
            gone = _purged(target, table)
            target.execute(f'INSERT OR IGNORE INTO main."{table}" SELECT * FROM backup."{table}"{gone}')  # noqa: S608
    target.execute(
        "INSERT OR IGNORE INTO main.content SELECT * FROM backup.content WHERE sha256 IN (SELECT raw_sha256 FROM page "
        "UNION SELECT clean_sha256 FROM page UNION SELECT pdf_sha256 FROM paper UNION SELECT sha256 FROM slip)"
    )
    target.execute("COMMIT")
    target.execute("DETACH DATABASE backup")
    report.from_backup = target.total_changes - before


def _purged(target: sqlcipher.Connection, table: str) -> str:
    """What the province confirmed and this PC deleted since the backup must not come back."""
    names = {row[1] for row in target.execute(f"PRAGMA table_info('{table}')")}
    if table == "paper":
        return " WHERE id NOT IN (SELECT paper_id FROM main.tombstone)"
    if "paper_id" in names and table != "tombstone":
        return " WHERE paper_id IS NULL OR paper_id NOT IN (SELECT paper_id FROM main.tombstone)"
    return ""


def _newest_backup(backups: Sequence[Path], keys: StoreKeys, schema: str) -> tuple[Path, bytes] | None:
    with suppress(RecoveryKeyMissing):
        recovery = keys.recovery_key()
        for file in backups:
            with suppress(BadBackup, NewerSchema):
                if examine(file, recovery).schema == schema:
                    return file, recovery
    return None


def _newest_first(folders: Sequence[Path], now: datetime) -> list[Path]:
    today = vietnam_day(now)
    files = [(at, file) for folder in folders for at, file in enumerate(daily_backups(folder, today))]
    return [file for _, file in sorted(files, key=lambda one: one[0])]


def _note(store: Store, who: str, report: SalvageReport) -> None:
    words = f"kept {report.kept}, lost {sum(report.lost.values())}, from backup {report.from_backup}"
    told_losses = [{"dossier": loss.dossier, "what": loss.what} for loss in report.losses]
    try:
        with store.writing() as tx:
            search.index_all(tx)
            owners.index_all(tx)
            remembered.put(tx, LAST_SALVAGE, {"losses": told_losses, "backup": report.backup})
            audit.append(tx, who, "store salvaged", "", words)
    finally:
        store.close()


def _remove(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            file.with_name(file.name + ending).unlink(missing_ok=True)
