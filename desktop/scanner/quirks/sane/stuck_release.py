"""Closing a device never returns: SANE's readers are threads that are cancelled anywhere, also while one holds a lock.

What the device said before must not wait for that.

Source: pyinsane, report 19 (cancelling hangs in a futex); sane-backends, `sanei_thread.c` (`pthread_cancel`).
"""

from __future__ import annotations

from collections.abc import Callable

from desktop.scanner.patience import within

LEAVING_S = 2.0
"""How long a device may take to let go, seconds; after it, what it said counts, and the process ends without it."""


def let_go(leave: Callable[[], None]) -> None:
    """Cancel and close a device, or leave that to the end of the process.

    Args:
        leave: cancels and closes; may never return.
    """
    within(LEAVING_S, leave)
