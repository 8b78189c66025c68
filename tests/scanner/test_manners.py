"""Devices as they are: what goes wrong on the line, then any manner of the stand-in in any order.

What shows a quirk is tested under its name (`tests/scanner/quirks/escl`). All sides are kept, or a trouble is named and
the sides before it are kept; and nothing is without an end.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.scanner.driver import ScannedSide, Source
from desktop.scanner.errors import AccessDenied, BadPage, ConnectionLost, NoPaper, ScannerTrouble
from desktop.scanner.escl import link
from desktop.training.scanner.manners import CHANGES, INSTEAD
from tests.scanner.hours import Hours
from tests.scanner.stand_in_escl import ASKED_AT_MOST, PATIENCE_S, SHEETS, are_the_first, shade

OF_THE_LINE = [
    "401",
    "500",
    "hang up",
    "silent",
    "noise",
    "HTML",
    "gzip",
    "chunked",
    "cut",
    "chunks cut",
    "picture cut",
]
OF_THE_LINE += ["swallowed"]
"""Manners that show no quirk: of HTTP, or of a line that breaks."""


# No end without evidence


def test_a_status_that_is_lost_for_a_while_after_the_last_page_is_asked_for_again(device):
    device.prepare(script={"status": ["", "hang up", "500", "noise", "503"]})
    assert len(device.scan([])) == SHEETS


def test_an_empty_feeder_is_empty_and_a_flatbed_without_a_page_is_no_success(device):
    device.prepare(adf="ScannerAdfEmpty")
    with pytest.raises(NoPaper):
        device.scan([])
    device.prepare(habits={"page": ["404"]})
    with pytest.raises(ScannerTrouble):
        device.scan([], source=Source.FLATBED)


# What usual devices do is borne


@pytest.mark.parametrize("manner", ["gzip", "chunked"])
def test_words_that_come_in_another_dress_are_the_same_words(device, manner):
    device.prepare(habits={"capabilities": [manner], "status": [manner]})
    assert len(device.scan([])) == SHEETS


@pytest.mark.parametrize("manner", ["gzip", "chunked"])
def test_a_page_that_comes_in_another_dress_is_the_same_page(device, manner):
    device.prepare(habits={"page": [manner]})
    kept = device.scan([])
    assert len(kept) == SHEETS
    assert are_the_first(kept)
    assert all(abs(side.width / side.dpi * 25.4 - 210) < 1 for side in kept)


@pytest.mark.parametrize("manner", ["cut", "chunks cut", "picture cut"])
def test_a_page_that_is_cut_is_named_and_those_before_it_are_kept(device, manner):
    device.prepare(script={"page": ["", manner]})
    kept: list = []
    with pytest.raises(BadPage):
        device.scan(kept)
    assert len(kept) == 1
    assert are_the_first(kept)


@pytest.mark.parametrize("before", range(SHEETS))
def test_a_scanner_that_stumbles_before_a_page_is_asked_again(device, before):
    device.prepare(script={"page": [*[""] * before, "500"]}, draws_in=True)
    kept = device.scan([])
    assert len(kept) == SHEETS
    assert are_the_first(kept)


def test_a_scanner_that_goes_on_stumbling_is_in_trouble(device):
    hours = Hours()
    device.prepare(script={"page": ["", *["500"] * 400]})
    kept: list = []
    with pytest.raises(ScannerTrouble):
        device.scan(kept, hours)
    assert len(kept) == 1
    assert PATIENCE_S <= hours.now <= 3 * PATIENCE_S
    assert device.asked < ASKED_AT_MOST


@pytest.mark.parametrize("manner", ["hang up", "swallowed"])
def test_a_line_that_breaks_before_a_page_came_is_never_asked_past_it(device, manner):
    device.prepare(script={"page": ["", manner]})
    kept: list = []
    with pytest.raises(ConnectionLost):
        device.scan(kept)
    assert len(kept) == 1


@pytest.mark.parametrize("kind", ["capabilities", "status", "start", "page"])
def test_a_scanner_that_asks_who_is_there_is_told_so(device, kind):
    device.prepare(habits={kind: ["401"]})
    with pytest.raises(AccessDenied):
        device.scan([])


@pytest.mark.parametrize("manner", ["silent", "500", "hang up", "noise"])
def test_a_farewell_that_is_not_answered_changes_nothing(device, manner, monkeypatch):
    monkeypatch.setattr(link, "LEAVING_S", 0.1)
    device.prepare(habits={"end": [manner]})
    assert len(device.scan([])) == SHEETS


@pytest.mark.parametrize("noise", ["noise", "HTML", "hang up", "empty"])
def test_words_that_make_no_sense_are_one_plain_trouble(device, noise):
    for kind in ("capabilities", "status", "start"):
        device.prepare(habits={kind: [noise]})
        with pytest.raises(ScannerTrouble):
            device.scan([])


# Density


@pytest.mark.parametrize("says", [0, 72, 100, 200, 300])
@pytest.mark.parametrize(("asked", "given"), [(200, 100), (600, 300), (100, 200)])
def test_the_density_of_a_side_is_what_came(device, asked, given, says):
    device.prepare(gives_dpi=given, says_dpi=says)
    side = device.scan([], dpi=asked, limit=1)[0]
    assert side.dpi == given
    assert abs(side.width / side.dpi * 25.4 - 210) < 1


# Any manner, in any order

ONCE = {
    "page": [
        *[
            "404",
            "409",
            "410",
            "204",
            "empty",
            "500",
            "503",
            "503 in a while",
            "503 some day",
            "gzip",
            "chunked",
            "cut",
        ],
        *["chunks cut", "PDF", "picture cut", "swallowed", "hang up", "noise", "HTML"],
    ],
    "status": [
        *["404", "500", "503", "noise", "HTML", "hang up", "gzip", "newline first", "NUL last", "not UTF-8"],
        *["other prefixes", "no namespaces", "jobs absolute", "jobs with a slash", "jobs by UUID", "jobs unlisted"],
        *["jobs uncounted", "job state unknown", "feeder untold", "feeder odd", "at work"],
    ],
    "start": ["503", "503 in a while", "409", "trailing slash", "query", "other host", "host cut off", "500", "404"],
    "end": ["500", "hang up", "noise"],
}


def test_every_manner_is_known_by_its_name():
    assert {name for names in ONCE.values() for name in names} <= {*INSTEAD, *CHANGES}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    script=st.fixed_dictionaries(
        {kind: st.lists(st.sampled_from(["", "", "", *names]), max_size=8) for kind, names in ONCE.items()}
    ),
    ahead=st.sampled_from(["", "draws_in", "scans_ahead"]),
    duplex=st.booleans(),
)
def test_all_sides_are_kept_or_a_trouble_is_named(standing, script, ahead, duplex):
    standing.prepare(script={kind: list(names) for kind, names in script.items()}, **({ahead: True} if ahead else {}))
    hours = Hours()
    kept: list[ScannedSide] = []
    try:
        standing.scan(kept, hours, duplex=duplex)
    except ScannerTrouble as trouble:
        assert trouble.message
        assert trouble.what_to_do
    else:
        assert len(kept) == SHEETS * (2 if duplex else 1)
    fronts = kept[::2] if duplex else kept
    assert [shade(side.image) for side in fronts] == pytest.approx([40, 100, 160][: len(fronts)], abs=5)
    assert standing.asked < ASKED_AT_MOST
    assert hours.now < (SHEETS * 2 + 3) * PATIENCE_S
