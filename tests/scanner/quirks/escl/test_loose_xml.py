"""XML with something before, behind or in it that does not belong there says what it means."""

from __future__ import annotations

import pytest

from desktop.scanner.driver import Source
from desktop.scanner.escl.driver import EsclDriver
from desktop.scanner.quirks.escl.loose_xml import text_of
from tests.scanner.stand_in_escl import SHEETS

MANNERS = ["newline first", "mark first", "NUL last", "not UTF-8"]


@pytest.mark.parametrize("manner", MANNERS)
def test_xml_that_is_not_to_the_letter_is_read_for_what_it_means(device, manner):
    device.prepare(habits={"capabilities": [manner], "status": [manner]})
    (found,) = EsclDriver((device.address,)).devices()
    assert found.duplex
    assert found.resolutions == (100, 150, 200, 300, 600)
    assert found.sources == (Source.ADF, Source.FLATBED)
    assert len(device.scan([])) == SHEETS


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"\r\n<?xml version='1.0'?><a>1</a>", "<a>1</a>"),
        (b"\xef\xbb\xbf<a>1</a>\0\0", "<a>1</a>"),
        ("<?xml version='1.0'?><a>Máy</a>".encode("utf-16"), "<a>Máy</a>"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><a>M\xe1y</a>', "<a>Máy</a>"),
        (b"<a>M\xe1y\x01</a> end", "<a>M\ufffdy\ufffd</a>"),
    ],
)
def test_what_stands_around_the_words_is_left_out(body, text):
    assert text_of(body) == text
