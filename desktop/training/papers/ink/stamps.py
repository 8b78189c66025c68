"""Rubber on paper: numbering machines, marks of haste and secrecy, the stamp of incoming mail."""

from __future__ import annotations

import math
import random
from datetime import date

import numpy as np
from PIL import Image, ImageDraw

from desktop.training.papers.ink.hand import Hand, write, written
from desktop.training.papers.ink.press import Colour, press, worn
from desktop.training.papers.page import HANDWRITTEN, STAMPED, DrawnPage, Quad

RED: Colour = (206, 34, 40)
PADS: tuple[Colour, ...] = (RED, (190, 30, 60), (70, 50, 150), (36, 52, 150), (30, 30, 36))
"""Ink of stamp pads."""
MARKS = ("HỎA TỐC", "KHẨN", "THƯỢNG KHẨN", "MẬT", "TỐI MẬT", "SAO Y", "SAO Y BẢN CHÍNH", "SAO LỤC", "TRÍCH SAO")
"""Marks of haste, secrecy and copies (NĐ 30/2020, Phụ lục I)."""
_FINER = 3


class Stamp:
    """A stamp being cut: type and rules in mm from its left top.

    Args:
        page: what it will be pressed on.
        width, height: mm.
    """

    def __init__(self, page: DrawnPage, width: float, height: float) -> None:
        self._page = page
        self._scale = page.dpi / 25.4 * _FINER
        self.size = (width, height)
        self._face = Image.new("L", (round(width * self._scale), round(height * self._scale)))
        self._draw = ImageDraw.Draw(self._face)
        self._lines: list[tuple[str, tuple[float, float, float, float]]] = []

    def text(
        self,
        text: str,
        x: float,
        y: float,
        points: float,
        style: str = "sb",
        *,
        wide: float = 1.0,
        noted: bool = True,
    ) -> None:
        """A line of type with its middle at (x, y) mm, stretched across by `wide`; noted as truth where it is a line."""
        font = self._page.font(points * _FINER, style)
        x0, y0, x1, y1 = font.getbbox(text)
        tile = Image.new("L", (round(x1 - x0), round(y1 - y0)))
        ImageDraw.Draw(tile).text((-x0, -y0), text, font=font, fill=255)
        tile = tile.resize((max(1, round(tile.width * wide)), tile.height))
        left, top = round(x * self._scale - tile.width / 2), round(y * self._scale - tile.height / 2)
        self._face.paste(255, (left, top), tile)
        if noted:
            edges = (left, top, left + tile.width, top + tile.height)
            x0, y0, x1, y1 = (edge / self._scale for edge in edges)
            self._lines.append((text, (x0, y0, x1, y1)))

    def label(self, text: str, x: float, y: float, points: float, style: str = "s") -> float:
        """A label with its left at x, its middle at y mm, that something is written after; gives its right end, mm."""
        width = self._page.width(text, points, style)
        self.text(text, x + width / 2, y, points, style, noted=False)
        return x + width

    def frame(self, inset: float, width: float, *, round_off: float = 0.0) -> None:
        """A frame, mm from the edge."""
        far = (self._face.width - 1 - inset * self._scale, self._face.height - 1 - inset * self._scale)
        box = (inset * self._scale, inset * self._scale, *far)
        self._draw.rounded_rectangle(box, round_off * self._scale, outline=255, width=round(width * self._scale))

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float) -> None:
        """A straight line, mm."""
        ends = tuple(n * self._scale for n in (x0, y0, x1, y1))
        self._draw.line(ends, fill=255, width=max(1, round(width * self._scale)))

    def pressed(
        self, x: float, y: float, angle: float, colour: Colour, *, gone: float = 0.06, patchy: float = 0.4
    ) -> None:
        """Press it with its middle at (x, y) mm, `angle` degrees counter-clockwise."""
        turned = self._face.rotate(angle, Image.Resampling.BICUBIC, expand=True)
        small = turned.resize((turned.width // _FINER, turned.height // _FINER), Image.Resampling.LANCZOS)
        mask = worn(np.asarray(small), self._page.chance.randrange(2**32), gone=gone, patchy=patchy)
        half = (mask.shape[1] / self._page.dpi * 12.7, mask.shape[0] / self._page.dpi * 12.7)
        press(self._page, mask, x - half[0], y - half[1], colour)
        for text, (x0, y0, x1, y1) in self._lines:
            quad = [self.place(a, b, x, y, angle) for a, b in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
            self._page.note(text, [(self._page.px(a), self._page.px(b)) for a, b in quad], STAMPED)

    def place(self, a: float, b: float, x: float, y: float, angle: float) -> tuple[float, float]:
        """Where a point of the stamp comes to lie, mm."""
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        dx, dy = a - self.size[0] / 2, b - self.size[1] / 2
        return x + dx * cos + dy * sin, y - dx * sin + dy * cos


def numbered(
    page: DrawnPage, digits: str, x: float, y: float, chance: random.Random
) -> tuple[float, float, float, float]:
    """Digits of a numbering machine, their left on the line of writing at (x, y) mm; gives their box, mm.

    Its wheels stand a little higher or lower, the ink is uneven, and the whole is never quite level.
    """
    points = chance.uniform(11, 16)
    style, wide = chance.choice((("sb", 0.8), ("sb", 1.0), ("b", 1.0), ("b", 0.85), ("s", 0.9)))
    cell = points * 25.4 / 72 * 0.62 * wide + chance.uniform(0.1, 0.7)
    tall = points * 25.4 / 72
    stamp = Stamp(page, cell * len(digits) + 1, tall + 1)
    for at, digit in enumerate(digits):
        middle = stamp.size[1] / 2 + chance.gauss(0, 0.14)
        stamp.text(digit, 0.5 + cell * (at + 0.5), middle, points, style, wide=wide, noted=False)
    middle_y = y - tall * 0.36 + chance.gauss(0, 0.4)
    colour = chance.choice(PADS)
    angle = chance.gauss(0, 1.5)
    stamp.pressed(
        x + stamp.size[0] / 2, middle_y, angle, colour, gone=chance.uniform(0, 0.12), patchy=chance.uniform(0, 0.6)
    )
    return x, middle_y - tall * 0.36, x + stamp.size[0], middle_y + tall * 0.36


def marked(page: DrawnPage, words: str, x: float, y: float, chance: random.Random) -> None:
    """A mark of haste, secrecy or copying in its frame, its middle at (x, y) mm."""
    points = chance.uniform(12, 18)
    style = chance.choice(("b", "sb"))
    width = page.width(words, points, style) + chance.uniform(3, 7)
    stamp = Stamp(page, width, points * 25.4 / 72 + chance.uniform(2.5, 4.5))
    stamp.frame(0.2, chance.uniform(0.3, 0.9))
    if chance.random() < 0.4:
        stamp.frame(1.3, 0.25)
    stamp.text(words, width / 2, stamp.size[1] / 2, points, style)
    colour = chance.choices((RED, (190, 30, 60), (30, 30, 36)), (5, 2, 2))[0]
    angle = chance.gauss(0, 3)
    stamp.pressed(x, y, angle, colour, gone=chance.uniform(0, 0.15), patchy=chance.uniform(0.1, 0.6))


def received(
    page: DrawnPage, organ: str, number: str, day: date, who: Hand, x: float, y: float, chance: random.Random
) -> None:
    """The stamp of incoming mail (NĐ 30/2020, Phụ lục IV), its middle at (x, y) mm, filled in by hand.

    Its number and date are the receiver's, not the paper's own.
    """
    width, height = chance.uniform(42, 56), chance.uniform(18, 26)
    stamp = Stamp(page, width, height)
    stamp.frame(0.3, chance.uniform(0.25, 0.5))
    row = height / 4
    points = row * 72 / 25.4 * 0.62
    squeezed = min(1.0, (width - 3) / page.width(organ, points, "sb"))
    left = 1.5
    stamp.text(organ, width / 2, row * 0.5, points, "sb", wide=squeezed)
    stamp.rule(0, row, width, row, 0.25)
    rows = [row * 1.55, row * 2.5, row * 3.45]
    words = [chance.choice(("Số:", "Số đến:")), chance.choice(("Ngày:", "Ngày đến:")), "Chuyển:"]
    if chance.random() < 0.5:
        left = width * 0.28
        stamp.rule(left - 1, row, left - 1, height, 0.25)
        for at, part in enumerate(chance.choice((("CV", "ĐẾN"), ("VĂN", "BẢN", "ĐẾN")))):
            stamp.text(part, left / 2 - 0.5, row * (1.7 + 0.9 * at), points * 0.95, "b")
    else:
        stamp.text(chance.choice(("CÔNG VĂN ĐẾN", "VĂN BẢN ĐẾN", "ĐẾN")), width / 2, row * 1.5, points, "b")
        rows = [row * 2.25, row * 2.95, row * 3.6]
        points *= 0.9
    ends = []
    for word, middle in zip(words, rows, strict=True):
        end = stamp.label(word, left, middle, points)
        dots = "." * max(0, int((width - 1 - end) / page.width(".", points, "s")))
        stamp.label(dots, end, middle + 0.4, points)
        ends.append((word, end, middle))
    angle = chance.gauss(0, 2)
    colour = chance.choice(PADS)
    stamp.pressed(x, y, angle, colour, gone=chance.uniform(0, 0.15), patchy=chance.uniform(0.1, 0.6))
    dated = chance.choice((f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day:%y}", f"{day:%d.%m.%Y}"))
    for (word, end, middle), value in zip(ends, (number, dated), strict=False):
        start = stamp.place(end + 0.8, middle + row * 0.25, x, y, angle)
        box = write(page, who, written(who, value, chance), *start)
        label = [stamp.place(a, middle - row * 0.4, x, y, angle) for a in (left, end)]
        page.note(f"{word} {value}", _around(page, (label[0][0], min(label[0][1], box[1]), *box[2:])), HANDWRITTEN)


def _around(page: DrawnPage, box: tuple[float, float, float, float]) -> Quad:
    x0, y0, x1, y1 = (float(page.px(n)) for n in box)
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
