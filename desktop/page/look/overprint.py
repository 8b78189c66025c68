"""Coloured ink over dark type, seals and stamps: lines are looked for, and may be read, on the page without it.

A seal lies half over who signs; the incoming mail's stamp lies over the head. The detector makes one box of the rim
and the type, cuts lines where the rim crosses them, or finds neither.
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
"""Less than this, as it is spread out to be one stamp, is no seal's and no stamp's."""
_DARK, _LIGHT = 0.3, 0.55
"""Shares of the paper's lightness, each px seen in its lightest colour: below the one it is type, above the other it
is paper or coloured ink."""
_AROUND_PX = 31
"""Width, px of the small page, of what shows the paper around a stroke. Chosen."""
_DARK_SMALL = 0.45
"""The same where the page is made small, and strokes are paler for the paper beside them."""
_OVER_TYPE_MM2 = 1.5
"""Dark type among the coloured ink: where there is less, what is coloured stands alone."""
_RED = 16
"""Redder than the paper by this, 8-bit Lab: the nets of cards and certificates are paler."""
_MOST_MM = (75.0, 55.0)
"""Wider or higher than this it is no stamp: a frame, a net, a table."""
_BLUER = 10
"""Least blueness beyond the paper's, 8-bit Lab."""
_FRAME_MM = (20.0, 12.0)
"""A blue or violet stamp has a frame with sides at least so long; a pen, that is blue as well, draws none."""


def without_overprint(pixels: Pixels, small: Small) -> Pixels:
    """A BGR page without the coloured ink that lies over dark type; the page itself where none does."""
    over = _over_type(small)
    if not over.any():
        return pixels
    clear = pixels.copy()
    # Only where the ink is: a page at 300 dpi has nine million px.
    x, y, w, h = cv2.boundingRect(over)
    left, top, right, foot = (round(n * small.scale) for n in (x, y, x + w, y + h))
    part = clear[top:foot, left:right]
    size = part.shape[1], part.shape[0]
    mask = cv2.resize(over[y : y + h, x : x + w], size, interpolation=cv2.INTER_NEAREST) > 0
    around = cv2.medianBlur(small.pixels[y : y + h, x : x + w], _AROUND_PX)
    paper = cv2.resize(around, size)[mask].astype(np.float32)
    covered = part[mask].astype(np.float32)
    seen = covered.max(axis=1) / np.maximum(1.0, paper.max(axis=1))
    share = np.clip((seen - _DARK) / (_LIGHT - _DARK), 0, 1)[:, None]
    part[mask] = (share * paper + (1 - share) * covered).astype(np.uint8)
    return clear


def _over_type(small: Small) -> Mask:
    """1 where a coloured stamp or seal lies that has dark type under it."""
    across = 2 * small.px(_TOGETHER_MM) + 1
    square = np.ones((across, across), np.uint8)
    red = cv2.morphologyEx(red_ink(small, _RED), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    ink = red | _framed(_blue_ink(small), square, small)
    if not ink.any():
        return np.zeros_like(red)
    around = cv2.dilate(ink, square)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(around)
    lightest = cv2.max(cv2.max(*cv2.split(small.pixels)[:2]), small.pixels[:, :, 2])
    dark = cv2.bitwise_and(cv2.inRange(lightest, 0, _DARK_SMALL * tone_at(lightest, 75)), cv2.erode(around, square))
    mm2 = (SEEN_DPI / 25.4) ** 2
    over: Mask = np.zeros_like(ink)
    for label in np.flatnonzero(stats[:, cv2.CC_STAT_AREA] >= _LEAST_MM2 * mm2)[1:]:
        x, y, w, h = stats[label, :4]
        if w > small.px(_MOST_MM[0]) or h > small.px(_MOST_MM[1]):
            continue
        box = (slice(y, y + h), slice(x, x + w))
        own = labels[box] == label
        if np.count_nonzero(dark[box][own]) >= _OVER_TYPE_MM2 * mm2:
            over[box][own] = 1
    return over


def _blue_ink(small: Small) -> Mask:
    """1 where a small page is blue or violet."""
    blue_yellow: Mask = cv2.extractChannel(small.smooth, 2)
    paper = float(np.median(blue_yellow[::4, ::4]))
    blue: Mask = cv2.inRange(blue_yellow, 0, paper - _BLUER)
    return np.asarray(blue & 1, np.uint8)


def _framed(ink: Mask, square: Mask, small: Small) -> Mask:
    """The ink that stands together with sides of a frame."""
    none: Mask = np.zeros_like(ink)
    if not ink.any():
        return none
    # A stamp is pressed askew by some degrees.
    thick = cv2.dilate(ink, np.ones((5, 5), np.uint8))
    wide, high = (small.px(mm) for mm in _FRAME_MM)
    sides = [cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones(side, np.uint8)) for side in ((1, wide), (high, 1))]
    _, labels = cv2.connectedComponents(cv2.dilate(ink, square))
    both = np.intersect1d(*(np.unique(labels[side > 0]) for side in sides))
    return np.asarray(np.isin(labels, both[both > 0]) & (ink > 0), np.uint8)
