"""What is not paper on a page, in few boxes that hold little paper: paper costs bytes in a JPEG, too."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from desktop.model.page import Box
from desktop.page.image import Pixels

Mask = npt.NDArray[np.bool_]

_CELL_PX = 16
"""Side of a cell, px: two blocks of a JPEG."""
_PIECE_CELLS, _SEAM_CELLS, _SEAM_PX = 600, 40, 8
"""Costs, in cells of paper: of one more piece (its tables, its object), and of each cell that a cut parts; px that a
cut is laid over. A block of a JPEG takes three bits even where it is empty, a whole white page 23 kB."""


def coloured_boxes(off: Pixels) -> list[Box]:
    """Boxes that hold all that is not paper; where two meet, they overlap a little. At least one, so that the page is a
    colour scan.
    """
    height, width = off.shape
    rows, columns = -(-height // _CELL_PX), -(-width // _CELL_PX)
    padded = np.zeros((rows * _CELL_PX, columns * _CELL_PX), np.uint8)
    padded[:height, :width] = off
    cells = padded.reshape(rows, _CELL_PX, columns, _CELL_PX).max(axis=(1, 3)) > 0
    found = []
    for x, y, w, h in _parted(cells) or [(0, 0, 1, 1)]:
        # The sides of a cut overlap where something is seen, so that no viewer shows paper between them.
        right = _SEAM_PX if cells[y : y + h, x + w : x + w + 1].any() else 0
        under = _SEAM_PX if cells[y + h : y + h + 1, x : x + w].any() else 0
        left, top = x * _CELL_PX, y * _CELL_PX
        box_width, box_height = w * _CELL_PX + right, h * _CELL_PX + under
        found.append((left, top, min(width - left, box_width), min(height - top, box_height)))
    return found


def _parted(cells: Mask) -> list[Box]:
    """The cells that are set, as a few small rectangles: cut in two wherever that saves more than a piece costs."""
    rows, columns = np.flatnonzero(cells.any(axis=1)), np.flatnonzero(cells.any(axis=0))
    if not len(rows):
        return []
    top, left = int(rows[0]), int(columns[0])
    cells = cells[top : rows[-1] + 1, left : columns[-1] + 1]
    cuts = [(*_best_cut(cells), False), (*_best_cut(cells.T), True)]
    gain, at, upright = max(cuts)
    if gain <= 0:
        return [(left, top, cells.shape[1], cells.shape[0])]
    halves = [(cells[:, :at], 0, 0), (cells[:, at:], at, 0)] if upright else [(cells[:at], 0, 0), (cells[at:], 0, at)]
    return [(left + dx + x, top + dy + y, w, h) for half, dx, dy in halves for x, y, w, h in _parted(half)]


def _best_cut(cells: Mask) -> tuple[int, int]:
    """How many cells the best cut between two rows leaves out, its own cost taken off, and before which row it lies."""
    count = len(cells)
    if count < 2:
        return (0, 0)
    filled, places = cells.any(axis=1), np.arange(count)
    end = np.maximum.accumulate(np.where(filled, places + 1, 0))[:-1]
    begin = np.minimum.accumulate(np.where(filled, places, count)[::-1])[::-1][1:]
    above = _span(np.logical_or.accumulate(cells, axis=0)[:-1])
    below = _span(np.logical_or.accumulate(cells[::-1], axis=0)[::-1][1:])
    crossed = np.count_nonzero(cells[:-1] & cells[1:], axis=1)
    gains = cells.size - end * above - (count - begin) * below - _PIECE_CELLS - _SEAM_CELLS * crossed
    best = int(gains.argmax())
    return (int(gains[best]), best + 1)


def _span(rows: Mask) -> npt.NDArray[np.int64]:
    """From the first to the last cell that is set, by rows that have some."""
    return np.asarray(rows.shape[1] - rows[:, ::-1].argmax(axis=1) - rows.argmax(axis=1), np.int64)
