"""The title of who signs: the lines of power and duty, each by what the readers have most in common with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop.document.papers.field import Field, FieldState, doubted
from desktop.document.papers.foot.blocks import Foot
from desktop.document.papers.foot.duties import deputy_of, half, hides_power, is_marked, is_role, known_duty
from desktop.document.papers.foot.text import field_of, texts_in_box
from desktop.document.papers.head.piece import Piece, around
from desktop.model.page import Reading

_SHORTENED = re.compile(r"\b(KT|TM|TL|TUQ|Q)\s?[.,:;]\s?")
_STRANGE = re.compile(r"[^\w\s.,/&()\-–]|(?<=\w)-(?=\w)")


def read_title(foot: Foot, reading: Reading, page: int) -> Field | None:
    """Power and duty of who signs, as a value of a page (its index); None where they were not read."""
    roles = _roles(foot.title)
    above = [None, *(lines[0] for lines in roles)]
    fields = [field for lines, over in zip(roles, above, strict=False) if (field := _role(lines, over, reading, page))]
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
    wrong = half([one.value for one in fields]) or next((one.doubt for one in fields if one.doubt), "")
    if wrong:
        return doubted(field, wrong)
    # A duty that is none of the usual ones may go on in a line that was lost.
    ends = known_duty(fields[-1].value)
    if field.state is FieldState.GREEN and not (foot.level and foot.name and ends):
        return replace(field, state=FieldState.SINGLE)
    return field


def _roles(lines: Sequence[Piece]) -> list[list[Piece]]:
    """The lines by power and duty: what names neither goes on with the line above (`… TỔ CHỨC -`, `HÀNH CHÍNH`)."""
    roles: list[list[Piece]] = []
    for line in lines:
        if not roles or is_role(line.text) or deputy_of(roles[-1][0].text, line.text):
            roles.append([line])
        else:
            roles[-1].append(line)
    return roles


def _role(lines: Sequence[Piece], over: Piece | None, reading: Reading, page: int) -> Field | None:
    """One power or duty: a usual one by what the readers have most in common with it, else word for word.

    Args:
        lines: from the top.
        over: the first line of the role above.
        reading: of the page.
        page: its index.
    """
    if len(lines) == 1 and (usual := _usual(lines[0], reading, page)):
        return usual
    field = field_of(lines, reading, page)
    if field is None:
        return None
    field = replace(field, value=_SHORTENED.sub(r"\1. ", field.value))
    deputy = deputy_of(over.text, lines[0].text) if over and len(lines) == 1 else ""
    if deputy and field.value != deputy:
        return replace(field, value=deputy, other=field.value, state=FieldState.SINGLE)
    strange = _STRANGE.search(field.value)
    return doubted(field, f"chức vụ không có «{strange[0]}»") if strange else field


def _usual(line: Piece, reading: Reading, page: int) -> Field | None:
    """One of the usual duties; None where no reader has one."""
    texts = texts_in_box(line, reading)
    duties = {reader: _duty_in(text, len(line.words)) for reader, text in texts.items()}
    first = known_duty(line.text) or duties.get("tesseract-vie", "")
    second = duties.get("asternet", "")
    if not (first or second):
        return None
    differ = bool(first and second) and first != second
    said = {*duties.values()} - {""}
    agreed = first == second and said == {first} and not any(hides_power(text, first) for text in texts.values())
    # `KT` alone may be `KT.` and `K/T`.
    agreed = agreed and is_marked(line.text) and is_marked(texts["asternet"])
    return Field(
        value=first or second,
        confidence=round(min(word.confidence for word in line.words), 3),
        box=line.box,
        page=page,
        valid=True,
        state=FieldState.GREEN if agreed else FieldState.ASKED if differ else FieldState.SINGLE,
        other=second if differ else "",
    )


def _duty_in(text: str, words: int) -> str:
    """The usual duty that a reader has of a line and what lies around it; the line is its last so many words."""
    return known_duty(text) or known_duty(" ".join(text.split()[-words:]))
