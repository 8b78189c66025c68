"""A box read whole by every reader."""

from __future__ import annotations

import io

import numpy as np
import pytest

from desktop.model.errors import UnreadableInput
from desktop.model.page import Reading
from desktop.page.geometry import corners
from desktop.page.image import Pixels
from desktop.page.models import ModelMissing
from desktop.page.reading import digits
from desktop.page.reading.box import read_box
from desktop.page.reading.readers import readers
from desktop.page.result import Wanted
from desktop.page.work import process_page, read_in_box
from desktop.page.workers import PageWorkers
from desktop.training.papers.page import DrawnPage


def drawn(text: str) -> tuple[Pixels, tuple[int, int, int, int]]:
    """A page with one line of text, BGR, and the box around it, px."""
    page = DrawnPage("box")
    page.text(text, 30, 20, 14)
    pixels = np.ascontiguousarray(np.asarray(page.image.convert("RGB"))[:, :, ::-1])
    rows, columns = np.nonzero(pixels.min(axis=2) < 128)
    left, top = int(columns.min()), int(rows.min())
    return pixels, (left, top, int(columns.max()) - left, int(rows.max()) - top)


def png(page: DrawnPage) -> bytes:
    picture = io.BytesIO()
    page.image.save(picture, "PNG")
    return picture.getvalue()


def test_every_reader_says_what_it_sees_and_how_sure_it_is_of_each_character() -> None:
    pixels, box = drawn("15/2026")
    read = read_box(pixels, box, corners, readers())
    assert read.box == box
    assert [one.reader for one in read.opinions] == ["tesseract-vie", "asternet", "digits"]
    assert {one.text for one in read.opinions} == {"15/2026"}
    assert [one.digits[:2] for one in read.opinions] == ["", "15", "15"]
    for one in read.opinions:
        assert len(one.sure) == len(one.text)
        assert all(0.5 < sure <= 1 for sure in one.sure)


def test_an_empty_box_has_no_opinions() -> None:
    pixels, _ = drawn("15/2026")
    assert read_box(pixels, (100, 1000, 200, 40), corners, readers()).opinions == ()


def test_without_the_third_reader_the_others_still_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModelMissing(name)

    monkeypatch.setattr(digits, "model", missing)
    digits.digits_reader.cache_clear()
    try:
        pixels, box = drawn("15/2026")
        assert [one.reader for one in read_box(pixels, box, corners, readers()).opinions] == [
            "tesseract-vie",
            "asternet",
        ]
    finally:
        digits.digits_reader.cache_clear()


@pytest.mark.parametrize(("above", "below"), [(-0.1, -0.1), (0.4, 0.0), (0.0, 0.4), (0.4, 0.4)])
def test_a_box_drawn_too_low_or_too_high_is_cut_to_its_ink(above: float, below: float) -> None:
    pixels, (left, top, width, height) = drawn("15/2026")
    box = (left, round(top - above * height), width, round((1 + above + below) * height))
    assert {one.text for one in read_box(pixels, box, corners, readers()).opinions} == {"15/2026"}


def test_a_box_around_many_lines_is_read_line_by_line() -> None:
    page = DrawnPage("rows")
    page.text("Kính gửi: Ông Nguyễn Văn Mẫu", 30, 20, 14)
    page.text("Thôn Mẫu, Xã Mẫu", 30, 28, 14)
    page.text("Tỉnh Mẫu", 30, 36, 14)
    facts = process_page(png(page), 200, read=False).facts
    left, top = facts.clean_point((page.px(28), page.px(18)))
    right, foot = facts.clean_point((page.px(110), page.px(34.5)))
    read = read_in_box(png(page), facts, (round(left), round(top), round(right - left), round(foot - top)))
    assert [one.text for one in read.opinions][:2] == ["Kính gửi: Ông Nguyễn Văn Mẫu\nThôn Mẫu, Xã Mẫu"] * 2
    assert all(len(one.sure) == len(one.text) for one in read.opinions)


def _first_line(reading: Reading) -> Wanted:
    return Wanted(boxes=[reading.lines[0].box])


def test_the_boxes_that_are_wanted_are_read_with_the_page() -> None:
    page = DrawnPage("boxes")
    page.text("Số: 15/2026", 30, 20, 14)
    page.text("Kính gửi: Ông Nguyễn Văn Mẫu, Xã Mẫu, Tỉnh Mẫu", 30, 40, 14)
    reading = process_page(png(page), 200, worth=_first_line).facts.reading
    assert reading is not None
    (box,) = reading.boxes
    assert box.box == reading.lines[0].box
    assert {one.text[-7:] for one in box.opinions} == {"15/2026"}


@pytest.mark.slow
def test_a_box_is_read_in_a_page_worker() -> None:
    page = DrawnPage("worker")
    page.text("Số: 15/2026", 30, 20, 14)
    facts = process_page(png(page), 200, read=False).facts
    workers = PageWorkers(1)
    try:
        box = (0, 0, facts.clean_width, page.px(28))
        read = workers.submit_box(png(page), facts, box).result(120)
        assert {one.text[-7:] for one in read.opinions} == {"15/2026"}
        with pytest.raises(UnreadableInput):
            workers.submit_box(b"xin chao", facts, box).result(60)
    finally:
        workers.close()


@pytest.mark.parametrize(
    "box",
    [(0, 0, 0, 0), (-90, -90, 40, 20), (200, 150, 1, 900), (0, 160, 90_000, 4), (5000, 5000, 300, 40), (9, 9, 5, 5)],
)
def test_a_box_of_any_size_or_place_is_read_or_has_nothing_to_say(box: tuple[int, int, int, int]) -> None:
    pixels, _ = drawn("15/2026")
    read = read_box(pixels, box, corners, readers())
    assert read.box == box
    assert all(len(one.sure) == len(one.text) for one in read.opinions)
