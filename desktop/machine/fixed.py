"""Places that are the administrator's, as the system itself names them.

None of them is read from environment variables. A user can set those, and would then decide which settings, which
trusted roots and which token driver (it sees the PIN) count on this PC.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

# Numbers of special folders (CSIDL) of Windows' shell.
_PROGRAM_DATA, _WINDOWS, _PROGRAM_FILES = 0x23, 0x24, 0x26


def everyones_settings() -> Path:
    """Where administrators write settings for everyone: ProgramData, or `/etc/xdg`.

    Raises:
        OSError: Windows does not tell.
    """
    return _windows_folder(_PROGRAM_DATA) if _windows() else Path("/etc/xdg")


def system_words() -> dict[str, str]:
    """What %SystemRoot% and %ProgramFiles% stand for in the paths of programs; nothing but on Windows."""
    if not _windows():
        return {}
    return {"SystemRoot": str(_windows_folder(_WINDOWS)), "ProgramFiles": str(_windows_folder(_PROGRAM_FILES))}


def _windows() -> bool:
    return sys.platform == "win32"


def _windows_folder(number: int) -> Path:
    told = ctypes.create_unicode_buffer(260)
    failed = getattr(ctypes, "windll").shell32.SHGetFolderPathW(None, number, None, 0, told)  # noqa: B009
    if failed:
        raise OSError(f"folder {number:#x} is not told: {failed & 0xFFFFFFFF:#x}")
    return Path(told.value)
