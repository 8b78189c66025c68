"""What forms have printed on them is known where it was read badly; values and other papers stay as read."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest

from desktop.model.page import Line, Reading
from desktop.page.image import Pixels
from desktop.page.reading.printed import find_printed, load_forms, printed_texts
from desktop.page.reading.readers import Readers
from desktop.page.reading.tesseract import LineWord
from desktop.page.reading.whole import read_page

CARD = (
    "CĂN CƯỚC CÔNG DÂN",
    "Cuzen Identrty Card",
    "Số7/No.: 064165148941",
    "Ngày sinh / Date of bưth. 20/06/1965",
    "Nữ Quốc tịch/Natlonality: Việt Nam",
    "Có gá trị đên / Date of expxy",
)
AS_PRINTED = (
    "CĂN CƯỚC CÔNG DÂN",
    "Citizen Identity Card",
    "Số / No.: 064165148941",
    "Ngày sinh / Date of birth: 20/06/1965",
    "Nữ Quốc tịch / Nationality: Việt Nam",
    "Có giá trị đến / Date of expiry:",
)
APPLICATION = (
    "TỜ KHAI CĂN CƯỚC CÔNG DÂN",
    "Họ và tên",
    "Giới tính, Nữ",
    "Quê quán: Xã An Mẫu",
    "Nơi thường trú",
    "Có giá trị đên",
)
"""An application for a card: some words of the card, as it has them."""


class Says:
    """A reader that has one line after the other as it was told."""

    name = "says"

    def __init__(self, texts: tuple[str, ...], sure: float = 0.6) -> None:
        self.texts = iter(texts)
        self.sure = sure

    def read(self, line: Pixels) -> tuple[LineWord, ...]:
        parts = next(self.texts).split()
        return tuple(
            LineWord(part, at / len(parts), (at + 0.9) / len(parts), self.sure) for at, part in enumerate(parts)
        )


def known(line: str, texts: tuple[str, ...]) -> str:
    words = line.split()
    for place in reversed(find_printed(words, texts)):
        words[place.begin : place.end] = [place.text]
    return " ".join(words)


def test_labels_of_a_card_are_known_and_its_values_stay():
    texts = printed_texts(CARD)
    assert tuple(known(line, texts) for line in CARD) == AS_PRINTED


def test_other_papers_are_none_of_the_forms():
    assert printed_texts(APPLICATION) == ()
    assert printed_texts(("CĂN CƯỚC CÔNG DÂN",)) == (), "nothing else speaks for it"
    assert printed_texts(()) == ()


@pytest.mark.parametrize(
    "value",
    ["HỒ VĂN TÊN", "Tổ 3, Khu phố Mẫu, Xã An Mẫu, Tỉnh Mẫu", "20/06/1965", "064165148941", "Không thời hạn", "Nam"],
)
def test_no_value_is_taken_for_a_label(value):
    texts = tuple(text for form in load_forms() for text in form.texts)
    assert known(value, texts) == value


def test_a_value_that_hangs_on_its_label_is_not_lost():
    assert known("Sinh ngày:20-04-1970", ("Sinh ngày:",)) == "Sinh ngày:20-04-1970"
    assert known("Có giá trị đến:-17/04/2029", ("Có giá trị đến:",)) == "Có giá trị đến:-17/04/2029"


@pytest.mark.parametrize("said", ["Sö/No,", "SốNo.:", "Số7/No.:"])
def test_marks_and_spaces_are_what_small_type_loses_first(said):
    assert known(said, ("Số / No.:",)) == "Số / No.:"


def test_of_two_texts_the_one_that_covers_more_counts():
    texts = ("Họ và tên:", "Họ và tên / Full name:")
    assert known("Họ và tên / Ful name", texts) == "Họ và tên / Full name:"
    assert known("Họ và tên. BÙI", texts) == "Họ và tên: BÙI"


def test_every_text_stands_in_one_way_to_write_it():
    for form in load_forms():
        assert set(form.tells) < set(form.texts)
        for text in form.texts:
            assert text == " ".join(unicodedata.normalize("NFC", text).split())
            assert not any(letter.isdigit() for letter in text)


def read(first: Says, second: Says | None = None) -> Reading:
    """A page of as many lines as a card has here."""
    height, width = 40 * (len(CARD) + 1), 900
    pixels = np.full((height, width, 3), 255, np.uint8)
    lines = []
    for at in range(len(CARD)):
        top = 40 * at + 20
        pixels[top + 5 : top + 25, 100:800:40] = 0
        quad = ((50.0, top), (850.0, top), (850.0, top + 30.0), (50.0, top + 30.0))
        lines.append(Line(quad=quad, score=0.9))
    return read_page(pixels, lines, np.eye(3), (width, height), Readers(first, second))


def test_the_reading_says_what_is_printed_and_keeps_what_was_read_beside_it():
    reading = read(Says(CARD))
    assert [line.text for line in reading.lines] == list(AS_PRINTED)
    birth = reading.lines[3]
    assert [word.text for word in birth.words][-2:] == ["birth:", "20/06/1965"]
    assert birth.words[0].rival == "Ngày sinh / Date of bưth.", "no two readers agreed on it"
    assert birth.words[-1].rival is None, "the value is as it was"
    places = [word.box[0] for word in birth.words]
    assert places == sorted(places)


def test_a_line_that_one_reader_lost_is_known_by_the_other():
    lost = (*CARD[:-1], "Cc g1A Ỉn ổøn ; Dœê dĩ cxpIy")
    reading = read(Says(lost), Says(CARD, 0.5))
    assert [line.text for line in reading.lines] == list(AS_PRINTED)
    both_lost = read(Says(lost), Says((*CARD[:-1], "Noicu n:: Phare"), 0.5))
    assert both_lost.lines[-1].text == lost[-1]
