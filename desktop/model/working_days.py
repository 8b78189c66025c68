"""Working days and hours of the state's offices, and what follows from them for a dossier: when it goes on, by when it
gets a reply, when it is due.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import partial

_SATURDAY = 5
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The hours of a working day.

    Attributes:
        since: the first day on which they hold.
        sessions: when the office opens and closes, in the order of the day; at least one, none within another.
    """

    since: date
    sessions: tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """Which days the offices work: Monday to Friday, but for what stands here.

    Attributes:
        off: days between Monday and Friday on which they do not.
        worked: Saturdays and Sundays on which they do.
        announced: years of which all of these are known.
        latest: what is taken in later goes on the next working day (R18).
        hours: the hours of working days, since different days; at least one.
    """

    off: frozenset[date]
    worked: frozenset[date]
    announced: frozenset[int]
    latest: time
    hours: tuple[Hours, ...]

    def is_working(self, day: date) -> bool:
        """Whether the offices work on this day."""
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)

    def after(self, day: date, count: int = 1) -> date:
        """The working day that is so many after a day, which itself does not count; `count` is at least 1."""
        while count:
            day += _ONE
            count -= self.is_working(day)
        return day

    def sessions(self, day: date, zone: tzinfo | None) -> list[tuple[datetime, datetime]]:
        """From when till when the office is open on a working day; before all that is known, as it was known first."""
        held = [one for one in self.hours if one.since <= day]
        hours = max(held, key=_since) if held else min(self.hours, key=_since)
        at = partial(datetime.combine, day, tzinfo=zone)
        return [(at(opens), at(closes)) for opens, closes in hours.sessions]


def _since(hours: Hours) -> date:
    return hours.since


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


def reply_by(received: datetime, days: WorkingDays) -> datetime:
    """By when whoever handed a dossier in is told that it is taken in, or what is to be added: after one working day of
    the office's hours, which are the eight of the rule (R77).

    Hours count from the reception; from the next working morning where the dossier goes on only then (R18). While the
    office is closed none do.

    Args:
        received: with the zone of the office's clock.
        days: which days are working days, and their hours.
    """
    day = appointment(received, None, days).passed_on
    left = sum((closes - opens for opens, closes in days.sessions(day, received.tzinfo)), timedelta())
    while True:
        for opens, closes in days.sessions(day, received.tzinfo):
            open_for = max(closes - max(opens, received), timedelta())
            if left <= open_for:
                return closes - (open_for - left)
            left -= open_for
        day = days.after(day)
