"""A box read whole and alone by every reader: a slot in the head of a letter, or what a clerk drew a box around."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop.model.page import Box, BoxReading, Ink, Opinion, Quad
from desktop.page.geometry import part_of
from desktop.page.image import Pixels
from desktop.page.reading.cutting import cut, fitted
from desktop.page.reading.ink import ink_of
from desktop.page.reading.readers import Readers
from desktop.page.reading.tesseract import LineReader, LineWord

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
    read = [one for room, some in _rooms(readers) for one in _read(pixels, quad, some, room)]
    opinions = tuple(_opinion(one) for one in read)
    return BoxReading(box=box, opinions=opinions, ink=_ink(pixels, read, opinions, readers))


def _ink(pixels: Pixels, read: Sequence[_Read], opinions: Sequence[Opinion], readers: Readers) -> Ink:
    name = readers.digits.name if readers.digits else ""
    others = [opinion.text for opinion in opinions if opinion.reader != name]
    return next((ink_of(pixels, one.quad, one.words, others) for one in read if one.reader == name), Ink.UNKNOWN)


@dataclass(frozen=True, slots=True)
class _Read:
    """What one reader read.

    Attributes:
        reader: its name.
        words: along `quad`.
        quad: px of the page as scanned.
    """

    reader: str
    words: Sequence[LineWord]
    quad: Quad


def _read(pixels: Pixels, quad: Quad, readers: Sequence[LineReader], room: float) -> list[_Read]:
    """What the readers that want so much paper above and below read."""
    close = fitted(pixels, quad, room)
    part = cut(pixels, close, _END_ROOM)
    if part is None:
        return []
    at = part_of(close, part.left, part.right)
    return [_Read(reader.name, reader.read(part.pixels), at) for reader in readers]


def read_rows(
    pixels: Pixels, box: Box, lines: Sequence[Box], lies: Callable[[Box], Quad], readers: Readers
) -> BoxReading:
    """The text in a box that may hold many lines, one under the other, with each reader's opinion.

    Args:
        pixels: the page as scanned, BGR.
        box: clean px.
        lines: the lines of the page, clean px.
        lies: where a box of the clean page lies on the page as scanned.
        readers: all of them read it.
    """
    read = [read_box(pixels, row, lies, readers) for row in _rows(box, lines) or [box]]
    by_reader: dict[str, list[Opinion]] = {}
    for row in read:
        for opinion in row.opinions:
            by_reader.setdefault(opinion.reader, []).append(opinion)
    inks = {row.ink for row in read}
    return BoxReading(
        box=box,
        opinions=tuple(_one_under_the_other(rows) for rows in by_reader.values()),
        ink=inks.pop() if len(inks) == 1 else Ink.UNKNOWN,
    )


def _rows(box: Box, lines: Sequence[Box]) -> list[Box]:
    """The rows of text in a box, from its top: lines that have their middle in it, side by side made one."""
    left, top, right, foot = box[0], box[1], box[0] + box[2], box[1] + box[3]
    rows: list[tuple[int, int]] = []
    for x, y, width, height in sorted(lines, key=lambda line: line[1] + line[3] / 2):
        middle = y + height / 2
        if not top <= middle <= foot or min(right, x + width) - max(left, x) < height / 2:
            continue
        if rows and middle < rows[-1][1]:
            rows[-1] = (min(rows[-1][0], y), max(rows[-1][1], y + height))
        else:
            rows.append((y, y + height))
    return [(left, begin, right - left, end - begin) for begin, end in rows] if len(rows) > 1 else []


def _one_under_the_other(rows: Sequence[Opinion]) -> Opinion:
    said = [row for row in rows if row.text]
    sure: list[float] = []
    for row in said:
        # The end of a line is as sure as the letters beside it.
        sure += [min(sure[-1], row.sure[0])] if sure else []
        sure += row.sure
    return Opinion(
        reader=rows[0].reader,
        text="\n".join(row.text for row in said),
        sure=tuple(sure),
        digits=" ".join(row.digits for row in said) if all(row.digits for row in said) else "",
    )


def _rooms(readers: Readers) -> Iterator[tuple[float, Sequence[LineReader]]]:
    """The readers that are there, by the paper that they want above and below."""
    yield _ROOM, [readers.first, *([readers.second] if readers.second else [])]
    if readers.digits:
        yield _DIGITS_ROOM, [readers.digits]


def _opinion(read: _Read) -> Opinion:
    sure: list[float] = []
    for word in read.words:
        # A space is as sure as the words beside it.
        sure += [min(sure[-1], word.confidence)] if sure else []
        sure += [letter.sure for letter in word.letters] or [word.confidence] * len(word.text)
    spelt = all(word.letters for word in read.words)
    return Opinion(
        reader=read.reader,
        text=" ".join(word.text for word in read.words),
        sure=tuple(round(one, 3) for one in sure),
        digits=" ".join("".join(letter.digit for letter in word.letters) for word in read.words) if spelt else "",
    )
