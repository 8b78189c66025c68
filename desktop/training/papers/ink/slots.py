"""A printed line with room left in it, and what is filled into the room by hand or by a numbering machine."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.training.papers.ink.hand import Hand, hand, smaller, write, written
from desktop.training.papers.ink.stamps import numbered
from desktop.training.papers.page import HANDWRITTEN, INK, PRINTED, STAMPED, DrawnPage, Quad

Box = tuple[float, float, float, float]
"""Left, top, right, foot, mm."""


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
    left = x - sum(widths) / 2
    font = page.font(points, style)
    ascent = font.getmetrics()[0] / page.dpi * 25.4
    spots: list[tuple[Slot, float]] = []
    boxes: list[Box] = []
    for piece, width in zip(pieces, widths, strict=True):
        shown = piece if isinstance(piece, str) else piece.value if piece.ink == PRINTED else ""
        if shown.strip():
            box = printed(page, shown, left, y, points, style)
            boxes.append(box)
            if isinstance(piece, Slot):
                _note_slot(page, piece, box)
        elif isinstance(piece, Slot):
            if piece.dotted:
                dots = "." * max(1, int(width / page.width(".", points, style)))
                page.draw.text((page.px(left), page.px(y)), dots, font=font, fill=INK)
            spots.append((piece, left))
        left += width
    # What is filled in comes onto the paper when it is printed already.
    for slot, start in spots:
        box = filled_in(page, slot, start, y + ascent, chance)
        boxes.append(box)
        _note_slot(page, slot, box)
    around = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    inks = {piece.ink for piece in pieces if isinstance(piece, Slot)}
    ink = next((ink for ink in (HANDWRITTEN, STAMPED) if ink in inks), PRINTED)
    text = "".join(piece if isinstance(piece, str) else piece.value for piece in pieces)
    page.note(" ".join(text.split()), quad(page, around), ink)


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
    if width > slot.room + 4:
        # There is no room for large digits: whoever writes makes them smaller, and runs into the type on both sides.
        who = smaller(who, (slot.room + 4) / width)
        text = written(who, slot.value, chance)
        width = text.box[2] - text.box[0]
    free = slot.room - width
    start = x + free * (chance.uniform(0.05, 0.9) if free > 0 else chance.uniform(0.1, 0.9))
    return write(page, who, text, start - text.box[0], y + chance.gauss(0, 0.6))


def _note_slot(page: DrawnPage, slot: Slot, box: Box) -> None:
    page.truth.slots.append({"field": slot.field, "text": slot.value, "ink": slot.ink, "quad": quad(page, box)})


def quad(page: DrawnPage, box: Box) -> Quad:
    """Corners in px of a box in mm."""
    x0, y0, x1, y1 = (float(page.px(n)) for n in box)
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
