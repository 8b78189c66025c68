"""Devices as they are: each manner of the stand-in alone, then any of them in any order.

All sides are kept, or a trouble is named and the sides before it are kept; and nothing is without an end.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop.scanner.driver import ScannedSide, ScanRequest, Source
from desktop.scanner.errors import (
    AccessDenied,
    BadPage,
    Busy,
    ConnectionLost,
    CoverOpen,
    NoPaper,
    ScannerTrouble,
    Unfinished,
)
from desktop.scanner.escl import link
from desktop.scanner.escl.driver import EsclDriver
from desktop.training.scanner.feeder import Faults, Feeder
from desktop.training.scanner.manners import CHANGES, INSTEAD
from desktop.training.scanner.server import server_of
from tests.scanner.hours import Hours
from tests.scanner.unwatched import Unwatched

SHEETS = 3
PATIENCE_S = 30.0
ASKED_AT_MOST = 400
"""Requests of one job: thirty seconds of patience for each of its pages, a question and a look each half second."""


class Device:
    """The stand-in in this process, with its small pile; counts what it is asked."""

    def __init__(self, pile: Path) -> None:
        self.feeder = Feeder()
        self._pile = pile
        self._server = server_of(self.feeder)
        self.address = f"http://127.0.0.1:{self._server.server_port}/eSCL"
        self.asked = 0
        manners = self.feeder.manners

        def counted(kind: str) -> list[str]:
            self.asked += 1
            return manners(kind)

        self.feeder.manners = counted  # type: ignore[method-assign]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def prepare(self, **faults) -> None:
        self.feeder.faults = Faults(**faults)
        for job in self.feeder.jobs():
            self.feeder.end(job.id)
        self.feeder.load(self._pile)
        self.asked = 0

    def scan(self, kept: list[ScannedSide], hours: Hours | None = None, **more) -> list[ScannedSide]:
        hours = hours or Hours()
        driver = EsclDriver((self.address,), patience_s=PATIENCE_S, clock=hours, wait=hours.wait)
        for side in driver.scan(ScanRequest(device_id=f"escl:{self.address}", **{"dpi": 100, **more}), Unwatched()):
            kept.append(side)
        return kept

    def close(self) -> None:
        self.feeder.off.set()
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def small_pile(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    for number in range(SHEETS):
        sheet = Image.new("RGB", (827, 1169), (40 + 60 * number, 235 - 60 * number, 90))
        sheet.save(folder / f"{number:03}-front.jpg", dpi=(100, 100), quality=90)
    return folder


@pytest.fixture(scope="module")
def standing(small_pile) -> Iterator[Device]:
    device = Device(small_pile)
    yield device
    device.close()


@pytest.fixture
def device(standing) -> Device:
    standing.prepare()
    return standing


def shade(image: bytes) -> int:
    with Image.open(io.BytesIO(image)) as picture:
        return round(sum(picture.convert("RGB").resize((1, 1)).getpixel((0, 0))[:1]))


def are_the_first(sides: list[ScannedSide]) -> bool:
    """Whether these are the first sheets of the pile, each once and in order."""
    return [side.sheet for side in sides] == list(range(1, len(sides) + 1)) and all(
        abs(shade(side.image) - (40 + 60 * number)) < 6 for number, side in enumerate(sides)
    )


# No end without evidence


NO_PAGE = ["404", "409", "410", "204", "empty", "500", "503", "503 in a while", "503 some day"]
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


@pytest.mark.parametrize("answer", NO_PAGE)
@pytest.mark.parametrize("before", range(SHEETS))
def test_an_answer_without_a_page_is_no_end(device, answer, before):
    device.prepare(script={"page": [*[""] * before, answer]}, draws_in=True)
    assert len(device.scan(kept := [])) == SHEETS
    assert are_the_first(kept)


@pytest.mark.parametrize("status", TELLING, ids="+".join)
def test_the_end_is_found_however_it_is_told(device, status):
    device.prepare(script={"page": ["404", "", "409", "", "404", "410"]}, habits={"status": status}, draws_in=True)
    assert len(device.scan(kept := [])) == SHEETS
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


def test_a_status_that_is_lost_for_a_while_after_the_last_page_is_asked_for_again(device):
    device.prepare(script={"status": ["", "hang up", "500", "noise", "503"]})
    assert len(device.scan([])) == SHEETS


@pytest.mark.parametrize("answer", NO_PAGE)
def test_a_scanner_that_gives_no_more_while_it_has_paper_has_not_finished(device, answer):
    hours = Hours()
    device.prepare(script={"page": ["", *[answer] * 400]})
    kept: list = []
    with pytest.raises(Busy if "503" in answer else ScannerTrouble if answer == "500" else Unfinished):
        device.scan(kept, hours)
    assert len(kept) == 1
    assert PATIENCE_S <= hours.now <= 3 * PATIENCE_S
    assert device.asked < ASKED_AT_MOST


def test_a_job_that_is_done_has_more_to_give_where_it_counts_more_than_came(device):
    device.prepare(script={"page": ["404", "", "404", "404"]}, scans_ahead=True)
    assert len(device.scan([])) == SHEETS


def test_an_empty_feeder_is_empty_and_a_flatbed_without_a_page_is_no_success(device):
    device.prepare(adf="ScannerAdfEmpty")
    with pytest.raises(NoPaper):
        device.scan([])
    device.prepare(habits={"page": ["404"]})
    with pytest.raises(ScannerTrouble):
        device.scan([], source=Source.FLATBED)


@pytest.mark.parametrize("state", ["ScannerAdfDoorOpen", "ScannerAdfHatchOpen", "ScannerADFCoverOpen"])
def test_an_open_door_is_told_by_its_name(device, state):
    device.prepare(adf=state, adf_after=1)
    kept: list = []
    with pytest.raises(CoverOpen):
        device.scan(kept)
    assert len(kept) == 1


@pytest.mark.parametrize("spelling", ["jobs absolute", "jobs with a slash", "jobs by UUID"])
def test_an_aborted_job_is_recognised_however_it_is_spelt(device, spelling):
    device.prepare(job_state="Aborted", job_after=1, habits={"status": [spelling]})
    hours, kept = Hours(), []
    with pytest.raises(ScannerTrouble) as told:
        device.scan(kept, hours)
    assert told.type is ScannerTrouble
    assert "aborted" in told.value.cause
    assert len(kept) == 1
    assert hours.now == 0.0


# What usual devices do is borne


@pytest.mark.parametrize(
    "manner",
    ["path alone", "trailing slash", "query", "other host", "other port", "host of IPv6", "host cut off"],
)
def test_a_job_is_found_however_its_address_is_written(device, manner):
    device.prepare(habits={"start": [manner]})
    assert len(device.scan([])) == SHEETS
    # And ended: nothing is left behind in the device.
    assert device.feeder.jobs() == []


@pytest.mark.parametrize(
    "manner",
    [
        "gzip",
        "chunked",
        "newline first",
        "mark first",
        "NUL last",
        "not UTF-8",
        "other prefixes",
        "no namespaces",
    ],
)
def test_xml_that_is_not_to_the_letter_is_read_for_what_it_means(device, manner):
    device.prepare(habits={"capabilities": [manner], "status": [manner]})
    (found,) = EsclDriver((device.address,)).devices()
    assert found.duplex
    assert found.resolutions == (100, 150, 200, 300, 600)
    assert found.sources == (Source.ADF, Source.FLATBED)
    assert len(device.scan([])) == SHEETS


@pytest.mark.parametrize("manner", ["gzip", "chunked", "PDF"])
def test_a_page_that_comes_in_another_dress_is_the_same_page(device, manner):
    device.prepare(habits={"page": [manner]})
    device.scan(kept := [])
    assert len(kept) == SHEETS
    assert are_the_first(kept)
    assert all(abs(side.width / side.dpi * 25.4 - 210) < 1 for side in kept)


@pytest.mark.parametrize("manner", ["cut", "chunks cut", "picture cut"])
@pytest.mark.parametrize("as_pdf", [False, True])
def test_a_page_that_is_cut_is_named_and_those_before_it_are_kept(device, manner, as_pdf):
    device.prepare(script={"page": ["", manner]}, habits={"page": ["PDF"] if as_pdf else []})
    kept: list = []
    with pytest.raises(BadPage):
        device.scan(kept)
    assert len(kept) == 1
    assert are_the_first(kept)


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


@pytest.mark.parametrize("answer", ["503", "503 in a while", "503 some day", "409"])
def test_a_scanner_that_is_busy_at_first_is_waited_for(device, answer):
    device.prepare(script={"capabilities": ["503"] * 2, "start": [answer] * 3, "status": ["503"]})
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


@pytest.mark.parametrize("says", [100, 200])
def test_a_pdf_hides_no_density(device, says):
    device.prepare(gives_dpi=100, says_dpi=says, habits={"page": ["PDF"]})
    side = device.scan([], dpi=200, limit=1)[0]
    assert side.dpi < 200
    assert abs(side.width / side.dpi * 25.4 - 210) < 2


# Any manner, in any order

ONCE = {
    "page": [
        *NO_PAGE,
        "gzip",
        "chunked",
        "cut",
        "chunks cut",
        "PDF",
        "picture cut",
        "swallowed",
        "hang up",
        "noise",
        "HTML",
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
    hours, kept = Hours(), []
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
