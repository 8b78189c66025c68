"""Planned downtimes are read as written, and told at the right time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.machine.downtime import Downtime, downtime_now, next_downtime, read_downtime

FIRST = datetime(2026, 12, 5, 11, tzinfo=UTC)
ONE = Downtime(first=FIRST, last=FIRST + timedelta(hours=12), why="nâng cấp")
minutes = st.datetimes(datetime(2026, 1, 1), datetime(2040, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0))


def test_it_is_read_in_vietnams_time_and_told_in_it() -> None:
    read = read_downtime("2026-12-05 18:00 2026-12-06 06:00 nâng cấp")
    assert read == ONE
    assert read.ahead == ("Tỉnh sẽ ngừng hệ thống từ 18:00 ngày 05/12/2026 đến 06:00 ngày 06/12/2026 (nâng cấp).")
    assert read_downtime("2026-12-05 18:00 2026-12-06 06:00").under_way == (
        "Tỉnh đang ngừng hệ thống theo kế hoạch, đến 06:00 ngày 06/12/2026."
    )


@given(minutes, st.integers(1, 10_000), st.text("aẬ đ9-:", max_size=20).map(str.strip))
def test_what_is_written_is_read_again(first: datetime, lasts: int, why: str) -> None:
    begins = first.replace(tzinfo=UTC)
    one = Downtime(first=begins, last=begins + timedelta(minutes=lasts), why=why)
    assert read_downtime(str(one)) == one


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-12-05",
        "2026-12-05 18:00",
        "2026-12-05 18:00 2026-12-05 18:00",
        "2026-02-30 18:00 2026-03-01 06:00",
        "2026-12-05 24:00 2026-12-06 06:00",
        f"2026-12-05 18:00 2026-12-06 06:00 {'x' * 201}",
    ],
)
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_downtime(text)


def test_it_lasts_from_its_first_moment_until_its_last() -> None:
    later = Downtime(first=FIRST + timedelta(days=3), last=FIRST + timedelta(days=4), why="")
    announced = (later, ONE)
    second = timedelta(seconds=1)
    assert downtime_now(announced, FIRST - second) is None
    assert downtime_now(announced, FIRST) is ONE
    assert downtime_now(announced, ONE.last - second) is ONE
    assert downtime_now(announced, ONE.last) is None
    assert next_downtime(announced, FIRST - second) is ONE
    assert next_downtime(announced, FIRST) is later
    assert next_downtime(announced, later.first) is None
