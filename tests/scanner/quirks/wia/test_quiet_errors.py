"""An error inside a transfer that ends well is not lost."""

from __future__ import annotations

import pytest

from desktop.scanner.driver import ScanRequest
from desktop.scanner.errors import DoubleFeed
from desktop.scanner.quirks.wia.quiet_errors import worst
from tests.scanner.stand_in_wia import DEVICE, bmp, sends, sheet
from tests.scanner.unwatched import Unwatched


def test_an_error_inside_a_transfer_that_ends_well_is_not_lost(driver, feeder):
    feeder.script = [sends(bmp(sheet())), sends(b"", status=0x80210020)]
    kept = []
    with pytest.raises(DoubleFeed):
        for side in driver.scan(ScanRequest(device_id=DEVICE), Unwatched()):
            kept.append(side)
    assert len(kept) == 1


def test_only_an_error_is_kept_and_the_last_of_them():
    assert worst(0, 1) == 0
    assert worst(0x80210002, 0) == 0x80210002
    assert worst(0x80210002, 0x80210020) == 0x80210020
