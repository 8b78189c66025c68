"""The targets of the plans: each from its day on, and what they say of a counter."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from desktop.machine.folders import resources
from desktop.machine.settings import Settings
from desktop.report.plan.targets import MINUTES, PRODUCTIVITY, REUSE, read_targets, target_on, targets
from desktop.report.plan.tracking import Productivity, productivity_words

FILE = resources() / "reports" / "targets.toml"


@pytest.mark.parametrize(
    ("name", "area", "day", "value"),
    [
        (REUSE, "", date(2021, 12, 31), None),
        (REUSE, "", date(2022, 12, 31), 30),
        (REUSE, "", date(2023, 1, 1), 80),
        (MINUTES, "", date(2022, 6, 30), 30),
        (MINUTES, "", date(2026, 3, 31), 15),
        (PRODUCTIVITY, "chung", date(2022, 12, 31), None),
        (PRODUCTIVITY, "chung", date(2025, 12, 31), 1600),
        (PRODUCTIVITY, "nong_thon", date(2025, 12, 31), 1200),
        (PRODUCTIVITY, "kho_khan", date(2025, 12, 31), 800),
    ],
)
def test_each_target_holds_from_its_day_on(name, area, day, value):
    found = target_on(targets(), name, day, area)
    assert (found.value if found else None) == value


def test_a_changed_target_does_not_change_earlier_reports():
    data = tomllib.loads(FILE.read_text("utf-8"))
    new = {"id": REUSE, "since": date(2027, 1, 1), "value": 90, "source": "kế hoạch mới"}
    changed = read_targets({"target": [new, *data["target"]]})
    assert target_on(changed, REUSE, date(2026, 12, 31)) == target_on(targets(), REUSE, date(2026, 12, 31))
    found = target_on(changed, REUSE, date(2027, 1, 1))
    assert found is not None
    assert found.value == 90


def test_every_place_a_counter_can_be_set_to_has_its_productivity():
    allowed = Settings.__dataclass_fields__["unit_area"].metadata["allowed"].known
    assert {one.area for one in targets() if one.id == PRODUCTIVITY} == set(allowed)


def of_a_quarter(dossiers: int, officials: int, counter: int) -> Productivity:
    target = target_on(targets(), PRODUCTIVITY, date(2026, 3, 31), "chung")
    return Productivity(dossiers=dossiers, officials=officials, counter=counter, days=90, target=target)


def test_productivity_is_of_a_year_and_a_person():
    # 800 dossiers of two people in 90 days: 800 * 365 / 180 = 1622.2.
    own = of_a_quarter(800, 2, 800)
    assert (own.a_year, own.applies) == (1622, True)
    assert "chỉ tiêu 1600" in productivity_words(own)


def test_the_target_is_not_for_a_counter_where_fewer_come():
    # 394 in 90 days are 1598 a year, 395 are 1602.
    assert [of_a_quarter(one, 1, one).applies for one in (394, 395)] == [False, True]
    assert "không áp dụng" in productivity_words(of_a_quarter(394, 1, 394))
    # One official of a large counter: what counts is what came to the counter.
    assert of_a_quarter(100, 1, 900).applies


def test_where_nothing_was_received_nothing_is_said_of_a_year():
    assert of_a_quarter(0, 0, 0).a_year is None
    assert productivity_words(of_a_quarter(0, 0, 0)) == "chưa có hồ sơ nào"
