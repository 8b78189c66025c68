"""The periods that are reported on (R57): day, week, month, quarter, 6, 9 and 12 months of a year, and any range."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.model.errors import WrongUsage

_ONE = timedelta(days=1)
_WEEK = 7
_ROMAN = ("I", "II", "III", "IV")
_LONG = (6, 9, 12)
"""Months of the reports that begin with the year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Whole days in Vietnam.

    Attributes:
        first, last: the first and the last day, both included.
        name: what it is called, Vietnamese; empty for a range without a name.
    """

    first: date
    last: date
    name: str = ""

    @property
    def words(self) -> str:
        """`từ 01/01/2026 đến 31/03/2026`."""
        return f"từ {self.first:%d/%m/%Y} đến {self.last:%d/%m/%Y}"


def day(first: date) -> Period:
    """One day."""
    return Period(first=first, last=first, name=f"ngày {first:%d/%m/%Y}")


def week(inside: date) -> Period:
    """Monday to Sunday."""
    first = inside - timedelta(days=inside.weekday())
    year, number, _ = inside.isocalendar()
    return Period(first=first, last=first + timedelta(days=_WEEK - 1), name=f"tuần {number}/{year}")


def month(year: int, number: int) -> Period:
    """A month of the calendar; `number` is 1 to 12."""
    return Period(first=date(year, number, 1), last=_end(year, number), name=f"tháng {number}/{year}")


def quarter(year: int, number: int) -> Period:
    """A quarter; `number` is 1 to 4."""
    last = 3 * number
    return Period(first=date(year, last - 2, 1), last=_end(year, last), name=f"quý {_ROMAN[number - 1]}/{year}")


def months(year: int, count: int) -> Period:
    """The first 6, 9 or 12 months of a year."""
    name = f"năm {year}" if count == _LONG[-1] else f"{count} tháng đầu năm {year}"
    return Period(first=date(year, 1, 1), last=_end(year, count), name=name)


def quarter_of(inside: date) -> Period:
    """The quarter that a day is in."""
    return quarter(inside.year, (inside.month + 2) // 3)


def before(period: Period) -> Period:
    """What a period is compared with: the one just before it; for one that begins with the year, that of a year ago."""
    first, last = period.first, period.last
    if period == day(first):
        return day(first - _ONE)
    if period == week(first):
        return week(first - _ONE)
    if period == quarter_of(first):
        return quarter_of(first - _ONE)
    if period == month(first.year, first.month):
        return month((first - _ONE).year, (first - _ONE).month)
    if period == months(first.year, last.month):
        return months(first.year - 1, last.month)
    return Period(first=first - (last - first) - _ONE, last=first - _ONE)


def read_period(text: str) -> Period:
    """A period from the command line: `2026-03-12`, `2026-W11`, `2026-03`, `2026-Q1`, `2026-6M`, `2026-9M`, `2026`.

    Raises:
        WrongUsage: it is none of these, or there is no such day, week, month or quarter.
    """
    for pattern, made in _FORMS:
        if found := re.fullmatch(pattern, text.strip().upper()):
            try:
                return made(*(int(part) for part in found.groups()))
            except (ValueError, IndexError):
                break
    raise WrongUsage(detail=f"«{text}» không phải kỳ báo cáo; ví dụ 2026-03-12, 2026-W11, 2026-03, 2026-Q1, 2026-6M")


_FORMS = (
    (r"(\d{4})-(\d\d)-(\d\d)", lambda *parts: day(date(*parts))),
    (r"(\d{4})-W(\d\d?)", lambda year, number: week(date.fromisocalendar(year, number, 1))),
    (r"(\d{4})-(\d\d)", lambda year, number: month(year, number)),
    (r"(\d{4})-Q([1-4])", lambda year, number: quarter(year, number)),
    (r"(\d{4})-(6|9|12)M", lambda year, count: months(year, count)),
    (r"(\d{4})", lambda year: months(year, _LONG[-1])),
)


def _end(year: int, number: int) -> date:
    return date(year, number, calendar.monthrange(year, number)[1])
