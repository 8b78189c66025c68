"""A line drawn too high is read by its rows: a stamp or another line made one with it hides neither."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.model.page import Line, Quad, Reading
from desktop.page.reading.readers import Readers
from desktop.page.reading.rows import overlap, rows_of, usual_height
from desktop.page.reading.tesseract import reader
from desktop.page.reading.whole import read_page
from desktop.training.papers.page import DrawnPage

TEXTS = ("Căn cứ Luật Tổ chức chính quyền địa phương;", "Theo đề nghị của Chánh Văn phòng tại Tờ trình", "Điều 1.")
DPI = 200


def quad(x: float, y: float, width: float, height: float) -> Quad:
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def drawn(rows: list[tuple[str, float]]) -> tuple[DrawnPage, list[Quad]]:
    """A page of lines, each so many mm from the top, and where they lie."""
    page = DrawnPage("rows", DPI)
    for text, y in rows:
        page.text(text, 30, y, 13)
    quads = [tuple((float(x), float(y)) for x, y in line["quad"]) for line in page.truth.lines]
    return page, quads  # type: ignore[return-value]


def read(page: DrawnPage, quads: list[Quad]) -> Reading:
    pixels = np.ascontiguousarray(np.asarray(page.image.convert("RGB"))[:, :, ::-1])
    height, width = pixels.shape[:2]
    return read_page(
        pixels, [Line(quad=one, score=0.9) for one in quads], np.eye(3), (width, height), Readers(reader())
    )


def test_two_rows_that_were_made_one_are_read_both() -> None:
    page, quads = drawn([(TEXTS[0], 40), (TEXTS[1], 46), (TEXTS[0], 80), (TEXTS[1], 90), (TEXTS[2], 100)])
    one = (quads[0][0], quads[1][1], quads[1][2], quads[0][3])
    high = quads[1][2][1] - quads[0][0][1]
    joined = quad(quads[0][0][0], quads[0][0][1], one[1][0] - one[0][0], high)
    assert [line.text for line in read(page, [joined, *quads[2:]]).lines][:2] == list(TEXTS[:2])


def test_a_line_as_high_as_the_others_is_left_alone() -> None:
    usual = usual_height([quad(0, 0, 400, 40), quad(0, 60, 400, 42), quad(0, 120, 400, 38)])
    assert usual == 40
    assert rows_of(quad(0, 0, 400, 48), usual) == ()
    assert rows_of(quad(0, 0, 400, 90), 0) == ()
    assert usual_height([]) == 0


@pytest.mark.parametrize("high", [60, 80, 120])
def test_rows_lie_from_the_top_of_the_line_to_its_foot(high: int) -> None:
    rows = rows_of(quad(10, 100, 400, high), 40)
    assert rows[0][0][1] == pytest.approx(100)
    assert rows[-1][2][1] == pytest.approx(100 + high)
    assert all(row[2][1] - row[0][1] == pytest.approx(40) for row in rows)
    assert overlap(rows[0], rows[0])
    assert overlap(rows[0], rows[-1]) is (high - 40 < 24)
