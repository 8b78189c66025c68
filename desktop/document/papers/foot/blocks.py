"""Who signs a paper: the lines of power and duty in the right block at its foot, and the name below them.

`TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`, then signature and seal, then the name (NĐ 30/2020/NĐ-CP, annex
I, II.6). The lines belong together: a power without the duty behind it (`KT. GIÁM ĐỐC` alone) is half of what stands
there, so it is asked about. A name is one only where the lines stand above it: a heading in capitals is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from desktop.document.papers.foot.duties import is_role, letters
from desktop.document.papers.foot.people import begins_as_name, ends_as_name, without_specks
from desktop.document.papers.head.piece import Piece, pieces
from desktop.document.papers.head.wording import AGREED
from desktop.document.papers.values import checked
from desktop.model.page import Box, Reading
from desktop.page.result import Wanted

_RIGHT_OF = 0.57
"""The middle of the block lies right of this share of the text's width: what is centred on the sheet does not sign."""
_WIDEST = 0.62
"""A line of the block is no wider than this share of the page's width. Chosen."""
_WHITE = 1.4
"""White that parts the block from what is left of it, in heights of a line. Chosen."""
_OFF_AXIS = 0.05
"""The middles of the block's lines differ by less than this share of the page's width. Chosen."""
_NEXT = 2.0
"""Lines of power and duty lie no farther apart than this, in heights of a line. Chosen."""
_DEEPEST = 18
"""The name stands no deeper below the duty than this, in heights of a line: there is a seal between. Chosen."""
_NAME_OFF_AXIS = 0.09
"""The middle of the name lies no farther off that of the lines above it, as a share of the page's width. Chosen."""
_FEWEST = 8
"""Letters of a line that may go on a duty (`TỔ CHỨC - HÀNH CHÍNH`), where it was not read surely: seal and signature
look like fewer. Chosen."""
_ENDS = 1.5
"""What every reader reads of a line reaches so far beyond its ends, in heights of the line. Chosen."""
_LEVEL = 0.8
"""`Nơi nhận` stands in the row of the block's first line, give or take this, in heights of a line. Chosen."""

_COPIES_TO = re.compile(r"\W*n\w{1,2}\s?nh\w{1,2}n\b")


@dataclass(frozen=True, slots=True)
class Foot:
    """The block of who signs on one page.

    Attributes:
        title: the lines of power and duty.
        level: `Nơi nhận` stands in the row of its first line: nothing above it was lost.
        name: the line below them that is a name; None where none was read.
    """

    title: tuple[Piece, ...]
    level: bool
    name: Piece | None

    @property
    def lines(self) -> tuple[Piece, ...]:
        """Title and name, from the top."""
        return (*self.title, *([self.name] if self.name else []))


def find_foot(reading: Reading) -> Foot | None:
    """The block of who signs on a page; None where it has none."""
    parts = [part for one in pieces(reading) for part in _parted(one)]
    right = _right_of_middle(parts, reading.width)
    blocks = [block for block in _stacks(right, reading.width) if any(is_role(one.text) for one in block)]
    feet = [_foot(block, parts, right, reading.width) for block in blocks]
    return next((one for one in reversed(feet) if one.name), _name_alone(parts, right) or (feet[-1] if feet else None))


def wanted_of(foot: Foot) -> Wanted:
    """What of a first reading the other readers read too, each line whole: seal and signature lie over them."""
    return Wanted([place for line in foot.lines for place in line.places], [_with_ends(line) for line in foot.lines])


def _parted(one: Piece) -> Iterator[Piece]:
    """A line that runs from `Nơi nhận` into the block, as two."""
    begin = 0
    for at, (left, right) in enumerate(pairwise(one.words), 1):
        if right.box[0] - left.box[0] - left.box[2] > _WHITE * one.height:
            yield one.part(begin, at)
            begin = at
    yield one.part(begin, len(one.words))


def _right_of_middle(parts: Sequence[Piece], width: int) -> list[Piece]:
    left, right = min((one.left for one in parts), default=0), max((one.right for one in parts), default=0)
    beyond = left + _RIGHT_OF * (right - left)
    return [one for one in parts if one.middle > beyond and one.box[2] < _WIDEST * width]


