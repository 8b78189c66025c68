"""How many px an inch of a photograph has: found from the sheet that lies in it, else guessed from its type.

No camera knows how far away the paper was. A sheet's edges do: what has the shape of a known sheet, and type of the
size that such a sheet has, is that sheet. Where no edges are seen the density stays unknown, and only a guess is
made to work with: the type of letters, forms and certificates is of one size within a third.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from desktop.model.page import Density, Line
from desktop.model.sheet_sizes import CARD, SIZES_MM
from desktop.page.geometry import sides
from desktop.page.image import Pixels
from desktop.page.look.paper import LyingSheet

MM = 25.4
USUAL_MM = 6.2
"""Height of the detector's boxes around lines of 13 to 14 points: 5.3 to 7.4 on what comes to a counter."""
CARD_MM = 2.9
_SHAPE = 0.06
"""Perspective and a hand's unevenness change a sheet's shape so much, in shares of it."""
_TYPE = 0.5
"""Small print on a large sheet, as on a copy of a card, is half as high as usual."""
_FARTHEST = 3.0
_RARITY = {"A4": 0.0, CARD: 0.3, "F4": 0.6, "A5": 1.0, "A3": 1.2, "A6": 1.2, "letter": 1.2, "legal": 1.2}
"""What decides between sheets of one shape."""
_RANGE = (50, 1200)


@dataclass(frozen=True, slots=True)
class FoundDensity:
    """Dots per inch, and how they are known."""

    dpi: int
    density: Density


def presumed(width: int, height: int) -> int:
    """Dots per inch of a picture that an A4 sheet just fills: good enough to look for the sheet's edges."""
    return _within(max(width, height) / max(SIZES_MM["A4"]) * MM)


def found_density(paper: LyingSheet | None, lines: Sequence[Line], width: int, height: int) -> FoundDensity:
    """The density of a picture that nobody measured.

    Args:
        paper: the sheet that was told from its bed.
        lines: of text on it, raw px.
        width: of the picture, px.
        height: of the picture, px.
    """
    type_px = _type_px(lines)
    whole = _shape(paper) if paper else (float(max(width, height)), float(min(width, height)))
    # A picture without a bed may be a scan, whose shape is exact, or a photograph of half a sheet.
    by_sheet = _by_sheet(whole, type_px, _SHAPE if paper else _SHAPE / 6)
    if by_sheet:
        return FoundDensity(_within(by_sheet), Density.PAPER)
    guess = type_px / USUAL_MM * MM if type_px else presumed(width, height)
    return FoundDensity(_within(guess), Density.UNKNOWN)


def _by_sheet(px: tuple[float, float], type_px: float, reach: float) -> float | None:
    """Dots per inch if this is a known sheet, by its longer and shorter side, px, and the height of its type."""
    costs: dict[float, float] = {}
    for name, (long, short) in SIZES_MM.items():
        shape = abs(math.log(px[0] / px[1] / (long / short)))
        if shape > reach:
            continue
        dpi = math.sqrt(px[0] * px[1] / (long * short)) * MM
        usual = CARD_MM if name == CARD else USUAL_MM
        type_off = abs(math.log(type_px / dpi * MM / usual)) / _TYPE if type_px else 0.0
        if type_off <= _FARTHEST:
            costs[shape / _SHAPE + type_off + _RARITY[name]] = dpi
    return costs[min(costs)] if costs else None


def _shape(paper: LyingSheet) -> tuple[float, float]:
    """Longer and shorter side of a sheet, px; seen in perspective, the means of what is opposite."""
    outline: Pixels = paper.outline.astype(np.float32)
    around = cv2.arcLength(outline, closed=True)
    corners = cv2.approxPolyDP(outline, 0.03 * around, closed=True)[:, 0]
    if len(corners) == 4:
        one, other, third, fourth = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
        pair = [(one + third) / 2, (other + fourth) / 2]
    else:
        pair = list(cv2.minAreaRect(outline)[1])
    return float(max(pair)), float(max(1.0, min(pair)))


def _type_px(lines: Sequence[Line]) -> float:
    """The usual height of the lines, px; 0 where there are too few to tell."""
    high = [tall for long, tall in (sides(line.quad) for line in lines) if long > 3 * tall]
    return float(np.median(high)) if len(high) >= 3 else 0.0


def _within(dpi: float) -> int:
    return round(min(_RANGE[1], max(_RANGE[0], dpi)))
