"""The values of a head, each from its own place or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.document.papers.field import Field, FieldState, doubted
from desktop.document.papers.fold import fold, fold_in_place
from desktop.document.papers.head.blocks import Head, Slot, find_head
from desktop.document.papers.head.bodies import as_spelled
from desktop.document.papers.head.day import Day
from desktop.document.papers.head.judging import ENOUGH, day_state, number_state
from desktop.document.papers.head.names import LETTER, TYPES, begins_body, goes_on, initials, names_body, stands_below
from desktop.document.papers.head.number import Number, is_label
from desktop.document.papers.head.piece import Block, Piece
from desktop.document.papers.head.slots import Slots, box_at, read_slots, says_in_boxes
from desktop.document.papers.head.wording import Said, Wording, has_mark, says_about, wording
from desktop.document.papers.values import checked
from desktop.model.entry import NOT_READ
from desktop.model.page import Box, Reading

OWN = ("number", "issued", "issuer", "issuer_parent", "type", "abstract", "recipient")
"""What a head says of a paper: where it has one, no other place is asked for these."""
LAST_YEAR = 2100
"""The last year that a paper may be of, where nobody says what year it is now."""
_LEAST_CHANCE = 0.08
"""Digits with a smaller chance than this are not even proposed. Chosen."""
_STRANGE = re.compile(
    r"[^\w\s\-–—,.&()/'’“”]|(?<!\bTP)(?<!\bTX)(?<!\bTT)(?<!\b[PQHX])[.](?!$)|['’,](?=\w)"
    r"|[-–—](?=\s*(?:XÃ|PHƯỜNG|THỊ TRẤN|THỊ XÃ|HUYỆN|QUẬN|TỈNH|THÀNH PHỐ|ĐẶC KHU)\b)"
)
"""Specks that both readers take for signs in the name of a body; no dash stands before its place."""
_CITED = re.compile(
    r"\bso\s*:?\s*\d[^\s,;]{0,30}\s*,?\s*ngay\s*(?P<d>\d{1,2})\s*(?:/|thang)\s*(?P<m>\d{1,2})\s*(?:/|nam)\s*(?P<y>\d{4})"
)


@dataclass(frozen=True, slots=True)
class HeadValues:
    """What the head of a paper says.

    Attributes:
        fields: by name, of those in `OWN`.
        form: the paper has a layout of its own below its head: what the head lacks may stand there.
    """

    fields: dict[str, Field]
    form: bool


def read_head(reading: Reading, page: int, today: date | None) -> HeadValues | None:
    """The values of the head of a page; None where it has none.

    Args:
        reading: what the page says, with the boxes of `wanted_of` read whole.
        page: its index.
        today: later days cannot be; None where not asked.
    """
    head = find_head(reading)
    if head is None:
        return None
    said, slots = Said(reading), read_slots(head, reading, today.year if today else LAST_YEAR)
    fields: dict[str, Field | None] = {
        "number": _number(head, slots, page),
        "issued": _issued(head, slots, reading, page, today),
        **_bodies(head, reading, slots.number, page, said),
        "type": _kind(head, slots.number, page),
        "abstract": None if head.form else _about(head, reading, page, said),
        "recipient": _text(head.to, reading, page, wording(head.to.lines, said)),
    }
    return HeadValues({name: field for name, field in fields.items() if field}, head.form)


def _value_box(slot: Slot) -> Box | None:
    """Around what was read of a number, its label aside."""
    words = slot.piece.words if slot.piece else ()
    if slot.piece and len(words) > 1 and is_label(words[0].text):
        return slot.piece.part(1, len(words)).box
    return slot.box


def _number(head: Head, slots: Slots, page: int) -> Field | None:
    number = slots.number
    if not (number.digits.text or number.symbol) and head.number.piece is None:
        return None
    known = number.digits.chance >= _LEAST_CHANCE
    field = Field(
        value=number.text() if known else number.text(NOT_READ),
        confidence=slots.number_sure,
        box=_value_box(head.number),
        page=page,
        valid=True,
        state=number_state(number, slots.number_ink),
        other=number.text(number.digits.rival) if number.digits.rival and known else "",
    )
    wrong = checked("number", field.value, None)[1] if known else "chưa đọc được chữ số"
    if wrong:
        return replace(doubted(field, wrong), valid=False)
    if mismatch := _mismatch(head, number):
        return doubted(field, mismatch)
    return replace(field, other="") if field.state is FieldState.GREEN else field


def _mismatch(head: Head, number: Number) -> str:
    """Why a symbol does not go with the type of document; empty where it does, or says nothing of it."""
    wanted = TYPES.get(head.kind)
    parts = [fold(part) for part in re.split(r"[-/]", number.symbol)]
    if not number.symbol:
        return "chưa đọc được ký hiệu"
    if wanted and fold(wanted) not in parts:
        return f"ký hiệu không có «{wanted}» của {head.kind.lower()}"
    return ""


def _issued(head: Head, slots: Slots, reading: Reading, page: int, today: date | None) -> Field | None:
    day = slots.day
    if not (day.day.text or day.month.text or day.year.text):
        return None
    parts = (day.year.text or NOT_READ, _two(day.month.text), _two(day.day.text))
    field = Field(
        value="-".join(parts),
        confidence=slots.day_sure,
        box=head.day.box,
        page=page,
        valid=True,
        state=day_state(day, slots.day_ink),
    )
    if NOT_READ in parts:
        return replace(doubted(field, "chưa đọc được đủ ngày, tháng, năm"), valid=False)
    wrong = checked("date", "/".join(reversed(parts)), today)[1]
    if wrong:
        return replace(doubted(field, wrong), valid=False)
    if field.state is not FieldState.GREEN:
        field = replace(field, other=_with_day(day, day.day.rival))
    cited = _last_cited(reading, date.fromisoformat(field.value))
    return doubted(field, f"văn bản nhắc tới ngày {cited:%d/%m/%Y}, sau ngày này") if cited else field


def _two(text: str) -> str:
    return text.zfill(2) if text else NOT_READ


def _with_day(day: Day, other: str) -> str:
    if not other:
        return ""
    value, wrong = checked("date", f"{other}/{day.month.text}/{day.year.text}", None)
    return "" if wrong else value


def _last_cited(reading: Reading, issued: date) -> date | None:
    """A day of a paper that this one cites, later than its own; a paper cites none that is still to come."""
    text = fold_in_place(" ".join(line.text for line in reading.lines))
    for found in _CITED.finditer(text):
        try:
            day = date(int(found["y"]), int(found["m"]), int(found["d"]))
        except ValueError:
            continue
        if issued < day and day.year - issued.year < 2:
            return day
    return None


def _bodies(head: Head, reading: Reading, number: Number, page: int, said: Said) -> dict[str, Field | None]:
    """Who issues, and the body above. A line of a name may be lost: only the symbol tells that it is whole."""
    body = _text(head.body, reading, page, _name(head.body, reading, said))
    superior = _text(head.superior, reading, page, _name(head.superior, reading, said))
    named = names_body(number.symbol, head.body.text)
    if body and superior is None and number.symbol and not named:
        return _alone(head, reading, number, page, body)
    # A certificate has no symbol that could tell; that of committees of two levels tells neither from the other.
    above = head.superior.text
    told = head.form or (named and (not names_body(number.symbol, above) or stands_below(head.body.text, above)))
    return {
        "issuer": body if told else _unproved(body),
        "issuer_parent": superior if told or _is_above_others(above) else _unproved(superior),
    }


def _unproved(field: Field | None) -> Field | None:
    """A value that both readers have, but that nothing proves to be the right one, or all of it."""
    return replace(field, state=FieldState.SINGLE) if field and field.state is FieldState.GREEN else field


def _name(block: Block, reading: Reading, said: Said) -> Wording:
    """The name of a body: what every reader says in the boxes of its lines needs no word for word agreement."""
    found = wording(block.lines, said)
    text = as_spelled(found.text)
    if text != found.text:
        found = replace(found, text=text, rival=found.rival and as_spelled(found.rival), agreed=False)
    if not found.doubt and (strange := _STRANGE.search(found.text)):
        return replace(found, agreed=False, doubt=f"tên cơ quan không có «{strange[0]}»")
    if found.doubt or not says_in_boxes(block.lines, found.text, reading, spelled=as_spelled):
        return found
    return replace(found, agreed=True)


def _alone(head: Head, reading: Reading, number: Number, page: int, only: Field) -> dict[str, Field | None]:
    """A body that the symbol does not name: it may be the superior, which is never offered in place of a lost line."""
    lost = _lost_body(head, reading, page)
    # What is lost below a name may be its own last line.
    only = _unproved(only) or only
    if lost or (len(number.symbol_said) >= 2 and _stands_above(head.body.text)):
        return {"issuer": lost, "issuer_parent": only}
    return {"issuer": doubted(only, "ký hiệu không có tên viết tắt của cơ quan này")}


def _is_above_others(name: str) -> bool:
    """Whether a body is one that others stand under: a ministry, a committee, a council."""
    return _stands_above(name) or fold(name).startswith("BO ")


def _stands_above(name: str) -> bool:
    """Whether a body mostly stands above others: what it issues itself bears its own symbol."""
    return initials(name) in {"UBND", "HĐND"}


def _lost_body(head: Head, reading: Reading, page: int) -> Field | None:
    """The short line under the superior, lost among the lines and read in its box."""
    box = head.under_body
    read = box_at(box, reading) if box else None
    if read is None:
        return None
    for wanted in ("asternet", "tesseract-vie"):
        for one in read.opinions:
            text = " ".join(one.text.split()).strip(" .,_-|'")
            capitals = sum(c.isupper() for c in text) >= 0.75 * max(1, sum(c.isalpha() for c in text))
            if one.reader == wanted and capitals and len(text) > 3 and begins_body(text):
                sure = round(min(one.sure, default=0.0), 3)
                return Field(value=text, confidence=sure, box=read.box, page=page, valid=True, state=FieldState.ASKED)
    return None


def _kind(head: Head, number: Number, page: int) -> Field | None:
    if not head.kind:
        return None
    line = head.kind_line
    if line is None:
        sure, agreed = 0.9, says_about(head.about.lines) and _is_letter(head, number)
    else:
        sure = min((word.confidence for word in line.words), default=0.0)
        exact = fold(line.text).startswith(fold(head.kind))
        agreed = exact and all(fold(word.rival or "") == fold(word.text) for word in line.words)
    return Field(
        value=head.kind,
        confidence=round(sure, 3),
        box=line.box if line else None,
        page=page,
        valid=True,
        state=FieldState.GREEN if agreed else FieldState.SINGLE,
    )


def _is_letter(head: Head, number: Number) -> bool:
    """Whether a symbol without a type of document tells a letter: as two readers have it, or over `Kính gửi`."""
    parts = {fold(part) for part in re.split(r"[-/]", number.symbol)}
    kinds = {fold(short) for short in TYPES.values() if short}
    told = len(number.symbol_said) >= ENOUGH or bool(head.to.lines)
    return bool(number.symbol) and told and not parts & kinds


def _about(head: Head, reading: Reading, page: int, said: Said) -> Field | None:
    letter = head.kind == LETTER and has_mark(head.about.lines)
    field = _text(head.about, reading, page, wording(head.about.lines, said, about_mark=letter, prose=True))
    if field is None or not letter:
        return doubted(field, "có thể thiếu dòng đầu") if field and field.value[:1].islower() else field
    return replace(field, value=f"V/v {field.value}", other=f"V/v {field.other}" if field.other else "")


def _text(block: Block, reading: Reading, page: int, said: Wording) -> Field | None:
    field = said.field(block.lines, page)
    if field is None:
        return None
    if not block.whole or _is_cut(block.lines, reading) or _goes_on_beyond(said.text):
        return doubted(field, "có thể thiếu dòng hoặc lẫn dòng khác")
    return doubted(field, said.doubt) if said.doubt else field


def _is_cut(lines: Sequence[Piece], reading: Reading) -> bool:
    """Whether a line runs to the page's edge, or nothing lies below the block that could show where it ends."""
    return any(
        line.left <= 2 or line.right >= reading.width - 2 or line.box[1] + 1.5 * line.box[3] >= reading.height
        for line in lines
    )


def _goes_on_beyond(text: str) -> bool:
    """Whether a text cannot end here: brackets or quotes still open, or a word that wants another one."""
    return text.count("(") != text.count(")") or text.count("“") != text.count("”") or goes_on(text)
