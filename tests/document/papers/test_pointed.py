"""What a clerk points at, as the value of a field."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.document.papers.field import FieldState
from desktop.document.papers.pointed import Pointed, line_at, read_anew, value_of, words_in
from desktop.model.page import BoxReading, Ink, Opinion, Reading, ReadLine, Word

TODAY = date(2026, 6, 1)


def value(name: str, *texts: str, digits: str = ""):
    return value_of(name, Pointed((0, 0, 10, 10), texts, digits), 1, TODAY)


def word(text: str, left: int, *, sure: float = 0.95, rival: str | None = None) -> Word:
    return Word(text=text, box=(left, 100, 80, 30), confidence=sure, rival=rival)


def page(*words: Word) -> Reading:
    text = " ".join(one.text for one in words)
    line = ReadLine(text=text, box=(100, 100, 900, 30), confidence=0.9, words=words)
    return Reading(width=1654, height=2339, lines=(line,), reader="tesseract-vie+asternet")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("issued", "Hà Nội, ngày 12 tháng 3 năm 2026", "2026-03-12"),
        ("issued", "Cấp ngày: 05/01/2024.", "2024-01-05"),
        ("number", "Số: 45/UBND-VP", "45/UBND-VP"),
        ("number", "45/UBND-VP", "45/UBND-VP"),
        ("tax_number", "Mã số thuế: 0100233488", "0100233488"),
        ("issuer", "ỦY BAN NHÂN DÂN XÃ MẪU", "ỦY BAN NHÂN DÂN XÃ MẪU"),
        ("signer", "Nguyễn Văn An", "Nguyễn Văn An"),
    ],
)
def test_a_field_takes_of_a_line_what_it_can_be(name: str, text: str, expected: str) -> None:
    found = value(name, text)
    assert found is not None
    assert (found.value, found.page, found.state, found.other) == (expected, 1, FieldState.SINGLE, "")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("issued", "Nguyễn Văn An"),
        ("issued", "ngày 12 tháng 3 năm 20 26"),
        ("issued", "ngày 12 tháng 3 năm 2027"),
        ("signer", "12/03/2026"),
        ("tax_number", "Mã số thuế: 0100233489"),
        ("number", ""),
    ],
)
def test_what_cannot_be_the_value_is_not_taken(name: str, text: str) -> None:
    assert value(name, text) is None


def test_what_another_reader_reads_otherwise_is_the_other_value() -> None:
    found = value("issued", "12/03/2026", "12/08/2026", digits="12/05/2026")
    assert found is not None
    assert (found.value, found.other, found.state) == ("2026-03-12", "2026-05-12", FieldState.ASKED)
    name = value("signer", "Nguyễn Văn An", "Nguyễn Văn Ân", digits="1234 A")
    assert name is not None
    assert name.other == "Nguyễn Văn Ân"


def test_a_click_takes_its_line_with_what_the_other_reader_has() -> None:
    reading = page(word("Nguyễn", 100), word("Văn", 200, rival="Văn"), word("An", 300, rival="Ân"))
    pointed = line_at(reading, (850, 115))
    assert pointed is not None
    assert pointed.texts == ("Nguyễn Văn An", "Nguyễn Văn Ân")
    assert not pointed.sure
    assert line_at(reading, (850, 300)) is None


def test_a_frame_takes_the_words_whose_middle_lies_in_it() -> None:
    reading = page(word("Số:", 100), word("45/GT", 200, rival="45/GT"), word("khác", 300, sure=0.4))
    assert words_in(reading, (195, 90, 100, 50)).texts == ("45/GT",)
    assert words_in(reading, (195, 90, 100, 50)).sure
    assert not words_in(reading, (195, 90, 300, 50)).sure
    assert not words_in(reading, (1000, 900, 300, 50)).sure


def test_the_opinions_on_a_box_become_one_line_each() -> None:
    opinions = (
        Opinion(reader="tesseract-vie", text="Ủy ban\nXã Mẫu", sure=(0.9, 0.8)),
        Opinion(reader="asternet", text="Ủy ban Xã Mẫu", sure=(0.9,)),
        Opinion(reader="digits", text="0 1", sure=(0.5,)),
    )
    pointed = read_anew(BoxReading(box=(1, 2, 3, 4), opinions=opinions, ink=Ink.PRINTED))
    assert pointed == Pointed((1, 2, 3, 4), ("Ủy ban Xã Mẫu", "Ủy ban Xã Mẫu"), "0 1", 0.8)
    assert read_anew(BoxReading(box=(1, 2, 3, 4), opinions=(), ink=Ink.UNKNOWN)).texts == ()
