"""The fine lines behind the letters of cards, certificates and cheques, taken out of what is read."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from desktop.page.image import Pixels, tone_at

_INK_AT = 1
"""Percentile of a line's px that counts as its darkest: letters cover more of any line."""
_FAINTEST = 40
_DARK = 0.5
"""Px with at least this share of the ink's depth are letters, and those beside them are their edge."""
_EDGE_PX = 2
_NOISE = (6, 0.06, 1.5)
"""Darker than the paper by this, by so much of the ink's depth, and by so many times what the lightest is lighter than
the paper, is more than noise: noise goes both ways, a ground only darkens."""
_LIGHTEST_AT = 99
_PRINTED = 0.05
_DENSE = 0.3
_THIN_AT, _DENSE_AT = 70, 90
"""Percentiles of a ground's tones that count as its depth, where it is thin and where it is dense (measured)."""
_BLOCK = 2
_EVERYWHERE = 0.7


def without_ground(grey: Pixels) -> Pixels:
    """A line whose letters stand on clean paper: what is no darker than the ground behind them is as light as paper.

    A ground lies behind the whole line; pale writing in a part of it is none and stays as it is.
    """
    paper, ink = tone_at(grey, 75), tone_at(grey, _INK_AT)
    depth = paper - ink
    if depth < _FAINTEST:
        return grey
    darker = cv2.subtract(np.full_like(grey, paper), grey)
    letters = cv2.dilate((darker >= _DARK * depth).astype(np.uint8), np.ones((2 * _EDGE_PX + 1,) * 2, np.uint8))
    between = letters == 0
    noise = max(_NOISE[0], _NOISE[1] * depth, _NOISE[2] * (tone_at(grey, _LIGHTEST_AT) - paper))
    ground = between & (darker > noise)
    share = _shares(ground, between)
    if np.count_nonzero(share >= _PRINTED) < _EVERYWHERE * len(share):
        return grey
    usual = float(np.median(share))
    off = float(np.percentile(darker[ground], _DENSE_AT if usual >= _DENSE else _THIN_AT))
    stretch = depth / max(_FAINTEST / 2, depth - off)
    return np.clip(ink + (grey.astype(np.float32) - ink) * stretch, 0, paper).astype(np.uint8)


def _shares(ground: npt.NDArray[np.bool_], between: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """How much of what lies between the letters is ground, block by block along the line."""
    height, width = ground.shape
    starts = np.arange(0, max(1, width - _BLOCK * height // 2), _BLOCK * height)
    marked, free = (np.add.reduceat(mask.sum(axis=0), starts) for mask in (ground, between))
    return np.asarray(marked / np.maximum(1, free))
