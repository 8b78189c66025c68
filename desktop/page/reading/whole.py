"""From lines to what the page says: each line read, words put back in their place, lines in reading order."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Box, Line, Quad, Reading, ReadLine, Word
from desktop.page.geometry import carried, corners, moved, sides, taller, upright_box
from desktop.page.image import Pixels
from desktop.page.reading.agreement import JudgedWord, alone, judged, laid
from desktop.page.reading.box import read_box
from desktop.page.reading.cutting import LineCut, cut
from desktop.page.reading.machine import LineForMachines, machine_lines
from desktop.page.reading.order import in_reading_order
from desktop.page.reading.printed import Printed, find_printed, printed_texts
from desktop.page.reading.readers import Readers
from desktop.page.reading.rows import overlap, rows_of, usual_height
from desktop.page.reading.slashes import with_even_slashes
from desktop.page.reading.tesseract import LineReader, LineWord, is_noise, without_leaders
from desktop.page.reading.tones import with_told_tones
from desktop.page.result import Wanted, Worth

DOUBTED = 0.85
"""A word less sure than this is read a second time: at 0.9 a tenth more is read for one wrong character in twenty."""
DOUBTED_CAPITAL = 0.93
"""So is a capital within a line that is less sure than this. Chosen."""
_LIKE_CAPITALS = frozenset("COÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢSVX")
"""Capitals that differ from their small letters in size alone."""
SMALL_TYPE_PX = 24.0
"""In lines lower than this the first reader is surer than it should be: all of them are read a second time."""
_NEARLY_ALL = 0.9
_NARROWER = 0.8
"""What the first reader is sure of is shown to the second one so much narrower: it agrees as often, for less time."""
_CLEARLY = 0.1
"""Surer by so much, a line is read from another picture: a fold's shade costs a reader less than mending may."""
_JOINED = 0.6
"""A line higher than the others of its page and read less surely than this may be two in one. Chosen."""
_LETTER = 1.6
"""What is higher than wide by less than this is one letter: a digit is half as wide as high, and the detector leaves a
margin around it."""
_OTHER_ROOM = (0.15, -0.1)
_STRIP = 4.0
"""In heights of a line: what is longer is hardly empty. The first reader sees nothing at all of small type now and
then, and all of it with a little more or less room, in heights of the line."""
_LITTLE = 0.12
"""Of a line's length: what lies between two words to be read again is read with them."""
_ROOM = 0.3
"""Room left and right of what is read again, in heights of the line, where it does not begin with a neighbour."""
_AT_ONCE = 32.0
"""Heights that the second reader takes at a time; what is longer is read again in two parts."""


@dataclass(slots=True)
class _Entry:
    """One line on its way.

    Attributes:
        quad: clean px.
        part: its picture.
        words: as read so far.
        wanted: which of its words, by their first reading, are wanted; None where neither they nor a box in it are.
    """

    quad: Quad
    part: LineCut
    words: Sequence[JudgedWord | LineWord]
    wanted: set[int] | None = None


def read_page(
    pixels: Pixels,
    lines: Sequence[Line],
    matrix: npt.NDArray[np.float64],
    size: tuple[int, int],
    readers: Readers,
    worth: Worth | None = None,
    others: Sequence[Pixels] = (),
) -> Reading:
    """Read a page.

    Lines are cut from the page as scanned: what cleaning has already turned once would be blurred twice. What the
    first reader doubts, and the words that `worth` names, are read again by the second one; the boxes that it names
    are read whole by all.

    Args:
        pixels: the page as scanned, BGR.
        lines: the lines of the one look, raw px.
        matrix: raw px to clean px.
        size: width and height of the clean page, px.
        readers: the first one reads each line.
        worth: names what is worth more readers.
        others: the page otherwise, from which a line may be read better: with its flaws, since mending takes small type
            for a fold now and then; without the ink of stamps.
    """
    back = np.linalg.inv(matrix)
    entries = _entries([(line, carried(line.quad, matrix)) for line in lines], back, pixels, others, readers)
    _prove(entries, readers)
    first, of_line = _reading(entries, size, readers.first.name)
    wanted = worth(first) if worth else Wanted()
    _mark(of_line, first, wanted)
    if readers.second:
        _read_again(entries, readers.second)
    _know_printed(entries)
    name = f"{readers.first.name}+{readers.second.name}" if readers.second else readers.first.name
    reading, _ = _reading([entry for entry in entries if not _says_nothing(entry)], size, name)
    reading = with_told_tones(reading)
    boxes = tuple(read_box(pixels, box, lambda box: moved(corners(box), back), readers) for box in wanted.boxes)
    return replace(reading, boxes=boxes)


