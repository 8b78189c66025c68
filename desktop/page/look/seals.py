"""Red round seals, by colour and shape; no model is asked."""

from __future__ import annotations

import math

import cv2
import numpy as np

from desktop.model.page import Box
from desktop.page.image import Pixels
from desktop.page.look.small import Mask, Small

# A seal of a state office is 32 to 40 mm across (TT 08/2003/TT-BCA and its kin), of a company 30 to 36.
ACROSS_MM = (20.0, 50.0)
RED = 11
ROUND = 0.78
COVERED = (0.05, 0.75)
ON_THE_RIM = 0.5


def find_seals(small: Small) -> tuple[Box, ...]:
    """Where red seals stand, px of the page; one cut by the sheet's edge (a straddling seal) counts."""
    red = _red(small)
    near = 2 * small.px(1.0) + 1
    joined = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((near, near), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = []
    for at in range(1, count):
        x, y, w, h = (int(n) for n in stats[at, :4])
        if _is_seal(red * (labels == at), (x, y, w, h), small):
            found.append((x, y, w, h))
    boxes = [tuple(round(n * small.scale) for n in box) for box in found]
    return tuple((x, y, w, h) for x, y, w, h in boxes)


def _red(small: Small) -> Mask:
    lab: Pixels = cv2.blur(small.lab, (3, 3))
    light, green_red, blue_yellow = lab[:, :, 0], lab[:, :, 1], lab[:, :, 2]
    paper = int(np.median(green_red[::4, ::4]))
    yellow = int(np.median(blue_yellow[::4, ::4]))
    # Red, not the violet of a copy stamp nor the orange of a highlighter.
    redder = green_red.astype(np.int16) - paper
    hue = blue_yellow.astype(np.int16) - yellow
    return ((redder >= RED) & (hue > -redder) & (hue < 1.6 * redder) & (light > 40)).astype(np.uint8)


def _is_seal(red: Mask, box: Box, small: Small) -> bool:
    x, y, w, h = box
    least, most = (small.px(mm) for mm in ACROSS_MM)
    if not least <= max(w, h) <= most:
        return False
    height, width = red.shape
    edge = small.px(6.0)
    cut_off = x < edge or y < edge or x + w > width - edge or y + h > height - edge
    if min(w, h) < (0.3 if cut_off else ROUND) * max(w, h):
        return False
    across = max(w, h)
    middle_x = (
        x + w / 2 if x >= edge and x + w <= width - edge else (x + w - across / 2 if x < edge else x + across / 2)
    )
    middle_y = (
        y + h / 2 if y >= edge and y + h <= height - edge else (y + h - across / 2 if y < edge else y + across / 2)
    )
    ys, xs = np.nonzero(red)
    away = np.hypot(xs - middle_x, ys - middle_y) / (across / 2)
    share = len(xs) / (math.pi / 4 * w * h)
    # The rim goes all around: most directions in which there is paper meet red near it.
    angles = np.degrees(np.arctan2(ys - middle_y, xs - middle_x))[(away > 0.78) & (away < 1.08)]
    met = len(np.unique((angles // 10).astype(int))) / 36
    whole = min(w, h) / across
    return COVERED[0] <= share <= COVERED[1] and met >= ON_THE_RIM * whole


def _middle(start: int, long: int, across: int, edge: int, end: int) -> float:
    """The middle of a circle along one axis, which the sheet's edge may cut."""
    if start < edge:
        return start + long - across / 2
    if start + long > end - edge:
        return start + across / 2
    return start + long / 2
