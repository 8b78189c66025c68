"""The conversion mark (R25; NĐ 137/2024 Đ4): small visible words in a free margin of page 1, placed before signing.

It never covers text, ink or a seal, and keeps away from the top right corner, where the signature stamp goes
(R36). Where nothing is free it stands in the metadata only, and that is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt
import zxingcpp

from desktop.document.file.free import Free, cells, points
from desktop.document.file.lettering import RESOURCE, Lettering, clean_text, number
from desktop.machine.clock import vietnam_time
from desktop.model.page import Reading
from desktop.page.image import Pixels
from desktop.page.look.small import SEEN_DPI

DEFAULT_WORDS = "Bản số hóa từ bản giấy"
_MM = 72 / 25.4
_LETTER_PT = 6.5
_LEADING_PT = 8.0
_PADDING_PT = 2.5
MODULE_PT = 1.1
"""A QR module is 0.39 mm: three px in a scan at 200 dpi."""
_MARGIN_MM = 30.0
"""The mark stands within this distance of an edge. Chosen."""
STAMP_PART = 0.42
"""Share of the width, from the right, and of the height, from the top, that belongs to the signature stamp."""

Mask = npt.NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionMark:
    """Says that this file was made from paper, when and by whom.

    Attributes:
        words: configured words.
        converted_at: timezone-aware.
        converter: full name of the converting official.
        agency: name of the agency.
        item_code: what the QR holds, empty where none.
        qr: draw the QR where there is room.
    """

    words: str = DEFAULT_WORDS
    converted_at: datetime
    converter: str
    agency: str
    item_code: str = ""
    qr: bool = True

    @property
    def sentence(self) -> str:
        """The mark as one sentence, for the metadata."""
        parts = (self.words, vietnam_time(self.converted_at), self.converter, self.agency)
        return "; ".join(part for part in parts if part)


class MarkPlace(StrEnum):
    """Where the visible mark stands on page 1."""

    BOTTOM = "bottom"
    TOP = "top"
    LEFT = "left"
    RIGHT = "right"
    METADATA_ONLY = "metadata only"


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """The mark as drawn.

    Attributes:
        place: which margin.
        content: content stream operators, empty where it is not drawn.
        box: x, y from the bottom left, width, height in points; None where it is not drawn.
    """

    place: MarkPlace
    content: str
    box: tuple[float, float, float, float] | None


@dataclass(frozen=True, slots=True)
class _Layout:
    lines: tuple[str, ...]
    width: float
    height: float
    code: Mask | None


def place_mark(
    mark: ConversionMark, pixels: Pixels, dpi: int, reading: Reading | None, letters: Lettering
) -> PlacedMark:
    """Find a free place for the mark on page 1 and draw it there.

    Args:
        mark: what to draw.
        pixels: page 1, BGR.
        dpi: of those pixels.
        reading: what was read on it, in its px; its lines are kept clear.
        letters: the file's font.
    """
    free = Free.of(pixels, dpi, reading)
    for place, layout in _choices(mark, letters):
        turned = place in {MarkPlace.LEFT, MarkPlace.RIGHT}
        width, height = (layout.height, layout.width) if turned else (layout.width, layout.height)
        spot = _spot(free, place, width, height)
        if spot:
            left, bottom = spot[0], free.high - spot[1] - height
            box = (left, bottom, width, height)
            return PlacedMark(place, _drawn(layout, left, bottom, letters, turned=turned), box)
    return PlacedMark(MarkPlace.METADATA_ONLY, "", None)


def _choices(mark: ConversionMark, letters: Lettering) -> Iterator[tuple[MarkPlace, _Layout]]:
    words, name, agency = clean_text(mark.words), clean_text(mark.converter), clean_text(mark.agency)
    when = vietnam_time(mark.converted_at)
    tall = [words, f"Thời điểm: {when}", f"Người chuyển đổi: {name}" if name else "", agency]
    wide = [f"{words} · {when}", " · ".join(part for part in (name, agency) if part)]
    code = qr_modules(mark.item_code) if mark.qr and mark.item_code else None
    layouts = [_layout(tall, None, letters), _layout(wide, None, letters)]
    if code is not None:
        layouts.insert(0, _layout(tall, code, letters))
    for place in (MarkPlace.BOTTOM, MarkPlace.TOP, MarkPlace.LEFT, MarkPlace.RIGHT):
        yield from ((place, layout) for layout in layouts)


def _layout(texts: list[str], code: Mask | None, letters: Lettering) -> _Layout:
    lines = tuple(text for text in texts if text)
    width = max((letters.width(line) for line in lines), default=0) * _LETTER_PT + 2 * _PADDING_PT
    height = len(lines) * _LEADING_PT + 2 * _PADDING_PT
    if code is not None:
        side = code.shape[0] * MODULE_PT
        # A quiet zone of four modules (ISO/IEC 18004).
        width += side + 8 * MODULE_PT
        height = max(height, side + 8 * MODULE_PT)
    return _Layout(lines, width, height, code)


def qr_modules(text: str) -> Mask | None:
    """A QR's modules, True where dark; None where the text does not fit into one."""
    try:
        made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        image = made.to_image(scale=1, add_quiet_zones=False)
    except (ValueError, RuntimeError):
        return None
    return np.asarray(np.array(image) < 128)