def _entries(
    lines: Sequence[tuple[Line, Quad]],
    back: npt.NDArray[np.float64],
    pixels: Pixels,
    others: Sequence[Pixels],
    readers: Readers,
) -> list[_Entry]:
    """The lines that lie on the page, as first read, each from the picture that shows it best, or row by row.

    Args:
        lines: each with where it lies, clean px.
        back: clean px to raw px.
        pixels: the page as scanned.
        others: the page otherwise.
        readers: of lines.
    """
    lying = [(line, _laid_down(quad)) for line, quad in lines]
    drawn = [(quad, _pictures(line, pixels, others)) for line, quad in lying if _lies(quad)]
    heard = [_best(pictures, quad, back, readers) for quad, pictures in drawn]
    usual = usual_height([quad for (quad, _), one in zip(drawn, heard, strict=True) if _sureness(one) >= DOUBTED])
    found: list[_Entry] = []
    for (quad, _), whole in zip(drawn, heard, strict=True):
        rows = rows_of(quad, usual) if _sureness(whole) < _JOINED else ()
        found += _rows([_entry(pixels, row, back, readers) for row in rows], whole)
    return found


def _pictures(line: Line, pixels: Pixels, others: Sequence[Pixels]) -> Iterator[Pixels]:
    """What a line is cut from: from the other pictures of the page too, where they differ."""
    yield pixels
    x, y, w, h = upright_box(line.quad)
    around = (slice(max(0, y), max(0, y + h)), slice(max(0, x), max(0, x + w)))
    yield from (other for other in others if not np.array_equal(pixels[around], other[around]))


def _entry(pixels: Pixels, quad: Quad, back: npt.NDArray[np.float64], readers: Readers) -> _Entry | None:
    """A line as first read; with more or less room above and below where nothing is seen in it at all."""
    long, high = sides(quad)
    for room in (0.0, *_OTHER_ROOM) if long > _STRIP * high else (0.0,):
        part = cut(pixels, moved(taller(quad, room, room), back))
        words = _first_words(part, readers) if part else ()
        if part and words:
            return _Entry(quad, part, words)
    return None


def _best(pictures: Iterator[Pixels], quad: Quad, back: npt.NDArray[np.float64], readers: Readers) -> _Entry | None:
    """The line from the picture it is read best from: the first one where no other is, or can be, clearly surer."""
    first = _entry(next(pictures), quad, back, readers)
    clearly = _sureness(first) + _CLEARLY
    others = [_entry(picture, quad, back, readers) for picture in pictures] if clearly < 1 else []
    return max(others, key=_sureness) if others and clearly < max(map(_sureness, others)) else first


def _rows(rows: Sequence[_Entry | None], whole: _Entry | None) -> Sequence[_Entry]:
    """What was read of the rows that a line too high may be made of, where they say more than all of it at once."""
    least = max(_JOINED, _sureness(whole) + _CLEARLY)
    found: list[_Entry] = []
    for row in sorted((row for row in rows if row and _sureness(row) > least), key=_sureness, reverse=True):
        if not any(overlap(row.quad, other.quad) for other in found):
            found.append(row)
    return found or ([whole] if whole else [])


def _sureness(entry: _Entry | None) -> float:
    """How sure a line's letters are, in the mean."""
    words = [_as_read(word) for word in entry.words] if entry else []
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _first_words(part: LineCut, readers: Readers) -> Sequence[JudgedWord | LineWord]:
    """The words of a line; as the second reader has them where the first one sees nothing: some short lines."""
    words = _heard(readers.first, part)
    if words or readers.second is None:
        return words
    return alone(_heard(readers.second, part))


def _heard(reader: LineReader, part: LineCut) -> tuple[LineWord, ...]:
    """What one reader makes of a cut, placed along the whole line."""
    return with_even_slashes(without_leaders(_placed(reader.read(part.pixels), part)))


def _mark(entries: Sequence[_Entry], first: Reading, wanted: Wanted) -> None:
    """Note for each line of the first reading what is wanted of it."""
    for entry, line in zip(entries, first.lines, strict=True):
        entry.wanted = set() if any(_middle_in(line.box, box) for box in wanted.boxes) else None
    for place in wanted.words:
        entry = entries[place.line]
        entry.wanted = (entry.wanted or set()) | {place.word}


