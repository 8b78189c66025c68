"""Where a file goes when its pages are in the store, or when it is refused; nothing is ever deleted here."""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil

from desktop.machine.shared import SharedFolder
from desktop.scanner.errors import AccessDenied, PlantedLink

TAKEN = "da-nhan"
REFUSED = "bi-tu-choi"
MEMORY_LIMIT = 1_500_000_000
"""Bytes by which this process may grow while it reads one file: what needs more is no scanned page."""
TRIES = 2
_READING = ".dang-doc"


class Shelves:
    """The two subfolders of a watched folder.

    Args:
        folder: the watched folder.

    Raises:
        AccessDenied: they cannot be made or written; a file that cannot be moved would come again and again.
        PlantedLink: somebody has put a link in their place.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._taken, self._refused = (SharedFolder(folder / name) for name in (TAKEN, REFUSED))
        except NotADirectoryError as error:
            raise PlantedLink(folder.name, cause=str(error)) from None
        except OSError as error:
            raise AccessDenied(cause=str(error)) from None

    def take(self, path: Path) -> None:
        """Its pages are in the store.

        Raises:
            AccessDenied: it does not let itself be moved, and will come again.
        """
        _move(path, self._taken)

    def refuse(self, path: Path, reason: str) -> None:
        """Set it aside, its reason beside it."""
        place = _move(path, self._refused)
        self._refused.add(f"{place.name}.ly-do.txt", f"{path.name}: {reason}\n".encode())

    @contextlib.contextmanager
    def reading(self, path: Path) -> Iterator[None]:
        """While a file is read: keep a note of it, and end this process where reading it takes too much memory."""
        tries = self._tries()
        tries[path.name] = tries.get(path.name, 0) + 1
        self._note(tries)
        done = threading.Event()
        threading.Thread(target=_watch_memory, args=(done,), daemon=True).start()
        try:
            yield
        finally:
            done.set()
            tries.pop(path.name)
            self._note(tries)

    def poisonous(self, path: Path) -> bool:
        """Whether reading it has brought this process down before, more than once."""
        return self._tries().get(path.name, 0) >= TRIES

    def _tries(self) -> dict[str, int]:
        try:
            found = json.loads(self._refused.read(_READING))
            return {str(name): int(count) for name, count in found.items()}
        except (OSError, ValueError, AttributeError, TypeError, RecursionError):
            return {}

    def _note(self, tries: dict[str, int]) -> None:
        if tries:
            self._refused.put(_READING, json.dumps(tries).encode())
        else:
            self._refused.remove(_READING)


def _move(path: Path, shelf: SharedFolder) -> Path:
    try:
        return shelf.take(path)
    except NotADirectoryError as error:
        raise PlantedLink(path.parent.name, cause=str(error)) from None
    except OSError as error:
        # On Windows another program may hold it open.
        raise AccessDenied(cause=str(error)) from None


def _watch_memory(done: threading.Event) -> None:
    me = psutil.Process()
    # What the process used before was not for this file.
    most = me.memory_info().rss + MEMORY_LIMIT
    while not done.wait(0.2):
        if me.memory_info().rss > most:
            os._exit(70)
