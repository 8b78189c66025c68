"""Taking folds and streaks out of a picture that is to be read; the picture that is kept never comes here.

Every column of px in a flaw is treated by what it still tells. Where it is shaded, it is made as light as the paper
beside it. Where its ink is paler than beside it, it is made darker. Where it tells nothing any more (black dust, or a
crack that the toner fell from), strokes that end on one side and go on on the other are joined across it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Flaw
from desktop.page.image import Pixels

Strip = npt.NDArray[np.float32]
"""Rows of px across a flaw, its middle in the middle; the last axis is the colour."""

_REACH_MM = 3.0
_CORE_MM = 0.6
"""Farthest from its middle that a flaw hides what is printed."""
_SHADE_MM = 2.0
_PAPER_MM, _INK_MM = 12.0, 45.0
"""Along a flaw, some paper is seen within the first length, some ink within the second."""
_PAPER, _INK = 0.85, 0.04
_HIDDEN, _MANY = 0.8, 0.1
"""Paper is hidden where at least the second share of the columns beside a flaw is darker than the first share of its
tone."""
_TOLD, _UNTOLD = 0.85, 0.4
"""Contrast between paper and ink in shares of what it is beside the flaw."""
_NO_INK = 40.0
"""Where paper and ink differ by less there is no ink."""
_MOST_GAIN = 3.0
"""Most that shade is lifted, as a factor; what is darker cannot be made out."""
_DARK, _DARKER = 0.5, 0.2
"""Of the paper's tone; and the share of a column that dust makes darker than its neighbours."""
_DUST_MM = 16.0
_INKED, _LESS_INK, _SOME_INK = 0.75, 0.45, 0.02
"""Ink is darker than this, in shares of the paper's tone; a crack has so little of it, in shares of what is usual
beside it, where that is some at all."""
_SLANTS = (-2, -1, 0, 1, 2)


def mended(pixels: Pixels, flaws: Sequence[Flaw], dpi: int) -> Pixels:
    """A page without its flaws, to be read; the same picture where it has none.

    Args:
        pixels: BGR, as scanned.
        flaws: of its look.
        dpi: dots per inch.
    """
    if not flaws:
        return pixels
    whole = pixels.copy()
    for flaw in flaws:
        _mend(whole, flaw, dpi) if flaw.upright else _mend(whole.transpose(1, 0, 2), flaw, dpi)
    return whole


def _mend(picture: Pixels, flaw: Flaw, dpi: int) -> None:
    """Mend a flaw that crosses the rows of a picture."""
    height, width = picture.shape[:2]
    points = np.array(flaw.path) if flaw.upright else np.array(flaw.path)[:, ::-1]
    middle = np.round(np.interp(np.arange(height), points[:, 1], points[:, 0])).astype(np.int64)
    reach = round(_REACH_MM / 25.4 * dpi)
    columns = np.clip(middle[:, None] + np.arange(-reach, reach + 1), 0, width - 1)
    rows = np.arange(height)[:, None]
    strip = picture[rows, columns]
    picture[rows, columns] = _without(strip, dpi)


