"""Red ink over dark type: seals and stamps, without which lines are looked for.

A seal lies over the end of a letter, half of it over who signs; the incoming mail's stamp lies over its head. The
detector makes one box of the rim and the type, cuts lines where the rim crosses them, or finds neither.
"""

from __future__ import annotations

import cv2
import numpy as np

from desktop.page.image import Pixels, tone_at
from desktop.page.look.seals import red_ink
from desktop.page.look.small import SEEN_DPI, Mask, Small

_TOGETHER_MM = 1.5
"""Half of what parts the letters of one stamp."""
_LEAST_MM2 = 15.0
"""Less red than this, as it is spread out to be one stamp, is no seal's and no stamp's."""
_DARK = 0.6
"""Share of the paper's lightness, in red light, below which ink is dark: no red ink is."""
_OVER_TYPE_MM2 = 1.5
"""Dark ink among the red: where there is less, red type stands alone."""


def without_overprint(pixels: Pixels, small: Small) -> Pixels:
    """A BGR page in red light, where red ink lies over dark type; the page itself where it does nowhere."""
    over = _over_type(small)
    if not over.any():
        return pixels
    height, width = pixels.shape[:2]
    mask = cv2.resize(over, (width, height), interpolation=cv2.INTER_NEAREST) > 0
    clear = pixels.copy()
    clear[mask] = pixels[:, :, 2][mask][:, None]
    return clear


def _over_type(small: Small) -> Mask:
    """1 where a red stamp or seal lies that has dark ink under it."""
    across = 2 * small.px(_TOGETHER_MM) + 1
    square = np.ones((across, across), np.uint8)
    red = cv2.morphologyEx(red_ink(small), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    around = cv2.dilate(red, square)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(around)
    light = small.pixels[:, :, 2]
    dark = (light < _DARK * tone_at(light, 75)) & (cv2.erode(around, square) > 0)
    mm2 = (SEEN_DPI / 25.4) ** 2
    over = (stats[:, cv2.CC_STAT_AREA] >= _LEAST_MM2 * mm2) & (
        np.bincount(labels[dark], minlength=count) >= _OVER_TYPE_MM2 * mm2
    )
    over[0] = False
    return np.asarray(over[labels], np.uint8)
