"""The paper's own texture: grain, fibres of recycled paper, specks of the making.

What lies all over a page alike is texture, and counts as paper unless something speaks against it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from desktop.document.file.strokes import Mask, Strokes
from desktop.page.image import Pixels

FAINT, FAINT_MOST = 16, 40
"""What differs from the paper by less, and has no deeper neighbour, is grain; on coarser paper the grain itself says
how much less, but never so much that pencil would be taken for it."""
_GRAINS = 5.0
"""How many spreads above its middle nothing of a grain reaches."""
_SLIGHT_MM, _SLIGHT_DEPTH, _SLIGHT_COLOUR = 3.0, 96, 24
"""A fibre or speck is at most so long, so deep (of 255) and so coloured. Pen and print are deeper, guilloche has
colour."""
_CELL_MM = 16.0
"""Side of the cells in which specks are counted. Chosen."""
_EVERYWHERE = 0.5
"""Share of the page's empty cells that have some of it: texture is everywhere, what somebody drew is not."""
_CROWDED = 4
"""A cell with this many times the usual number is no texture: a grey screen, faint writing."""


def faint(off: Pixels) -> int:
    """How far from the paper, 0 to 255, what stands on it must be on this page.

    Args:
        off: how far each px is from the paper, after its neighbours were evened out.
    """
    middle, high = np.percentile(off[::4, ::4], (50, 84))
    return int(np.clip(middle + _GRAINS * (high - middle), FAINT, FAINT_MOST))


def without_texture(left: Pixels, off: Pixels, flat: Pixels, dpi: int) -> Pixels:
    """What is left of a page (255) once the texture of its paper is taken out too.

    Args:
        left: 255 where something is not paper.
        off: how far each px is from the paper, 0 to 255.
        flat: the page on white paper, BGR.
        dpi: of all three.
    """
    strokes = Strokes(left)
    slight = _slight(strokes, off, flat, dpi)
    cell = _CELL_MM / 25.4 * dpi
    rows, columns = (max(1, round(side / cell)) for side in left.shape)
    at = _cells_of(strokes, left.shape, rows, columns)
    specks = np.bincount(at[slight], minlength=rows * columns)
    full = np.zeros(rows * columns, np.bool_)
    full[at[1:][~slight[1:]]] = True
    empty = specks[~full]
    if not len(empty) or np.count_nonzero(empty) < max(4, _EVERYWHERE * len(empty)):
        return left
    usual = float(np.median(empty[empty > 0]))
    paper = slight & (specks[at] <= _CROWDED * max(1.0, usual))
    return np.where(strokes.where(paper), np.uint8(0), left)


def _slight(strokes: Strokes, off: Pixels, flat: Pixels, dpi: int) -> Mask:
    """Which strokes are so short, faint and without colour as texture is."""
    depth = strokes.most(strokes.px_of(off))
    tones = strokes.tones(strokes.px_of(flat))
    colour = (tones.max(axis=0) - tones.min(axis=0)) / np.maximum(1, strokes.area)
    longest = np.maximum(strokes.width, strokes.height)
    slight = (longest <= _SLIGHT_MM / 25.4 * dpi) & (depth <= _SLIGHT_DEPTH) & (colour <= _SLIGHT_COLOUR)
    slight[0] = False
    return np.asarray(slight)


def _cells_of(strokes: Strokes, shape: tuple[int, ...], rows: int, columns: int) -> npt.NDArray[np.intp]:
    row, column = strokes.middle
    across = np.clip(row * rows / shape[0], 0, rows - 1).astype(np.intp)
    return across * columns + np.clip(column * columns / shape[1], 0, columns - 1).astype(np.intp)
