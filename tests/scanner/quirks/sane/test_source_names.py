"""Feeder, both sides and flatbed under the names that backends gave them."""

from __future__ import annotations

from desktop.scanner.driver import Source
from desktop.scanner.quirks.sane import source_names


def test_backends_name_their_sources_each_in_its_own_way():
    airscan = ["Flatbed", "ADF", "ADF Duplex"]
    assert source_names.pick(airscan, Source.ADF, duplex=True) == "ADF Duplex"
    assert source_names.pick(airscan, Source.ADF, duplex=False) == "ADF"
    assert source_names.pick(airscan, Source.FLATBED, duplex=False) == "Flatbed"
    test = ["Flatbed", "Automatic Document Feeder"]
    assert source_names.pick(test, Source.ADF, duplex=False) == "Automatic Document Feeder"
    assert source_names.pick(test, Source.ADF, duplex=True) is None


def test_a_device_without_sources_is_a_flatbed():
    assert source_names.sources([]) == (Source.FLATBED,)
    assert source_names.sources(["ADF Duplex"]) == (Source.ADF,)
