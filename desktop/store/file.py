"""Opening, keying and writing the one encrypted file.

One writer at a time (a lock here, `BEGIN IMMEDIATE` below it), readers beside it (WAL), every commit on the disk
before it returns (`synchronous=FULL`).
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from filelock import BaseFileLock, FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, ProgrammingError
from sqlalchemy.pool import QueuePool

from desktop.machine.folders import Folders
from desktop.machine.secrets import SecretStore
from desktop.model.errors import QuaySoError
from desktop.store import audit
from desktop.store.errors import (
    AlreadyRunning,
    DamagedStore,
    MixedData,
    WrongKey,
    trouble_of,
    trouble_of_disk,
)
from desktop.store.keys import StoreKeys
from desktop.store.replacing import finish_replacing
from desktop.store.schema import bring_up_to_date

log = logging.getLogger(__name__)

BUSY_MS = 5000
_WRONG_SQL = 1
"""SQLITE_ERROR."""


def mark_folder(folders: Folders, *, training: bool) -> None:
    """Make the folders and see that training and real data never share one (R76).

    Raises:
        MixedData: the folder holds data of the other sort.
        DiskFull, ReadOnlyDisk, StoreTrouble: the folders cannot be made.
    """
    used = folders.store.exists()
    if (training and used and not folders.training_mark.exists()) or (not training and folders.training_mark.exists()):
        raise MixedData(str(folders.data))
    try:
        folders.make()
        if training and not folders.training_mark.exists():
            folders.training_mark.touch()
    except OSError as error:
        raise trouble_of_disk(error) from None


def connect(path: Path, key: str) -> sqlcipher.Connection:
    """A keyed connection.

    Args:
        path: the file; made where it is not there.
        key: 64 hex digits.
    """
    connection = sqlcipher.connect(str(path), check_same_thread=False, isolation_level=None)
    # The key must be the very first statement on every connection.
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    # What goes wrong is told by exceptions; SQLCipher would say it on stderr as well.
    connection.execute("PRAGMA cipher_log_level = NONE")
    return connection


def open_engine(path: Path, key: str) -> Engine:
    """Connections as the store needs them: keyed, durable, with foreign keys."""

    def keyed() -> sqlcipher.Connection:
        connection = connect(path, key)
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

    engine = create_engine("sqlite://", module=sqlcipher, creator=keyed, poolclass=QueuePool, pool_size=4)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


@contextmanager
def _told(connection: Connection) -> Iterator[None]:
    """The disk's troubles as known ones; a caller's bug stays a bug."""
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError):
        raise
    except DatabaseError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) == _WRONG_SQL:
            raise
        # SQLCipher answers nothing more on a connection that once met a damaged page.
        connection.invalidate()
        raise trouble_of(str(error.orig)) from error


def lock(folders: Folders) -> BaseFileLock:
    """Take the data folder for this process.

    Raises:
        AlreadyRunning: another one has it.
        DiskFull, ReadOnlyDisk, StoreTrouble: the folder may only be read.
    """
    held = FileLock(folders.data / "quayso.lock")
    try:
        held.acquire(blocking=False)
    except Timeout:
        raise AlreadyRunning() from None
    except OSError as error:
        raise trouble_of_disk(error) from None
    return held


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
        DamagedStore, DiskFull, ReadOnlyDisk, StoreTrouble: the disk is in the way.
        NewerSchema: a newer program wrote it.
    """

    def __init__(self, folders: Folders, secrets: SecretStore, *, training: bool) -> None:
        mark_folder(folders, training=training)
        self.folders = folders
        self.keys = StoreKeys(folders, secrets)
        self._lock_file = lock(folders)
        try:
            finish_replacing(folders)
            self._engine = open_engine(folders.store, self.keys.key())
            self._writer = threading.RLock()
            self._open()
            self._settle()
        except BaseException:
            self._lock_file.release()
            raise

    def _open(self) -> None:
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
            bring_up_to_date(self._engine, self.folders.store)
        except (DatabaseError, sqlcipher.DatabaseError) as error:
            self._engine.dispose()
            trouble = trouble_of(str(getattr(error, "orig", error)))
            if isinstance(trouble, WrongKey) and self.keys.proven():
                raise DamagedStore(cause=trouble.cause) from None
            raise trouble from None
        except BaseException:
            self._engine.dispose()
            raise
        if os.name == "posix":
            self.folders.store.chmod(0o600)

    def _settle(self) -> None:
        """What a restore changes outside the store is finished with it, whenever that is opened first."""
        try:
            with self.reading() as tx:
                self.keys.settle(lambda number: audit.hash_of(tx, number))
        except BaseException:
            self._engine.dispose()
            raise

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed and on the disk when the block ends well, undone otherwise.

        Raises:
            DiskFull, ReadOnlyDisk, DamagedStore, StoreTrouble: the disk refused; nothing of this transaction is kept.
        """
        with self._writer, self._engine.connect() as connection:
            writing = connection.execution_options(writing=True)
            with _told(connection), writing.begin():
                yield writing

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent look at the store.

        Raises:
            DamagedStore, StoreTrouble: the disk refused.
        """
        with self._engine.connect() as connection, _told(connection), connection.begin():
            yield connection

    def fold_log(self) -> None:
        """Fold the write-ahead log into the file, so that what was deleted is not in it any longer either."""
        with self._writer, self._engine.connect() as connection, _told(connection):
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.rollback()

    def close(self) -> None:
        """Fold the write-ahead log into the file, close it and let another copy open it."""
        with self._writer:
            if not self._lock_file.is_locked:
                return
            try:
                self.fold_log()
            except QuaySoError as trouble:
                log.warning("the write-ahead log was not folded in: %s", trouble.cause)
            finally:
                self._engine.dispose()
                self._lock_file.release()
