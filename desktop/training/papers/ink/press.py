"""Ink on paper that is printed already: it darkens what is there, and never covers it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops

from desktop.training.papers.page import DrawnPage

Colour = tuple[int, int, int]
Mask = NDArray[Any]


def press(page: DrawnPage, mask: Mask, x: float, y: float, colour: Colour) -> None:
    """Lay ink over a page.

    Args:
        page: what is printed.
        mask: how much ink stays, 0 to 255, at the page's dpi.
        x: the mask's left, mm.
        y: its top, mm.
        colour: RGB of the ink.
    """
    at = (page.px(x), page.px(y))
    box = (at[0], at[1], at[0] + mask.shape[1], at[1] + mask.shape[0])
    under = page.image.crop(box)
    ink = Image.new("RGB", under.size, "white")
    ink.paste(colour, (0, 0, *under.size), Image.fromarray(mask))
    page.image.paste(ImageChops.multiply(under, ink), at)
    page.truth.blank = False


def worn(mask: Mask, chance_seed: int, *, gone: float, patchy: float) -> Mask:
    """A stamp's uneven ink.

    Args:
        mask: the stamp as cut.
        chance_seed: the same seed, the same press.
        gone: share of small specks without ink, 0 to 1.
        patchy: how much the ink differs from place to place, 0 to 1.
    """
    noise = np.random.default_rng(chance_seed)
    fine = noise.random(mask.shape)
    rows, columns = max(2, mask.shape[0] // 24), max(2, mask.shape[1] // 24)
    coarse = Image.fromarray((noise.random((rows, columns)) * 255).astype(np.uint8))
    slow = np.asarray(coarse.resize(mask.shape[::-1], Image.Resampling.BICUBIC)) / 255
    kept = mask * (1 - patchy * slow)
    kept[fine < gone] *= 0.25
    return np.asarray(np.clip(kept, 0, 255), np.uint8)
