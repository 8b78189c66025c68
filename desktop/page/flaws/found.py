"""Finding folds and streaks: thin lines across the whole sheet that neither text nor ruled lines can be.

A ruled line ends inside the sheet and keeps clear of letters; a fold runs from edge to edge, a streak to at least
one, and both cross whatever stands in their way.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Flaw, FlawKind, Point
from desktop.page.flaws.evidence import Clue, Evidence
from desktop.page.flaws.slanted import BANDS, Scores, Weights, banded, means, sheared, straight_means
from desktop.page.image import Pixels

_COLUMNS_DPI = 200
"""Lines are looked for at so many columns an inch, or fewer where a picture has fewer."""
_ROWS_DPI, _FEWER_ROWS_DPI = 66, 33
"""And in so many rows; in fewer where a line runs along the text and crosses little of it."""
_LEAST = {Clue.DARK: 0.25, Clue.SHADE: 0.0115, Clue.CRACK: 0.004}
"""How much must speak for a line, on the mean of its length."""
_MOST = 6
_APART_MM, _STRAIGHT_APART_MM = 3.0, 1.0
"""Of two lines so near only one is taken; of a streak nothing is seen so far beside it."""
_BORDER_MM = 5.0
"""So near to the border a line is the sheet's own edge."""
_PARTS = 24
_STREAK_SHARE, _FOLD_SHARE = 0.25, 0.5
"""Of its length that must show a streak, or a fold."""
_ALONG_SHARE, _ALONG_SHADE = 0.85, 0.03
"""Likewise where it runs along the lines of text, which look like one, and how much must speak for a shade there."""
_ASKED = 0.15
"""Of a part's rows that must tell anything."""
_SEEN = 0.4
"""A part shows a line where it has so much of what the line's better parts have."""
_UNBROKEN_MM, _UNBROKEN, _DARK = 14.0, 0.75, 51
"""On so long a way somewhere so much of a dark line is there, 0 to 1, so dark, of 255."""
_END_MM = 8.0
"""So near to the sheet's end no ruled line comes."""
_CROSSED = 5
"""Letters that a line must cross to be no ruled line, or part to be no chance."""
_PARTED, _EMPTY = 100, 0.15
"""Ink, of 255; and how much there may be of it in a crack, in shares of what is beside it."""
_WAVE_MM = 0.5
"""So far a fold leaves a straight line."""
_PIECES = 60
"""A fold is followed in so many pieces."""
_TURNING = 0.1
"""What turning aside must gain, in shares of what speaks for the whole line."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Some rows of a picture whose lines stand upright.

    Attributes:
        evidence: what speaks for lines.
        px: of the picture, for a column of this; at least 1.
        long: the picture's rows, px.
        across_text: whether lines of text cross its columns.
    """

    evidence: Evidence
    px: float
    long: int
    across_text: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that may be a flaw: its column in the first row, and by how many it leans to the right until the last."""

    clue: Clue
    score: float
    start: float
    lean: float


@dataclass(frozen=True, slots=True)
class _Way:
    """A line as it goes: at these places of its length, 0 to 1, it is in these columns."""

    places: npt.NDArray[np.float64]
    at: npt.NDArray[np.float64]

    def columns(self, rows: int) -> npt.NDArray[np.int64]:
        """Its column in each row."""
        return np.asarray(np.round(np.interp(np.linspace(0, 1, rows), self.places, self.at)), np.int64)

    def path(self, grid: _Grid) -> tuple[Point, ...]:
        """Points along it, px of the picture with the line upright."""
        columns = self.at * grid.px + (grid.px - 1) / 2
        rows = self.places * (grid.long - 1)
        return tuple((round(float(x), 1), round(float(y), 1)) for x, y in zip(columns, rows, strict=True))


def find_flaws(pixels: Pixels, dpi: int, slope_deg: float, *, standing: bool) -> tuple[Flaw, ...]:
    """Find the folds and streaks of a page.

    Args:
        pixels: BGR, as scanned.
        dpi: dots per inch.
        slope_deg: how the sheet lies, degrees counter-clockwise.
        standing: whether its text runs up or down the picture.
    """
    found = []
    grey: Pixels = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    for upright in (True, False):
        grid = _grid(grey, dpi, upright=upright, across_text=upright != standing)
        slant = math.tan(math.radians(slope_deg if upright else -slope_deg))
        for kind, path in _flaws(grid, slant * grid.long / grid.px):
            found.append(Flaw(kind=kind, path=path if upright else tuple((x, y) for y, x in path)))
    return tuple(found)


def _grid(grey: Pixels, dpi: int, *, upright: bool, across_text: bool) -> _Grid:
    """Rows of a picture, or columns where lines that lie are sought: as many for each band."""
    long, wide = grey.shape if upright else grey.shape[::-1]
    rows = BANDS * max(1, round(long / dpi * (_ROWS_DPI if across_text else _FEWER_ROWS_DPI) / BANDS))
    size = (wide, rows) if upright else (rows, wide)
    some = cv2.resize(grey, size, interpolation=cv2.INTER_NEAREST)
    if not upright:
        some = cv2.transpose(some)
    px = max(1.0, dpi / _COLUMNS_DPI)
    if px > 1:
        some = cv2.resize(some, (max(1, int(wide / px)), rows), interpolation=cv2.INTER_AREA)
    return _Grid(Evidence.of(some, dpi / px), px, long, across_text)


def _flaws(grid: _Grid, lean: float) -> Iterator[tuple[FlawKind, tuple[Point, ...]]]:
    """Streaks first: a fold that lies so straight is one for all that matters."""
    taken: list[_Line] = []
    base = round(lean - BANDS / 2)
    for clue in Clue:
        if clue is Clue.CRACK and not grid.across_text:
            continue
        weights = grid.evidence.clue(clue)
        bands = banded(weights)
        for line in (
            *_peaks(straight_means(bands), clue, 0, grid.evidence),
            *_peaks(means(sheared(bands, base)), clue, base, grid.evidence),
        ):
            kind = FlawKind.FOLD if line.lean else FlawKind.STREAK
            if any(_beside(line, other, grid) for other in taken):
                continue
            # Between letters a way can be found anywhere: a crack counts only where it is straight.
            waves = kind is FlawKind.FOLD and clue is not Clue.CRACK
            way = _followed(line, weights, grid.evidence.px(_WAVE_MM)) if waves else _straight(line)
            if _is_flaw(line, kind, grid, weights, way.columns(len(weights))):
                taken.append(line)
                yield kind, way.path(grid)


def _peaks(scores: Scores, clue: Clue, base: int, evidence: Evidence) -> list[_Line]:
    """The lines that most speaks for, none of them beside or across another."""
    left = np.abs(scores) if clue is Clue.SHADE else scores.copy()
    apart = evidence.px(_APART_MM if len(scores) > 1 else _STRAIGHT_APART_MM)
    found: list[_Line] = []
    while len(found) < _MOST:
        lean, start = (int(n) for n in np.unravel_index(int(left.argmax()), left.shape))
        if left[lean, start] < _LEAST[clue]:
            break
        found.append(_Line(clue, float(scores[lean, start]), float(start), float(base + lean)))
        for other in range(len(left)):
            low, high = start - max(0, other - lean) - apart, start + max(0, lean - other) + apart
            left[other, max(0, low) : max(0, high + 1)] = 0
    return found


def _beside(line: _Line, other: _Line, grid: _Grid) -> bool:
    apart = grid.evidence.px(_STRAIGHT_APART_MM)
    start, end = line.start - other.start, line.start + line.lean - other.start - other.lean
    return min(abs(start), abs(end)) < apart or start * end < 0


def _is_flaw(line: _Line, kind: FlawKind, grid: _Grid, weights: Weights, columns: npt.NDArray[np.int64]) -> bool:
    rows, width = weights.shape
    border = grid.evidence.px(_BORDER_MM)
    if columns.min() < border or columns.max() >= width - border:
        return False
    if line.clue is Clue.CRACK:
        return _is_crack(columns, grid)
    if line.clue is Clue.DARK and not _is_unbroken(columns, weights, grid):
        return False
    share, ends = _seen(columns, weights, line, round(_END_MM / 25.4 * grid.evidence.dpi * grid.px / grid.long * rows))
    if not grid.across_text:
        least = _ALONG_SHADE if line.clue is Clue.SHADE else _LEAST[line.clue]
        return ends == 2 and share >= _ALONG_SHARE and abs(line.score) >= least
    if share < (_STREAK_SHARE if kind is FlawKind.STREAK else _FOLD_SHARE):
        return False
    lighter = line.clue is Clue.SHADE and line.score < 0
    return lighter or ends == 2 or (ends == 1 and kind is FlawKind.STREAK) or _crosses(columns, grid)


def _seen(columns: npt.NDArray[np.int64], weights: Weights, line: _Line, end: int) -> tuple[float, int]:
    """The share of its length where a line is seen, and at how many of its ends, `end` rows each.

    Under letters a shade cannot be told: there it is not asked.
    """
    rows = np.arange(len(weights))
    sign = 1 if line.score > 0 else -1
    near = np.max([sign * weights[rows, columns + off] for off in (-1, 0, 1)], axis=0)
    asked = weights[rows, columns] != 0 if line.clue is Clue.SHADE else np.ones(len(rows), np.bool_)
    parts = [near[part][asked[part]] for part in np.array_split(rows, _PARTS)]
    tones = np.array([part.mean() for part in parts if len(part) >= _ASKED * len(rows) / _PARTS] or [0.0])
    enough = _SEEN * np.percentile(tones, 75)
    ends = [near[some][asked[some]] for some in (slice(end), slice(-end, None))]
    return float(np.mean(tones >= enough)), sum(bool(len(some) and some.mean() >= enough) for some in ends)


def _is_unbroken(columns: npt.NDArray[np.int64], weights: Weights, grid: _Grid) -> bool:
    """Whether a dark line goes on between the lines of text, somewhere: letters one under the other do not."""
    rows = len(weights)
    dark = np.max([weights[np.arange(rows), columns + off] for off in (-1, 0, 1)], axis=0) > _DARK
    window = max(1, round(_UNBROKEN_MM / 25.4 * grid.evidence.dpi * grid.px / grid.long * rows))
    return bool(cv2.blur(dark.astype(np.float32)[:, None], (1, window)).max() >= _UNBROKEN)


def _crosses(columns: npt.NDArray[np.int64], grid: _Grid) -> bool:
    return _times(grid.evidence.crossed[np.arange(len(columns)), columns] > 0) >= _CROSSED


def _is_crack(columns: npt.NDArray[np.int64], grid: _Grid) -> bool:
    """Whether a blank parts many letters, and nearly no ink is in it although there is beside it."""
    ink, px = grid.evidence.ink, grid.evidence.px
    rows = np.arange(len(ink))
    if _times(grid.evidence.parted[rows, columns] > _PARTED) < _CROSSED:
        return False
    offs = [sign * px(mm) for mm in (1.2, 1.6, 2.0, 2.4, 2.8) for sign in (-1, 1)]
    beside = np.mean([np.mean(ink[rows, columns + off] > _PARTED) for off in offs])
    return bool(np.mean(ink[rows, columns] > _PARTED) < _EMPTY * beside)


def _times(on: npt.NDArray[np.bool_]) -> int:
    """How often something begins along a line."""
    return int(np.count_nonzero(on[1:] & ~on[:-1]))


def _straight(line: _Line) -> _Way:
    return _Way(np.array([0.0, 1.0]), np.array([line.start, line.start + line.lean]))


def _followed(line: _Line, weights: Weights, reach: int) -> _Way:
    """The way of most evidence, at most `reach` columns off the line."""
    rows, width = weights.shape
    offs = np.arange(-reach, reach + 1)
    columns = np.clip(_straight(line).columns(rows)[:, None] + offs, 0, width - 1)
    sign = 1 if line.score > 0 else -1
    begins = np.array([piece[0] for piece in np.array_split(np.arange(rows), _PIECES)])
    sums = np.add.reduceat(weights[np.arange(rows)[:, None], columns], begins, axis=0, dtype=np.int64)
    lengths = np.diff(begins, append=rows)[:, None]
    tones = (sums / lengths).astype(np.float32) * (sign / 255)
    seen = cv2.GaussianBlur(tones, (3, 3), 0.8)
    turning = _TURNING * abs(line.score) * np.array([[1], [0], [1]])
    best, came = seen[0], []
    before = np.full(len(best) + 2, -np.inf)
    for piece in seen[1:]:
        before[1:-1] = best
        steps = np.array([before[:-2], before[1:-1], before[2:]]) - turning
        came.append(steps.argmax(axis=0) - 1)
        best = steps.max(axis=0) + piece
    at = int(best.argmax())
    way = [at]
    for step in reversed(came):
        at += int(step[at])
        way.append(at)
    off = offs[way[::-1]].astype(np.float64)
    places = np.concatenate([[0.0], (np.arange(_PIECES) + 0.5) / _PIECES, [1.0]])
    return _Way(places, line.start + line.lean * places + np.concatenate([off[:1], off, off[-1:]]))
