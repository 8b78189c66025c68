"""The end is found in what a status leaves, or named as not found; all that came is kept."""

from __future__ import annotations

import pytest

from desktop.scanner.errors import Unfinished
from tests.scanner.stand_in_escl import ASKED_AT_MOST, SHEETS, are_the_first

MANNERS = ["jobs unlisted", "jobs uncounted", "job state unknown", "feeder untold", "feeder odd", "at work"]
TELLING = [
    [],
    ["at work"],
    ["jobs absolute"],
    ["jobs with a slash"],
    ["jobs by UUID"],
    ["jobs uncounted"],
    ["jobs unlisted"],
    ["feeder untold"],
    ["feeder odd"],
    ["feeder untold", "jobs uncounted"],
]
"""Ways in which a status tells of the end."""
UNTELLING = [
    ["job state unknown"],
    ["at work", "jobs unlisted"],
    ["feeder untold", "jobs unlisted"],
    ["feeder odd", "jobs uncounted"],
    ["404"],
    ["noise"],
    ["HTML"],
    ["hang up"],
]
"""Ways in which it does not."""


@pytest.mark.parametrize("status", TELLING, ids="+".join)
def test_the_end_is_found_however_it_is_told(device, status):
    device.prepare(script={"page": ["404", "", "409", "", "404", "410"]}, habits={"status": status}, draws_in=True)
    kept = device.scan([])
    assert len(kept) == SHEETS
    assert are_the_first(kept)


@pytest.mark.parametrize("status", UNTELLING, ids="+".join)
def test_an_end_that_nothing_tells_is_named_and_all_is_kept(device, status):
    # The scanner must say once that it is ready.
    device.prepare(script={"status": ["", *status[:1] * 300]}, habits={"status": status[1:]}, draws_in=True)
    kept: list = []
    with pytest.raises(Unfinished):
        device.scan(kept)
    assert len(kept) == SHEETS
    assert device.asked < ASKED_AT_MOST