def _middle_in(line: Box, box: Box) -> bool:
    """Whether a line runs through the middle of a box."""
    x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
    return line[0] <= x <= line[0] + line[2] and line[1] <= y <= line[1] + line[3]


def _prove(entries: Sequence[_Entry], readers: Readers) -> None:
    """Lines for machines, whose check digits hold, are what they must be; nobody need read them again."""
    lines = [
        LineForMachines(" ".join(word.text for word in map(_as_read, entry.words)), entry.part.pixels, entry.quad)
        for entry in entries
    ]
    for at, text in machine_lines(lines, readers).items():
        words = [_as_read(word) for word in entries[at].words]
        whole = LineWord(text, words[0].left, words[-1].right, 1.0)
        entries[at].words = (JudgedWord(whole, text),)


def _know_printed(entries: Sequence[_Entry]) -> None:
    """What a form has printed on it is put where it was read badly."""
    said = [[_as_read(word).text for word in entry.words] for entry in entries]
    texts = printed_texts([" ".join(words) for words in said])
    for entry, words in zip(entries, said, strict=True) if texts else ():
        for place in reversed(find_printed(words, texts) or _printed_by_rivals(entry, texts)):
            if place.text != " ".join(words[place.begin : place.end]):
                entry.words = _with_printed(entry.words, place)


def _printed_by_rivals(entry: _Entry, texts: Sequence[str]) -> Sequence[Printed]:
    """The whole line as the other reader has it, where that is nearly one printed text."""
    words, rivals = _split(entry)
    other = " ".join(word.text if rival is None else rival for word, rival in zip(words, rivals, strict=True)).split()
    found = find_printed(other, texts)
    if len(found) != 1 or (found[0].begin, found[0].end) != (0, len(other)) or found[0].text not in texts:
        return ()
    return (found[0]._replace(end=len(words)),)


def _with_printed(words: Sequence[JudgedWord | LineWord], place: Printed) -> Sequence[JudgedWord | LineWord]:
    read = [_as_read(word) for word in words[place.begin : place.end]]
    new = [LineWord(text, 0.0, 0.0, place.sure) for text in place.text.split()]
    said = " ".join(word.text for word in read)
    put = [JudgedWord(word, "" if at else said) for at, word in enumerate(laid(new, read))]
    return (*words[: place.begin], *put, *words[place.end :])


def _as_read(word: JudgedWord | LineWord) -> LineWord:
    return word.word if isinstance(word, JudgedWord) else word


def _reading(entries: Sequence[_Entry], size: tuple[int, int], name: str) -> tuple[Reading, list[_Entry]]:
    """The reading, and the entry of each of its lines."""
    lines = [_read_line(entry) for entry in entries]
    entry_of = {id(line): entry for line, entry in zip(lines, entries, strict=True)}
    ordered = in_reading_order(lines)
    width, height = size
    reading = Reading(width=width, height=height, lines=tuple(ordered), reader=name)
    return reading, [entry_of[id(line)] for line in ordered]


def _read_again(entries: Sequence[_Entry], second: LineReader) -> None:
    for entry in entries:
        words = [word for word in entry.words if isinstance(word, LineWord)]
        if len(words) < len(entry.words):
            continue
        doubted = 1.0 if sides(entry.quad)[1] < SMALL_TYPE_PX else DOUBTED
        asked = (entry.wanted or set()) | {
            at for at, word in enumerate(words) if word.confidence < doubted or (at and _may_be_small(word))
        }
        done = list(entry.words)
        # From the end, so that the places of what is still to be read stay where they are.
        for begin, end in reversed(_stretches(words, asked)):
            done[begin:end] = _twice(words, begin, end, entry.part, second)
        entry.words = tuple(done)


def _may_be_small(word: LineWord) -> bool:
    """Whether a word within a line begins with a capital that may be a small letter: of a list (`- Lãnh đạo cơ quan`),
    the first reader makes names.
    """
    return word.confidence < DOUBTED_CAPITAL and word.text[0] in _LIKE_CAPITALS and word.text[1:].islower()


