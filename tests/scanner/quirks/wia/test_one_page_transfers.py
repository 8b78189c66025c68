"""A transfer that ends well is the end of the pile only where it was for all pages."""

from __future__ import annotations

from desktop.scanner.driver import ScanRequest
from desktop.scanner.wia.ids import HandlingStatus, Property
from desktop.scanner.wia.properties import WiaProperty
from tests.scanner.stand_in_wia import DEVICE, Pile, bmp, sends, sheet
from tests.scanner.unwatched import Unwatched


def test_a_transfer_that_ends_well_is_no_empty_feeder(driver, root, feeder):
    Pile(root, feeder, 4)
    assert len(list(driver.scan(ScanRequest(device_id=DEVICE), Unwatched()))) == 4


def test_a_transfer_of_all_pages_is_the_end_whatever_the_feeder_says(driver, root, feeder):
    root._own[Property.HANDLING_STATUS] = WiaProperty(value=int(HandlingStatus.FEED_READY))
    feeder.script = [sends(bmp(sheet()))] * 2
    assert len(list(driver.scan(ScanRequest(device_id=DEVICE), Unwatched()))) == 2


def test_one_page_is_enough_where_one_was_asked_for(driver, root, feeder):
    pile = Pile(root, feeder, 4)
    assert len(list(driver.scan(ScanRequest(device_id=DEVICE, limit=1), Unwatched()))) == 1
    assert pile.left == 3