def _with_ends(one: Piece) -> Box:
    """A line's box with what may have been lost at its ends: a short `Q.` before a duty."""
    more = round(_ENDS * one.box[3])
    return max(0, one.left - more), one.box[1], one.box[2] + 2 * more, one.box[3]


def _stacks(right: Sequence[Piece], width: int) -> list[list[Piece]]:
    """Lines in capitals right below one another, about one axis."""
    stacks: list[list[Piece]] = []
    for one in right:
        if not one.is_capital:
            continue
        above = next((stack for stack in reversed(stacks) if _goes_below(stack[-1], one, width)), None)
        if above:
            above.append(one)
        else:
            stacks.append([one])
    return stacks


def _goes_below(upper: Piece, lower: Piece, width: int) -> bool:
    step = lower.row - upper.row
    near = 0.4 * upper.height < step < _NEXT * max(upper.height, lower.height)
    return near and abs(upper.middle - lower.middle) < _OFF_AXIS * width


def _foot(block: Sequence[Piece], parts: Sequence[Piece], right: Sequence[Piece], width: int) -> Foot:
    # What stands over the first power or duty is the end of something else.
    first = next(at for at, one in enumerate(block) if is_role(one.text))
    lines = _without_specks(block[first:])
    name = _name_below(lines, right, width)
    if name in lines:
        lines = lines[: lines.index(name)]
    high = median(one.height for one in lines)
    level = any(
        _COPIES_TO.match(one.folded) and one.right < lines[0].left and abs(one.row - lines[0].row) < _LEVEL * high
        for one in parts
    )
    return Foot(tuple(lines), level, name)


def _without_specks(lines: Sequence[Piece]) -> Sequence[Piece]:
    """Without what seal and signature look like below the last duty."""
    last = max(at for at, one in enumerate(lines) if is_role(one.text))
    rest = [one for one in lines[last + 1 :] if letters(one.text) >= _FEWEST or _is_sure(one)]
    return [*lines[: last + 1], *rest]


def _is_sure(line: Piece) -> bool:
    return all(word.confidence >= AGREED and word.rival in {None, word.text} for word in line.words)


def _name_below(lines: Sequence[Piece], right: Sequence[Piece], width: int) -> Piece | None:
    high = median(one.height for one in lines)
    axis = median(one.middle for one in lines)
    below = [
        one
        for one in right
        if one.row > lines[0].row
        and one.row - lines[-1].row < _DEEPEST * high
        and abs(one.middle - axis) < _NAME_OFF_AXIS * width
        and _may_be_name(one)
    ]
    named = [one for one in below if any(map(begins_as_name, readings_of(one)))]
    found = named or below
    return found[-1] if found else None


def _may_be_name(line: Piece) -> bool:
    """Whether a line may be somebody's name, as one of the readers has it."""
    duty = line.is_capital and is_role(line.text)
    return not duty and any(_is_like_name(text) for text in readings_of(line))


def readings_of(line: Piece) -> tuple[str, str]:
    """A line as two readers have it, without specks; the second one empty where it was read once."""
    rivals = [word.rival for word in line.words]
    rival = (
        ""
        if all(one is None for one in rivals)
        else " ".join(word.text if word.rival is None else word.rival for word in line.words)
    )
    return without_specks(line.text), without_specks(rival)


def _is_like_name(text: str) -> bool:
    """Headings and duties that are misread look like one, in capitals."""
    if ends_as_name(text):
        return True
    return not checked("person", text, None)[1] and (begins_as_name(text) or not text.isupper())


def _name_alone(parts: Sequence[Piece], right: Sequence[Piece]) -> Foot | None:
    """The name under a title that nobody could read: the last line of the right block, nothing but copies beside it."""
    last = next((one for one in reversed(right) if _may_be_name(one)), None)
    if last is None or not begins_as_name(last.text) or last.text.isupper():
        return None
    below = [one for one in parts if one.row > last.row + last.height and one.right > last.left]
    return None if below else Foot((), level=False, name=last)
