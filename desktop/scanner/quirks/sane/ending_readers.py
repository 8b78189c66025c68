"""The thread that reads a page is cancelled while it ends, wherever it stands, and may then wait for itself for ever.

A frame that is whole is asked for its end only when that thread has had time to go by itself.

Source: seen in SANE's test backend, by a debugger: cancelled while it freed memory, the thread waited for the lock it
held, and the frame's last `sane_read` for the thread; sane-backends, `sanei_thread.c` (`pthread_cancel`).
"""

from __future__ import annotations

import threading
from pathlib import Path

GOING_S = 0.05
"""How long the end of a frame waits for its reader, seconds; some backends keep one reader for many pages."""
_LOOK_S = 0.001
_THREADS = Path("/proc/self/task")


def threads() -> int:
    """How many threads this process has; 0 where nobody says."""
    return sum(1 for _ in _THREADS.iterdir()) if _THREADS.exists() else 0


def let_end(before: int) -> None:
    """Wait until the process has no more threads than before the frame began, or `GOING_S` have passed.

    Args:
        before: `threads()` then.
    """
    never = threading.Event()
    for _ in range(round(GOING_S / _LOOK_S)):
        if threads() <= before:
            return
        never.wait(_LOOK_S)
