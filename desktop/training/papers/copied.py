"""What offices' machines make of a sheet: bilevel scans, copies of copies, grey paper, shadows, JPEG twice.

`wear` lays a sheet on the glass; a copier then does one of `WAYS` to the picture.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import WornPage, wear

Picture = Any
_PAPER = 245.0


@dataclass(frozen=True, slots=True)
class Machine:
    """What a way is done with.

    Attributes:
        chance: the same one, the same marks.
        noise: likewise, for whole pictures.
        fine: px of a 200 dpi scan that one px of this picture is across.
    """

    chance: random.Random
    noise: np.random.Generator
    fine: float

    def blurred(self, picture: Picture, low: float, high: float) -> Picture:
        """Blurred by so many px of a 200 dpi scan."""
        return cv2.GaussianBlur(picture, (0, 0), self.chance.uniform(low, high) / self.fine)

    def grain(self, shape: tuple[int, int]) -> Picture:
        """Noise of one grey level."""
        return self.noise.standard_normal(shape, np.float32)

    def field(self, shape: tuple[int, int], cells: int) -> Picture:
        """A smooth field of 0 to 1, some `cells` hills across."""
        rough = self.noise.random((max(2, round(cells * shape[0] / shape[1])), cells)).astype(np.float32)
        return np.clip(cv2.resize(rough, shape[::-1], interpolation=cv2.INTER_CUBIC), 0, 1)


def copied(page: DrawnPage, seed: int | str, way: str = "", *, skew: float | None = None) -> WornPage:
    """A page as an office's machine scans it.

    Args:
        page: the clean page.
        seed: the same seed copies the same way.
        way: a key of `WAYS`; by chance where empty.
        skew: degrees counter-clockwise; most sheets from a feeder lie within 1 where None.
    """
    chance = random.Random(f"copied {seed}")  # noqa: S311 - invents, keeps no secret
    worn = wear(page, seed, skew=chance.gauss(0, 0.7) if skew is None else skew)
    machine = Machine(chance, np.random.default_rng(chance.randrange(2**32)), 200 / page.dpi)
    way = way or chance.choices(list(WAYS), [weight for weight, _ in WAYS.values()])[0]
    picture = WAYS[way][1](worn.image.astype(np.float32), machine)
    pixels = np.clip(picture, 0, 255).astype(np.uint8)
    return replace(worn, image=_squeezed(pixels, chance.randrange(50, 86)))


def _squeezed(pixels: Picture, quality: int) -> Picture:
    """Once through JPEG; the scanner's own file will be the second time."""
    _, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(data, cv2.IMREAD_COLOR)


def _plain(picture: Picture, machine: Machine) -> Picture:
    """A good office scanner: paper nearly white."""
    levels = np.percentile(picture, 85, axis=(0, 1))
    return 252 - (levels - picture) * machine.chance.uniform(1.0, 1.25)


def _bilevel(picture: Picture, machine: Machine) -> Picture:
    """Black and white, as a fax or a copier's scan: ragged edges, lost hairlines, specks, a black edge."""
    chance = machine.chance
    grey = _levelled(machine.blurred(_grey(picture), 0.35, 0.8))
    grey += machine.grain(grey.shape) * chance.uniform(4, 18)
    black = grey < chance.uniform(135, 220)
    if chance.random() < 0.25:
        # A fax has half the rows of a scan, or was sent at less than it was scanned at.
        step = chance.uniform(1.2, 1.6)
        small = cv2.resize(black.astype(np.uint8) * 255, None, fx=1, fy=1 / step, interpolation=cv2.INTER_AREA)
        black = cv2.resize(small, black.shape[::-1], interpolation=cv2.INTER_NEAREST) > 127
    found = np.where(black, 0.0, 255.0).astype(np.float32)
    _specks(found, machine, chance.choice((0.0, 2.0, 8.0, 30.0)))
    _punched(found, machine)
    if chance.random() < 0.3:
        _black_edge(found, machine)
    return cv2.merge([found] * 3)


def _copy_of_copy(picture: Picture, machine: Machine) -> Picture:
    """Copied once or more: type spread or eaten away, toner pale in places, dirt of every glass on the way."""
    chance = machine.chance
    grey = _grey(picture)
    for _ in range(chance.choice((1, 1, 2, 3))):
        grey = machine.blurred(_levelled(grey), 0.4, 0.8)
        middle, steep = chance.uniform(120, 190), chance.uniform(18, 40)
        grey = _PAPER / (1 + np.exp((middle - grey) / steep))
        grey += machine.grain(grey.shape) * chance.uniform(2, 7)
        _specks(grey, machine, chance.choice((1.0, 4.0, 15.0)))
    if chance.random() < 0.5:
        pale = machine.field(grey.shape, chance.randrange(2, 6)) ** 2 * chance.uniform(0.2, 0.65)
        specked = pale + pale * machine.blurred(machine.grain(grey.shape), 0.5, 1.0)
        grey += (_PAPER - grey) * np.clip(specked, 0, 0.85)
    _punched(grey, machine)
    tinted = cv2.merge([grey] * 3)
    return tinted * np.array([chance.uniform(0.94, 1.0) for _ in range(3)], np.float32)


