"""Number and day as all readers have them, each in the box of its slot."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.document.papers.fold import fold
from desktop.document.papers.head.blocks import Head, Slot
from desktop.document.papers.head.day import Day, read_day
from desktop.document.papers.head.names import TYPES, initials
from desktop.document.papers.head.number import Number, read_number
from desktop.document.papers.head.piece import Piece
from desktop.model.page import Box, BoxReading, Ink, Opinion, Reading

LINE = "line"
"""What was read of a line with the others of its page, in place of a reader's opinion of its box."""


@dataclass(frozen=True, slots=True)
class Slots:
    """What stands in the slots of a head.

    Attributes:
        number, day: what stands there.
        number_ink, day_ink: how the digits came onto the paper.
        number_sure, day_sure: 0 to 1.
    """

    number: Number
    number_ink: Ink
    number_sure: float
    day: Day
    day_ink: Ink
    day_sure: float


def read_slots(head: Head, reading: Reading, last_year: int) -> Slots:
    """What stands in the slots of a head.

    Args:
        head: of the page.
        reading: of the page, with the boxes of `wanted_of` read whole.
        last_year: no paper is of a later one.
    """
    in_number, in_day = _read_whole(head.number, reading), _read_whole(head.day, reading)
    expected = (TYPES.get(head.kind, ""), initials(head.body.text))
    number = read_number(_opinions(head.number, in_number), expected)
    day = read_day(_opinions(head.day, in_day), last_year)
    return Slots(
        number=number,
        number_ink=in_number.ink if in_number else Ink.UNKNOWN,
        number_sure=_sure(head.number, in_number, number.digits.chance),
        day=day,
        day_ink=in_day.ink if in_day else Ink.UNKNOWN,
        day_sure=_sure(head.day, in_day, day.day.chance * day.month.chance * day.year.chance),
    )


def box_at(box: Box, reading: Reading) -> BoxReading | None:
    """What the readers made of a place: the box asked for there, which the last reading may draw a little otherwise."""
    x, y, width, height = box

    def shared(one: BoxReading) -> int:
        left, top, wide, high = one.box
        if abs(y + height / 2 - top - high / 2) > 0.5 * max(height, high):
            return 0
        return max(0, min(x + width, left + wide) - max(x, left))

    best = max(reading.boxes, key=shared, default=None)
    return best if best and shared(best) > 0 else None


def says_in_boxes(
    lines: Sequence[Piece],
    text: str,
    reading: Reading,
    *,
    bare: bool = True,
    spelled: Callable[[str], str] = str,
) -> bool:
    """Whether every reader says a text in the boxes of its lines: the third one, who knows no marks, without them.

    Args:
        lines: from the top.
        text: in them.
        reading: of their page.
        bare: ask the third one, too.
        spelled: puts right what a reader says before it is compared.
    """
    boxes = [box_at(line.box, reading) for line in lines]
    if not boxes or None in boxes:
        return False
    said: dict[str, list[str]] = {}
    for box in boxes:
        for one in box.opinions if box else ():
            said.setdefault(one.reader, []).append(one.text)
    texts = {reader: " ".join(parts) for reader, parts in said.items()}
    marked = [_letters(spelled(texts.get(reader, ""))) for reader in ("tesseract-vie", "asternet")]
    unmarked = _letters(fold(texts.get("digits", "")))
    return all(one == _letters(text) for one in marked) and (not bare or unmarked == _letters(fold(text)))


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", text).upper() if c.isalnum())


def _read_whole(slot: Slot, reading: Reading) -> BoxReading | None:
    """The slot's box where the readers saw something in it."""
    read = box_at(slot.box, reading) if slot.box else None
    return read if read and any(one.text for one in read.opinions) else None


def _opinions(slot: Slot, read: BoxReading | None) -> Sequence[Opinion]:
    """What each reader says of a slot; where it was not read whole, what was read of its line."""
    if read:
        return read.opinions
    text, sure = "", []
    for word in slot.piece.words if slot.piece else ():
        spaced = f" {word.text}" if text else word.text
        text += spaced
        sure += [word.confidence] * len(spaced)
    return (Opinion(reader=LINE, text=text, sure=tuple(sure)),) if text else ()


def _sure(slot: Slot, read: BoxReading | None, chance: float) -> float:
    """The votes' chance; of a line read with its page, that of its least sure word."""
    if read or slot.piece is None:
        return round(chance, 3)
    return round(min(word.confidence for word in slot.piece.words), 3)
