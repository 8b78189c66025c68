"""A stream for a page that never came is no page; an empty one without an error is a page that failed."""

from __future__ import annotations

import pytest

from desktop.scanner.driver import ScanRequest
from desktop.scanner.errors import BadPage, Jam
from tests.scanner.stand_in_wia import DEVICE, bmp, sends, sheet
from tests.scanner.unwatched import Unwatched


def test_the_error_says_why_there_is_no_page(driver, feeder):
    feeder.script = [sends(bmp(sheet())), sends(b"", status=0x80210002)]
    kept = []
    with pytest.raises(Jam):
        for side in driver.scan(ScanRequest(device_id=DEVICE), Unwatched()):
            kept.append(side)
    assert len(kept) == 1


def test_an_empty_stream_that_nothing_explains_is_a_page_lost(driver, feeder):
    feeder.script = [sends(b"")]
    with pytest.raises(BadPage):
        list(driver.scan(ScanRequest(device_id=DEVICE), Unwatched()))
