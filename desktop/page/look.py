"""The one look at a page as it arrives: its lines, its slope, which way up, blank or not, what cropping must keep."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Box, Line, Look
from desktop.page.image import Pixels
from desktop.page.ink import Ink, find_ink
from desktop.page.lines import DetectorLines, LineFinder, sides
from desktop.page.models import ModelMissing
from desktop.page.orientation import turn_scores

KEEP_MARGIN_MM = 3.0
_POINTS = 60_000
_SEARCH_DEG = 0.5
_SEARCH_STEPS = 12


@cache
def _finder() -> LineFinder:
    return DetectorLines()


def look(pixels: Pixels, dpi: int) -> Look:
    """Look at a page once.

    Without the detector there are no lines and no skew; without the orientation model no turn; the page is kept
    as it lies and never called blank for that.
    """
    height, width = pixels.shape[:2]
    try:
        found = _finder().find(pixels)
    except ModelMissing:
        found = ()
    ink = find_ink(pixels, dpi)
    lines = tuple(line for line in found if _is_inked(line, ink))
    standing = _standing(lines)
    turn, sure = _turn(pixels, lines, standing)
    return Look(
        width=width,
        height=height,
        lines=lines,
        skew_deg=round(_refined(_skew(lines, standing=standing), ink, standing=standing) if lines else 0.0, 3),
        rotation_deg=turn,
        rotation_confidence=round(sure, 3),
        blank=not lines and not ink.enough,
        ink=round(ink.share, 5),
        keep=_keep(lines, ink, width, height, dpi),
    )


def _is_inked(line: Line, ink: Ink) -> bool:
    """Whether a line has ink of its own; what shines through from the other side has none."""
    xs, ys = zip(*line.quad, strict=True)
    x0, x1 = (int(n / ink.scale) for n in (min(xs), max(xs)))
    y0, y1 = (int(n / ink.scale) for n in (min(ys), max(ys)))
    part = ink.mask[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1]
    return part.size > 0 and cv2.countNonZero(part) >= 0.02 * part.size


def _slope(line: Line) -> float:
    """Angle of a line's long side, degrees counter-clockwise from the horizontal, -90 to 90."""
    (ax, ay), (bx, by) = line.quad[0], line.quad[1]
    return math.degrees(math.atan2(-(by - ay), bx - ax))


def _standing(lines: Sequence[Line]) -> bool:
    """Whether most of the text runs up or down the page."""
    up = sum(sides(line.quad)[0] for line in lines if abs(_slope(line)) > 45)
    return up > 0.5 * sum(sides(line.quad)[0] for line in lines)


def _skew(lines: Sequence[Line], *, standing: bool) -> float:
    """Median slope weighted by length of the long lines, degrees counter-clockwise."""
    slopes = []
    for line in lines:
        long, high = sides(line.quad)
        slope = _slope(line)
        if long < 4 * high or (abs(slope) > 45) != standing:
            continue
        if standing:
            slope += 90 if slope < 0 else -90
        slopes.append((slope, long))
    if not slopes:
        return 0.0
    slopes.sort()
    half, passed = sum(weight for _, weight in slopes) / 2, 0.0
    for slope, weight in slopes:
        passed += weight
        if passed >= half:
            return slope
    return 0.0


def _refined(skew_deg: float, ink: Ink, *, standing: bool) -> float:
    """The slope at which the ink falls into the sharpest rows: base lines decide, not the letters' shapes.

    The lines' own slopes are right to a quarter of a degree; this brings a hundredth from the same ink.
    """
    ys, xs = np.nonzero(ink.mask[::-1].T if standing else ink.mask)
    if len(xs) < 200:
        return skew_deg
    if len(xs) > _POINTS:
        step = len(xs) // _POINTS + 1
        xs, ys = xs[::step], ys[::step]
    # Spread each px over its own area: whole numbers would fall into perfect rows at exactly nought degrees.
    spread = np.random.default_rng(0).random((2, len(xs)))
    xs, ys = xs + spread[0], ys + spread[1]
    offsets = np.linspace(-_SEARCH_DEG, _SEARCH_DEG, 2 * _SEARCH_STEPS + 1)
    sharp = [_row_sharpness(xs, ys, skew_deg + offset) for offset in offsets]
    best = int(np.argmax(sharp))
    if not 0 < best < len(sharp) - 1:
        return skew_deg
    before, at, after = sharp[best - 1 : best + 2]
    bend = before - 2 * at + after
    nudge = 0.5 * (before - after) / bend if bend else 0.0
    return skew_deg + float(offsets[best] + nudge * (offsets[1] - offsets[0]))


def _row_sharpness(xs: npt.NDArray[Any], ys: npt.NDArray[Any], angle_deg: float) -> float:
    angle = math.radians(angle_deg)
    rows = np.floor(1.5 * (ys * math.cos(angle) + xs * math.sin(angle))).astype(np.int64)
    counts = np.bincount(rows - rows.min()).astype(np.float64)
    return float(np.square(np.diff(counts)).sum())


def _turn(pixels: Pixels, lines: Sequence[Line], standing: bool) -> tuple[int, float]:
    if not lines:
        return 0, 0.0
    try:
        scores = turn_scores(pixels)
    except ModelMissing:
        return 0, 0.0
    possible = {turn: score for turn, score in scores.items() if (turn in {90, 270}) == standing}
    best = max(possible, key=lambda turn: possible[turn])
    total = sum(possible.values())
    return best, possible[best] / total if total else 0.0


def _keep(lines: Sequence[Line], ink: Ink, width: int, height: int, dpi: int) -> Box:
    boxes = [box for box in (ink.bounds(),) if box]
    for line in lines:
        xs, ys = zip(*line.quad, strict=True)
        boxes.append((int(min(xs)), int(min(ys)), int(max(xs) - min(xs)), int(max(ys) - min(ys))))
    if not boxes:
        return (0, 0, width, height)
    margin = round(KEEP_MARGIN_MM / 25.4 * dpi)
    left = max(0, min(x for x, _, _, _ in boxes) - margin)
    top = max(0, min(y for _, y, _, _ in boxes) - margin)
    right = min(width, max(x + w for x, _, w, _ in boxes) + margin)
    bottom = min(height, max(y + h for _, y, _, h in boxes) + margin)
    return (left, top, right - left, bottom - top)
