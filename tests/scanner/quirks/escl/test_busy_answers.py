"""A scanner that is busy is waited for, however it says so and whatever time it names."""

from __future__ import annotations

import pytest

from desktop.scanner.errors import Busy
from desktop.scanner.quirks.escl.busy_answers import seconds_asked
from tests.scanner.hours import Hours
from tests.scanner.stand_in_escl import ASKED_AT_MOST, PATIENCE_S, SHEETS, are_the_first

MANNERS = ["503", "503 in a while", "503 some day"]


@pytest.mark.parametrize("answer", [*MANNERS, "409"])
def test_a_scanner_that_is_busy_at_first_is_waited_for(device, answer):
    device.prepare(script={"capabilities": ["503"] * 2, "start": [answer] * 3, "status": ["503"]})
    assert len(device.scan([])) == SHEETS


@pytest.mark.parametrize("answer", MANNERS)
@pytest.mark.parametrize("before", range(SHEETS))
def test_a_scanner_that_is_busy_before_a_page_is_waited_for(device, answer, before):
    device.prepare(script={"page": [*[""] * before, answer]}, draws_in=True)
    kept = device.scan([])
    assert len(kept) == SHEETS
    assert are_the_first(kept)


@pytest.mark.parametrize("answer", MANNERS)
def test_a_scanner_that_stays_busy_is_named_as_busy(device, answer):
    hours = Hours()
    device.prepare(script={"page": ["", *[answer] * 400]})
    kept: list = []
    with pytest.raises(Busy):
        device.scan(kept, hours)
    assert len(kept) == 1
    assert PATIENCE_S <= hours.now <= 3 * PATIENCE_S
    assert device.asked < ASKED_AT_MOST


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("", 0.5),
        ("7", 7.0),
        (" 7 ", 7.0),
        ("3600", 30.0),
        ("-1", 0.5),
        ("٧", 0.5),
        ("Fri, 31 Dec 2100 23:59:59 GMT", 0.5),
    ],
)
def test_only_seconds_are_believed_and_not_many(said, seconds):
    assert seconds_asked(said, 0.5) == seconds
