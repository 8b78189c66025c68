"""Colour, grey, and black and white under the names that makers gave them."""

from __future__ import annotations

import pytest

from desktop.model.scanning import Colour
from desktop.scanner.quirks.sane.mode_names import has_lineart, pick
from desktop.scanner.sane.options import SaneOption


@pytest.mark.parametrize(
    ("names", "colour", "grey", "black"),
    [
        (["Lineart", "Gray", "Color"], "Color", "Gray", "Lineart"),
        (["Black & White", "True Gray", "24bit Color"], "24bit Color", "True Gray", "Black & White"),
        (["Gray", "Color - 16 Million Colors"], "Color - 16 Million Colors", "Gray", "Gray"),
        (["Halftone"], None, None, None),
    ],
)
def test_a_mode_is_found_by_its_makers_name(names, colour, grey, black):
    assert [pick(names, wanted) for wanted in (Colour.COLOUR, Colour.GREY, Colour.BLACK_AND_WHITE)] == [
        colour,
        grey,
        black,
    ]


def test_black_and_white_may_be_a_depth_of_grey():
    def options(*modes: str) -> dict[str, SaneOption]:
        return {"mode": SaneOption(name="mode", kind="string", choices=modes)}

    assert has_lineart(options("Lineart", "Gray"))
    assert not has_lineart(options("Gray", "Color"))
    assert not has_lineart({})
