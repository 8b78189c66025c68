"""What stands where a clerk points on a page, understood as the value of one field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.document.papers.field import Field, FieldState
from desktop.model import entry
from desktop.model.dossier import PaperDetails
from desktop.model.page import Box, BoxReading, Point, Reading, Word

_SURE = 0.85
"""Words that were read less surely than this are read anew in their frame. Chosen, as for values (`fields`)."""
_LABEL = re.compile(r"\s*(?:số|so|no)\b[\s:.]*", re.IGNORECASE)
"""Stands before a paper's number, and is no part of it."""
_DIGITS_ALONE = {"issued", "tax_number"}
"""Fields that are a part of their line, and that the reader of digits has a say in."""
_MOST_WORDS = 8
"""Of a day written out: `ngày 0 1 tháng 0 5 năm 2024` has that many."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """What stands where the clerk points.

    Attributes:
        box: clean px.
        texts: what each reader reads there, the first reader's first; NFC.
        digits: what the reader of digits reads there; empty where it was not asked.
        confidence: 0 to 1, of the first reader's least sure word.
    """

    box: Box
    texts: tuple[str, ...]
    digits: str = ""
    confidence: float = 1.0

    @property
    def sure(self) -> bool:
        """Whether it was read, surely, and no reader differs."""
        return bool(self.texts[:1] and self.texts[0]) and len(set(self.texts)) == 1 and self.confidence >= _SURE


def line_at(reading: Reading, point: Point) -> Pointed | None:
    """The line at a point of a page; None where there is none.

    Args:
        reading: what the page says.
        point: clean px.
    """
    line = next((one for one in reading.lines if _holds(one.box, point)), None)
    return _of_words(line.box, line.words) if line else None


def words_in(reading: Reading, box: Box) -> Pointed:
    """The words of a page whose middle lies in a box (clean px)."""
    return _of_words(box, [word for word in reading.words if _holds(box, _middle(word.box))])


def read_anew(read: BoxReading) -> Pointed:
    """What the readers say of a box that they read whole."""
    texts = {one.reader: " ".join(one.text.split()) for one in read.opinions}
    digits = texts.pop("digits", "")
    first = read.opinions[0].sure if read.opinions else ()
    return Pointed(read.box, tuple(texts.values()), digits, min(first, default=0.0))


def value_of(name: str, pointed: Pointed, page: int, today: date) -> Field | None:
    """The value of a field, with another reader's beside it where that differs; None where nothing there can be it.

    Args:
        name: the field, as in `entry.paper_details`.
        pointed: what stands there.
        page: index of the page.
        today: nothing was issued after it.
    """
    texts = [*pointed.texts, pointed.digits] if name in _DIGITS_ALONE else pointed.texts
    values = list(dict.fromkeys(value for text in texts if (value := _understood(name, text, today))))
    if not values:
        return None
    other = values[1] if len(values) > 1 else ""
    return Field(
        value=values[0],
        confidence=round(pointed.confidence, 3),
        box=pointed.box,
        page=page,
        valid=True,
        state=FieldState.ASKED if other else FieldState.SINGLE,
        other=other,
    )


def _understood(name: str, text: str, today: date) -> str:
    for part in _parts(name, text.split()):
        read = entry.paper_details(PaperDetails(), {name: part}, today)
        value = getattr(read.details, name)
        if value and not read.refused:
            return value.isoformat() if isinstance(value, date) else str(value)
    return ""


def _parts(name: str, words: Sequence[str]) -> Iterator[str]:
    """What of a line may be the value, the longest first."""
    if name not in _DIGITS_ALONE:
        text = " ".join(words)
        yield text[label.end() :] if name == "number" and (label := _LABEL.match(text)) else text
        return
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        for begin in range(len(words) - length + 1):
            beside = [*words[max(0, begin - 1) : begin], *words[begin + length : begin + length + 1]]
            # Digits that stand beside it are a part of it: `năm 20 26` is not the year 2020.
            if not any(word.strip(".,").isdigit() for word in beside):
                yield " ".join(words[begin : begin + length]).strip(".,;:()")


def _of_words(box: Box, words: Sequence[Word]) -> Pointed:
    first = " ".join(word.text for word in words)
    second = " ".join(filter(None, (word.text if word.rival is None else word.rival for word in words)))
    sure = min((word.confidence for word in words), default=0.0)
    return Pointed(box, tuple(dict.fromkeys((first, second))), confidence=sure)


def _middle(box: Box) -> Point:
    return box[0] + box[2] / 2, box[1] + box[3] / 2


def _holds(box: Box, point: Point) -> bool:
    return 0 <= point[0] - box[0] <= box[2] and 0 <= point[1] - box[1] <= box[3]
