"""A sheet lying anyhow on a flatbed larger than itself, under a lid of any colour."""

from __future__ import annotations

import math
import random

import cv2
import numpy as np

from desktop.training.papers.page import A4_MM, DrawnPage
from desktop.training.papers.wear import WornPage, moved, wear

BEDS: dict[str, tuple[int, int, int]] = {
    "black": (20, 22, 22),
    "dark": (76, 78, 76),
    "grey": (122, 126, 124),
    "white": (250, 252, 252),
}
"""Lids, BGR."""


def on_the_glass(
    sheet: DrawnPage,
    seed: int | str,
    *,
    bed: str = "white",
    skew: float = 0.0,
    turn: int = 0,
    glass_mm: tuple[float, float] = A4_MM,
) -> WornPage:
    """Lay a worn sheet on the glass, somewhere near the middle.

    Args:
        sheet: the clean sheet.
        seed: the same seed lies the same way.
        bed: a key of `BEDS`.
        skew: degrees counter-clockwise.
        turn: quarter turn clockwise that will make it upright.
        glass_mm: width and height of the picture.
    """
    chance = random.Random(f"glass {seed}")  # noqa: S311 - invents, keeps no secret
    noise = np.random.default_rng(chance.randrange(2**32))
    worn = wear(sheet, seed, skew=0.0)
    high, wide = worn.image.shape[:2]
    out_w, out_h = (round(mm / 25.4 * sheet.dpi) for mm in glass_mm)
    angle = math.radians(-skew - turn)
    cos, sin = math.cos(angle), math.sin(angle)
    turned = np.array([[cos, -sin], [sin, cos]])
    reach = np.abs(turned) @ np.array([wide, high]) / 2
    free = np.maximum(0, np.array([out_w, out_h]) / 2 - reach) * 0.8
    spot = np.array([out_w, out_h]) / 2 + free * (chance.uniform(-1, 1), chance.uniform(-1, 1))
    matrix = np.hstack([turned, (spot - turned @ np.array([wide, high]) / 2)[:, None]])
    lid = np.full((out_h, out_w, 3), BEDS[bed], np.float32)
    covered = cv2.warpAffine(np.ones((high, wide), np.float32), matrix, (out_w, out_h))[..., None]
    if min(BEDS[bed]) > 150:
        # On a pale lid a sheet's own thickness throws a soft shadow.
        lid *= 1 - 0.12 * cv2.GaussianBlur(covered, (0, 0), sheet.dpi / 60)[..., None]
    laid = cv2.warpAffine(
        worn.image.astype(np.float32), matrix, (out_w, out_h), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    picture = lid * (1 - covered) + laid * covered + noise.normal(0, 2.0, (out_h, out_w, 1))
    return WornPage(np.clip(picture, 0, 255).astype(np.uint8), sheet.dpi, moved(worn.truth, matrix), skew, turn)
