"""Lines under a red seal or stamp are found whole; red type that stands alone stays what it is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from desktop.model.page import Line
from desktop.page.image import Pixels
from desktop.page.look import look
from desktop.page.look.overprint import without_overprint
from desktop.page.look.small import shrunk
from desktop.training.papers.page import BLUE, RED, DrawnPage
from desktop.training.papers.seals import INKS, Press, pressed

DPI = 200
RING = "ỦY BAN NHÂN DÂN PHƯỜNG MẪU NGÃI"


def pixels_of(page: DrawnPage) -> Pixels:
    return cv2.cvtColor(np.asarray(page.image), cv2.COLOR_RGB2BGR)


def signed() -> DrawnPage:
    page = DrawnPage("overprint", DPI)
    for at in range(8):
        page.text("Căn cứ Luật Tổ chức chính quyền địa phương và đề nghị của cơ quan", 30, 40 + 8 * at)
    page.text("TL. GIÁM ĐỐC", 155, 120, 14, "b", align="middle")
    page.text("CHÁNH VĂN PHÒNG", 155, 126.5, 14, "b", align="middle")
    return page


def covers(line: Line, truth: list[tuple[float, float]]) -> bool:
    xs, ys = zip(*line.quad, strict=True)
    left, right = truth[0][0], truth[1][0]
    middle = (truth[0][1] + truth[2][1]) / 2
    return min(xs) <= left + 8 and max(xs) >= right - 8 and min(ys) < middle < max(ys)


@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize(("x", "y"), [(134, 142), (140, 133), (172, 140)])
def test_who_signs_is_one_line_under_the_seal(ink: tuple[int, int, int], x: float, y: float) -> None:
    page = signed()
    pressed(page, x, y, RING, Press(colour=ink))
    lines = look(pixels_of(page), DPI).lines
    for line in page.truth.lines[-2:]:
        assert any(covers(found, line["quad"]) for found in lines), line["text"]


def test_red_type_that_stands_alone_is_left_and_found() -> None:
    page = signed()
    page.text("GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT", 105, 180, 17, "b", align="middle", colour=RED)
    pressed(page, 60, 230, RING, Press())
    pixels = pixels_of(page)
    assert without_overprint(pixels, shrunk(pixels, DPI)) is pixels
    assert any(covers(line, page.truth.lines[-1]["quad"]) for line in look(pixels, DPI).lines)


def test_only_what_is_red_over_type_changes() -> None:
    page = signed()
    page.text("HỎA TỐC", 40, 180, 20, "b", colour=RED)
    pressed(page, 140, 133, RING, Press())
    pixels = pixels_of(page)
    changed = (without_overprint(pixels, shrunk(pixels, DPI)) != pixels).any(axis=2)
    xs, ys = np.flatnonzero(changed.any(axis=0)), np.flatnonzero(changed.any(axis=1))
    mm = DPI / 25.4
    assert 118 * mm < xs[0] < xs[-1] < 162 * mm
    assert 111 * mm < ys[0] < ys[-1] < 155 * mm


@pytest.mark.parametrize("ink", [(70, 60, 160), (40, 70, 190), RED])
def test_a_framed_stamp_of_any_colour_is_taken_from_the_type_under_it(ink: tuple[int, int, int]) -> None:
    page = signed()
    left, top = page.px(90), page.px(34)
    page.draw.rectangle((left, top, left + page.px(50), top + page.px(28)), outline=ink, width=4)
    for at, text in enumerate(("UBND XÃ MẪU", "CÔNG VĂN ĐẾN", "Số: 15", "Ngày: 02/3/2026")):
        page.text(text, 93, 36 + 6.5 * at, 13, "sb", colour=ink)
    pixels = pixels_of(page)
    clear = without_overprint(pixels, shrunk(pixels, DPI))[top : top + page.px(28), left : left + page.px(50)]
    coloured = np.ptp(clear.astype(np.int16), axis=2) > 60
    assert np.count_nonzero(coloured) < 0.01 * coloured.size
    assert np.count_nonzero(clear.max(axis=2) < 60) > 0.01 * coloured.size


def test_what_a_blue_pen_wrote_beside_type_stays() -> None:
    page = signed()
    for at in range(4):
        page.text("Họ và tên: .......................................... sinh ngày: ................", 30, 150 + 9 * at)
        page.text("Nguyễn Thị Mẫu", 62, 149 + 9 * at, 16, "i", colour=BLUE)
        page.text("02/3/1990", 140, 149 + 9 * at, 16, "i", colour=BLUE)
    page.signature(140, 200, width=40, height=14)
    pixels = pixels_of(page)
    assert without_overprint(pixels, shrunk(pixels, DPI)) is pixels
