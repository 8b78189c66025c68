"""Where a code must be though none was read, and pictures of it that are easier to read.

A code is the only thing on a page that is dense in edges all over a square of several millimetres: text has gaps
between its lines, a seal has paper in it. That is found in some 10 ms, so that no page pays for a search.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import cv2
import numpy as np

from desktop.model.page import Box
from desktop.page.image import Pixels

_SOLID_MM = 7
"""A code is dense over at least this square; between lines of text there is a gap."""
_DENSE = 0.13
"""A place is dense where the mean step from px to px at 200 dpi is this share of the page's contrast."""
_MARGIN_MM = 3
_MOST_SPOTS = 3
_STRIPED = 0.5
"""A code is one of bars where its edges run one way by at least this: about 0.9 for bars, under 0.3 for a QR."""
_BAND_MM = 2.5

Way = Callable[[Box], Box]
"""From px of a second look back to px of the page."""


def half_seen(grey: Pixels, dpi: int) -> list[Box]:
    """Places that look like a code, densest first, px.

    Args:
        grey: the page.
        dpi: dots per inch.
    """
    # A whole number of px: averaging is then four times faster. Slanting edges step down and across, both.
    cell = max(1, round(dpi / 25.4))
    size = (grey.shape[1] // cell, grey.shape[0] // cell)
    if not all(size):
        return []
    even = grey[: size[1] * cell, : size[0] * cell]
    dense = np.zeros(size[::-1], np.float32)
    for back in (np.roll(even, 1, axis=1), np.roll(even, 1, axis=0)):
        step = cv2.resize(cv2.absdiff(even, back), size, interpolation=cv2.INTER_AREA)
        dense = np.maximum(dense, cv2.blur(step.astype(np.float32), (3, 3)))
    square = np.ones((_SOLID_MM, _SOLID_MM), np.uint8)
    core = cv2.erode(dense, square, borderType=cv2.BORDER_CONSTANT, borderValue=0)
    limit = _DENSE * _contrast(grey) * 200 / dpi
    whole = cv2.dilate((core >= limit).astype(np.uint8), square)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(whole)
    ranked = sorted(range(1, count), key=lambda at: -float(core[labels == at].max()))
    spots = []
    for at in ranked[:_MOST_SPOTS]:
        x, y, w, h = (int(n) for n in stats[at][:4])
        left, top = max(0, round((x - _MARGIN_MM) * cell)), max(0, round((y - _MARGIN_MM) * cell))
        right = min(grey.shape[1], round((x + w + _MARGIN_MM) * cell))
        foot = min(grey.shape[0], round((y + h + _MARGIN_MM) * cell))
        spots.append((left, top, right - left, foot - top))
    return spots


def second_looks(grey: Pixels, spot: Box, dpi: int) -> Iterator[tuple[Pixels, Way]]:
    """Pictures of a spot that are easier to read, the likeliest first, each with the way back to the page's px."""
    x, y, w, h = spot
    part = grey[y : y + h, x : x + w]
    even = _evenly_lit(part, dpi)
    angle, coherence = _stripes(even)
    if coherence >= _STRIPED:
        yield from _bars(even, spot, angle, dpi)
    for scale, sharper in ((2.0, False), (3.0, False), (3.0, True), (1.5, False), (4.0, True)):
        large = cv2.resize(even, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        if sharper:
            large = cv2.addWeighted(large, 2.0, cv2.GaussianBlur(large, (0, 0), scale), -1.0, 0)
        yield large, _scaled_back(spot, scale)


def _scaled_back(spot: Box, scale: float) -> Way:
    def back(box: Box) -> Box:
        x, y, w, h = (round(n / scale) for n in box)
        return (spot[0] + x, spot[1] + y, w, h)

    return back


def _contrast(grey: Pixels) -> float:
    low, high = np.percentile(grey[::8, ::8], (1, 90))
    return max(40.0, float(high - low))


def _evenly_lit(part: Pixels, dpi: int) -> Pixels:
    """Paper at one brightness, whatever its tint and however a fold shades it."""
    reach = 2 * round(2.5 / 25.4 * dpi) + 1
    paper = cv2.GaussianBlur(cv2.dilate(part, np.ones((reach, reach), np.uint8)), (0, 0), reach / 3)
    lit: Pixels = cv2.divide(part, paper, scale=250.0)
    low = float(np.percentile(lit, 2))
    return cv2.convertScaleAbs(lit, alpha=240 / max(30.0, 250 - low), beta=-low * 240 / max(30.0, 250 - low))


def _stripes(part: Pixels) -> tuple[float, float]:
    """Direction across the stripes, degrees clockwise from the x axis, and how striped it is, 0 to 1."""
    inner = part[part.shape[0] // 6 : -part.shape[0] // 6 or None, part.shape[1] // 6 : -part.shape[1] // 6 or None]
    across = cv2.Sobel(inner, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(inner, cv2.CV_32F, 0, 1)
    xx, yy, xy = float((across**2).sum()), float((down**2).sum()), float((across * down).sum())
    coherence = math.hypot(xx - yy, 2 * xy) / max(1.0, xx + yy)
    return math.degrees(0.5 * math.atan2(2 * xy, xx - yy)), coherence


def _bars(part: Pixels, spot: Box, angle: float, dpi: int) -> Iterator[tuple[Pixels, Way]]:
    """Bars set upright, and each band of them averaged along the bars: noise goes, edges stay."""
    height, width = part.shape
    scale = 3.0
    side = math.ceil(scale * math.hypot(width, height))
    turning = cv2.getRotationMatrix2D((width / 2, height / 2), angle, scale)
    to_middle = np.array([[0, 0, side / 2 - width / 2], [0, 0, side / 2 - height / 2]])
    upright = cv2.warpAffine(part, turning + to_middle, (side, side), flags=cv2.INTER_CUBIC, borderValue=255)

    def back(_: Box) -> Box:
        return spot

    band = round(scale * _BAND_MM / 25.4 * dpi)
    middle = side // 2
    for shift in (0, -1, 1, -2, 2):
        rows = upright[max(0, middle + shift * band - band // 2) : middle + shift * band + band // 2]
        if len(rows):
            profile = rows.mean(axis=0)
            yield np.repeat(profile[None, :], 60, axis=0).astype(np.uint8), back
    yield upright, back
