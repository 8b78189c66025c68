"""What goes into the work on a page and what comes of it: plain data, for those who have it done elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import NamedTuple

from desktop.model.page import Box, Edits, PageFacts, Reading


@dataclass(frozen=True, slots=True)
class PageResult:
    """What came of the work on a page.

    Attributes:
        facts: all that was found out.
        clean_jpeg: the cleaned page; the very bytes that came in where nothing had to be done.
        thumbnail_jpeg: a small picture.
    """

    facts: PageFacts
    clean_jpeg: bytes
    thumbnail_jpeg: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSide:
    """One side of a card as scanned.

    Attributes:
        image: raw page.
        dpi: dots per inch.
        edits: what the clerk decided about it.
    """

    image: bytes
    dpi: int
    edits: Edits


class WordPlace(NamedTuple):
    """A word of a reading: index of its line, index in the line."""

    line: int
    word: int


class Wanted(NamedTuple):
    """What of a first reading is worth more readers, however sure the first one is: what becomes values.

    Attributes:
        words: read twice.
        boxes: read whole by every reader, clean px.
    """

    words: Collection[WordPlace] = ()
    boxes: Collection[Box] = ()


Worth = Callable[[Reading], Wanted]
"""Says what of a first reading is wanted."""
