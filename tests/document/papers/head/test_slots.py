"""Number and day: slots, of which each part is kept though another is misread."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.document.papers.head.day import looks_like_day, read_day
from desktop.document.papers.head.number import looks_like_number, read_number
from desktop.model.page import Opinion

READERS = ("tesseract-vie", "asternet", "digits")


def said(*texts: str, sure: float = 0.95) -> list[Opinion]:
    return [
        Opinion(reader=reader, text=text, sure=(sure,) * len(text))
        for reader, text in zip(READERS, texts, strict=False)
    ]


@pytest.mark.parametrize("label", ["Số: ", "Sô: ", "Số:", "Só : ", "Sé: ", "Sá: ", "S6: ", "Số; ", "số: ", "Sốz"])
def test_any_label(label: str) -> None:
    text = f"{label}145/SYT-NVY"
    assert looks_like_number(text)
    number = read_number(said(text, text, text))
    assert (number.digits.text, number.symbol) == ("145", "SYT-NVY")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Số: 12/2024/NĐ-CP", "12/2024/NĐ-CP"),
        ("Số: 09/KH-TTra", "09/KH-TTra"),
        ("Số: 04/QĐ-BCĐ138", "04/QĐ-BCĐ138"),
        ("Số: 77 /KH-SYT-CĐN", "77/KH-SYT-CĐN"),
        ("Số: 3/UBND- VP", "3/UBND-VP"),
        ("Số 05-CV/VPTU", "05-CV/VPTU"),
        ("Số: 12/SNN&PTNT-TL", "12/SNN&PTNT-TL"),
    ],
)
def test_any_symbol(text: str, value: str) -> None:
    assert read_number(said(text, text, text)).text() == value


@pytest.mark.parametrize("read", ["96/QĐĐ-UBND", "96/QDĐ-UBND"])
def test_a_letter_of_a_type_of_document_is_not_there_twice(read: str) -> None:
    assert read_number(said(f"Số: {read}"), ("QĐ", "UBND")).text() == "96/QĐ-UBND"
    assert read_number(said("Số: 9/VPĐKĐĐ-NV"), ("", "VPĐKĐ")).text() == "9/VPĐKĐĐ-NV"


def test_what_must_be_in_a_symbol_tells_how_it_is_spelled() -> None:
    assert read_number(said("Số: 5/QDUBND", "số: 5/qdubnd", "So: 5/QDUBND"), ("QĐ", "UBND")).symbol == "QĐ-UBND"
    assert read_number(said("Số: 5/SNN&PTNT-TL"), ("", "SNNPTNT")).symbol == "SNN&PTNT-TL"


@pytest.mark.parametrize(
    "texts",
    [
        ("Số:J24.2 /KH-SYT", "Số:/942 /KH-SYT", "Só:1942 KH-SYT"),
        ("", "số:1942 khsyt", "S:1942/KH-SYT"),
        ("Số: 1Ÿ4Ê /KH-SYT", "Số:1942KH-SYT", "So:1942IKH-SYT"),
    ],
)
def test_a_bad_digit_throws_no_symbol_away_and_a_lost_slash_none_of_the_digits(texts: tuple[str, ...]) -> None:
    number = read_number(said(*texts), ("KH", "SYT"))
    assert number.text() == "1942/KH-SYT"


def test_digits_that_no_reader_sees_are_not_invented() -> None:
    number = read_number(said("Số: /SYT-NVY", "Số:      /SYT-NVY", "So: /SYT-NVY"))
    assert (number.digits.text, number.text()) == ("", "?/SYT-NVY")


def test_a_one_with_a_long_upstroke() -> None:
    doubted = Opinion(reader="asternet", text="Số: 45/KH-SYT", sure=(0.6,) * 13)
    number = read_number([doubted, *said("", "", "Só:/5/KH-SYT")[2:]])
    assert number.digits.text == "15"
    assert "asternet" not in number.digits.said


def test_readers_agree_only_on_what_they_say_exactly() -> None:
    number = read_number(said("Số: 145/SYT-NVY", "Số: 145/syt-nvy", "Só: I45/SYT-NVY"))
    assert number.digits.said == set(READERS) and number.text() == "145/SYT-NVY"
    other = read_number(said("Số: 146/SYT-NVY", "Số: 145/SYT-NVY", "Só: 145/SYT-NVY"))
    assert other.digits.said == {"asternet", "digits"}


@pytest.mark.parametrize(
    "text", ["SỞ Y TẾ", "V/v rà soát giấy tờ", "Thông tư số 05/2016", "BAN CHỈ ĐẠO 138", "Kính gửi"]
)
def test_other_lines_are_no_numbers(text: str) -> None:
    assert not looks_like_number(text)


DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@given(DAYS, st.sampled_from(["ngày {} tháng {} năm {}", "ngay {} thang {} nam {}", "ngày{}tháng{}năm{}"]))
def test_every_day_is_read_exactly(day: date, form: str) -> None:
    text = f"Xã Mẫu, {form.format(day.day, day.month, day.year)}"
    found = read_day(said(text, text, text), 2100)
    assert (found.day.text, found.month.text, found.year.text) == (str(day.day), str(day.month), str(day.year))
    assert min(len(found.day.said), len(found.month.said), len(found.year.said)) == 3
    assert looks_like_day(text)


@pytest.mark.parametrize("label", ["thángf ", "tháng, ", "thảng ", "tháng "])
def test_a_label_of_the_day_misread(label: str) -> None:
    text = f"Mẫu. ngày 07 {label}11 năm 2026"
    found = read_day(said(text, text, text), 2026)
    assert (found.day.text, found.month.text, found.year.text) == ("07", "11", "2026")


def test_a_day_is_one_of_the_month() -> None:
    """What looks like a 4 before another digit must be a 1."""
    text = "Mẫu, ngày 45 tháng 44 năm 2026"
    found = read_day(said(text, text, text), 2026)
    assert (found.day.text, found.month.text) == ("15", "11")
    assert not found.day.said, "no reader says so by itself"


def test_the_year_is_none_to_come() -> None:
    text = "Mẫu, ngày 1 tháng 2 năm 2031"
    assert read_day(said(text, text, text), 2026).year.text != "2031"


WILD = st.one_of(
    st.text(max_size=60),
    st.text("Sốố:;/\\|-0123456789ABKHSYT .'ngàythángnăm", max_size=60),
    st.sampled_from(["", "Số:", "/", "Số: /-", "ngày tháng năm", "năm", "S" * 60, "1" * 60]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WILD, max_size=4), st.text(max_size=6))
def test_any_text_gives_a_number_or_none(texts: list[str], part: str) -> None:
    opinions = [
        Opinion(reader=READERS[at % 3], text=text, sure=(0.5,) * (len(text) // 2)) for at, text in enumerate(texts)
    ]
    number = read_number(opinions, (part,))
    assert number.digits.text.isdecimal() or not number.digits.text
    assert 0 <= number.digits.chance <= 1
    assert number.text()
    day = read_day(opinions, 2026)
    assert day.day.text in {"", *map(str, range(32)), *(f"{one:02}" for one in range(32))}
    assert day.year.text == "" or 1900 <= int(day.year.text) <= 2026


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 99_999), st.from_regex(r"[A-ZĐ]{2,5}(-[A-ZĐ]{2,5}){0,2}", fullmatch=True), st.booleans())
def test_every_printed_number_is_read_exactly(number: int, symbol: str, spaced: bool) -> None:
    text = f"Số: {number}{' ' if spaced else ''}/{symbol}"
    found = read_number(said(text, text, text))
    assert found.text() == f"{number}/{symbol}"
    assert len(found.digits.said) == len(found.symbol_said) == 3
