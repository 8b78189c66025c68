"""Lines that the detector drew across two columns, parted where the columns are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Line
from desktop.page.geometry import part_of, sides
from desktop.page.image import Pixels, straight, tone_at

_LONG = 6.0
"""A line over two columns is longer than this, in its heights."""
_NEAR = (0.5, 4.0)
"""Farthest row that shows where the columns are, in heights of the line."""
_ROW = 0.4
"""Two lines of one row lie off one height by at most this share of it."""
_GUTTER = 1.0
"""Narrowest gutter between two lines of that row, in heights."""
_BLANK = 0.5
"""Least blank that the line leaves of the gutter, in heights; …"""
_WIDER = 2.2
"""… and by how much it is wider than the line's other blanks: words spread over a line have equal blanks."""
_ROOM = 0.3
"""What each part keeps of the blank, in heights: the detector's lines end a little behind their letters."""
_COLOUR = 48
_ROWS_PX = 32

Stretch = tuple[float, float]
"""From where to where along a line, px from its start."""


def parted(lines: Sequence[Line], pixels: Pixels) -> tuple[Line, ...]:
    """The lines, those in two that leave a blank where the row above or below them has a gutter.

    The two halves of a letter's head, or the cells of a table, stand so near now and then that the detector makes one
    line of both. A blank alone parts nothing: a space left to write in is one too.

    Args:
        lines: in px of the picture, in no order.
        pixels: BGR.
    """
    rows = _Rows(lines)
    return tuple(part for at, line in enumerate(lines) for part in _parts(line, rows.gutters(at), pixels))


def _parts(line: Line, gutters: Sequence[Stretch], pixels: Pixels) -> Iterator[Line]:
    blank = _blank(line, gutters, pixels) if gutters else None
    if blank is None:
        yield line
        return
    long, high = sides(line.quad)
    room = min(_ROOM * high, (blank[1] - blank[0]) / 2)
    for left, right in ((0.0, blank[0] + room), (blank[1] - room, long)):
        yield Line(quad=part_of(line.quad, left / long, right / long), score=line.score)


def _blank(line: Line, gutters: Sequence[Stretch], pixels: Pixels) -> Stretch | None:
    """The one blank of a line that is wide enough to part columns and lies in a gutter; None where there is none."""
    high = sides(line.quad)[1]
    strip = straight(pixels, line.quad, _ROWS_PX)
    grey = cv2.cvtColor(strip, cv2.COLOR_BGR2GRAY)
    paper = tone_at(grey, 75)
    # A stamp over a gutter is no text in it.
    printed = (grey < paper - max(16, paper // 7)) & (np.ptp(strip, axis=2) < _COLOUR)
    inked = np.flatnonzero(printed[2:-2].any(axis=0))
    if len(inked) < 3:
        return None
    widths = np.diff(inked)
    widest, next_one = np.sort(widths)[::-1][:2] / _ROWS_PX
    if widest < max(_BLANK, _WIDER * next_one):
        return None
    at = int(widths.argmax())
    scale = high / _ROWS_PX
    start, end = float(inked[at] + 1) * scale, float(inked[at + 1]) * scale
    within = any(min(end, stop) - max(start, begin) > _BLANK * high for begin, stop in gutters)
    return (start, end) if within else None


class _Rows:
    """Where lines stand to one another, each seen along another one."""

    def __init__(self, lines: Sequence[Line]) -> None:
        corners = np.array([line.quad for line in lines], np.float64).reshape(-1, 4, 2)
        self._corners = corners
        self._starts = (corners[:, 0] + corners[:, 3]) / 2
        self._ends = (corners[:, 1] + corners[:, 2]) / 2

    def gutters(self, at: int) -> list[Stretch]:
        """The gutters of the rows near a line, along it."""
        a, b, _, d = self._corners[at]
        long, high = float(np.linalg.norm(b - a)), float(np.linalg.norm(d - a))
        if high < 1 or long < _LONG * high:
            return []
        along, down = (b - a) / long, (d - a) / high
        begin, end = ((points - a) @ along for points in (self._starts, self._ends))
        off = ((self._starts + self._ends) / 2 - (a + d) / 2) @ down / high
        near = np.flatnonzero((np.abs(off) >= _NEAR[0]) & (np.abs(off) <= _NEAR[1]))
        found = []
        for one in near[np.argsort(begin[near])]:
            row = near[(np.abs(off[near] - off[one]) < _ROW) & (begin[near] > begin[one])]
            gutter = _next(float(end[one]), begin[row], high)
            if gutter and gutter[0] > 0 and gutter[1] < long:
                found.append(gutter)
        return found


def _next(end: float, others: npt.NDArray[np.float64], high: float) -> Stretch | None:
    """The gutter from the end of a line to the next one of its row."""
    if not len(others) or others.min() - end < _GUTTER * high:
        return None
    return end, float(others.min())
