"""Putting another store in the place of the present one: restored from a backup, or salvaged.

The new file is complete and checked before it is named `quayso.db.restored-…`; that name is the decision. From then on
a crash anywhere only means that the next start finishes it. The present store goes aside together with its
write-ahead log, so that neither is ever read beside the other's.
"""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime
from pathlib import Path

from desktop.machine.folders import Folders
from desktop.store.errors import StoreTrouble

log = logging.getLogger(__name__)

_MARK = ".restored-"
_TRIES, _PAUSE_S = 3, 0.2


def decide(folders: Folders, checked: Path, now: datetime) -> None:
    """Decide that a checked file becomes the store."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S%f")
    _rename(checked, folders.store.with_name(f"{folders.store.name}{_MARK}{stamp}"))


def is_decided(folders: Folders) -> bool:
    """Whether another store is to take this one's place, and has not yet."""
    return any(folders.data.glob(f"{folders.store.name}{_MARK}*"))


def finish_replacing(folders: Folders) -> Path | None:
    """Do what was decided; gives where the former store is now, None where there was none or nothing to do.

    Raises:
        StoreTrouble: something holds a file; nothing is lost, the next start tries again.
    """
    decided = sorted(folders.data.glob(f"{folders.store.name}{_MARK}*"))
    if not decided:
        return None
    chosen = decided[-1]
    aside = folders.set_aside / f"{folders.store.stem}-{chosen.name.partition(_MARK)[2]}{folders.store.suffix}"
    folders.set_aside.mkdir(exist_ok=True, mode=0o700)
    for ending in ("-wal", "-shm", ""):
        old = folders.store.with_name(folders.store.name + ending)
        if old.exists():
            _rename(old, aside.with_name(aside.name + ending))
    _rename(chosen, folders.store)
    log.info("the store was replaced; the former one is %s", aside.name)
    return aside if aside.exists() else None


def _rename(old: Path, new: Path) -> None:
    """A virus scanner or a backup program may hold a file for a moment (on Windows)."""
    for attempt in range(1, _TRIES + 1):
        try:
            old.replace(new)
            return
        except OSError as error:
            if attempt == _TRIES:
                raise StoreTrouble(cause=f"{old.name}: {error}") from None
            threading.Event().wait(_PAUSE_S)
