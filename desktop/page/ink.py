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
from desktop.page.image import Pixels

Mask = npt.NDArray[Any]

SEEN_DPI = 100
STRONG = 48
FAINT = 9
SHARP = 0.95
COLOURED = 13
BORDER_MM = 4.0
SPOT_PX = 5
ENOUGH_MM2 = 1.2


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
    """Find the ink of a page; the outermost `BORDER_MM` do not count (shadows of the edge)."""
    scale = max(1.0, dpi / SEEN_DPI)
    seen = cv2.resize(pixels, None, fx=1 / scale, fy=1 / scale, interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(seen, cv2.COLOR_BGR2LAB)
    light = lab[:, :, 0]
    paper = cv2.medianBlur(cv2.dilate(light, np.ones((5, 5), np.uint8)), 51)
    darker = cv2.subtract(paper, light)
    mask = (darker >= STRONG).astype(np.uint8) | _sharp(light, darker) | _coloured(lab)
    edge = max(1, round(BORDER_MM / 25.4 * SEEN_DPI))
    mask[:edge] = mask[-edge:] = 0
    mask[:, :edge] = mask[:, -edge:] = 0
    mask = _without_spots(mask) * np.uint8(255)
    count = int(np.count_nonzero(mask))
    return Ink(mask, scale, count / mask.size, count * (25.4 / SEEN_DPI) ** 2)


def _sharp(light: Mask, darker: Mask) -> Mask:
    """Faint strokes whose edge is as steep as the stroke is deep: pencil, pale print; not what shines through."""
    smooth = cv2.GaussianBlur(light, (0, 0), 0.8)
    dx = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, scale=0.25)
    dy = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, scale=0.25)
    steep = cv2.dilate(cv2.magnitude(dx, dy), np.ones((3, 3), np.uint8))
    grain: Mask = cv2.absdiff(light, smooth)
    noise = float(np.median(grain)) + 1.0
    # A stroke is judged by its deepest part nearby: on its flank every stroke looks steep for its depth.
    deepest = cv2.dilate(darker, np.ones((5, 5), np.uint8)).astype(np.float32)
    return ((darker >= max(FAINT, 4 * noise)) & (steep >= SHARP * deepest)).astype(np.uint8)


def _coloured(lab: npt.NDArray[Any]) -> Mask:
    a: Mask = cv2.GaussianBlur(lab[:, :, 1].astype(np.float32), (0, 0), 1.2)
    b: Mask = cv2.GaussianBlur(lab[:, :, 2].astype(np.float32), (0, 0), 1.2)
    off = cv2.magnitude(a - float(np.median(a)), b - float(np.median(b)))
    return (off >= COLOURED).astype(np.uint8)


def _without_spots(mask: Mask) -> Mask:
    """The mask without dust: what stands alone and is tiny."""
    near = cv2.dilate(mask, np.ones((5, 5), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    keep = np.zeros(count, np.uint8)
    for at in range(1, count):
        big = max(stats[at, cv2.CC_STAT_WIDTH], stats[at, cv2.CC_STAT_HEIGHT]) >= SPOT_PX + 5
        keep[at] = big
    kept: Mask = mask & keep[labels]
    return kept
