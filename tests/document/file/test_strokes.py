"""What is connected is one stroke, and weighs what its px weigh."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop.document.file.strokes import Strokes


def drawn(*rows: str) -> np.ndarray:
    return np.array([[sign == "#" for sign in row] for row in rows], np.uint8)


def test_strokes_that_touch_at_a_corner_are_one():
    strokes = Strokes(
        drawn(
            ".#....",
            "#...##",
            ".....#",
        )
    )
    assert strokes.count == 3
    first, second = strokes.labels[0, 1], strokes.labels[1, 4]
    assert strokes.labels[1, 0] == first
    assert [int(strokes.area[one]) for one in (first, second)] == [2, 3]
    assert [(int(strokes.height[one]), int(strokes.width[one])) for one in (first, second)] == [(2, 2), (2, 2)]
    rows, columns = strokes.middle
    assert (rows[first], columns[first]) == (0.5, 0.5)
    assert (round(rows[second], 3), round(columns[second], 3)) == (1.333, 4.667)
    assert strokes.where(np.arange(3) == second).sum() == 3


def test_what_is_asked_of_a_stroke_is_asked_of_its_px_alone():
    where = drawn("##..#")
    strokes = Strokes(where)
    left, right = strokes.labels[0, 0], strokes.labels[0, 4]
    light = np.array([[10, 30, 200, 200, 70]], np.uint8)
    colours = np.dstack([light, light // 2, light // 10])
    values = strokes.px_of(light)
    assert values.tolist() == [10, 30, 70]
    assert [int(n) for n in strokes.most(values)[[0, left, right]]] == [0, 30, 70]
    assert [int(n) for n in strokes.least(values)[[0, left, right]]] == [255, 10, 70]
    assert strokes.sum_of(values)[[0, left, right]].tolist() == [0, 40, 70]
    assert strokes.tones(strokes.px_of(colours))[:, left].tolist() == [40, 20, 4]


def test_a_page_of_paper_has_no_strokes():
    strokes = Strokes(np.zeros((4, 6), np.uint8))
    assert strokes.count == 1
    assert strokes.area.tolist() == strokes.width.tolist() == strokes.height.tolist() == [0]
    assert [axis.tolist() for axis in strokes.middle] == [[0], [0]]


@given(st.lists(st.lists(st.booleans(), min_size=7, max_size=7), min_size=1, max_size=9))
def test_all_strokes_together_are_all_that_is_there(rows):
    where = np.array(rows, np.uint8)
    strokes = Strokes(where)
    assert int(strokes.area.sum()) == int(where.sum())
    assert np.array_equal(strokes.where(np.arange(strokes.count) > 0), where > 0)
    for one in range(1, strokes.count):
        inside = np.argwhere(strokes.labels == one)
        assert strokes.area[one] == len(inside)
        assert (strokes.height[one], strokes.width[one]) == tuple(np.ptp(inside, axis=0) + 1)
        assert np.allclose([axis[one] for axis in strokes.middle], inside.mean(axis=0))
