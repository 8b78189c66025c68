"""Time that never goes back, whatever is done to the PC's clock: what a wait or a life is counted by."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from desktop.machine.clock import Clock


class OnwardClock:
    """The PC's clock, or what was seen before and the time that has run since, where that is later.

    A clock that is set back is not followed: from the latest moment ever seen on, time goes as the processor counts it.
    What runs while the program is closed and the clock stands back is not seen.

    Args:
        clock: the PC's.
        seen: the latest moment that was seen before, UTC; None where none was.
        ticks: seconds that only ever run forward.
    """

    def __init__(self, clock: Clock, seen: datetime | None, ticks: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen = seen or clock.now()
        self._ticks = ticks
        self._at = ticks()
        self._guard = threading.Lock()

    def now(self) -> datetime:
        """The present moment, UTC; never earlier than one told before."""
        with self._guard:
            ticks = self._ticks()
            self._seen = max(self._clock.now(), self._seen + timedelta(seconds=ticks - self._at))
            self._at = ticks
            return self._seen
