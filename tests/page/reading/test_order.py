"""Lines as a person reads them."""

from __future__ import annotations

from itertools import permutations

import pytest

from desktop.model.page import Box, ReadLine
from desktop.page.reading.order import in_reading_order


def _line(text: str, box: Box) -> ReadLine:
    return ReadLine(text=text, box=box, confidence=0.9, words=())


@pytest.mark.parametrize("lower", [-4, 0, 6])
def test_a_label_comes_before_the_larger_value_beside_it_whichever_lies_lower(lower: int) -> None:
    lines = [
        _line("Họ và tên: NGUYỄN VĂN MẪU", (200, 100, 300, 30)),
        _line("Giới tính: Nam", (200, 140 + lower, 130, 24)),
        _line("Quốc tịch: Việt Nam", (340, 138, 170, 30)),
        _line("Quê quán: Xã Mẫu", (200, 180, 300, 30)),
    ]
    for shuffled in permutations(lines):
        assert in_reading_order(shuffled) == lines


def test_lines_that_overlap_down_the_page_stay_rows_of_their_own() -> None:
    lines = [_line("trên", (260, 100, 200, 40)), _line("dưới", (200, 122, 200, 40))]
    assert in_reading_order(lines[::-1]) == lines
