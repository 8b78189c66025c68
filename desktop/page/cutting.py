"""A line of text cut out straight, and freed of what is not text: a seal over it, dots to write on, ruled lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Quad
from desktop.page.image import Pixels
from desktop.page.lines import sides

# 40 px measured best; a margin above or below lets the neighbouring lines leak in (baselines, "Lines first").
LINE_HEIGHT_PX = 40
_LENGTH_LIMIT_PX = 8000
_PAPER_ROOM_PX = 12
_RED = 32
_DOT_SIDE_PX = 9
_DOTS_IN_A_ROW = 6


@dataclass(frozen=True, slots=True)
class LineCut:
    """A line cut out straight.

    Attributes:
        pixels: grey, `LINE_HEIGHT_PX` high.
        left, right: which part of the line's length this is, 0 to 1; its empty ends are left out.
    """

    pixels: Pixels
    left: float
    right: float


def cut(pixels: Pixels, quad: Quad) -> LineCut | None:
    """Cut a line out of a BGR picture, nothing of its neighbours; None where there is nothing to read."""
    long, high = sides(quad)
    if long < 4 or high < 4:
        return None
    width = max(8, round(long * LINE_HEIGHT_PX / high))
    if width > _LENGTH_LIMIT_PX:
        return None
    source = np.array(quad[:3], np.float32)
    target = np.array([(0, 0), (width - 1, 0), (width - 1, LINE_HEIGHT_PX - 1)], np.float32)
    colour = cv2.warpAffine(
        pixels,
        cv2.getAffineTransform(source, target),
        (width, LINE_HEIGHT_PX),
        flags=cv2.INTER_AREA if high > 2 * LINE_HEIGHT_PX else cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return _trimmed(_freed(_grey(colour)))


def _grey(colour: Pixels) -> Pixels:
    """Grey; where red lies over dark letters, the red light alone, in which a seal is nearly paper."""
    blue, green, red = (colour[:, :, at] for at in range(3))
    paper = float(np.percentile(green, 75))
    reddish = cv2.subtract(red, cv2.max(blue, green)) > _RED
    dark = red < 0.6 * paper
    if reddish.mean() > 0.004 and np.count_nonzero(dark) > 0.6 * np.count_nonzero(reddish):
        return np.ascontiguousarray(red)
    return cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY)


def _freed(grey: Pixels) -> Pixels:
    paper = int(np.percentile(grey, 75))
    ink = (grey < paper - max(16, paper // 7)).astype(np.uint8)
    over = _rules(ink) | _leaders(ink)
    if not over.any():
        return grey
    freed = grey.copy()
    freed[over] = paper
    return freed


def _rules(ink: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Ruled lines that cross the whole height: no letter does."""
    wide = cv2.dilate(ink, np.ones((1, 3), np.uint8))
    crossing = wide.sum(axis=0) >= 0.97 * ink.shape[0]
    near = cv2.dilate(crossing.astype(np.uint8)[None, :], np.ones((1, 5), np.uint8))[0] > 0
    # A dark patch is no rule.
    starts = np.flatnonzero(np.diff(np.concatenate([[0], near.astype(np.int8), [0]])) == 1)
    ends = np.flatnonzero(np.diff(np.concatenate([[0], near.astype(np.int8), [0]])) == -1)
    over = np.zeros(ink.shape, np.bool_)
    for start, end in zip(starts, ends, strict=True):
        if end - start <= 14:
            over[:, start:end] = True
    return over


def _leaders(ink: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Dots to write on: small, alike, at one height, evenly apart."""
    over = np.zeros(ink.shape, np.bool_)
    count, _, stats, middles = cv2.connectedComponentsWithStats(ink, connectivity=8)
    small = [
        at
        for at in range(1, count)
        if max(stats[at, cv2.CC_STAT_WIDTH], stats[at, cv2.CC_STAT_HEIGHT]) <= _DOT_SIDE_PX
    ]
    if len(small) < _DOTS_IN_A_ROW:
        return over
    at_x, at_y = middles[small, 0], middles[small, 1]
    step, level = _beat(at_x, at_y)
    if not step:
        return over
    in_row = np.abs(at_y - level) <= 3.0
    row = np.sort(at_x[in_row])
    for index, x, y in zip(small, at_x, at_y, strict=True):
        if abs(y - level) > 3.0 or not _has_neighbour(row, float(x), step):
            continue
        left, top, w, h = (int(n) for n in stats[index, :4])
        over[max(0, top - 2) : top + h + 2, max(0, left - 2) : left + w + 2] = True
    return over


def _beat(at_x: npt.NDArray[Any], at_y: npt.NDArray[Any]) -> tuple[float, float]:
    """How far apart the dots are and how low they stand, px; (0, 0) where there is no row of them."""
    level = float(np.median(at_y))
    if level < 0.5 * LINE_HEIGHT_PX:
        return 0.0, 0.0
    row = np.sort(at_x[np.abs(at_y - level) <= 3.0])
    if len(row) < _DOTS_IN_A_ROW:
        return 0.0, 0.0
    gaps = np.diff(row)
    step = float(np.median(gaps))
    even = np.count_nonzero(np.abs(gaps - step) <= 0.25 * step + 0.8)
    return (step, level) if even >= _DOTS_IN_A_ROW - 1 and even >= 0.5 * len(gaps) and step >= 2 else (0.0, 0.0)


def _has_neighbour(row: npt.NDArray[Any], x: float, step: float) -> bool:
    off = np.abs(row - x)
    return bool(((off > 0.5 * step) & (np.abs(off - step) <= 0.3 * step + 1.0)).any())


def _trimmed(grey: Pixels) -> LineCut | None:
    """Without its empty ends, which only cost time and invent letters."""
    paper = int(np.percentile(grey, 75))
    inked = (grey < paper - max(16, paper // 7)).sum(axis=0) >= 2
    places = np.flatnonzero(inked)
    if len(places) == 0:
        return None
    width = grey.shape[1]
    left, right = max(0, int(places[0]) - _PAPER_ROOM_PX), min(width, int(places[-1]) + 1 + _PAPER_ROOM_PX)
    return LineCut(np.ascontiguousarray(grey[:, left:right]), left / width, right / width)
