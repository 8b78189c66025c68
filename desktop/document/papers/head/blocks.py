"""The blocks of a head: which lines say who issues, under which number and day, what, about what and to whom.

Left: the superior body, the body that issues, the number, and of a letter what it is about. Right: the state's name and
motto, place and day. Below: the type of document over its title, whom it is to, the grounds (NĐ 30/2020/NĐ-CP, annex
I). Whatever the body of the text cites stands in none of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from rapidfuzz import fuzz

from desktop.document.papers.fold import fold
from desktop.document.papers.head.day import looks_like_day
from desktop.document.papers.head.names import LETTER, begins_body, goes_on, is_form, is_stamp, type_of
from desktop.document.papers.head.number import looks_like_number
from desktop.document.papers.head.piece import Piece, around, pieces, rows, says
from desktop.model.page import Box, Reading

_NATION = "cong hoa xa hoi chu nghia viet nam"
_MOTTO = "doc lap tu do hanh phuc"
_DEEPEST = 0.7
"""A head lies in the upper part of a sheet: so deep, as a share of its width."""
_RIGHT_OF = 0.57
"""Of the text's width: the right block's middle lies farther right; a form's motto stands in the middle."""
_GAP = 0.6
"""White between two words that parts two blocks, in heights of the line."""
_NEXT = 1.75
"""Rows of one block lie no farther apart than this, from middle to middle, in heights of a line as found."""
_WIDER = 1.35
"""Nor farther than this times the nearest two of them, once there are two."""
_TITLE_NEXT = 3.2
"""A title begins no farther below its type of document than this, in heights of a line."""
_OFF_AXIS = 0.06
"""Of the sheet's width, by which a centred line may lie off the middle of the one above it."""
_ABOUT = re.compile(r"^\W*v\W{0,2}[/|l1i\\]?\W{0,2}v\b")
_TO = "kinh gui"
_BODY = re.compile(
    r"\W*(?:can cu|theo|xet|thuc hien|de|trong|ngay|phan|chuong|dieu|muc|[ivx]+\s*[.\-]|\d+\s*[.)]|[a-d]\s*\))(?!\w)"
)
"""How the text begins below a title, in a line that begins with a capital or a number."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of a head that is filled in: number, or place and day.

    Attributes:
        piece: the line in it; None where none was read.
        box: where it is or must be, clean px; None where that is not known.
    """

    piece: Piece | None
    box: Box | None


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that make one value.

    Attributes:
        lines: from the top; more than one piece where a line was found in parts.
        whole: nothing beside, between or below them may belong to it.
    """

    lines: tuple[Piece, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one page.

    Attributes:
        superior: the body above the one that issues; empty where there is none.
        body: who issues it; empty where that was not read.
        number: its slot.
        day: its slot.
        kind: type of document as it is called; empty where it was not read, or is none of the known ones.
        kind_line: where the type stands.
        about: what the paper is about.
        to: whom it is to.
        form: the title is that of a form or certificate, which has a layout of its own below the head.
        under_body: where a second line of the left block must stand, had it been read; None where one was.
    """

    superior: Block
    body: Block
    number: Slot
    day: Slot
    kind: str
    kind_line: Piece | None
    about: Block
    to: Block
    form: bool
    under_body: Box | None


_NOTHING = Block((), whole=True)


