"""The visible signature, top right on page 1 (R36, NĐ 30/2020 Phụ lục I), in an embedded Vietnamese font."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.font.opentype import GlyphAccumulatorFactory
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.stamp import TextStampStyle

from desktop.document.fonts import REGULAR, EmbeddedFont
from desktop.machine.clock import vietnam_time
from desktop.machine.folders import resources

SIZE_PT = 10
LEADING_PT = 12
EDGE_PT = 22.0
STEP_PT = 6.0

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What the visible signature says.

    Attributes:
        agency: name of the agency.
        signed_at: time of signing, UTC.
        form: form of copy (`SAO Y`, `SAO LỤC`, `TRÍCH SAO`), empty where it is none.
        signer: full name of the official, empty for the agency's own signature.
    """

    agency: str
    signed_at: datetime
    form: str = ""
    signer: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """One under the other, none empty."""
        signer = f"Người ký: {self.signer}" if self.signer else ""
        return tuple(part for part in (self.form, self.agency, signer, vietnam_time(self.signed_at)) if part)

    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        font = EmbeddedFont()
        return max(font.width(line) for line in self.lines) * SIZE_PT + 4, LEADING_PT * len(self.lines) + 4

    def box(self, page: Rectangle, occupied: Sequence[Rectangle] = ()) -> Rectangle:
        """Where it goes on a page, in points: top right, or the nearest free place to the left of and below it.

        Args:
            page: left, bottom, right, top of the page.
            occupied: the same of what must not be covered.
        """
        wide, high = self.size()
        left, bottom, right, top = page
        first = (right - EDGE_PT - wide, top - EDGE_PT - high)
        y = first[1]
        while y > bottom + (top - bottom) * 2 / 3:
            x = first[0]
            while x >= left + EDGE_PT:
                place = (x, y, x + wide, y + high)
                if not any(_overlap(place, other) for other in occupied):
                    return place
                x -= STEP_PT
            y -= STEP_PT
        return (*first, first[0] + wide, first[1] + high)

    def style(self) -> TextStampStyle:
        """How pyHanko draws it: black, upright, no border, the font embedded."""
        font = GlyphAccumulatorFactory(str(resources() / "fonts" / REGULAR), font_size=SIZE_PT)
        return TextStampStyle(
            stamp_text="\n".join(self.lines).replace("%", "%%"),
            text_box_style=TextBoxStyle(font=font, font_size=SIZE_PT, leading=LEADING_PT, border_width=0),
            border_width=0,
            background=None,
            inner_content_layout=layout.SimpleBoxLayoutRule(
                x_align=layout.AxisAlignment.ALIGN_MIN,
                y_align=layout.AxisAlignment.ALIGN_MIN,
                margins=layout.Margins.uniform(2),
                inner_content_scaling=layout.InnerScaling.NO_SCALING,
            ),
        )


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
