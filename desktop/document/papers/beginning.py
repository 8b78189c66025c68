"""Whether a sheet of a register book begins a paper, by its title and page number; unclear where they are silent.

All papers of a book are results of one kind, so its name is the only title that counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from desktop.document.papers.fold import fold
from desktop.document.papers.split import BEGINS
from desktop.document.papers.suggest import suggest
from desktop.model.page import PageCode, Reading, ReadLine

_EDGE = 0.09
"""Page numbers stand in these upper and lower shares of a page: above in the middle (NĐ 30/2020, phụ lục I), on older
papers below. Chosen."""
_OFF_CENTRE = 0.1
"""A bare number counts as a page's where its middle is so near the page's own, in shares of the width."""
_OF = re.compile(r"\W*(?:TRANG|TR)?\W{0,3}(\d{1,2})\s?/\s?\d{1,2}\W*")
_NAMED = re.compile(r"\W*(?:TRANG|TR)\W{0,3}(\d{1,2})\W*")
_BARE = re.compile(r"\W*(\d{1,2})\W*")


class Beginning(StrEnum):
    """What a sheet is to the paper before it."""

    BEGINS = "begins"
    GOES_ON = "goes_on"
    UNCLEAR = "unclear"


def beginning(
    reading: Reading | None,
    codes: Sequence[PageCode],
    result: tuple[str, str],
    others: Sequence[tuple[str, str]] = (),
    known_titles: Mapping[str, Sequence[str]] | None = None,
) -> Beginning:
    """What a sheet is, by the first of its sides that is not blank.

    Args:
        reading: of that side; None where it was not read.
        codes: on it.
        result: code and name of the book's papers.
        others: code and name of what else it might be; a plain title of one of these makes it unclear.
        known_titles: by code, titles that clerks confirmed.
    """
    best = next(iter(suggest([reading], [codes], [result], others, known_titles)), None)
    title = best.code if best and best.score >= BEGINS else ""
    number = page_number(reading) if reading else None
    if title:
        return Beginning.BEGINS if title == result[0] and number in {None, 1} else Beginning.UNCLEAR
    if number is None:
        return Beginning.UNCLEAR
    return Beginning.BEGINS if number == 1 else Beginning.GOES_ON


def page_number(reading: Reading) -> int | None:
    """The number that a page bears in its upper or lower margin; None where there is none, or two that differ."""
    found = {number for line in reading.lines if (number := _number(line, reading)) is not None}
    return found.pop() if len(found) == 1 else None


def _number(line: ReadLine, reading: Reading) -> int | None:
    left, top, width, height = line.box
    middle = (top + height / 2) / reading.height
    if _EDGE < middle < 1 - _EDGE:
        return None
    text = fold(line.text)
    centred = abs(left + width / 2 - reading.width / 2) <= _OFF_CENTRE * reading.width
    match = _OF.fullmatch(text) or _NAMED.fullmatch(text) or (_BARE.fullmatch(text) if centred else None)
    number = int(match[1]) if match else 0
    return number or None
