"""How far the backlog is by the periods of the plan in force: the program's, or the office's own."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any

from desktop.machine.clock import VIETNAM, Clock, vietnam_day
from desktop.machine.folders import resources
from desktop.machine.own_file import read_own_file
from desktop.model.backlog import Counted, Period, Plan, Progress, Target, first_day_of_pace, progress
from desktop.model.working_days import WorkingDays
from desktop.store import books
from desktop.store.file import Store
from desktop.workflow.backlog.errors import BadPlan

OWN_FILE = "ke-hoach-ton-dong.toml"
_MOST_BYTES = 1_000_000


class BacklogProgress:
    """Counts the backlog.

    Args:
        store: the open store.
        clock: which day it is.
        days: which days are working days.
        own: the office's own plan; it need not exist.
    """

    def __init__(self, store: Store, clock: Clock, days: Callable[[], WorkingDays], own: Path) -> None:
        self._store = store
        self._clock = clock
        self._days = days
        self._own = own

    @cached_property
    def plan(self) -> Plan:
        """The plan in force.

        Raises:
            BadPlan: the office's own file is wrong.
        """
        return read_plan(self._own if self._own.exists() else resources() / "backlog" / "plan.toml")

    def now(self) -> Progress:
        """How far the backlog is today.

        Raises:
            BadPlan, BadWorkingDays: a file of the office is wrong.
        """
        today = vietnam_day(self._clock.now())
        since = datetime.combine(first_day_of_pace(today), time.min, VIETNAM)
        with self._store.reading() as tx:
            known, counts = books.every(tx), books.counts(tx)
            done = books.done_since(tx, since)
        by_day: Counter[date] = Counter()
        for at, sheets in done:
            by_day[vietnam_day(at)] += sheets
        counted = []
        for book in known:
            count = counts.get(book.id)
            done_of, papers = (count.sheets, count.confirmed) if count else (0, 0)
            counted.append(Counted(year=book.sheet.year, sheets=book.sheet.sheets, done=done_of, papers=papers))
        return progress(self.plan, counted, by_day, today, self._days())


def read_plan(file: Path) -> Plan:
    """A plan from its file.

    Raises:
        BadPlan: it cannot be read, or is no plan.
    """
    read = read_own_file(file, _MOST_BYTES, lambda reason: BadPlan(file.name, reason=reason))
    return _plan(read, file.name)


def _plan(read: dict[str, Any], name: str) -> Plan:
    periods = [_period(row, name) for row in _rows(read, "period", name)]
    targets = [_target(row, name) for row in _rows(read, "target", name)]
    if not periods or periods[0].first is not None or periods[-1].last is not None:
        raise BadPlan(name, reason="giai đoạn đầu không có first, giai đoạn cuối không có last")
    for before, after in itertools.pairwise(periods):
        if before.last is None or after.first != before.last + 1:
            raise BadPlan(name, reason="các giai đoạn phải nối tiếp nhau, cũ nhất trước")
    in_order = sorted(targets, key=lambda target: target.day)
    return Plan(source=str(read.get("source", "")), periods=tuple(periods), targets=tuple(in_order))


def _rows(read: dict[str, Any], kind: str, name: str) -> list[dict[str, Any]]:
    rows = read.get(kind, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadPlan(name, reason=f"phải là các bảng [[{kind}]]")
    return rows


def _period(row: dict[str, Any], name: str) -> Period:
    first, last, due = row.get("first"), row.get("last"), row.get("due")
    for year in (first, last):
        if year is not None and type(year) is not int:
            raise BadPlan(name, reason="first và last phải là năm")
    if type(due) is not date:
        raise BadPlan(name, reason="mỗi [[period]] phải có due là một ngày")
    return Period(first=first, last=last, due=due)


def _target(row: dict[str, Any], name: str) -> Target:
    day, percent = row.get("day"), row.get("percent")
    if type(day) is not date or type(percent) is not int or not 0 <= percent <= 100:
        raise BadPlan(name, reason="mỗi [[target]] phải có day là một ngày và percent từ 0 đến 100")
    return Target(day=day, percent=percent)
