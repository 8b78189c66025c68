"""The backlog counted by periods: targets, pace, what is needed, the forecast."""

from __future__ import annotations

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from desktop.model.backlog import Counted, Period, Plan, Target, pace_of, progress
from desktop.model.working_days import Hours, WorkingDays

DAYS = WorkingDays(
    off=frozenset({date(2026, 9, 2)}),
    worked=frozenset(),
    announced=frozenset({2026}),
    latest=time(15),
    hours=(Hours(since=date(2026, 1, 1), sessions=((time(8), time(17)),)),),
)
OLD = Period(first=None, last=2015, due=date(2026, 6, 30))
NEW = Period(first=2016, last=None, due=date(2026, 12, 31))
PLAN = Plan(source="x", periods=(OLD, NEW), targets=(Target(day=date(2026, 9, 30), percent=40),))
FRIDAY, MONDAY = date(2026, 8, 28), date(2026, 8, 31)


def test_a_period_counts_its_own_years() -> None:
    counted = [
        Counted(year=1990, sheets=100, done=40, papers=38),
        Counted(year=2015, sheets=50, done=10, papers=10),
        Counted(year=2016, sheets=30, done=30, papers=15),
    ]
    found = progress(PLAN, counted, {}, MONDAY, DAYS)
    first, second = found.periods
    assert (first.books, first.sheets, first.done, first.papers, first.percent) == (2, 150, 50, 48, 33)
    assert (second.books, second.sheets, second.done, second.papers, second.percent) == (1, 30, 30, 15, 100)
    assert (found.left, found.ends) == (100, date(2026, 12, 31))
    assert [one.period.name for one in found.periods] == ["Đến 2015", "2016–nay"]


def test_more_sheets_than_were_counted_are_not_more_than_all() -> None:
    found = progress(PLAN, [Counted(year=2020, sheets=10, done=12, papers=12)], {}, MONDAY, DAYS)
    assert (found.periods[1].done, found.left) == (10, 0)


def test_a_target_is_of_the_next_day_that_counts_and_all_once_it_is_overdue() -> None:
    assert [PLAN.target(NEW, day) for day in (MONDAY, date(2026, 9, 30), date(2026, 10, 1))] == [40, 40, 100]
    assert PLAN.target(OLD, MONDAY) == 100
    assert PLAN.target(OLD, date(2026, 5, 1)) == 100


def test_the_pace_is_the_mean_of_the_working_days_since_the_first_of_late() -> None:
    assert pace_of({}, MONDAY, DAYS) is None
    assert pace_of({FRIDAY: 30, MONDAY: 10}, MONDAY, DAYS) == 20
    weekend = {date(2026, 8, 29): 30}
    assert pace_of(weekend, MONDAY, DAYS) == 30
    assert pace_of({date(2026, 7, 1): 500}, MONDAY, DAYS) is None


def test_the_forecast_passes_over_days_off() -> None:
    counted = [Counted(year=2020, sheets=60, done=0, papers=0)]
    found = progress(PLAN, counted, {MONDAY: 20}, MONDAY, DAYS)
    # 1, 3 and 4 September; the second is a holiday.
    assert (found.pace, found.forecast) == (20, date(2026, 9, 4))
    assert found.needed == 1


def test_what_is_done_or_hopeless_has_no_forecast() -> None:
    done = progress(PLAN, [Counted(year=2020, sheets=5, done=5, papers=5)], {MONDAY: 5}, MONDAY, DAYS)
    assert (done.left, done.needed, done.forecast) == (0, None, None)
    late = progress(PLAN, [Counted(year=2020, sheets=5, done=0, papers=0)], {}, date(2027, 1, 4), DAYS)
    assert (late.needed, late.forecast, late.pace) == (None, None, None)
    hopeless = progress(PLAN, [Counted(year=2020, sheets=9999, done=0, papers=0)], {MONDAY: 1}, MONDAY, DAYS)
    assert hopeless.forecast is None


@given(
    st.lists(
        st.builds(
            Counted,
            year=st.integers(1900, 2026),
            sheets=st.integers(1, 99),
            done=st.integers(0, 99),
            papers=st.integers(0, 99),
        )
    )
)
def test_every_book_is_in_one_period(counted: list[Counted]) -> None:
    found = progress(PLAN, counted, {}, MONDAY, DAYS)
    assert sum(row.books for row in found.periods) == len(counted)
    assert sum(row.sheets for row in found.periods) == sum(one.sheets for one in counted)
