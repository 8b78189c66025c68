"""What speaks for a fold or a streak, px by px, of a picture whose rows it crosses.

Three things do: a line darker than both its sides; a line a little darker or lighter than plain paper; a blank
between ink and ink. Text has all three, but never in one straight line across the whole sheet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import Any

import cv2
import numpy as np

from desktop.page.flaws.slanted import Weights
from desktop.page.image import Pixels, tone_at

_PAPER_MM = 4.0
"""Within this distance along a row there is paper somewhere."""
_SIDE_MM = 0.45
"""A line has paper on both sides within this distance."""
_GAP_MM = 0.25
"""Ink that a crack parts is seen on both sides within this distance."""
_LETTER_MM = (0.4, 0.9)
"""Letters that a line runs through stand so near on both its sides, and it is no wider."""
_RULE_MM = 8.0
"""A line of ink this long is ruled."""
_PLAIN = 102
"""Of 255: fainter than this is no ink."""
_LEAST_CONTRAST = 110.0
"""On nearly empty paper its own grain must not look like ink."""


class Clue(Enum):
    """What speaks for a line."""

    DARK = auto()
    SHADE = auto()
    CRACK = auto()


@dataclass(frozen=True)
class Evidence:
    """A picture seen as ink on paper.

    Attributes:
        ink: from paper, 0, to ink, 255.
        dpi: of its columns.
    """

    ink: Pixels
    dpi: float

    @classmethod
    def of(cls, grey: Pixels, dpi: float) -> Evidence:
        """The evidence of a grey picture; its paper may be of any tone, unevenly lit."""
        wide = round(_PAPER_MM / 25.4 * dpi) | 1
        paper = cv2.blur(cv2.dilate(cv2.blur(grey, (3, 1)), np.ones((1, wide), np.uint8)), (wide, 9))
        dark = cv2.subtract(paper, grey)
        contrast = max(_LEAST_CONTRAST, float(tone_at(dark[::4, ::4], 98)))
        return cls(cv2.convertScaleAbs(dark, alpha=255 / contrast), dpi)

    def px(self, mm: float) -> int:
        """Millimetres to px along a row, at least one."""
        return max(1, round(mm / 25.4 * self.dpi))

    def clue(self, which: Clue) -> Weights:
        """What speaks for a line through each px less what speaks against it.

        Of a shade it is more than nothing where a px is darker than the paper beside it, less where it is lighter.
        """
        if which is Clue.DARK:
            left, right = self._beside(cv2.erode, max(2, self.px(_SIDE_MM)))
            return np.asarray(cv2.subtract(self.ink, cv2.max(left, right)), np.int16)
        if which is Clue.CRACK:
            return np.asarray(cv2.subtract(self.parted, self.ink, dtype=cv2.CV_16S), np.int16)
        side = max(2, self.px(_SIDE_MM))
        most = cv2.dilate(self.ink, np.ones((1, 2 * side + 1), np.uint8))
        plain = cv2.threshold(most, _PLAIN, 255, cv2.THRESH_BINARY_INV)[1]
        mean = cv2.blur(self.ink, (2 * side + 1, 1))
        return np.asarray(cv2.subtract(self.ink, mean, mask=plain, dtype=cv2.CV_16S), np.int16)

    @cached_property
    def parted(self) -> Pixels:
        """How much less ink a px has than what lies on both its sides, twice that, 0 to 255.

        Twice, because on nearly empty paper nothing speaks against a line.
        """
        left, right = self._beside(cv2.dilate, max(2, self.px(_GAP_MM)))
        gap = cv2.subtract(cv2.min(left, right), self.ink)
        return cv2.add(gap, gap)

    @cached_property
    def crossed(self) -> Pixels:
        """255 where letters stand on both sides of a px, as no ruled line comes to them; other ruled lines are none."""
        near, wide = self.px(_LETTER_MM[0]), self.px(_LETTER_MM[1])
        rules = cv2.morphologyEx(self.ink, cv2.MORPH_OPEN, np.ones((1, self.px(_RULE_MM)), np.uint8))
        letters = cv2.subtract(self.ink, cv2.dilate(rules, np.ones((3, 3), np.uint8)))
        most = cv2.dilate(letters, np.ones((1, wide - near + 1), np.uint8), anchor=(0, 0))
        left, right = np.zeros_like(most), np.zeros_like(most)
        left[:, wide:], right[:, : -near or None] = most[:, :-wide], most[:, near:]
        return np.asarray(cv2.threshold(cv2.min(left, right), 128, 255, cv2.THRESH_BINARY)[1])

    def _beside(self, extreme: Callable[..., Any], reach: int) -> tuple[Pixels, Pixels]:
        """The least or most ink within `reach` px left and right of each px."""
        kernel = np.ones((1, reach), np.uint8)
        left, right = self.ink.copy(), self.ink.copy()
        left[:, 1:] = extreme(self.ink, kernel, anchor=(reach - 1, 0))[:, :-1]
        right[:, :-1] = extreme(self.ink, kernel, anchor=(0, 0))[:, 1:]
        return left, right
