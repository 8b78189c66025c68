"""Where a file goes when its pages are in the store, or when it is refused; nothing is ever deleted here."""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil

from desktop.scanner.errors import AccessDenied

TAKEN = "da-nhan"
REFUSED = "bi-tu-choi"
MEMORY_LIMIT = 1_500_000_000
"""Bytes this process may hold while it reads one file: what needs more is no scanned page."""
TRIES = 2
_READING = ".dang-doc"


class Shelves:
    """The two subfolders of a watched folder.

    Args:
        folder: the watched folder.

    Raises:
        AccessDenied: they cannot be made or written; a file that cannot be moved would come again and again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            for name in (TAKEN, REFUSED):
                (folder / name).mkdir(exist_ok=True)
                probe = folder / name / ".quayso"
                probe.write_bytes(b"")
                probe.unlink()
        except OSError as error:
            raise AccessDenied(cause=str(error)) from None
        self._note = folder / REFUSED / _READING

    def take(self, path: Path) -> None:
        """Its pages are in the store.

        Raises:
            AccessDenied: it does not let itself be moved, and will come again.
        """
        _move(path, _free(self._folder / TAKEN / path.name))

    def refuse(self, path: Path, reason: str) -> None:
        """Set it aside, its reason beside it."""
        place = _free(self._folder / REFUSED / path.name)
        _move(path, place)
        place.with_name(place.name + ".ly-do.txt").write_text(f"{path.name}: {reason}\n", "utf-8")

    @contextlib.contextmanager
    def reading(self, path: Path) -> Iterator[None]:
        """While a file is read: leave a note, and end this process where the file eats it up."""
        tries = self._tries()
        tries[path.name] = tries.get(path.name, 0) + 1
        self._note.write_text(json.dumps(tries), "utf-8")
        done = threading.Event()
        threading.Thread(target=_watch_memory, args=(done,), daemon=True).start()
        try:
            yield
        finally:
            done.set()
            tries.pop(path.name)
            if tries:
                self._note.write_text(json.dumps(tries), "utf-8")
            else:
                self._note.unlink(missing_ok=True)

    def poisonous(self, path: Path) -> bool:
        """Whether reading it has brought this process down before, more than once."""
        return self._tries().get(path.name, 0) >= TRIES

    def _tries(self) -> dict[str, int]:
        try:
            found = json.loads(self._note.read_text("utf-8"))
            return {str(name): int(count) for name, count in found.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}


def _move(path: Path, place: Path) -> None:
    try:
        path.replace(place)
    except OSError as error:
        # On Windows another program may hold it open.
        raise AccessDenied(cause=str(error)) from None


def _free(place: Path) -> Path:
    """A name that is not taken yet."""
    free, number = place, 2
    while free.exists():
        free = place.with_name(f"{place.stem} ({number}){place.suffix}")
        number += 1
    return free


def _watch_memory(done: threading.Event) -> None:
    me = psutil.Process()
    while not done.wait(0.2):
        if me.memory_info().rss > MEMORY_LIMIT:
            os._exit(70)
