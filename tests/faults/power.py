"""What the disk and the keyring hold when the power fails, and a disk that takes no more: for any act on a store."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine, event

from desktop.machine.folders import Folders
from tests.samples import MemorySecrets


@dataclass(frozen=True)
class Place:
    """A data folder and its keyring, closed."""

    folders: Folders
    secrets: MemorySecrets

    def copied(self, to: Path) -> Place:
        """The same once more, elsewhere."""
        shutil.copytree(self.folders.data, to, ignore=shutil.ignore_patterns("quayso.lock"))
        secrets = MemorySecrets()
        secrets.kept = dict(self.secrets.kept)
        return Place(replace(self.folders, data=to, logs=to / "logs"), secrets)


@contextmanager
def every_moment(place: Place, into: Path) -> Iterator[list[Place]]:
    """Copies, taken before each statement and commit, each file put in place or removed, each secret kept or forgotten.

    A process that is killed leaves exactly what such a copy holds. For acts in one thread.
    """
    moments: list[Place] = []

    def point(*_: object) -> None:
        moments.append(place.copied(into / f"{len(moments):04}"))

    def watched(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: object, **more: object) -> object:
            point()
            return real(*args, **more)

        return call

    with ExitStack() as stack:
        for name in ("before_cursor_execute", "commit"):
            event.listen(Engine, name, point)
            stack.callback(event.remove, Engine, name, point)
        for owner, name in ((Path, "replace"), (Path, "unlink"), (MemorySecrets, "put"), (MemorySecrets, "forget")):
            stack.enter_context(patch.object(owner, name, watched(getattr(owner, name))))
        yield moments
    point()


@contextmanager
def no_file_past(size: int) -> Iterator[None]:
    """No file of this process may grow past so many bytes: the kernel itself refuses, and anybody may ask it to."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
