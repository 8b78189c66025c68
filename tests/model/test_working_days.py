"""When a dossier goes on, gets a reply and is due: working days and hours, holidays, days worked instead, the hour of
three.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.model.working_days import Hours, WorkingDays, appointment, reply_by

DAYS = WorkingDays(
    off=frozenset({date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1), date(2026, 8, 31), date(2026, 9, 2)}),
    worked=frozenset({date(2026, 8, 22)}),
    announced=frozenset({2026}),
    latest=time(15),
    hours=(
        Hours(since=date(2020, 1, 1), sessions=((time(7, 30), time(11, 30)), (time(13), time(17)))),
        Hours(since=date(2026, 10, 1), sessions=((time(8), time(12)), (time(13, 30), time(17)))),
    ),
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


@pytest.mark.parametrize(
    ("received", "by"),
    [
        ("2026-03-12 09:00", "2026-03-13 09:00"),
        ("2026-03-12 07:30", "2026-03-12 17:00"),
        ("2026-03-12 06:00", "2026-03-12 17:00"),
        ("2026-03-12 11:30", "2026-03-13 11:30"),
        ("2026-03-12 12:10", "2026-03-13 11:30"),
        ("2026-03-12 15:00", "2026-03-13 15:00"),
        # What comes in after the hour goes on the next working morning (R18).
        ("2026-03-12 15:01", "2026-03-13 17:00"),
        ("2026-03-13 10:00", "2026-03-16 10:00"),
        ("2026-03-14 10:00", "2026-03-16 17:00"),
        ("2026-04-29 14:00", "2026-05-04 14:00"),
        ("2026-08-21 10:00", "2026-08-22 10:00"),
        ("2026-08-22 10:00", "2026-08-24 10:00"),
        # Hours that change in between: one working day of those that held when they began to count.
        ("2026-09-30 10:00", "2026-10-01 10:30"),
        ("2026-10-01 10:00", "2026-10-02 10:00"),
        ("2019-03-12 09:00", "2019-03-13 09:00"),
    ],
)
def test_by_when_the_applicant_is_told(received, by):
    assert reply_by(datetime.fromisoformat(received), DAYS) == datetime.fromisoformat(by)


def _open_minutes(since: datetime, until: datetime) -> int:
    """Working minutes between two moments, one by one."""
    count, at = 0, since
    while at < until:
        hours = DAYS.hours[at.date() >= DAYS.hours[1].since]
        open_now = any(opens <= at.time() < closes for opens, closes in hours.sessions)
        count += open_now and DAYS.is_working(at.date())
        at += timedelta(minutes=1)
    return count


MINUTES = st.integers(0, 366 * 24 * 60 - 1).map(lambda minute: datetime(2026, 1, 1) + timedelta(minutes=minute))


@settings(max_examples=60)
@given(received=MINUTES)
def test_exactly_one_working_day_of_hours_passes_over_nights_weekends_and_holidays(received):
    by = reply_by(received, DAYS)
    begins = appointment(received, None, DAYS).passed_on
    since = received if begins == received.date() else datetime.combine(begins, time.min)
    whole = datetime.combine(begins, time.min)
    assert _open_minutes(since, by) == _open_minutes(whole, whole + timedelta(days=1)) > 0
    assert _open_minutes(by - timedelta(minutes=1), by) == 1, "the office is open until then"


@settings(max_examples=100)
@given(first=MINUTES, second=MINUTES)
def test_what_comes_later_never_gets_its_reply_earlier_while_the_hours_are_the_same(first, second):
    earlier, later = sorted((first, second))
    changed = DAYS.hours[1].since
    if later.date() < changed or earlier.date() > changed:
        assert reply_by(earlier, DAYS) <= reply_by(later, DAYS)
