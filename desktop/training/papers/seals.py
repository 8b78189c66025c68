"""Round seals as hands press them: rims, star, words around; with uneven ink, tilted, doubled, pale."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw

from desktop.training.papers.page import DrawnPage

Colour = tuple[int, int, int]
INKS: tuple[Colour, ...] = (
    (205, 32, 38), (222, 20, 30), (178, 30, 44), (232, 78, 58), (214, 60, 84), (190, 40, 90), (240, 100, 80),
)  # fmt: skip
_FINER = 3
"""A seal is drawn so many times larger than it is put down."""


@dataclass(frozen=True, slots=True)
class Press:
    """How a seal was pressed.

    Attributes:
        colour: of the ink.
        strength: how much ink it gives, 0 to 1.
        uneven: how much less the weaker side gives, 0 to 1.
        patches: share of the rubber that gives hardly any ink.
        turn: degrees.
        doubled: the hand slipped by so many mm, and it is there twice.
    """

    colour: Colour = INKS[0]
    strength: float = 0.82
    uneven: float = 0.0
    patches: float = 0.12
    turn: float = 0.0
    doubled: float = 0.0


def any_press(chance: random.Random) -> Press:
    """A hand, a pad and a sheet of paper as they may come."""
    return Press(
        colour=chance.choice(INKS),
        strength=chance.uniform(0.22, 0.95),
        uneven=chance.choice((0.0, 0.0, chance.uniform(0.3, 0.9))),
        patches=chance.uniform(0.05, 0.35),
        turn=chance.uniform(-30, 30),
        doubled=chance.choice((0.0, 0.0, 0.0, chance.uniform(0.4, 1.2))),
    )


def pressed(page: DrawnPage, x: float, y: float, ring: str, press: Press, *, radius: float = 18) -> None:
    """Press a seal onto a page, its middle at (x, y) mm; it may reach over the page's edge. Ink darkens what is there.

    Args:
        page: what is printed already.
        x: mm.
        y: mm.
        ring: the words around.
        press: how.
        radius: mm.
    """
    across = page.px(2 * radius)
    ink = _rubber(page, ring, across)
    ink = cv2.warpAffine(
        ink, cv2.getRotationMatrix2D((across / 2, across / 2), press.turn, 1), (across, across), flags=cv2.INTER_CUBIC
    )
    if press.doubled:
        off = max(1, page.px(press.doubled))
        ink = np.maximum(ink, 0.6 * np.roll(ink, (off, off // 2), axis=(0, 1)))
    share = np.clip(ink * _given(across, page, press), 0, 1)[..., None]
    at = (page.px(x - radius), page.px(y - radius))
    box = (*at, at[0] + across, at[1] + across)
    under = np.asarray(page.image.crop(box)).astype(np.float32)
    inked = under * (1 - share * (1 - np.array(press.colour, np.float32) / 255))
    page.image.paste(Image.fromarray(inked.astype(np.uint8)), at)
    page.truth.seals.append([at[0], at[1], across, across])
    page.truth.blank = False


def _rubber(page: DrawnPage, ring: str, across: int) -> Any:
    """The seal as it was cut: how much ink stands where, 0 to 1."""
    size = across * _FINER
    layer = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(layer)
    edge, width = size * 0.02, max(2, round(size * 0.018))
    pen.ellipse((edge, edge, size - edge, size - edge), outline=255, width=width)
    inner = size * 0.27
    pen.ellipse((inner, inner, size - inner, size - inner), outline=255, width=max(2, width // 2))
    middle = size / 2
    points = [
        (middle + reach * math.sin(math.pi / 5 * at), middle - reach * math.cos(math.pi / 5 * at))
        for at, reach in enumerate((size * 0.13, size * 0.052) * 5)
    ]
    pen.polygon(points, fill=255)
    font = page.font(size * 0.075 / page.dpi * 72, "sb")
    step = min(300 / max(1, len(ring)), 16)
    for at, letter in enumerate(ring):
        angle = (at - (len(ring) - 1) / 2) * step
        tile = Image.new("L", (round(size * 0.14), round(size * 0.14)), 0)
        ImageDraw.Draw(tile).text((tile.width / 2, tile.height / 2), letter, font=font, fill=255, anchor="mm")
        tile = tile.rotate(-angle, Image.Resampling.BICUBIC)
        left = middle + size * 0.385 * math.sin(math.radians(angle)) - tile.width / 2
        top = middle - size * 0.385 * math.cos(math.radians(angle)) - tile.height / 2
        layer.paste(255, (round(left), round(top)), tile)
    return np.asarray(layer.resize((across, across), Image.Resampling.LANCZOS)).astype(np.float32) / 255


def _given(across: int, page: DrawnPage, press: Press) -> Any:
    """How much ink each place of the rubber gives, 0 to 1."""
    noise = np.random.default_rng(page.chance.randrange(2**32))
    way = page.chance.uniform(0, 2 * math.pi)
    along = np.linspace(-1, 1, across)
    slope = along[None, :] * math.cos(way) + along[:, None] * math.sin(way)
    fine = np.where(noise.random((across, across)) < press.patches, 0.35, 1.0)
    coarse = cv2.resize(noise.random((9, 9)).astype(np.float32), (across, across), interpolation=cv2.INTER_CUBIC)
    dry = np.clip((coarse - press.patches) * 6, 0.1, 1)
    return press.strength * (1 - press.uneven * np.clip(0.5 + slope / 2, 0, 1)) * fine * dry
