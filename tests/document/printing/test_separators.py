"""Separator sheets: PDF/A, letters of Vietnam, read whichever way they lie, folded, torn; known without their codes."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from desktop.document.file.check import check_pdfa
from desktop.document.file.metadata import PaperAbout
from desktop.document.papers.pile import Mark
from desktop.document.printing.separators import SIZES_MM, SeparatorSheet, marks, separator_pdf
from desktop.model.separator import Separator, SeparatorKind
from desktop.page.codes import read_codes
from desktop.page.image import encode_jpeg
from desktop.page.work import process_page
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import wear

LONG = (
    "Văn bản ủy quyền theo quy định của pháp luật trong trường hợp ủy quyền thực hiện việc đăng ký khai sinh, "
    "có chứng thực"
)
SHEETS = [
    SeparatorSheet(Separator(SeparatorKind.DOSSIER, "TAM-7F3K-9Q2M"), "TAM-7F3K-9Q2M"),
    SeparatorSheet(Separator(SeparatorKind.COMPONENT, "000.00.00.G15-KQ0043"), LONG, "1.001193 · Đăng ký khai sinh"),
    SeparatorSheet(Separator(SeparatorKind.RESULT, "KQ.G15.000006"), "Giấy phép xây dựng", "1.009994"),
]
ABOUT = PaperAbout(title="Tờ phân tách", creator="UBND xã Mẫu", created=datetime(2026, 3, 12, 1, tzinfo=UTC))
TODAY = date(2040, 1, 1)


def printed(number: int, dpi: int = 200, size: str = "A4") -> DrawnPage:
    pdf = pypdfium2.PdfDocument(separator_pdf(SHEETS, ABOUT, size=size))
    page = DrawnPage("separator", dpi, SIZES_MM[size])
    page.image = pdf[number].render(scale=dpi / 72).to_pil().convert("RGB").resize(page.image.size)
    pdf.close()
    return page


@pytest.mark.parametrize("size", sorted(SIZES_MM))
def test_sheets_are_pdfa_of_true_size_with_one_embedded_font(size):
    data = separator_pdf(SHEETS, ABOUT, size=size)
    assert check_pdfa(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == len(SHEETS)
        box = [float(side) / 72 * 25.4 for side in pdf.pages[0].mediabox[2:]]
        assert box == pytest.approx(SIZES_MM[size], abs=0.1)
    assert data == separator_pdf(SHEETS, ABOUT, size=size)


def test_what_they_say_stands_on_them_in_words_within_the_paper():
    pdf = pypdfium2.PdfDocument(separator_pdf(SHEETS, ABOUT))
    page = pdf[1].get_textpage()
    text = " ".join(page.get_text_range().split())
    for words in ("TỜ PHÂN TÁCH", "THÀNH PHẦN HỒ SƠ", LONG, "000.00.00.G15-KQ0043", "1.001193", "bản 1"):
        assert words in text
    for at in range(page.count_chars()):
        left, bottom, right, top = page.get_charbox(at)
        assert left >= 20 and right <= 575 and bottom >= 20 and top <= 822
    pdf.close()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("size", sorted(SIZES_MM))
def test_they_are_read_whichever_way_they_lie(turn, size):
    worn = wear(printed(1, size=size), f"{turn} {size}", turn=turn, skew=3.0)
    facts = process_page(worn.jpeg(), 200, read=False).facts
    assert marks(facts) == (SHEETS[1].separator,)


def torn(page: DrawnPage, whole: set[tuple[int, int]]) -> DrawnPage:
    """Only some corners are left to be read; the others are scribbled over."""
    picture = np.asarray(page.image).copy()
    noise = np.random.default_rng(1)
    side = page.px(60)
    for x in (0, 1):
        for y in (0, 1):
            if (x, y) not in whole:
                across = slice(0, side) if x == 0 else slice(-side, None)
                down = slice(0, side) if y == 0 else slice(-side, None)
                area = picture[down, across]
                area[noise.random(area.shape[:2]) < 0.45] = 30
    page.image = Image.fromarray(picture)
    return page


@pytest.mark.parametrize("corner", [(0, 0), (1, 0), (0, 1), (1, 1)])
def test_one_whole_corner_is_enough(corner):
    page = torn(printed(2), {corner})
    codes = read_codes(wear(page, "torn", skew=1.0).image, dpi=200, today=TODAY)
    assert [code.fields for code in codes] == [{"kind": "result", "code": "KQ.G15.000006"}]


def test_without_any_readable_code_it_is_still_known_as_a_separator():
    facts = process_page(wear(torn(printed(1), set()), "unreadable", skew=1.0).jpeg(), 200).facts
    assert marks(facts) == (Mark.UNREADABLE,)


def test_a_code_of_another_version_is_an_unreadable_separator():
    page = DrawnPage("version")
    page.code("QUAYSO:9:component:GT1", 60, 60, width=60)
    facts = process_page(encode_jpeg(np.asarray(page.image)[:, :, ::-1], 200), 200, read=False).facts
    assert marks(facts) == (Mark.UNREADABLE,)


def test_an_ordinary_page_parts_nothing():
    page = DrawnPage("ordinary")
    page.row("Hướng dẫn: đặt tờ phân tách trước mỗi giấy tờ.")
    facts = process_page(wear(page, "ordinary").jpeg(), 200).facts
    assert marks(facts) == ()


def test_nothing_to_print_is_no_file():
    with pytest.raises(ValueError, match="no separator"):
        separator_pdf([], ABOUT)
