"""Where a page is free: of ink, of what was read, of dark paper, and of what was put there before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Reading
from desktop.page.image import Pixels
from desktop.page.look.ink import find_ink
from desktop.page.look.small import SEEN_DPI

EDGE_MM = 5.0
"""Nothing is drawn nearer to the edge of the paper: printers cannot print there. Chosen."""
_AIR_MM = 1.5
"""White around what is drawn. Chosen."""
_DARK_PAPER = 150
"""Lightness, of 255, below which a place counts as taken. Chosen."""

Grid = npt.NDArray[Any]
Box = tuple[float, float, float, float]
"""Left and bottom from the bottom left of the page, width, height; points."""


@dataclass(frozen=True, slots=True)
class Free:
    """Sums over what is taken of a page, at `SEEN_DPI`: a rectangle is free where its sum is 0 (integral image).

    Attributes:
        sums: one row and column more than the page.
        high: height of the page, points.
    """

    sums: Grid
    high: float

    @classmethod
    def of(cls, pixels: Pixels, dpi: int, reading: Reading | None, taken: Sequence[Box] = ()) -> Free:
        """What is free of a page.

        Args:
            pixels: the page, BGR.
            dpi: of those pixels.
            reading: what was read on it, in its px; its lines are kept clear.
            taken: what was put there before.
        """
        ink = find_ink(pixels, dpi)
        full = (ink.mask > 0).astype(np.uint8)
        rows, columns = full.shape
        small = cv2.resize(pixels, (columns, rows), interpolation=cv2.INTER_AREA)
        light = cv2.blur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (9, 9))
        full |= (light < _DARK_PAPER).astype(np.uint8)
        for line in reading.lines if reading else ():
            x, y, w, h = (round(side / ink.scale) for side in line.box)
            full[max(0, y) : max(0, y + h), max(0, x) : max(0, x + w)] = 1
        for left, bottom, width, height in taken:
            x, w, h = (round(side / 72 * SEEN_DPI) for side in (left, width, height))
            y = rows - round(bottom / 72 * SEEN_DPI) - h
            full[max(0, y) : max(0, y + h), max(0, x) : max(0, x + w)] = 1
        air = 2 * round(_AIR_MM / 25.4 * SEEN_DPI) + 1
        full = np.asarray(cv2.dilate(full, np.ones((air, air), np.uint8)))
        edge = round(EDGE_MM / 25.4 * SEEN_DPI)
        full[:edge] = full[-edge:] = 1
        full[:, :edge] = full[:, -edge:] = 1
        return cls(np.asarray(cv2.integral(full)), pixels.shape[0] / dpi * 72)

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.sums.shape[0] - 1, self.sums.shape[1] - 1

    def places(self, width: float, height: float) -> tuple[Grid, Grid]:
        """Tops and lefts, in rows and columns, of every free place for a box of so many points."""
        w, h = cells(width), cells(height)
        rows, columns = self.size
        if w >= columns or h >= rows:
            return np.zeros(0, int), np.zeros(0, int)
        used = self.sums[h:, w:] - self.sums[:-h, w:] - self.sums[h:, :-w] + self.sums[:-h, :-w]
        tops, lefts = np.nonzero(used == 0)
        return tops, lefts


def cells(points: float) -> int:
    """So many points in rows or columns, rounded up."""
    return int(np.ceil(points / 72 * SEEN_DPI))


def points(count: int) -> float:
    """So many rows or columns in points."""
    return count * 72 / SEEN_DPI
