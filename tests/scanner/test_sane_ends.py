"""SANE: a feeder is empty where the device says so between two pages, nowhere else; a page is as dense as it came."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.scanner.driver import ScanRequest
from desktop.scanner.errors import BadPage, Busy, Jam, NoPaper, ScannerTrouble, WarmingUp
from desktop.scanner.sane import driver as driver_module
from desktop.scanner.sane.driver import SaneDriver
from tests.scanner.hours import Hours
from tests.scanner.stand_in_sane import EOF, NO_DOCS, Library
from tests.scanner.unwatched import Unwatched

BUSY, JAMMED, WARMING_UP = 3, 6, 12


@pytest.fixture
def scan(monkeypatch):
    def run(library: Library, kept: list, hours: Hours | None = None, **more) -> list:
        hours = hours or Hours()
        monkeypatch.setattr(driver_module, "load_library", lambda folder: library)
        driver = SaneDriver(None, 30.0, hours, hours.wait)
        for side in driver.scan(ScanRequest(device_id="sane:test", **{"dpi": 50, **more}), Unwatched()):
            kept.append(side)
        return kept

    return run


def test_an_empty_feeder_between_two_pages_is_the_end(scan):
    assert len(scan(Library([0, 0, NO_DOCS]), [])) == 2
    # Some say so only when they are read.
    assert len(scan(Library([0, 0, 0], [[-100], [-100], [NO_DOCS]]), [])) == 2
    with pytest.raises(NoPaper):
        scan(Library([NO_DOCS]), [])


@pytest.mark.parametrize("reads", [[-50, NO_DOCS], [-50, 0, -20, NO_DOCS]])
def test_an_empty_feeder_in_the_middle_of_a_page_is_a_page_lost(scan, reads):
    kept: list = []
    with pytest.raises(BadPage):
        scan(Library([0, 0], [[-100], reads]), kept)
    assert len(kept) == 1


@pytest.mark.parametrize(("status", "kind"), [(BUSY, Busy), (WARMING_UP, WarmingUp)])
def test_a_device_that_is_busy_between_pages_is_asked_again(scan, status, kind):
    assert len(scan(Library([status, 0, status, status, 0, NO_DOCS]), [])) == 2
    hours, kept = Hours(), []
    library = Library([0, *[status] * 100])
    with pytest.raises(kind):
        scan(library, kept, hours)
    assert len(kept) == 1
    assert 30 <= hours.now < 40
    assert library.started < 50


def test_trouble_between_pages_is_no_end(scan):
    kept: list = []
    with pytest.raises(Jam):
        scan(Library([0, 0, JAMMED]), kept)
    assert len(kept) == 2


@pytest.mark.parametrize(("asked", "given"), [(200, 100), (600, 300), (100, 200)])
def test_the_density_is_what_came(scan, asked, given):
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
    library, hours, kept = Library(starts, reads), Hours(), []
    driver = SaneDriver(None, 30.0, hours, hours.wait)
    driver._library = lambda: library  # type: ignore[method-assign]
    try:
        for side in driver.scan(ScanRequest(device_id="sane:test", dpi=50), Unwatched()):
            kept.append(side)
    except ScannerTrouble as trouble:
        assert trouble.message
    else:
        assert kept
        assert not library.lost
    assert len(kept) == library.whole
