"""How far the backlog is, by the periods of issue year of a plan: targets, pace, and the day on which it will be done.

Counted in sheets, the only thing that is known of a book before it is fed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.model.working_days import WorkingDays

PACE_DAYS = 20
"""Working days whose mean is the pace: four weeks. Chosen."""
_LONGEST_FORECAST = 2500
"""Working days, ten years: a forecast from beyond says nothing."""
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Years of issue that the plan takes together.

    Attributes:
        first: first year; None for all before `last`.
        last: last year; None for all from `first` on.
        due: day by which all of it must be done.
    """

    first: int | None
    last: int | None
    due: date

    @property
    def name(self) -> str:
        """What it is called, Vietnamese."""
        if self.first is None:
            return f"Đến {self.last}"
        return f"{self.first}–{self.last or 'nay'}"

    def holds(self, year: int) -> bool:
        """Whether a year is in it."""
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What share of every period must be done by a day, %."""

    day: date
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan.

    Attributes:
        source: which document says so.
        periods: the oldest first; every year is in one of them.
        targets: the earliest first.
    """

    source: str
    periods: tuple[Period, ...]
    targets: tuple[Target, ...]

    @property
    def ends(self) -> date:
        """The day by which all must be done."""
        return max(period.due for period in self.periods)

    def target(self, period: Period, today: date) -> int:
        """What share of a period must be done by the next day that counts, %: all, once it is overdue."""
        if period.due < today:
            return 100
        coming = (target.percent for target in self.targets if today <= target.day < period.due)
        return next(coming, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What is counted of one book: its year, sheets in all, sheets done, and papers that became results."""

    year: int
    sheets: int
    done: int
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodProgress:
    """How far a period is.

    Attributes:
        period: the period.
        books: how many books were opened.
        sheets: sheets in them.
        done: those that nothing is to be done with any more.
        papers: results of their owners among these.
        target: what share must be done, %.
    """

    period: Period
    books: int
    sheets: int
    done: int
    papers: int
    target: int

    @property
    def percent(self) -> int | None:
        """The share that is done, %, rounded down; None where no book is known."""
        return 100 * self.done // self.sheets if self.sheets else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the backlog is.

    Attributes:
        periods: as in the plan.
        left: sheets still to be done.
        ends: day by which all must be done.
        pace: sheets a working day, of late; None where nothing was done of late.
        needed: sheets a working day that would be enough; None where the day has passed, or nothing is left.
        forecast: day on which all will be done at this pace; None where nothing is left, or there is no telling.
    """

    periods: tuple[PeriodProgress, ...]
    left: int
    ends: date
    pace: float | None
    needed: int | None
    forecast: date | None


def progress(
    plan: Plan, counted: Sequence[Counted], by_day: Mapping[date, int], today: date, days: WorkingDays
) -> Progress:
    """How far the backlog is on a day.

    Args:
        plan: periods and targets.
        counted: every book.
        by_day: sheets done on each day of late, Vietnam time.
        today: the day.
        days: which days are working days.
    """
    rows = tuple(_of_period(plan, period, counted, today) for period in plan.periods)
    left = sum(row.sheets - row.done for row in rows)
    pace = pace_of(by_day, today, days)
    return Progress(
        periods=rows,
        left=left,
        ends=plan.ends,
        pace=pace,
        needed=_needed(left, today, plan.ends, days),
        forecast=_forecast(left, pace, today, days),
    )


def pace_of(by_day: Mapping[date, int], today: date, days: WorkingDays) -> float | None:
    """Sheets a working day, over the last `PACE_DAYS` of them or since the first on which anything was done.

    What was done on a day off counts, but the day does not. None where nothing was done.
    """
    begin = today
    for _ in range(PACE_DAYS - 1):
        begin = _working_before(begin, days)
    worked = [day for day, sheets in by_day.items() if sheets and begin <= day <= today]
    if not worked:
        return None
    return sum(by_day[day] for day in worked) / max(1, _working_between(min(worked), today, days))


def first_day_of_pace(today: date) -> date:
    """A day that is surely before all that the pace is counted over."""
    return today - PACE_DAYS * 4 * _ONE


def _of_period(plan: Plan, period: Period, counted: Sequence[Counted], today: date) -> PeriodProgress:
    own = [one for one in counted if period.holds(one.year)]
    return PeriodProgress(
        period=period,
        books=len(own),
        sheets=sum(one.sheets for one in own),
        done=sum(min(one.done, one.sheets) for one in own),
        papers=sum(one.papers for one in own),
        target=plan.target(period, today),
    )


def _needed(left: int, today: date, ends: date, days: WorkingDays) -> int | None:
    remaining = _working_between(today + _ONE, ends, days)
    return math.ceil(left / remaining) if left and remaining else None


def _forecast(left: int, pace: float | None, today: date, days: WorkingDays) -> date | None:
    if not left or not pace:
        return None
    needs = math.ceil(left / pace)
    return days.after(today, needs) if needs <= _LONGEST_FORECAST else None


def _working_before(day: date, days: WorkingDays) -> date:
    day -= _ONE
    while not days.is_working(day):
        day -= _ONE
    return day


def _working_between(first: date, last: date, days: WorkingDays) -> int:
    """How many working days there are, both ends included."""
    span = (last - first).days + 1
    return sum(days.is_working(first + at * _ONE) for at in range(max(0, span)))
