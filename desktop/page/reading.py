"""From lines to what the page says: each line read, words put back in their place, lines in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from desktop.model.page import Box, Line, Quad, Reading, ReadLine, Word
from desktop.page.clean import carried, moved
from desktop.page.cutting import LineCut, cut
from desktop.page.image import Pixels
from desktop.page.reader import LineReader, LineWord, is_noise, without_leaders


def read_page(
    pixels: Pixels,
    lines: Sequence[Line],
    matrix: npt.NDArray[np.float64],
    size: tuple[int, int],
    reader: LineReader,
) -> Reading:
    """Read a page.

    Lines are cut from the page as scanned: what cleaning has already turned once would be blurred twice.

    Args:
        pixels: the page as scanned, BGR.
        lines: the lines of the one look, raw px.
        matrix: raw px to clean px.
        size: width and height of the clean page, px.
        reader: reads each line.
    """
    back = np.linalg.inv(matrix)
    read = []
    for line in lines:
        quad = carried(line.quad, matrix)
        if not _lies(quad):
            continue
        part = cut(pixels, moved(quad, back))
        words = without_leaders(_placed(reader.read(part.pixels), part)) if part else ()
        if part and words and not is_noise(words, red=part.red):
            read.append(_read_line(words, quad))
    width, height = size
    return Reading(width=width, height=height, lines=tuple(in_reading_order(read)), reader=reader.name)


def _placed(words: Sequence[LineWord], part: LineCut) -> tuple[LineWord, ...]:
    """Words of a cut, placed along the whole line."""
    long = part.right - part.left
    return tuple(
        replace(word, left=part.left + word.left * long, right=part.left + word.right * long) for word in words
    )


def _lies(quad: Quad) -> bool:
    (ax, ay), (bx, by) = quad[0], quad[1]
    return abs(bx - ax) >= abs(by - ay)


def _read_line(words: Sequence[LineWord], quad: Quad) -> ReadLine:
    placed = tuple(
        Word(text=word.text, box=_part(quad, word.left, word.right), confidence=round(word.confidence, 3))
        for word in words
    )
    return ReadLine(
        text=" ".join(word.text for word in placed),
        box=_part(quad, 0.0, 1.0),
        confidence=round(sum(word.confidence for word in placed) / len(placed), 3),
        words=placed,
    )


def _part(quad: Quad, left: float, right: float) -> Box:
    """Upright box around the part of a line from `left` to `right`, clean px."""
    a, b, _, d = (np.array(corner) for corner in quad)
    along, down = b - a, d - a
    corners = np.array([a + along * left, a + along * right, a + along * right + down, a + along * left + down])
    x0, y0 = np.floor(corners.min(axis=0)).astype(int)
    x1, y1 = np.ceil(corners.max(axis=0)).astype(int)
    return (int(x0), int(y0), int(x1 - x0), int(y1 - y0))


def in_reading_order(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """Lines as a person reads them: blocks side by side one after the other, each from its top.

    The page is cut where white runs right across it, then where white runs down it, and so on (X-Y cut); the two
    halves of a letter's head and the columns of a signature block come out one after the other.
    """
    return _across(list(lines))


def _across(lines: list[ReadLine]) -> list[ReadLine]:
    if len(lines) < 2:
        return lines
    bands = _split(lines, axis=1)
    if len(bands) > 1:
        return [line for band in _rows_together(bands) for line in _down(band)]
    return _down(lines)


def _down(lines: list[ReadLine]) -> list[ReadLine]:
    columns = _split(lines, axis=0)
    if len(columns) > 1:
        return [line for column in columns for line in _across(column)]
    return sorted(lines, key=lambda line: (line.box[1] + line.box[3] / 2, line.box[0]))


def _rows_together(bands: list[list[ReadLine]]) -> list[list[ReadLine]]:
    """Neighbouring bands that have the same columns are one block (a letter's head), not many rows."""
    together: list[list[ReadLine]] = []
    for band in bands:
        if together and len(band) > 1 and len(together[-1]) > 1 and _same_gap(together[-1], band):
            together[-1] = together[-1] + band
        else:
            together.append(band)
    return together


def _same_gap(above: list[ReadLine], below: list[ReadLine]) -> bool:
    count = len(_split(above, axis=0))
    return 1 < count <= 2 == len(_split(below, axis=0)) and len(_split(above + below, axis=0)) == count


def _split(lines: list[ReadLine], axis: int) -> list[list[ReadLine]]:
    """Groups with white between them along an axis (0: side by side, 1: one above the other)."""
    ordered = sorted(lines, key=lambda line: line.box[axis])
    # Detected boxes reach a little into the white between lines.
    shrink = 0.2 if axis == 1 else 0.0
    groups: list[list[ReadLine]] = []
    end = float("-inf")
    for line in ordered:
        start, length = line.box[axis], line.box[axis + 2]
        slack = line.box[3] * (1.0 if axis == 0 else 0.0)
        if start + shrink * length >= end + slack or not groups:
            groups.append([])
        groups[-1].append(line)
        end = max(end, start + (1 - shrink) * length)
    return groups
