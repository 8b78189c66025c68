"""What the disk and the keyring hold when the power fails, and a disk that takes no more: for any act on a store."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine, event

from desktop.machine.folders import Folders
from desktop.machine.secrets import TrainingSecrets
from desktop.store.file import Store
from tests.samples import MemorySecrets

STATEMENT = "statement"


@dataclass(frozen=True)
class Place:
    """A data folder and its keyring, which in training is a file in the folder.

    Attributes:
        folders, secrets: both.
        before: of a copy, what was about to happen when it was taken.
    """

    folders: Folders
    secrets: MemorySecrets | TrainingSecrets
    before: str = ""

    def copied(self, to: Path, before: str = "") -> Place:
        """The same once more, elsewhere."""
        shutil.copytree(self.folders.data, to, ignore=shutil.ignore_patterns("quayso.lock", "logs", "station"))
        there = replace(self.folders, data=to, logs=to / "logs")
        if isinstance(self.secrets, TrainingSecrets):
            return Place(there, TrainingSecrets(there), before)
        secrets = MemorySecrets()
        secrets.kept = dict(self.secrets.kept)
        return Place(there, secrets, before)

    def opened(self) -> Store:
        """The store in it, as the next start opens it."""
        return Store(self.folders, self.secrets, training=isinstance(self.secrets, TrainingSecrets))


@contextmanager
def every_moment(place: Place, into: Path) -> Iterator[list[Place]]:
    """Copies, taken before each statement and commit, each file put in place or removed, each secret kept or forgotten.

    A process that is killed leaves exactly what such a copy holds. For acts in one thread.
    """
    moments: list[Place] = []

    def point(before: str) -> None:
        moments.append(place.copied(into / f"{len(moments):04}", before))

    def watched(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: object, **more: object) -> object:
            point(name)
            return real(*args, **more)

        return call

    def listen(name: str, before: str) -> None:
        def heard(*_: object) -> None:
            point(before)

        event.listen(Engine, name, heard)
        stack.callback(event.remove, Engine, name, heard)

    with ExitStack() as stack:
        listen("before_cursor_execute", STATEMENT)
        listen("commit", "commit")
        for owner, name in ((Path, "replace"), (Path, "unlink"), (MemorySecrets, "put"), (MemorySecrets, "forget")):
            stack.enter_context(patch.object(owner, name, watched(name, getattr(owner, name))))
        yield moments
    point("the end")


def some(moments: Sequence[Place], most: int = 12) -> list[Place]:
    """So many of the statements at most, and every moment between them at which something on the disk becomes true."""
    statements = [one for one in moments if one.before == STATEMENT]
    chosen = statements[:: len(statements) // most + 1]
    return [one for one in moments if one.before != STATEMENT or one in chosen]


@contextmanager
def full_disk(store: Store) -> Iterator[None]:
    """SQLite's own limit: not one page more, and the very error of a full disk."""

    def no_room(connection: object, cursor: Any, *_: object) -> None:
        cursor.execute("PRAGMA max_page_count = 1")

    event.listen(store._engine, "before_cursor_execute", no_room)
    try:
        yield
    finally:
        event.remove(store._engine, "before_cursor_execute", no_room)
        store._engine.dispose()


@contextmanager
def no_file_past(size: int) -> Iterator[None]:
    """No file of this process may grow past so many bytes: the kernel itself refuses, and anybody may ask it to."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
