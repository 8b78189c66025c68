"""A large page comes whole: pyinsane2 reads in this process."""

from __future__ import annotations

import os

from desktop.scanner.sane.frames import read_picture
from tests.scanner.unwatched import Unwatched


def test_a_large_page_comes_whole_without_a_daemon(in_process):
    with in_process(mode="Color", resolution=300, depth=8) as device:
        picture = read_picture(device, Unwatched(), 1)
        told = device._library.sane_get_parameters(device._handle)
    assert os.environ["PYINSANE_SINGLE_THREAD"] == "1"
    assert picture.size == (told.pixels_per_line, told.lines)
    assert picture.width * picture.height * 3 > 3_000_000
