"""Elements are known by their local names, whatever stands before them."""

from __future__ import annotations

import pytest

from desktop.scanner.driver import Source
from desktop.scanner.escl.driver import EsclDriver
from desktop.scanner.quirks.escl.xml_prefixes import local_attributes
from tests.scanner.stand_in_escl import SHEETS

MANNERS = ["other prefixes", "no namespaces"]


@pytest.mark.parametrize("manner", MANNERS)
def test_prefixes_mean_nothing(device, manner):
    device.prepare(habits={"capabilities": [manner], "status": [manner]})
    (found,) = EsclDriver((device.address,)).devices()
    assert found.duplex
    assert found.resolutions == (100, 150, 200, 300, 600)
    assert found.sources == (Source.ADF, Source.FLATBED)
    assert len(device.scan([])) == SHEETS


def test_what_declares_a_prefix_is_no_attribute():
    assert local_attributes({"xmlns:scan": "x", "xmlns": "y", "scan:ref": "p0", "name": "n"}) == {
        "ref": "p0",
        "name": "n",
    }
