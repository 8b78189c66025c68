"""Lines that a seal's ring or a stroke of ink cut in two, whole again."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Line
from desktop.page.geometry import ordered, sides
from desktop.page.image import Pixels

_GAP = (-0.6, 2.2)
"""Widest gap between two parts of a line, in their heights: what lies across may hide three letters."""
_BLANK = 0.7
"""Widest blank in such a gap, in heights: hidden letters leave no wider one, two columns do."""
_OFF = 0.2
"""Two parts of a line lie off one row by at most this share of its height."""
_AS_HIGH = 0.7
_PARALLEL = 0.99
"""Least cosine of the angle between them: a ring makes a short part lie askew by some degrees."""
_LONG = 3.0
"""Letters around a seal stand in boxes of their own, none of them this many heights long."""
_COLOUR, _COLOURED_SHARE = 48, 0.02
_INK = 48
_REACH = 0.4
"""How far beyond the gap colour counts, in heights: boxes end where it begins to cross."""


def joined(lines: Sequence[Line], pixels: Pixels) -> tuple[Line, ...]:
    """The lines, those parts made one that lie in a row with something of colour across the gap.

    Where nothing lies across the gap, it was meant to be there: columns stay columns.

    Args:
        lines: in px of the picture, in no order.
        pixels: BGR.
    """
    if len(lines) < 2:
        return tuple(lines)
    corners = np.array([line.quad for line in lines], np.float64)
    follows = _follower(corners, pixels)
    continuing = set(follows.values())
    found = []
    for first in range(len(lines)):
        if first in continuing:
            continue
        parts = [first]
        while parts[-1] in follows:
            parts.append(follows[parts[-1]])
        found.append(_one([lines[at] for at in parts]))
    return tuple(found)


def _one(parts: Sequence[Line]) -> Line:
    """A line of several parts, as the longest lies: a ring across the short ones pulls them askew."""
    if len(parts) == 1:
        return parts[0]
    a, b, _, d = (np.array(corner) for corner in max(parts, key=lambda part: sides(part.quad)[0]).quad)
    way = (b - a) / np.linalg.norm(b - a)
    places = [float((np.array(corner) - a) @ way) for part in parts for corner in part.quad]
    start, end = way * min(places), way * max(places)
    points = np.array([a + start, a + end, d + end, d + start], np.float32)
    return Line(quad=ordered(points), score=min(part.score for part in parts))


def _follower(corners: npt.NDArray[np.float64], pixels: Pixels) -> dict[int, int]:
    """Which line goes on in which other one."""
    a, b, c, d = (corners[:, at] for at in range(4))
    start, end = (a + d) / 2, (b + c) / 2
    long, high = (np.maximum(1e-6, np.linalg.norm(side, axis=1)) for side in (end - start, d - a))
    way = (end - start) / long[:, None]
    gap = start[None] - end[:, None]
    longer = np.where((long[:, None] >= long[None])[..., None], way[:, None], way[None])
    mean_high = np.add.outer(high, high) / 2
    along = (gap * longer).sum(axis=2) / mean_high
    across = np.abs(gap[..., 0] * longer[..., 1] - gap[..., 1] * longer[..., 0]) / mean_high
    as_high = np.minimum.outer(high, high) / np.maximum.outer(high, high)
    fits = (along > _GAP[0]) & (along < _GAP[1]) & (across < _OFF) & (as_high > _AS_HIGH) & (way @ way.T > _PARALLEL)
    fits &= np.maximum.outer(long, long) > _LONG * np.minimum.outer(high, high)
    np.fill_diagonal(fits, val=False)
    follows: dict[int, int] = {}
    for one, other in sorted(zip(*np.nonzero(fits), strict=True), key=lambda pair: along[pair]):
        free = int(one) not in follows and int(other) not in follows.values()
        if free and _is_crossed(pixels, end[one], along[one, other], longer[one, other], mean_high[one, other]):
            follows[int(one)] = int(other)
    return follows


def _is_crossed(
    pixels: Pixels, end: npt.NDArray[np.float64], gap: float, way: npt.NDArray[np.float64], high: float
) -> bool:
    """Whether a seal or ink lies where one part ends and the next begins, and no blank wide enough to part columns.

    Args:
        pixels: BGR.
        end: middle of the first part's end, px.
        gap: from there to the next part, heights.
        way: along the line, 1 px.
        high: height, px.
    """
    low, top = sorted((0.0, gap * high))
    begin = end + way * (low - _REACH * high)
    width, rows = round(top - low + 2 * _REACH * high), round(high)
    down = np.array([-way[1], way[0]])
    corner = begin - down * high / 2
    back = np.column_stack([way, down, corner])
    strip = cv2.warpAffine(
        pixels, back, (width, rows), flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
    )
    coloured = strip.max(axis=2) - strip.min(axis=2) > _COLOUR
    if coloured.mean() <= _COLOURED_SHARE:
        return False
    light = strip.min(axis=2)
    inked = (light < int(light.max()) - _INK).sum(axis=0) >= 2
    blanks = np.diff(np.flatnonzero(np.concatenate([[True], inked, [True]])))
    return bool(blanks.max() <= _BLANK * high)
