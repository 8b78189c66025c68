"""A page read line by line: which lines are kept, and which reader is asked."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.model.page import Line, Quad, Reading
from desktop.page.image import Pixels
from desktop.page.reading.readers import Readers
from desktop.page.reading.tesseract import LineWord, reader
from desktop.page.reading.whole import read_page
from desktop.page.result import Wanted, WordPlace, Worth
from desktop.training.papers.page import DrawnPage

QUAD = ((230.0, 150.0), (560.0, 150.0), (560.0, 200.0), (230.0, 200.0))


class Says:
    """A reader that says the same of every line."""

    def __init__(self, text: str, sure: float, name: str = "said") -> None:
        parts = text.split()
        self.name = name
        self.words = tuple(
            LineWord(part, at / len(parts), (at + 0.9) / len(parts), sure) for at, part in enumerate(parts)
        )

    def read(self, line: Pixels) -> tuple[LineWord, ...]:
        return self.words


def read(first: Says, second: Says | None, worth: Worth | None = None) -> Reading:
    page = DrawnPage("whole")
    page.text("Số: 15/GM-SYT", 30, 20, 14)
    pixels = np.ascontiguousarray(np.asarray(page.image.convert("RGB"))[:, :, ::-1])
    height, width = pixels.shape[:2]
    return read_page(pixels, [Line(quad=QUAD, score=0.9)], np.eye(3), (width, height), Readers(first, second), worth)


def test_what_two_readers_see_differently_is_a_scribble() -> None:
    assert read(Says("\\N2 a", 0.6), Says("CSn L", 0.7)).lines == ()


def test_a_line_is_no_scribble_where_a_bad_digit_alone_makes_two_readers_differ() -> None:
    """One word to both of them: "Số:" stands close to the digits, and these to the symbol."""
    (line,) = read(Says("Sá:Á4.5/GM-SYT", 0.1), Says("Số:125/GM-SYT", 0.7)).lines
    assert {line.words[0].text, line.words[0].rival} == {"Sá:Á4.5/GM-SYT", "Số:125/GM-SYT"}


def test_where_the_first_reader_sees_nothing_the_second_one_is_asked() -> None:
    (line,) = read(Says("", 0), Says("SỞ Y TẾ", 0.94)).lines
    assert line.text == "SỞ Y TẾ"
    assert line.words[0].rival == "", "the first reader has nothing in its place"
    assert read(Says("", 0), Says("SỞ Y TẾ", 0.5)).lines == (), "nor is the second one sure"
    assert read(Says("", 0), None).lines == ()


class Legible:
    """A reader that is sure where ink is dark, and sees something else where it is pale."""

    name = "legible"

    def read(self, line: Pixels) -> tuple[LineWord, ...]:
        return (LineWord("dạng:", 0, 1, 0.96) if line.min() < 100 else LineWord("lòng", 0, 1, 0.4),)


@pytest.mark.parametrize(("flawed", "text"), [(60, "dạng:"), (180, "lòng"), (None, "lòng")])
def test_a_line_that_mending_spoilt_is_read_with_its_flaw(flawed: int | None, text: str) -> None:
    mended, as_scanned = (np.full((300, 800, 3), 255, np.uint8) for _ in range(2))
    mended[160:190, 250:540:20] = 170
    as_scanned[160:190, 250:540:20] = flawed or 0
    lines = [Line(quad=QUAD, score=0.9)]
    readers = Readers(Legible())
    reading = read_page(mended, lines, np.eye(3), (800, 300), readers, None, [as_scanned] if flawed else [])
    assert [line.text for line in reading.lines] == [text]


def _box(reading: Reading) -> Wanted:
    return Wanted(boxes=[reading.lines[0].box])


def _word(reading: Reading) -> Wanted:
    return Wanted(words=[WordPlace(0, 0)])


def _nothing(reading: Reading) -> Wanted:
    assert len(reading.lines) == 1, "what may be noise is shown to who asks"
    return Wanted()


@pytest.mark.parametrize(("worth", "kept"), [(_box, 1), (_word, 1), (_nothing, 0)])
@pytest.mark.parametrize("second", [Says("CSn L", 0.7), None])
def test_a_line_that_is_wanted_is_never_noise(worth: Worth, kept: int, second: Says | None) -> None:
    assert len(read(Says("\\N2 a", 0.2), second, worth).lines) == kept


def test_boxes_are_read_by_all_without_a_second_reader_too() -> None:
    (box,) = read(Says("15", 0.9, "tesseract-vie"), None, _box).boxes
    assert [(one.reader, one.text, one.sure) for one in box.opinions] == [("tesseract-vie", "15", (0.9, 0.9))]


def lines_of(page: DrawnPage, quads: list[Quad], second: Says | None = None) -> list[str]:
    pixels = np.ascontiguousarray(np.asarray(page.image.convert("RGB"))[:, :, ::-1])
    height, width = pixels.shape[:2]
    lines = [Line(quad=quad, score=0.9) for quad in quads]
    return [line.text for line in read_page(pixels, lines, np.eye(3), (width, height), Readers(reader(), second)).lines]


def test_the_number_of_a_page_is_higher_than_wide_and_no_standing_line() -> None:
    page = DrawnPage("number")
    page.text("2", 105, 12, 14)
    page.text("Căn cứ Luật Tổ chức chính quyền địa phương", 30, 30, 14)
    (a, b, c, d), other = (line["quad"] for line in page.truth.lines)
    tall = ((a[0] - 6, a[1] - 10), (b[0] + 6, b[1] - 10), (c[0] + 6, c[1] + 10), (d[0] - 6, d[1] + 10))
    # As the detector gives it: along its long side first.
    standing = (tall[1], tall[2], tall[3], tall[0])
    assert lines_of(page, [standing, tuple(other)])[0] == "2"


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("- Lãnh đạo Cơ quan;", "cơ", "- Lãnh đạo cơ quan;"),
        ("Kính gửi Sở Nội vụ", "Sở", "Kính gửi Sở Nội vụ"),
    ],
)
def test_a_capital_like_its_small_letter_is_read_twice_where_it_is_doubted(first: str, second: str, text: str) -> None:
    """The second reader is shown that word alone."""
    (line,) = read(Says(first, 0.9), Says(second, 0.99)).lines
    assert line.text == text


def test_a_sure_capital_is_left_to_one_reader() -> None:
    (line,) = read(Says("Kính gửi Sở Tài chính", 0.96), Says("kính gửi sở tài chính", 0.99)).lines
    assert line.text == "Kính gửi Sở Tài chính"
