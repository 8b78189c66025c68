"""Backups: a consistent copy of the running store, sealed with the recovery key, and proven before it counts (R70)."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DatabaseError as SQLAlchemyDatabaseError

from desktop.machine.writing import give_name, require_place
from desktop.store.audit import RESTORED, Restored
from desktop.store.errors import BadBackup, DamagedStore, NewerSchema, trouble_of, trouble_of_disk
from desktop.store.file import Store, connect
from desktop.store.schema import is_known

KEEP = 7
_PREFIX = "quayso-"
_STEPS = 1000
"""Steps of SQLite between two looks whether to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFacts:
    """What a proven backup holds.

    Attributes:
        file: where it is.
        size: bytes.
        schema: migration it was written with.
        dossiers, papers: how many.
        audit_number, audit_hash: last row of its audit chain; 0 where it has none.
        last_entry: when that row was written, UTC.
    """

    file: Path
    size: int
    schema: str
    dossiers: int
    papers: int
    audit_number: int
    audit_hash: str
    last_entry: datetime | None


def back_up(
    store: Store, target: Path, recovery: bytes, stop: threading.Event | None = None, *, replace: bool = False
) -> BackupFacts:
    """Copy the running store; the copy appears under its name only once it was opened and found whole.

    Args:
        store: the open store; others may read and write meanwhile.
        target: file to make.
        recovery: key of the copy, 32 bytes.
        stop: set by another thread to break off (StoreTrouble), so that closing the program never waits for it.
        replace: whether a backup that stands there may be replaced.

    Raises:
        AlreadyThere, NoPlaceForFile, CannotWrite: it may not go there.
        DiskFull, ReadOnlyDisk, DamagedStore, StoreTrouble: why there is no copy; what was there before still is.
    """
    fresh = target.with_name(target.name + ".new")
    with told():
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for place in (target, fresh):
        require_place(place, replace=replace)
    try:
        with told():
            fresh.unlink(missing_ok=True)
            with closing(store.connect()) as source:
                _heed(source, stop)
                export(source, fresh, recovery.hex())
        try:
            facts = examine(fresh, recovery, stop)
        except BadBackup as error:
            raise DamagedStore(cause=error.message) from None
        with told():
            give_name(fresh, target, replace=replace)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return BackupFacts(**{**{name: getattr(facts, name) for name in BackupFacts.__slots__}, "file": target})


def export(source: sqlcipher.Connection, target: Path, key: str) -> None:
    """Write everything a connection sees, at one moment, to a new file under another key; on the disk when it returns.

    Raises:
        sqlcipher3's DatabaseError, OSError.
    """
    source.execute("ATTACH DATABASE ? AS sealed KEY ?", (str(target), f"x'{key}'"))
    # The copy is thrown away where anything goes wrong; one fsync at its end is enough.
    source.execute("PRAGMA sealed.synchronous = OFF")
    source.execute("BEGIN")
    source.execute("SELECT sqlcipher_export('sealed')")
    source.execute("COMMIT")
    source.execute("DETACH DATABASE sealed")
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _heed(connection: sqlcipher.Connection, stop: threading.Event | None) -> None:
    if stop:
        connection.set_progress_handler(stop.is_set, _STEPS)


def examine(file: Path, recovery: bytes, stop: threading.Event | None = None) -> BackupFacts:
    """Prove a backup: every page as it was sealed, every table whole, its schema known.

    Raises:
        BadBackup: missing, not ours, another key, damaged.
        NewerSchema: a newer program made it.
    """
    if not file.is_file():
        raise BadBackup(file.name, reason="không có tệp này")
    try:
        with closing(connect(file, recovery.hex())) as copy:
            _heed(copy, stop)
            return _facts(copy, file)
    except sqlcipher.DatabaseError as error:
        reason = "không phải bản sao lưu, hoặc phiếu khôi phục khác" if "not a database" in str(error) else "bị hỏng"
        raise BadBackup(file.name, reason=reason, cause=str(error)) from None


def _facts(copy: sqlcipher.Connection, file: Path) -> BackupFacts:
    def one(query: str) -> object:
        row = copy.execute(query).fetchone()
        return row[0] if row else None

    one("SELECT count(*) FROM sqlite_master")
    bad = copy.execute("PRAGMA cipher_integrity_check").fetchall()
    if bad or one("PRAGMA integrity_check(1)") != "ok":
        raise BadBackup(file.name, reason="bị hỏng", cause=str(bad[:3]))
    schema = str(one("SELECT version_num FROM alembic_version"))
    if not is_known(schema):
        raise NewerSchema(cause=f"schema {schema}")
    last = copy.execute("SELECT number, hash, at FROM audit ORDER BY number DESC LIMIT 1").fetchone()
    return BackupFacts(
        file=file,
        size=file.stat().st_size,
        schema=schema,
        dossiers=int(str(one("SELECT count(*) FROM dossier"))),
        papers=int(str(one("SELECT count(*) FROM paper"))),
        audit_number=last[0] if last else 0,
        audit_hash=last[1] if last else "",
        last_entry=datetime.fromtimestamp(last[2] / 1e6, UTC) if last else None,
    )


def audit_anchor(file: Path, recovery: bytes, restores: Sequence[Restored] = ()) -> tuple[int, str] | None:
    """Number and hash of the last audit row that a backup and the store must both hold; the rest is not proven.

    That is the backup's last row. Where store and backup do not know the same restores, their chains part at the first
    restore that only one of them knows: then it is the row before that restore.

    Args:
        file: the backup.
        recovery: its key.
        restores: the store's own.

    Raises:
        BadBackup: it cannot be opened.
    """
    try:
        with closing(connect(file, recovery.hex())) as copy:
            last = copy.execute("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1").fetchone()
            its = set(copy.execute("SELECT number, hash FROM audit WHERE what = ?", (RESTORED,)).fetchall())
            ours = {(one.number, one.hash) for one in restores}
            parted = min(ours ^ its)[0] if ours - its else 0
            if last and 0 < parted <= last[0]:
                row = "SELECT number, hash FROM audit WHERE number = ?"
                last = copy.execute(row, (parted - 1,)).fetchone()
    except sqlcipher.DatabaseError as error:
        raise BadBackup(file.name, reason="không mở được", cause=str(error)) from None
    return (last[0], last[1]) if last else None


def daily_name(day: date) -> str:
    """Name of a day's backup."""
    return f"{_PREFIX}{day.isoformat()}.db"


def daily_backups(folder: Path, today: date) -> list[Path]:
    """The daily backups in a folder, newest first; those of days to come (the clock was wrong) count as the oldest."""
    found = (file for file in folder.glob(f"{_PREFIX}????-??-??.db") if file.is_file())
    return sorted(found, key=lambda file: (file.name <= daily_name(today), file.name), reverse=True)


def rotate(folder: Path, today: date, keep: int = KEEP) -> list[Path]:
    """Remove all but the newest daily backups, and what a crash left half made; gives the backups removed.

    Files of other names are left alone.
    """
    old = daily_backups(folder, today)[keep:]
    for file in [*old, *folder.glob(f"{_PREFIX}????-??-??.db.new*")]:
        with suppress(OSError):
            file.unlink()
    return old


@contextmanager
def told() -> Iterator[None]:
    """The disk's troubles as known ones, for work beside the store's own connections."""
    try:
        yield
    except sqlcipher.DatabaseError as error:
        raise trouble_of(error) from None
    except SQLAlchemyDatabaseError as error:
        raise trouble_of(error.orig or error) from None
    except OSError as error:
        raise trouble_of_disk(error) from None
