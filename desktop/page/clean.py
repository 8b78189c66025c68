"""Setting a page upright and straight in one step, at its true size; the page as scanned is kept beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Look, Quad
from desktop.page.image import Pixels
from desktop.page.lines import ordered

STRAIGHT_ENOUGH_DEG = 0.05
SURE_OF_TURN = 0.6


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned page.

    Attributes:
        pixels: BGR.
        matrix: 3 × 3, raw px to clean px.
        changed: whether anything was done at all.
        turned_deg: quarter turn that was applied, degrees clockwise.
    """

    pixels: Pixels
    matrix: npt.NDArray[np.float64]
    changed: bool
    turned_deg: int


def clean(pixels: Pixels, look: Look) -> Cleaned:
    """Turn and straighten a page as its look proposes; paper colour fills the corners that turning opens."""
    turn = look.rotation_deg if look.rotation_confidence >= SURE_OF_TURN else 0
    skew = look.skew_deg if abs(look.skew_deg) >= STRAIGHT_ENOUGH_DEG else 0.0
    if not turn and not skew:
        return Cleaned(pixels, np.eye(3), changed=False, turned_deg=0)
    matrix, (width, height) = _matrix(look.width, look.height, skew, turn)
    upright = cv2.warpAffine(
        pixels,
        matrix[:2],
        (width, height),
        flags=cv2.INTER_CUBIC if skew else cv2.INTER_NEAREST,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=_paper_colour(pixels),
    )
    return Cleaned(upright, matrix, changed=True, turned_deg=turn)


def _matrix(width: int, height: int, skew_deg: float, turn: int) -> tuple[npt.NDArray[np.float64], tuple[int, int]]:
    """Raw px to clean px: the slope undone about the middle, then the quarter turn; the size stays the sheet's."""
    # Image y runs down: a clockwise turn on the screen is a positive angle here.
    angle = math.radians(skew_deg + turn)
    cos, sin = math.cos(angle), math.sin(angle)
    out = (width, height) if turn in {0, 180} else (height, width)
    middle_in = np.array([(width - 1) / 2, (height - 1) / 2])
    middle_out = np.array([(out[0] - 1) / 2, (out[1] - 1) / 2])
    turning = np.array([[cos, -sin], [sin, cos]])
    shift = middle_out - turning @ middle_in
    matrix = np.eye(3)
    matrix[:2, :2] = turning
    matrix[:2, 2] = shift
    return matrix, out


def _paper_colour(pixels: Pixels) -> tuple[float, float, float]:
    sample = pixels[::16, ::16].reshape(-1, 3)
    bright = sample[sample.sum(axis=1) >= np.percentile(sample.sum(axis=1), 60)]
    blue, green, red = np.median(bright, axis=0)
    return (float(blue), float(green), float(red))


def carried(quad: Quad, matrix: npt.NDArray[np.float64]) -> Quad:
    """A line's corners carried from raw px to clean px, ordered as it lies there."""
    return ordered(np.array(moved(quad, matrix), np.float32))


def moved(quad: Quad, matrix: npt.NDArray[np.float64]) -> Quad:
    """A line's corners through a matrix, in the order they came."""
    a, b, c, d = (np.array(quad) @ matrix[:2, :2].T + matrix[:2, 2]).tolist()
    return ((a[0], a[1]), (b[0], b[1]), (c[0], c[1]), (d[0], d[1]))
