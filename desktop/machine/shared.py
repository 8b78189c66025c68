"""Writing into a place that others can write to as well.

What they plant there beforehand is neither followed nor replaced: no link to a file or folder of this user's, no name
that could be guessed. On Linux the folder is held open, so that no other can take its place between two acts. Windows
cannot do that: there the folder is looked at anew before each act, and a junction counts as a link.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

from desktop.machine.folders import FRESH
from desktop.machine.writing import write_whole

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_STANDS_FOR_ANOTHER = 0x2000_0000
"""The bit of a reparse tag by which Windows tells junctions and links from, say, a folder kept in the cloud."""
_LIMIT_BYTES = 1 << 16


class SharedFolder:
    """A folder of ours in such a place; made where it is not there.

    Args:
        path: where it is; only its last part is distrusted.

    Raises:
        NotADirectoryError: a link stands there.
        OSError: it cannot be made or written into.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with contextlib.suppress(FileExistsError):
            path.mkdir()
        _require_folder(path)
        self._held: Path | None = None
        if sys.platform == "linux":
            handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            weakref.finalize(self, os.close, handle)
            self._held = Path(f"/proc/self/fd/{handle}")
        for left_by_a_kill in self._base().glob(f"{FRESH}*"):
            left_by_a_kill.unlink(missing_ok=True)
        self.add(f"{FRESH}{os.urandom(8).hex()}", b"").unlink()

    def add(self, name: str, data: bytes) -> Path:
        """Write a new file, under the next free name where this one is taken; gives where it is.

        Raises:
            OSError: the file system refuses, or a link stands where the folder was.
        """
        for place in self._free(name):
            with contextlib.suppress(FileExistsError), place.open("xb") as file:
                file.write(data)
                return place
        raise AssertionError

    def take(self, file: Path) -> Path:
        """Move a file in, under the next free name; gives where it is.

        Raises:
            OSError: as `add`; on Windows also where another program holds the file open.
        """
        place = next(self._free(file.name))
        file.replace(place)
        return place

    def read(self, name: str) -> bytes:
        """A small plain file (64 kB at most).

        Raises:
            OSError: there is none, or it is a link, a pipe or a large one.
        """
        with os.fdopen(os.open(self._base() / name, os.O_RDONLY | _NO_FOLLOW), "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode) or about.st_size > _LIMIT_BYTES:
                raise OSError(f"{name} is no small plain file")
            return file.read()

    def put(self, name: str, data: bytes) -> None:
        """Write a file whole, whatever stood under its name.

        Raises:
            OSError: as `add`.
        """
        write_whole(self._base() / name, data)

    def remove(self, name: str) -> None:
        """Remove a file, or the link that stands for it; no error where there is none."""
        (self._base() / name).unlink(missing_ok=True)

    def _base(self) -> Path:
        if self._held:
            return self._held
        _require_folder(self._path)
        return self._path

    def _free(self, name: str) -> Iterator[Path]:
        first, number = self._base() / name, 1
        while True:
            place = first if number == 1 else first.with_name(f"{first.stem} ({number}){first.suffix}")
            if not os.path.lexists(place):
                yield place
            number += 1


def _require_folder(path: Path) -> None:
    found = path.lstat()
    # To Python a junction is a folder; its tag says that it stands for another.
    if stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) & _STANDS_FOR_ANOTHER:
        raise NotADirectoryError(f"{path.name} is a link")
    if not stat.S_ISDIR(found.st_mode):
        raise FileExistsError(f"{path.name} is no folder")
