"""A line of text cut out straight, and freed of what is not text: a seal over it, dots to write on, ruled lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Quad
from desktop.page.geometry import part_of, sides, taller
from desktop.page.image import Pixels, straight, tone_at
from desktop.page.reading.ground import without_ground

# 40 px measured best; a margin above or below lets the neighbouring lines leak in (baselines, "Lines first").
LINE_HEIGHT_PX = 40
_LENGTH_LIMIT_PX = 8000
_PAPER_ROOM_PX = 12
# The detector's boxes end short of a last letter now and then; neighbours along the line stand farther off.
_END_ROOM = 0.3
_REACH = 0.35
"""Distance above and below a line in which its own strokes are looked for, in its heights."""
_FITTING_PX = 96
_OWN = 0.4
"""Ink whose middle is farther than this from the line's, in its heights, belongs to its neighbour."""
_SPECK_PX = 6
_RULE = 12.0
"""A mark this many times as wide as high is a rule to write on."""
_RED = 32
_RIM_PX = 3
"""Rows above and below the letters that show what they stand on."""
_LETTERS_AT = 95
"""Percentile of a line's px that is letters where they are lighter; 100 less this where they are darker."""
_DARK_GROUND = 150
_LIGHT_TYPE = 60
"""Letters are lighter than a ground of at most the one by at least the other, and more than anything is darker. Chosen;
the darkest paper in a shadow has no lighter letters."""
_DOT_SIDE_PX = 9
_DOTS_IN_A_ROW = 6


@dataclass(frozen=True, slots=True)
class LineCut:
    """A line cut out straight.

    Attributes:
        pixels: grey, `LINE_HEIGHT_PX` high.
        left, right: which part of the line's length this is, 0 to 1 (a little more where a letter stands out of it).
        red: nearly all its ink is red: a seal's letters, or a red title.
    """

    pixels: Pixels
    left: float
    right: float
    red: bool


def cut(pixels: Pixels, quad: Quad, end_room: float = _END_ROOM) -> LineCut | None:
    """Cut a line out of a BGR picture, nothing of its neighbours; None where there is nothing to read.

    Args:
        pixels: BGR.
        quad: px of the picture.
        end_room: how much more is cut at both ends, in heights of the line.
    """
    long, high = sides(quad)
    if long < 4 or high < 4:
        return None
    room = high * end_room
    width = max(8, round((long + 2 * room) * LINE_HEIGHT_PX / high))
    if width > _LENGTH_LIMIT_PX:
        return None
    grey, seal = _grey(straight(pixels, _longer(quad, room), LINE_HEIGHT_PX))
    grey = _freed(without_ground(_dark_on_light(grey)))
    inked = _inked_span(grey)
    if inked is None:
        return None
    start, end = inked
    # Back from the cut's px to the line's own length.
    left, right = ((at / width * (long + 2 * room) - room) / long for at in inked)
    return LineCut(np.ascontiguousarray(grey[:, start:end]), left, right, seal)


