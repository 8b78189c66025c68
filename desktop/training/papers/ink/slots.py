"""A printed line with room left in it, and what is filled into the room by hand or by a numbering machine."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from desktop.training.papers.ink.hand import Hand, hand, smaller, write, written
from desktop.training.papers.ink.stamps import numbered
from desktop.training.papers.page import HANDWRITTEN, INK, PRINTED, STAMPED, DrawnPage, Quad

Box = tuple[float, float, float, float]
"""Left, top, right, foot, mm."""
_OVER = 2.5
"""How far digits run into the type on both sides together, at most, mm."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Room in a line that is filled in.

    Attributes:
        field: name of the value it belongs to.
        value: what is filled in.
        ink: printed with the line, handwritten or stamped later.
        room: mm left free; nothing where it is printed.
        dotted: dots stand in the room.
        who: whose hand; anybody's where None.
    """

    field: str
    value: str
    ink: str = PRINTED
    room: float = 0.0
    dotted: bool = False
    who: Hand | None = None


def slotted(
    page: DrawnPage, pieces: Sequence[str | Slot], x: float, y: float, points: float, style: str, chance: random.Random
) -> None:
    """One line with slots, its top at y and its middle at x mm; line and slots are noted as truth."""
    widths = [_width(page, piece, points, style) for piece in pieces]
    lefts = [x - sum(widths) / 2 + before for before in accumulate(widths[:-1], initial=0.0)]
    boxes: list[Box | None] = [None] * len(pieces)
    for at, (piece, left, width) in enumerate(zip(pieces, lefts, widths, strict=True)):
        if shown := _shown(page, piece, width, points, style):
            boxes[at] = printed(page, shown, left, y, points, style)
    # What is filled in comes onto the paper when it is printed already.
    ascent = page.font(points, style).getmetrics()[0] / page.dpi * 25.4
    for at, piece in enumerate(pieces):
        if isinstance(piece, Slot):
            box = boxes[at] if piece.ink == PRINTED else filled_in(page, piece, lefts[at], y + ascent, chance)
            boxes[at] = box
            if box:
                place = {"field": piece.field, "text": piece.value, "ink": piece.ink, "quad": quad(page, box)}
                page.truth.slots.append(place)
    inks = {piece.ink for piece in pieces if isinstance(piece, Slot)}
    ink = next((ink for ink in (HANDWRITTEN, STAMPED) if ink in inks), PRINTED)
    text = "".join(piece if isinstance(piece, str) else piece.value for piece in pieces)
    page.note(" ".join(text.split()), quad(page, around([box for box in boxes if box])), ink)


def _shown(page: DrawnPage, piece: str | Slot, width: float, points: float, style: str) -> str:
    """What the press prints of a piece: text, a printed value, the dots of an empty slot, nothing."""
    if isinstance(piece, str):
        return piece.rstrip()
    if piece.ink == PRINTED:
        return piece.value
    return "." * max(1, int(width / page.width(".", points, style))) if piece.dotted else ""


def around(boxes: Sequence[Box]) -> Box:
    """The box around boxes."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def _width(page: DrawnPage, piece: str | Slot, points: float, style: str) -> float:
    if isinstance(piece, str):
        return page.width(piece, points, style)
    return page.width(piece.value, points, style) if piece.ink == PRINTED else piece.room


def printed(page: DrawnPage, text: str, x: float, y: float, points: float, style: str) -> Box:
    """Type with its left top at (x, y) mm, not noted as truth; gives its box, mm."""
    at = (page.px(x), page.px(y))
    font = page.font(points, style)
    page.draw.text(at, text, font=font, fill=INK)
    x0, y0, x1, y1 = (float(n) / page.dpi * 25.4 for n in page.draw.textbbox(at, text, font=font))
    return x0, y0, x1, y1


def filled_in(page: DrawnPage, slot: Slot, x: float, y: float, chance: random.Random) -> Box:
    """Fill a slot that begins at x on the line of writing y, mm; gives the box of what came there."""
    if slot.ink == STAMPED:
        return numbered(page, slot.value, x + chance.uniform(-1.0, 1.5), y, chance)
    who = slot.who or hand(slot.value)
    text = written(who, slot.value, chance)
    width = text.box[2] - text.box[0]
    if width > slot.room + _OVER:
        # There is no room for large digits: whoever writes makes them smaller, and runs into the type on both sides.
        who = smaller(who, (slot.room + _OVER) / width)
        text = written(who, slot.value, chance)
        width = text.box[2] - text.box[0]
    free = slot.room - width
    start = x + free * (chance.uniform(0.05, 0.9) if free > 0 else chance.uniform(0.1, 0.9))
    return write(page, who, text, start - text.box[0], y + chance.gauss(0, 0.6))


def quad(page: DrawnPage, box: Box) -> Quad:
    """Corners in px of a box in mm."""
    x0, y0, x1, y1 = (float(page.px(n)) for n in box)
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
