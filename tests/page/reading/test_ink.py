"""Digits printed, by hand, stamped: told apart, and never by hand called printed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from desktop.machine.folders import resources
from desktop.model.page import Ink, Quad
from desktop.page.reading.ink import ink_of
from desktop.page.reading.tesseract import Letter, LineWord

BLACK, BLUE, VIOLET = (25, 25, 25), (40, 60, 170), (110, 50, 150)
HIGH = 60
WIDE = 900
QUAD: Quad = ((0.0, 40.0), (WIDE, 40.0), (WIDE, 40.0 + HIGH), (0.0, 40.0 + HIGH))
SLOT = 130
# A digit by hand: strokes through points, in a square of its own; the 1 with its upstroke, the 4 open, the 7 crossed.
HANDS = {
    "1": [[(0.1, 0.45), (0.6, 0.0), (0.5, 1.0)]],
    "2": [[(0.1, 0.25), (0.4, 0.0), (0.7, 0.2), (0.1, 0.95), (0.4, 0.8), (0.9, 1.0)]],
    "4": [[(0.2, 0.0), (0.05, 0.55), (0.7, 0.5)], [(0.65, 0.1), (0.55, 1.0)]],
    "7": [[(0.05, 0.1), (0.8, 0.0), (0.3, 1.0)], [(0.15, 0.5), (0.75, 0.45)]],
}


class Sheet:
    """A line "Số:      /UBND" with room for digits."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDE, 140), "white")
        self.pen = ImageDraw.Draw(self.image)
        self.letters: list[Letter] = []
        self.print("Số:", 20)
        self.print("/UBND-VP", 420)

    def print(self, text: str, x: float, size: int = 44, face: str = "Tinos-Regular") -> None:
        font = ImageFont.truetype(str(resources() / "fonts" / f"{face}.ttf"), size)
        self.pen.text((x, 88), text, BLACK, font=font, anchor="ls")

    def digits(self, text: str, size: int = 44, face: str = "Tinos-Regular", colour: tuple[int, ...] = BLACK) -> None:
        font = ImageFont.truetype(str(resources() / "fonts" / f"{face}.ttf"), size)
        x = float(SLOT)
        for digit in text:
            self.pen.text((x, 88), digit, colour, font=font, anchor="ls")
            self._seen(digit, x, x + font.getlength(digit))
            x += font.getlength(digit) + 1

    def hand(self, text: str, sizes: Sequence[int], colour: tuple[int, ...] = BLACK, drop: int = 0) -> None:
        x = float(SLOT)
        for number, (digit, size) in enumerate(zip(text, sizes, strict=True)):
            foot = 88 + drop * (number % 2)
            for stroke in HANDS[digit]:
                points = [(x + 0.7 * size * px, foot - size * (1 - py)) for px, py in stroke]
                self.pen.line(points, colour, 4, joint="curve")
            self._seen(digit, x, x + 0.6 * size)
            x += 0.9 * size

    def ink(self, *others: str) -> Ink:
        word = LineWord("".join(one.text for one in self.letters), 0.1, 0.4, 0.99, tuple(self.letters))
        pixels = np.ascontiguousarray(np.asarray(self.image)[:, :, ::-1])
        return ink_of(pixels, QUAD, [word], others)

    def _seen(self, digit: str, left: float, right: float) -> None:
        self.letters.append(Letter(text=digit, left=left / WIDE, right=right / WIDE, sure=0.99, digit=digit))


@pytest.mark.parametrize("face", ["Tinos-Regular", "Tinos-Italic", "Tinos-Bold", "Tinos-BoldItalic"])
def test_digits_of_the_line_s_own_print_are_printed(face: str) -> None:
    sheet = Sheet()
    sheet.digits("2074", face=face)
    assert sheet.ink("Số: 2074/UBND-VP") is Ink.PRINTED


def test_a_print_that_no_other_reader_confirms_is_unknown() -> None:
    sheet = Sheet()
    sheet.digits("2074")
    assert sheet.ink("Số: 2014/UBND-VP", "Số: 2O7A/UBND-VP") is Ink.UNKNOWN


@pytest.mark.parametrize(
    ("text", "sizes", "drop"), [("174", (44, 38, 50), 0), ("1247", (34, 34, 34, 34), 9), ("72", (52, 54), 2)]
)
def test_digits_by_hand_are_never_printed_however_many_readers_agree(
    text: str, sizes: tuple[int, ...], drop: int
) -> None:
    sheet = Sheet()
    sheet.hand(text, sizes, drop=drop)
    assert sheet.ink(text, text) is Ink.HANDWRITTEN


def test_even_digits_by_hand_are_not_printed() -> None:
    for text in ("1247", "77", "42", "111"):
        sheet = Sheet()
        sheet.hand(text, [30] * len(text))
        assert sheet.ink(text, text) is not Ink.PRINTED


def test_another_colour_than_the_print_is_a_hand_s_or_a_stamp_s() -> None:
    by_hand = Sheet()
    by_hand.hand("247", (32, 32, 32), BLUE)
    assert by_hand.ink("247") is Ink.HANDWRITTEN
    stamped = Sheet()
    stamped.digits("2074", 44, "Arimo-Bold", VIOLET)
    assert stamped.ink("2074") is Ink.STAMPED


def test_even_digits_much_larger_than_the_print_were_stamped() -> None:
    sheet = Sheet()
    sheet.digits("2074", 64, "Arimo-Regular")
    assert sheet.ink("2074") is Ink.STAMPED


@pytest.mark.parametrize("text", ["7", "75"])
def test_one_digit_that_tells_is_too_few_for_a_print(text: str) -> None:
    """A 5 has another flag in each cut of a face."""
    sheet = Sheet()
    sheet.digits(text)
    assert sheet.ink(text) is Ink.UNKNOWN


def test_without_digits_nothing_is_told() -> None:
    assert Sheet().ink("") is Ink.UNKNOWN


def test_digits_that_hang_together_are_no_print() -> None:
    sheet = Sheet()
    sheet.digits("2074")
    sheet.pen.line([(SLOT + 5, 75), (SLOT + 60, 75)], BLACK, 4)
    assert sheet.ink("2074") is Ink.HANDWRITTEN


def test_a_label_that_was_read_with_a_digit_is_none() -> None:
    sheet = Sheet()
    sheet.letters += [
        Letter(text=c, left=at / 45, right=(at + 1) / 45, sure=0.6, digit="5") for at, c in enumerate("S6:")
    ]
    sheet.digits("2074")
    assert sheet.ink("S6: 2074/UBND-VP") is Ink.PRINTED
