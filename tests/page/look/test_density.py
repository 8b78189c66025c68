"""A photograph's density comes from the sheet in it, or is unknown and guessed from its type: never from its tag."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest

from desktop.model.page import Density, PageVerdict
from desktop.page.image import Pixels, encode_jpeg
from desktop.page.look.density import presumed
from desktop.page.work import process_page
from desktop.training.papers.cards import card_front
from desktop.training.papers.page import CARD_MM, DrawnPage
from desktop.training.papers.wear import wear
from desktop.training.people import person
from tests.pages import paper

WOOD = (64, 72, 92)


@cache
def scan(kind: str) -> Pixels:
    return wear(paper(kind, "1")[0], f"{kind} 1", skew=0.0).image


def sheet(kind: str = "hop-dong", dpi: int = 200) -> Pixels:
    page = scan(kind)
    return cv2.resize(page, None, fx=dpi / 200, fy=dpi / 200, interpolation=cv2.INTER_AREA)


def photographed(page: Pixels, *, angle: float = 0.0, tilt: float = 0.0, around: float = 0.08) -> Pixels:
    """A page on a table: turned by degrees, its far edge shorter by a share, with table around it."""
    high, wide = page.shape[:2]
    air_x, air_y = around * wide, around * high
    near, far = air_x, air_x + tilt * wide / 2
    corners = np.array(
        [(far, air_y), (wide + 2 * air_x - far, air_y), (wide + air_x, high + air_y), (near, high + air_y)], np.float32
    )
    size = (round(wide + 2 * air_x), round(high + 2 * air_y))
    from_ = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    turn = np.vstack([cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), angle, 1.0), (0, 0, 1)])
    matrix = np.asarray(turn @ cv2.getPerspectiveTransform(from_, corners), np.float64)
    return cv2.warpPerspective(page, matrix, size, flags=cv2.INTER_AREA, borderValue=WOOD)


def facts(pixels: Pixels, tag: int | None = None):
    return process_page(encode_jpeg(pixels, tag), read=False).facts


@pytest.mark.parametrize(
    ("dpi", "how"), [(110, {}), (110, {"tilt": 0.06}), (240, {"angle": 3.0}), (300, {"tilt": 0.04})]
)
def test_the_sheet_in_a_photograph_tells_its_density(dpi: int, how: dict[str, float]) -> None:
    found = facts(photographed(sheet(dpi=dpi), **how), tag=72)
    assert found.look.density is Density.PAPER
    # Perspective takes a little from one edge.
    assert found.dpi == pytest.approx(dpi, rel=0.05)
    assert (found.verdict is PageVerdict.RED) == (dpi < 200)
    assert found.size_mm == pytest.approx((210, 297), rel=0.06)


def test_a_card_in_a_photograph_is_a_card() -> None:
    page = DrawnPage("card", 300, CARD_MM)
    card_front(page, person("card"), 0, 0)
    found = facts(photographed(cv2.cvtColor(np.asarray(page.image), cv2.COLOR_RGB2BGR), around=0.3))
    assert found.look.density is Density.PAPER
    assert found.dpi == pytest.approx(300, rel=0.05)


def test_small_print_on_a_sheet_does_not_make_it_a_larger_one() -> None:
    found = facts(photographed(sheet("cccd", dpi=150)))
    assert (found.look.density, found.dpi) == (Density.PAPER, pytest.approx(150, rel=0.05))


@pytest.mark.parametrize(("dpi", "verdict"), [(110, PageVerdict.RED), (300, PageVerdict.YELLOW)])
def test_without_a_sheet_the_size_of_the_type_decides_and_nothing_is_claimed(dpi: int, verdict: PageVerdict) -> None:
    page = sheet(dpi=dpi)
    high, wide = page.shape[:2]
    # No edge of the paper is in the picture, and its shape is no sheet's.
    found = facts(np.ascontiguousarray(page[high // 10 : high * 6 // 10, wide // 20 : wide * 19 // 20]), tag=72)
    assert found.look.density is Density.UNKNOWN
    assert found.dpi == pytest.approx(dpi, rel=0.35)
    assert found.verdict is verdict
    assert "không rõ độ phân giải" in found.reasons


def test_a_scan_that_fills_its_picture_is_the_sheet() -> None:
    found = facts(sheet(dpi=200), tag=96)
    assert (found.look.density, found.dpi) == (Density.PAPER, pytest.approx(200, abs=2))


def test_what_a_device_or_a_file_measured_stands() -> None:
    page = sheet(dpi=150)
    assert facts(page, tag=150).look.density is Density.GIVEN
    assert process_page(encode_jpeg(page, 72), 150, read=False).facts.dpi == 150


def test_a_second_time_the_density_of_the_first_look_stands() -> None:
    image = encode_jpeg(photographed(sheet(dpi=110)), None)
    first = process_page(image, read=False).facts
    again = process_page(image, 0, read=False, seen=first.look).facts
    assert (again.dpi, again.look.density) == (first.dpi, first.look.density)


@pytest.mark.parametrize("size", [(16, 16), (16, 9000), (8900, 8900)])
def test_even_no_page_has_a_density_to_work_with(size: tuple[int, int]) -> None:
    assert 50 <= presumed(*size) <= 1200
