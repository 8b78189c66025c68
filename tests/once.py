"""What is dear and no test's subject is made once in a process, or left out.

RSA keys, the tables of a new store, catalogues as they are read, and the processes that work on pages are made once.
What these made of a page is kept for whoever comes with the same one; no store waits for the disk.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from concurrent.futures.process import BrokenProcessPool
from itertools import count
from typing import Any

from alembic import command
from alembic.config import Config
from cryptography.hazmat.primitives.asymmetric import rsa
from sqlalchemy import Connection, Engine, event, text

from desktop.catalogue import reader
from desktop.model.catalogue import Catalogue
from desktop.store import file as store_file
from desktop.training import pki

_make_key = pki.new_key
_upgrade = command.upgrade
_open_engine, _connect = store_file.open_engine, store_file.connect
_keys: list[rsa.RSAPrivateKey] = []
_tables: list[str] = []
_read_catalogue = reader.catalogue_from_data
_catalogues: dict[bytes, Catalogue] = {}
_executors: dict[int, ProcessPoolExecutor] = {}
_known = ThreadPoolExecutor(1, thread_name_prefix="pages known")
_made_of: dict[bytes, bytes] = {}
_MOST_KEPT = 200
"""Pages whose results are kept; with a megabyte each at most."""


def keys_of_a_test() -> Callable[[], rsa.RSAPrivateKey]:
    """Stands in for `pki.new_key` in one test: its first, second, … key are those of every other test.

    No two keys of a test are alike. Fixtures of a wider scope are made before this stands in, and have others.
    """
    numbers = count()

    def new_key() -> rsa.RSAPrivateKey:
        at = next(numbers)
        while len(_keys) <= at:
            _keys.append(_make_key())
        return _keys[at]

    return new_key


def open_engine(*given: Any, **more: Any) -> Engine:
    """Stands in for the store's: no commit waits for the disk. Tests that pull no mains plug lose nothing by that."""
    engine = _open_engine(*given, **more)
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
    return engine


def connect(*given: Any) -> Any:
    """Stands in for the store's, so that the making of the file does not wait either."""
    connection = _connect(*given)
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def upgrade(config: Config, revision: str) -> None:
    """Stands in for Alembic's: gives a new file the tables that the migrations made of the first one."""
    connection: Connection = config.attributes["connection"]
    if revision != "head" or connection.scalar(text("SELECT count(*) FROM sqlite_master")):
        _upgrade(config, revision)
    elif _tables:
        # Without SQLAlchemy's part in each of them, which takes longer than SQLite's.
        cursor = connection.connection.cursor()
        for statement in _tables:
            cursor.execute(statement)
    else:
        _upgrade(config, revision)
        _tables.extend(_statements(connection))


def catalogue_from_data(data: Any, source: str) -> Catalogue:
    """Stands in for the reader's: what was read once, is not read again; a catalogue is a value and never changes."""
    read = hashlib.sha256(pickle.dumps((data, source))).digest()
    if read not in _catalogues:
        _catalogues[read] = _read_catalogue(data, source)
    return _catalogues[read]


def _statements(connection: Connection) -> list[str]:
    # What SQLite, and a virtual table, make for themselves is left to them.
    own = "name NOT LIKE 'sqlite_%' AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')"
    made = connection.execute(text(f"SELECT type, name, sql FROM sqlite_master WHERE {own} ORDER BY rowid")).all()
    for kind, name, _ in made:
        if kind == "table" and name != "alembic_version":
            assert not connection.scalar(text(f'SELECT count(*) FROM "{name}"')), f"the migrations fill {name}"
    (version,) = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    return [sql for _, _, sql in made] + [f"INSERT INTO alembic_version VALUES ('{version}')"]


class SharedExecutor:
    """Stands in for the page workers' executor: the same processes for every test, which keep nothing of a page.

    The same work on the same page is done once. Whoever shuts it down has ended, or waited for, the work that was given
    to it alone.
    """

    def __init__(self, workers: int, **how: Any) -> None:
        self._workers, self._how = workers, how
        self._own: list[Future[Any]] = []

    def submit(self, work: Callable[..., Any], *given: Any) -> Future[Any]:
        asked = hashlib.sha256(pickle.dumps((work, given))).digest()
        made = _made_of.get(asked)
        # From another thread, as from a worker: whoever asks may hold a lock.
        task = self._submit(work, *given) if made is None else _known.submit(pickle.loads, made)
        if made is None:
            task.add_done_callback(lambda done: _keep(asked, done))
        self._own.append(task)
        return task

    def _submit(self, work: Callable[..., Any], *given: Any) -> Future[Any]:
        if self._workers not in _executors:
            _executors[self._workers] = ProcessPoolExecutor(self._workers, **self._how)
        try:
            return _executors[self._workers].submit(work, *given)
        except BrokenProcessPool:
            _executors.pop(self._workers).shutdown(wait=False)
            raise

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        for task in self._own if cancel_futures else ():
            task.cancel()
        if wait:
            wait_for(self._own)


def _keep(asked: bytes, done: Future[Any]) -> None:
    if not done.cancelled() and done.exception() is None:
        _made_of[asked] = pickle.dumps(done.result())
        if len(_made_of) > _MOST_KEPT:
            _made_of.pop(next(iter(_made_of)), None)


def end() -> None:
    """End the processes."""
    while _executors:
        _executors.popitem()[1].shutdown(cancel_futures=True)
