"""Which files in a folder are there whole: a machine may still be writing, at network speed and in several goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.scanner.quirks.folder.growing_files import has_settled
from desktop.scanner.quirks.folder.unfinished_names import has_stopped, is_unfinished


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
            if not is_unfinished(path):
                settled = has_settled(path, quiet)
                # No file before an older one that is still arriving: their order is that of the sheets.
                whole += [path] if settled and not arriving else []
                arriving = arriving or not settled
            elif path in self._seen and not self._seen[path].old:
                # A file that was unfinished before this scan began is none of its pages.
                stuck += [path] if has_stopped(quiet) else []
                arriving = arriving or not has_stopped(quiet)
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
