"""SANE: a feeder is empty where the device says so between two pages, nowhere else; a page is as dense as it came."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.scanner.driver import ScannedSide
from desktop.scanner.errors import Busy, Jam, NoPaper, ScannerTrouble, WarmingUp
from desktop.scanner.sane.device import SaneDevice
from tests.scanner.hours import Hours
from tests.scanner.stand_in_sane import EOF, NO_DOCS, Library, scan

BUSY, JAMMED, WARMING_UP = 3, 6, 12


def test_an_empty_feeder_between_two_pages_is_the_end():
    assert len(scan(Library([0, 0, NO_DOCS]), [])) == 2
    with pytest.raises(NoPaper):
        scan(Library([NO_DOCS]), [])


@pytest.mark.parametrize(("status", "kind"), [(BUSY, Busy), (WARMING_UP, WarmingUp)])
def test_a_device_that_is_busy_between_pages_is_asked_again(status, kind):
    assert len(scan(Library([status, 0, status, status, 0, NO_DOCS]), [])) == 2
    hours = Hours()
    kept: list[ScannedSide] = []
    library = Library([0, *[status] * 100])
    with pytest.raises(kind):
        scan(library, kept, hours)
    assert len(kept) == 1
    assert 30 <= hours.now < 40
    assert library.started < 50


def test_trouble_between_pages_is_no_end():
    kept: list[ScannedSide] = []
    with pytest.raises(Jam):
        scan(Library([0, 0, JAMMED]), kept)
    assert len(kept) == 2


@pytest.mark.parametrize(("asked", "given"), [(200, 100), (600, 300), (100, 200)])
def test_the_density_is_what_came(asked, given):
    (side,) = scan(Library([0], gives_dpi=given), [], dpi=asked, limit=1)
    assert side.dpi == given
    (side,) = scan(Library([0], takes_dpi=given), [], dpi=asked, limit=1)
    assert side.dpi == given
    assert abs(side.width / side.dpi * 25.4 - 210) < 1


@given(
    st.lists(st.sampled_from([0, 0, 0, BUSY, WARMING_UP, JAMMED]), max_size=6),
    st.lists(st.lists(st.sampled_from([-30, -1, 0, NO_DOCS, EOF, JAMMED]), max_size=4), max_size=4),
)
def test_any_order_of_statuses_keeps_all_pages_or_is_named(starts, reads):
    library = Library(starts, reads)
    kept: list[ScannedSide] = []
    try:
        scan(library, kept)
    except ScannerTrouble as trouble:
        assert trouble.message
    else:
        assert kept
        assert not library.lost
    assert len(kept) == library.whole


def test_a_cancel_that_comes_when_the_device_is_let_go_asks_it_nothing():
    library = Library([])
    device = SaneDevice(library, "test")
    with device:
        device.cancel()
    assert not library.handles
    device.cancel()
