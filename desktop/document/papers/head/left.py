"""The left block of a head: the superior body, the body that issues, the number, and of a letter what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop.document.papers.head.names import begins_body, goes_on, is_broken, is_stamp, wants_place
from desktop.document.papers.head.number import looks_like_number
from desktop.document.papers.head.piece import Block, Piece

_NEXT = 1.75
"""Rows of one block lie no farther apart than this, from middle to middle, in heights of a line as found."""
_BODIES_NEXT = 1.5
"""Rows of the bodies lie no farther apart than this times the row distance of the right block."""
_BELOW_TOP = 0.7
"""The first body stands no lower beside the nation's name than this times the row distance. Chosen."""
_WIDER = 1.35
"""Rows of one block lie no farther apart than this times its two nearest rows, once there are two."""
_STAMPED = 1.7
"""A stamp whose upper edge lies nearer below a row than this times the two nearest ones may hide another. Chosen."""
_APART = 1.3
"""A row farther off than this times the two nearest ones surely belongs to another block."""
_ROW = 0.4
"""Lines nearer to each other than this, in heights of a line, lie in one row. Chosen."""
_BESIDE_DAY = 2.5
"""Rows by which number and day may be off one another, in heights of a line."""
_ABOUT = re.compile(r"^\W*(?:v\W{0,2}[/|l1i\\]?\W{0,2}v\b|v[/%]|ve viec\b)")


@dataclass(frozen=True, slots=True)
class Left:
    """The left block.

    Attributes:
        bodies: lines in capitals from the top, the superior body's first.
        number: line of the number; None where none was read.
        about: the first line of what a letter is about; None where there is none.
        marked: it begins with `V/v`.
    """

    bodies: tuple[Piece, ...]
    number: Piece | None
    about: Piece | None
    marked: bool


def left_block(column: Sequence[Piece], day: Piece | None, top: float, reach: float, high: float) -> Left:
    """What the lines left of the gutter are.

    Args:
        column: from the top.
        day: line of place and day; the number stands beside it.
        top: row of the state's name, px; the first body stands beside it.
        reach: how far off that row it may stand, px.
        high: usual height of a line, px.
    """
    marked = about = next((one for one in column if _ABOUT.match(one.folded)), None)
    above = [one for one in column if (about is None or one.row < about.row) and not is_stamp(one.text)]
    number = _number(above, day, high)
    bodies: list[Piece] = []
    for one in above:
        if number and one.row >= number.row:
            break
        starts = bodies or abs(one.row - top) < reach
        if one.is_capital and starts and (not bodies or one.row - bodies[-1].row < 2 * high):
            bodies.append(one)
    if number and about is None:
        # Its mark may be misread; what goes on right below the number is what the letter is about.
        below = (one for one in column if 0 < one.row - number.row < _NEXT * high and not is_stamp(one.text))
        about = next(below, None)
    return Left(tuple(bodies), number, about, marked is not None)


def _number(above: Sequence[Piece], day: Piece | None, high: float) -> Piece | None:
    """Number and day stand side by side; an incoming-mail stamp has a number of its own elsewhere."""
    found = [one for one in above if looks_like_number(one.text)]
    if day is None:
        return min(found, key=_without_digits, default=None)
    near = [one for one in found if abs(one.row - day.row) < _BESIDE_DAY * high]
    return min(near, key=lambda one: (_without_digits(one), abs(one.row - day.row)), default=None)


def _without_digits(one: Piece) -> bool:
    return not any(c.isdigit() for c in one.text)


def bodies(found: Sequence[Piece], step: float, top: float) -> tuple[Block, Block]:
    """Superior and body: a name goes on in the next line unless that begins the name of a body.

    Args:
        found: lines in capitals from the top.
        step: from line to line of the right block, px.
        top: row in which the first of them must stand, px; where it stands lower, one above it was lost.
    """
    names: list[list[Piece]] = []
    for one in found:
        above = names[-1][-1].text if names else ""
        if above and (goes_on(above) or is_broken(above, one.text) or not begins_body(one.text)):
            names[-1].append(one)
        else:
            names.append([one])
    if not names:
        return Block.nothing(), Block.nothing()
    whole = begins_body(names[-1][0].text) and all(
        lower.row - upper.row < _BODIES_NEXT * step for upper, lower in pairwise(found)
    )
    whole = whole and found[0].row - top < _BELOW_TOP * step
    whole = whole and not any(wants_place(" ".join(one.text for one in name)) for name in names)
    superior = Block(tuple(names[-2]), whole) if len(names) > 1 else Block.nothing()
    return superior, Block(tuple(names[-1]), whole)


def about(first: Piece, column: Sequence[Piece], high: float) -> Block:
    """What a letter is about: the lines of the left block from `V/v` on as long as they follow closely.

    It is whole where what comes next is clearly apart, and nothing lies beside a line.
    """
    taken, steps, whole = [first], [high], True
    for one in column:
        step = one.row - taken[-1].row
        if one.row <= first.row:
            continue
        if is_stamp(one.text):
            whole = whole and one.box[1] - taken[-1].row > _STAMPED * min(steps)
            continue
        if step < _ROW * high:
            whole = False
            continue
        nearest = min(steps)
        if step > _NEXT * high or (len(steps) > 1 and step > _WIDER * nearest):
            whole = whole and step > _APART * nearest
            break
        steps.append(step)
        taken.append(one)
    return Block(tuple(taken), whole)
