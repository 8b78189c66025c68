"""Opening, keying and writing the one encrypted file.

One writer at a time (a lock here, `BEGIN IMMEDIATE` below it), readers beside it (WAL), every commit on the disk
before it returns (`synchronous=FULL`).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher
from filelock import BaseFileLock, FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, ProgrammingError
from sqlalchemy.pool import QueuePool

from desktop.machine.folders import Folders
from desktop.machine.secrets import SecretStore
from desktop.model.errors import QuaySoError, Trouble
from desktop.model.official import Acting, Right, require_right
from desktop.store import audit
from desktop.store.errors import (
    AlreadyRunning,
    DamagedStore,
    WrongKey,
    trouble_of,
    trouble_of_disk,
)
from desktop.store.folder import mark_folder
from desktop.store.keys import StoreKeys
from desktop.store.replacing import finish_replacing, is_decided
from desktop.store.schema import bring_up_to_date, is_up_to_date

log = logging.getLogger(__name__)

BUSY_MS = 5000
_MUCH_KIB = 65_536
"""Pages kept while much is read: those of 100,000 papers (measured: half the time of the usual 2 MB)."""
_WRONG_SQL = 1
"""SQLITE_ERROR."""


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


def connect_reading(path: Path, key: str) -> sqlcipher.Connection:
    """A keyed connection that writes nothing, not even beside the file: where the disk is full or may only be read.

    Args:
        path: the file.
        key: 64 hex digits.
    """
    log_file = path.with_name(f"{path.name}-wal")
    # Without a write-ahead log the file cannot change; with one, the index of it that others share is only read.
    has_log = log_file.exists() and log_file.stat().st_size > 0
    how = "mode=ro&readonly_shm=1" if has_log else "mode=ro&immutable=1"
    address = f"file:{quote(str(path))}?{how}"
    connection = sqlcipher.connect(address, uri=True, check_same_thread=False, isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def open_engine(path: Path, key: str, *, read_only: bool = False) -> Engine:
    """Connections as the store needs them: keyed, durable, with foreign keys; or such as write nothing."""

    def keyed() -> sqlcipher.Connection:
        if read_only:
            return connect_reading(path, key)
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
def _told(connection: Connection, folder: Path) -> Iterator[None]:
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
        raise trouble_of(error.orig or error, folder) from error


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


def _lock_for_reading(folders: Folders) -> BaseFileLock | None:
    """The same lock where it can be taken; where the folder may only be read, nobody can be writing.

    Raises:
        AlreadyRunning: another one has it, and may be writing.
    """
    with suppress(Trouble):
        return lock(folders)
    return None


class Store:
    """The open store. Use `writing()` for one fact in one transaction, `reading()` for a look.

    Args:
        folders: where it lives.
        secrets: where its key is kept.
        training: whether this is training data.
        why_not: why nothing can be written (the disk is full, or may only be read); then it is opened for reading, and
            whoever wants to write is told that.

    Raises:
        AlreadyRunning: a second running copy.
        MixedData: training and real data would mix.
        KeyMissing, WrongKey: it cannot be opened with what this PC knows.
        DamagedStore, DiskFull, ReadOnlyDisk, StoreTrouble: the disk is in the way.
        NewerSchema: a newer program wrote it.
    """

    def __init__(
        self, folders: Folders, secrets: SecretStore, *, training: bool, why_not: Trouble | None = None
    ) -> None:
        mark_folder(folders, training=training)
        self.folders = folders
        self.keys = StoreKeys(folders, secrets)
        self._why_not = why_not
        self.acting: Acting | None = None
        """Who acts here; None where nobody logs in at this counter."""
        self._lock_file = _lock_for_reading(folders) if why_not else lock(folders)
        try:
            if not why_not:
                finish_replacing(folders)
                folders.sweep()
            elif is_decided(folders):
                raise why_not
            self._engine = open_engine(folders.store, self.keys.key(), read_only=why_not is not None)
            self._writer = threading.RLock()
            self._open()
            if not why_not:
                self._settle()
        except BaseException:
            self._let_go()
            raise

    def _let_go(self) -> None:
        if self._lock_file:
            self._lock_file.release()

    def _open(self) -> None:
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
            if self._why_not is None:
                bring_up_to_date(self._engine, self.folders.store)
            elif not is_up_to_date(self._engine):
                raise self._why_not
        except (DatabaseError, sqlcipher.DatabaseError) as error:
            self._engine.dispose()
            trouble = trouble_of(getattr(error, "orig", None) or error, self.folders.data)
            if isinstance(trouble, WrongKey) and self.keys.proven():
                raise DamagedStore(cause=trouble.cause) from None
            raise trouble from None
        except BaseException:
            self._engine.dispose()
            raise

    def _settle(self) -> None:
        """Finish what a restore changes outside the store, when the restored store is first opened."""
        try:
            with self.reading() as tx:
                self.keys.settle(lambda number: audit.hash_of(tx, number))
        except BaseException:
            self._engine.dispose()
            raise

    def require(self, right: Right) -> None:
        """See that whoever acts here has a right, before anything is begun that no transaction could undo.

        Raises:
            NotLoggedIn, NotYourRole: not so.
        """
        require_right(self.acting, right)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._why_not is not None

    def connect(self) -> sqlcipher.Connection:
        """A connection of its own, for whoever reads much."""
        how = connect_reading if self.read_only else connect
        return how(self.folders.store, self.keys.key())

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed and on the disk when the block ends well, undone otherwise.

        Raises:
            DiskFull, ReadOnlyDisk, DamagedStore, StoreTrouble: the disk refused; nothing of this transaction is kept.
        """
        if self._why_not:
            raise self._why_not
        with self._writer, self._engine.connect() as connection:
            writing = connection.execution_options(writing=True, **{audit.ACTING: self.acting})
            with _told(connection, self.folders.data), writing.begin():
                yield writing

    @contextmanager
    def reading(self, *, much: bool = False) -> Iterator[Connection]:
        """A consistent look at the store.

        Args:
            much: it goes through papers by the hundred thousand, and keeps what it decrypts until it is over.

        Raises:
            DamagedStore, StoreTrouble: the disk refused.
        """
        with self._engine.connect() as connection, _told(connection, self.folders.data), connection.begin():
            if not much:
                yield connection
                return
            usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
            connection.exec_driver_sql(f"PRAGMA cache_size = -{_MUCH_KIB}")
            try:
                yield connection
            finally:
                connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")

    def fold_log(self) -> None:
        """Fold the write-ahead log into the file, so that what was deleted is not in it any longer either."""
        if self.read_only:
            return
        with self._writer, self._engine.connect() as connection, _told(connection, self.folders.data):
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.rollback()

    def close(self) -> None:
        """Fold the write-ahead log into the file, close it and let another copy open it."""
        with self._writer:
            if self._lock_file and not self._lock_file.is_locked:
                return
            try:
                self.fold_log()
            except QuaySoError as trouble:
                log.warning("the write-ahead log was not folded in: %s", trouble.cause)
            finally:
                self._engine.dispose()
                self._let_go()
