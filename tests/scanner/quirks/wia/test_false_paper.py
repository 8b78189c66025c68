"""What a feeder says of its paper is believed only where nothing else tells."""

from __future__ import annotations

import pytest

from desktop.scanner.driver import ScanRequest
from desktop.scanner.errors import CoverOpen, Jam, Unfinished
from desktop.scanner.wia.ids import HandlingStatus, Property
from desktop.scanner.wia.properties import WiaProperty
from tests.scanner.stand_in_wia import DEVICE, Pile, bmp, sends, sheet
from tests.scanner.unwatched import Unwatched


@pytest.mark.parametrize(
    ("status", "kind"), [(HandlingStatus.PAPER_JAM, Jam), (HandlingStatus.PATH_COVER_UP, CoverOpen)]
)
def test_what_is_wrong_beforehand_is_said_beforehand(driver, root, status, kind):
    root._own[Property.HANDLING_STATUS] = WiaProperty(value=int(status))
    with pytest.raises(kind):
        list(driver.scan(ScanRequest(device_id=DEVICE), Unwatched()))


def test_a_feeder_that_calls_itself_empty_is_asked_all_the_same(driver, root, feeder):
    root._own[Property.HANDLING_STATUS] = WiaProperty(value=0)
    feeder.script = [sends(bmp(sheet()))]
    assert len(list(driver.scan(ScanRequest(device_id=DEVICE), Unwatched()))) == 1


def test_a_feeder_that_has_paper_by_its_own_word_and_gives_none_has_not_finished(driver, root, feeder):
    Pile(root, feeder, 2, says=int(HandlingStatus.FEED_READY))
    kept = []
    with pytest.raises(Unfinished):
        for side in driver.scan(ScanRequest(device_id=DEVICE), Unwatched()):
            kept.append(side)
    assert len(kept) == 2
