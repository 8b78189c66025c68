"""The two ends that pyinsane2 raises are SANE's statuses again."""

from __future__ import annotations

import pytest

from desktop.scanner.errors import NoPaper
from desktop.scanner.quirks.sane.pyinsane_ends import status_of
from desktop.scanner.sane.frames import read_picture
from desktop.scanner.sane.status import EOF, NO_DOCS
from tests.scanner.unwatched import Unwatched


def test_an_empty_feeder_is_no_paper_and_the_end_of_a_frame_is_a_page(in_process):
    with in_process(mode="Gray", resolution=50) as device:
        assert read_picture(device, Unwatched(), 1).height > 0
    with in_process(mode="Gray", read_return_value="SANE_STATUS_NO_DOCS") as device, pytest.raises(NoPaper):
        read_picture(device, Unwatched(), 1)


def test_the_statuses_are_those_of_the_standard():
    assert (status_of(StopIteration()), status_of(EOFError())) == (NO_DOCS, EOF)
