"""A box read whole by every reader."""

from __future__ import annotations

import io

import numpy as np
import pytest

from desktop.model.page import Reading
from desktop.page.image import Pixels
from desktop.page.models import ModelMissing
from desktop.page.reading import digits
from desktop.page.reading.box import read_box
from desktop.page.reading.readers import readers
from desktop.page.reading.whole import Wanted
from desktop.page.work import process_page
from desktop.training.papers.page import DrawnPage

FLAT = np.eye(3)


def drawn(text: str) -> tuple[Pixels, tuple[int, int, int, int]]:
    """A page with one line of text, BGR, and the box around it, px."""
    page = DrawnPage("box")
    page.text(text, 30, 20, 14)
    pixels = np.ascontiguousarray(np.asarray(page.image.convert("RGB"))[:, :, ::-1])
    rows, columns = np.nonzero(pixels.min(axis=2) < 128)
    left, top = int(columns.min()), int(rows.min())
    return pixels, (left, top, int(columns.max()) - left, int(rows.max()) - top)


def test_every_reader_says_what_it_sees_and_how_sure_it_is_of_each_character() -> None:
    pixels, box = drawn("15/2026")
    read = read_box(pixels, box, FLAT, readers())
    assert read.box == box
    assert [one.reader for one in read.opinions] == ["tesseract-vie", "asternet", "digits"]
    assert {one.text for one in read.opinions} == {"15/2026"}
    for one in read.opinions:
        assert len(one.sure) == len(one.text)
        assert all(0.5 < sure <= 1 for sure in one.sure)


def test_an_empty_box_has_no_opinions() -> None:
    pixels, _ = drawn("15/2026")
    assert read_box(pixels, (100, 1000, 200, 40), FLAT, readers()).opinions == ()


def test_without_the_third_reader_the_others_still_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModelMissing(name)

    monkeypatch.setattr(digits, "model", missing)
    digits.digits_reader.cache_clear()
    try:
        pixels, box = drawn("15/2026")
        assert [one.reader for one in read_box(pixels, box, FLAT, readers()).opinions] == ["tesseract-vie", "asternet"]
    finally:
        digits.digits_reader.cache_clear()


def _first_line(reading: Reading) -> Wanted:
    return Wanted(boxes=[reading.lines[0].box])


def test_the_boxes_that_are_wanted_are_read_with_the_page() -> None:
    page = DrawnPage("boxes")
    page.text("Số: 15/2026", 30, 20, 14)
    page.text("Kính gửi: Ông Nguyễn Văn Mẫu, Xã Mẫu, Tỉnh Mẫu", 30, 40, 14)
    picture = io.BytesIO()
    page.image.save(picture, "PNG")
    reading = process_page(picture.getvalue(), 200, worth=_first_line).facts.reading
    assert reading is not None
    (box,) = reading.boxes
    assert box.box == reading.lines[0].box
    assert {one.text[-7:] for one in box.opinions} == {"15/2026"}
