"""Corners and the matrices that carry them between the page as scanned (raw px) and the clean page."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from desktop.model.page import Box, Point, Quad

Matrix = npt.NDArray[np.float64]
"""3 × 3, raw px to clean px."""


def turning(width: int, height: int, skew_deg: float, turn: int) -> tuple[Matrix, tuple[int, int]]:
    """The slope undone about the middle, then the quarter turn clockwise; the size, px, stays the sheet's."""
    # Image y runs down: a clockwise turn on the screen is a positive angle here.
    angle = math.radians(skew_deg + turn)
    cos, sin = math.cos(angle), math.sin(angle)
    out = (width, height) if turn in {0, 180} else (height, width)
    middle_in = np.array([(width - 1) / 2, (height - 1) / 2])
    middle_out = np.array([(out[0] - 1) / 2, (out[1] - 1) / 2])
    turned = np.array([[cos, -sin], [sin, cos]])
    matrix = np.eye(3)
    matrix[:2, :2] = turned
    matrix[:2, 2] = middle_out - turned @ middle_in
    return matrix, out


def moved(quad: Quad, matrix: Matrix) -> Quad:
    """Corners through a matrix, in the order they came."""
    a, b, c, d = (np.array(quad) @ matrix[:2, :2].T + matrix[:2, 2]).tolist()
    return ((a[0], a[1]), (b[0], b[1]), (c[0], c[1]), (d[0], d[1]))


def corners(box: Box) -> Quad:
    """A box's corners, top left first, clockwise."""
    x, y, width, height = box
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def upright_box(points: Sequence[Point]) -> Box:
    """The upright box around some points."""
    at = np.array(points)
    x0, y0 = np.floor(at.min(axis=0)).astype(int)
    x1, y1 = np.ceil(at.max(axis=0)).astype(int)
    return (int(x0), int(y0), int(x1 - x0), int(y1 - y0))


def shared(one: Box, other: Box) -> Box | None:
    """What two boxes have in common; None where that is nothing."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    w, h = min(one[0] + one[2], other[0] + other[2]) - left, min(one[1] + one[3], other[1] + other[3]) - top
    return (left, top, w, h) if w > 0 and h > 0 else None


def carried(quad: Quad, matrix: Matrix) -> Quad:
    """A line's corners through a matrix, ordered as it lies there."""
    return ordered(np.array(moved(quad, matrix), np.float32))


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


def sides(quad: Quad) -> tuple[float, float]:
    """Length and height of a line, px."""
    return _length(quad[0], quad[1]), _length(quad[1], quad[2])


def part_of(quad: Quad, left: float, right: float) -> Quad:
    """The part of a line between two places along it, 0 to 1; more where they lie outside."""
    a, b, c, d = (np.array(corner) for corner in quad)
    return _quad(a + (b - a) * left, a + (b - a) * right, d + (c - d) * right, d + (c - d) * left)


def taller(quad: Quad, above: float, below: float) -> Quad:
    """A line with its long sides moved out, in its heights."""
    a, b, c, d = (np.array(corner) for corner in quad)
    return _quad(a - (d - a) * above, b - (c - b) * above, c + (c - b) * below, d + (d - a) * below)


def slope(quad: Quad) -> float:
    """Angle of a line's long side, degrees counter-clockwise from the horizontal, -90 to 90."""
    (ax, ay), (bx, by) = quad[0], quad[1]
    angle = math.degrees(math.atan2(-(by - ay), bx - ax))
    return angle - math.copysign(180, angle) if abs(angle) > 90 else angle


def _quad(*corners: npt.NDArray[np.float64]) -> Quad:
    a, b, c, d = ((float(x), float(y)) for x, y in corners)
    return (a, b, c, d)


def _length(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(np.hypot(one[0] - other[0], one[1] - other[1]))
