"""Codes as they lie: dense, small, askew, on tinted paper, under a fold, of other kinds; and none where none is."""

from __future__ import annotations

from datetime import date

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desktop.model.page import CodeKind
from desktop.model.separator import BadSeparator, Separator, SeparatorKind, read_separator
from desktop.page.codes import read_codes, understood
from desktop.page.halfseen import half_seen
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import wear
from desktop.training.people import person

TODAY = date(2040, 1, 1)
DOSSIER = "H99.12-260312-0042"


def letter(seed: str, dpi: int = 200) -> DrawnPage:
    page = DrawnPage(seed, dpi)
    for at in range(12):
        page.row(f"Dòng chữ thứ {at} của một trang có mã")
    return page


def found(page: DrawnPage, seed: str = "codes", **how):
    return read_codes(wear(page, seed, **how).image, dpi=page.dpi, today=TODAY)


@pytest.mark.parametrize("width", [11, 12.5])
@pytest.mark.parametrize("seed", ["một", "hai", "ba"])
def test_the_dense_qr_of_a_citizen_card_is_read_at_200_dpi(width, seed):
    page = letter(seed)
    page.code(person(seed).qr, 140, 120, width=width)
    codes = found(page, seed, skew=0.1)
    assert [(code.kind, code.text) for code in codes] == [(CodeKind.CITIZEN_CARD, person(seed).qr)]
    x, y, w, h = codes[0].box
    assert abs(x + w / 2 - page.px(140 + width / 2)) < page.px(3)
    assert abs(y + h / 2 - page.px(120 + width / 2)) < page.px(3)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("kind", ["QRCode", "Code128"])
def test_a_code_is_read_whichever_way_it_lies(turn, kind):
    page = letter("turned")
    page.code(DOSSIER, 110, 200, kind=kind, width=55 if kind == "Code128" else 20, height=12)
    assert [code.kind for code in found(page, turn=turn, skew=4.0)] == [CodeKind.DOSSIER]


@pytest.mark.parametrize("angle", [-12, -7, 8, 11])
def test_thin_bars_on_a_label_glued_askew_are_read(angle):
    page = letter("label")
    label = Image.new("RGB", (page.px(52), page.px(20)), (228, 236, 214))
    own = DrawnPage("own", 200, (52, 20))
    own.image = label
    own.code(DOSSIER, 3, 4, kind="Code128", width=46, height=12)
    mask = Image.new("L", label.size, 255).rotate(angle, expand=True)
    page.image.paste(own.image.rotate(angle, Image.Resampling.BICUBIC, expand=True), (300, 1500), mask)
    assert [(code.format, code.text) for code in found(page)] == [("Code128", DOSSIER)]


def test_a_code_under_a_fold_on_tinted_paper_is_read():
    page = letter("fold")
    page.code(person("fold").qr, 100, 140, width=12.5)
    picture = np.asarray(page.image).astype(np.float32) * np.array([0.98, 0.86, 0.74])
    crease = page.px(146)
    shade = np.ones(picture.shape[0], np.float32)
    shade[crease:] -= 0.25 * np.exp(-np.arange(picture.shape[0] - crease) / 50)
    shade[crease - 1 : crease + 2] *= 0.6
    page.image = Image.fromarray((picture * shade[:, None, None]).astype(np.uint8))
    assert [code.kind for code in found(page)] == [CodeKind.CITIZEN_CARD]


@pytest.mark.parametrize(("kind", "width"), [("DataMatrix", 14), ("Code39", 60), ("Aztec", 15)])
def test_codes_of_other_trades_are_told_as_such(kind, width):
    page = letter("other")
    page.code("HD-2026/77", 100, 150, kind=kind, width=width, height=width if kind != "Code39" else 12)
    assert [(code.format, code.kind) for code in found(page)] == [(kind, CodeKind.OTHER)]


@pytest.mark.parametrize("kind", ["Code39", "Code128", "QRCode"])
def test_the_trades_patch_sheet_is_known_in_each_of_its_codes(kind):
    page = DrawnPage("patch")
    page.code("PATCHT", 60, 100, kind=kind, width=70 if kind != "QRCode" else 30, height=20)
    assert [code.kind for code in found(page)] == [CodeKind.PATCH]


@pytest.mark.parametrize("kind", ["cong-van", "hop-dong", "khai-sinh"])
def test_text_seals_and_tables_hold_no_code_and_cost_no_second_look(kind):
    page = wear(draw(PaperSpec(kind=kind), "none")[0], "none")
    assert read_codes(page.image, dpi=200, today=TODAY) == ()
    assert half_seen(cv2.cvtColor(page.image, cv2.COLOR_BGR2GRAY), 200) == []


def test_two_like_codes_on_a_sheet_are_one_and_another_beside_them_is_found_too():
    page = DrawnPage("two")
    sheet = Separator(SeparatorKind.RESULT, "KQ.G15.000006")
    page.code(sheet.text, 20, 20, width=40)
    page.code(sheet.text, 150, 230, width=40)
    page.code(person("x").qr, 62, 30, width=12)
    codes = found(page)
    assert {code.kind for code in codes} == {CodeKind.SEPARATOR, CodeKind.CITIZEN_CARD}
    assert len(codes) == 2


@given(st.sampled_from(list(SeparatorKind)), st.from_regex(r"[A-Z0-9][A-Z0-9.\-_/]{0,40}", fullmatch=True))
def test_a_separator_comes_back_as_it_was_printed(kind, code):
    sheet = Separator(kind, code)
    assert read_separator(sheet.text) == sheet
    assert understood(sheet.text, TODAY) == (CodeKind.SEPARATOR, {"kind": str(kind), "code": code})


@pytest.mark.parametrize(
    "text", ["", "QUAYSO", "QUAYSO:2:component:X", "QUAYSO:1:paper:X", "QUAYSO:1:result:", "QUAYSO:1:result:a b"]
)
def test_a_separator_that_is_not_ours_is_refused_and_stays_some_other_code(text):
    with pytest.raises(BadSeparator):
        read_separator(text)
    assert understood(text, TODAY)[0] is CodeKind.OTHER


@given(st.text(max_size=60))
def test_any_text_is_understood_as_something(text):
    assert understood(text, TODAY)[0] in set(CodeKind)


@given(st.integers(16, 90), st.integers(16, 90), st.integers(0, 2**31))
def test_noise_of_any_size_holds_no_code(width, height, seed):
    pixels = np.random.default_rng(seed).integers(0, 255, (height, width, 3), np.uint8)
    assert read_codes(pixels, dpi=200, today=TODAY) == ()
