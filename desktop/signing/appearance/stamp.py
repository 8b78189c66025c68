"""The visible signature, top right on page 1 (R36, NĐ 30/2020 Phụ lục I), in an embedded Vietnamese font."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp.base import BaseStamp, BaseStampStyle

from desktop.machine.clock import vietnam_time
from desktop.signing.appearance.extras import picture, qr
from desktop.signing.appearance.typeface import clean, typeface

SIZE_PT = 10
"""Size of its letters (R36, NĐ 30/2020 Phụ lục I)."""
LEADING_PT = 12
MARGIN_PT = 3
_WIDEST_PT = 260.0
"""Longer lines are broken. Chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What the visible signature says.

    Attributes:
        agency: name of the agency.
        signed_at: time of signing, UTC.
        form: form of copy (`SAO Y`, `SAO LỤC`, `TRÍCH SAO`), empty where it is none.
        signer: full name of the official, empty for the agency's own signature.
        title: the official's title, empty where it is not shown.
        image: the official's signature as PNG or JPEG, above the words; empty for none.
        qr: what a QR beside the words says, e.g. the item code; empty for none.
    """

    agency: str
    signed_at: datetime
    form: str = ""
    signer: str = ""
    title: str = ""
    image: bytes = b""
    qr: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """One under the other, none empty, none wider than the stamp may be."""
        signer = f"Người ký: {self.signer}" if self.signer else ""
        parts = (self.form, self.agency, signer, self.title, vietnam_time(self.signed_at))
        return tuple(line for part in parts for line in _folded(clean(part)))

    @property
    def _words(self) -> tuple[int, int]:
        lines = self.lines
        face = typeface(lines)
        widest = max(face.width(line) for line in lines) * SIZE_PT
        return math.ceil(widest) + 2 * MARGIN_PT, LEADING_PT * len(lines) + 2 * MARGIN_PT

    def size(self) -> tuple[int, int]:
        """Width and height in points, rounded up."""
        wide, high = self._words
        if self.image:
            shown = picture(self.image)
            wide, high = max(wide, math.ceil(shown.wide) + 2 * MARGIN_PT), high + math.ceil(shown.high)
        if code := qr(self.qr) if self.qr else None:
            wide, high = wide + math.ceil(code.side), max(high, math.ceil(code.side))
        return wide, high

    def content(self, turn: int) -> bytes:
        """What draws it, upright on a page that is shown turned by `turn` degrees clockwise."""
        wide, high = self.size()
        lines = self.lines
        face = typeface(lines)
        upright = {90: (0, 1, -1, 0, high, 0), 180: (-1, 0, 0, -1, wide, high), 270: (0, -1, 1, 0, 0, wide)}
        parts = [b"q"]
        if turn in upright:
            parts.append(b"%d %d %d %d %d %d cm" % upright[turn])
        left, words_high = float(MARGIN_PT), self._words[1]
        parts.append(b"0 g")
        if code := qr(self.qr) if self.qr else None:
            foot = high - code.side
            parts += [b"%.3f %.3f %.3f %.3f re" % (x, foot + y, w, h) for x, y, w, h in code.boxes]
            parts.append(b"f")
            left += math.ceil(code.side)
        if self.image:
            shown = picture(self.image)
            foot = high - shown.high
            parts.append(b"q %.3f 0 0 %.3f %.3f %.3f cm /I0 Do Q" % (shown.wide, shown.high, left, foot))
            first = foot - MARGIN_PT - SIZE_PT
        else:
            first = high - (high - words_high) / 2 - MARGIN_PT - SIZE_PT
        parts.append(b"BT /F0 %d Tf %d TL %g %g Td" % (SIZE_PT, LEADING_PT, left, first))
        parts += [face.show(line) + b" Tj T*" for line in lines]
        return b" ".join([*parts, b"ET Q"])


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
        if stamp.image:
            embedded = picture(stamp.image).embed(self._ensure_writer)
            self.set_resource(ResourceType.XOBJECT, pdf_name("/I0"), embedded)
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
