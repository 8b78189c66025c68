"""Days of the counter as moments of the store."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from desktop.machine.clock import VIETNAM


def moments(first: date, last: date) -> tuple[datetime, datetime]:
    """When the days from the first to the last one begin and are over, Vietnam's; the end is part of them no more."""
    start, end = (datetime.combine(day, time.min, VIETNAM) for day in (first, last + timedelta(days=1)))
    return start, end
