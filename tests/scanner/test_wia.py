"""WIA without Windows: what is set and what is told."""

from __future__ import annotations

import io
from collections.abc import Generator
from typing import cast

import numpy as np
import pytest
from PIL import Image

from desktop.scanner.driver import Colour, PaperSize, ScannedSide, ScanRequest, Source
from desktop.scanner.errors import (
    BadPage,
    Busy,
    CoverOpen,
    DeviceGone,
    DoubleFeed,
    NoPaper,
    NotSupported,
    ScanCancelled,
    ScannerCrashed,
    ScannerTrouble,
    WiaMissing,
)
from desktop.scanner.wia import ids
from desktop.scanner.wia.ids import Handling, Property, PropertyFlag
from desktop.scanner.wia.properties import WiaProperty, property_from
from desktop.scanner.wia.troubles import PAPER_EMPTY, TROUBLES, trouble
from tests.scanner.stand_in_wia import DEVICE, INCHES, bmp, sends, sheet
from tests.scanner.unwatched import Unwatched


def test_scanners_are_listed_and_cameras_and_dead_ones_are_not(driver):
    (device,) = driver.devices()
    assert (device.id, device.name) == (DEVICE, "Máy quét WIA")
    assert device.sources == (Source.ADF, Source.FLATBED)
    assert device.duplex
    assert device.resolutions == (75, 150, 300, 600)
    assert device.colours == (Colour.COLOUR, Colour.GREY)


def test_what_is_set_for_a_feeder(driver, feeder):
    feeder.script = [sends(bmp(sheet())), PAPER_EMPTY]
    sides = list(driver.scan(ScanRequest(device_id=DEVICE, duplex=True, dpi=200, size=PaperSize.A4), Unwatched()))
    assert sides[0].dpi == 300
    assert feeder.written == [
        ("HANDLING_SELECT", Handling.DUPLEX),
        ("PAGES", 0),
        ("MULTI_FEED", ids.MULTI_FEED_STOP),
        ("BLANK_PAGES", ids.BLANK_PAGES_KEPT),
        ("FORMAT", ids.BMP),
        ("DATA_TYPE", ids.COLOUR),
        ("X_RESOLUTION", 300),
        ("Y_RESOLUTION", 300),
        ("X_POSITION", 0),
        ("X_EXTENT", 2480),
        ("Y_POSITION", 0),
        ("Y_EXTENT", 3508),
    ]


def test_a_size_of_its_own_finding_and_one_beyond_the_glass(driver, feeder, flatbed):
    feeder.script = [sends(bmp(sheet()))]
    list(driver.scan(ScanRequest(device_id=DEVICE, size=PaperSize.AUTO), Unwatched()))
    assert ("PAGE_SIZE", ids.PAGE_AUTO) in feeder.written
    assert not [name for name, _ in feeder.written if name.endswith("EXTENT")]
    flatbed.script = [sends(bmp(sheet()))]
    request = ScanRequest(device_id=DEVICE, source=Source.FLATBED, size=PaperSize.A3, dpi=220)
    (side,) = driver.scan(request, Unwatched())
    assert side.dpi == 250
    assert flatbed.written[-2:] == [("X_EXTENT", 2125), ("Y_EXTENT", 3500)]


def test_pages_come_one_by_one_and_the_empty_feeder_is_the_end(driver, feeder):
    feeder.script = [sends(bmp(sheet(shade))) for shade in (50, 100, 150, 200)] + [PAPER_EMPTY]
    sides = list(driver.scan(ScanRequest(device_id=DEVICE, duplex=True), Unwatched()))
    assert [(side.sheet, side.side) for side in sides] == [(1, "front"), (1, "back"), (2, "front"), (2, "back")]
    for side, shade in zip(sides, (50, 100, 150, 200), strict=True):
        lower = np.asarray(Image.open(io.BytesIO(side.image)))[45:, :, 0].mean()
        assert abs(lower - shade) < 4


def test_progress_is_told(driver, feeder):
    heard = []

    class Ears(Unwatched):
        def progress(self, progress) -> None:
            heard.append((progress.page, progress.percent))

    feeder.script = [sends(bmp(sheet())), sends(bmp(sheet()))]
    list(driver.scan(ScanRequest(device_id=DEVICE), Ears()))
    assert heard == [(1, 10), (1, 60), (1, 100), (2, 10), (2, 60), (2, 100)]


@pytest.mark.parametrize("code", TROUBLES)
def test_every_error_code_ends_in_its_trouble_and_keeps_what_came(driver, feeder, code):
    feeder.script = [sends(bmp(sheet())), code]
    kept = []
    sides = driver.scan(ScanRequest(device_id=DEVICE), Unwatched())
    if code == PAPER_EMPTY:
        assert len(list(sides)) == 1
        return
    with pytest.raises(TROUBLES[code]) as told:
        for side in sides:
            kept.append(side)
    assert type(told.value) is TROUBLES[code]
    assert f"0x{code:08X}" in told.value.cause
    assert len(kept) == 1