def _recycled(picture: Picture, machine: Machine) -> Picture:
    """Cheap or coloured paper: tint, grain, fibres."""
    chance, shape = machine.chance, picture.shape[:2]
    tint = np.array([chance.uniform(0.74, 1.0), chance.uniform(0.86, 1.0), chance.uniform(0.88, 1.0)], np.float32)
    grain = machine.grain(shape)
    coarse = machine.blurred(machine.grain(shape), 0.9, 1.8)
    grain = (grain + 2.2 * coarse / max(1e-6, float(coarse.std()))) / 2.4
    found = picture * tint + (grain * chance.uniform(2, 8))[..., None]
    for _ in range(chance.randrange(10, 120)):
        x, y = chance.randrange(shape[1]), chance.randrange(shape[0])
        end = (x + round(chance.gauss(0, 9) / machine.fine), y + round(chance.gauss(0, 9) / machine.fine))
        cv2.line(found, (x, y), end, [float(n) * chance.uniform(150, 215) for n in tint], 1, cv2.LINE_AA)
    return found


def _moire(picture: Picture, machine: Machine) -> Picture:
    """A fine pattern of the copier's screen beating against the scanner's dots."""
    chance = machine.chance
    height, width = picture.shape[:2]
    x = np.arange(width, dtype=np.float32)[None, :] * machine.fine
    y = np.arange(height, dtype=np.float32)[:, None] * machine.fine
    waves = np.zeros((height, width), np.float32)
    for _ in range(2):
        period, turn = chance.uniform(3.2, 9), chance.uniform(0, np.pi)
        waves += np.sin(2 * np.pi * (x * np.cos(turn) + y * np.sin(turn)) / period)
    strength = chance.uniform(3, 9) * (0.4 + 0.6 * machine.field((height, width), 4))
    return picture - (strength * (1 + waves / 2))[..., None]


def _shadowed(picture: Picture, machine: Machine) -> Picture:
    """A sheet that does not lie flat, or was photographed: shade from a side, a dark gutter, a pale middle."""
    chance = machine.chance
    height, width = picture.shape[:2]
    x = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    along = x if chance.random() < 0.6 else y
    along = along if chance.random() < 0.5 else 1 - along
    light = 1 - chance.uniform(0.1, 0.45) * np.exp(-along * chance.uniform(3, 16))
    soft = machine.field((height, width), 3)
    return picture * (light * (1 - chance.uniform(0.05, 0.2) * soft))[..., None]


WAYS: Mapping[str, tuple[int, Callable[[Picture, Machine], Picture]]] = {
    "plain": (30, _plain),
    "bilevel": (30, _bilevel),
    "copy of a copy": (14, _copy_of_copy),
    "recycled": (10, _recycled),
    "moire": (6, _moire),
    "shadowed": (10, _shadowed),
}
"""What a machine does, and of a hundred sheets how many go through it."""


def _grey(picture: Picture) -> Picture:
    return cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) if picture.ndim == 3 else picture


def _levelled(grey: Picture) -> Picture:
    """The paper as white as the machine makes it."""
    return grey * (_PAPER / max(1.0, float(np.percentile(grey[::8, ::8], 80))))


def _specks(picture: Picture, machine: Machine, per_dm2: float) -> None:
    """Dirt of the glass, so many specks a square decimetre."""
    height, width = picture.shape[:2]
    area = height * width * machine.fine**2 / (200 / 25.4 * 100) ** 2
    for _ in range(machine.noise.poisson(per_dm2 * area)):
        spot = (machine.chance.randrange(width), machine.chance.randrange(height))
        radius = machine.chance.choice((0.5, 0.5, 1.0, 1.0, 1.8)) / machine.fine
        cv2.circle(picture, spot, max(1, round(radius)), machine.chance.uniform(0, 90), -1)


def _punched(picture: Picture, machine: Machine) -> None:
    """A corner that was stapled before: a few dark marks together."""
    chance = machine.chance
    if chance.random() < 0.5:
        return
    px = 200 / 25.4 / machine.fine
    x, y = chance.uniform(4, 22) * px, chance.uniform(3, 16) * px
    for _ in range(chance.randrange(3, 14)):
        spot = (round(x + chance.gauss(0, 4) * px), round(y + chance.gauss(0, 2) * px))
        end = (round(spot[0] + chance.gauss(0, 0.5) * px), round(spot[1] + chance.gauss(0, 0.4) * px))
        cv2.line(picture, spot, end, chance.uniform(0, 110), max(1, round(chance.uniform(0.15, 0.6) * px)))


def _black_edge(picture: Picture, machine: Machine) -> None:
    """Where the lid shows beside the sheet."""
    chance = machine.chance
    wide = round(chance.uniform(0.5, 3.5) * 200 / 25.4 / machine.fine)
    side = chance.randrange(4)
    if side == 0:
        picture[:wide] = 0
    elif side == 1:
        picture[-wide:] = 0
    elif side == 2:
        picture[:, :wide] = 0
    else:
        picture[:, -wide:] = 0
