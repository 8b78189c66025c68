"""Lines for machines: all readers are asked, check digits decide; and the page says what they prove."""

from __future__ import annotations

from datetime import date

import numpy as np

from desktop.document.papers.field import FieldState
from desktop.document.papers.fields import read_fields
from desktop.model.mrz import card_lines
from desktop.page.geometry import corners
from desktop.page.reading.machine import LineForMachines, machine_lines
from desktop.page.reading.readers import Readers
from desktop.page.reading.tesseract import LineWord
from desktop.page.work import process_page
from desktop.training.papers.cards import card_back, card_front
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import wear
from desktop.training.people import person

CARD = card_lines("001093047064", "Lê Ví Dụ", "Nam", date(1993, 1, 5), date(2033, 1, 5))
WORSE = (CARD[0].replace("3", "5").replace("6", "ó"), CARD[1].replace("3", "5"), "LE<<VT<DU".ljust(28, "<"))


class Says:
    """A reader that has each line as it was told; a line is known by its tone."""

    name = "says"

    def __init__(self, *texts: str) -> None:
        self.texts = texts
        self.asked = 0

    def read(self, line):
        self.asked += 1
        return (LineWord(self.texts[int(line[0, 0])], 0.0, 1.0, 0.9),)


def lines(texts, tops=None):
    """Lines under one another, 60 px apart where nothing else is said."""
    return [
        LineForMachines(text, np.full((40, 100), at, np.uint8), corners((100, tops[at] if tops else 60 * at, 900, 40)))
        for at, text in enumerate(texts)
    ]


def test_who_reads_them_right_is_known_by_the_check_digits():
    said = machine_lines(lines(WORSE), Readers(Says(*WORSE), Says(*CARD), Says(*WORSE)))
    assert said == dict(enumerate(CARD))


def test_the_second_reader_is_asked_once_and_only_for_what_the_others_do_not_prove():
    proved, unproved = Says(*CARD), Says(*CARD)
    assert machine_lines(lines(CARD), Readers(Says(*CARD), proved, Says(*CARD))) == dict(enumerate(CARD))
    assert machine_lines(lines(WORSE), Readers(Says(*WORSE), unproved, Says(*WORSE))) == dict(enumerate(CARD))
    assert (proved.asked, unproved.asked) == (1, 3)


def test_nobody_is_asked_about_a_page_without_fillers():
    others = Says("0123456789 0123456789 0123456789")
    table = lines(["0123456789 0123456789 0123456789", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
    assert machine_lines(table, Readers(others, others, others)) == {}
    assert others.asked == 0


def test_a_label_elsewhere_on_the_sheet_is_not_taken_for_the_name():
    """A dash in a line of capitals is read as fillers; the card's other side has such lines."""
    page = (*CARD[:2], "NU--QUOCTICHNATIONALITYVIETNAM")
    others = Says(*page)
    assert machine_lines(lines(page, (0, 60, 600)), Readers(others, others, others)) == dict(enumerate(CARD[:2]))


def test_the_name_is_found_by_its_place_where_its_fillers_are_lost():
    page = (*CARD[:2], "LE<<VI<DU")
    others = Says(*CARD)
    assert machine_lines(lines(page), Readers(Says(*page), others, others)) == dict(enumerate(CARD))


def test_a_card_copied_onto_one_sheet_says_who_holds_it_without_its_code():
    page, who = DrawnPage("machine"), person("machine")
    card_front(page, who, 60, 50)
    card_back(page, who, 60, 150)
    reading = process_page(wear(page, "machine", skew=1.0).jpeg(), 200).facts.reading
    assert reading is not None
    true = [line["text"] for line in page.truth.lines if "<<" in line["text"]]
    assert set(true[:2]) <= {line.text for line in reading.lines}
    fields = read_fields([reading], [()])
    assert (fields["owner_id"].value, fields["owner_born"].value) == (who.number, who.born.isoformat())
    assert fields["owner_id"].source == "mrz"
    assert fields["sex"].value == who.sex
    assert fields["owner_id"].state is FieldState.GREEN
