"""Working days of the state's offices, and what follows from them for a dossier: when it goes on, when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_SATURDAY = 5
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """Which days the offices work: Monday to Friday, but for what stands here.

    Attributes:
        off: days between Monday and Friday on which they do not.
        worked: Saturdays and Sundays on which they do.
        announced: years of which all of these are known.
        latest: what is taken in later goes on the next working day (R18).
    """

    off: frozenset[date]
    worked: frozenset[date]
    announced: frozenset[int]
    latest: time

    def is_working(self, day: date) -> bool:
        """Whether the offices work on this day."""
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)

    def after(self, day: date, count: int = 1) -> date:
        """The working day that is so many after a day, which itself does not count; `count` is at least 1."""
        while count:
            day += _ONE
            count -= self.is_working(day)
        return day


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """What a dossier's time of reception gives.

    Attributes:
        passed_on: the day on which the dossier goes to who decides; in the morning where it is not today.
        due: the day of return; None where the catalogue states no limit.
        sure: the holidays up to then are announced.
    """

    passed_on: date
    due: date | None
    sure: bool


def appointment(received: datetime, limit: int | None, days: WorkingDays) -> Appointment:
    """When a dossier goes on and when it is due.

    The day of reception does not count (Bộ luật Dân sự 2015, Điều 147). What is due within the day is due on the day on
    which it goes on.

    Args:
        received: Vietnam time.
        limit: working days, 0 for within the day; None where none is stated.
        days: which days are working days.
    """
    today = received.date()
    in_time = days.is_working(today) and received.time() <= days.latest
    passed_on = today if in_time else days.after(today)
    due = None if limit is None else days.after(today, limit) if limit else passed_on
    last = due or passed_on
    return Appointment(passed_on=passed_on, due=due, sure=set(range(today.year, last.year + 1)) <= days.announced)
