"""The first reader in process and as a program: both read the same, and one of them is enough."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
import pytesseract
import pytest
from PIL import Image, ImageDraw, ImageFont

from desktop.machine.folders import resources
from desktop.page.image import Pixels
from desktop.page.reading.cutting import LINE_HEIGHT_PX
from desktop.page.reading.tesseract import (
    InProcessTesseract,
    LineWord,
    OutsideTesseract,
    ReaderMissing,
    reader,
    without_leaders,
)

WORDS = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def line(words: str) -> Pixels:
    font = ImageFont.truetype(str(resources() / "fonts" / "Tinos-Regular.ttf"), 27)
    image = Image.new("L", (int(font.getlength(words)) + 40, LINE_HEIGHT_PX), 250)
    ImageDraw.Draw(image).text((20, 4), words, font=font, fill=20)
    return np.asarray(image)


def tight(words: str, size: int) -> Pixels:
    """A title cut as a detector cuts it now and then: a dot below a letter stands on the picture's edge."""
    font = ImageFont.truetype(str(resources() / "fonts" / "Tinos-Bold.ttf"), size)
    left, top, right, foot = (round(at) for at in font.getbbox(words))
    image = Image.new("L", (right - left + 20, foot - top + 2), 250)
    ImageDraw.Draw(image).text((10 - left, 2 - top), words, font=font, fill=20)
    return np.asarray(image.resize((image.width * LINE_HEIGHT_PX // image.height, LINE_HEIGHT_PX)))


@pytest.fixture
def fresh() -> Iterator[None]:
    """No reader of this process yet, and none left behind."""
    reader.cache_clear()
    yield
    reader.cache_clear()


def test_both_ways_read_a_line_alike_and_know_where_its_words_stand() -> None:
    inside, outside = (way().read(line(WORDS)) for way in (InProcessTesseract, OutsideTesseract))
    assert " ".join(word.text for word in inside) == WORDS
    assert [word.text for word in outside] == [word.text for word in inside]
    for one, other in zip(inside, outside, strict=True):
        assert (one.left, one.right) == pytest.approx((other.left, other.right), abs=0.01)
        assert one.confidence == pytest.approx(other.confidence, abs=0.02)


@pytest.mark.parametrize("words", ["GIẤY CHỨNG NHẬN", "GIẤY XÁC NHẬN", "QUYẾT ĐỊNH"])
@pytest.mark.parametrize("size", [36, 44])
def test_a_dot_on_the_edge_of_the_picture_is_read(words: str, size: int) -> None:
    for way in (InProcessTesseract, OutsideTesseract):
        assert " ".join(word.text for word in way().read(tight(words, size))) == words


@pytest.mark.usefixtures("fresh")
def test_where_tesserocr_is_not_installed_the_program_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    assert isinstance(reader(), OutsideTesseract)


@pytest.mark.usefixtures("fresh")
def test_where_neither_is_there_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    monkeypatch.setitem(sys.modules, "pytesseract", None)
    with pytest.raises(ReaderMissing):
        reader()


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("missing", ["the program", "its Vietnamese"])
def test_a_program_that_is_not_there_or_has_no_vietnamese_is_no_reader(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    if missing == "the program":
        monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "/nonexistent/tesseract")
    else:
        monkeypatch.setattr(pytesseract, "get_languages", lambda: ["eng"])
    with pytest.raises(ReaderMissing):
        reader()


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        ("~ Như trên;", "- Như trên;"),
        ("_ Lưu: VT.", "- Lưu: VT."),
        ("- Như trên;", "- Như trên;"),
        ("~ XÃ MẪU", "XÃ MẪU"),
        ("Số ~ 15", "Số 15"),
        ("~", ""),
    ],
)
def test_a_dash_before_an_item_stays_one_however_it_is_read(read: str, kept: str) -> None:
    words = tuple(LineWord(word, at / 10, (at + 1) / 10, 0.5) for at, word in enumerate(read.split()))
    assert " ".join(word.text for word in without_leaders(words)) == kept
