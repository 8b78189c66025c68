"""Memory for a secret: wiped where it lies, kept out of the swap file, never part of a crash report.

What the system does not allow is left out: a PC whose limits forbid locking memory can still sign.
"""

from __future__ import annotations

import ctypes
import mmap
import sys
from functools import cache
from typing import Any

_DO_NOT_DUMP = 16
_SET_DUMPABLE = 4


def secret_memory(size: int) -> bytearray:
    """Zeroed memory of so many bytes, locked into RAM where the system allows it; it must not be made longer."""
    held = bytearray(size)
    if size:
        _lock(held)
    return held


def secret_copy(secret: bytearray | memoryview) -> bytearray:
    """A copy in memory of its own; whoever has it wipes it."""
    held = secret_memory(len(secret))
    held[:] = secret
    return held


def wipe(secret: bytearray) -> None:
    """Overwrite a secret where it lies."""
    for at in range(len(secret)):
        secret[at] = 0


def leave_no_dump() -> None:
    """A crash of this process must not write its memory to a disk: no core file, no error report.

    On Linux no other program of the same user can read its memory either.
    """
    if sys.platform == "win32":
        # SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX; the second keeps Windows Error Reporting away.
        ctypes.windll.kernel32.SetErrorMode(0x0001 | 0x0002)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The limit alone does not stop a collector that the kernel pipes crashes to.
    if sys.platform == "linux":
        _system().prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def _lock(held: bytearray) -> None:
    place = ctypes.addressof(ctypes.c_char.from_buffer(held))
    if sys.platform == "win32":
        _system().VirtualLock(ctypes.c_void_p(place), ctypes.c_size_t(len(held)))
        return
    _system().mlock(ctypes.c_void_p(place), ctypes.c_size_t(len(held)))
    if sys.platform == "linux":
        start = place - place % mmap.PAGESIZE
        _system().madvise(ctypes.c_void_p(start), ctypes.c_size_t(place + len(held) - start), _DO_NOT_DUMP)


@cache
def _system() -> Any:
    if sys.platform == "win32":
        return ctypes.windll.kernel32
    return ctypes.CDLL(None)