def _without(strip: Pixels, dpi: int) -> Pixels:
    """A strip without the flaw in its middle."""
    off = np.abs(np.arange(strip.shape[1]) - strip.shape[1] // 2) / dpi * 25.4
    core = off <= _CORE_MM
    paper = _paper(strip, off > _SHADE_MM, round(_PAPER_MM / 25.4 * dpi))
    beside = _beside(paper, dpi)
    gain = np.where((off <= _SHADE_MM)[None, :, None], np.minimum(beside / np.maximum(paper, 1), _MOST_GAIN), 1)
    lit: Strip = np.minimum(strip * gain, 255).astype(np.float32)
    told = np.where(core, _told(lit.mean(axis=2), beside.mean(axis=2), core, dpi), 1)
    weak = (told >= _UNTOLD) & (told < _TOLD)
    lit = np.where(weak[..., None], beside - (beside - lit) / np.maximum(told, _UNTOLD)[..., None], lit)
    # Dust only adds dark, a crack only takes it: what is there in spite of them is believed.
    dusty = core & _dusty(strip.mean(axis=2), beside.mean(axis=2), core, dpi)
    _bridge(lit, dusty, np.maximum)
    cracked = core & ((told < _UNTOLD) | _cracked(lit.mean(axis=2), beside.mean(axis=2), core, dpi))
    _bridge(lit, cracked & ~dusty, np.minimum)
    return np.clip(lit + 0.5, 0, 255).astype(np.uint8)


def _dusty(grey: Strip, paper: Strip, core: npt.NDArray[np.bool_], dpi: int) -> npt.NDArray[np.bool_]:
    """Which px are in columns that are dark for longer than those beside them."""
    dark = (grey < _DARK * paper).astype(np.float32)
    share = np.asarray(cv2.blur(dark, (1, 2 * round(_DUST_MM / 25.4 * dpi / 2) + 1)), np.float32)
    usual = np.percentile(share[:, ~core], 75, axis=1)[:, None]
    dusty = share > usual + _DARKER
    # Its edge is ragged.
    beside = cv2.dilate(dusty.astype(np.uint8), np.ones((1, 3), np.uint8)) > 0
    return np.asarray(dusty | (beside & (dark > 0)))


def _cracked(grey: Strip, paper: Strip, core: npt.NDArray[np.bool_], dpi: int) -> npt.NDArray[np.bool_]:
    """Which px are in columns that have far less ink for long than those beside them."""
    ink = (grey < _INKED * paper).astype(np.float32)
    share = np.asarray(cv2.blur(ink, (1, 2 * round(_INK_MM / 25.4 * dpi / 2) + 1)), np.float32)
    usual = np.median(share[:, ~core], axis=1)[:, None]
    return np.asarray((share < _LESS_INK * usual) & (usual > _SOME_INK))


def _paper(strip: Pixels, outer: npt.NDArray[np.bool_], window: int) -> Strip:
    """The paper's tone of each column around each row; where a barcode or a picture hides it, as before and after."""
    levels, lengths = _windows(strip, window, _PAPER)
    tones = levels[:, outer].mean(axis=2)
    hidden = np.mean(tones < _HIDDEN * np.median(tones), axis=1) > _MANY
    seen = np.flatnonzero(~hidden)
    if len(seen):
        nearest = seen[np.abs(np.arange(len(levels))[:, None] - seen).argmin(axis=1)]
        levels = levels[nearest]
    return _along(levels, lengths)


def _levels(strip: npt.NDArray[Any], window: int, share: float) -> Strip:
    """Of each column the tone that this share of its px around each row is below."""
    return _along(*_windows(strip, window, share))


def _windows(strip: npt.NDArray[Any], window: int, share: float) -> tuple[Strip, list[int]]:
    """Likewise of windows of about so many rows, and how many each has."""
    parts = np.array_split(strip, max(1, round(len(strip) / window)))
    levels = np.array([np.sort(part, axis=0)[int(share * (len(part) - 1))] for part in parts], np.float32)
    return levels, [len(part) for part in parts]


def _along(levels: Strip, lengths: Sequence[int]) -> Strip:
    """Levels of windows, for every row."""
    ends = np.cumsum(lengths)
    middles = ends - np.array(lengths) / 2
    rows = np.arange(ends[-1])
    at = np.clip(np.searchsorted(middles, rows) - 1, 0, max(0, len(middles) - 2))
    if len(middles) == 1:
        return np.repeat(levels, ends[-1], axis=0)
    share = np.clip((rows - middles[at]) / (middles[at + 1] - middles[at]), 0, 1).astype(np.float32)
    share = share.reshape(-1, *([1] * (levels.ndim - 1)))
    return np.asarray(levels[at] * (1 - share) + levels[at + 1] * share, np.float32)


def _beside(paper: Strip, dpi: int) -> Strip:
    """The paper as it would be without the flaw: from the one side's tone to the other's."""
    width = paper.shape[1]
    outer = max(1, round((_REACH_MM - _SHADE_MM) / 25.4 * dpi))
    left, right = (np.median(side, axis=1)[:, None] for side in (paper[:, :outer], paper[:, -outer:]))
    share = np.clip((np.arange(width) - outer) / max(1, width - 2 * outer), 0, 1).astype(np.float32)[None, :, None]
    return np.asarray(np.maximum(left * (1 - share) + right * share, 1), np.float32)


def _told(grey: Strip, paper: Strip, core: npt.NDArray[np.bool_], dpi: int) -> Strip:
    """How much of the contrast beside the flaw each column still has, 0 to 1, around each row."""
    depth = np.maximum(paper - _levels(grey, round(_INK_MM / 25.4 * dpi), _INK), 0)
    usual = np.percentile(depth[:, ~core], 35, axis=1)[:, None]
    return np.where(usual < _NO_INK, 1, np.minimum(depth / np.maximum(usual, 1), 1)).astype(np.float32)


def _bridge(strip: Strip, lost: npt.NDArray[np.bool_], choose: Callable[[Strip, Strip], Strip]) -> None:
    """Join across what is lost the strokes on both its sides; `choose` between what is there and what joins them."""
    width = strip.shape[1]
    changes = np.diff(np.pad(lost.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    rows, starts = np.nonzero(changes == 1)
    _, ends = np.nonzero(changes == -1)
    for start, end in {(int(a), int(b)) for a, b in zip(starts, ends, strict=True)}:
        if start < 1 or end >= width:
            continue
        here = rows[(starts == start) & (ends == end)]
        spanned = _spanned(strip[:, start - 1], strip[:, end], end - start)[here]
        strip[here, start:end] = choose(strip[here, start:end], spanned)


def _spanned(left: Strip, right: Strip, wide: int) -> Strip:
    """What lies between two columns, `wide` px."""
    share = ((np.arange(wide) + 1) / (wide + 1)).astype(np.float32)[None, :, None]
    span = left[:, None] * (1 - share) + right[:, None] * share
    for slant in _SLANTS:
        for at in range(wide):
            before = round(slant * (at + 1) / (wide + 1) * wide / 3)
            after = before - round(slant * wide / 3)
            both = np.maximum(np.roll(left, before, axis=0), np.roll(right, after, axis=0))
            span[:, at] = np.minimum(span[:, at], both)
    return np.asarray(span, np.float32)
