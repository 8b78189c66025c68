"""What lies under and over the small type of a card: tint, fine lines, portrait, chip, foil, glare, worn edges."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from PIL import Image

from desktop.training.papers.page import CARD_MM, DrawnPage

Colour = tuple[int, int, int]

_TINTS: tuple[Colour, ...] = (
    (222, 236, 238), (232, 240, 224), (244, 232, 214), (228, 226, 242), (240, 236, 226), (214, 232, 246), (246, 226, 226),
)  # fmt: skip
_THREADS: tuple[Colour, ...] = (
    (120, 170, 180), (150, 185, 130), (205, 160, 120), (150, 140, 195), (110, 150, 205), (210, 140, 150), (170, 170, 120),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plate:
    """One side of a card on a page.

    Attributes:
        page: what it is drawn on.
        x, y: its left top, mm.
        chance: the accidents of this card.
    """

    page: DrawnPage
    x: float
    y: float
    chance: random.Random

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, foot, px of the page."""
        left, top = self.page.px(self.x), self.page.px(self.y)
        return left, top, left + self.page.px(CARD_MM[0]), top + self.page.px(CARD_MM[1])

    def pixels(self) -> Any:
        """The side as it is drawn so far, RGB from 0 to 255."""
        return np.asarray(self.page.image.crop(self.box)).astype(np.float32)

    def put(self, pixels: Any) -> None:
        """Lay pixels over the side, inside its round corners."""
        left, top, right, foot = self.box
        inside = np.zeros((foot - top, right - left), np.uint8)
        round_px = self.page.px(3)
        cv2.rectangle(inside, (round_px, 0), (right - left - round_px, foot - top), 255, -1)
        cv2.rectangle(inside, (0, round_px), (right - left, foot - top - round_px), 255, -1)
        for across in (round_px, right - left - round_px - 1):
            for down in (round_px, foot - top - round_px - 1):
                cv2.circle(inside, (across, down), round_px, 255, -1, cv2.LINE_AA)
        side = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
        self.page.image.paste(side, (left, top), Image.fromarray(inside))


def ground(plate: Plate) -> None:
    """The side without any words: two tints that run into one another, and one to four nets of fine lines."""
    chance, page = plate.chance, plate.page
    left, top, right, foot = plate.box
    wide, high = right - left, foot - top
    one, other = (np.array(chance.choice(_TINTS), np.float32) for _ in range(2))
    angle = chance.uniform(0, 2 * math.pi)
    across = np.linspace(-1, 1, wide)[None, :] * math.cos(angle) + np.linspace(-1, 1, high)[:, None] * math.sin(angle)
    share = (1 / (1 + np.exp(-2 * across)))[..., None]
    pixels = (one * share + other * (1 - share)).astype(np.float32)
    for _ in range(chance.randint(1, 4)):
        _net(pixels, page.dpi, chance)
    plate.put(pixels)
    # The card's own edge throws a thin shadow.
    page.draw.rounded_rectangle(plate.box, page.px(3), outline=(150, 165, 170), width=max(1, page.px(0.2)))
    page.truth.blank = False


