"""A page made small: what is asked of a page as a whole is asked at `SEEN_DPI`, shrunk once for all questions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.page.image import Pixels

Mask = npt.NDArray[Any]

SEEN_DPI = 100


@dataclass(frozen=True)
class Small:
    """A page at `SEEN_DPI` (a coarser page at its own).

    Attributes:
        pixels: BGR.
        lab: 8-bit Lab.
        scale: px of the page per px of this.
    """

    pixels: Pixels
    lab: Pixels
    scale: float

    @cached_property
    def smooth(self) -> Pixels:
        """Lab without its noise: each px the mean of nine."""
        return cv2.blur(self.lab, (3, 3))

    def px(self, mm: float) -> int:
        """Millimetres to px of this, at least one."""
        return max(1, round(mm / 25.4 * SEEN_DPI))


def negative(small: Small) -> Small:
    """A small page with light and dark exchanged: a film's light marks are its ink."""
    pixels = cv2.bitwise_not(small.pixels)
    return Small(pixels, cv2.cvtColor(pixels, cv2.COLOR_BGR2LAB), small.scale)


def shrunk(pixels: Pixels, dpi: int) -> Small:
    """A BGR page made small."""
    scale = max(1.0, dpi / SEEN_DPI)
    small = cv2.resize(pixels, None, fx=1 / scale, fy=1 / scale, interpolation=cv2.INTER_AREA)
    return Small(small, cv2.cvtColor(small, cv2.COLOR_BGR2LAB), scale)


def distance(lab: Pixels, colour: tuple[float, float, float]) -> Mask:
    """How far each px is from a colour, 8-bit Lab both; about ΔE, 0 to 255."""
    light, green_red, blue_yellow = cv2.split(cv2.absdiff(lab, np.full_like(lab, np.round(colour))))
    hue = cv2.addWeighted(green_red, 0.8, blue_yellow, 0.8, 0)
    return np.asarray(cv2.addWeighted(light, 0.39, hue, 1.0, 0))


def filled(mask: Mask) -> Mask:
    """A mask of 0 and 1 with every hole inside it closed."""
    around = cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    cv2.floodFill(around, None, (0, 0), 2)
    return np.asarray(around[1:-1, 1:-1] != 2, np.uint8)
