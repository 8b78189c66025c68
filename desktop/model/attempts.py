"""How failed log-ins slow the next ones down: five in a row cost nothing, each one more costs twice as long (R65)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

FREE = 5
"""Failures in a row that cost no wait (TCVN 14423: at most five)."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
"""Chosen: a forgotten password costs a clerk minutes, somebody who guesses gets 24 guesses a day."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """Log-ins under one name since the last that was right.

    Attributes:
        failures: how many were wrong, in a row.
        last_at: when the last of them was begun, UTC; None where there was none.
    """

    failures: int = 0
    last_at: datetime | None = None

    def failed(self, at: datetime) -> Attempts:
        """The same and one more."""
        return Attempts(self.failures + 1, at)

    def free_at(self) -> datetime | None:
        """When the next one may be begun; None where it may be at once."""
        if self.last_at is None or self.failures < FREE:
            return None
        # Past six doublings it is the longest anyway.
        doublings = min(self.failures - FREE, 6)
        return self.last_at + min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)

    def left(self, now: datetime) -> timedelta:
        """How long the next one has to wait from now on."""
        free_at = self.free_at()
        return max(free_at - now, timedelta(0)) if free_at else timedelta(0)
