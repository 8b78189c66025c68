from __future__ import annotations

import io
import os
import signal
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desktop.scanner.driver import ScanRequest, Source
from desktop.scanner.errors import (
    BadPage,
    ConnectionLost,
    CoverOpen,
    DeviceGone,
    DoubleFeed,
    Jam,
    NoPaper,
    ScanCancelled,
    ScannerCrashed,
    ScannerHung,
    ScannerTrouble,
    StrangeScanner,
    UnknownScanner,
    from_code,
)
from desktop.scanner.escl.xml import parse_xml
from desktop.scanner.job import ScanJob, new_host


def colour(image: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(image)).convert("RGB")).mean(axis=(0, 1))


def test_all_three_ways_to_scanners_are_found(devices):
    assert set(devices) == {"escl", "airscan", "test"}
    for name in ("escl", "airscan"):
        assert devices[name].sources == (Source.ADF, Source.FLATBED)
        assert devices[name].duplex
        assert 200 in devices[name].resolutions


@pytest.mark.parametrize("name", ["escl", "airscan"])
def test_a_pile_comes_sheet_by_sheet_on_both_sides(devices, scanner, scan, pile, name):
    sides = scan(ScanRequest(device_id=devices[name].id, duplex=True, dpi=200))
    assert [(side.sheet, side.side) for side in sides] == [
        (sheet, side) for sheet in (1, 2, 3, 4) for side in ("front", "back")
    ]
    # SANE's areas are whole millimetres of their own.
    assert all(abs(side.width - 1654) <= 2 and abs(side.height - 2339) <= 2 for side in sides)
    for number, side in enumerate(sides[::2]):
        wanted = colour((pile / f"{number:03}-front.jpg").read_bytes())
        assert np.abs(colour(side.image) - wanted).max() < 3
    assert colour(sides[3].image).min() > 240
    assert scanner.left() == 0


def test_escl_keeps_the_pages_byte_for_byte(devices, scanner, scan, pile):
    sides = scan(ScanRequest(device_id=devices["escl"].id, dpi=200))
    assert [side.image for side in sides] == [file.read_bytes() for file in sorted(pile.glob("*-front.jpg"))]


@pytest.mark.parametrize("name", ["escl", "airscan"])
def test_the_flatbed_gives_one_page(devices, scanner, scan, name):
    sides = scan(ScanRequest(device_id=devices[name].id, source=Source.FLATBED, dpi=100))
    assert [(side.sheet, side.side) for side in sides] == [(1, "front")]


def test_sanes_own_test_device_gives_ten_pages(devices, scan):
    assert len(scan(ScanRequest(device_id=devices["test"].id, dpi=100))) == 10


@pytest.mark.parametrize("name", ["escl", "airscan"])
def test_an_empty_feeder_is_said_plainly(devices, scanner, scan, tmp_path, name):
    scanner.load(tmp_path)
    with pytest.raises(NoPaper):
        scan(ScanRequest(device_id=devices[name].id))


@pytest.mark.parametrize(
    ("name", "fault", "trouble", "kept"),
    [
        ("escl", {"jam_after": 2}, Jam, 2),
        ("airscan", {"jam_after": 2}, Jam, 2),
        ("escl", {"double_after": 1}, DoubleFeed, 1),
        ("escl", {"cover_open": True}, CoverOpen, 0),
        ("escl", {"cut_after": 2}, BadPage, 1),
        ("airscan", {"cut_after": 2}, ConnectionLost, 1),
        ("escl", {"silent_after": 1}, ScannerHung, 1),
        ("airscan", {"silent_after": 1}, ScannerHung, 1),
    ],
)
def test_trouble_is_one_plain_class_and_pages_before_it_stay(devices, scanner, scan, name, fault, trouble, kept):
    scanner.set_faults(**fault)
    with pytest.raises(trouble):
        scan(ScanRequest(device_id=devices[name].id, dpi=100), then_s=0.5 if trouble is ScannerHung else 60.0)
    assert len(scan.sides) == kept


@pytest.mark.parametrize("name", ["escl", "airscan"])
def test_a_busy_scanner_is_waited_for(devices, scanner, scan, name):
    scanner.set_faults(busy=2)
    assert len(scan(ScanRequest(device_id=devices[name].id, dpi=100))) == 4


def test_cancelling_ends_the_job_and_keeps_what_came(devices, scanner, config):
    job = ScanJob(ScanRequest(device_id=devices["escl"].id, dpi=100), config)
    came = []
    with pytest.raises(ScanCancelled):
        for side in job:
            came.append(side)
            threading.Thread(target=job.cancel).start()
    assert came
    assert len(came) < 4 or scanner.left() == 0
    with pytest.raises(ScanCancelled):
        next(iter(job))


@pytest.mark.parametrize("name", ["escl", "airscan"])
def test_a_driver_that_crashes_is_one_sentence(devices, scanner, config, name):
    with new_host() as host:
        job = ScanJob(ScanRequest(device_id=devices[name].id, dpi=300, duplex=True), config, host=lambda: host)
        came = []
        with pytest.raises(ScannerCrashed):
            for side in job:
                came.append(side)
                if len(came) == 1:
                    os.kill(host.pid, signal.SIGKILL)
    assert came


def test_an_unknown_scanner_is_refused_by_name(scan):
    with pytest.raises(UnknownScanner) as refusal:
        scan(ScanRequest(device_id="fax:1"))
    assert "fax:1" in refusal.value.message


def test_a_dead_address_is_no_scanner(scan):
    with pytest.raises(DeviceGone):
        scan(ScanRequest(device_id="escl:http://127.0.0.1:1/eSCL"))


@given(st.binary(max_size=200))
def test_noise_is_no_scanner(body):
    try:
        parse_xml(body)
    except StrangeScanner:
        pass


def test_xml_with_entities_is_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    with pytest.raises(StrangeScanner):
        parse_xml(bomb)


def test_every_trouble_survives_the_trip_from_the_host():
    for kind in (Jam, NoPaper, CoverOpen, DoubleFeed, ScannerHung):
        assert type(from_code(kind.code)) is kind
    assert type(from_code("something new")) is ScannerTrouble
