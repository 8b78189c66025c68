"""What stands below the two blocks: the type of document over its title, and whom the paper is to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from desktop.document.papers.fold import fold
from desktop.document.papers.head.names import is_stamp, type_of
from desktop.document.papers.head.piece import Block, Piece, rows

_TO = "kinhgui"
_TO_NEXT = 2.2
"""Rows of whom a paper is to lie no farther apart than this, in heights of a line. Chosen."""
_WIDER = 1.35
"""Rows of a title lie no farther apart than this times its two nearest rows."""
_TITLE_NEXT = 3.2
"""A title begins no farther below its type of document than this, in heights of a line."""
_OFF_AXIS = 0.06
"""Share of the sheet's width by which the middle of a centred line may lie off that of the line above."""
_TYPE_OFF = 0.2
"""A type of document lies no farther off the gutter than this share of the page's width. Chosen."""
_SAME_ROW = 0.12
"""Pieces of one line differ in height by less than this, in heights of a line. Chosen."""
_LONGEST_REST = 4
"""Words that may stand behind a type of document in its line (`GIẤY MỜI HỌP`)."""
_BODY = re.compile(
    r"\W*(?:can cu|theo|xet|thuc hien|de|trong|ngay|phan|chuong|dieu|muc|[ivx]+\s*[.\-]|\d+\s*[.)]|[a-d]\s*\))(?!\w)"
)
"""How the text begins below a title, in a line that begins with a capital or a number."""
_DECIDES = re.compile(
    r"\W*(?:CHU TICH|(?:TONG )?GIAM DOC|BO TRUONG|CHANH|TRUONG|HIEU TRUONG|(?:CHI )?CUC TRUONG|VU TRUONG|THU TRUONG"
    r"|THU TUONG|VIEN TRUONG|UY BAN NHAN DAN|HOI DONG NHAN DAN|BAN THUONG VU|BAN CHAP HANH)\b"
)
"""Who decides stands in capitals between title and grounds."""


def is_type(one: Piece, gutter: int, width: int) -> bool:
    """Whether a line in capitals about the sheet's middle names a type of document."""
    centred = abs(one.middle - gutter) < _TYPE_OFF * width and one.right > gutter
    named = type_of(one.text) if centred and one.is_capital else None
    return named is not None and len(named[1].split()) <= _LONGEST_REST


def is_to(one: Piece) -> bool:
    """Whether a line begins with `Kính gửi`."""
    return fuzz.ratio(re.sub(r"\W", "", one.folded)[:7], _TO) >= 75 and len(one.folded) > 5


def title(kind_line: Piece, below: Sequence[Piece], high: float, width: int) -> Block:
    """The lines under the type of document: centred under it, close together, up to the rule or what follows."""
    named = type_of(kind_line.text)
    rest = named[1] if named else ""
    under = [one for one in below if one.row > kind_line.row + 0.4 * high]
    first = [kind_line.part(len(kind_line.words) - len(rest.split()), len(kind_line.words))] if rest else []
    return _centred(first, kind_line, under, high, width)


def untyped_title(below: Sequence[Piece], high: float, width: int) -> Block:
    """The title where its type was not read: the centred lines that begin with `Về việc`."""
    first = next((one for one in below if re.match(r"^\W*(?:ve viec|v\s*/\s*v)\b", one.folded)), None)
    if first is None:
        return Block.nothing()
    under = [one for one in below if one.row > first.row + 0.4 * high]
    return Block(_centred([first], first, under, high, width).lines, whole=False)


def recipient(to_line: Piece, below: Sequence[Piece], high: float) -> Block:
    """Whom it is to: behind `Kính gửi` and in the lines below it that begin farther right than it."""
    words = [one.folded for one in [to_line.part(at, at + 1) for at in range(len(to_line.words))]]
    behind = next((at + 1 for at, word in enumerate(words[:4]) if word.startswith(("gui", "gti", "gu"))), 2)
    while behind < len(words) and not any(c.isalnum() for c in words[behind]):
        behind += 1
    taken = [to_line.part(behind, len(to_line.words))] if behind < len(words) else []
    last = to_line
    for one in below:
        if one.row <= to_line.row + 0.4 * high or is_stamp(one.text):
            continue
        if one.row - last.row > _TO_NEXT * high or one.left < to_line.left + 0.3 * high:
            if one.right < to_line.right:
                continue
            break
        if taken and _ends_a_list(last, one, high):
            break
        taken.append(one)
        last = one
    return Block(tuple(taken), whole=_is_over(taken))


def _is_over(lines: Sequence[Piece]) -> bool:
    """Whether nothing of whom a paper is to can be missing at its end: a list of several has its full stop."""
    return not any(";" in line.text for line in lines) or lines[-1].text.endswith(".")


def _ends_a_list(last: Piece, one: Piece, high: float) -> bool:
    """Whether a list of recipients is over: behind its full stop comes what they are called, or the text."""
    return last.text.endswith(".") and (one.text.startswith("(") or one.left < last.left - 0.5 * high)


def _centred(first: list[Piece], axis: Piece, under: Sequence[Piece], high: float, width: int) -> Block:
    taken: list[Piece] = list(first)
    last, steps, whole = axis, [float(high)], True
    for row in rows(under):
        near = _on_axis(row, axis, high)
        if not near:
            # A stamp beside the title, or a line of it that was found in part.
            whole = whole and is_stamp(row[0].text)
            continue
        left_out = [
            one
            for one in row
            if one not in near and near[0].left - high < one.right and one.left < near[-1].right + high
        ]
        step = near[0].row - last.row
        apart = step > (_WIDER * min(steps) if last is not axis else _TITLE_NEXT * high)
        middle = (near[0].left + near[-1].right) / 2
        off = abs(middle - axis.middle) > _OFF_AXIS * width
        if apart or off or is_to(near[0]) or _ends_title(" ".join(one.text for one in near), near[0], taken):
            whole = whole and (apart or is_to(near[0]))
            break
        if last is not axis:
            steps.append(step)
        whole = whole and not left_out
        taken += near
        last = near[0]
    return Block(tuple(taken), whole)


def _on_axis(row: Sequence[Piece], axis: Piece, high: float) -> list[Piece]:
    """The pieces of a row that run over the middle of the line above, with those that touch them."""
    at = next((i for i, one in enumerate(row) if one.left - 2 * high < axis.middle < one.right + 2 * high), None)
    if at is None:
        return []
    begin = end = at
    while begin > 0 and _is_next(row[begin - 1], row[begin], high):
        begin -= 1
    while end + 1 < len(row) and _is_next(row[end], row[end + 1], high):
        end += 1
    return list(row[begin : end + 1])


def _is_next(one: Piece, other: Piece, high: float) -> bool:
    """Whether a line goes on in the next piece: a stamp beside it lies a little higher or lower."""
    return other.left - one.right < high and abs(one.row - other.row) < _SAME_ROW * high


def _ends_title(text: str, first: Piece, taken: Sequence[Piece]) -> bool:
    """Whether a row is not of the title: grounds, a part's name, or who decides, in capitals."""
    if taken and first.is_capital and (not all(one.is_capital for one in taken) or _DECIDES.match(fold(text))):
        return True
    if taken and text.lstrip(" \"'“(-")[:1].islower():
        return False
    return bool(_BODY.match(fold(text).lower())) if taken else fold(text).startswith(("CAN CU", "KINH GUI"))
