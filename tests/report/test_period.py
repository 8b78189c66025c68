"""The periods that are reported on, and which definition counts them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop.model.errors import WrongUsage
from desktop.report.definitions import definition_on, definitions, read_definitions
from desktop.report.facts import FACTS
from desktop.report.period import Period, before, read_period


@pytest.mark.parametrize(
    ("text", "first", "last", "name"),
    [
        ("2026-03-12", date(2026, 3, 12), date(2026, 3, 12), "ngày 12/03/2026"),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 4), "tuần 1/2026"),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "tháng 2/2028"),
        ("2026-q4", date(2026, 10, 1), date(2026, 12, 31), "quý IV/2026"),
        ("2026-6M", date(2026, 1, 1), date(2026, 6, 30), "6 tháng đầu năm 2026"),
        ("2026-9M", date(2026, 1, 1), date(2026, 9, 30), "9 tháng đầu năm 2026"),
        ("2026-12M", date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
        (" 2026 ", date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
    ],
)
def test_a_period_is_read_as_it_is_called(text, first, last, name):
    assert read_period(text) == Period(first=first, last=last, name=name)


@pytest.mark.parametrize("text", ["", "2026-13", "2026-Q5", "2026-W54", "2026-02-30", "2026-3M", "0000", "quý 1"])
def test_what_is_no_period_is_refused_with_examples(text):
    with pytest.raises(WrongUsage, match="2026-Q1"):
        read_period(text)


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("2026-01-01", "2025-12-31"),
        ("2026-W01", "2025-W52"),
        ("2026-01", "2025-12"),
        ("2026-Q1", "2025-Q4"),
        ("2026-6M", "2025-6M"),
        ("2026", "2025"),
    ],
)
def test_a_period_is_compared_with_the_one_before(text, former):
    assert before(read_period(text)) == read_period(former)


def test_a_range_is_compared_with_as_many_days_before_it():
    found = before(Period(first=date(2026, 3, 5), last=date(2026, 3, 24)))
    assert (found.first, found.last) == (date(2026, 2, 13), date(2026, 3, 4))
    assert found.last - found.first == timedelta(days=19)


def _row(since: date, done: list[str]) -> dict[str, object]:
    indicator = {"id": "4.3", "name": "x", "due": [], "done": done}
    return {"since": since, "source": "x", "indicator": [indicator], "counter": [], "reason": []}


def test_a_changed_formula_leaves_earlier_periods_as_they_were(monkeypatch):
    rows = {"definition": [_row(date(2027, 1, 1), ["from_national"]), _row(date(2022, 6, 23), ["reused"])]}
    monkeypatch.setattr("desktop.report.definitions.definitions", lambda: read_definitions(rows))
    asked = {day: definition_on(day).indicators[0].done for day in (date(2020, 1, 1), date(2026, 12, 31))}
    assert set(asked.values()) == {(("reused",),)}
    assert definition_on(date(2027, 1, 1)).indicators[0].done == (("from_national",),)


def test_every_definition_asks_for_facts_that_there_are():
    for one in definitions():
        conditions = [part for indicator in one.indicators for part in (indicator.due, indicator.done)]
        conditions += [counter.when for counter in (*one.counters, *one.reasons)]
        named = {name.removeprefix("not ") for condition in conditions for names in condition for name in names}
        assert named <= set(FACTS)
        ids = [item.id for item in one.indicators]
        ids += [item.id for item in (*one.counters, *one.reasons)]
        assert len(ids) == len(set(ids))
