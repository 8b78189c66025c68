"""The holidays that come with the program, and those of the administrator."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from desktop.catalogue.reader import read_catalogue_file
from desktop.machine.clock import SteppingClock
from desktop.machine.folders import resources
from desktop.workflow.limits import OWN_FILE, BadWorkingDays, TimeLimits

OWN = """
latest = 16:00:00
[[year]]
year = 2027
announced = true
off = [2027-01-01, 2027-02-08]
worked = [2027-01-09]
"""


@pytest.fixture
def procedure():
    return read_catalogue_file(resources() / "catalogue" / "sample.json").procedure("1.004873")


def at(moment: datetime, file: Path) -> TimeLimits:
    return TimeLimits(SteppingClock(moment), file)


def test_what_is_taken_in_before_tet_is_due_after_it(tmp_path, procedure):
    limits = at(datetime(2026, 2, 13, 2, tzinfo=UTC), tmp_path / OWN_FILE)
    found = limits.appointment(procedure)
    assert (found.passed_on, found.due, found.sure) == (date(2026, 2, 13), date(2026, 2, 25), True)


def test_the_hour_is_vietnams(tmp_path, procedure):
    within_the_day = replace(procedure, working_days=0)
    for utc, due in ((7, date(2026, 3, 12)), (9, date(2026, 3, 13))):
        limits = at(datetime(2026, 3, 12, utc, 30, tzinfo=UTC), tmp_path / OWN_FILE)
        assert limits.appointment(within_the_day).due == due


def test_years_of_the_administrator_stand_in_place_of_the_programs(tmp_path):
    file = tmp_path / OWN_FILE
    assert not at(datetime.now(UTC), file).days.is_working(date(2027, 4, 16))
    file.write_text(OWN, "utf-8")
    days = at(datetime.now(UTC), file).days
    assert days.latest == time(16)
    assert days.is_working(date(2027, 4, 16))
    assert days.is_working(date(2027, 1, 9))
    assert not days.is_working(date(2026, 9, 2))
    assert days.announced == {2026, 2027}


def test_hours_of_the_administrator_stand_in_place_of_the_programs(tmp_path):
    file = tmp_path / OWN_FILE
    received = datetime(2026, 3, 12, 2, tzinfo=UTC)
    by = at(received, file).reply_by(received)
    assert (by, by.hour) == (datetime(2026, 3, 13, 2, tzinfo=UTC), 9)
    file.write_text("[[hours]]\nsince = 2026-01-01\nsessions = [[10:00:00, 16:00:00]]\n", "utf-8")
    assert at(received, file).reply_by(received) == datetime(2026, 3, 12, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("latest = 15", "giờ"),
        ("year = 3", "[[year]]"),
        ("[[year]]\nyear = 2027\nannounced = true\noff = [2026-01-01]\nworked = []", "của năm ấy"),
        ("[[year]]\nyear = 2027\noff = []\nworked = []", "announced"),
        ("[[year", ""),
        ("hours = 5", "[[hours]]"),
        ("hours = []", "[[hours]]"),
        ("[[hours]]\nsessions = [[08:00:00, 12:00:00]]", "since"),
        ("[[hours]]\nsince = 2026-01-01\nsessions = []", "sessions"),
        ("[[hours]]\nsince = 2026-01-01\nsessions = [[08:00:00, 12:00:00, 13:00:00]]", "sessions"),
        ("[[hours]]\nsince = 2026-01-01\nsessions = [[12:00:00, 08:00:00]]", "sessions"),
        ("[[hours]]\nsince = 2026-01-01\nsessions = [[8, 12]]", "sessions"),
    ],
)
def test_a_file_that_is_none_is_refused_by_name(tmp_path, text, words):
    file = tmp_path / OWN_FILE
    file.write_text(text, "utf-8")
    with pytest.raises(BadWorkingDays) as refusal:
        _ = at(datetime.now(UTC), file).days
    assert OWN_FILE in refusal.value.message
    assert words in refusal.value.message
