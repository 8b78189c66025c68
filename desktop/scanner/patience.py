"""How long a device is asked again, and calls whose end is not waited for."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable

Clock = Callable[[], float]
"""Seconds, only going forward."""
Wait = Callable[[threading.Event, float], object]
"""Waits so many seconds, or until the event comes."""
_LEAST_S = 0.1
"""The shortest pause: a device may say «at once» again and again."""


class Patience:
    """A stretch of time in which something is asked again and again.

    Args:
        seconds: how long, from now.
        stop: ends a pause early.
        clock, wait: see `Clock` and `Wait`.
    """

    def __init__(
        self, seconds: float, stop: threading.Event, clock: Clock = time.monotonic, wait: Wait = threading.Event.wait
    ) -> None:
        self._stop = stop
        self._clock = clock
        self._wait = wait
        self._end = clock() + seconds

    def pause(self, seconds: float) -> bool:
        """Wait so long, at most to the end; False where the end has come before."""
        left = self._end - self._clock()
        if left <= 0:
            return False
        self._wait(self._stop, min(left, max(_LEAST_S, seconds)))
        return True


def within(seconds: float, leave: Callable[[], None]) -> bool:
    """Do something whose result nobody needs, such as closing a device; says whether it was done in time.

    Its errors are ignored. A call that never returns ends with the process.
    """

    def work() -> None:
        with contextlib.suppress(Exception):
            leave()

    leaving = threading.Thread(target=work, name="leaving", daemon=True)
    leaving.start()
    leaving.join(seconds)
    return not leaving.is_alive()