def test_the_codes_are_those_of_the_header():
    # wiadef.h: WIA_ERROR_* = MAKE_HRESULT(SEVERITY_ERROR, FACILITY_WIA 33, n).
    assert {code & 0xFFFF for code in TROUBLES if code >> 16 == 0x8021} == {
        *range(1, 16),
        0x15,
        0x16,
        0x17,
        0x18,
        0x19,
        0x20,
        0x21,
    }
    assert TROUBLES[0x80210016] is CoverOpen
    assert TROUBLES[0x80210020] is DoubleFeed
    assert type(trouble(-2145320928)) is DoubleFeed
    assert type(trouble(0x80210006)) is Busy
    assert type(trouble(0x8021000E)) is ScannerCrashed
    assert type(trouble(0x80040154)) is WiaMissing
    assert type(trouble(0x12345678)) is ScannerTrouble


def test_an_empty_feeder_an_empty_stream_and_no_page_at_all(driver, feeder, flatbed):
    feeder.script = [PAPER_EMPTY]
    with pytest.raises(NoPaper):
        list(driver.scan(ScanRequest(device_id=DEVICE), Unwatched()))
    feeder.script = [sends(b"")]
    with pytest.raises(BadPage):
        list(driver.scan(ScanRequest(device_id=DEVICE), Unwatched()))
    flatbed.script = []
    with pytest.raises(ScannerTrouble):
        list(driver.scan(ScanRequest(device_id=DEVICE, source=Source.FLATBED), Unwatched()))


def test_a_source_that_is_not_there(driver, root, flatbed):
    with pytest.raises(NotSupported):
        list(driver.scan(ScanRequest(device_id=DEVICE, source=Source.FLATBED, duplex=True), Unwatched()))
    root.below = [flatbed]
    with pytest.raises(NotSupported):
        list(driver.scan(ScanRequest(device_id=DEVICE), Unwatched()))
    root.below = []
    with pytest.raises(DeviceGone):
        driver.devices()


def test_cancelling_stops_the_driver_in_the_middle_of_a_page(driver, feeder):
    class Clerk(Unwatched):
        cancelled = False

        def progress(self, progress) -> None:
            Clerk.cancelled = progress.page == 2

    feeder.script = [sends(bmp(sheet()))] * 50
    kept = []
    with pytest.raises(ScanCancelled):
        for side in driver.scan(ScanRequest(device_id=DEVICE), Clerk()):
            kept.append(side)
    assert len(kept) == 1


def test_whoever_walks_away_leaves_no_thread_behind(driver, feeder):
    feeder.script = [sends(bmp(sheet()))] * 50
    sides = driver.scan(ScanRequest(device_id=DEVICE), Unwatched())
    next(sides)
    cast("Generator[ScannedSide]", sides).close()
    import threading

    for thread in threading.enumerate():
        if thread.name == "wia":
            thread.join(5)
    assert not [thread for thread in threading.enumerate() if thread.name == "wia"]


# The end of a job, and the density


@pytest.mark.parametrize("says", [None, 96, 150, 300])
@pytest.mark.parametrize("inches", [INCHES, (INCHES[0], 11.0)])
def test_the_density_is_what_came(driver, feeder, says, inches):
    picture = Image.new("RGB", (round(inches[0] * 150), round(inches[1] * 150)))
    feeder.script = [sends(bmp(picture, says)), PAPER_EMPTY]
    (side,) = driver.scan(ScanRequest(device_id=DEVICE, dpi=300, size=PaperSize.A3), Unwatched())
    assert side.dpi == 150


def test_a_range_of_resolutions_never_gives_less_than_was_asked_for(driver, flatbed):
    for which in (Property.X_RESOLUTION, Property.Y_RESOLUTION):
        flatbed._own[which] = WiaProperty(value=100, limits=(100, 1200, 150))
    flatbed.script = [sends(bmp(sheet()))]
    (side,) = driver.scan(ScanRequest(device_id=DEVICE, source=Source.FLATBED, dpi=200), Unwatched())
    assert side.dpi == 250


# Attributes


def test_attributes_are_read_as_the_header_lays_them_out():
    both = PropertyFlag.READ | PropertyFlag.WRITE
    ranged = property_from(300, both | PropertyFlag.RANGE, [50, 300, 1200, 50])
    assert ranged == WiaProperty(value=300, limits=(50, 1200, 50))
    listed = property_from(300, both | PropertyFlag.LIST, [3, 300, 150, 300, 600])
    assert listed == WiaProperty(value=300, values=(150, 300, 600))
    flags = property_from(0x20, both | PropertyFlag.FLAGS, [0x20, 0x2C])
    assert flags == WiaProperty(value=0x20, values=(4, 8, 0x20))
    assert property_from("x", int(PropertyFlag.READ), []) == WiaProperty(value="x", writable=False)
    assert property_from(1, both | PropertyFlag.RANGE, [1]).limits is None
