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
    old: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """What a look at a folder shows.

    Attributes:
        whole: files that are whole, oldest first.
        arriving: whether others are still arriving.
        stuck: files that began to arrive while we looked and have stopped before their end.
    """

    whole: list[Path]
    arriving: bool
    stuck: list[Path]


class Arrivals:
    """Looks at a folder again and again.

    Args:
        folder: where files arrive; its subfolders are not looked into.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: dict[Path, _Seen] = {}
        self._looked = False

    def look(self, now: float) -> Sight:
        """What is there now.

        Args:
            now: seconds on a clock that only goes forward.

        Raises:
            OSError: the folder cannot be read.
        """
        present = [path for path in self._folder.iterdir() if _may_be_one(path)]
        self._seen = {path: seen for path, seen in self._seen.items() if path in present}
        whole, stuck, arriving = [], [], False
        for path in sorted(present, key=lambda one: (_changed(one), one.name)):
            quiet = self._quiet(path, now)
            if path.suffix.lower() not in _UNDER_WAY:
                settled = quiet >= FINAL_S or (quiet >= STABLE_S and _ends_well(path) and _closed(path))
                # None overtakes an older one: their order is that of the sheets.
                whole += [path] if settled and not arriving else []
                arriving = arriving or not settled
            elif path in self._seen and not self._seen[path].old:
                # Named as unfinished by whoever writes it; what lay here before we came is nobody's page of today.
                stuck += [path] if quiet >= FINAL_S else []
                arriving = arriving or quiet < FINAL_S
        self._looked = True
        return Sight(whole, arriving, stuck)

    def _quiet(self, path: Path, now: float) -> float:
        """For how many seconds a file has not changed; negative where it has just done so."""
        try:
            stat = path.stat()
        except OSError:
            return -1.0
        before = self._seen.get(path)
        if before is None or (before.size, before.changed) != (stat.st_size, stat.st_mtime):
            self._seen[path] = _Seen(stat.st_size, stat.st_mtime, now, old=before is None and not self._looked)
            return -1.0
        return now - before.since


def _may_be_one(path: Path) -> bool:
    return not path.name.startswith((".", "~")) and not path.is_symlink() and path.is_file()


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _ends_well(path: Path) -> bool:
    """Whether a file ends as its kind does.

    Never for kinds without a mark at their end: a TIFF of one page is a whole TIFF while the next page is written.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4)
            for start, (footer, within) in _FOOTERS.items():
                if head.startswith(start):
                    file.seek(max(0, path.stat().st_size - within))
                    return footer in file.read(within)
    except OSError:
        return False
    return False


def _closed(path: Path) -> bool:
    """Whether nobody has it open for writing; on Windows the system tells."""
    try:
        with path.open("r+b"):
            return True
    except OSError:
        return False
