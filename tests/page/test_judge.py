from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest

from desktop.model.page import PageVerdict
from desktop.page.fingerprint import is_same_page, likeness
from desktop.page.image import encode_jpeg
from desktop.page.look import look
from desktop.page.work import process_page
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import wear
from tests.pages import paper


@cache
def scan(kind: str, seed: object = 1, wearing: str = ""):
    image = wear(paper(kind, f"{seed}")[0], f"{kind} {seed} {wearing}", skew=1.0).image
    image.flags.writeable = False
    return image


def verdict(pixels, dpi: int = 200):
    facts = process_page(encode_jpeg(pixels, dpi), dpi, read=False).facts
    return facts.verdict, facts.reasons


def blurred(pixels):
    return cv2.GaussianBlur(pixels, (0, 0), 2.0)


def faded(pixels):
    return np.clip(235 - (235 - pixels.astype(np.float32)) * 0.25, 0, 255).astype(np.uint8)


def dark(pixels):
    return (pixels * 0.42).astype(np.uint8)


def cut_off(pixels):
    return np.ascontiguousarray(pixels[:, 400:])


@pytest.mark.parametrize("kind", ["cong-van", "khai-sinh"])
def test_a_good_page_is_green(kind):
    assert verdict(scan(kind)) == (PageVerdict.GREEN, ())


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [(blurred, "ảnh bị mờ"), (faded, "chữ quá nhạt"), (dark, "ảnh quá tối"), (cut_off, "chữ bị cắt ở mép trang")],
)
def test_a_spoiled_page_is_not_green_and_says_why(spoil, reason):
    found, reasons = verdict(spoil(scan("hop-dong")))
    assert found is not PageVerdict.GREEN
    assert reason in reasons


def test_a_page_scanned_twice_is_known_and_its_like_is_not():
    once, twice = (process_page(encode_jpeg(scan("cong-van", 3, at), 200), 200).facts for at in ("a", "b"))
    other = process_page(encode_jpeg(scan("cong-van", 4), 200), 200).facts
    assert is_same_page(once, twice)
    assert not is_same_page(once, other)


def test_two_forms_filled_in_differently_are_two_pages():
    one, other = (process_page(encode_jpeg(scan("khai-sinh", seed), 200), 200).facts for seed in ("p", "q"))
    assert not is_same_page(one, other)


def test_what_is_no_fingerprint_is_like_nothing():
    assert likeness("", "") == 0.0


def test_red_seals_are_found_whole_and_straddling_but_not_red_letters():
    page = DrawnPage("seals")
    page.seal(60, 80, "ỦY BAN NHÂN DÂN XÃ MẪU")
    page.seal(207, 160, "ỦY BAN NHÂN DÂN XÃ MẪU")
    page.text("CĂN CƯỚC CÔNG DÂN", 60, 200, 16, "sb", colour=(190, 40, 40))
    assert len(look(wear(page, "seals", skew=1.0).image, 200).seals) == 2


def with_a_picture(page, kind: str):
    """A page whose lower half is a photograph: soft shapes, or another page far out of focus."""
    high, wide = page.shape[:2]
    tall, broad = high * 65 // 100, wide * 9 // 10
    if kind == "soft":
        y, x = np.mgrid[:tall, :broad]
        shades = 120 + 80 * np.sin(y / 40 + np.sin(x / 90)) * np.sin(x / 60)
        photo = np.repeat(cv2.GaussianBlur(shades, (0, 0), 6)[..., None], 3, axis=2).clip(0, 255).astype(np.uint8)
    else:
        other = cv2.resize(scan("khai-sinh", 2)[200 : 200 + tall, 150 : 150 + broad], (broad, tall))
        photo = cv2.GaussianBlur((other * 0.7).astype(np.uint8), (0, 0), 4.0)
    pasted = page.copy()
    pasted[high - tall - 80 : high - 80, wide // 20 : wide // 20 + broad] = photo
    return pasted


@pytest.mark.parametrize("kind", ["soft", "unsharp print"])
def test_a_clean_page_with_a_picture_on_it_is_green(kind):
    assert verdict(with_a_picture(scan("hop-dong"), kind)) == (PageVerdict.GREEN, ())


def test_a_blurred_page_with_a_picture_on_it_is_still_blurred():
    assert "ảnh bị mờ" in verdict(with_a_picture(blurred(scan("hop-dong")), "soft"))[1]


def test_a_page_that_is_nearly_all_dark_picture_is_not_too_dark():
    page = scan("hop-dong").copy()
    page[600:, :] = (40, 60, 50)
    assert "ảnh quá tối" not in verdict(page)[1]
