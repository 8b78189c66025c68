"""A hand with its pen: how somebody writes numbers, always the same way and never twice the same."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from desktop.training.papers.ink.digits import FORMS, Path, smooth
from desktop.training.papers.ink.press import Colour, Mask, press
from desktop.training.papers.page import DrawnPage

PENS = ("ballpoint", "gel", "felt")
INKS: Mapping[str, Sequence[Colour]] = {
    "blue": ((24, 42, 142), (40, 62, 170), (20, 30, 110), (52, 84, 190)),
    "black": ((22, 22, 28), (40, 40, 46), (60, 60, 66)),
    "violet": ((84, 48, 150), (72, 52, 168)),
}
_WIDTHS = {"ballpoint": (0.22, 0.42), "gel": (0.32, 0.56), "felt": (0.55, 1.0)}
"""Width of the line, mm."""
_BROADEST = 0.15
"""Of the height: a broader line fills the digits."""
_FINER = 4
"""Strokes are drawn this many times finer than the page."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How somebody writes.

    Attributes:
        forms: the form of each digit, by name.
        reach: how far each digit's form is carried, 0 to 1.
        pen: one of `PENS`.
        ink: a key of `INKS`.
        colour: RGB.
        width: of the line, mm.
        height: of a digit, mm.
        slant: lean to the right, parts of the height.
        wide: stretch across.
        gap: between digits, parts of the height.
        unsteady: how far each digit differs from the last, parts of the height.
        shake: trembling of the line, parts of the height.
        pressure: how much thicker down than up, 0 to 1.
        joined: how often the pen stays on the paper between two digits.
        climb: of the line of writing, to the right, parts of the length.
    """

    forms: Mapping[str, str]
    reach: Mapping[str, float]
    pen: str
    ink: str
    colour: Colour
    width: float
    height: float
    slant: float
    wide: float
    gap: float
    unsteady: float
    shake: float
    pressure: float
    joined: float
    climb: float


def hand(seed: int | str) -> Hand:
    """Somebody's hand; the same one at every call."""
    chance = random.Random(f"hand {seed}")  # noqa: S311 - invents, keeps no secret
    pen = chance.choices(PENS, (5, 3, 2))[0]
    ink = chance.choices(list(INKS), (5, 4, 1))[0]
    height = chance.triangular(2.8, 6.5, 4.0)
    return Hand(
        forms={
            digit: chance.choices(list(forms), [form.usual for form in forms.values()])[0]
            for digit, forms in FORMS.items()
        },
        reach={digit: chance.random() for digit in FORMS},
        pen=pen,
        ink=ink,
        colour=chance.choice(INKS[ink]),
        width=min(height * _BROADEST, chance.uniform(*_WIDTHS[pen])),
        height=height,
        slant=chance.triangular(-0.12, 0.45, 0.14),
        wide=chance.uniform(0.8, 1.3),
        gap=chance.uniform(0.05, 0.28) + (0.06 if pen == "felt" else 0.0),
        unsteady=chance.uniform(0.008, 0.035),
        shake=chance.choice((0.0, 0.0, 0.005, 0.01)),
        pressure=chance.uniform(0.1, 0.6),
        joined=chance.choice((0.0, 0.0, 0.0, 0.25, 0.7)),
        climb=chance.gauss(0, 0.05),
    )


def smaller(who: Hand, part: float) -> Hand:
    """The same hand, writing at part of its size; a broad pen would fill its digits and is turned on edge."""
    height = who.height * part
    return replace(who, height=height, width=min(who.width, height * _BROADEST))


@dataclass(frozen=True, slots=True)
class Written:
    """A number as strokes, mm, its left end on the line of writing at (0, 0); y runs down."""

    strokes: Sequence[Path]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, foot."""
        everything = np.vstack(self.strokes)
        (x0, y0), (x1, y1) = everything.min(axis=0), everything.max(axis=0)
        return float(x0), float(y0), float(x1), float(y1)


def written(who: Hand, text: str, chance: random.Random) -> Written:
    """A number in somebody's hand; digits, slashes, dots, dashes and spaces."""
    strokes: list[Path] = []
    x = 0.0
    for sign in text:
        drawn = _sign(who, sign, chance)
        if not drawn:
            x += 0.28 * who.height
            continue
        everything = np.vstack(drawn)
        shift = x - everything[:, 0].min()
        drawn = [stroke + np.array((shift, 0.0)) for stroke in drawn]
        if strokes and sign in FORMS and chance.random() < who.joined:
            strokes.append(_link(strokes[-1][-1], drawn[0][0]))
        strokes += drawn
        x = max(x, everything[:, 0].max() + shift) + who.height * max(0.0, who.gap + chance.gauss(0, 0.03))
    return Written([_climbing(_shaken(stroke, who, chance), who.climb) for stroke in strokes])


