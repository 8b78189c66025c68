"""Finding the lines of text on a page as it lies: PP-OCR's detector and its box making (DB)."""

from __future__ import annotations

import math
from typing import Any, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Box, Line
from desktop.page.geometry import ordered, shared, sides
from desktop.page.image import Pixels
from desktop.page.models import model

SIDE, CLOSE_SIDE = 1024, 1280
"""Longest side of what the detector is given at first, and of what it looks at closer. On pages of usual type 1024
finds the lines as well as 1280 for two thirds of the time; small type needs the second."""
SMALL_TYPE_PX = 16.0
CLOSER = 1.5
CORNER_SHARE = 0.45
MAP_THRESHOLD = 0.3
BOX_THRESHOLD = 0.4
UNCLIP = 1.6
_STEP_PX = 32
"""The net halves a picture five times."""
_MEAN = np.array([0.485, 0.456, 0.406], np.float32)[:, None]
_STD = np.array([0.229, 0.224, 0.225], np.float32)[:, None]
_PLANES = np.arange(256, dtype=np.float32) * (1 / (255 * _STD)) - _MEAN / _STD
"""What the net is given for each of the 256 tones of a channel: looked up, not reckoned for each px."""


class LineFinder(Protocol):
    """Finds the lines of a page."""

    def find(self, pixels: Pixels, inked: Box) -> tuple[Line, ...]:
        """Lines in px of the picture, in no order.

        Args:
            pixels: a sheet, BGR.
            inked: where there is ink on it; elsewhere nobody need look.
        """


class DetectorLines:
    """The text detector, which looks closer where type is small: at a corner (an ID card on the glass), or all over."""

    def find(self, pixels: Pixels, inked: Box) -> tuple[Line, ...]:
        """Lines in px of the picture, which is seen as fine as if all of it were looked at.

        Raises:
            ModelMissing: the detector is not installed.
        """
        height, width = pixels.shape[:2]
        scale = min(CLOSER, SIDE / max(height, width))
        lines = _detect(pixels, scale, inked)
        corner = _small_type(lines, scale, width, height)
        if corner is None:
            return lines
        closer = _detect(pixels, min(CLOSER, CLOSE_SIDE / max(corner[2:])), shared(corner, inked) or corner)
        return tuple(line for line in lines if not _within(line, corner)) + closer


def _small_type(lines: tuple[Line, ...], scale: float, width: int, height: int) -> Box | None:
    """Where small type stands, px with some room: a corner, or the whole page where it is nearly all over it; None
    where there is none.
    """
    small = [line for line in lines if min(sides(line.quad)) * scale < SMALL_TYPE_PX]
    if len(small) < 3 or len(small) < len(lines) / 3 or scale == CLOSER:
        return None
    # What stands between the small lines belongs to them, whole: a card's own title, a number in larger type.
    room = 3 * max(min(sides(line.quad)) for line in small)
    box = _around(small, room)
    near = [line for line in lines if min(sides(line.quad)) * scale < 2 * SMALL_TYPE_PX]
    while (grown := _around([line for line in near if _meets(line, box)], room)) != box:
        box = grown
    left, top, right, foot = max(0, box[0]), max(0, box[1]), min(width, box[2]), min(height, box[3])
    w, h = right - left, foot - top
    return (left, top, w, h) if w * h <= CORNER_SHARE * width * height else (0, 0, width, height)


def _around(lines: list[Line], room: float) -> tuple[int, int, int, int]:
    """Left, top, right, foot of lines with some room."""
    xs, ys = zip(*(point for line in lines for point in line.quad), strict=True)
    return int(min(xs) - room), int(min(ys) - room), int(max(xs) + room), int(max(ys) + room)


def _meets(line: Line, box: tuple[int, int, int, int]) -> bool:
    left, top, right, foot = _around([line], 0)
    return left < box[2] and right > box[0] and top < box[3] and foot > box[1]


def _within(line: Line, box: Box) -> bool:
    x, y, w, h = box
    middle_x, middle_y = (sum(point[axis] for point in line.quad) / 4 for axis in (0, 1))
    return x <= middle_x <= x + w and y <= middle_y <= y + h


def _detect(pixels: Pixels, scale: float, box: Box) -> tuple[Line, ...]:
    """The lines in a box of a picture, seen at a scale; the net is given whole steps, drawn from what lies around."""
    (left, seen_width, right), (top, seen_height, foot) = (
        _whole_steps(start, long, side, scale)
        for start, long, side in zip(box[:2], box[2:], pixels.shape[1::-1], strict=True)
    )
    part = pixels[top:foot, left:right]
    shrink = cv2.INTER_AREA if scale <= 1 else cv2.INTER_CUBIC
    seen = cv2.resize(part, (seen_width, seen_height), interpolation=shrink)
    planes = [cv2.LUT(channel, tones) for channel, tones in zip(cv2.split(seen), _PLANES, strict=True)]
    likely = model("lines").run(x=np.stack(planes).astype(np.float32, copy=False)[None])[0, 0]
    found = _boxes(likely, part.shape[1] / seen_width, part.shape[0] / seen_height)
    return tuple(line.shifted(left, top) for line in found)


def _whole_steps(start: int, long: int, side: int, scale: float) -> tuple[int, int, int]:
    """A stretch of a picture's side, grown on both sides until the net's steps fill it: from, px it is seen in, to.

    Where the side ends before, its last step is squeezed or drawn out.
    """
    steps = min(math.ceil(long * scale / _STEP_PX), max(1, round(side * scale / _STEP_PX)))
    grown = min(side, round(steps * _STEP_PX / scale))
    at = min(max(0, start + (long - grown) // 2), side - grown)
    return at, steps * _STEP_PX, at + grown


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
    weighed = cv2.moments(likely[y : y + h, x : x + w] * inside)
    middle = np.array([weighed["m10"], weighed["m01"]]) / weighed["m00"] + (x, y)
    spread = np.array([[weighed["mu20"], weighed["mu11"]], [weighed["mu11"], weighed["mu02"]]])
    _, axes = np.linalg.eigh(spread)
    axes = axes[:, ::-1].T
    # What lies farthest out lies on the contour.
    places = (contour[:, 0] - middle) @ axes.T
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
