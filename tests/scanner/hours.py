"""A clock that moves on whenever somebody waits, so that no test does."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Hours:
    """Seconds since the test began; `events` happen at their time."""

    def __init__(self) -> None:
        self.now = 0.0
        self.events: list[tuple[float, Callable[[], object]]] = []

    def __call__(self) -> float:
        return self.now

    def wait(self, stop: threading.Event, seconds: float) -> None:
        """Wait so long, or not at all where the event has come."""
        if stop.is_set():
            return
        self.now += seconds
        for event in [one for one in self.events if one[0] <= self.now]:
            self.events.remove(event)
            event[1]()
