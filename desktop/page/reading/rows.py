"""A line drawn too high: a stamp over the text made one with it, or two rows that touch. What rows it may be made of.

The detector draws one box around the incoming mail's stamp and the line of type beside it; what is cut from that is
half a stamp above half a line, and reads as nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from desktop.model.page import Quad
from desktop.page.geometry import sides, taller

_HIGHER = 1.25
"""A line this many times as high as the page's others may be made of rows. Chosen."""
_STEPS = 4
"""Steps of the row from the top of a line to its foot. Chosen."""
_APART = 0.6
"""Rows of one line lie this far apart, in heights of a row, or are the same one. Chosen."""


def usual_height(quads: Sequence[Quad]) -> float:
    """How high the lines of a page usually are, px; 0 where there are none."""
    return float(median(sides(quad)[1] for quad in quads)) if quads else 0.0


def rows_of(quad: Quad, usual: float) -> Sequence[Quad]:
    """The rows of the usual height that a line may be made of, from its top to its foot; none where it is not too high.

    Args:
        quad: px.
        usual: height of the page's lines, px; 0 where that is not known.
    """
    high = sides(quad)[1]
    if not usual or high < _HIGHER * usual:
        return ()
    spare = 1 - usual / high
    return [taller(quad, -spare * at / _STEPS, -spare * (1 - at / _STEPS)) for at in range(_STEPS + 1)]


def overlap(one: Quad, other: Quad) -> bool:
    """Whether two rows of one line are the same text."""
    return abs(_row(one) - _row(other)) < _APART * max(sides(one)[1], sides(other)[1])


def _row(quad: Quad) -> float:
    return sum(y for _, y in quad) / len(quad)
