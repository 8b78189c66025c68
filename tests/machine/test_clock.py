"""The day and time that are told are Vietnam's, on whatever PC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from desktop.machine.clock import vietnam_day, vietnam_time


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 12, 16, 59, 59, tzinfo=UTC), date(2026, 3, 12)),
        (datetime(2026, 3, 12, 17, tzinfo=UTC), date(2026, 3, 13)),
        (datetime(2026, 3, 12, 23, 30, tzinfo=timezone(timedelta(hours=-5))), date(2026, 3, 13)),
        (datetime(2026, 12, 31, 18, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_day_begins_at_midnight_in_vietnam(moment, day):
    assert vietnam_day(moment) == day
    assert vietnam_time(moment).startswith(f"{day:%d/%m/%Y} ")
