"""Sums along all nearly upright lines of a picture at once (the fast Hough transform)."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Map = npt.NDArray[np.float32]

BANDS = 128
"""Bands that a picture is summed in, and px by which the steepest line leaves the upright."""


def sheared(picture: npt.NDArray[Any], lean: float) -> npt.NDArray[Any]:
    """A picture whose lines that lean by so many px to the right, from the first row to the last, stand upright."""
    height, width = picture.shape[:2]
    back = np.array([[1, lean / max(1, height - 1), 0], [0, 1, 0]], np.float32)
    flags = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(picture, back, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE))


def banded(picture: Map) -> Map:
    """The means of `BANDS` bands of rows."""
    return np.asarray(cv2.resize(picture, (picture.shape[1], BANDS), interpolation=cv2.INTER_AREA), np.float32)


def means(bands: Map) -> Map:
    """The mean along every line, by how many px it leans to the right (a row for each) and where it begins.

    What lies beyond the border counts as nothing.
    """
    sums = bands[:, None, :]
    while len(sums) > 1:
        upper, lower = sums[0::2], sums[1::2]
        joined = np.empty((len(upper), 2 * sums.shape[1], sums.shape[2]), np.float32)
        for lean in range(joined.shape[1]):
            shift = (lean + 1) // 2
            inside = max(0, joined.shape[2] - shift)
            above, below = upper[:, lean // 2], lower[:, lean // 2, shift:]
            np.add(above[:, :inside], below, out=joined[:, lean, :inside])
            joined[:, lean, inside:] = above[:, inside:]
        sums = joined
    return np.asarray(sums[0] / len(bands), np.float32)
