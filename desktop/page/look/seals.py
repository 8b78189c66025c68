"""Round red seals, by colour and shape; no model is asked.

A seal is a red rim with nothing red around it. Every circle of a seal's size is tried over what is red: letters,
signatures and dry patches that break the rim take away a part of it and no more, and nothing else that is red (a
square stamp, a title, a table, a photograph) has a rim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np

from desktop.model.page import Box
from desktop.page.look.small import Mask, Small

# A seal of a state office is 32 to 40 mm across (TT 08/2003/TT-BCA and its kin), of a company 30 to 36.
ACROSS_MM = (26.0, 46.0)
RED = 7
"""Least redness beyond the paper's (8-bit Lab): a pale seal has hardly more."""
_COARSER = 2
"""Circles are looked for in a picture this many times smaller than the small page."""
_LIKELY = 0.055
_ON_THE_RIM = 0.45
_OFF_THE_RIM = 0.36
_SEEN = 0.25
_COVERED = (0.03, 0.7)
_DIRECTIONS = 72
_MOST = 6
_RIM_MM = 0.8
_AIR_MM = (1.6, 4.5)
"""Distance outside its rim where nothing of a seal is any more."""


@dataclass(frozen=True, slots=True)
class _Circle:
    """A circle, px of the small page; its middle may lie off the page."""

    x: float
    y: float
    radius: float


def find_seals(small: Small) -> tuple[Box, ...]:
    """Where red seals stand, px of the page; one cut by the sheet's edge (a straddling seal) counts."""
    red = red_ink(small)
    found = [circle for circle in _likely(red, small) if _is_seal(red, circle, small)]
    return tuple(_box(circle, small.px(_RIM_MM), red.shape, small.scale) for circle in found)


def red_ink(small: Small, least: int = RED) -> Mask:
    """1 where a small page is red, at least so much redder than its paper; violet and orange do not count."""
    channels: Sequence[Mask] = cv2.split(small.smooth)
    light, green_red, blue_yellow = channels
    paper = int(np.median(green_red[::4, ::4]))
    yellow = int(np.median(blue_yellow[::4, ::4]))
    red = green_red >= paper + least
    # Most pages have next to nothing of it: what more is asked is asked of those px alone.
    redder, hue = green_red[red].astype(np.int16) - paper, blue_yellow[red].astype(np.int16) - yellow
    # The violet of a copy stamp and the orange of a highlighter are left.
    red[red] = (hue > -redder) & (hue < 1.6 * redder) & (light[red] > 40)
    return red.view(np.uint8)


def _likely(red: Mask, small: Small) -> Iterator[_Circle]:
    """Circles on which much is red and around which little is, the likeliest first, none over another."""
    least, most = (round(small.px(mm) / 2 / _COARSER) for mm in ACROSS_MM)
    air = round(small.px(_AIR_MM[0]) / _COARSER)
    coarse = cv2.resize(red * 255, None, fx=1 / _COARSER, fy=1 / _COARSER, interpolation=cv2.INTER_AREA)
    inked: Mask = (coarse > 80).astype(np.float32)
    if np.count_nonzero(inked) < least:
        return
    left, top, wide, high = cv2.boundingRect((inked > 0).astype(np.uint8))
    room = most + air + 2
    inked = cv2.copyMakeBorder(inked[top : top + high, left : left + wide], *(room,) * 4, cv2.BORDER_CONSTANT, value=0)
    best: Mask = np.zeros_like(inked)
    radii = np.zeros(inked.shape, np.int16)
    for radius in range(least, most + 1):
        score = cv2.filter2D(inked, cv2.CV_32F, _ring(radius, air), borderType=cv2.BORDER_CONSTANT)
        better = score > best
        best[better], radii[better] = score[better], radius
    for _ in range(_MOST):
        _, likely, _, (x, y) = cv2.minMaxLoc(best)
        if likely < _LIKELY:
            return
        radius = int(radii[y, x])
        yield _Circle((x - room + left + 0.5) * _COARSER, (y - room + top + 0.5) * _COARSER, radius * _COARSER)
        cv2.circle(best, (x, y), radius, 0, -1)


@cache
def _ring(radius: int, air: int) -> Mask:
    """Counts what is red on a ring, less what is red around it."""
    side = radius + air + 2
    ys, xs = np.mgrid[-side : side + 1, -side : side + 1]
    away = np.hypot(xs, ys)
    on, off = np.abs(away - radius) <= 0.75, np.abs(away - radius - air - 0.5) <= 0.75
    ring: Mask = (on / on.sum() - off / off.sum()).astype(np.float32)
    return ring


def _is_seal(red: Mask, circle: _Circle, small: Small) -> bool:
    """Whether most of the rim that lies on the page is there, and what is inside is neither empty nor full."""
    near = small.px(_RIM_MM)
    on, seen = _met(red, circle, (circle.radius - near, circle.radius + near))
    off, _ = _met(red, circle, (circle.radius + small.px(_AIR_MM[0]), circle.radius + small.px(_AIR_MM[1])))
    if seen < _SEEN or on < _ON_THE_RIM * seen or off > _OFF_THE_RIM * on:
        return False
    inside = np.zeros_like(red)
    cv2.circle(inside, (round(circle.x), round(circle.y)), round(circle.radius - near), 1, -1)
    share = np.count_nonzero(red & inside) / max(1, np.count_nonzero(inside))
    return _COVERED[0] <= share <= _COVERED[1]


def _met(red: Mask, circle: _Circle, between: tuple[float, float]) -> tuple[float, float]:
    """Shares of all directions in which red is met between two radii, and in which the page reaches so far."""
    angles = np.arange(_DIRECTIONS) * 2 * np.pi / _DIRECTIONS
    reach = np.arange(between[0], between[1] + 0.5)
    xs = np.round(circle.x + np.cos(angles)[:, None] * reach).astype(int)
    ys = np.round(circle.y + np.sin(angles)[:, None] * reach).astype(int)
    on_page = (xs >= 0) & (ys >= 0) & (xs < red.shape[1]) & (ys < red.shape[0])
    met = red[np.clip(ys, 0, red.shape[0] - 1), np.clip(xs, 0, red.shape[1] - 1)].astype(bool) & on_page
    return float(met.any(axis=1).mean()), float(on_page.all(axis=1).mean())


def _box(circle: _Circle, rim: int, shape: tuple[int, ...], scale: float) -> Box:
    reach = circle.radius + rim
    left, top = max(0.0, circle.x - reach), max(0.0, circle.y - reach)
    right, foot = min(shape[1], circle.x + reach), min(shape[0], circle.y + reach)
    return (round(left * scale), round(top * scale), round((right - left) * scale), round((foot - top) * scale))
