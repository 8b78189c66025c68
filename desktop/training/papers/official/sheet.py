"""How an office sets its papers: margins, type, and lines with room left in them for what is filled in later."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.training.papers.ink.hand import Hand, hand, smaller, write, written
from desktop.training.papers.ink.stamps import numbered
from desktop.training.papers.page import HANDWRITTEN, INK, PRINTED, STAMPED, DrawnPage, Quad

Box = tuple[float, float, float, float]
_TONES = (
    ("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("ọa", "oạ"), ("ủy", "uỷ"), ("úy", "uý"), ("ụy", "uỵ"), ("ỏe", "oẻ"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """How an office sets its papers.

    Attributes:
        left, right: margins of the text, mm from the left edge.
        top: where the head begins, mm.
        points: type of the text.
        head: type of the head.
        leading: height of a line, parts of the type.
        even: lines run to the right margin.
        indent: of a paragraph, mm.
        tones: `hoà` for `hòa`, as typed before 2000 and by many since.
        dash: in the motto.
        underlined: rules stand right under the type, as underlining does.
        blocks: middles of the two blocks of the head, mm.
    """

    left: float
    right: float
    top: float
    points: float
    head: float
    leading: float
    even: bool
    indent: float
    tones: bool
    dash: str
    underlined: bool
    blocks: tuple[float, float]

    def typed(self, text: str) -> str:
        """The text as this office types it."""
        if not self.tones:
            return text
        for new, old in _TONES:
            text = text.replace(new, old).replace(new.upper(), old.upper())
        return text

    @property
    def middle(self) -> float:
        """Of the text, mm."""
        return (self.left + self.right) / 2


def setting(chance: random.Random) -> Setting:
    """Somebody's way to set a paper, within NĐ 30/2020 and TT 01/2011 or nearly so."""
    left = chance.uniform(25, 35)
    return Setting(
        left=left,
        right=chance.uniform(188, 196),
        top=chance.uniform(14, 34),
        points=chance.choice((13, 13.5, 14, 14)),
        head=chance.choice((12, 12, 12.5, 13)),
        leading=chance.uniform(1.18, 1.55),
        even=chance.random() < 0.8,
        indent=chance.choice((10, 12.7, 12.7)),
        tones=chance.random() < 0.3,
        dash=chance.choice(("-", "-", "–")),
        underlined=chance.random() < 0.35,
        blocks=(chance.uniform(50, 60), chance.uniform(138, 146)),
    )


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
        printed = piece if isinstance(piece, str) else piece.value if piece.ink == PRINTED else ""
        if printed.strip():
            box = _print(page, printed, left, y, points, style)
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


def _print(page: DrawnPage, text: str, x: float, y: float, points: float, style: str) -> Box:
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


def broken(page: DrawnPage, text: str, width: float, points: float, style: str, *, first: float = 0.0) -> list[str]:
    """A text in lines no wider than `width` mm, the first shorter by `first`."""
    lines, line, room = [], "", width - first
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and page.width(longer, points, style) > room:
            lines.append(line)
            line, room = word, width
        else:
            line = longer
    return [*lines, line] if line else lines


def centred(page: DrawnPage, lines: Sequence[str], x: float, y: float, points: float, style: str, step: float) -> float:
    """Lines one under the other about x, `step` mm apart; gives where the next would begin."""
    for line in lines:
        page.text(line, x, y, points, style, align="middle")
        y += step
    return y


def running(page: DrawnPage, look: Setting, text: str, style: str = "", *, left: float | None = None) -> None:
    """A paragraph at the running height; from `left` without indent where given."""
    start = look.left if left is None else left
    first = look.indent if left is None else 0.0
    step = look.points * 25.4 / 72 * look.leading
    lines = broken(page, look.typed(text), look.right - start, look.points, style, first=first)
    for at, line in enumerate(lines):
        x = start + (first if at == 0 else 0.0)
        if look.even and at < len(lines) - 1 and " " in line:
            _even(page, line, x, look.right, page.y, look.points, style)
        else:
            page.text(line, x, page.y, look.points, style)
        page.y += step
    page.y += step * 0.25


def _even(page: DrawnPage, line: str, x: float, right: float, y: float, points: float, style: str) -> None:
    """A line from x to the right margin."""
    words = line.split()
    widths = [page.width(word, points, style) for word in words]
    space = (right - x - sum(widths)) / (len(words) - 1)
    boxes = []
    for word, width in zip(words, widths, strict=True):
        boxes.append(_print(page, word, x, y, points, style))
        x += width + space
    around = (boxes[0][0], min(b[1] for b in boxes), boxes[-1][2], max(b[3] for b in boxes))
    page.note(line, quad(page, around))