def _net(pixels: Any, dpi: int, chance: random.Random) -> None:
    """Waves side by side, or a rosette: the net of lines that no copier should copy."""
    high, wide = pixels.shape[:2]
    thread = chance.choice(_THREADS)
    strength = chance.uniform(0.25, 0.75)
    net = np.zeros((high, wide), np.uint8)
    thick = max(1, round(dpi / 200 * chance.uniform(0.6, 1.4)))
    if chance.random() < 0.65:
        step, swing, bend = (dpi / 25.4 * chance.uniform(*ends) for ends in ((0.9, 3.2), (0.5, 3.5), (3, 14)))
        start = chance.uniform(0, 2 * math.pi)
        xs = np.arange(0, wide + 8, 4)
        for at, base in enumerate(np.arange(-swing, high + swing, step)):
            ys = base + swing * np.sin(xs / bend + start + at * 0.35)
            _line(net, np.stack([xs, ys], axis=1), thick)
    else:
        middle = (chance.uniform(0.2, 0.8) * wide, chance.uniform(0.2, 0.8) * high)
        petals, reach = chance.randint(5, 14), high * chance.uniform(0.3, 0.8)
        angles = np.linspace(0, 2 * math.pi, 360)
        for at in range(chance.randint(8, 20)):
            radius = reach * (0.2 + 0.05 * at) * (1 + 0.22 * np.sin(petals * angles + at * 0.3))
            points = np.stack([middle[0] + radius * np.cos(angles), middle[1] + radius * np.sin(angles)], axis=1)
            _line(net, points, thick)
    weight = (net.astype(np.float32) / 255 * strength)[..., None]
    pixels[:] = pixels * (1 - weight) + np.array(thread, np.float32) * weight


def _line(net: Any, points: Any, thick: int) -> None:
    cv2.polylines(net, [points.astype(np.int32)], isClosed=False, color=255, thickness=thick, lineType=cv2.LINE_AA)


def portrait(plate: Plate, x: float, y: float, width: float, *, faint: bool = False) -> None:
    """A photograph with nobody on it: ground, shoulders, head, hair; `x`, `y`, `width` mm on the side."""
    page, chance = plate.page, plate.chance
    size = (page.px(width), page.px(width * 1.33))
    picture = np.full(
        (size[1], size[0], 3), chance.choice(((205, 214, 222), (170, 200, 230), (235, 235, 235))), np.uint8
    )
    middle = size[0] // 2
    skin, hair = chance.choice(((190, 158, 138), (214, 180, 156))), chance.choice(((40, 34, 32), (70, 60, 56)))
    cv2.ellipse(
        picture, (middle, size[1]), (round(size[0] * 0.46), round(size[1] * 0.34)), 0, 180, 360, (70, 82, 104), -1
    )
    cv2.ellipse(
        picture, (middle, round(size[1] * 0.4)), (round(size[0] * 0.27), round(size[1] * 0.29)), 0, 0, 360, hair, -1
    )
    cv2.ellipse(
        picture, (middle, round(size[1] * 0.46)), (round(size[0] * 0.21), round(size[1] * 0.25)), 0, 0, 360, skin, -1
    )
    image = Image.fromarray(cv2.GaussianBlur(picture, (0, 0), page.dpi / 120))
    at = (page.px(plate.x + x), page.px(plate.y + y))
    page.image.paste(image, at, Image.new("L", size, 70 if faint else 255))


def chip(plate: Plate, x: float, y: float) -> None:
    """The contacts of a chip, golden."""
    page = plate.page
    left, top, right, foot = (page.px(n) for n in (plate.x + x, plate.y + y, plate.x + x + 12.5, plate.y + y + 11))
    page.draw.rounded_rectangle((left, top, right, foot), page.px(1.6), fill=(206, 178, 110), outline=(120, 100, 60))
    for share in (1 / 3, 2 / 3):
        across, down = round(left + (right - left) * share), round(top + (foot - top) * share)
        page.draw.line((left, down, right, down), fill=(120, 100, 60))
        page.draw.line((across, top, across, foot), fill=(120, 100, 60))


def finger(plate: Plate, x: float, y: float) -> None:
    """The print of a finger, blue-black whorls."""
    page, chance = plate.page, plate.chance
    for ring in range(1, 13):
        wide, high = ring * 0.62, ring * 0.78
        middle_x, middle_y = plate.x + x + chance.uniform(-0.1, 0.1), plate.y + y
        box = tuple(page.px(n) for n in (middle_x - wide, middle_y - high, middle_x + wide, middle_y + high))
        page.draw.arc(
            box, chance.uniform(0, 40), chance.uniform(300, 360), fill=(60, 60, 90), width=max(1, page.px(0.25))
        )


