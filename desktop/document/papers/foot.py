"""Who signs a paper: the lines of power and duty in the right block at its foot, and the name below them.

`TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`, then signature and seal, then the name (NĐ 30/2020/NĐ-CP, annex
I, II.6). The lines belong together: a power without the duty behind it (`KT. GIÁM ĐỐC` alone) is half of what stands
there, so it is asked about. A name is one only where the lines stand above it: a heading in capitals is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from statistics import median

from rapidfuzz import fuzz, process

from desktop.document.papers.field import Field, FieldState, doubted
from desktop.document.papers.fold import fold
from desktop.document.papers.head.judging import OF_LETTERS
from desktop.document.papers.head.names import goes_on
from desktop.document.papers.head.piece import Piece, around, pieces
from desktop.document.papers.head.slots import box_at, says_in_boxes
from desktop.document.papers.head.wording import Said, has_like_name, wording
from desktop.document.papers.values import checked
from desktop.model.page import Box, Reading
from desktop.page.lists import listed
from desktop.page.result import Wanted

OWN = ("signer", "signer_title")
"""What the foot says of a paper."""
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
"""Letters of a line that may go on a duty (`TỔ CHỨC - HÀNH CHÍNH`); seal and signature look like fewer. Chosen."""
_LIKE = 80
"""A misread duty is known by at least this likeness, of 100 (RapidFuzz)."""
_CLEARLY = 8
"""By so much more than by that of any other duty. Chosen."""
_EDGES = " .,:;_-–—*'’`|~\"“”‘›‹«»"
_ENDS = 1.5
"""What every reader reads of a line reaches so far beyond its ends, in heights of the line. Chosen."""
_LEVEL = 0.8
"""`Nơi nhận` stands in the row of the block's first line, give or take this, in heights of a line. Chosen."""

_POWER = re.compile(r"\W*(?:K\W{0,2}T|T\W{0,2}M|T\W{0,2}L|T\W{0,2}U\W{0,2}Q|Q)\s?(?:[.,/:]\s?|\s)(?=\w{2})")
"""How a power is shortened: KT (in place of), TM (for), TL (by order of), TUQ (by authority of), Q (acting)."""
_SHORTENED = re.compile(r"\b(KT|TM|TL|TUQ|Q)\s?[.,:;]\s?")
_STRANGE = re.compile(r"[^\w\s.,/&()\-–]|(?<=\w)-(?=\w)")
_FOR_ANOTHER = re.compile(r"\W*(?:K\W{0,2}T|T\W{0,2}M|T\W{0,2}L|T\W{0,2}U\W{0,2}Q)\b")
_IN_PLACE = re.compile(r"\W*K\W{0,2}T\b")
_DUTY = re.compile(
    r"\W*(?:PHO |QUYEN |Q\W{1,2}|KT\W{1,2})?(?:CHU TICH|(?:TONG )?GIAM DOC|CHANH \w+|BO TRUONG|THU TRUONG|THU TUONG"
    r"|(?:CHI |TONG )?CUC TRUONG|VU TRUONG|VIEN TRUONG|HIEU TRUONG|TRAM TRUONG|DOI TRUONG|TRUONG [A-Z]\w+"
    r"|KIEM TOAN TRUONG|CHU NHIEM|CHI HUY TRUONG|CHINH UY|BI THU|TONG BIEN TAP|DON TRUONG|THU KY"
    r"|CONG CHUNG VIEN|UY VIEN|TO TRUONG|KE TOAN TRUONG|DAI DIEN|HAT TRUONG)\b"
)
_DEPUTY = re.compile(r"\W*(?:PHO|THU TRUONG)\b")
"""Who signs in place of somebody is that one's deputy."""
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
    blocks = [block for block in _stacks(right, reading.width) if any(_is_role(one.text) for one in block)]
    feet = [_foot(block, parts, right, reading.width) for block in blocks]
    return next((one for one in reversed(feet) if one.name), _name_alone(parts, right) or (feet[-1] if feet else None))


def wanted_of(foot: Foot) -> Wanted:
    """What of a first reading the other readers read too, each line whole: seal and signature lie over them."""
    return Wanted([place for line in foot.lines for place in line.places], [_with_ends(line) for line in foot.lines])


