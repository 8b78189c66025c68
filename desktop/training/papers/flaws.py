"""Folds of a sheet and streaks of a feeder, each drawn after what makes it.

A fold belongs to the sheet: it is a little slanted and wavy, throws shade, and toner breaks off along it. A streak
belongs to the scanner: dust on the glass darkens, lightens or tints the same px of every row that is fed past it.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

_MM = 25.4
_REACH_MM = 30.0
"""Farther from a fold its shade is not seen."""


@dataclass(frozen=True, slots=True)
class Fold:
    """A fold across a whole sheet.

    Attributes:
        upright: it runs from top to foot, not from side to side.
        at: where, 0 to 1 of the sheet's width (height).
        slant_deg: from the sheet's edges.
        wave_mm: how far it leaves a straight line.
        dark, width_mm: depth of the line, 0 to 1, and its width.
        ridge: how much lighter the paper is right beside the line, 0 to 1.
        step, fades_mm: how much darker one side is at the line, 0 to 1, and how far from it that fades.
        broken, gap_mm: share of the ink that has broken off, and how wide.
        where: the shares of its length where ink has broken off, from and to.
    """

    upright: bool
    at: float
    slant_deg: float
    wave_mm: float
    dark: float
    width_mm: float
    ridge: float
    step: float
    fades_mm: float
    broken: float
    gap_mm: float
    where: tuple[float, float]

    def drawn(self, picture: Any, dpi: int) -> Any:
        """The picture, float32 BGR, folded."""
        if not self.upright:
            turned = np.ascontiguousarray(picture.transpose(1, 0, 2))
            return np.ascontiguousarray(self._along(turned, dpi).transpose(1, 0, 2))
        return self._along(picture.copy(), dpi)

    def _along(self, picture: Any, dpi: int) -> Any:
        height, width = picture.shape[:2]
        y = np.arange(height, dtype=np.float32)
        middle = width * self.at + (y - height / 2) * math.tan(math.radians(self.slant_deg))
        middle += self.wave_mm / _MM * dpi * np.sin(y / height * 2 * math.pi * 1.7 + 10 * self.at)
        reach = round(_REACH_MM / _MM * dpi)
        left, right = max(0, int(middle.min()) - reach), min(width, int(middle.max()) + reach)
        off = (np.arange(left, right, dtype=np.float32)[None, :] - middle[:, None]) / dpi * _MM
        part = picture[:, left:right]
        if self.broken:
            part += (self._paper(part) - part) * (self._lost(off) * self.broken)[..., None]
        part *= self._shade(off)[..., None]
        return picture

    @staticmethod
    def _paper(part: Any) -> Any:
        return np.percentile(part[::7, ::5].reshape(-1, 3), 80, axis=0).astype(np.float32)

    def _lost(self, off: Any) -> Any:
        """Where ink is gone, 0 to 1; the gap is wider here and narrower there."""
        along = np.linspace(0, 1, len(off), dtype=np.float32)
        ragged = 0.75 + 0.25 * np.sin(along * 71 + 9 * self.at) * np.sin(along * 173)
        half = self.gap_mm / 2 * ragged * ((along >= self.where[0]) & (along <= self.where[1]))
        return np.clip((half[:, None] - np.abs(off)) / 0.06 + 0.5, 0, 1) * (half > 0)[:, None]

    def _shade(self, off: Any) -> Any:
        line = self.dark * np.exp(-((off / self.width_mm) ** 2))
        ridge = self.ridge * np.exp(-(((off + 1.8 * self.width_mm) / self.width_mm) ** 2))
        return 1 - line + ridge - self.step * np.exp(-np.abs(off) / self.fades_mm) * (off > 0)


@dataclass(frozen=True, slots=True)
class Streak:
    """A streak along the feed, in the same place of every row.

    Attributes:
        at: where, 0 to 1 of the picture's width.
        width_mm: how wide.
        gain: how much of the light arrives, blue, green, red, 0 to 1.
        glare: how much of what is there is drowned in white, 0 to 1.
        parts: the shares of its length where it is seen, each from and to.
    """

    at: float
    width_mm: float
    gain: tuple[float, float, float]
    glare: float
    parts: tuple[tuple[float, float], ...]

    def drawn(self, picture: Any, dpi: int) -> None:
        """Draw it on a picture, float32 BGR."""
        height, width = picture.shape[:2]
        wide = max(1.0, self.width_mm / _MM * dpi)
        left = self.at * (width - wide)
        columns = np.arange(max(0, int(left) - 1), min(width, int(left + wide) + 2))
        # A border of it falls on half a px.
        cover = np.clip(np.minimum(columns + 1 - left, left + wide - columns), 0, 1).astype(np.float32)[None, :, None]
        for start, end in self.parts:
            part = picture[int(start * height) : int(end * height), columns]
            seen = part + (250 - part) * self.glare
            seen = seen * np.array(self.gain, np.float32)
            picture[int(start * height) : int(end * height), columns] = part + (seen - part) * cover


@dataclass(frozen=True, slots=True)
class Flaws:
    """What a sheet and its scanner leave on a page beside what is printed."""

    folds: Sequence[Fold] = ()
    streaks: Sequence[Streak] = ()

    def on_the_sheet(self, picture: Any, dpi: int) -> Any:
        """The sheet, float32 BGR, folded."""
        for fold in self.folds:
            picture = fold.drawn(picture, dpi)
        return picture

    def in_the_scanner(self, picture: Any, dpi: int) -> Any:
        """The picture, float32 BGR, as a dirty scanner gives it."""
        for streak in self.streaks:
            streak.drawn(picture, dpi)
        return picture


def folded(seed: int | str) -> Flaws:
    """A sheet folded once or more: along, across, or both."""
    chance = random.Random(f"folds {seed}")  # noqa: S311 - invents, keeps no secret
    ways = chance.choice(((True,), (True,), (True, True), (False,), (False, False), (True, False)))
    even = chance.choice((1 / 2, 1 / 3, None))
    folds = []
    for number, upright in enumerate(ways):
        twice = ways.count(upright) == 2
        share = (number + 1) / 3 if twice else even
        at = chance.uniform(0.2, 0.8) if share is None else share + chance.uniform(-0.03, 0.03)
        folds.append(_fold(chance, upright, at))
    return Flaws(folds=tuple(folds))


def _fold(chance: random.Random, upright: bool, at: float) -> Fold:
    broken = chance.random() < 0.75
    start = chance.choice((0.0, 0.0, chance.uniform(0, 0.5)))
    return Fold(
        upright=upright,
        at=at,
        slant_deg=chance.uniform(-0.7, 0.7),
        wave_mm=chance.choice((0.0, chance.uniform(0, 0.3))),
        dark=chance.choice((0.0, chance.uniform(0.03, 0.2), chance.uniform(0.1, 0.6))),
        width_mm=chance.uniform(0.06, 0.3),
        ridge=chance.choice((0.0, chance.uniform(0, 0.1))),
        step=chance.uniform(0, 0.08),
        fades_mm=chance.uniform(3, 12),
        broken=chance.uniform(0.5, 1.0) if broken else 0.0,
        gap_mm=chance.uniform(0.12, 0.5),
        where=(start, chance.choice((1.0, 1.0, chance.uniform(start + 0.4, 1.0)))),
    )


def streaked(seed: int | str) -> Flaws:
    """A page from a feeder with dust on its glass: one streak or several."""
    chance = random.Random(f"streaks {seed}")  # noqa: S311 - invents, keeps no secret
    return Flaws(streaks=tuple(_streak(chance) for _ in range(chance.choice((1, 1, 2, 3, 5)))))


def _streak(chance: random.Random) -> Streak:
    kind = chance.choice(("dark", "dark", "light", "coloured"))
    gain = chance.choice((chance.uniform(0, 0.15), chance.uniform(0.15, 0.9)))
    tint = [gain] * 3
    if kind == "coloured":
        tint = [chance.uniform(0.2, 1.0) for _ in range(3)]
    whole = ((0.0, 1.0),)
    begun = chance.uniform(0.05, 0.6)
    parts = chance.choice((whole, whole, ((begun, 1.0),), ((0.0, 1 - begun),), _pieces(chance)))
    return Streak(
        at=chance.uniform(0.08, 0.95),
        width_mm=chance.choice((0.1, chance.uniform(0.1, 0.3), chance.uniform(0.1, 0.7))),
        gain=(1.0, 1.0, 1.0) if kind == "light" else (tint[0], tint[1], tint[2]),
        glare=chance.uniform(0.5, 1.0) if kind == "light" else 0.0,
        parts=parts,
    )


def _pieces(chance: random.Random) -> tuple[tuple[float, float], ...]:
    """Seen here and there, most of the way."""
    places = sorted(chance.uniform(0, 1) for _ in range(6))
    return ((0.0, places[0]), (places[1], places[2]), (places[3], places[4]), (places[5], 1.0))
