"""A flatbed gives one page."""

from __future__ import annotations

from desktop.scanner.driver import ScanRequest, Source
from desktop.scanner.quirks.sane.endless_flatbed import is_last_page


def test_a_flatbed_that_would_go_on_is_asked_once(devices, scan):
    assert len(scan(ScanRequest(device_id=devices["test"].id, source=Source.FLATBED, dpi=75))) == 1
    assert [is_last_page(source) for source in (Source.FLATBED, Source.ADF)] == [True, False]
