"""The plan that comes with the program, and an office's own in its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop.app import App
from desktop.machine.folders import resources
from desktop.workflow.backlog.errors import BadPlan
from desktop.workflow.backlog.progress import OWN_FILE, read_plan

OWN = """
source = "Kế hoạch của xã"
[[period]]
last = 2009
due = 2027-06-30
[[period]]
first = 2010
due = 2027-12-31
[[target]]
day = 2026-12-31
percent = 30
"""


def test_the_plan_has_five_periods_without_a_gap() -> None:
    plan = read_plan(resources() / "backlog" / "plan.toml")
    names = ["Đến 1995", "1996–2005", "2006–2015", "2016–2021", "2022–nay"]
    assert [period.name for period in plan.periods] == names
    assert plan.ends == date(2025, 12, 31)
    assert {sum(period.holds(year) for period in plan.periods) for year in range(1945, 2030)} == {1}
    assert [plan.target(period, date(2022, 6, 1)) for period in plan.periods] == [35, 35, 100, 100, 35]


def test_an_offices_own_plan_takes_its_place(app: App) -> None:
    (app.place.data / OWN_FILE).write_text(OWN, "utf-8-sig")
    app.books.open("KQ.G15.000001", 2008, "01", 40)
    now = app.backlog.now()
    assert [(row.period.name, row.sheets, row.target) for row in now.periods] == [
        ("Đến 2009", 40, 30),
        ("2010–nay", 0, 30),
    ]
    assert (now.ends, now.pace, now.forecast) == (date(2027, 12, 31), None, None)
    assert now.needed == 1


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("[[period]]", "[[period", "line"),
        ("last = 2009", "first = 1900\nlast = 2009", "giai đoạn đầu"),
        ("first = 2010\n", "first = 2010\nlast = 2020\n", "giai đoạn cuối"),
        ("first = 2010", "first = 2011", "nối tiếp"),
        ("last = 2009", 'last = "2009"', "phải là năm"),
        ("due = 2027-06-30", "due = 2027", "due là một ngày"),
        ("percent = 30", "percent = 130", "percent"),
        ("[[target]]", "[target]", "[[target]]"),
    ],
)
def test_a_wrong_plan_is_refused_with_its_reason(tmp_path: Path, before: str, after: str, reason: str) -> None:
    file = tmp_path / OWN_FILE
    file.write_text(OWN.replace(before, after, 1), "utf-8")
    with pytest.raises(BadPlan) as refused:
        read_plan(file)
    assert reason in refused.value.message
    assert OWN_FILE in refused.value.message


def test_a_plan_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadPlan):
        read_plan(tmp_path)
