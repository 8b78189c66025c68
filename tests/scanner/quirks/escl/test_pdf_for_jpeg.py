"""A PDF that comes where a JPEG was asked for is the same page, whole or refused."""

from __future__ import annotations

import pytest

from desktop.scanner.errors import BadPage
from tests.scanner.stand_in_escl import SHEETS, are_the_first

MANNERS = ["PDF"]


def test_a_page_that_comes_as_pdf_is_the_same_page(device):
    device.prepare(habits={"page": MANNERS})
    kept = device.scan([])
    assert len(kept) == SHEETS
    assert are_the_first(kept)
    assert all(abs(side.width / side.dpi * 25.4 - 210) < 1 for side in kept)


@pytest.mark.parametrize("manner", ["cut", "chunks cut", "picture cut"])
def test_a_pdf_that_is_cut_is_named_and_the_pages_before_it_are_kept(device, manner):
    device.prepare(script={"page": ["", manner]}, habits={"page": MANNERS})
    kept: list = []
    with pytest.raises(BadPage):
        device.scan(kept)
    assert len(kept) == 1
    assert are_the_first(kept)


@pytest.mark.parametrize("says", [100, 200])
def test_a_pdf_hides_no_density(device, says):
    device.prepare(gives_dpi=100, says_dpi=says, habits={"page": MANNERS})
    side = device.scan([], dpi=200, limit=1)[0]
    assert side.dpi < 200
    assert abs(side.width / side.dpi * 25.4 - 210) < 2
