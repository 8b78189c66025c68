"""Lines that the detector drew across two columns."""

from __future__ import annotations

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.page import Line
from desktop.page.geometry import sides
from desktop.page.image import Pixels
from desktop.page.look.parted import parted

BLACK = (20, 20, 20)
HIGH = 40


def _line(left: float, right: float, top: float = 100) -> Line:
    return Line(quad=((left, top), (right, top), (right, top + HIGH), (left, top + HIGH)), score=0.9)


def _sheet(*words: tuple[int, int, int]) -> Pixels:
    """White, with strokes like words: from x to x at the line whose top is y."""
    sheet = np.full((400, 1200, 3), 255, np.uint8)
    for left, right, top in words:
        for x in range(left, right, 10):
            cv2.line(sheet, (x, top + 10), (x + 4, top + 30), BLACK, 2)
    return sheet


ACROSS = (100, 1000)
HALVES = [(100, 500, 100), (540, 1000, 100)]
"""Two blocks of a head, one blank as high as the line between them."""


def test_a_line_over_the_gutter_of_the_row_below_is_parted_there() -> None:
    below = [_line(180, 400, 145), _line(620, 900, 145)]
    left, right, *rest = parted([_line(*ACROSS), *below], _sheet(*HALVES))
    assert rest == below
    assert 490 < left.quad[1][0] <= right.quad[0][0] < 545
    assert (left.quad[0], right.quad[1]) == (_line(*ACROSS).quad[0], _line(*ACROSS).quad[1])


def test_a_stamp_over_the_gutter_is_no_text_in_it() -> None:
    below = [_line(180, 400, 145), _line(620, 900, 145)]
    sheet = _sheet(*HALVES)
    cv2.circle(sheet, (520, 110), 60, (40, 40, 200), 5)
    cv2.line(sheet, (490, 118), (560, 124), (40, 40, 200), 6)
    assert len(parted([_line(*ACROSS), *below], sheet)) == 4


def test_the_row_above_shows_the_gutter_too() -> None:
    above = [_line(180, 400, 55), _line(620, 900, 55)]
    assert len(parted([*above, _line(*ACROSS)], _sheet(*HALVES))) == 4


def test_a_blank_to_write_in_parts_nothing() -> None:
    """Rows without a gutter there: one line over the blank, none at all, or both on one side."""
    line = _line(*ACROSS)
    for others in ([_line(150, 950, 145)], [], [_line(100, 250, 145), _line(300, 450, 145)]):
        assert parted([line, *others], _sheet(*HALVES)) == (line, *others)


def test_words_spread_evenly_over_a_gutter_stay_one_line() -> None:
    below = [_line(180, 400, 145), _line(620, 900, 145)]
    words = [(left, left + 100, 100) for left in range(100, 1000, 130)]
    assert len(parted([_line(*ACROSS), *below], _sheet(*words))) == 3


def test_a_row_far_off_says_nothing() -> None:
    far = [_line(180, 400, 350), _line(620, 900, 350)]
    assert len(parted([_line(*ACROSS), *far], _sheet(*HALVES))) == 3


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(20, 900), st.integers(0, 340)), max_size=6))
def test_parts_cover_what_was_there(places: list[tuple[int, int, int]]) -> None:
    lines = [_line(left, left + long, top) for left, long, top in places]
    found = parted(lines, _sheet(*HALVES))
    assert len(found) >= len(lines)
    ends = {line.quad[0] for line in found} & {line.quad[0] for line in lines}
    assert len(ends) == len({line.quad[0] for line in lines})
    assert all(sides(line.quad)[1] == HIGH for line in found)
