"""When a dossier goes on and is due: working days, holidays, days worked instead, the hour of three."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from desktop.model.working_days import WorkingDays, appointment

DAYS = WorkingDays(
    off=frozenset({date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1), date(2026, 8, 31), date(2026, 9, 2)}),
    worked=frozenset({date(2026, 8, 22)}),
    announced=frozenset({2026}),
    latest=time(15),
)


@pytest.mark.parametrize(
    ("received", "limit", "passed_on", "due"),
    [
        ("2026-03-12 09:00", 0, "2026-03-12", "2026-03-12"),
        ("2026-03-12 15:00", 0, "2026-03-12", "2026-03-12"),
        ("2026-03-12 15:01", 0, "2026-03-13", "2026-03-13"),
        ("2026-03-13 16:00", 0, "2026-03-16", "2026-03-16"),
        ("2026-03-14 09:00", 0, "2026-03-16", "2026-03-16"),
        ("2026-03-12 09:00", 1, "2026-03-12", "2026-03-13"),
        ("2026-03-12 16:00", 1, "2026-03-13", "2026-03-13"),
        ("2026-03-12 09:00", 3, "2026-03-12", "2026-03-17"),
        ("2026-04-24 09:00", 3, "2026-04-24", "2026-05-04"),
        ("2026-04-29 15:30", 0, "2026-05-04", "2026-05-04"),
        ("2026-08-21 09:00", 1, "2026-08-21", "2026-08-22"),
        ("2026-08-22 09:00", 0, "2026-08-22", "2026-08-22"),
    ],
)
def test_the_day_a_dossier_goes_on_and_the_day_of_return(received, limit, passed_on, due):
    found = appointment(datetime.fromisoformat(received), limit, DAYS)
    assert (found.passed_on, found.due) == (date.fromisoformat(passed_on), date.fromisoformat(due))
    assert found.sure


def test_where_no_limit_is_stated_there_is_no_day_of_return():
    assert appointment(datetime(2026, 3, 12, 9), None, DAYS).due is None


def test_a_day_in_a_year_whose_holidays_are_not_announced_is_not_sure():
    found = appointment(datetime(2026, 12, 30, 9), 3, DAYS)
    assert found.due == date(2027, 1, 4)
    assert not found.sure