def find_head(reading: Reading) -> Head | None:
    """The head of a page; None where it has none."""
    found = [one for one in pieces(reading) if one.row < _DEEPEST * max(1, reading.width)]
    if not found:
        return None
    high = median(one.height for one in found)
    right_block = _right_block(found)
    if right_block is None:
        return None
    gutter = round(min(one.left for one in right_block) - 0.2 * high)
    parted = [part for one in found for part in _parted(one, gutter, right_block)]
    top, low = min(one.row for one in right_block), max(one.row for one in right_block)
    motto_low = max(one.row for one in right_block if not looks_like_day(one.text)) if right_block else low
    below = [one for one in parted if one.row > motto_low + 0.5 * high]
    kind_line = next((one for one in below if _is_type(one, gutter, reading.width)), None)
    to_line = next((one for one in below if _is_to(one)), None)
    wide = next((one for one in below if one.left < gutter - 2 * high and one.right > gutter + 2 * high), None)
    ends = [one.row for one in (kind_line, to_line, wide) if one]
    end = min(ends, default=reading.height) - 0.3 * high
    column = [
        one
        for one in parted
        if one.middle < gutter and one.right < gutter + 2 * high and top - 2.5 * high < one.row < end
    ]
    right = [one for one in parted if one.middle > gutter and motto_low < one.row < end]
    day = next((one for one in right if looks_like_day(one.text)), None)
    left = _left_block(column, day, top, high)
    if not (left.bodies or left.number):
        return None
    form_line = None if kind_line else next((one for one in below if one.is_capital and is_form(one.text)), None)
    kind, about = "", _NOTHING
    if kind_line:
        named = type_of(kind_line.text)
        kind = named[0] if named else ""
        about = _title(kind_line, below, high, reading.width)
    elif left.about:
        kind, about = LETTER, _about(left.about, column, high)
    elif form_line is None:
        about = _untyped_title(below, high, reading.width)
    superior, body = _bodies(left.bodies, high)
    return Head(
        superior=superior,
        body=body,
        number=Slot(left.number, _number_box(left, day, gutter, high)),
        day=Slot(day, _day_box(day, left.number, right_block, gutter, high)),
        kind=kind,
        kind_line=kind_line,
        about=about,
        to=_recipient(to_line, below, high) if to_line else _NOTHING,
        form=form_line is not None,
        under_body=_under_body(left, right_block, gutter, high),
    )


def _right_block(found: Sequence[Piece]) -> list[Piece] | None:
    """The state's name, its motto, and where both are lost the day's line; None where they stand in no right block."""
    block = []
    for phrase in (_NATION, _MOTTO):
        for one in found:
            at = says(one, phrase, 72)
            if at is not None and len(one.words) - at <= 12:
                block.append(one.part(at, len(one.words)))
                break
    if not block:
        dated = (one for one in found if looks_like_day(one.text) and one.row < 0.4 * _DEEPEST * one.right)
        block = [one for one in dated if len(one.words) <= 12][:1]
    text_left, text_right = min(one.left for one in found), max(one.right for one in found)
    limit = text_left + _RIGHT_OF * (text_right - text_left)
    if not block or max(one.middle for one in block) < limit:
        return None
    return block


def _parted(one: Piece, gutter: int, right_block: Sequence[Piece]) -> list[Piece]:
    """A line that runs over the gutter as two, where white or the right block's own words part it."""
    begin = {place for known in right_block for place in known.places[:1]}
    at = next((index for index, place in enumerate(one.places) if place in begin), None)
    if at is None:
        at = sum(word.box[0] + word.box[2] / 2 < gutter for word in one.words)
        if not 0 < at < len(one.words):
            return [one]
        white = one.words[at].box[0] - (one.words[at - 1].box[0] + one.words[at - 1].box[2])
        if white < _GAP * one.height:
            return [one]
    parts = [(0, at), (at, len(one.words))]
    return [one.part(begin, end) for begin, end in parts if begin < end]


@dataclass(frozen=True, slots=True)
class _Left:
    """The left block: bodies from the top, number, first line of what it is about."""

    bodies: list[Piece]
    number: Piece | None
    about: Piece | None


def _left_block(column: Sequence[Piece], day: Piece | None, top: float, high: float) -> _Left:
    about = next((one for one in column if _ABOUT.match(one.folded)), None)
    above = [one for one in column if (about is None or one.row < about.row) and not is_stamp(one.text)]
    number = next((one for one in above if looks_like_number(one.text) and _beside(one, day, high)), None)
    bodies: list[Piece] = []
    for one in above:
        if number and one.row >= number.row:
            break
        starts = bodies or abs(one.row - top) < 2 * high
        if one.is_capital and starts and (not bodies or one.row - bodies[-1].row < 2 * high):
            bodies.append(one)
    if number and about is None:
        # Its mark may be misread; what goes on right below the number is what the letter is about.
        about = next(
            (
                one
                for one in column
                if one.row > number.row and one.row - number.row < _NEXT * high and not is_stamp(one.text)
            ),
            None,
        )
    return _Left(bodies, number, about)


