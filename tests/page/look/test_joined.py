"""Lines that something of colour cut in two."""

from __future__ import annotations

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.page import Line
from desktop.page.geometry import sides
from desktop.page.image import Pixels
from desktop.page.look.joined import joined
from desktop.page.work import process_page
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import wear

RED, BLACK = (40, 40, 200), (20, 20, 20)


def _line(left: float, right: float, top: float = 100, high: float = 40, falls: float = 0) -> Line:
    quad = ((left, top), (right, top + falls), (right, top + high + falls), (left, top + high))
    return Line(quad=quad, score=0.9)


def _sheet(colour: tuple[int, int, int] | None = None, at: int = 220) -> Pixels:
    sheet = np.full((300, 900, 3), 255, np.uint8)
    if colour:
        cv2.circle(sheet, (at, 260), 140, colour, 4)
        # What is left of the letters that the ring crosses.
        cv2.putText(sheet, "I", (at - 24, 135), cv2.FONT_HERSHEY_SIMPLEX, 1.2, BLACK, 4)
        cv2.putText(sheet, "K", (at + 8, 135), cv2.FONT_HERSHEY_SIMPLEX, 1.2, BLACK, 4)
    return sheet


def test_a_ring_between_two_parts_makes_one_line_of_the_long_ones_height() -> None:
    (whole,) = joined([_line(250, 600), _line(80, 190, top=102, falls=-6)], _sheet(RED))
    assert whole.quad[0][0] <= 80 and whole.quad[1][0] == 600
    assert sides(whole.quad)[1] == 40


def test_columns_stay_columns_and_rows_rows() -> None:
    parts = [_line(80, 190), _line(250, 600)]
    assert joined(parts, _sheet()) == tuple(parts)
    assert joined(parts, _sheet(BLACK)) == tuple(parts)
    far = [_line(20, 100), _line(250, 600)]
    assert joined(far, _sheet(RED)) == tuple(far)
    below = [_line(80, 190), _line(250, 600, top=125)]
    assert joined(below, _sheet(RED)) == tuple(below)
    larger = [_line(80, 190), _line(250, 600, top=80, high=80)]
    assert joined(larger, _sheet(RED)) == tuple(larger)


def test_a_ring_that_only_passes_between_two_columns_joins_nothing() -> None:
    sheet = np.full((300, 900, 3), 255, np.uint8)
    cv2.line(sheet, (220, 0), (220, 299), RED, 4)
    parts = [_line(80, 180), _line(262, 600)]
    assert joined(parts, sheet) == tuple(parts)


def test_letters_around_a_seal_stay_apart() -> None:
    letters = [_line(at, at + 40) for at in (100, 160, 220)]
    assert joined(letters, _sheet(RED)) == tuple(letters)


@given(
    st.lists(
        st.tuples(st.floats(0, 800), st.floats(30, 400), st.floats(0, 250), st.floats(10, 60), st.floats(-20, 20)),
        max_size=12,
    )
)
def test_no_line_is_lost(places: list[tuple[float, float, float, float, float]]) -> None:
    lines = [_line(left, left + long, top, high, falls) for left, long, top, high, falls in places]
    coloured = np.full((300, 900, 3), 255, np.uint8)
    coloured[:, ::3] = RED
    found = joined(lines, coloured)
    assert len(found) <= len(lines)
    for line in lines:
        middle = np.array(line.quad).mean(axis=0)
        assert any(_holds(one, middle) for one in found)


def _holds(line: Line, point: np.ndarray) -> bool:
    a, b = (np.array(corner) for corner in line.quad[:2])
    share = float((point - a) @ (b - a) / max(1e-9, (b - a) @ (b - a)))
    return -0.2 <= share <= 1.2


def test_a_title_under_a_seal_is_read_whole() -> None:
    page = draw(PaperSpec(kind="khai-sinh"), "joined 3")[0]
    text = process_page(wear(page, "joined 3").jpeg(), 200).facts.reading
    assert text and any("NGƯỜI KÝ GIẤY KHAI SINH" in line.text for line in text.lines)
