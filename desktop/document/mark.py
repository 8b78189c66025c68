"""The conversion mark (R25): what it says, and the free strip of page 1 where it covers nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import cv2

from desktop.document.fonts import EmbeddedFont
from desktop.machine.clock import vietnam_time
from desktop.model.page import Reading
from desktop.page.image import decode
from desktop.page.ink import Ink, find_ink

SIZE_PT = 7.0
EDGE_MM = 6.0
_MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionMark:
    """The special mark of a converted paper (Luật GDĐT Đ12, NĐ 137/2024 Đ4).

    Attributes:
        words: what it is, configurable.
        converted_at: when, UTC.
        converter: full name of the converting person.
        agency: the converting office.
        item_code: code of the digitised item.
    """

    words: str
    converted_at: datetime
    converter: str
    agency: str
    item_code: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The mark as it stands on the page."""
        who = ", ".join(part for part in (self.converter, self.agency) if part)
        first = f"{self.words}. Thời gian chuyển đổi: {vietnam_time(self.converted_at)}."
        return (first, f"Người chuyển đổi: {who}.") if who else (first,)


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with its place: left and top in px of the page."""

    lines: tuple[str, ...]
    left: float
    top: float

    def drawn(self, font: EmbeddedFont, name: str, dpi: int, page_height_pt: float) -> bytes:
        """The drawing operators, black upright text."""
        scale = 72 / dpi
        out = [b"BT 0 Tr 100 Tz 0 g"]
        for at, line in enumerate(self.lines):
            base = page_height_pt - self.top * scale - SIZE_PT * (0.9 + 1.2 * at)
            out.append(
                b"%s %.2f Tf 1 0 0 1 %.2f %.2f Tm <%s> Tj"
                % (name.encode(), SIZE_PT, self.left * scale, base, font.encoded(line).hex().encode())
            )
        out.append(b"ET")
        return b"\n".join(out)


def place(mark: ConversionMark, image: bytes, dpi: int, reading: Reading | None) -> Placed | None:
    """The first free strip at the foot, then at the head of the page; None where there is none (metadata only)."""
    pixels, _ = decode(image)
    height, width = pixels.shape[:2]
    font = EmbeddedFont()
    px = dpi / 72
    wide = max(font.width(line) for line in mark.lines) * SIZE_PT * px
    high = SIZE_PT * 1.2 * len(mark.lines) * px
    edge = EDGE_MM / 25.4 * dpi
    ink = find_ink(pixels, dpi)
    for top in (height - edge - high, edge * 0.6):
        for left in (edge, (width - wide) / 2, width - edge - wide):
            if left < 0 or left + wide > width:
                continue
            if _free(ink, reading, left, top, wide, high):
                return Placed(mark.lines, left, top)
    return None


def _free(ink: Ink, reading: Reading | None, left: float, top: float, wide: float, high: float) -> bool:
    x0, y0, x1, y1 = (int(n / ink.scale) for n in (left, top, left + wide, top + high))
    if cv2.countNonZero(ink.mask[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1]):
        return False
    boxes = [line.box for line in reading.lines] if reading else []
    return not any(x < left + wide and left < x + w and y < top + high and top < y + h for x, y, w, h in boxes)