def _beside(one: Piece, day: Piece | None, high: float) -> bool:
    """Number and day stand side by side; an incoming-mail stamp has a number of its own elsewhere."""
    return day is None or abs(one.row - day.row) < 2.5 * high


def _is_type(one: Piece, gutter: int, width: int) -> bool:
    centred = abs(one.middle - gutter) < 0.2 * width
    named = type_of(one.text) if centred and one.is_capital else None
    return named is not None and len(named[1].split()) <= 4


def _is_to(one: Piece) -> bool:
    return fuzz.ratio(re.sub(r"\W", "", one.folded)[:7], _TO.replace(" ", "")) >= 75 and len(one.folded) > 5


def _bodies(found: Sequence[Piece], high: float) -> tuple[Block, Block]:
    """Superior and body: a name goes on in the next line unless that begins the name of a body."""
    names: list[list[Piece]] = []
    for one in found:
        if names and (goes_on(names[-1][-1].text) or not begins_body(one.text)):
            names[-1].append(one)
        else:
            names.append([one])
    if not names:
        return _NOTHING, _NOTHING
    whole = begins_body(names[-1][0].text) and all(
        lower.row - upper.row < _NEXT * high for upper, lower in pairwise(found)
    )
    above = Block(tuple(names[-2]), whole) if len(names) > 1 else _NOTHING
    return above, Block(tuple(names[-1]), whole)


def _about(first: Piece, column: Sequence[Piece], high: float) -> Block:
    """What a letter is about: the rows of the left block from `V/v` on."""
    below = [one for one in column if one is first or one.row > first.row + 0.4 * high]
    return _run([[one] if one is first else row for row in rows(below) for one in row[:1]], high)


def _run(found: Sequence[Sequence[Piece]], high: float) -> Block:
    """Rows from the first one on as long as they follow closely; whole where what comes next is clearly apart."""
    taken: list[Sequence[Piece]] = []
    steps: list[float] = []
    whole = True
    for row in found:
        if not taken:
            taken.append(row)
            continue
        step = row[0].row - taken[-1][0].row
        nearest = min(steps, default=step)
        if is_stamp(" ".join(one.text for one in row)):
            continue
        if step > _NEXT * high or step > _WIDER * nearest:
            whole = whole and step > 1.3 * nearest
            break
        steps.append(step)
        taken.append(row)
    return Block(tuple(one for row in taken for one in row), whole)


def _title(kind_line: Piece, below: Sequence[Piece], high: float, width: int) -> Block:
    """The lines under the type of document: centred under it, close together, up to the rule or what follows."""
    named = type_of(kind_line.text)
    rest = named[1] if named else ""
    under = [one for one in below if one.row > kind_line.row + 0.4 * high]
    first = [kind_line.part(len(kind_line.words) - len(rest.split()), len(kind_line.words))] if rest else []
    return _centred(first, kind_line, under, high, width)


def _centred(first: list[Piece], axis: Piece, under: Sequence[Piece], high: float, width: int) -> Block:
    taken: list[Piece] = list(first)
    last, steps, whole = axis, [float(high)], True
    for row in rows(under):
        near = _on_axis(row, axis, high)
        if not near:
            # A stamp beside the title, or a line of it that was found in part.
            whole = whole and is_stamp(row[0].text)
            continue
        step = near[0].row - last.row
        apart = step > (_WIDER * min(steps) if last is not axis else _TITLE_NEXT * high)
        middle = (near[0].left + near[-1].right) / 2
        off = abs(middle - axis.middle) > _OFF_AXIS * width
        if apart or off or _is_to(near[0]) or _ends_title(" ".join(one.text for one in near), near[0], taken):
            whole = whole and (apart or _is_to(near[0]))
            break
        if last is not axis:
            steps.append(step)
        taken += near
        last = near[0]
    return Block(tuple(taken), whole)


