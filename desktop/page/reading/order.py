"""Lines as a person reads them."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.model.page import ReadLine

_ROW = 0.4
"""Lines stand in one row where their middles are less far apart than this, in heights of the lower one."""


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
    return [line for row in _rows(lines) for line in sorted(row, key=lambda line: line.box[0])]


def _rows(lines: list[ReadLine]) -> list[list[ReadLine]]:
    """Lines that stand on one height, from the top: a label and its larger value never have quite the same middle."""
    rows: list[list[ReadLine]] = []
    for line in sorted(lines, key=_middle):
        first = rows[-1][0] if rows else None
        if first and _middle(line) - _middle(first) < _ROW * min(first.box[3], line.box[3]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _middle(line: ReadLine) -> float:
    return line.box[1] + line.box[3] / 2


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
