"""What is connected on a page: its strokes, and what they weigh, one number for each."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.page.image import Pixels

Mask = npt.NDArray[np.bool_]


def spread(colours: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """How far the channels of each colour differ.

    Channel by channel: numpy takes the most of three neighbours many times as slowly as of three rows.

    Args:
        colours: three channels, the last axis.
    """
    blue, green, red = (colours[..., at] for at in range(3))
    most, least = np.maximum(np.maximum(blue, green), red), np.minimum(np.minimum(blue, green), red)
    return np.asarray(most - least)


class Strokes:
    """The connected strokes of a page.

    A page is nearly all paper: what is asked of strokes is asked of their px alone. Numbers by stroke begin with one
    for the paper, which has no px here and means nothing.

    Args:
        where: one channel, not 0 where a stroke is.

    Attributes:
        labels: the stroke of each px of the page; 0 for paper.
        count: of strokes, the paper with them.
        inside: the px of all strokes, by their places in the page as one row.
        of: the stroke of each of these px.
    """

    def __init__(self, where: Pixels) -> None:
        self.count, found = cv2.connectedComponents(where, connectivity=8)
        self.labels = np.asarray(found, np.int32)
        # Of booleans numpy finds those that are set many times as fast.
        self.inside = np.flatnonzero(where != 0)
        self.of = self.labels.ravel()[self.inside].astype(np.intp)
        self._columns = where.shape[1]

    @cached_property
    def area(self) -> npt.NDArray[np.intp]:
        """Px of each."""
        return np.bincount(self.of, minlength=self.count)

    @cached_property
    def height(self) -> npt.NDArray[np.int64]:
        """How far the px of each lie apart from top to bottom, px, themselves counted."""
        return self._reach(self.inside // self._columns)

    @cached_property
    def width(self) -> npt.NDArray[np.int64]:
        """The same from left to right."""
        return self._reach(self.inside % self._columns)

    @cached_property
    def middle(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Row and column of the middle of each, px; 0 for the paper."""
        area = np.maximum(1, self.area)
        rows, columns = np.divmod(self.inside, self._columns)
        return self.sum_of(rows) / area, self.sum_of(columns) / area

    def px_of(self, page: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """The px of all strokes in a page.

        Args:
            page: as large as the one that the strokes are of; one channel, or three.
        """
        return page.reshape(-1, *page.shape[2:])[self.inside]

    def sum_of(self, values: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        """The sum of each stroke's values.

        Args:
            values: one for each px of all strokes.
        """
        return np.asarray(np.bincount(self.of, weights=values, minlength=self.count), np.float64)

    def tones(self, colours: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        """The sum of each stroke's colours: a row for each channel.

        Args:
            colours: one for each px of all strokes, three channels.
        """
        return np.array([self.sum_of(channel) for channel in colours.T])

    def most(self, values: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """The largest of each stroke's values; 0 for the paper."""
        found = np.zeros(self.count, np.uint8)
        np.maximum.at(found, self.of, values)
        return found

    def least(self, values: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """The smallest of each stroke's values; 255 for the paper."""
        found = np.full(self.count, 255, np.uint8)
        np.minimum.at(found, self.of, values)
        return found

    def where(self, chosen: Mask) -> Mask:
        """The chosen strokes on the page.

        Args:
            chosen: by stroke; never the paper.
        """
        page = np.zeros(self.labels.shape, np.bool_)
        page.ravel()[self.inside[chosen[self.of]]] = True
        return page

    def _reach(self, at: npt.NDArray[np.intp]) -> npt.NDArray[np.int64]:
        low, high = np.full(self.count, np.iinfo(np.int64).max), np.full(self.count, -1, np.int64)
        np.minimum.at(low, self.of, at)
        np.maximum.at(high, self.of, at)
        return np.where(high >= 0, high - low + 1, 0)
