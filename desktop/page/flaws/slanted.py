"""Sums along all nearly upright lines of a picture at once (the fast Hough transform)."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Weights = npt.NDArray[np.int16]
"""Px by px, -255 to 255: the mean of `BANDS` of them, and their sum, are still such numbers."""
Scores = npt.NDArray[np.float32]
"""Means of weights, as shares of 255."""

BANDS = 128
"""Bands that a picture is summed in, and px by which the steepest line leaves the upright."""


def sheared(picture: npt.NDArray[Any], lean: float) -> npt.NDArray[Any]:
    """A picture whose lines that lean by so many px to the right, from the first row to the last, stand upright."""
    height, width = picture.shape[:2]
    back = np.array([[1, lean / max(1, height - 1), 0], [0, 1, 0]], np.float32)
    flags = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(picture, back, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE))


def banded(weights: Weights) -> Weights:
    """The means of `BANDS` bands of rows, all of as many rows."""
    rows, width = len(weights) // BANDS, weights.shape[1]
    sums = weights.reshape(BANDS, rows, width).sum(axis=1, dtype=np.int16)
    each: Weights = np.rint(sums / np.float32(rows)).astype(np.int16)
    return each


def straight_means(bands: Weights) -> Scores:
    """The mean of every column, in one row."""
    return np.asarray(bands.mean(axis=0, dtype=np.float32)[None] / 255, np.float32)


def means(bands: Weights) -> Scores:
    """The mean along every line, by how many px it leans to the right (a row for each) and where it begins.

    What lies beyond the border counts as nothing.
    """
    sums = bands[:, None, :]
    while len(sums) > 1:
        upper, lower = sums[0::2], sums[1::2]
        joined = np.empty((len(upper), 2 * sums.shape[1], sums.shape[2]), np.int16)
        for lean in range(joined.shape[1]):
            shift = (lean + 1) // 2
            inside = max(0, joined.shape[2] - shift)
            above, below = upper[:, lean // 2], lower[:, lean // 2, shift:]
            np.add(above[:, :inside], below, out=joined[:, lean, :inside])
            joined[:, lean, inside:] = above[:, inside:]
        sums = joined
    return np.asarray(sums[0] / np.float32(255 * len(bands)), np.float32)
