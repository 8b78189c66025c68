"""The blocks of a head: which lines say who issues, under which number and day, what, about what and to whom.

Left: the superior body, the body that issues, the number, and of a letter what it is about. Right: the state's name and
motto, place and day. Below: the type of document over its title, whom it is to, the grounds (NĐ 30/2020/NĐ-CP, annex
I). Whatever the body of the text cites stands in none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from desktop.document.papers.head.day import looks_like_day
from desktop.document.papers.head.left import Left, about, bodies, left_block
from desktop.document.papers.head.names import LETTER, is_form, type_of
from desktop.document.papers.head.piece import Block, Piece, around, pieces, says, side_by_side
from desktop.document.papers.head.title import is_to, is_type, recipient, title, untyped_title
from desktop.model.page import Box, Reading
from desktop.page.result import Wanted

_NATION = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam", "doan tncs ho chi minh")
"""Over the right block; papers of the Party and of its youth bear their own."""
_MOTTO = "doc lap tu do hanh phuc"
_DEEPEST = 0.7
"""A head ends no deeper than this share of the sheet's width. Chosen."""
_DAY_DEEPEST = 0.3
"""Where nation and motto are lost, the line of place and day stands no deeper than this share of the width."""
_RIGHT_OF = 0.57
"""The middle of the right block lies right of this share of the text's width; a form's motto stands in the middle."""
_OVER = 0.1
"""A line of the left block may run over the gutter by this share of the sheet's width; a line of text runs farther."""
_STEP = 1.4
"""From the nation's line to the motto's, in heights of a line, where the nation's was lost."""
_GAP = 0.6
"""White between two words that parts two blocks, in heights of the line."""


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


@dataclass(frozen=True, slots=True)
class _Right:
    """The right block without its day: nation and motto; the day's line in their place where both are lost.

    `from_top`: its first line is the nation's, beside which the first line of the left block stands.
    """

    lines: tuple[Piece, ...]
    named: bool
    from_top: bool

    @property
    def top(self) -> float:
        return min(one.row for one in self.lines)

    @property
    def low(self) -> float:
        return max(one.row for one in self.lines)

    @property
    def step(self) -> float:
        """From line to line, px; 0 where there is but one."""
        return self.low - self.top if len(self.lines) == 2 else 0.0


def find_head(reading: Reading) -> Head | None:
    """The head of a page; None where it has none."""
    found = [one for one in pieces(reading) if one.row < _DEEPEST * max(1, reading.width)]
    right = _right_block(found, reading.width)
    if right is None:
        return None
    high = float(median(one.height for one in found))
    gutter = round(min(one.left for one in right.lines) - 0.2 * high)
    parted = [part for one in found for part in _parted(one, gutter, right)]
    low = right.low if right.named else right.low - high
    below = [one for one in parted if one.row > low + 0.5 * high]
    kind_line = next((one for one in below if is_type(one, gutter, reading.width)), None)
    to_line = next((one for one in below if is_to(one)), None)
    beyond = gutter + _OVER * reading.width
    wide = next((one for one in below if one.left < gutter - 2 * high and one.right > beyond), None)
    end = min((one.row for one in (kind_line, to_line, wide) if one), default=reading.height) - 0.3 * high
    beside = side_by_side([one for one in below if one.middle > gutter and one.row < end], high)
    day = next((one for one in beside if looks_like_day(one.text)), None)
    top, reach = (right.top, 2 * high) if right.named else (right.top - 2.5 * high, 3 * high)
    in_left = [one for one in parted if one.middle < gutter and one.right < beyond and top - reach < one.row < end]
    column = side_by_side(in_left, high)
    left = left_block(column, day, top, reach, high)
    if not (left.bodies or left.number):
        return None
    form = kind_line is None and not left.marked and any(one.is_capital and is_form(one.text) for one in below)
    superior, body = bodies(left.bodies, right.step or high, right.top if right.from_top else right.top - _STEP * high)
    return Head(
        superior=superior,
        body=body,
        number=Slot(left.number, _number_box(left, day, gutter, high)),
        day=Slot(day, _day_box(day, left.number, right, gutter, high)),
        kind="" if form else _kind(kind_line, left),
        kind_line=kind_line,
        about=_subject(kind_line, left, column, below, form=form, high=high, width=reading.width),
        to=recipient(to_line, below, high) if to_line else Block.nothing(),
        form=form,
        under_body=_under_body(left, right, gutter, high),
    )