def _on_axis(row: Sequence[Piece], axis: Piece, high: float) -> list[Piece]:
    """The pieces of a row that run over the middle of the line above, with those that touch them."""
    at = next((i for i, one in enumerate(row) if one.left - 2 * high < axis.middle < one.right + 2 * high), None)
    if at is None:
        return []
    begin = end = at
    while begin > 0 and row[begin].left - row[begin - 1].right < high:
        begin -= 1
    while end + 1 < len(row) and row[end + 1].left - row[end].right < high:
        end += 1
    return list(row[begin : end + 1])


def _ends_title(text: str, first: Piece, taken: Sequence[Piece]) -> bool:
    """Whether a row is not of the title: grounds, a part's name, or who decides, in capitals."""
    if taken and first.is_capital and not all(one.is_capital for one in taken):
        return True
    if taken and text.lstrip(" \"'“(-")[:1].islower():
        return False
    return bool(_BODY.match(fold(text).lower())) if taken else fold(text).startswith(("CAN CU", "KINH GUI"))


def _untyped_title(below: Sequence[Piece], high: float, width: int) -> Block:
    """The title where its type was not read: the centred lines that begin with `Về việc`."""
    first = next((one for one in below if re.match(r"^\W*(?:ve viec|v\s*/\s*v)\b", one.folded)), None)
    if first is None:
        return _NOTHING
    under = [one for one in below if one.row > first.row + 0.4 * high]
    return Block(_centred([first], first, under, high, width).lines, whole=False)


def _recipient(to_line: Piece, below: Sequence[Piece], high: float) -> Block:
    """Whom it is to: behind `Kính gửi` and in the lines below it that begin farther right than it."""
    words = [one.folded for one in [to_line.part(at, at + 1) for at in range(len(to_line.words))]]
    behind = next((at + 1 for at, word in enumerate(words[:4]) if word.startswith(("gui", "gti", "gu"))), 2)
    while behind < len(words) and not any(c.isalnum() for c in words[behind]):
        behind += 1
    taken = [to_line.part(behind, len(to_line.words))] if behind < len(words) else []
    left = taken[0].left if taken else to_line.left + 2 * high
    last = to_line
    for one in below:
        if one.row <= to_line.row + 0.4 * high:
            continue
        if one.row - last.row > 2.2 * high or one.left < min(left - 0.6 * high, to_line.right - high):
            if one.right < left:
                continue
            break
        if not taken:
            left = one.left
        taken.append(one)
        last = one
    return Block(tuple(taken), whole=True)


def _number_box(left: _Left, day: Piece | None, gutter: int, high: float) -> Box | None:
    if left.number:
        return left.number.box
    block = around(left.bodies)
    if block is None:
        return None
    if day:
        top, height = day.box[1], day.box[3]
    elif left.about:
        top, height = left.about.box[1] - round(high), round(high)
    else:
        return None
    if top < block[1] + block[3] - 0.4 * high:
        return None
    begin = max(0, block[0] - round(2 * high))
    return begin, top, max(1, gutter - begin), height


def _day_box(
    day: Piece | None, number: Piece | None, right_block: Sequence[Piece], gutter: int, high: float
) -> Box | None:
    if day:
        return day.box
    block = around(right_block)
    if number is None or block is None or number.row < block[1] + block[3]:
        return None
    top, height = round(number.row - 0.6 * high), round(1.2 * high)
    return gutter, top, block[0] + block[2] - gutter, height


def _under_body(left: _Left, right_block: Sequence[Piece], gutter: int, high: float) -> Box | None:
    """Beside the motto, under the only line of the left block: a short line there is lost most easily."""
    motto = right_block[-1]
    if len(left.bodies) != 1 or motto.row < left.bodies[0].row + 0.5 * high:
        return None
    only, below = left.bodies[0], left.number or left.about
    if below and below.box[1] < motto.row:
        return None
    begin = max(0, only.left - round(high))
    return begin, motto.box[1], max(1, min(gutter, only.right + round(high)) - begin), motto.box[3]
