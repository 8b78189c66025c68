"""What is said of a register book, and what its separator sheet carries."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.model.book import BadBook, BookSheet, book_sheet, read_book_sheet
from desktop.model.separator import Separator, SeparatorKind, read_separator

TODAY = date(2026, 3, 12)


def test_a_separator_carries_the_book_and_gives_it_back() -> None:
    sheet = book_sheet("kq.g15.000001", 2014, " 02 ", 40, TODAY)
    assert sheet == BookSheet(result="KQ.G15.000001", year=2014, number="02", sheets=40)
    assert sheet.separator.text == "QUAYSO:1:book:KQ.G15.000001/2014/02/40"
    assert read_book_sheet(read_separator(sheet.separator.text)) == sheet


def test_a_result_code_with_strokes_of_its_own_comes_back_whole() -> None:
    sheet = book_sheet("H99/KQ-7", 1995, "3A", 1, TODAY)
    assert read_book_sheet(read_separator(sheet.separator.text)) == sheet


@pytest.mark.parametrize(
    ("result", "year", "number", "sheets", "word"),
    [
        ("", 2014, "1", 1, "mã trống"),
        ("KQ 1", 2014, "1", 1, "ký tự lạ"),
        ("KQ1", 1899, "1", 1, "năm"),
        ("KQ1", 2027, "1", 1, "năm"),
        ("KQ1", 2014, "", 1, "mã trống"),
        ("KQ1", 2014, "1/2", 1, "số quyển"),
        ("KQ1", 2014, "1" * 21, 1, "số quyển"),
        ("KQ1", 2014, "1", 0, "số tờ"),
        ("KQ1", 2014, "1", 10_000, "số tờ"),
    ],
)
def test_what_cannot_be_a_book_is_refused_with_its_reason(
    result: str, year: int, number: str, sheets: int, word: str
) -> None:
    with pytest.raises(BadBook) as refused:
        book_sheet(result, year, number, sheets, TODAY)
    assert word in refused.value.message


@pytest.mark.parametrize(
    "separator",
    [
        Separator(SeparatorKind.RESULT, "KQ1/2014/02/40"),
        Separator(SeparatorKind.BOOK, "KQ1/2014/40"),
        Separator(SeparatorKind.BOOK, "KQ1/NĂM/02/40"),
        Separator(SeparatorKind.BOOK, "KQ1/2014/02/NHIEU"),
    ],
)
def test_other_separators_name_no_book(separator: Separator) -> None:
    assert read_book_sheet(separator) is None
