"""A page that the model turned on its head is turned back; one that cannot be read either way stays as it is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from desktop.model.page import Edits
from desktop.page.image import Pixels, encode_jpeg
from desktop.page.look import orientation, upright
from desktop.page.work import process_page
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.pile import PaperSpec, draw

DPI = 200
SURE_AND_WRONG = {0: 0.01, 90: 0.01, 180: 0.97, 270: 0.01}


def pixels_of(page: DrawnPage) -> Pixels:
    return cv2.cvtColor(np.asarray(page.image), cv2.COLOR_RGB2BGR)


@pytest.fixture
def wrong_model(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tuple(SURE_AND_WRONG) == orientation.TURNS
    monkeypatch.setattr(upright, "turn_scores", lambda _: SURE_AND_WRONG)


@pytest.mark.usefixtures("wrong_model")
@pytest.mark.parametrize("kind", ["quyet-dinh", "khai-sinh"])
def test_a_page_turned_on_its_head_is_turned_back(kind: str) -> None:
    page = draw(PaperSpec(kind=kind, dpi=DPI), 3)[0]
    facts = process_page(encode_jpeg(pixels_of(page), DPI), DPI).facts
    assert facts.look.rotation_deg == 0
    assert facts.cleaning.turn_deg == 0
    assert facts.reading
    assert "Độc lập" in facts.reading.text


@pytest.mark.usefixtures("wrong_model")
def test_what_a_clerk_turned_stays() -> None:
    page = draw(PaperSpec(kind="quyet-dinh", dpi=DPI), 3)[0]
    facts = process_page(encode_jpeg(pixels_of(page), DPI), DPI, edits=Edits(turn_deg=180)).facts
    assert facts.cleaning.turn_deg == 180


def test_slips_side_by_side_on_a_dark_lid_stand_upright() -> None:
    slip = DrawnPage("slip", DPI, (80, 200))
    for at in range(18):
        slip.text(f"Khoản thứ {at}: 12.000 đồng", 6, 8 + 10 * at, 11)
    part = pixels_of(slip)
    high, wide = part.shape[:2]
    glass = np.full((round(297 / 25.4 * DPI), round(210 / 25.4 * DPI), 3), 25, np.uint8)
    for left, top in ((80, 150), (900, 600)):
        glass[top : top + high, left : left + wide] = part
    facts = process_page(encode_jpeg(glass, DPI), DPI).facts
    assert facts.reading
    assert facts.reading.text.count("12.000 đồng") > 25


def test_a_dark_film_is_no_blank_page() -> None:
    film = np.full((round(297 / 25.4 * DPI), round(210 / 25.4 * DPI), 3), 14, np.uint8)
    cv2.circle(film, (800, 1100), 400, (120, 120, 122), -1)
    facts = process_page(encode_jpeg(cv2.GaussianBlur(film, (0, 0), 60), DPI), DPI).facts
    assert not facts.look.blank
    assert "ảnh quá tối" in facts.reasons


def test_what_stands_on_a_dark_film_is_read() -> None:
    page = DrawnPage("film", DPI)
    page.draw.rectangle((0, 0, *page.image.size), fill=(12, 12, 14))
    page.text("BỆNH VIỆN ĐA KHOA MẪU", 12, 10, 14, "b", colour=(230, 230, 230))
    facts = process_page(encode_jpeg(pixels_of(page), DPI), DPI).facts
    assert facts.reading
    assert facts.reading.text == "BỆNH VIỆN ĐA KHOA MẪU"