def read_foot(readings: Sequence[Reading | None]) -> dict[str, Field]:
    """Who signs, from the page that has most of such a block; of several the first.

    Papers that are added behind are signed by others.
    """
    feet = [(at, one, find_foot(one)) for at, one in enumerate(readings) if one]
    found = [(at, reading, foot) for at, reading, foot in feet if foot]
    if not found:
        return {}
    page, reading, foot = max(found, key=lambda one: (one[2].name is not None, bool(one[2].title)))
    fields = {"signer": _name(foot, reading, page), "signer_title": _title(foot, reading, page)}
    return {name: field for name, field in fields.items() if field}


def begins_as_name(text: str) -> bool:
    """Whether the first word of a text is a family name.

    What begins otherwise may be a name, too, but a word of a heading as well.
    """
    return text.lower().strip(_EDGES).partition(" ")[0] in _family_names()


def known_duty(text: str) -> str:
    """A line of one of the usual duties, some letters of it misread, as it must be printed; empty where it is none.

    Args:
        text: one line: a duty, or a power and a duty.
    """
    folded = fold(text).strip(_EDGES)
    power = _POWER.match(folded)
    short = re.sub(r"[^A-Z/]", "", power[0].rstrip(" .,:;/")) if power else ""
    rest = folded[power.end() :] if power else folded
    ranked = process.extract(rest, _duties(), scorer=fuzz.ratio, limit=2)
    if not ranked or ranked[0][1] < _LIKE or ranked[0][1] - ranked[1][1] < _CLEARLY:
        return ""
    duty = ranked[0][2]
    return f"{short}{'' if '/' in short else '.'} {duty}" if short else duty


@cache
def _family_names() -> frozenset[str]:
    return frozenset(name.lower() for name in listed("people", "family-names"))


@cache
def _duties() -> Mapping[str, str]:
    """By each duty as it is printed, its folded form."""
    duties = [duty for plain in listed("people", "duties") for duty in (plain, f"PHÓ {plain}")]
    return {duty: fold(duty) for duty in duties}


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


def _is_role(text: str) -> bool:
    folded = fold(text)
    return bool(_DUTY.match(folded) or (_POWER.match(folded) and text.upper() == text) or known_duty(text))


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
    first = next(at for at, one in enumerate(block) if _is_role(one.text))
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
    last = max(at for at, one in enumerate(lines) if _is_role(one.text))
    rest = [one for one in lines[last + 1 :] if _letters(one.text) >= _FEWEST]
    return [*lines[: last + 1], *rest]


def _name_below(lines: Sequence[Piece], right: Sequence[Piece], width: int) -> Piece | None:
    high = median(one.height for one in lines)
    axis = median(one.middle for one in lines)
    below = [
        one
        for one in right
        if one.row > lines[0].row
        and one.row - lines[-1].row < _DEEPEST * high
        and abs(one.middle - axis) < _NAME_OFF_AXIS * width
        and _may_be_name(one.text)
    ]
    named = [one for one in below if begins_as_name(one.text)]
    found = named or below
    return found[-1] if found else None


def _may_be_name(text: str) -> bool:
    """Whether a line may be somebody's name: in capitals, headings and duties that are misread look like one."""
    if _is_role(text) or checked("person", text, None)[1]:
        return False
    return begins_as_name(text) or not text.isupper()


def _name_alone(parts: Sequence[Piece], right: Sequence[Piece]) -> Foot | None:
    """The name under a title that nobody could read: the last line of the right block, nothing but copies beside it."""
    last = next((one for one in reversed(right) if _may_be_name(one.text)), None)
    if last is None or not begins_as_name(last.text) or last.text.isupper():
        return None
    below = [one for one in parts if one.row > last.row + last.height and one.right > last.left]
    return None if below else Foot((), level=False, name=last)


def _name(foot: Foot, reading: Reading, page: int) -> Field | None:
    if foot.name is None:
        return None
    field = _field((foot.name,), reading, page)
    if field is None:
        return None
    field = _with_family_name(field, foot.name, reading)
    value, wrong = checked("person", field.value, None)
    field = replace(field, value=value)
    if wrong:
        return replace(doubted(field, wrong), valid=False)
    known = foot.title and begins_as_name(value) and not any(has_like_name(word) for word in value.split()[1:])
    if field.state is FieldState.GREEN and not known:
        return replace(field, state=FieldState.SINGLE)
    return field