def finished(plate: Plate) -> None:
    """What lies over the words: foil that shines in colours, an embossed mark, the glare of the lamp, worn edges."""
    chance, dpi = plate.chance, plate.page.dpi
    pixels: Any = plate.pixels()
    high, wide = pixels.shape[:2]
    ys, xs = np.mgrid[0:high, 0:wide].astype(np.float32)
    if chance.random() < 0.5:
        pixels = _foil(pixels, xs, ys, chance)
    if chance.random() < 0.3:
        away = np.hypot(xs - wide * chance.uniform(0.3, 0.7), ys - high * chance.uniform(0.3, 0.7))
        reach = dpi / 25.4 * chance.uniform(5, 9)
        ridge = np.exp(-(((away - reach) / (dpi / 60)) ** 2))
        pixels += (8 * (ridge - np.roll(ridge, 2, axis=(0, 1))))[..., None]
    if chance.random() < 0.4:
        slant = chance.uniform(0.3, 1.2)
        band = np.exp(
            -(((xs + slant * ys - chance.uniform(0, wide + slant * high)) / (wide * chance.uniform(0.04, 0.2))) ** 2)
        )
        weight = (band * chance.uniform(0.1, 0.4))[..., None]
        pixels = pixels * (1 - weight) + 250 * weight
    if chance.random() < 0.3:
        rim = np.minimum(np.minimum(xs, wide - xs), np.minimum(ys, high - ys))
        rough = cv2.GaussianBlur(
            np.random.default_rng(chance.randrange(2**32)).random((high, wide), np.float32), (0, 0), 2
        )
        worn = (rim < dpi / 25.4 * (rough - 0.42) * 8).astype(np.float32)[..., None]
        pixels = pixels * (1 - 0.7 * worn) + 240 * 0.7 * worn
    if chance.random() < 0.3:
        # A card carried for years: everything on it is paler.
        keep = chance.uniform(0.6, 0.9)
        pixels = 238 - (238 - pixels) * keep
    plate.put(pixels)


def _foil(pixels: Any, xs: Any, ys: Any, chance: random.Random) -> Any:
    high, wide = pixels.shape[:2]
    middle = (wide * chance.uniform(0.1, 0.9), high * chance.uniform(0.1, 0.9))
    away = np.hypot(xs - middle[0], ys - middle[1]) / (high * chance.uniform(0.1, 0.22))
    weight = (np.clip(1.2 - away, 0, 1) * chance.uniform(0.15, 0.45))[..., None]
    hue = (away * chance.uniform(0.5, 2) + np.arctan2(ys - middle[1], xs - middle[0])) * 1.5
    shine = np.stack([205 + 45 * np.sin(hue + turn) for turn in (0, 2.1, 4.2)], axis=-1)
    return pixels * (1 - weight) + shine * weight


def copied(page: DrawnPage, chance: random.Random) -> None:
    """The whole page as a copier gives it: black and white, its contrast raised, speckled, at worst without greys."""
    grey = cv2.cvtColor(np.asarray(page.image), cv2.COLOR_RGB2GRAY).astype(np.float32)
    low, high = chance.uniform(20, 60), chance.uniform(215, 245)
    copy: Any = np.clip((grey - low) / (high - low), 0, 1)
    copy = copy ** chance.uniform(0.8, 1.3) * 255
    rough = np.random.default_rng(chance.randrange(2**32))
    copy = cv2.GaussianBlur(copy, (0, 0), chance.uniform(0.3, 0.7) * page.dpi / 200)
    copy += rough.normal(0, chance.uniform(2, 10), copy.shape)
    if chance.random() < 0.25:
        copy = np.where(copy + rough.normal(0, 8, copy.shape) > chance.uniform(150, 190), 255, 0).astype(np.float32)
    page.image.paste(Image.fromarray(np.clip(copy, 0, 255).astype(np.uint8)).convert("RGB"))
