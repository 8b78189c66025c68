"""Opening, keying and writing the one encrypted file.

One writer at a time (a lock here, `BEGIN IMMEDIATE` below it), readers beside it (WAL), every commit on the disk
before it returns (`synchronous=FULL`).
"""

from __future__ import annotations

import os
import secrets as random
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import QueuePool

from desktop.machine.folders import Folders
from desktop.machine.secrets import SecretStore
from desktop.store.errors import (
    AlreadyRunning,
    DiskFull,
    KeyMissing,
    MixedData,
    StoreTrouble,
    WrongKey,
)
from desktop.store.schema import bring_up_to_date

KEY_BYTES = 32
BUSY_MS = 5000


def mark_folder(folders: Folders, *, training: bool) -> None:
    """Make the folders and see that training and real data never share one (R76).

    Raises:
        MixedData: the folder holds data of the other sort.
    """
    used = folders.store.exists()
    if (training and used and not folders.training_mark.exists()) or (not training and folders.training_mark.exists()):
        raise MixedData(str(folders.data))
    folders.make()
    if training:
        folders.training_mark.touch()


def _key(folders: Folders, secrets: SecretStore) -> str:
    """The store's key as 64 hex digits; made once, for a store that does not exist yet."""
    name_file = folders.data / "store.id"
    if name_file.exists():
        key = secrets.get(name_file.read_text("ascii").strip())
        if key is None and folders.store.exists():
            raise KeyMissing()
        if key is not None:
            return key
    elif folders.store.exists():
        raise KeyMissing()
    name, key = f"store-{uuid.uuid4()}", random.token_hex(KEY_BYTES)
    secrets.put(name, key)
    name_file.write_text(name, "ascii")
    return key


def _engine(path: Path, key: str) -> Engine:
    def connect() -> sqlcipher.Connection:
        connection = sqlcipher.connect(str(path), check_same_thread=False, isolation_level=None)
        # The key must be the very first statement on every connection.
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        for pragma in (
            f"busy_timeout = {BUSY_MS}",
            "foreign_keys = ON",
            "secure_delete = ON",
            "journal_mode = WAL",
            "synchronous = FULL",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine("sqlite://", module=sqlcipher, creator=connect, poolclass=QueuePool, pool_size=4)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


class Store:
    """The open store. Use `writing()` for one fact in one transaction, `reading()` for a look.

    Args:
        folders: where it lives.
        secrets: where its key is kept.
        training: whether this is training data.

    Raises:
        AlreadyRunning: a second running copy.
        MixedData: training and real data would mix.
        KeyMissing, WrongKey: it cannot be opened with what this PC knows.
        NewerSchema: a newer program wrote it.
    """

    def __init__(self, folders: Folders, secrets: SecretStore, *, training: bool) -> None:
        mark_folder(folders, training=training)
        self.folders = folders
        self._lock_file = FileLock(folders.data / "quayso.lock")
        try:
            self._lock_file.acquire(blocking=False)
        except Timeout:
            raise AlreadyRunning() from None
        try:
            self._engine = _engine(folders.store, _key(folders, secrets))
            self._writer = threading.RLock()
            self._open()
        except BaseException:
            self._lock_file.release()
            raise

    def _open(self) -> None:
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
        except (DatabaseError, sqlcipher.DatabaseError) as error:
            self._engine.dispose()
            raise WrongKey(cause=str(error)) from None
        try:
            bring_up_to_date(self._engine, self.folders.store)
        except BaseException:
            self._engine.dispose()
            raise
        if os.name == "posix":
            self.folders.store.chmod(0o600)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed and on the disk when the block ends well, undone otherwise.

        Raises:
            DiskFull, StoreTrouble: the disk refused; nothing of this transaction is kept.
        """
        with self._writer, self._engine.connect() as connection:
            writing = connection.execution_options(writing=True)
            try:
                with writing.begin():
                    yield writing
            except OperationalError as error:
                if "full" in str(error.orig):
                    raise DiskFull(cause=str(error.orig)) from error
                raise StoreTrouble(cause=str(error.orig)) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent look at the store."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Fold the write-ahead log into the file, close it and let another copy open it."""
        with self._writer:
            try:
                with self._engine.connect() as connection:
                    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                    connection.rollback()
            finally:
                self._engine.dispose()
                self._lock_file.release()