def fitted(pixels: Pixels, quad: Quad, room: float) -> Quad:
    """A line as high as the ink in it, and a little paper: strokes that stand out of it whole, no empty rows.

    Args:
        pixels: BGR.
        quad: px of the picture; drawn too low or too high.
        room: paper above and below, in heights of the ink.
    """
    long, high = sides(quad)
    if high < 4 or long * LINE_HEIGHT_PX > _LENGTH_LIMIT_PX * high:
        return quad
    around = taller(quad, _REACH, _REACH)
    grey, _ = _grey(straight(pixels, around, _FITTING_PX))
    paper = tone_at(grey, 75)
    ink = (grey < paper - max(16, paper // 7)).astype(np.uint8)
    _, _, stats, middles = cv2.connectedComponentsWithStats(ink, connectivity=8)
    tops, heights = stats[1:, cv2.CC_STAT_TOP], stats[1:, cv2.CC_STAT_HEIGHT]
    shown = _FITTING_PX / (1 + 2 * _REACH)
    own = np.abs(middles[1:, 1] - _FITTING_PX / 2) < _OWN * shown
    whole = (tops > 0) & (tops + heights < _FITTING_PX)
    ruled = stats[1:, cv2.CC_STAT_WIDTH] > _RULE * heights
    letters = own & whole & ~ruled & (stats[1:, cv2.CC_STAT_AREA] >= _SPECK_PX)
    if not letters.any():
        return quad
    top, foot = int(tops[letters].min()), int((tops + heights)[letters].max())
    paper_px = room * (foot - top)
    above = (_REACH * shown - top + paper_px) / shown
    below = (foot + paper_px - (1 + _REACH) * shown) / shown
    return taller(quad, above, below)


def _longer(quad: Quad, room: float) -> Quad:
    """The line with its ends moved out by `room` px."""
    share = room / max(1e-6, sides(quad)[0])
    return part_of(quad, -share, 1 + share)


def _grey(colour: Pixels) -> tuple[Pixels, bool]:
    """Grey, and whether nearly all ink is red.

    Where red lies over dark letters the red light alone counts, in which a seal is nearly paper.
    """
    blue, green, red = (colour[:, :, at] for at in range(3))
    paper = tone_at(green, 75)
    reddish = np.count_nonzero(cv2.subtract(red, cv2.max(blue, green)) > _RED)
    dark = np.count_nonzero(red < 0.6 * paper)
    if reddish > 0.004 * red.size and dark > 0.6 * reddish:
        return np.ascontiguousarray(red), False
    return cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY), reddish > 0.02 * red.size


def _dark_on_light(grey: Pixels) -> Pixels:
    """A line whose letters are lighter than what they stand on, turned over: a banner's, a table's head."""
    ground = np.median(np.concatenate([grey[:_RIM_PX], grey[-_RIM_PX:]]))
    lighter, darker = tone_at(grey, _LETTERS_AT) - ground, ground - tone_at(grey, 100 - _LETTERS_AT)
    return cv2.bitwise_not(grey) if ground < _DARK_GROUND and lighter > _LIGHT_TYPE + darker else grey


def _freed(grey: Pixels) -> Pixels:
    paper = tone_at(grey, 75)
    ink = (grey < paper - max(16, paper // 7)).astype(np.uint8)
    over = _rules(ink) | _leaders(grey, ink)
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


def _leaders(grey: Pixels, ink: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Dots to write on: small, alike, in one row, evenly apart. A mark under a letter or a comma is none of them."""
    over = np.zeros(ink.shape, np.bool_)
    _, labels, stats, middles = cv2.connectedComponentsWithStats(ink, connectivity=8)
    sizes = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    low = middles[:, 1] > 0.5 * LINE_HEIGHT_PX
    small = np.flatnonzero((sizes.max(axis=1) <= _DOT_SIDE_PX) & low)
    if len(small) < _DOTS_IN_A_ROW:
        return over
    small = small[np.argsort(middles[small, 0])]
    at_x, areas = middles[small, 0], stats[small, cv2.CC_STAT_AREA]
    off = _off_the_row(at_x, middles[small, 1])
    alike = (np.abs(off) <= 2.0) & (areas <= 1.9 * np.median(areas)) & (areas >= 0.3 * np.median(areas))
    row = at_x[alike]
    if len(row) < _DOTS_IN_A_ROW:
        return over
    gaps = np.diff(row)
    step = float(np.median(gaps))
    even = np.abs(gaps - step) <= 0.2 * step + 0.7
    if step < 2 or np.count_nonzero(even) < max(_DOTS_IN_A_ROW - 1, 0.5 * len(gaps)):
        return over
    depth = np.array([int(grey[labels == at].min()) for at in small[alike]])
    as_deep = np.abs(depth - np.median(depth)) <= 40
    in_beat = np.concatenate([[False], even]) | np.concatenate([even, [False]])
    for at in small[alike][as_deep & in_beat]:
        left, top, w, h = (int(n) for n in stats[at, :4])
        over[max(0, top - 2) : top + h + 2, max(0, left - 2) : left + w + 2] = True
    return over


def _off_the_row(at_x: npt.NDArray[Any], at_y: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """How far each dot stands off the row that most of them make, px; the row may slope a little."""
    off = at_y - np.median(at_y)
    near = np.abs(off) <= 3.5
    if np.count_nonzero(near) >= _DOTS_IN_A_ROW:
        slope, start = np.polyfit(at_x[near], at_y[near], 1)
        off = at_y - (slope * at_x + start)
    return np.asarray(off)


def _inked_span(grey: Pixels) -> tuple[int, int] | None:
    """From where to where there is ink, px, with a little paper; the empty ends only cost time and invent letters."""
    paper = tone_at(grey, 75)
    places = np.flatnonzero((grey < paper - max(16, paper // 7)).sum(axis=0) >= 2)
    if len(places) == 0:
        return None
    return max(0, int(places[0]) - _PAPER_ROOM_PX), min(grey.shape[1], int(places[-1]) + 1 + _PAPER_ROOM_PX)