def wanted_of(head: Head) -> Wanted:
    """What of a first reading the other readers read too: the words of its texts, and its slots as boxes.

    A short line in capitals is lost most easily, so those of the bodies are read as boxes too.
    """
    named = [*head.superior.lines, *head.body.lines]
    lines = [*named, *head.about.lines, *head.to.lines, *([head.kind_line] if head.kind_line else [])]
    slots = (head.number.box, head.day.box, head.under_body)
    boxes = [*(box for box in slots if box), *(one.box for one in named)]
    return Wanted([place for line in lines for place in line.places], boxes)


def _kind(kind_line: Piece | None, left: Left) -> str:
    named = type_of(kind_line.text) if kind_line else None
    return named[0] if named else LETTER if left.about else ""


def _subject(
    kind_line: Piece | None,
    left: Left,
    column: Sequence[Piece],
    below: Sequence[Piece],
    *,
    form: bool,
    high: float,
    width: int,
) -> Block:
    if form:
        return Block.nothing()
    found = title(kind_line, below, high, width) if kind_line else Block.nothing()
    if found.lines or not left.about:
        return found if found.lines else untyped_title(below, high, width)
    return about(left.about, column, high)


def _right_block(found: Sequence[Piece], width: int) -> _Right | None:
    """None where the page has no right block: a form's motto stands in the middle."""
    nation, motto = _saying(found, _NATION), _saying(found, (_MOTTO,))
    block = [part for part in (nation, motto) if part]
    named = bool(block)
    if not named:
        dated = (one for one in found if looks_like_day(one.text) and one.row < _DAY_DEEPEST * width)
        block = [one for one in dated if len(one.words) <= 12][:1]
    left, right = min((one.left for one in found), default=0), max((one.right for one in found), default=0)
    if not block or max(one.middle for one in block) < left + _RIGHT_OF * (right - left):
        return None
    return _Right(tuple(block), named, nation is not None)


def _saying(found: Sequence[Piece], phrases: Sequence[str]) -> Piece | None:
    """The first part of a line that says one of some phrases and nothing behind it."""
    for one in found:
        for phrase in phrases:
            at = says(one, phrase, 72)
            if at is not None and len(one.words) - at <= 12:
                return one.part(at, len(one.words))
    return None


def _parted(one: Piece, gutter: int, right: _Right) -> list[Piece]:
    """A line that runs over the gutter as two, where white or the right block's own words part it."""
    begin = {place for known in right.lines for place in known.places[:1]}
    at = next((index for index, place in enumerate(one.places) if place in begin), None)
    if at == 1 and _white(one, at) < _GAP * one.height:
        # The cut lies too far left: what touches the nation's name is the end of the line beside it.
        return [one.part(1, len(one.words))]
    if at is None:
        at = sum(word.box[0] + word.box[2] / 2 < gutter for word in one.words)
        if not 0 < at < len(one.words):
            return [one]
        if _white(one, at) < _GAP * one.height:
            return [one]
    return [one.part(start, stop) for start, stop in ((0, at), (at, len(one.words))) if start < stop]


def _white(one: Piece, at: int) -> int:
    """Before a word, px."""
    return one.words[at].box[0] - (one.words[at - 1].box[0] + one.words[at - 1].box[2])


def _number_box(left: Left, day: Piece | None, gutter: int, high: float) -> Box | None:
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


def _day_box(day: Piece | None, number: Piece | None, right: _Right, gutter: int, high: float) -> Box | None:
    if day:
        return day.box
    block = around(right.lines)
    if number is None or block is None or number.row < block[1] + block[3]:
        return None
    top, height = round(number.row - 0.6 * high), round(1.2 * high)
    return gutter, top, block[0] + block[2] - gutter, height


def _under_body(left: Left, right: _Right, gutter: int, high: float) -> Box | None:
    """Beside the motto, under the only line of the left block: a short line there is lost most easily."""
    motto = right.lines[-1]
    if len(left.bodies) != 1 or motto.row < left.bodies[0].row + 0.5 * high:
        return None
    only, below = left.bodies[0], left.number or left.about
    if below and below.box[1] < motto.row:
        return None
    begin = max(0, only.left - round(high))
    return begin, motto.box[1], max(1, min(gutter, only.right + round(high)) - begin), motto.box[3]
