"""The visible signature, top right on page 1 (R36, NĐ 30/2020 Phụ lục I), in an embedded Vietnamese font."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp.base import BaseStamp, BaseStampStyle

from desktop.machine.clock import vietnam_time
from desktop.signing.appearance.typeface import clean, typeface

SIZE_PT = 10
LEADING_PT = 12
MARGIN_PT = 3
EDGE_PT = 22.0
STEP_PT = 6.0
_WIDEST_PT = 260.0
_TOP_SHARE = 1 / 3

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What the visible signature says.

    Attributes:
        agency: name of the agency.
        signed_at: time of signing, UTC.
        form: form of copy (`SAO Y`, `SAO LỤC`, `TRÍCH SAO`), empty where it is none.
        signer: full name of the official, empty for the agency's own signature.
        title: the official's title, empty where it is not shown.
    """

    agency: str
    signed_at: datetime
    form: str = ""
    signer: str = ""
    title: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """One under the other, none empty, none wider than the stamp may be."""
        signer = f"Người ký: {self.signer}" if self.signer else ""
        parts = (self.form, self.agency, signer, self.title, vietnam_time(self.signed_at))
        return tuple(line for part in parts for line in _folded(clean(part)))

    def size(self) -> tuple[int, int]:
        """Width and height in points, rounded up."""
        lines = self.lines
        face = typeface(lines)
        widest = max(face.width(line) for line in lines) * SIZE_PT
        return math.ceil(widest) + 2 * MARGIN_PT, LEADING_PT * len(lines) + 2 * MARGIN_PT

    def content(self, turn: int) -> bytes:
        """What draws it, upright on a page that is shown turned by `turn` degrees clockwise."""
        wide, high = self.size()
        lines = self.lines
        face = typeface(lines)
        upright = {90: (0, 1, -1, 0, high, 0), 180: (-1, 0, 0, -1, wide, high), 270: (0, -1, 1, 0, 0, wide)}
        parts = [b"q"]
        if turn in upright:
            parts.append(b"%d %d %d %d %d %d cm" % upright[turn])
        first = high - MARGIN_PT - SIZE_PT
        parts.append(b"0 g BT /F0 %d Tf %d TL %d %d Td" % (SIZE_PT, LEADING_PT, MARGIN_PT, first))
        parts += [face.show(line) + b" Tj T*" for line in lines]
        return b" ".join([*parts, b"ET Q"])

    def box(self, page: Page, occupied: Sequence[Rectangle] = ()) -> Rectangle:
        """Where it goes, in points of the page's own coordinates.

        Top right as the page is seen; where that is taken, the nearest free place in the upper third. Where all
        of that is taken too, top right all the same: a stamp over something beats a paper that cannot be signed.

        Args:
            page: the page.
            occupied: what must not be covered, in the page's own coordinates.
        """
        wide, high = self.size()
        across, up = page.seen
        first = (max(0.0, across - EDGE_PT - wide), max(0.0, up - EDGE_PT - high))
        lefts = first[0] - STEP_PT * np.arange(int(max(0.0, first[0] - EDGE_PT) / STEP_PT) + 1)
        foots = first[1] - STEP_PT * np.arange(int(up * _TOP_SHARE / STEP_PT) + 1)
        x, y = np.meshgrid(lefts, foots[foots >= 0])
        free = np.ones(x.shape, bool)
        for left, bottom, right, top in (page.as_seen(other) for other in occupied):
            free &= (x >= right) | (x + wide <= left) | (y >= top) | (y + high <= bottom)
        if not free.any():
            return page.as_stored((*first, first[0] + wide, first[1] + high))
        far = np.where(free, np.hypot(x - first[0], y - first[1]), np.inf)
        at = np.unravel_index(int(np.argmin(far)), far.shape)
        place = (float(x[at]), float(y[at]))
        return page.as_stored((*place, place[0] + wide, place[1] + high))


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is stored and as it is seen.

    Attributes:
        left, bottom, right, top: its visible box in its own coordinates, points.
        turn: degrees clockwise that it is turned for showing: 0, 90, 180, 270.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def seen(self) -> tuple[float, float]:
        """Width and height as seen."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if self.turn in {90, 270} else (wide, high)

    def as_stored(self, seen: Rectangle) -> Rectangle:
        """A rectangle from seen (from the bottom left of what is seen) to stored coordinates."""
        wide, high = self.right - self.left, self.top - self.bottom
        x0, y0, x1, y1 = seen
        turned = {
            0: (x0, y0, x1, y1),
            90: (wide - y1, x0, wide - y0, x1),
            180: (wide - x1, high - y1, wide - x0, high - y0),
            270: (y0, high - x1, y1, high - x0),
        }[self.turn]
        return self.left + turned[0], self.bottom + turned[1], self.left + turned[2], self.bottom + turned[3]

    def as_seen(self, stored: Rectangle) -> Rectangle:
        """A rectangle from stored to seen coordinates."""
        wide, high = self.right - self.left, self.top - self.bottom
        x0, x1 = stored[0] - self.left, stored[2] - self.left
        y0, y1 = stored[1] - self.bottom, stored[3] - self.bottom
        return {
            0: (x0, y0, x1, y1),
            90: (y0, wide - x1, y1, wide - x0),
            180: (wide - x1, high - y1, wide - x0, high - y0),
            270: (high - y1, x0, high - y0, x1),
        }[self.turn]


@dataclass(frozen=True)
class StampStyle(BaseStampStyle):
    """How pyHanko draws a stamp: black, upright, no border."""

    stamp: Stamp | None = None
    turn: int = 0

    def create_stamp(self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, str]) -> BaseStamp:
        """The stamp in one file."""
        return _Drawn(writer, self, box)


class _Drawn(BaseStamp):
    def render(self) -> bytes:
        stamp = self.style.stamp
        self.set_resource(ResourceType.FONT, pdf_name("/F0"), typeface(stamp.lines).embed(self._ensure_writer))
        return bytes(stamp.content(self.style.turn))


def _folded(line: str) -> list[str]:
    """A long line in several, broken at spaces."""
    face = typeface((line,))
    rows: list[str] = []
    for word in line.split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and face.width(longer) * SIZE_PT <= _WIDEST_PT:
            rows[-1] = longer
        else:
            rows.append(word)
    return rows
