"""Seals as hands press them are found; nothing else that is red is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image

from desktop.model.page import Box
from desktop.page.look.seals import find_seals
from desktop.page.look.small import shrunk
from desktop.training.papers.page import RED, DrawnPage
from desktop.training.papers.seals import INKS, Press, pressed

DPI = 100
RING = "ỦY BAN NHÂN DÂN XÃ MẪU"


def seen(page: DrawnPage) -> tuple[Box, ...]:
    return find_seals(shrunk(cv2.cvtColor(np.asarray(page.image), cv2.COLOR_RGB2BGR), page.dpi))


def with_text() -> DrawnPage:
    page = DrawnPage("seals", DPI)
    for _ in range(9):
        page.paragraph("Căn cứ Luật Tổ chức chính quyền địa phương và đề nghị của cơ quan chuyên môn", 13)
    return page


def at(box: Box) -> tuple[float, float]:
    """The middle, mm."""
    across, down = ((box[axis] + box[axis + 2] / 2) / DPI * 25.4 for axis in (0, 1))
    return across, down


@pytest.mark.parametrize(
    "press",
    [
        *(Press(colour=ink) for ink in INKS),
        Press(strength=0.4),
        Press(patches=0.3),
        Press(uneven=0.8),
        Press(turn=25, doubled=0.8),
    ],
    ids=[*(f"ink {at}" for at in range(len(INKS))), "pale", "dry", "tilted", "slipped"],
)
def test_a_seal_over_text_and_signature_is_found_where_it_is(press: Press):
    page = with_text()
    pressed(page, 120, 60, RING, press)
    page.signature(100, 55, width=40, height=14)
    (box,) = seen(page)
    assert np.hypot(*np.subtract(at(box), (120, 60))) < 3
    assert box[2] == pytest.approx(36 / 25.4 * DPI, abs=8)


@pytest.mark.parametrize("x", [4.0, 206.0])
def test_a_seal_that_straddles_the_edge_is_found(x: float):
    page = with_text()
    pressed(page, x, 200, RING, Press())
    (box,) = seen(page)
    assert 0 <= box[0] < box[0] + box[2] <= page.image.width


def test_two_seals_that_touch_red_print_are_two():
    page = with_text()
    page.text("GIẤY CHỨNG NHẬN", 60, 150, 20, "b", colour=RED)
    pressed(page, 60, 170, RING, Press())
    pressed(page, 150, 200, RING, Press(colour=INKS[3]))
    assert len(seen(page)) == 2


def square(page: DrawnPage) -> None:
    page.draw.rectangle((80, 500, 260, 560), outline=RED, width=3)
    page.text("HỎA TỐC", 24, 130, 20, "sb", colour=RED)
    page.draw.rectangle((400, 500, 640, 640), outline=RED, width=3)
    for at_y in (130, 142, 154):
        page.text("CÔNG VĂN ĐẾN Số:", 105, at_y, 14, "sb", colour=RED)


def disc(page: DrawnPage) -> None:
    page.draw.ellipse((200, 500, 340, 640), fill=RED)


def table(page: DrawnPage) -> None:
    for step in range(0, 400, 32):
        page.draw.line((100, 500 + step, 500, 500 + step), fill=RED, width=2)
        page.draw.line((100 + step, 500, 100 + step, 900), fill=RED, width=2)


def title(page: DrawnPage) -> None:
    for step in range(6):
        page.text("GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT", 105, 130 + 8 * step, 17, "b", align="middle", colour=RED)


def logos(page: DrawnPage) -> None:
    for step in range(4):
        page.draw.ellipse((100 + 120 * step, 500, 165 + 120 * step, 565), outline=RED, width=4)


def picture(page: DrawnPage) -> None:
    y, x = np.mgrid[:300, :400]
    shades = 120 + 90 * np.sin(y / 30 + np.sin(x / 50)) * np.sin(x / 40)
    part = np.dstack([np.full_like(shades, 210), shades, shades]).clip(0, 255).astype(np.uint8)
    page.image.paste(Image.fromarray(part), (150, 500))


@pytest.mark.parametrize("drawn", [square, disc, table, title, logos, picture])
def test_what_is_red_and_no_seal_is_none(drawn):
    page = with_text()
    drawn(page)
    assert seen(page) == ()


def test_a_blue_or_violet_stamp_is_no_seal():
    page = with_text()
    pressed(page, 60, 170, RING, Press(colour=(40, 60, 180)))
    pressed(page, 140, 170, RING, Press(colour=(110, 50, 170)))
    assert seen(page) == ()
