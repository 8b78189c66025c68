"""A bitmap without a height is as high as its lines."""

from __future__ import annotations

import struct

from desktop.scanner.density import Asked
from desktop.scanner.quirks.wia.unknown_heights import with_height
from desktop.scanner.wia.pictures import picture_from
from tests.scanner.stand_in_wia import bmp, sheet


def test_the_height_is_that_of_what_came():
    whole = bmp(sheet())
    without = bytearray(whole)
    struct.pack_into("<i", without, 22, 0)
    assert with_height(bytes(without), sheet().height) == whole
    assert picture_from(bytes(without), Asked(100)) == picture_from(whole, Asked(100))
