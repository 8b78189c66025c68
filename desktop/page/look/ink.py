"""What on a page is not paper: text, pen, pencil, seals however pale; told from shadows and from the other side.

Every rule works against the paper right around it, so tint and uneven light do not count. What shines through
from the other side is soft-edged and colourless; a pencil line is faint but sharp, a pale seal is coloured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Box
from desktop.page.image import Pixels, tone_at
from desktop.page.look.small import SEEN_DPI, Mask, Small, shrunk

STRONG = 48
DARKER_THAN_SHADE = 80
FAINT = 9
SHARP = 0.95
COLOURED = 13
BORDER_MM = 4.0
SPOT_PX = 5
ENOUGH_MM2 = 1.2
NEARLY_EMPTY = 0.004
MANY = 200
THIN_PX = 9
PARALLEL = 0.99
FOLD_MM = 35.0
EDGE_MM = 16.0


@dataclass(frozen=True, slots=True)
class Ink:
    """Where the ink is.

    Attributes:
        mask: 255 where there is ink, at `SEEN_DPI`.
        scale: px of the page per px of the mask.
        share: share of the page that is ink, 0 to 1.
        area_mm2: how much ink there is.
    """

    mask: Mask
    scale: float
    share: float
    area_mm2: float

    @classmethod
    def of(cls, mask: Mask, scale: float) -> Ink:
        """The ink that a mask of 0 and 255 shows."""
        count = int(np.count_nonzero(mask))
        return cls(mask, scale, count / mask.size, count * (25.4 / SEEN_DPI) ** 2)

    def bounds(self) -> Box | None:
        """Box around all ink in px of the page; None where there is none."""
        if not self.mask.any():
            return None
        x, y, w, h = cv2.boundingRect(self.mask)
        return (int(x * self.scale), int(y * self.scale), int(w * self.scale), int(h * self.scale))

    @property
    def enough(self) -> bool:
        """Whether this is more than dust."""
        return self.area_mm2 >= ENOUGH_MM2


def find_ink(pixels: Pixels, dpi: int) -> Ink:
    """Find the ink of a BGR page; the outermost `BORDER_MM` do not count (shadows of the edge)."""
    small = shrunk(pixels, dpi)
    return ink_on(small, np.zeros(small.lab.shape[:2], np.uint8))


def find_marks(pixels: Pixels, dpi: int) -> Mask:
    """Everything on a BGR picture that is not plain paper: ink, and folds and edges too; made small, 0 or 1."""
    return _without_spots(_marks(shrunk(pixels, dpi).lab))


def _marks(lab: Pixels) -> Mask:
    light = lab[:, :, 0]
    darker = cv2.subtract(_paper(light), light)
    marks: Mask = _coloured(lab) | (darker >= STRONG).astype(np.uint8) | _sharp(light, darker)
    return marks


def ink_on(small: Small, beside: Mask) -> Ink:
    """Find the ink of a page made small.

    Args:
        small: the page.
        beside: 1 where there is no paper (a dark lid, punch holes); there and `BORDER_MM` around is no ink.
    """
    lab = small.lab
    light = lab[:, :, 0]
    paper = _paper(light)
    darker = cv2.subtract(paper, light)
    coloured = _coloured(lab)
    mask = coloured | (darker >= STRONG).astype(np.uint8) | _sharp(light, darker)
    sure = coloured | (darker >= DARKER_THAN_SHADE).astype(np.uint8)
    edge = small.px(BORDER_MM)
    off = cv2.copyMakeBorder(beside[1:-1, 1:-1], 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    mask[cv2.dilate(off, np.ones((2 * edge - 1, 2 * edge - 1), np.uint8)) > 0] = 0
    mask = _without_edges(_without_spots(mask), sure, small) * np.uint8(255)
    return Ink.of(mask, small.scale)


def _paper(light: Mask) -> Mask:
    """The lightness of the paper around each px."""
    height, width = light.shape
    lightest = cv2.dilate(light, np.ones((5, 5), np.uint8))
    half = cv2.resize(lightest, (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
    return cv2.resize(cv2.medianBlur(half, 25), (width, height), interpolation=cv2.INTER_LINEAR)


def _sharp(light: Mask, darker: Mask) -> Mask:
    """Faint strokes whose edge is as steep as the stroke is deep: pencil, pale print; not what shines through."""
    smooth = cv2.GaussianBlur(light, (0, 0), 0.8)
    dx = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, scale=0.25)
    dy = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, scale=0.25)
    steep = cv2.dilate(cv2.magnitude(dx, dy), np.ones((3, 3), np.uint8))
    grain: Mask = cv2.absdiff(light, smooth)
    noise = tone_at(grain, 50) + 1.0
    # A stroke is judged by its deepest part nearby: on its flank every stroke looks steep for its depth.
    deepest = cv2.dilate(darker, np.ones((5, 5), np.uint8)).astype(np.float32)
    return ((darker >= max(FAINT, 4 * noise)) & (steep >= SHARP * deepest)).astype(np.uint8)


def _coloured(lab: npt.NDArray[Any]) -> Mask:
    a: Mask = cv2.GaussianBlur(lab[:, :, 1].astype(np.float32), (0, 0), 1.2)
    b: Mask = cv2.GaussianBlur(lab[:, :, 2].astype(np.float32), (0, 0), 1.2)
    off = cv2.magnitude(a - float(np.median(a[::4, ::4])), b - float(np.median(b[::4, ::4])))
    return (off >= COLOURED).astype(np.uint8)


def _without_edges(mask: Mask, sure: Mask, small: Small) -> Mask:
    """The mask without folds and edges of the sheet on a pale lid: faint, thin, straight, and in one line for long.

    Only asked where a page is nearly empty: there it decides whether anything is on it.
    """
    if cv2.countNonZero(mask) > NEARLY_EMPTY * mask.size:
        return mask
    near = cv2.dilate(mask, np.ones((5, 5), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    pieces = [at for at in range(1, count) if not sure[labels == at].any()] if count <= MANY else []
    straight = {at: piece for at in pieces if (piece := _straight(labels, stats[at], at)) is not None}
    drop = np.zeros(count, np.uint8)
    for middle, along, long in straight.values():
        across = np.array([-along[1], along[0]])
        row = [
            (at, other)
            for at, (spot, way, other) in straight.items()
            if abs((spot - middle) @ across) <= small.px(2.0) + 0.01 * abs((spot - middle) @ along)
            and abs(way @ along) > PARALLEL
        ]
        at_the_edge = _beside_the_border(middle, along, mask.shape, small)
        if sum(other for _, other in row) >= small.px(FOLD_MM) or (at_the_edge and long >= small.px(2.0)):
            drop[[at for at, _ in row]] = 1
    kept: Mask = mask & (1 - drop)[labels]
    return kept


def _straight(labels: Mask, stats: Mask, at: int) -> tuple[Mask, Mask, float] | None:
    """Middle, direction and length of a piece that is a thin straight line, px; None of any other."""
    x, y, w, h = (int(n) for n in stats[:4])
    ys, xs = np.nonzero(labels[y : y + h, x : x + w] == at)
    (mx, my), sizes, angle = cv2.minAreaRect(np.stack([xs + x, ys + y], axis=1).astype(np.float32))
    if sizes[0] < sizes[1]:
        angle += 90
    if min(sizes) > THIN_PX or max(sizes) < 2.5 * min(sizes):
        return None
    turn = np.radians(angle)
    return np.array([mx, my]), np.array([np.cos(turn), np.sin(turn)]), float(max(sizes))


def _beside_the_border(middle: Mask, along: Mask, shape: tuple[int, ...], small: Small) -> bool:
    reach = small.px(EDGE_MM)
    upright, flat = abs(along[1]) > PARALLEL, abs(along[0]) > PARALLEL
    x, y = middle
    return bool((upright and min(x, shape[1] - x) < reach) or (flat and min(y, shape[0] - y) < reach))


def _without_spots(mask: Mask) -> Mask:
    """The mask without dust: what stands alone and is tiny."""
    near = cv2.dilate(mask, np.ones((5, 5), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    sides = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    keep = (sides.max(axis=1) >= SPOT_PX + 5).astype(np.uint8)
    # Number 0 is what is not marked at all.
    keep[0] = 0
    kept: Mask = mask & keep[labels]
    return kept
