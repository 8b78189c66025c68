"""Where a stamp may stand on page 1: its place by itself, and whether another place is free (R36)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from desktop.signing.appearance.sheet import Page, Rectangle
from desktop.signing.errors import StampCovers

EDGE_PT = 22.0
"""Distance of the first place from the top and right edges. Chosen."""
STEP_PT = 6.0
"""Places are tried this far apart. Chosen."""
CELL_PT = 3.0
"""Side of a cell of the grid. Chosen."""
UPPER, WHOLE = 1 / 3, 1.0
"""Shares of the page's height, from its top, in which a stamp may stand: by itself, and by hand."""
_MM = 72 / 25.4

Place = tuple[float, float]
"""Left and top of a stamp from the top left of page 1 as it is seen, mm."""

Grid = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Taken:
    """Sums over a fine grid of what is taken: a place is free where its sum is 0 (integral image)."""

    sums: Grid

    @classmethod
    def by(cls, places: Sequence[Rectangle], size: tuple[float, float]) -> Taken:
        """What rectangles take of a page; a cell that is touched is taken.

        Args:
            places: as seen, from the bottom left, points.
            size: of the page as seen, points.
        """
        columns, rows = (math.ceil(side / CELL_PT) + 2 for side in size)
        sums = np.zeros((rows + 1, columns + 1), np.int32)
        grid = sums[1:, 1:]
        for place in places:
            left, bottom = (max(0, math.floor(side / CELL_PT)) for side in place[:2])
            right, top = (max(0, math.ceil(side / CELL_PT)) for side in place[2:])
            grid[bottom:top, left:right] = 1
        sums[1:, 1:] = grid.cumsum(0).cumsum(1)
        return cls(sums)

    def covered(self, x: Any, y: Any, wide: float, high: float) -> Grid:
        """How many taken cells the boxes with these left feet (points, as seen) would cover."""
        rows, columns = self.sums.shape
        left, right = (np.clip(np.int_(side / CELL_PT), 0, columns - 1) for side in (x, x + wide + CELL_PT))
        foot, head = (np.clip(np.int_(side / CELL_PT), 0, rows - 1) for side in (y, y + high + CELL_PT))
        sums = self.sums
        return np.asarray(sums[head, right] - sums[foot, right] - sums[head, left] + sums[foot, left])


@dataclass(frozen=True, slots=True)
class Room:
    """The room that page 1 has for one stamp.

    Attributes:
        page: page 1.
        size: width and height of the stamp, points.
        automatic: where it stands by itself: top right as the page is seen, or the nearest free place that was looked
            for. Where nothing is free, the place that covers no earlier signature and the least of anything else: a
            stamp over something is better than a paper that cannot be signed.
        free: whether the automatic place covers nothing.
        taken: what a place chosen by hand must keep clear of; None where it was not looked for.
    """

    page: Page
    size: tuple[float, float]
    automatic: Place
    free: bool
    taken: Taken | None = None

    @property
    def page_mm(self) -> tuple[float, float]:
        """Width and height of the page as seen."""
        return self.page.seen[0] / _MM, self.page.seen[1] / _MM

    @property
    def stamp_mm(self) -> tuple[float, float]:
        """Width and height of the stamp."""
        return self.size[0] / _MM, self.size[1] / _MM

    def kept(self, place: Place) -> Place:
        """The nearest place to one where the whole stamp is on the page."""
        (across, down), (wide, high) = self.page_mm, self.stamp_mm
        return min(max(0.0, place[0]), max(0.0, across - wide)), min(max(0.0, place[1]), max(0.0, down - high))

    def clear(self, place: Place) -> bool:
        """Whether a stamp there covers no text, seal or signature."""
        if place == self.automatic or self.taken is None:
            return self.free
        left, bottom, _, _ = self._seen(self.kept(place))
        return bool(self.taken.covered(left, bottom, *self.size) == 0)

    def allowed(self, place: Place) -> bool:
        """Whether a stamp may stand there; over something only where it would stand over something by itself too."""
        return not self.free or self.clear(place)

    def box(self, place: Place | None = None) -> Rectangle:
        """The stamp's rectangle in the page's own coordinates, points.

        Args:
            place: where the clerk put it, moved onto the page where it is not; None for the automatic place.

        Raises:
            StampCovers: it would stand over text, a seal or a signature.
        """
        if place is not None and not self.allowed(place):
            raise StampCovers()
        return self.page.as_stored(self._seen(self.automatic if place is None else self.kept(place)))

    def _seen(self, place: Place) -> Rectangle:
        left, top = place[0] * _MM, self.page.seen[1] - place[1] * _MM
        return left, top - self.size[1], left + self.size[0], top


def room_between(
    page: Page,
    size: tuple[float, float],
    upper: Sequence[Rectangle],
    all_over: Sequence[Rectangle] | None = None,
    signed: Sequence[Rectangle] = (),
    *,
    share: float = UPPER,
) -> Room:
    """The room that what stands on a page leaves.

    Args:
        page: page 1.
        size: of the stamp, points.
        upper: what stands in the part that is looked at, in the page's own coordinates.
        all_over: what stands on the whole page; None where no place was chosen by hand.
        signed: earlier visible signatures.
        share: of the page's height, from its top: where the stamp's head may stand.
    """
    wide, high = size
    across, up = page.seen
    first = (max(0.0, across - EDGE_PT - wide), max(0.0, up - EDGE_PT - high))
    lefts = first[0] - STEP_PT * np.arange(int(max(0.0, first[0] - EDGE_PT) / STEP_PT) + 1)
    foots = first[1] - STEP_PT * np.arange(int(up * share / STEP_PT) + 1)
    x, y = np.meshgrid(lefts, foots[foots >= 0])
    covered, signatures = (_taken(page, places).covered(x, y, wide, high) for places in (upper, signed))
    left, foot = first
    if covered.size:
        far = np.hypot(x - first[0], y - first[1])
        # The last key counts first.
        best = int(np.lexsort((far.ravel(), covered.ravel(), signatures.ravel()))[0])
        left, foot = float(x.flat[best]), float(y.flat[best])
    automatic = (left / _MM, (up - foot - high) / _MM)
    taken = None if all_over is None else _taken(page, all_over)
    return Room(page, size, automatic, bool((covered == 0).any()), taken)


def _taken(page: Page, places: Sequence[Rectangle]) -> Taken:
    return Taken.by([page.as_seen(place) for place in places], page.seen)
