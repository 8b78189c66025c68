"""A file under way has a name of its own; where the machine stopped before its end, it keeps that name for ever.

Source: the names are those that browsers, copying programs and scan servers give (`.part`, `.tmp`, `.crdownload` …);
docspell, report 3223, asks for them.
"""

from __future__ import annotations

from pathlib import Path

from desktop.scanner.quirks.folder.growing_files import FINAL_S

_UNDER_WAY = {".part", ".tmp", ".temp", ".crdownload", ".partial"}


def is_unfinished(path: Path) -> bool:
    """Whether whoever writes a file has named it as unfinished."""
    return path.suffix.lower() in _UNDER_WAY


def has_stopped(quiet_s: float) -> bool:
    """Whether an unfinished file will stay one.

    Args:
        quiet_s: for how long it has not changed, seconds; negative where it has just done so.
    """
    return quiet_s >= FINAL_S