def _sign(who: Hand, sign: str, chance: random.Random) -> list[Path]:
    """Strokes of one sign, mm, upright on the line of writing."""
    if sign in FORMS:
        form = FORMS[sign][who.forms[sign]]
        reach = min(1.0, max(0.0, who.reach[sign] + chance.gauss(0, 0.08)))
        strokes = form.strokes(reach, chance, who.unsteady)
    elif sign == "/":
        strokes = [smooth([(0.34, -0.08), (0.16, 0.5), (0.0, 1.1)])]
    elif sign == "-":
        strokes = [smooth([(0.0, 0.56), (0.16, 0.54), (0.3, 0.55)])]
    elif sign == ".":
        strokes = [smooth([(0.0, 0.96), (0.03, 1.0), (0.05, 0.99)])]
    else:
        return []
    height = who.height * (1 + chance.gauss(0, 0.05))
    placed = []
    for stroke in strokes:
        x, y = stroke[:, 0] * who.wide, 1 - stroke[:, 1]
        placed.append(np.column_stack([x + who.slant * y, -y]) * height)
    return placed


def _link(start: Path, end: Path) -> Path:
    middle = (start + end) / 2 + np.array((0.0, 0.15))
    return smooth([tuple(start), tuple(middle), tuple(end)])


def _shaken(stroke: Path, who: Hand, chance: random.Random) -> Path:
    if not who.shake:
        return stroke
    noise = np.asarray(np.random.default_rng(chance.randrange(2**32)).standard_normal(stroke.shape))
    slow = cv2.GaussianBlur(noise, (1, 13), 1.0, sigmaY=3.0)
    return np.asarray(stroke + slow * (who.shake * who.height * 2.0))


def _climbing(stroke: Path, climb: float) -> Path:
    return np.column_stack([stroke[:, 0], stroke[:, 1] - climb * stroke[:, 0]])


def write(page: DrawnPage, who: Hand, text: Written, x: float, y: float) -> tuple[float, float, float, float]:
    """Put what was written on the page, its left end on the line of writing at (x, y) mm; gives its box, mm."""
    left, top, right, foot = text.box
    margin = 2 * who.width
    origin = (left - margin, top - margin)
    size = [round((far - near + 2 * margin) / 25.4 * page.dpi) * _FINER for near, far in ((left, right), (top, foot))]
    mask = np.zeros((max(size[1], _FINER), max(size[0], _FINER)), np.uint8)
    scale = page.dpi / 25.4 * _FINER
    for stroke in text.strokes:
        _trace(mask, (stroke - origin) * scale, who, scale)
    small = cv2.resize(mask, (mask.shape[1] // _FINER, mask.shape[0] // _FINER), interpolation=cv2.INTER_AREA)
    press(page, _inked(small, who, page.chance), x + origin[0], y + origin[1], who.colour)
    half = who.width / 2
    return x + left - half, y + top - half, x + right + half, y + foot + half


def _trace(mask: Mask, path: Path, who: Hand, scale: float) -> None:
    """A stroke with its pressure: thick on the way down, thin where the pen sets down and lifts."""
    steps = np.diff(path, axis=0)
    down = steps[:, 1] / np.maximum(1e-6, np.hypot(steps[:, 0], steps[:, 1]))
    ends = np.minimum(np.arange(len(steps)), np.arange(len(steps))[::-1]) / max(1, len(steps))
    force = (1 + who.pressure * 0.5 * down) * np.clip(0.62 + 6 * ends, 0, 1)
    if who.pen == "felt":
        force = 1 + (force - 1) * 0.4
    for start, end, part in zip(path, path[1:], force, strict=False):
        ends_px = [(round(float(p[0]) * 8), round(float(p[1]) * 8)) for p in (start, end)]
        cv2.line(mask, ends_px[0], ends_px[1], 255, max(1, round(who.width * scale * part)), cv2.LINE_AA, 3)


def _inked(mask: Mask, who: Hand, chance: random.Random) -> Mask:
    """How much ink stays: a ballpoint skips and is pale, a felt pen runs."""
    if who.pen == "felt":
        kept: Mask = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 0.5) * 0.97
    else:
        noise = np.asarray(np.random.default_rng(chance.randrange(2**32)).standard_normal(mask.shape))
        slow: Mask = cv2.GaussianBlur(noise, (0, 0), 1.0)
        kept = mask * np.clip(0.9 + slow * (0.3 if who.pen == "ballpoint" else 0.1), 0.35, 1.0)
    return np.clip(kept, 0, 255).astype(np.uint8)
