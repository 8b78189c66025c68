"""Rough paper costs no more than smooth one, and what somebody put on it stays."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import cv2
import numpy as np
import pytest

from desktop.document.file.layers import Layers, Print, layers
from desktop.document.file.texture import FAINT, FAINT_MOST, faint
from desktop.page.image import Pixels, decode
from desktop.training.papers.page import BLUE, DrawnPage
from tests.document.file.test_layers import printed

DPI = 200
TINTS = [(200, 230, 250), (205, 240, 230), (250, 235, 220), (235, 222, 250), (225, 250, 235)]


def written() -> DrawnPage:
    """Print, a line of blue pen, a seal."""
    page = DrawnPage("rough")
    for row in range(20):
        page.text("Kính gửi quý cơ quan, đề nghị xem xét và trả lời", 30, 30 + 7 * row, 13)
    page.text("Viết bằng bút bi xanh, nét mảnh", 30, 185, 13, "i", colour=BLUE)
    page.seal(150, 230, "ỦY BAN NHÂN DÂN XÃ MẪU")
    return page


def seen(page: DrawnPage) -> Pixels:
    return cv2.cvtColor(np.asarray(page.image), cv2.COLOR_RGB2BGR)


def scanned(pixels: Pixels) -> Pixels:
    """As a cheap scanner gives it: a JPEG that keeps one colour for four px."""
    return decode(cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, 80])[1].tobytes())[0]


def on_tint(pixels: Pixels, tint: tuple[int, int, int]) -> Pixels:
    return np.round(pixels * (np.array(tint) / 255)).astype(np.uint8)


def fibred(pixels: Pixels, seed: int, each_mm2: float = 0.02) -> Pixels:
    """Recycled paper: grain, clouds, and fibres everywhere."""
    chance = np.random.default_rng(seed)
    height, width = pixels.shape[:2]
    fibres = np.zeros((height, width), np.uint8)
    for _ in range(round(each_mm2 * height * width * (25.4 / DPI) ** 2)):
        x, y, turn = chance.integers(width), chance.integers(height), chance.uniform(0, 2 * np.pi)
        long = chance.uniform(3, 20)
        end = (int(x + long * np.cos(turn)), int(y + long * np.sin(turn)))
        cv2.line(fibres, (int(x), int(y)), end, int(chance.integers(20, 70)), 1, cv2.LINE_AA)
    clouds = cv2.resize(chance.normal(0, 3, (height // 24, width // 24)).astype(np.float32), (width, height))
    grain = chance.normal(0, 3, (height, width))
    rough = pixels * (np.array([214, 222, 226]) / 255) - fibres[..., None] + (clouds + grain)[..., None]
    return np.clip(rough, 0, 255).astype(np.uint8)


def apart(pixels: Pixels) -> Layers:
    found = layers(pixels, DPI)
    assert found is not None
    return found


def kept(found: Layers, page: DrawnPage, left: float, top: float, right: float, foot: float) -> bool:
    """Whether pieces hold nearly all of a part of the page, mm, or print stands all over it."""
    x0, y0, x1, y1 = (page.px(side) for side in (left, top, right, foot))
    held = np.zeros((found.height, found.width), np.bool_)
    for piece in found.pieces:
        x, y, w, h = piece.box
        held[y : y + h, x : x + w] = True
    for one in found.prints:
        cover = cv2.resize(printed(one), held.shape[::-1], interpolation=cv2.INTER_AREA)
        held |= cv2.dilate(cover, np.ones((9, 9), np.uint8)) > 0
    return bool(held[y0:y1, x0:x1].mean() > 0.9)


def rows(found: Layers, one: Print, page: DrawnPage, top: float, foot: float) -> slice:
    """The rows of a print's mask between two heights of the page, mm."""
    finer = one.width // found.width
    return slice(finer * page.px(top), finer * page.px(foot))


@cache
def plain() -> Layers:
    """On smooth paper."""
    return apart(scanned(seen(written())))


@pytest.mark.parametrize("tint", TINTS)
def test_black_print_on_tinted_paper_is_print_and_blue_pen_is_not(tint: tuple[int, int, int]) -> None:
    page = written()
    found = apart(scanned(on_tint(seen(page), tint)))
    assert found.size < 1.25 * plain().size
    assert len(found.prints[0].mask) > 0.9 * len(plain().prints[0].mask)
    assert kept(found, page, 32, 186, 70, 189)
    assert not any(printed(one)[rows(found, one, page, 183, 191)].any() for one in found.prints)
    assert np.abs(np.array(found.paper) / 255 - np.array(tint[::-1]) / max(tint)).max() < 0.03


@pytest.mark.parametrize("seed", range(3))
def test_fibres_and_grain_are_paper(seed: int) -> None:
    found = apart(scanned(fibred(seen(written()), seed)))
    assert found.size < 1.3 * plain().size


@pytest.mark.parametrize("sigma", [2, 5, 8])
@pytest.mark.parametrize("coloured", [False, True])
def test_grain_is_paper(sigma: int, coloured: bool) -> None:
    pixels = seen(written())
    shape = pixels.shape if coloured else (*pixels.shape[:2], 1)
    grain = np.random.default_rng(sigma).normal(0, sigma, shape)
    found = apart(scanned(np.clip(pixels * 0.93 + grain, 0, 255).astype(np.uint8)))
    assert found.size < 1.3 * plain().size


def pencil(page: DrawnPage) -> None:
    page.text("ghi chú bằng bút chì", 40, 260, 14, "i", colour=(150, 150, 152))


def guilloche(page: DrawnPage) -> None:
    x = np.arange(page.px(40), page.px(150))
    for row in range(12):
        y = page.px(252 + row * 1.5) + 8 * np.sin(x / 25 + row)
        page.draw.line(list(zip(x.tolist(), y.tolist(), strict=True)), fill=(160, 205, 190), width=2)


def grey_screen(page: DrawnPage) -> None:
    for y in range(page.px(252), page.px(270), 6):
        for x in range(page.px(40), page.px(150), 6):
            page.draw.ellipse((x, y, x + 2, y + 2), fill=(140, 140, 140))


@pytest.mark.parametrize("drawn", [pencil, guilloche, grey_screen])
def test_what_is_faint_but_drawn_stays_on_rough_paper(drawn: Callable[[DrawnPage], None]) -> None:
    page = written()
    drawn(page)
    found = apart(scanned(fibred(seen(page), 7)))
    assert kept(found, page, 45, 261, 70, 264)


def test_a_few_specks_in_one_corner_are_no_texture() -> None:
    page = written()
    for at in range(12):
        x, y = page.px(40 + 5 * (at % 4)), page.px(255 + 4 * (at // 4))
        page.draw.line((x, y, x + 9, y + 4), fill=(175, 175, 175), width=2)
    found = apart(scanned(seen(page)))
    assert kept(found, page, 41, 256, 55, 262)


def test_how_faint_counts_is_bounded() -> None:
    assert faint(np.zeros((80, 80), np.uint8)) == FAINT
    assert faint(np.random.default_rng(1).integers(0, 255, (80, 80), np.uint8)) == FAINT_MOST
