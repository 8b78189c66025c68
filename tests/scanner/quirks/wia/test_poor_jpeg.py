"""A bitmap is asked for where there is one, a JPEG where there is nothing better."""

from __future__ import annotations

from desktop.scanner.driver import ScanRequest
from desktop.scanner.wia import ids
from desktop.scanner.wia.ids import Property
from tests.scanner.stand_in_wia import DEVICE, bmp, choices, sends, sheet
from tests.scanner.unwatched import Unwatched


def test_a_bitmap_comes_before_a_jpeg(driver, feeder):
    feeder.script = [sends(bmp(sheet()))]
    for offered, asked in (((ids.JPEG, ids.BMP), ids.BMP), ((ids.JPEG,), ids.JPEG)):
        feeder._own[Property.FORMAT] = choices(*offered)
        list(driver.scan(ScanRequest(device_id=DEVICE), Unwatched()))
        assert dict(feeder.written)["FORMAT"] == asked
