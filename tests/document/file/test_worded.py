"""Words put on a built file: where they stand, what they keep clear of, and what becomes of a page without room."""

from __future__ import annotations

from functools import cache

import pypdfium2
import pytest
import zxingcpp

from desktop.document.file.check import check_pdfa
from desktop.document.file.free import Free
from desktop.document.file.mark import STAMP_PART, ConversionMark
from desktop.document.file.metadata import PaperAbout
from desktop.document.file.pdf import BuiltPdf, PdfPage, build
from desktop.document.file.worded import WordedPdf, Words, add_words
from desktop.page.image import decode
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import wear
from tests.samples import MORNING

LINES = ("Chứng thực bản sao đúng với bản chính", "Số chứng thực: 12, quyển số: 01/2026-SCT/BS", "Nguyễn Thị Mẫu")


@cache
def sheet(rows: int, first_mm: float = 20.0) -> PdfPage:
    """An A4 page with so many rows of type, from a height on."""
    page = DrawnPage(f"{rows} rows", 200, (210, 297))
    page.y = first_mm
    for at in range(rows):
        page.row(f"Dòng {at} của một bản chính được quét để chứng thực bản sao tại quầy này", x=12)
    return PdfPage(image=wear(page, f"{rows} rows", skew=0.0).jpeg(), dpi=200)


def built(*pages: PdfPage) -> BuiltPdf:
    mark = ConversionMark(converted_at=MORNING, converter="Nguyễn Thị Mẫu", agency="Xã Mẫu", item_code="X")
    return build(pages, PaperAbout(title="t", creator="c", created=MORNING), mark)


def worded(*pages: PdfPage, words: Words) -> WordedPdf:
    return add_words(built(*pages), pages, words)


def place_of(pdf: bytes, page: int, text: str) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a text on a page, points."""
    own = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    at = own.search(text).get_next()
    assert at, f"«{text}» is not on page {page}"
    boxes = [own.get_charbox(one) for one in range(at[0], at[0] + at[1])]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def test_words_stand_at_the_foot_of_the_last_page_and_the_mark_on_top_of_the_first() -> None:
    pages = (sheet(30), sheet(12))
    made = worded(*pages, words=Words(mark="BẢN SAO", lines=LINES))
    assert (made.own_page, made.marked) == (False, True)
    assert not [one for one in check_pdfa(made.data) if one.startswith("[violation]")]
    left, bottom, right, top = place_of(made.data, 0, "BẢN SAO")
    assert bottom > 841.9 - 90 and top < 841.9
    assert right < 595.3 * (1 - STAMP_PART), "the corner is the signature's (R36)"
    for line in LINES:
        assert place_of(made.data, 1, line)[3] < 841.9 / 3
    assert left > 0


def test_words_cover_no_ink() -> None:
    page = sheet(12)
    made = worded(page, words=Words(lines=LINES))
    pixels, _ = decode(page.image)
    free = Free.of(pixels, 200, None)
    high, scale = free.high, 100 / 72
    for line in LINES:
        left, bottom, right, top = place_of(made.data, 0, line)
        rows = slice(round((high - top) * scale), round((high - bottom) * scale))
        columns = slice(round(left * scale), round(right * scale))
        box = free.sums[rows, columns]
        assert box[-1, -1] - box[0, -1] - box[-1, 0] + box[0, 0] == 0


def test_one_page_has_room_for_mark_words_and_conversion_mark() -> None:
    made = worded(sheet(12), words=Words(mark="BẢN SAO", lines=LINES))
    conversion = place_of(made.data, 0, "Bản số hóa từ bản giấy")
    words = place_of(made.data, 0, LINES[0])
    assert conversion[2] < words[0] or conversion[3] < words[1] or words[3] < conversion[1]


def test_a_full_page_gets_a_page_of_words_behind_it_with_the_mark_above_them() -> None:
    full = sheet(55, 3.0)
    made = worded(full, words=Words(mark="BẢN SAO", lines=LINES))
    assert (made.own_page, made.marked) == (True, False)
    assert not [one for one in check_pdfa(made.data) if one.startswith("[violation]")]
    assert place_of(made.data, 1, "BẢN SAO")[1] > place_of(made.data, 1, LINES[0])[1]


@pytest.mark.parametrize("rows", [12, 55])
def test_the_code_is_read_from_what_is_printed(rows: int) -> None:
    made = worded(sheet(rows, 3.0), words=Words(lines=LINES, code="CD-7F3K-9Q2M"))
    last = list(pypdfium2.PdfDocument(made.data))[-1].render(scale=300 / 72).to_pil()
    assert "CD-7F3K-9Q2M" in {code.text for code in zxingcpp.read_barcodes(last)}


def test_a_long_line_is_folded_and_the_same_words_give_the_same_file() -> None:
    words = Words(lines=("Tên giấy tờ: " + "một tên rất dài " * 8,))
    first, again = worded(sheet(12), words=words), worded(sheet(12), words=words)
    assert first.data == again.data
    left, _, right, _ = place_of(first.data, 0, "Tên giấy tờ")
    assert right - left < 250
