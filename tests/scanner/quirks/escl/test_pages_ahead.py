"""A job that is done has more to give where it counts more than came."""

from __future__ import annotations

from desktop.scanner.quirks.escl.pages_ahead import all_came
from tests.scanner.stand_in_escl import SHEETS

MANNERS: list[str] = []
"""Shown by a fault of the stand-in, `scans_ahead`."""


def test_a_job_that_is_done_has_more_to_give_where_it_counts_more_than_came(device):
    device.prepare(script={"page": ["404", "", "404", "404"]}, scans_ahead=True)
    assert len(device.scan([])) == SHEETS


def test_the_count_alone_decides():
    assert [all_came(3, came) for came in (0, 2, 3, 4)] == [False, False, True, True]
