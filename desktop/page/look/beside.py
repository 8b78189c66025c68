"""What is in the picture but not on the sheet: the dark lid around it and through its punch holes."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

from desktop.page.look.paper import RING_MM, dark_bed, ring
from desktop.page.look.small import Mask, Small

# ISO 838 holes are 6 mm; hand punches make 4.5 to 8.
HOLE_MM = (4.2, 8.8)
FROM_THE_EDGE_MM = 22.0
APART_MM = 25.0
IN_A_ROW_MM = 3.0
DARK = 0.6
EVEN = 14.0
GREY = 16.0


def beside_the_sheet(small: Small) -> Mask:
    """1 where the picture shows no paper at all but the lid, 0 elsewhere."""
    lab = small.smooth
    bed = dark_bed(lab, ring(lab, small.px(RING_MM)), small)
    mask = np.zeros(lab.shape[:2], np.uint8) if bed is None else bed
    for hole in _holes(small, mask):
        mask |= hole
    return mask


def _holes(small: Small, bed: Mask) -> list[Mask]:
    """Round even dark discs near the edges: two or more in a row, or one of the lid's own colour."""
    lab = small.lab
    light = float(np.percentile(lab[::4, ::4, 0], 90))
    dark = ((lab[:, :, 0] < DARK * light) & (bed == 0)).astype(np.uint8)
    count, labels, stats, middles = cv2.connectedComponentsWithStats(dark, connectivity=8)
    low, high = (small.px(mm) for mm in HOLE_MM)
    sizes = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    fit = np.flatnonzero((sizes.min(axis=1) >= low) & (sizes.max(axis=1) <= high))
    discs = [int(at) for at in fit if at and at < count and _is_disc(lab, labels, stats[at], int(at))]
    lid = float(np.median(lab[:, :, 0][bed > 0])) if bed.any() else None
    places = [(float(middles[at][0]), float(middles[at][1])) for at in discs]
    near = small.px(FROM_THE_EDGE_MM)
    height, width = bed.shape
    holes = []
    for at, (x, y) in zip(discs, places, strict=True):
        if min(x, y, width - x, height - y) > near:
            continue
        own = float(np.median(lab[:, :, 0][labels == at]))
        of_the_lid = lid is not None and abs(own - lid) < 2 * EVEN
        if of_the_lid or _has_a_fellow((x, y), places, small):
            holes.append(cv2.dilate((labels == at).astype(np.uint8), np.ones((5, 5), np.uint8)))
    return holes


def _is_disc(lab: Mask, labels: Mask, stats: Mask, label: int) -> bool:
    x, y, w, h, area = (int(n) for n in stats[:5])
    if abs(w - h) > 0.18 * max(w, h) or not 0.9 <= area / (math.pi / 4 * w * h) <= 1.1:
        return False
    part = cv2.erode((labels[y : y + h, x : x + w] == label).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    pixels = lab[y : y + h, x : x + w][part].astype(np.float32)
    if len(pixels) < 20:
        return False
    colour = np.median(pixels, axis=0)
    even = float(pixels[:, 0].std()) < EVEN
    return even and bool(max(abs(colour[1] - 128), abs(colour[2] - 128)) < GREY)


def _has_a_fellow(place: tuple[float, float], places: Sequence[tuple[float, float]], small: Small) -> bool:
    x, y = place
    apart, row = small.px(APART_MM), small.px(IN_A_ROW_MM)
    # A sheet lies askew by some degrees: the row may lean a tenth.
    return any(
        (abs(x - a) <= row + 0.1 * abs(y - b) and abs(y - b) >= apart)
        or (abs(y - b) <= row + 0.1 * abs(x - a) and abs(x - a) >= apart)
        for a, b in places
    )
