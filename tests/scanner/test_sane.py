"""Every trouble and every odd picture that SANE's own test backend can make."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from desktop.scanner.driver import Colour, PaperSize, Progress, ScannerConfig, ScanRequest, Source
from desktop.scanner.errors import (
    AccessDenied,
    BadPage,
    Busy,
    ConnectionLost,
    CoverOpen,
    Jam,
    NoPaper,
    NotSupported,
    ScannerHung,
    ScannerMemory,
    ScannerTrouble,
    StoppedAtDevice,
    TransportLocked,
    WarmingUp,
    WrongSetting,
    from_code,
)
from desktop.scanner.job import ScanJob, SpareHost
from desktop.scanner.sane.frames import read_picture
from desktop.scanner.sane.options import SaneOption, device_of, set_up
from desktop.scanner.sane.status import TROUBLES, trouble
from tests.scanner.unwatched import Unwatched

DEVICE = "sane:test:0"


@pytest.fixture(scope="module")
def spare():
    host = SpareHost()
    yield host
    host.close()


@pytest.fixture
def scan(spare):
    def run(config: ScannerConfig, request: ScanRequest, silence_s: float = 60.0, kept: list | None = None) -> list:
        spare.warm_up()
        sides = [] if kept is None else kept
        for side in ScanJob(request, config, silence_s, host=spare.take):
            sides.append(side)
        return sides

    return run


def picture(side) -> Image.Image:
    return Image.open(io.BytesIO(side.image))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("UNSUPPORTED", NotSupported),
        ("CANCELLED", StoppedAtDevice),
        ("DEVICE_BUSY", Busy),
        ("INVAL", WrongSetting),
        ("EOF", BadPage),
        ("JAMMED", Jam),
        ("NO_DOCS", NoPaper),
        ("COVER_OPEN", CoverOpen),
        ("IO_ERROR", ConnectionLost),
        ("NO_MEM", ScannerMemory),
        ("ACCESS_DENIED", AccessDenied),
    ],
)
def test_each_status_of_sane_is_its_own_trouble(backend, scan, status, kind):
    config = backend(read_status_code=f'"SANE_STATUS_{status}"')
    with pytest.raises(kind) as trouble:
        scan(config, ScanRequest(device_id=DEVICE, dpi=100))
    assert type(trouble.value) is kind
    assert trouble.value.message != ScannerTrouble().message
    assert trouble.value.what_to_do


def test_statuses_that_the_test_backend_cannot_make_are_told_too():
    assert type(trouble(12)) is WarmingUp
    assert type(trouble(13)) is TransportLocked
    assert type(trouble(99)) is ScannerTrouble
    assert set(TROUBLES) == set(range(1, 14))
    assert len({kind.code for kind in TROUBLES.values()}) == len(TROUBLES)


def test_every_trouble_of_the_room_has_a_sentence_and_an_advice_of_its_own():
    def kinds(kind):
        yield kind
        for child in kind.__subclasses__():
            yield from kinds(child)

    every = list(kinds(ScannerTrouble))
    assert len({kind.code for kind in every}) == len(every)
    assert len({kind.sentence for kind in every}) == len(every)
    for kind in every:
        back = from_code(kind.code, "máy")
        assert type(back) is kind
        assert back.message.endswith(".")
        assert back.what_to_do.endswith(".")


def test_a_slow_device_tells_how_far_it_is(backend, spare):
    config = backend(read_delay="true", read_delay_duration="20000")
    told: list[Progress] = []
    job = ScanJob(
        ScanRequest(device_id=DEVICE, source=Source.FLATBED, dpi=75), config, host=spare.take, on_progress=told.append
    )
    assert len(list(job)) == 1
    percents = [progress.percent or 0 for progress in told]
    assert percents == sorted(percents)
    assert len(percents) > 2
    assert percents[-1] == 100


def test_a_device_that_says_nothing_hangs(backend, scan):
    config = backend(read_delay="true", read_delay_duration="200000", read_limit="true", read_limit_size="1")
    with pytest.raises(ScannerHung):
        # A byte every fifth of a second: the first per cent would take minutes.
        scan(config, ScanRequest(device_id=DEVICE, dpi=300), silence_s=1.0)


def test_a_hand_scanner_does_not_know_its_height(backend, scan):
    sides = scan(backend(hand_scanner="true"), ScanRequest(device_id=DEVICE, source=Source.FLATBED, dpi=100))
    # 11 cm wide by its own rule, as long as the area.
    assert abs(sides[0].width - 110 / 25.4 * 100) <= 2
    assert sides[0].height > 100


def test_lines_that_waste_pixels_at_their_end_are_straight(backend, scan):
    request = ScanRequest(device_id=DEVICE, source=Source.FLATBED, dpi=100, colour=Colour.GREY)
    config = backend(test_picture='"Grid"', ppl_loss="7")
    with_loss = np.asarray(picture(scan(config, request)[0]))
    without = np.asarray(picture(scan(backend(test_picture='"Grid"', ppl_loss="0"), request)[0]))
    width = min(with_loss.shape[1], without.shape[1])
    assert with_loss.shape[0] == without.shape[0]
    assert np.abs(with_loss[:, :width].astype(int) - without[:, :width]).mean() < 2


def test_what_a_device_guesses_before_it_starts_is_not_believed(backend, scan):
    request = ScanRequest(device_id=DEVICE, source=Source.FLATBED, dpi=100)
    exact = scan(backend(fuzzy_parameters="false"), request)[0]
    fuzzy = scan(backend(fuzzy_parameters="true"), request)[0]
    assert (fuzzy.width, fuzzy.height) == (exact.width, exact.height)


class Endless:
    """A driver gone mad: a frame without an end."""

    class Parameters:
        format, last_frame, bytes_per_line, pixels_per_line, lines, depth = 1, True, 30_000, 10_000, -1, 8

    def __init__(self) -> None:
        self.part = bytes(30_000_000)

    def start(self):
        return self.Parameters

    def read(self) -> bytes | None:
        return self.part


def test_a_page_without_an_end_stops_before_memory_does():
    with pytest.raises(ScannerMemory):
        read_picture(Endless(), Unwatched(), 1)


class Options:
    """A device of options alone."""

    def __init__(self, *options: SaneOption) -> None:
        self._options = {option.name: option for option in options}
        self.chosen: dict[str, object] = {}

    def options(self):
        return self._options

    def set(self, name, value) -> None:
        self.chosen[name] = value


def test_what_is_set_follows_what_is_offered():
    device = Options(
        SaneOption(name="source", kind="string", choices=("FlatBed", "ADF Front", "ADF Duplex")),
        SaneOption(name="mode", kind="string", choices=("Lineart", "Gray", "Color")),
        SaneOption(name="resolution", kind="int", choices=(150, 300, 600)),
        SaneOption(name="page-width", kind="fixed", unit="mm", limits=(0.0, 221.0)),
        SaneOption(name="page-height", kind="fixed", unit="mm", limits=(0.0, 876.0)),
        SaneOption(name="tl-x", kind="fixed", unit="mm", limits=(0.0, 221.0)),
        SaneOption(name="br-x", kind="fixed", unit="mm", limits=(0.0, 221.0)),
        SaneOption(name="br-y", kind="int", unit="pixel", limits=(0.0, 10_000.0)),
    )
    request = ScanRequest(device_id=DEVICE, duplex=True, dpi=200, size=PaperSize.F4, colour=Colour.BLACK_AND_WHITE)
    assert set_up(device, request) == (True, 300)
    assert device.chosen == {
        "source": "ADF Duplex",
        "mode": "Lineart",
        "resolution": 300,
        "page-width": 210.0,
        "page-height": 330.0,
        "tl-x": 0.0,
        "br-x": 210.0,
        "br-y": 330.0 / 25.4 * 200,
    }
    found = device_of("x:1", "Hãng Máy", device.options())
    assert found.colours == (Colour.COLOUR, Colour.GREY, Colour.BLACK_AND_WHITE)
    assert found.resolutions == (150, 300, 600)


def test_a_source_that_is_not_there_is_no_other_one():
    flatbed = Options(SaneOption(name="mode", kind="string", choices=("Color",)))
    assert set_up(flatbed, ScanRequest(device_id=DEVICE, source=Source.FLATBED)) == (False, 200)
    with pytest.raises(NotSupported):
        set_up(flatbed, ScanRequest(device_id=DEVICE, source=Source.ADF))
    simplex = Options(SaneOption(name="source", kind="string", choices=("Flatbed", "ADF")))
    with pytest.raises(NotSupported):
        set_up(simplex, ScanRequest(device_id=DEVICE, duplex=True))


@pytest.mark.parametrize(("size", "mm"), [(PaperSize.A5, (148, 200)), (PaperSize.CARD, (100, 70))])
def test_a_size_cuts_the_area(backend, scan, size, mm):
    request = ScanRequest(device_id=DEVICE, source=Source.FLATBED, dpi=100, size=size)
    side = scan(backend(), request)[0]
    # The test backend's glass is 200 mm long.
    assert (round(side.width / 100 * 25.4), round(side.height / 100 * 25.4)) == mm


def test_pages_before_the_feeder_ran_empty_stay(backend, scan):
    kept: list = []
    assert len(scan(backend(), ScanRequest(device_id=DEVICE, dpi=75), kept=kept)) == 10
    assert [side.sheet for side in kept] == list(range(1, 11))
