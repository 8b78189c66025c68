"""The disk that holds a folder: room on it, and whether it takes anything at all."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

_HARDLY_ANY = 1 << 20
TAKES_NOTHING = {
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã hết phần ổ đĩa được cấp",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
}
"""In words, why a disk takes nothing at all."""


def free_bytes(folder: Path) -> int:
    """Bytes that may still be written to the disk of a folder."""
    return shutil.disk_usage(folder).free


def is_full(folder: Path) -> bool:
    """Whether there is hardly any room left (1 MB); not where that cannot be known."""
    try:
        return free_bytes(folder) < _HARDLY_ANY
    except OSError:
        return False


def is_read_only(folder: Path) -> bool:
    """Whether the disk or the folder may only be read."""
    if not os.access(folder, os.W_OK):
        return True
    if os.name != "posix":
        return False
    try:
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    except OSError:
        return False
