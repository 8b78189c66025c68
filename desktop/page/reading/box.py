"""A box read whole and alone by every reader: a slot in the head of a letter, or what a clerk drew a box around."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from desktop.model.page import Box, BoxReading, Ink, Opinion, Quad
from desktop.page.image import Pixels
from desktop.page.reading.cutting import cut, fitted
from desktop.page.reading.readers import Readers
from desktop.page.reading.tesseract import LineReader

_ROOM, _DIGITS_ROOM = 0.25, 0.1
"""Paper above and below the ink, in its heights: lines are what the readers of letters know, close cuts the third."""
_END_ROOM = 0.1


def read_box(pixels: Pixels, box: Box, lies: Callable[[Box], Quad], readers: Readers) -> BoxReading:
    """The text in a box, with each reader's opinion.

    Args:
        pixels: the page as scanned, BGR.
        box: clean px; one line of text.
        lies: where a box of the clean page lies on the page as scanned.
        readers: all of them read it.
    """
    quad = lies(box)
    said = [(reader, cut(pixels, fitted(pixels, quad, room), _END_ROOM)) for reader, room in _rooms(readers)]
    opinions = tuple(_opinion(reader, part.pixels) for reader, part in said if part)
    return BoxReading(box=box, opinions=opinions, ink=Ink.UNKNOWN)


def _rooms(readers: Readers) -> Iterator[tuple[LineReader, float]]:
    yield readers.first, _ROOM
    if readers.second:
        yield readers.second, _ROOM
    if readers.digits:
        yield readers.digits, _DIGITS_ROOM


def _opinion(reader: LineReader, line: Pixels) -> Opinion:
    words = reader.read(line)
    sure: list[float] = []
    for word in words:
        # A space is as sure as the words beside it.
        sure += [min(sure[-1], word.confidence)] if sure else []
        sure += word.letters or [word.confidence] * len(word.text)
    return Opinion(
        reader=reader.name,
        text=" ".join(word.text for word in words),
        sure=tuple(round(one, 3) for one in sure),
        digits=" ".join(word.digits for word in words) if all(word.digits for word in words) else "",
    )
