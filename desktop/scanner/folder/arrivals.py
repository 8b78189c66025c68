"""Which files in a folder are there whole: a machine may still be writing, at network speed and in several goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

STABLE_S = 1.0
"""A file that ends as it should and has not changed for so long is whole."""
FINAL_S = 10.0
"""A file that has not changed for so long is all there will be, however it ends."""
_FOOTERS = {b"%PDF": (b"%%EOF", 2048), b"\xff\xd8\xff": (b"\xff\xd9", 64), b"\x89PNG": (b"IEND", 16)}
_UNDER_WAY = {".part", ".tmp", ".temp", ".crdownload", ".partial"}


@dataclass(frozen=True, slots=True)
class _Seen:
    size: int
    changed: float
    since: float


class Arrivals:
    """Looks at a folder again and again.

    Args:
        folder: where files arrive; its subfolders are not looked into.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[Path, _Seen] = {}

    def look(self, now: float) -> tuple[list[Path], bool]:
        """Files that are whole, oldest first, and whether others are still arriving.

        Args:
            now: seconds on a clock that only goes forward.

        Raises:
            OSError: the folder cannot be read.
        """
        whole, under_way = [], False
        present = [path for path in self._folder.iterdir() if _may_be_one(path)]
        self._seen = {path: seen for path, seen in self._seen.items() if path in present}
        for path in sorted(present, key=lambda one: (_changed(one), one.name)):
            if self._settled(path, now):
                whole.append(path)
            else:
                under_way = True
        return whole, under_way

    def _settled(self, path: Path, now: float) -> bool:
        try:
            stat = path.stat()
        except OSError:
            return False
        before = self._seen.get(path)
        if before is None or (before.size, before.changed) != (stat.st_size, stat.st_mtime):
            self._seen[path] = _Seen(stat.st_size, stat.st_mtime, now)
            return False
        quiet = now - before.since
        return quiet >= FINAL_S or (quiet >= STABLE_S and _ends_well(path, stat.st_size) and _closed(path))


def _may_be_one(path: Path) -> bool:
    named = not path.name.startswith((".", "~")) and path.suffix.lower() not in _UNDER_WAY
    return named and not path.is_symlink() and path.is_file()


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _ends_well(path: Path, size: int) -> bool:
    """Whether it ends as its kind does; kinds without an end of their own (TIFF) always do."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
            for start, (footer, within) in _FOOTERS.items():
                if head.startswith(start):
                    file.seek(max(0, size - within))
                    return footer in file.read(within)
    except OSError:
        return False
    return size > 0


def _closed(path: Path) -> bool:
    """Whether nobody has it open for writing; on Windows the system tells."""
    try:
        with path.open("r+b"):
            return True
    except OSError:
        return False
