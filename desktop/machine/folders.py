"""Where things live on this PC."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from desktop.model.errors import Refusal

APP = "QuaySo"
FRESH = ".quayso-"
UNFINISHED = (f"{FRESH}*", "*.new", "*.restoring", "*.salvaged")
"""Names of files that are not written whole yet; whoever holds the data folder may remove those that were left."""
_SQLITE = ("-journal", "-wal", "-shm")


class FolderOfOthers(Refusal):
    """The data folder belongs to somebody else or to everybody, or somebody else has put something into it."""

    code = "folder_of_others"
    sentence = "Thư mục dữ liệu «{subject}» là của người khác hoặc là chỗ dùng chung."
    advice = "Chọn một thư mục riêng của tài khoản này rồi mở lại."


def born_closed() -> None:
    """From now on what this process and its children write is this user's alone, from the first byte.

    On Linux. On Windows a file takes the access list of its folder, and the user's own folders are closed to others.
    """
    os.umask(0o077)


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of one data set: real work and training never share one.

    Attributes:
        data: the store, its backups, settings.
        logs: log files, without personal data.
    """

    data: Path
    logs: Path

    @property
    def store(self) -> Path:
        """The one encrypted SQLite file."""
        return self.data / "quayso.db"

    @property
    def backups(self) -> Path:
        """Sealed copies of the store, one a day."""
        return self.data / "backups"

    @property
    def set_aside(self) -> Path:
        """What was replaced by a restored or salvaged store; never deleted by the program."""
        return self.data / "set-aside"

    @property
    def training_mark(self) -> Path:
        """Present only in a training folder."""
        return self.data / "TRAINING"

    @property
    def for_training(self) -> Folders:
        """The folders of a training counter beside this real one."""
        data = self.data.with_name(f"{self.data.name}-Training")
        return Folders(data=data, logs=data / "logs")

    def make(self) -> None:
        """Create the folders, readable by this user only; close those that are there already.

        Raises:
            FolderOfOthers: the data folder is not this user's own.
            OSError: the file system refuses.
        """
        born_closed()
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.name == "posix":
            _close(self.data)
        self.logs.mkdir(parents=True, exist_ok=True, mode=0o700)

    def sweep(self) -> None:
        """Remove what a kill or a power cut left half written; for whoever holds the lock on the data folder."""
        for folder in (self.data, *self._inner()):
            for name in UNFINISHED:
                _remove(folder.glob(name))
            _remove(file for ending in _SQLITE for file in folder.glob(f"*{ending}") if self._orphan(file, ending))

    def _inner(self) -> Iterator[Path]:
        return (one for one in self.data.iterdir() if one.is_dir() and not one.is_symlink() and one != self.set_aside)

    def _orphan(self, file: Path, ending: str) -> bool:
        whole = file.with_name(file.name.removesuffix(ending))
        return whole != self.store and not whole.exists()


def folders(data: Path | None = None, *, training: bool) -> Folders:
    """The folders to use: `data` where given, else the user's own; training in a folder of its own."""
    own = data or Path(platformdirs.user_data_dir(APP, appauthor=False, roaming=False))
    found = Folders(data=own, logs=own / "logs")
    return found.for_training if training and data is None else found


def resources() -> Path:
    """The read-only resources shipped with the program."""
    return Path(__file__).resolve().parents[2] / "resources"


def _close(folder: Path) -> None:
    found = folder.stat()
    everybodys = found.st_mode & stat.S_ISVTX
    stood_open = found.st_mode & 0o022
    planted = stood_open and any(one.lstat().st_uid != found.st_uid for one in folder.iterdir())
    if everybodys or planted or os.geteuid() not in {found.st_uid, 0}:
        raise FolderOfOthers(folder.name, cause=f"uid {found.st_uid}, mode {found.st_mode:o}")
    if found.st_mode & 0o077:
        # A stick's file system knows no rights, and a disk that may only be read keeps those it has.
        with contextlib.suppress(OSError):
            folder.chmod(0o700)


def _remove(files: Iterator[Path]) -> None:
    for file in files:
        with contextlib.suppress(OSError):
            file.unlink()
