"""Finding the lines of text on a page as it lies: PP-OCR's detector and its box making (DB)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Box, Line
from desktop.page.geometry import ordered, sides
from desktop.page.image import Pixels
from desktop.page.models import model

SIDE, CLOSE_SIDE = 1024, 1280
"""Longest side of what the detector is given at first, and of what it looks at closer. On pages of usual type 1024
finds the lines as well as 1280 for two thirds of the time; small type needs the second."""
SMALL_TYPE_PX = 16.0
CLOSER = 1.5
CORNER_SHARE = 0.45
ROOM_PX, STEP_PX = 16, 64
"""Bare paper that the detector is given around what stands on a page, px of what it sees; and of what its sides are a
multiple: it plans its memory for each size anew. Together less than what is bare between two parts (`ink.BARE`)."""
MAP_THRESHOLD = 0.3
BOX_THRESHOLD = 0.4
UNCLIP, UNCLIP_MORE = 1.6, 0.15
"""How far a core is grown; and how much farther where next to nothing of the page is looked at: the less bare paper
the net sees, the thinner it draws the cores."""
_MEAN = np.array([0.485, 0.456, 0.406], np.float32)[:, None, None]
_STD = np.array([0.229, 0.224, 0.225], np.float32)[:, None, None]


class LineFinder(Protocol):
    """Finds the lines of a page."""

    def find(self, pixels: Pixels, page: Box, inked: Sequence[Box]) -> tuple[Line, ...]:
        """Lines in px of the picture, in no order.

        Args:
            pixels: BGR.
            page: where the page lies in the picture.
            inked: where anything stands on the page, one box apart from the other; elsewhere nobody need look.
        """


class DetectorLines:
    """The text detector, which looks closer where type is small: at a corner (an ID card on the glass), or all over."""

    def find(self, pixels: Pixels, page: Box, inked: Sequence[Box]) -> tuple[Line, ...]:
        """Lines in px of the picture.

        Raises:
            ModelMissing: the detector is not installed.
        """
        scale = min(CLOSER, SIDE / max(page[2:]))
        seen = [_seen(box, page, scale) for box in inked if all(_shared(box, page)[2:])]
        lines = _detect(pixels, page, seen, scale)
        small = _small_type(lines, scale, page)
        if small is None:
            return lines
        scale = min(CLOSER, CLOSE_SIDE / max(small[2:]))
        closer = _detect(pixels, small, [_shared(small, box) for box in seen], scale)
        return tuple(line for line in lines if not _within(line, small)) + closer


def _small_type(lines: tuple[Line, ...], scale: float, page: Box) -> Box | None:
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
    corner = _shared((box[0], box[1], box[2] - box[0], box[3] - box[1]), page)
    return corner if corner[2] * corner[3] <= CORNER_SHARE * page[2] * page[3] else page


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


def _shared(one: Box, other: Box) -> Box:
    """What two boxes share."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right, foot = min(one[0] + one[2], other[0] + other[2]), min(one[1] + one[3], other[1] + other[3])
    return (left, top, max(0, right - left), max(0, foot - top))


def _seen(inked: Box, page: Box, scale: float) -> Box:
    """What the detector is given of a page to see all of a box."""
    x, w, y, h = (n for at in (0, 1) for n in _stretched(inked[at], inked[at + 2], page[at], page[at + 2], scale))
    return _shared((x, y, w, h), page)


def _stretched(start: int, side: int, least: int, most: int, scale: float) -> tuple[int, int]:
    """Start and side of a box with room, in whole steps, as far as the page reaches."""
    steps = math.ceil((side * scale + 2 * ROOM_PX) / STEP_PX)
    whole = min(most, round(steps * STEP_PX / scale))
    return min(max(least, start - (whole - side) // 2), least + most - whole), whole


def _detect(pixels: Pixels, page: Box, parts: Sequence[Box], scale: float) -> tuple[Line, ...]:
    """The lines in some parts of a page."""
    return tuple(line for part in parts if all(part[2:]) for line in _in_part(pixels, page, part, scale))


def _in_part(pixels: Pixels, page: Box, part: Box, scale: float) -> tuple[Line, ...]:
    x, y, width, height = part
    seen_width, seen_height = (max(32, round(n * scale / 32) * 32) for n in (width, height))
    shrink = cv2.INTER_AREA if scale <= 1 else cv2.INTER_CUBIC
    seen = cv2.resize(pixels[y : y + height, x : x + width], (seen_width, seen_height), interpolation=shrink)
    planes = np.ascontiguousarray(seen.transpose(2, 0, 1)) * (1 / (255 * _STD)) - _MEAN / _STD
    likely = model("lines").run(x=planes[None])[0, 0]
    unclip = UNCLIP + UNCLIP_MORE * (1 - width * height / (page[2] * page[3]))
    found = _boxes(likely, unclip, width / seen_width, height / seen_height)
    return tuple(line.shifted(x, y) for line in found)


def _boxes(likely: npt.NDArray[np.float32], unclip: float, x_scale: float, y_scale: float) -> tuple[Line, ...]:
    mask = (likely > MAP_THRESHOLD).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours:
        (_, (w, h), _) = cv2.minAreaRect(contour)
        if min(w, h) < 3:
            continue
        score = _score(likely, contour)
        box = _along(likely, contour) if score >= BOX_THRESHOLD else None
        grown = _grown(box, unclip) if box is not None else None
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


def _grown(box: npt.NDArray[np.float32], unclip: float) -> npt.NDArray[np.float32] | None:
    """The box grown back to the size of its letters: the map marks only their core."""
    along, down = box[1] - box[0], box[3] - box[0]
    long, high = float(np.linalg.norm(along)), float(np.linalg.norm(down))
    if long <= 0 or high <= 0:
        return None
    by = long * high * unclip / (2 * (long + high))
    right, under = along / long * by, down / high * by
    return box + np.array([-right - under, right - under, right + under, under - right], np.float32)
