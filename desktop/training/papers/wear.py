"""The marks of a real scanner on a clean page: slope, turn, tint, shadow, fold, bleed-through, noise, JPEG."""

from __future__ import annotations

import copy
import io
import math
import random
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from PIL import Image

from desktop.training.papers.flaws import Flaws
from desktop.training.papers.page import DrawnPage, Truth

JPEG_QUALITY = 82


@dataclass(frozen=True, slots=True)
class WornPage:
    """A page as a scanner gives it.

    Attributes:
        image: BGR pixels.
        dpi: dots per inch.
        truth: what is on it; lines' corners in px of this picture.
        skew_deg: angle of the paper as found, degrees, counter-clockwise positive.
        rotation_deg: quarter turn clockwise that makes it upright: 0, 90, 180, 270.
    """

    image: Any
    dpi: int
    truth: Truth
    skew_deg: float
    rotation_deg: int

    def jpeg(self, quality: int = JPEG_QUALITY) -> bytes:
        """The picture as the scanner's JPEG, with its dpi."""
        out = io.BytesIO()
        rgb = cv2.cvtColor(self.image, cv2.COLOR_BGR2RGB)
        Image.fromarray(rgb).save(out, "JPEG", quality=quality, dpi=(self.dpi, self.dpi))
        return out.getvalue()


def wear(
    page: DrawnPage,
    seed: int | str,
    *,
    skew: float | None = None,
    turn: int = 0,
    behind: DrawnPage | None = None,
    flaws: Flaws | None = None,
) -> WornPage:
    """Wear a page.

    Args:
        page: the clean page.
        seed: the same seed wears the same way.
        skew: degrees counter-clockwise; by chance within ±3 where None.
        turn: quarter turn clockwise that will make it upright.
        behind: what is printed on the other side and shines through.
        flaws: folds and streaks; a page without them is worn the same otherwise.
    """
    flaws = flaws or Flaws()
    chance = random.Random(f"wear {seed}")  # noqa: S311 - invents, keeps no secret
    noise = np.random.default_rng(chance.randrange(2**32))
    angle = chance.uniform(-3, 3) if skew is None else skew
    picture = cv2.cvtColor(np.asarray(page.image), cv2.COLOR_RGB2BGR).astype(np.float32)
    if behind is not None:
        picture = _shone_through(picture, behind, chance.uniform(0.05, 0.11))
    picture *= np.array([chance.uniform(0.90, 0.97), chance.uniform(0.94, 0.98), chance.uniform(0.95, 0.99)])
    picture = _unevenly_lit(picture, chance)
    if chance.random() < 0.5:
        picture = _folded(picture, chance)
    picture = flaws.on_the_sheet(picture, page.dpi)
    turned, matrix = _turned(picture, angle, turn)
    if chance.random() < 0.7:
        turned = cv2.GaussianBlur(turned, (0, 0), chance.uniform(0.4, 0.75))
    turned = flaws.in_the_scanner(turned, page.dpi)
    turned += noise.normal(0, chance.uniform(1.5, 4.0), turned.shape[:2])[..., None]
    pixels = np.clip(turned, 0, 255).astype(np.uint8)
    for _ in range(chance.randrange(12)):
        spot = (chance.randrange(pixels.shape[1]), chance.randrange(pixels.shape[0]))
        cv2.circle(pixels, spot, chance.choice((1, 1, 2)), (90, 90, 90), -1)
    return WornPage(pixels, page.dpi, moved(page.truth, matrix), angle, turn)


def _shone_through(picture: Any, behind: DrawnPage, strength: float) -> Any:
    other = cv2.cvtColor(np.asarray(behind.image.resize((picture.shape[1], picture.shape[0]))), cv2.COLOR_RGB2GRAY)
    mirrored = cv2.GaussianBlur(other[:, ::-1], (0, 0), picture.shape[1] / 550).astype(np.float32)
    return picture - ((255 - mirrored) * strength)[..., None]


def _unevenly_lit(picture: Any, chance: random.Random) -> Any:
    height, width = picture.shape[:2]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    light = 1 + chance.uniform(-0.035, 0.035) * x + chance.uniform(-0.03, 0.03) * y
    if chance.random() < 0.4:
        light -= 0.22 * np.exp(-(x + 1) * chance.uniform(12, 25))
    return picture * light[..., None]


def _folded(picture: Any, chance: random.Random) -> Any:
    height = picture.shape[0]
    at = height * chance.uniform(0.32, 0.68)
    y = np.arange(height, dtype=np.float32)
    crease = 1 - 0.10 * np.exp(-(((y - at) / 3) ** 2)) - 0.03 * np.exp(-np.abs(y - at) / 60) * (y > at)
    return picture * crease[:, None, None]


def _turned(picture: Any, skew_deg: float, turn: int) -> tuple[Any, Any]:
    """Lay the page askew about its middle, then turn it away by `turn` (counter-clockwise)."""
    height, width = picture.shape[:2]
    angle = math.radians(-skew_deg - turn)
    cos, sin = math.cos(angle), math.sin(angle)
    out_w, out_h = (width, height) if turn in {0, 180} else (height, width)
    turning = np.array([[cos, -sin], [sin, cos]])
    middle = np.array([(width - 1) / 2, (height - 1) / 2])
    shift = np.array([(out_w - 1) / 2, (out_h - 1) / 2]) - turning @ middle
    matrix = np.hstack([turning, shift[:, None]])
    lid = tuple(float(n) for n in np.percentile(picture[::20, ::20].reshape(-1, 3), 80, axis=0) * 0.985)
    laid = cv2.warpAffine(picture, matrix, (out_w, out_h), flags=cv2.INTER_CUBIC, borderValue=lid)
    return laid, matrix


def moved(truth: Truth, matrix: Any) -> Truth:
    """The truth of a page that was laid elsewhere; a 2 × 3 matrix, px."""
    moved = copy.deepcopy(truth)
    for line in (*moved.lines, *moved.slots):
        points = np.array(line["quad"]) @ matrix[:, :2].T + matrix[:, 2]
        line["quad"] = [(round(float(x), 1), round(float(y), 1)) for x, y in points]
    return moved
