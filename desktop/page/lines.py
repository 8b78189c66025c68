"""Finding the lines of text on a page as it lies: PP-OCR's detector and its box making (DB)."""

from __future__ import annotations

from typing import Any, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Box, Line, Quad
from desktop.page.image import Pixels
from desktop.page.models import session

# Measured best on counter papers (baselines, "Lines first").
SIDE = 1280
SMALL_TYPE_PX = 18.0
CLOSER = 1.5
CORNER_SHARE = 0.45
MAP_THRESHOLD = 0.3
BOX_THRESHOLD = 0.4
UNCLIP = 1.6
_MEAN = np.array([0.485, 0.456, 0.406], np.float32)
_STD = np.array([0.229, 0.224, 0.225], np.float32)


class LineFinder(Protocol):
    """Finds the lines of a page."""

    def find(self, pixels: Pixels) -> tuple[Line, ...]:
        """Lines in px of the picture, in no order."""


class DetectorLines:
    """The text detector, which looks closer at a corner of small type (an ID card on the glass)."""

    def find(self, pixels: Pixels) -> tuple[Line, ...]:
        """Lines in px of the picture.

        Raises:
            ModelMissing: the detector is not installed.
        """
        scale = min(1.0, SIDE / max(pixels.shape[:2]))
        lines = _detect(pixels, scale)
        corner = _small_type(lines, scale, pixels.shape[1], pixels.shape[0])
        if corner is None:
            return lines
        x, y, w, h = corner
        part = pixels[y : y + h, x : x + w]
        closer = _detect(part, min(CLOSER, SIDE / max(w, h)))
        outside = tuple(line for line in lines if not _within(line, corner))
        return outside + tuple(_shifted(line, x, y) for line in closer)


def _small_type(lines: tuple[Line, ...], scale: float, width: int, height: int) -> Box | None:
    """Where small type stands, px with some room; None where there is none, or it fills the page."""
    small = [line for line in lines if min(sides(line.quad)) * scale < SMALL_TYPE_PX]
    if len(small) < 3 or len(small) < len(lines) / 3 or scale == 1.0:
        return None
    # What stands between the small lines belongs to them: a card's own title.
    xs, ys = zip(*(point for line in small for point in line.quad), strict=True)
    room = 3 * max(min(sides(line.quad)) for line in small)
    left, top = max(0, int(min(xs) - room)), max(0, int(min(ys) - room))
    right, foot = min(width, int(max(xs) + room)), min(height, int(max(ys) + room))
    w, h = right - left, foot - top
    return (left, top, w, h) if w * h <= CORNER_SHARE * width * height else None


def _within(line: Line, box: Box) -> bool:
    x, y, w, h = box
    middle_x, middle_y = (sum(point[axis] for point in line.quad) / 4 for axis in (0, 1))
    return x <= middle_x <= x + w and y <= middle_y <= y + h


def _shifted(line: Line, x: int, y: int) -> Line:
    a, b, c, d = ((px + x, py + y) for px, py in line.quad)
    return Line(quad=(a, b, c, d), score=line.score)


def _detect(pixels: Pixels, scale: float) -> tuple[Line, ...]:
    height, width = pixels.shape[:2]
    seen_width, seen_height = (max(32, round(n * scale / 32) * 32) for n in (width, height))
    shrink = cv2.INTER_AREA if scale <= 1 else cv2.INTER_CUBIC
    seen = cv2.resize(pixels, (seen_width, seen_height), interpolation=shrink)
    planes = ((seen.astype(np.float32) / 255 - _MEAN) / _STD).transpose(2, 0, 1)[None]
    likely = session("lines").run(None, {"x": np.ascontiguousarray(planes)})[0][0, 0]
    return _boxes(likely, width / seen_width, height / seen_height)


def _boxes(likely: npt.NDArray[np.float32], x_scale: float, y_scale: float) -> tuple[Line, ...]:
    mask = (likely > MAP_THRESHOLD).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours:
        (_, (w, h), _) = cv2.minAreaRect(contour)
        if min(w, h) < 3:
            continue
        score = _score(likely, contour)
        box = _along(likely, contour) if score >= BOX_THRESHOLD else None
        grown = _grown(box) if box is not None else None
        if grown is not None:
            points = (grown * np.array([x_scale, y_scale])).astype(np.float32)
            found.append(Line(quad=ordered(points), score=round(score, 3)))
    return tuple(found)


def _along(likely: npt.NDArray[np.float32], contour: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    """The box around a line's core, laid along its main axis, which the map's weights give to a part of a px."""
    x, y, w, h = cv2.boundingRect(contour)
    inside = np.zeros((h, w), np.uint8)
    cv2.fillPoly(inside, [contour - np.array([x, y])], 1)
    ys, xs = np.nonzero(inside)
    weights = likely[y : y + h, x : x + w][ys, xs]
    points = np.stack([xs + x, ys + y], axis=1).astype(np.float64)
    middle = np.average(points, axis=0, weights=weights)
    off = points - middle
    spread = (off * weights[:, None]).T @ off
    _, axes = np.linalg.eigh(spread)
    axes = axes[:, ::-1].T
    places = off @ axes.T
    low, high = places.min(axis=0) - 0.5, places.max(axis=0) + 0.5
    corners = np.array([(low[0], low[1]), (high[0], low[1]), (high[0], high[1]), (low[0], high[1])])
    return np.asarray(middle + corners @ axes, np.float32)


def _score(likely: npt.NDArray[np.float32], contour: npt.NDArray[Any]) -> float:
    x, y, w, h = cv2.boundingRect(contour)
    inside = np.zeros((h, w), np.uint8)
    cv2.fillPoly(inside, [contour - np.array([x, y])], 1)
    return float(cv2.mean(likely[y : y + h, x : x + w], inside)[0])


def _grown(box: npt.NDArray[np.float32]) -> npt.NDArray[np.float32] | None:
    """The box grown back to the size of its letters: the map marks only their core."""
    along, down = box[1] - box[0], box[3] - box[0]
    long, high = float(np.linalg.norm(along)), float(np.linalg.norm(down))
    if long <= 0 or high <= 0:
        return None
    by = long * high * UNCLIP / (2 * (long + high))
    right, under = along / long * by, down / high * by
    return box + np.array([-right - under, right - under, right + under, under - right], np.float32)


def ordered(corners: npt.NDArray[np.float32]) -> Quad:
    """Corners as the line lies: along its long side first, left to right, or top to bottom where it stands."""
    points = [(float(x), float(y)) for x, y in corners]
    first, second = _length(points[0], points[1]), _length(points[1], points[2])
    if first < second:
        points = [*points[1:], points[0]]
    (ax, ay), (bx, by) = points[0], points[1]
    lying = abs(bx - ax) >= abs(by - ay)
    if (lying and bx < ax) or (not lying and by < ay):
        points = [*points[2:], *points[:2]]
    a, b, c, d = points
    # Clockwise, so that the third corner lies below the second of a lying line.
    turn = (b[0] - a[0]) * (d[1] - a[1]) - (b[1] - a[1]) * (d[0] - a[0])
    return (a, b, c, d) if turn > 0 else (d, c, b, a)


def _length(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(np.hypot(one[0] - other[0], one[1] - other[1]))


def _sides(quad: Quad) -> tuple[float, float]:
    return _length(quad[0], quad[1]), _length(quad[1], quad[2])


def sides(quad: Quad) -> tuple[float, float]:
    """Length and height of a line, px."""
    return _sides(quad)
