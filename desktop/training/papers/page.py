"""A page being drawn: text, rules, seals, signatures, codes; everything that is drawn is noted as truth."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from desktop.machine.folders import resources

A4_MM = (210.0, 297.0)
CARD_MM = (85.6, 54.0)
INK = (22, 22, 26)
BLUE = (32, 48, 150)
RED = (205, 32, 38)
PRINTED, HANDWRITTEN, STAMPED = "printed", "handwritten", "stamped"
Quad = list[tuple[float, float]]

_FACES = {
    "": "Tinos-Regular",
    "b": "Tinos-Bold",
    "i": "Tinos-Italic",
    "bi": "Tinos-BoldItalic",
    "s": "Arimo-Regular",
    "sb": "Arimo-Bold",
}


@cache
def _font(style: str, px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resources() / "fonts" / f"{_FACES[style]}.ttf"), px)


@dataclass(slots=True)
class Truth:
    """What is really on a page; all places in px of the clean page.

    Attributes:
        lines: `{"text", "quad"}` in the order they were drawn; `"ink"` with them where it is not printed type.
        codes: `{"format", "text", "box"}`.
        seals, signatures: boxes.
        fields: name to value as printed.
        slots: `{"field", "text", "ink", "quad"}`, what is filled into a head's places, in which ink.
        blank: nothing was drawn at all.
    """

    lines: list[dict[str, Any]] = field(default_factory=list)
    codes: list[dict[str, Any]] = field(default_factory=list)
    seals: list[list[float]] = field(default_factory=list)
    signatures: list[list[float]] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    slots: list[dict[str, Any]] = field(default_factory=list)
    blank: bool = True

    def ink(self, name: str) -> str:
        """How a field was put on the page: the least legible ink of its slots; `printed` where it has none."""
        inks = {slot["ink"] for slot in self.slots if slot["field"] == name}
        return next((ink for ink in (HANDWRITTEN, STAMPED) if ink in inks), PRINTED)


class DrawnPage:
    """One page at true size.

    Args:
        seed: for the accidents of hand and press.
        dpi: dots per inch.
        size_mm: width and height.
    """

    def __init__(self, seed: int | str, dpi: int = 200, size_mm: tuple[float, float] = A4_MM) -> None:
        self.dpi = dpi
        self.size_mm = size_mm
        self.chance = random.Random(f"page {seed}")  # noqa: S311 - invents, keeps no secret
        self.image = Image.new("RGB", (self.px(size_mm[0]), self.px(size_mm[1])), "white")
        self.draw = ImageDraw.Draw(self.image)
        self.truth = Truth()
        self.y = 20.0

    def px(self, mm: float) -> int:
        """Millimetres to px."""
        return round(mm / 25.4 * self.dpi)

    def font(self, points: float, style: str = "") -> ImageFont.FreeTypeFont:
        """A face by style (`b`, `i`, `bi`, `s` sans, `sb`) and size in points."""
        return _font(style, max(6, round(points / 72 * self.dpi)))

    def width(self, text: str, points: float, style: str = "") -> float:
        """Width of a text, mm."""
        return self.font(points, style).getlength(text) / self.dpi * 25.4

    def text(
        self,
        text: str,
        x: float,
        y: float,
        points: float = 13,
        style: str = "",
        *,
        align: str = "left",
        colour: tuple[int, int, int] = INK,
    ) -> float:
        """Draw one line with its top at `y` mm; `x` is its left, middle or right. Gives its height, mm."""
        font = self.font(points, style)
        shift = {"left": 0.0, "middle": 0.5, "right": 1.0}[align] * font.getlength(text)
        at = (self.px(x) - shift, float(self.px(y)))
        self.draw.text(at, text, font=font, fill=colour)
        x0, y0, x1, y1 = self.draw.textbbox(at, text, font=font)
        self.truth.lines.append({"text": text, "quad": [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]})
        self.truth.blank = False
        return points * 25.4 / 72 * 1.2

    def note(self, text: str, quad: Quad, ink: str = PRINTED) -> None:
        """Note as truth a line that was drawn otherwise; its corners in px."""
        line: dict[str, Any] = {"text": text, "quad": quad}
        self.truth.lines.append(line if ink == PRINTED else {**line, "ink": ink})
        self.truth.blank = False

    def row(self, text: str, points: float = 13, style: str = "", *, x: float = 30, align: str = "left") -> None:
        """One line at the running height."""
        self.y += self.text(text, x, self.y, points, style, align=align) * 1.12

    def paragraph(self, text: str, points: float = 13, style: str = "", *, indent: float = 10) -> None:
        """Running text between the margins, broken where it must."""
        left, right = 30.0, self.size_mm[0] - 18
        line, start = "", left + indent
        for word in text.split():
            longer = f"{line} {word}".strip()
            if start + self.width(longer, points, style) > right and line:
                self.row(line, points, style, x=start)
                line, start = word, left
            else:
                line = longer
        if line:
            self.row(line, points, style, x=start)
        self.y += 1.2

    def filled(self, label: str, value: str, points: float = 13, *, x: float = 30, to: float | None = None) -> None:
        """A form's row: the label, dots to the margin, the value written on them."""
        end = to or self.size_mm[0] - 18
        left = x + self.width(label + " ", points)
        dots = "." * max(0, int((end - left) / self.width(".", points)))
        font = self.font(points)
        self.draw.text((self.px(left), self.px(self.y + 0.6)), dots, font=font, fill=(120, 120, 120))
        self.draw.text((self.px(x), self.px(self.y)), label, font=font, fill=INK)
        at = (self.px(left + 2), self.px(self.y - 0.5))
        self.draw.text(at, value, font=self.font(points + 0.5, "i"), fill=(28, 36, 110))
        x0, y0, _, y1 = self.draw.textbbox((self.px(x), self.px(self.y)), label, font=font)
        x1 = self.px(left + 2) + font.getlength(value)
        self.truth.lines.append({"text": f"{label} {value}", "quad": [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]})
        self.truth.blank = False
        self.y += points * 25.4 / 72 * 1.45

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.3) -> None:
        """A ruled line, mm."""
        ends = (self.px(x0), self.px(y0), self.px(x1), self.px(y1))
        self.draw.line(ends, fill=INK, width=max(1, self.px(width)))
        self.truth.blank = False

    def seal(self, x: float, y: float, ring: str, *, radius: float = 18, colour: tuple[int, int, int] = RED) -> None:
        """A round seal with its middle at (x, y) mm: ring, star, words around; the press is never even."""
        big = 3
        size = self.px(2 * radius) * big
        layer = Image.new("RGBA", (size, size), (0, 0, 0, 0))
        pen = ImageDraw.Draw(layer)
        edge, width = size * 0.02, max(2, round(size * 0.018))
        pen.ellipse((edge, edge, size - edge, size - edge), outline=(*colour, 255), width=width)
        inner = size * 0.27
        pen.ellipse((inner, inner, size - inner, size - inner), outline=(*colour, 255), width=max(2, width // 2))
        pen.polygon(_star(size / 2, size / 2, size * 0.13), fill=(*colour, 255))
        self._ring(layer, ring, size, colour)
        layer = layer.rotate(self.chance.uniform(-18, 18), Image.Resampling.BICUBIC).resize(
            (size // big, size // big), Image.Resampling.LANCZOS
        )
        uneven = np.asarray(layer).copy()
        noise = np.random.default_rng(self.chance.randrange(2**32)).random(uneven.shape[:2])
        uneven[..., 3] = (uneven[..., 3] * np.where(noise < 0.12, 0.35, 0.82)).astype(np.uint8)
        at = (self.px(x - radius), self.px(y - radius))
        self.image.paste(Image.fromarray(uneven), at, Image.fromarray(uneven[..., 3]))
        self.truth.seals.append([at[0], at[1], size // big, size // big])
        self.truth.blank = False

    @staticmethod
    def _ring(layer: Image.Image, ring: str, size: int, colour: tuple[int, int, int]) -> None:
        font = _font("sb", round(size * 0.075))
        step = min(300 / max(1, len(ring)), 16)
        for at, letter in enumerate(ring):
            angle = -90 + (at - (len(ring) - 1) / 2) * step
            tile = Image.new("RGBA", (round(size * 0.14), round(size * 0.14)), (0, 0, 0, 0))
            middle = (tile.width / 2, tile.height / 2)
            ImageDraw.Draw(tile).text(middle, letter, font=font, fill=(*colour, 255), anchor="mm")
            tile = tile.rotate(-(angle + 90), Image.Resampling.BICUBIC)
            x = size / 2 + size * 0.385 * math.cos(math.radians(angle)) - tile.width / 2
            y = size / 2 + size * 0.385 * math.sin(math.radians(angle)) - tile.height / 2
            layer.alpha_composite(tile, (round(x), round(y)))

    def signature(self, x: float, y: float, *, width: float = 32, height: float = 13) -> None:
        """A signature in blue ink, its left top at (x, y) mm."""
        points = []
        loops = self.chance.uniform(3, 5)
        tall = self.chance.uniform(0.5, 1.0)
        for at in range(120):
            part = at / 119
            swing = math.sin(part * loops * 2 * math.pi + self.chance.random() * 0.05)
            lean = math.cos(part * loops * math.pi * 1.7)
            points.append(
                (
                    self.px(x + width * (part * 0.9 + 0.08 * lean)),
                    self.px(y + height * (0.5 + 0.42 * swing * tall * (1 - 0.6 * part) - 0.1 * part)),
                )
            )
        self.draw.line(points, fill=BLUE, width=max(2, self.px(0.45)), joint="curve")
        box = [self.px(x), self.px(y), self.px(width), self.px(height)]
        self.truth.signatures.append([float(n) for n in box])
        self.truth.blank = False

    def code(
        self, text: str, x: float, y: float, *, kind: str = "QRCode", width: float = 22, height: float = 10
    ) -> None:
        """A QR `width` mm square, or a Code 128 `width` × `height` mm."""
        barcode = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind))
        picture = Image.fromarray(np.array(zxingcpp.write_barcode_to_image(barcode, scale=8)))
        size = (self.px(width), self.px(width if kind == "QRCode" else height))
        self.image.paste(picture.resize(size, Image.Resampling.LANCZOS).convert("RGB"), (self.px(x), self.px(y)))
        box = [self.px(x), self.px(y), *size]
        self.truth.codes.append({"format": kind, "text": text, "box": box})
        self.truth.blank = False

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], points: float = 11.5
    ) -> None:
        """A ruled table at the running height."""
        left, tall = 28.0, points * 25.4 / 72 * 1.75
        edges = [left]
        for width in widths:
            edges.append(edges[-1] + width)
        top = self.y
        for at, cells in enumerate([head, *rows]):
            for x, cell in zip(edges, cells, strict=False):
                self.text(cell, x + 1.5, self.y + tall * 0.2, points, "" if at else "b")
            self.y += tall
        for at in range(len(rows) + 2):
            self.rule(left, top + at * tall, edges[-1], top + at * tall)
        for x in edges:
            self.rule(x, top, x, self.y)
        self.y += 4


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    points = []
    for at in range(10):
        reach = radius if at % 2 == 0 else radius * 0.4
        angle = math.radians(-90 + 36 * at)
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    return points