def _spot(free: Free, place: MarkPlace, width: float, height: float) -> tuple[float, float] | None:
    """Left and top, in points from the top left, of the best free place for a box; None where there is none."""
    w, h = cells(width), cells(height)
    rows, columns = free.size
    tops, lefts = free.places(width, height)
    margin = _MARGIN_MM / 25.4 * SEEN_DPI
    right_of_stamp = (tops > rows * STAMP_PART) | (lefts + w < columns * (1 - STAMP_PART))
    allowed = right_of_stamp & {
        MarkPlace.BOTTOM: tops > rows - margin,
        MarkPlace.TOP: tops + h < margin,
        MarkPlace.LEFT: lefts + w < margin,
        MarkPlace.RIGHT: lefts > columns - margin,
    }.get(place, np.zeros(tops.shape, bool))
    if not allowed.any():
        return None
    # First what is nearest the edge of the paper; then what is farthest left, or for turned marks lowest.
    tops, lefts = tops[allowed], lefts[allowed]
    distance = {
        MarkPlace.BOTTOM: (rows - tops) * columns + lefts,
        MarkPlace.TOP: tops * columns + lefts,
        MarkPlace.LEFT: lefts * rows + (rows - tops),
        MarkPlace.RIGHT: (columns - lefts) * rows + (rows - tops),
    }[place]
    best = int(np.argmin(distance))
    return points(int(lefts[best])), points(int(tops[best]))


def _drawn(layout: _Layout, left: float, bottom: float, letters: Lettering, *, turned: bool) -> str:
    if turned:
        frame = f"0 1 -1 0 {number(left + layout.height)} {number(bottom)} cm"
    else:
        frame = f"1 0 0 1 {number(left)} {number(bottom)} cm"
    out = [f"q\n{frame}\n0.15 G 0.15 g 0.4 w\n"]
    out.append(f"0.2 0.2 {number(layout.width - 0.4)} {number(layout.height - 0.4)} re S\n")
    text_left = _PADDING_PT
    if layout.code is not None:
        side = layout.code.shape[0] * MODULE_PT
        text_left += side + 7 * MODULE_PT
        out.append(draw_modules(layout.code, 4 * MODULE_PT, (layout.height + side) / 2))
    first = (layout.height + len(layout.lines) * _LEADING_PT) / 2 - _LEADING_PT + 0.28 * _LETTER_PT
    out.append(f"BT\n0 Tr 100 Tz {RESOURCE} {number(_LETTER_PT)} Tf {number(_LEADING_PT)} TL\n")
    out.append(f"1 0 0 1 {number(text_left)} {number(first)} Tm\n")
    out.append("T*\n".join(f"{letters.show(line, seen=True)} Tj\n" for line in layout.lines))
    out.append("ET\nQ\n")
    return "".join(out)


def draw_modules(code: Mask, left: float, top: float) -> str:
    """Dark modules, each run of a row as one rectangle."""
    out = []
    for row, modules in enumerate(code):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], modules.astype(np.int8), [0]))))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            x, y = left + int(start) * MODULE_PT, top - (row + 1) * MODULE_PT
            out.append(f"{number(x)} {number(y)} {number(int(end - start) * MODULE_PT)} {number(MODULE_PT)} re\n")
    return "".join(out) + "f\n"
