"""The slope of a page: the lines' own to a quarter of a degree, then a hundredth from where their ink falls."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Line
from desktop.page.geometry import sides, slope
from desktop.page.look.ink import Ink
from desktop.page.look.small import SEEN_DPI

LONG = 3.0
"""A line's slope counts where it is this many times longer than high."""

PLENTY_MM = 300.0
"""With at least this much text the lines' own slopes are right to half a degree; with less, a short line may err by
three."""

STEEP_DEG = 15.0
UNANIMOUS, TOGETHER_DEG = 0.85, 3.0
"""A page lies steeper than this only where so much of its text does, all within so many degrees: the names under the
columns of a chart do not tilt the page."""

_POINTS = 60_000
_SEARCH_DEG = 0.5
_WIDE_SEARCH_DEG = 1.5
_SEARCH_STEPS = 12


def skew(lines: Sequence[Line], ink: Ink, *, standing: bool) -> float:
    """Slope of the text, degrees counter-clockwise, within ±45; 0 without long lines."""
    slopes = _slopes(lines, standing=standing)
    if not slopes:
        return 0.0
    found = _weighted_median(slopes)
    if abs(found) > STEEP_DEG and not _unanimous(slopes, found):
        slopes = [one for one in slopes if abs(one[0]) <= STEEP_DEG]
        found = _weighted_median(slopes)
    length_mm = sum(weight for _, weight in slopes) / ink.scale * 25.4 / SEEN_DPI
    if length_mm >= PLENTY_MM:
        return _sharpest(found, _SEARCH_DEG, _places(ink.mask, standing=standing))
    places = _places(_of_the_lines(lines, ink), standing=standing)
    return _sharpest(_sharpest(found, _WIDE_SEARCH_DEG, places), _SEARCH_DEG, places)


def _slopes(lines: Sequence[Line], *, standing: bool) -> list[tuple[float, float]]:
    """Slope and length of the long lines that run the page's way."""
    slopes = []
    for line in lines:
        long, high = sides(line.quad)
        angle = slope(line.quad)
        if long < LONG * high or (abs(angle) > 45) != standing:
            continue
        if standing:
            angle += 90 if angle < 0 else -90
        slopes.append((angle, long))
    return sorted(slopes)


def _unanimous(slopes: Sequence[tuple[float, float]], found: float) -> bool:
    together = sum(length for angle, length in slopes if abs(angle - found) <= TOGETHER_DEG)
    return together >= UNANIMOUS * sum(length for _, length in slopes)


def _weighted_median(slopes: Sequence[tuple[float, float]]) -> float:
    half, passed = sum(weight for _, weight in slopes) / 2, 0.0
    for angle, weight in slopes:
        passed += weight
        if passed >= half:
            return angle
    return 0.0


def _of_the_lines(lines: Sequence[Line], ink: Ink) -> npt.NDArray[Any]:
    """The ink under the lines alone: on a nearly empty page a signature or a seal would outweigh them."""
    inside = np.zeros_like(ink.mask)
    for line in lines:
        cv2.fillConvexPoly(inside, np.round(np.array(line.quad) / ink.scale).astype(np.int32), 255)
    return np.asarray(cv2.bitwise_and(ink.mask, inside))


def _places(mask: npt.NDArray[Any], *, standing: bool) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    ys, xs = np.nonzero(mask[::-1].T if standing else mask)
    if len(xs) > _POINTS:
        step = len(xs) // _POINTS + 1
        xs, ys = xs[::step], ys[::step]
    # Spread each px over its own area: whole numbers would fall into perfect rows at exactly nought degrees.
    spread = np.random.default_rng(0).random((2, len(xs)))
    return xs + spread[0], ys + spread[1]


def _sharpest(around: float, within: float, places: tuple[npt.NDArray[Any], npt.NDArray[Any]]) -> float:
    """The slope at which the ink falls into the sharpest rows: base lines decide, not the letters' shapes."""
    xs, ys = places
    if len(xs) < 100:
        return around
    offsets = np.linspace(-within, within, 2 * _SEARCH_STEPS + 1)
    sharp = [_row_sharpness(xs, ys, around + offset) for offset in offsets]
    best = int(np.argmax(sharp))
    if not 0 < best < len(sharp) - 1:
        return around
    before, at, after = sharp[best - 1 : best + 2]
    bend = before - 2 * at + after
    nudge = 0.5 * (before - after) / bend if bend else 0.0
    return around + float(offsets[best] + nudge * (offsets[1] - offsets[0]))


def _row_sharpness(xs: npt.NDArray[Any], ys: npt.NDArray[Any], angle_deg: float) -> float:
    angle = math.radians(angle_deg)
    rows = np.floor(1.5 * (ys * math.cos(angle) + xs * math.sin(angle))).astype(np.int64)
    counts = np.bincount(rows - rows.min()).astype(np.float64)
    return float(np.square(np.diff(counts)).sum())
