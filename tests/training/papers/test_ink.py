"""Digits of many hands, numbering machines and stamps: wide, the same by seed, and where the truth says they are."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date

import numpy as np
import pytest

from desktop.training.papers.ink.digits import FORMS
from desktop.training.papers.ink.hand import INKS, PENS, hand, smaller, write, written
from desktop.training.papers.ink.slots import Slot, slotted
from desktop.training.papers.ink.stamps import MARKS, marked, received
from desktop.training.papers.page import HANDWRITTEN, PRINTED, STAMPED, DrawnPage, Quad

HANDS = 400
DPI = 100


def blank(seed: int | str = 1) -> DrawnPage:
    return DrawnPage(seed, DPI, (120, 40))


def inked(before: DrawnPage, after: DrawnPage, quad: Quad | None = None) -> int:
    """How many px differ, in a box where one is given."""
    changed = (np.asarray(before.image) != np.asarray(after.image)).any(axis=2)
    if quad is None:
        return int(changed.sum())
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return int(changed[int(min(ys)) - 1 : int(max(ys)) + 2, int(min(xs)) - 1 : int(max(xs)) + 2].sum())


@pytest.mark.parametrize("digit", list("0123456789"))
def test_every_form_of_a_digit_stays_near_its_box_between_both_extremes(digit: str) -> None:
    for form in FORMS[digit].values():
        for reach in (0.0, 0.5, 1.0):
            points = np.vstack(form.strokes(reach, random.Random(1), 0.0))
            assert points[:, 0].min() > -0.3
            assert points[:, 0].max() < 0.9
            assert -0.2 < points[:, 1].min() < 0.3
            assert 0.7 < points[:, 1].max() < 1.25
            if digit != "1":
                assert np.ptp(points[:, 0]) > 0.25, "a digit without width is a bar"


def test_hands_are_many() -> None:
    hands = [hand(seed) for seed in range(HANDS)]
    forms = defaultdict(set)
    for one in hands:
        for digit, name in one.forms.items():
            forms[digit].add(name)
    assert {digit: set(names) for digit, names in FORMS.items()} == forms
    assert {one.pen for one in hands} == set(PENS)
    assert {one.ink for one in hands} == set(INKS)
    for name, least in (("height", 2.5), ("slant", 0.35), ("gap", 0.18), ("width", 0.5), ("pressure", 0.4)):
        values = [getattr(one, name) for one in hands]
        assert max(values) - min(values) > least, name
    assert {one.joined > 0 for one in hands} == {one.shake > 0 for one in hands} == {True, False}


def test_a_hand_is_the_same_at_every_call_and_never_writes_twice_alike() -> None:
    assert hand("somebody") == hand("somebody") != hand("somebody else")
    chance = random.Random(1)
    one, other = (written(hand(1), "27", chance) for _ in range(2))
    assert one.box != other.box
    again = written(hand(1), "27", random.Random(1))
    assert again.box == one.box


@pytest.mark.parametrize("seed", range(12))
def test_digits_stand_side_by_side_where_the_box_says(seed: int) -> None:
    page, clean = blank(), blank()
    text = written(hand(seed), "1945", random.Random(seed))
    x0, y0, x1, y1 = write(page, hand(seed), text, 20, 20)
    scale = DPI / 25.4
    there = [(x0 * scale, y0 * scale), (x1 * scale, y1 * scale)]
    assert inked(clean, page, there) > 0.97 * inked(clean, page) > 40
    alone = written(hand(seed), "1", random.Random(seed))
    assert x1 - x0 > 2 * (alone.box[2] - alone.box[0])


def test_ink_darkens_type_and_never_hides_it() -> None:
    page = blank()
    page.text("Số: ........../QĐ-UBND", 10, 15, 13)
    before = np.asarray(page.image).astype(int)
    write(page, hand(3), written(hand(3), "8888", random.Random(1)), 12, 20)
    assert (np.asarray(page.image).astype(int) <= before).all()


def test_a_smaller_hand_keeps_its_digits_open() -> None:
    broad = hand(next(seed for seed in range(99) if hand(seed).pen == "felt"))
    small = smaller(broad, 0.4)
    assert small.height == pytest.approx(0.4 * broad.height)
    assert small.width <= 0.15 * small.height + 1e-9


@pytest.mark.parametrize("ink", [PRINTED, STAMPED, HANDWRITTEN])
def test_a_slot_is_noted_with_its_ink_and_its_place(ink: str) -> None:
    page, without = blank(), blank()
    slotted(page, ["Số: ", Slot("number", "147", ink, 12, who=hand(2)), "/QĐ-UBND"], 60, 15, 13, "", random.Random(1))
    (line,), (slot,) = page.truth.lines, page.truth.slots
    assert line["text"] == "Số: 147/QĐ-UBND"
    assert line.get("ink", PRINTED) == slot["ink"] == page.truth.ink("number") == ink
    assert slot["text"] == "147"
    assert inked(without, page, slot["quad"]) > 30
    left, right = (min(x for x, _ in one["quad"]) for one in (line, slot))
    assert left < right


@pytest.mark.parametrize("seed", range(4))
def test_a_stamp_is_noted_where_it_was_pressed(seed: int) -> None:
    page, clean = blank(), blank()
    words = random.Random(seed).choice(MARKS)
    marked(page, words, 60, 20, random.Random(seed))
    (line,) = page.truth.lines
    assert (line["text"], line["ink"]) == (words, STAMPED)
    assert inked(clean, page, line["quad"]) > 100


def test_the_stamp_of_incoming_mail_has_its_own_number_and_day_in_another_hand() -> None:
    page = DrawnPage(1, DPI, (120, 60))
    received(page, "VĂN PHÒNG XÃ MẪU", "2352", date(2018, 3, 21), hand(5), 60, 30, random.Random(2))
    assert page.truth.fields == {}, "they are not the paper's own"
    lines = {line["text"]: line["ink"] for line in page.truth.lines}
    written_ones = [text for text, ink in lines.items() if ink == HANDWRITTEN]
    assert any("2352" in text for text in written_ones)
    assert sum("21" in text for text in written_ones) == 1
    assert lines["VĂN PHÒNG XÃ MẪU"] == STAMPED
