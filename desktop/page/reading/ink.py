"""Whether the digits of a line were printed with it, written by hand, or stamped by a numbering machine.

A number by hand must never count as printed, so every sign has to say that it is. Where they differ it is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from desktop.machine.folders import resources
from desktop.model.page import Ink, Quad
from desktop.page.geometry import part_of, sides
from desktop.page.image import Pixels, straight, tone_at
from desktop.page.reading.tesseract import Letter, LineWord

_DIGITS = frozenset("0123456789")
_ROWS_PX = 64
_AROUND = 8.0
"""Distance on both sides of the digits in which the print of their line is looked at, in heights of the line."""
_PRINT = ("Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic")
"""Metric twins of what papers are printed in: Times New Roman (NĐ 30/2020/NĐ-CP, Phụ lục I)."""
_FACES = (*_PRINT, "Arimo-Regular", "Arimo-Bold")
"""Those and plain ones, as of numbering machines. A pen's strokes are plain too: they never tell of print."""
_UNLIKE = "5"
"""The digit whose shape differs too much between typefaces: its likeness tells nothing."""
_LABEL = re.compile(r"(?<=[^\W\d])\d(?=[:;])")
_GLYPH_PX = 32
_SHIFT_PX = 4
_LIKE, _LIKE_ALL = 0.72, 0.82
"""Least likeness of each digit of a print to a face, and of all in the mean: by hand one or two have it, never all."""
_HAND_LIKE = 0.62
_EVEN, _UNEVEN = 0.07, 0.16
"""How much the heights and the feet of digits differ, in their height: in print at most, by hand at least."""
_AS_HIGH = (0.85, 1.12)
_LARGE, _STAMPED_LARGE = 1.2, 1.35
"""Height of the digits in that of their line's taller letters: printed with them; by hand; stamped."""
_OTHER_COLOUR = 36
_SPECK_PX = 12
_INKED = 0.4


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One digit as it stands in the picture, `_ROWS_PX` high, and how like each of the faces it is."""

    digit: str
    mark: int
    top: int
    foot: int
    likes: tuple[float, ...]
    colour: npt.NDArray[np.float64]


def ink_of(pixels: Pixels, quad: Quad, words: Sequence[LineWord], others: Sequence[str]) -> Ink:
    """How the digits in a line came onto the paper.

    One digit alone is never told to be printed or stamped: it may be half of what is there. Nor may one line hold two
    slots: digits by hand that are read as letters stand unseen beside the printed ones.

    Args:
        pixels: the page as scanned, BGR.
        quad: where the line lies, px of the page.
        words: as the reader of digits has them, which says where each of them stands.
        others: the same line by the other readers, who seldom read by hand the same as the third one.
    """
    digits = [letter for word in words for letter in _digits_in(word)]
    picture = _Picture(pixels, quad)
    glyphs = [glyph for letter in digits if (glyph := picture.glyph(letter))]
    if not glyphs or len(glyphs) < len(digits):
        return Ink.UNKNOWN
    joined = len({glyph.mark for glyph in glyphs}) < len(glyphs)
    uneven, apart, height = _uneven(glyphs), picture.colour_apart(glyphs), picture.height(glyphs)
    even = not joined and uneven <= _EVEN and _confirmed(glyphs, others)
    if even and not apart and _AS_HIGH[0] <= height <= _AS_HIGH[1] and _typed(glyphs, len(_PRINT)):
        return Ink.PRINTED
    if even and (apart or height >= _STAMPED_LARGE) and _typed(glyphs, len(_FACES)):
        return Ink.STAMPED
    if uneven >= _UNEVEN or _like(glyphs, len(_FACES))[1] <= _HAND_LIKE:
        return Ink.HANDWRITTEN
    if (apart or height >= _LARGE) and not _typed(glyphs, len(_FACES)):
        return Ink.HANDWRITTEN
    return Ink.UNKNOWN


def _digits_in(word: LineWord) -> list[Letter]:
    """The digits of a word; not one between a letter and a colon, which is a letter of a label ("S6:")."""
    found = []
    for at, letter in enumerate(word.letters):
        label = 0 < at < len(word.text) - 1 and word.text[at - 1].isalpha() and word.text[at + 1] in ":;"
        if letter.text in _DIGITS and not label:
            found.append(letter)
    return found


def _typed(glyphs: Sequence[_Glyph], faces: int) -> bool:
    """Whether the digits are of one face: two of them at least, one may look so by chance."""
    least, mean = _like(glyphs, faces)
    telling = sum(glyph.digit not in _UNLIKE for glyph in glyphs)
    return telling > 1 and least >= _LIKE and mean >= _LIKE_ALL


def _like(glyphs: Sequence[_Glyph], faces: int) -> tuple[float, float]:
    """How like the one of the first faces that fits best the least like digit is, and all of them in the mean."""
    likes = np.array([glyph.likes[:faces] for glyph in glyphs if glyph.digit not in _UNLIKE])
    if not len(likes):
        return 0.0, 0.0
    best = likes[:, int(likes.mean(axis=0).argmax())]
    return float(best.min()), float(best.mean())


def _confirmed(glyphs: Sequence[_Glyph], others: Sequence[str]) -> bool:
    digits = [glyph.digit for glyph in glyphs]
    return any([c for c in _LABEL.sub("", other) if c in _DIGITS] == digits for other in others)


def _uneven(glyphs: Sequence[_Glyph]) -> float:
    """How much the digits differ in height or stand on different lines, in their height."""
    heights, feet = [glyph.foot - glyph.top for glyph in glyphs], [glyph.foot for glyph in glyphs]
    return float(max(np.ptp(heights), np.ptp(feet)) / np.median(heights))


class _Picture:
    """A line with what stands beside it, laid straight.

    Args:
        pixels: the page as scanned, BGR.
        quad: the line, px of the page.
    """

    def __init__(self, pixels: Pixels, quad: Quad) -> None:
        long, high = sides(quad)
        around = _AROUND * high / long
        self._colour = straight(pixels, part_of(quad, -around, 1 + around), _ROWS_PX).astype(np.float64)
        self._width = self._colour.shape[1]
        self._left, self._share = around / (1 + 2 * around), 1 / (1 + 2 * around)
        grey = cv2.cvtColor(self._colour.astype(np.uint8), cv2.COLOR_BGR2GRAY)
        paper = tone_at(grey, 75)
        depth = max(30, paper - tone_at(grey, 2))
        self._ink = np.clip((paper - grey.astype(np.float32)) / depth, 0, 1)
        _, self._marks, self._stats, _ = cv2.connectedComponentsWithStats(
            (self._ink > _INKED).astype(np.uint8), connectivity=8
        )

    def glyph(self, letter: Letter) -> _Glyph | None:
        """The largest mark where a letter stands; None where there is none."""
        at = (self._left + self._share * (letter.left + letter.right) / 2) * self._width
        lefts, areas = self._stats[:, cv2.CC_STAT_LEFT], self._stats[:, cv2.CC_STAT_AREA]
        under = (lefts - 2 <= at) & (at <= lefts + self._stats[:, cv2.CC_STAT_WIDTH] + 2) & (areas > _SPECK_PX)
        under[0] = False
        if not under.any():
            return None
        mark = int(np.where(under, areas, 0).argmax())
        x, y, w, h = (int(n) for n in self._stats[mark, :4])
        own = self._marks[y : y + h, x : x + w] == mark
        shape = _at_one_size(np.where(own, self._ink[y : y + h, x : x + w], 0))
        likes = tuple(_likeness(shape, face[letter.text]) for face in _faces())
        return _Glyph(letter.text, mark, y, y + h, likes, self._tint(mark))

    def colour_apart(self, glyphs: Sequence[_Glyph]) -> bool:
        """Whether the digits have another colour than the print beside them."""
        beside = self._beside(glyphs)
        if not beside:
            return False
        print_tint = np.median([self._tint(mark) for mark in beside], axis=0)
        own = np.median([glyph.colour for glyph in glyphs], axis=0)
        return float(np.linalg.norm(own - print_tint)) > _OTHER_COLOUR

    def height(self, glyphs: Sequence[_Glyph]) -> float:
        """Height of the digits in that of the taller letters beside them; 1 where there are none."""
        beside = self._beside(glyphs)
        if not beside:
            return 1.0
        usual = np.percentile(self._stats[beside, cv2.CC_STAT_HEIGHT].tolist(), 85)
        return float(np.median([glyph.foot - glyph.top for glyph in glyphs]) / usual)

    def _beside(self, glyphs: Sequence[_Glyph]) -> list[int]:
        """The letters beside the digits: marks that stand whole in the picture, as high as one at least."""
        own = {glyph.mark for glyph in glyphs}
        least = 0.5 * float(np.median([glyph.foot - glyph.top for glyph in glyphs]))
        tops, heights = self._stats[:, cv2.CC_STAT_TOP], self._stats[:, cv2.CC_STAT_HEIGHT]
        letters = (tops > 0) & (tops + heights < _ROWS_PX) & (heights >= least)
        letters &= self._stats[:, cv2.CC_STAT_WIDTH] < 2 * _ROWS_PX
        return [int(mark) for mark in np.flatnonzero(letters) if mark and mark not in own]

    def _tint(self, mark: int) -> npt.NDArray[np.float64]:
        """How far the ink of a mark is from grey: blue and red against green, at its darkest."""
        x, y, w, h = (int(n) for n in self._stats[mark, :4])
        inked = (self._marks[y : y + h, x : x + w] == mark) & (self._ink[y : y + h, x : x + w] > 0.7)
        spots = self._colour[y : y + h, x : x + w][inked]
        if not len(spots):
            return np.zeros(2)
        blue, green, red = np.median(spots, axis=0)
        return np.array([blue - green, red - green])


@cache
def _faces() -> tuple[dict[str, npt.NDArray[np.float32]], ...]:
    """The ten digits of each face."""
    return tuple(_digits_of(face) for face in _FACES)


def _digits_of(face: str) -> dict[str, npt.NDArray[np.float32]]:
    font = ImageFont.truetype(str(resources() / "fonts" / f"{face}.ttf"), 3 * _GLYPH_PX)
    drawn = {}
    for digit in sorted(_DIGITS):
        sheet = Image.new("L", (5 * _GLYPH_PX, 5 * _GLYPH_PX))
        ImageDraw.Draw(sheet).text((_GLYPH_PX, _GLYPH_PX), digit, 255, font=font)
        drawn[digit] = _at_one_size(np.asarray(sheet.crop(sheet.getbbox()), np.float32) / 255)
    return drawn


def _at_one_size(shape: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """A glyph `_GLYPH_PX` high in the middle of a square, a little blurred."""
    height, width = shape.shape
    wide = max(1, min(_GLYPH_PX, round(width * _GLYPH_PX / height)))
    square = np.zeros((_GLYPH_PX, _GLYPH_PX), np.float32)
    left = (_GLYPH_PX - wide) // 2
    square[:, left : left + wide] = cv2.resize(shape, (wide, _GLYPH_PX), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(square, (0, 0), 1.2))


def _likeness(one: npt.NDArray[np.float32], other: npt.NDArray[np.float32]) -> float:
    """How alike two glyphs are where they fit best, -1 to 1."""
    around = cv2.copyMakeBorder(one, 2, 2, _SHIFT_PX, _SHIFT_PX, cv2.BORDER_CONSTANT)
    return float(cv2.matchTemplate(around, other, cv2.TM_CCOEFF_NORMED).max())