def _stretches(words: Sequence[LineWord], asked: Collection[int]) -> list[tuple[int, int]]:
    """The words asked for as stretches: one where little lies between, the whole line where they are most of it."""
    found: list[tuple[int, int]] = []
    for at in sorted(asked):
        if found and words[at].left - words[found[-1][1] - 1].right < _LITTLE:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    read = sum(words[end - 1].right - words[begin].left for begin, end in found)
    if words and read > _NEARLY_ALL * (words[-1].right - words[0].left):
        return [(0, len(words))]
    return found


def _twice(
    words: Sequence[LineWord], begin: int, end: int, part: LineCut, second: LineReader
) -> Sequence[JudgedWord | LineWord]:
    """The words from `begin` to `end`, read again."""
    height, width = part.pixels.shape[:2]
    px_of = width / (part.right - part.left)
    room = _ROOM * height
    left = 0 if begin == 0 else _gap(words[begin - 1].right, words[begin].left, part, px_of, -room)
    right = width if end == len(words) else _gap(words[end - 1].right, words[end].left, part, px_of, room)
    if right - left < height / 4:
        return words[begin:end]
    pixels = np.ascontiguousarray(part.pixels[:, left:right])
    if all(word.confidence >= DOUBTED for word in words[begin:end]):
        pixels = cv2.resize(pixels, None, fx=_NARROWER, fy=1, interpolation=cv2.INTER_AREA)
    if pixels.shape[1] > _AT_ONCE * height and end - begin > 1:
        middle = (begin + end) // 2
        return (*_twice(words, begin, middle, part, second), *_twice(words, middle, end, part, second))
    stretch = replace(
        part,
        pixels=pixels,
        left=part.left + left / px_of,
        right=part.left + right / px_of,
    )
    return judged(words[begin:end], _heard(second, stretch))


def _gap(before: float, after: float, part: LineCut, px_of: float, room: float) -> int:
    """Where to part two words of a line, px of the cut: `room` px off the word that is read, never past the middle."""
    start, end = (before - part.left) * px_of, (after - part.left) * px_of
    middle = (start + end) / 2
    return round(max(middle, end + room) if room < 0 else min(middle, start + room))


def _placed(words: Sequence[LineWord], part: LineCut) -> tuple[LineWord, ...]:
    """Words of a cut, placed along the whole line."""
    long = part.right - part.left
    return tuple(
        replace(word, left=part.left + word.left * long, right=part.left + word.right * long) for word in words
    )


def _laid_down(quad: Quad) -> Quad:
    """A quad hardly higher than wide is no standing line but a letter or two: a page's number."""
    long, high = sides(quad)
    if _lies(quad) or long > _LETTER * high:
        return quad
    # Clockwise from its upper right corner: a line that stands is read downwards.
    return (quad[3], *quad[:3])


def _lies(quad: Quad) -> bool:
    (ax, ay), (bx, by) = quad[0], quad[1]
    return abs(bx - ax) >= abs(by - ay)


def _says_nothing(entry: _Entry) -> bool:
    """Whether a line is noise. What is wanted never is: a value by hand is read badly by both."""
    words, rivals = _split(entry)
    return not words or (entry.wanted is None and is_noise(words, rivals, red=entry.part.red))


def _split(entry: _Entry) -> tuple[list[LineWord], list[str | None]]:
    """The words of a line, and what the other reader has for each."""
    words = [_as_read(word) for word in entry.words]
    return words, [word.rival if isinstance(word, JudgedWord) else None for word in entry.words]


def _read_line(entry: _Entry) -> ReadLine:
    words, rivals = _split(entry)
    placed = tuple(
        Word(
            text=word.text,
            box=_part(entry.quad, word.left, word.right),
            confidence=round(word.confidence, 3),
            rival=rival,
        )
        for word, rival in zip(words, rivals, strict=True)
    )
    return ReadLine(
        text=" ".join(word.text for word in placed),
        box=_part(entry.quad, 0.0, 1.0),
        confidence=round(sum(word.confidence for word in placed) / len(placed), 3),
        words=placed,
    )


def _part(quad: Quad, left: float, right: float) -> Box:
    """Upright box around the part of a line from `left` to `right`, clean px."""
    (ax, ay), (bx, by), _, (dx, dy) = quad
    xs = [ax + (bx - ax) * at + down for at in (left, right) for down in (0.0, dx - ax)]
    ys = [ay + (by - ay) * at + down for at in (left, right) for down in (0.0, dy - ay)]
    x, y = math.floor(min(xs)), math.floor(min(ys))
    return (x, y, math.ceil(max(xs)) - x, math.ceil(max(ys)) - y)