def _with_family_name(field: Field, line: Piece, reading: Reading) -> Field:
    """The name as a reader has it who begins it with a family name, where the first one does not: `Trấn` is none."""
    if begins_as_name(field.value):
        return field
    seen = box_at(line.box, reading)
    others = [field.other, *(one.text for one in (seen.opinions if seen else ()) if one.reader in OF_LETTERS)]
    named = (text for text in others if begins_as_name(text) and not checked("person", text, None)[1])
    better = next(named, None)
    return replace(field, value=better, other=field.value, state=FieldState.ASKED) if better else field


def _title(foot: Foot, reading: Reading, page: int) -> Field | None:
    fields = [field for line in foot.title if (field := _title_line(line, reading, page))]
    if not fields:
        return None
    states = {one.state for one in fields}
    field = replace(
        fields[0],
        value=" ".join(one.value for one in fields),
        confidence=min(one.confidence for one in fields),
        box=around(foot.title),
        state=next(state for state in (FieldState.ASKED, FieldState.SINGLE, FieldState.GREEN) if state in states),
        other=" ".join(one.other or one.value for one in fields) if any(one.other for one in fields) else "",
    )
    wrong = _half([one.value for one in fields]) or next((one.doubt for one in fields if one.doubt), "")
    if wrong:
        return doubted(field, wrong)
    # A duty that is none of the usual ones may go on in a line that was lost.
    ends = fields[-1].value in _duties() or known_duty(fields[-1].value)
    if field.state is FieldState.GREEN and not (foot.level and foot.name and ends):
        return replace(field, state=FieldState.SINGLE)
    return field


def _title_line(line: Piece, reading: Reading, page: int) -> Field | None:
    """One line of power and duty: a usual duty by what the readers have most in common with it, else word for word."""
    seen = box_at(line.box, reading)
    texts = {one.reader: one.text for one in (seen.opinions if seen else ()) if one.reader in OF_LETTERS}
    first = known_duty(line.text) or known_duty(texts.get("tesseract-vie", ""))
    second = known_duty(texts.get("asternet", ""))
    if first or second:
        # A letter more than the duty has may be of a power before it; `KT` alone may be `KT.` and `K/T`.
        differ = bool(first and second) and first != second
        said = {known_duty(text) for text in texts.values()} - {""}
        agreed = (
            first == second and said == {first} and all(_letters(text) <= _letters(first) for text in texts.values())
        )
        agreed = agreed and _is_marked(line.text) and _is_marked(texts["asternet"])
        return Field(
            value=first or second,
            confidence=round(min(word.confidence for word in line.words), 3),
            box=line.box,
            page=page,
            valid=True,
            state=FieldState.GREEN if agreed else FieldState.ASKED if differ else FieldState.SINGLE,
            other=second if differ else "",
        )
    field = _field((line,), reading, page)
    if field is None:
        return None
    field = replace(field, value=_SHORTENED.sub(r"\1. ", field.value))
    strange = _STRANGE.search(field.value)
    return doubted(field, f"chức vụ không có «{strange[0]}»") if strange else field


def _is_marked(text: str) -> bool:
    """Whether the shortened power before a duty bears its sign, where there is one."""
    power = _POWER.match(fold(text).strip(_EDGES))
    return power is None or bool(re.search(r"[.,/:]", power[0]))


def _letters(text: str) -> int:
    return sum(c.isalpha() for c in text)


def _half(title: Sequence[str]) -> str:
    """Why lines of power and duty cannot be all of them; empty where they can."""
    lines = [fold(text) for text in title]
    powers = [at for at, line in enumerate(lines) if _FOR_ANOTHER.match(line)]
    duties = lines[powers[-1] + 1 :] if powers else lines
    in_place = bool(powers) and bool(_IN_PLACE.match(lines[powers[-1]]))
    if goes_on(title[-1]) or not any((_DEPUTY if in_place else _DUTY).match(line) for line in duties):
        return "có thể thiếu dòng chức vụ"
    if not in_place and _DEPUTY.match(duties[0]):
        return "có thể thiếu dòng «KT.»"
    return ""


def _field(lines: Sequence[Piece], reading: Reading, page: int) -> Field | None:
    said = wording(lines, Said(reading))
    if not said.doubt:
        by_words = said.agreed and says_in_boxes(lines, said.text, reading, bare=False)
        said = replace(said, agreed=by_words or says_in_boxes(lines, said.text, reading))
    field = said.field(lines, page)
    return doubted(field, said.doubt) if field and said.doubt else field
