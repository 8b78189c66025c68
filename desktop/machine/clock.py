"""Time, behind a seam: stored as UTC, shown as Vietnam time (R64)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

VIETNAM = timezone(timedelta(hours=7))


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment, timezone-aware UTC, microseconds."""


class SystemClock:
    """The PC's own clock."""

    def now(self) -> datetime:
        """The present moment by the PC, UTC."""
        return datetime.now(UTC)


class SteppingClock:
    """A clock for tests and samples: starts where told and moves on only when told, or by a step each look."""

    def __init__(self, start: datetime, step: timedelta = timedelta(0)) -> None:
        self._now = start.astimezone(UTC)
        self._step = step

    def now(self) -> datetime:
        """The moment reached so far; then moves on by the step."""
        moment = self._now
        self._now += self._step
        return moment

    def forward(self, by: timedelta) -> None:
        """Move on."""
        self._now += by


def still_waits(now: datetime, until: datetime | None, longest: timedelta) -> bool:
    """Whether a wait is not over yet. One with more left than `longest` counts as over: the clock was set back.

    Args:
        now: the present moment, UTC.
        until: when it ends, UTC; None where there is none.
        longest: the longest wait of its kind.
    """
    return until is not None and now < until <= now + longest


def vietnam_day(moment: datetime) -> date:
    """The day of a moment in Vietnam: from 17:00 UTC on it is the next one (R64)."""
    return moment.astimezone(VIETNAM).date()


def vietnam_time(moment: datetime) -> str:
    """`dd/mm/yyyy HH:MM:SS +07:00`, the form NĐ 30/2020 asks on a stamp (R36)."""
    return moment.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S +07:00")
