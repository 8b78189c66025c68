"""Where things live on this PC."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "QuaySo"


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

    def make(self) -> None:
        """Create the folders, readable by this user only."""
        for folder in (self.data, self.logs):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def folders(data: Path | None = None, *, training: bool) -> Folders:
    """The folders to use: `data` where given, else the user's own; training in a folder of its own."""
    if data is None:
        data = Path(platformdirs.user_data_dir(APP, appauthor=False, roaming=False))
        if training:
            data = data.with_name(f"{APP}-Training")
    return Folders(data=data, logs=data / "logs")


def resources() -> Path:
    """The read-only resources shipped with the program."""
    return Path(__file__).resolve().parents[2] / "resources"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and on the disk before this returns.

    Raises:
        OSError: the file system refuses; what was there before is still there.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".quayso-")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
