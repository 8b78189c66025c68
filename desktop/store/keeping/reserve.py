"""Room held back for a full disk: deleting needs a little room too, as SQLite writes before it frees anything."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from desktop.machine.disk import free_bytes
from desktop.machine.folders import Folders

RESERVE_BYTES = 32 * 1024**2
"""Bytes; chosen: the largest papers can be overwritten page by page in it."""
_SHARE = 10
_CHUNK = 1 << 20


def hold_reserve(folders: Folders) -> None:
    """Hold room back, at most a tenth of what is free; does nothing where it is held already or the disk refuses."""
    place = _place(folders)
    with suppress(OSError):
        size = min(RESERVE_BYTES, free_bytes(folders.data) // _SHARE)
        if place.exists() or size < _CHUNK:
            return
        fresh = place.with_name(f"{place.name}.new")
        try:
            with fresh.open("wb") as file:
                for _ in range(size // _CHUNK):
                    file.write(bytes(_CHUNK))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(place)
        finally:
            fresh.unlink(missing_ok=True)


def use_reserve(folders: Folders) -> bool:
    """Give the room back to the disk where that is nearly full; tells whether there was any."""
    place = _place(folders)
    try:
        if not place.exists() or free_bytes(folders.data) >= RESERVE_BYTES:
            return False
        place.unlink()
    except OSError:
        return False
    return True


def _place(folders: Folders) -> Path:
    return folders.data / "quayso.reserve"
