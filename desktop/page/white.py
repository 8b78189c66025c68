"""The colour of the paper itself, place by place, and making it white without touching what is on it.

Each px is divided by the paper's colour at its place: tint, shade of a fold, the shadow at the spine go; ink, seals,
stamps and pencil keep their contrast to the paper and their hue. Coloured paper, photographs and cards are left
as they are, for there the ground belongs to the document.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.page.geometry import Matrix
from desktop.page.image import Pixels
from desktop.page.look.small import Mask, Small

CELL = 4
"""Px of the small page per cell of the ground: one millimetre."""

NEAR = 0.86
SHADE = 0.55
SHADE_MM = 26.0
STEP = 9
HUE = 7.0
COLOURED_PAPER = 11.0
DARK_PAPER = 150.0
PAPER_SHARE = 0.4
WHITE_ENOUGH = 250.0
KNEE = (226.0, 247.0)
SPREAD = 31


@dataclass(frozen=True, slots=True)
class Ground:
    """The paper's colour.

    Attributes:
        cells: BGR, one for each cell of `CELL` px of the small page, as if nothing were on it.
        colour: BGR of the paper on the whole.
        whitens: whether the paper should be made white: nearly neutral, most of the page, not white yet.
        px: px of the page per cell.
        size: width and height of that page, px.
    """

    cells: Pixels
    colour: tuple[float, float, float]
    whitens: bool
    px: float
    size: tuple[int, int]

    def carried(self, matrix: Matrix, size: tuple[int, int]) -> Ground:
        """The ground of the page that a matrix makes of this one."""
        grid = (max(1, round(size[0] / self.px)), max(1, round(size[1] / self.px)))
        to_page = np.array([[self.px, 0, (self.px - 1) / 2], [0, self.px, (self.px - 1) / 2], [0, 0, 1]])
        through = np.linalg.inv(to_page) @ matrix @ to_page
        border = cv2.BORDER_REPLICATE
        return replace(self, cells=cv2.warpAffine(self.cells, through[:2], grid, borderMode=border), size=size)

    def shown(self) -> Pixels:
        """The empty paper, BGR, in the page's size."""
        return cv2.resize(self.cells, self.size, interpolation=cv2.INTER_LINEAR)

    def whitened(self, page: Pixels) -> Pixels:
        """The page on white paper."""
        lit = cv2.divide(page, self.shown(), scale=255)
        return cv2.LUT(lit, _curve())


def find_ground(small: Small, size: tuple[int, int]) -> Ground:
    """Find the paper's colour on a page made small, for the page of `size` px (width, height)."""
    colour = _paper_colour(small)
    cells, sheet = _cells(small, colour)
    lab = _lab(colour)
    neutral = float(np.hypot(lab[1] - 128, lab[2] - 128)) <= COLOURED_PAPER and lab[0] >= DARK_PAPER
    white = min(colour) >= WHITE_ENOUGH and float(cells.min()) >= WHITE_ENOUGH
    whitens = bool(neutral and sheet >= PAPER_SHARE and not white)
    return Ground(cells, colour, whitens, small.scale * CELL, size)


def _paper_colour(small: Small) -> tuple[float, float, float]:
    """The commonest light colour."""
    pixels, light = small.pixels[::3, ::3], small.lab[::3, ::3, 0].copy()
    counts = cv2.GaussianBlur(cv2.calcHist([light], [0], None, [256], [0, 256]), (1, 9), 2).ravel()
    # Lids and photographs may cover more of the picture, but are no paper.
    counts[: int(0.45 * int(np.flatnonzero(counts)[-1]))] = 0
    mode = int(np.argmax(counts))
    blue, green, red = np.median(pixels[np.abs(light.astype(np.int16) - mode) <= 4], axis=0)
    return (float(blue), float(green), float(red))


def _lab(colour: tuple[float, float, float]) -> npt.NDArray[np.float64]:
    one = np.array([[colour]], np.float32).astype(np.uint8)
    return np.asarray(cv2.cvtColor(one, cv2.COLOR_BGR2LAB)[0, 0], np.float64)


def _cells(small: Small, colour: tuple[float, float, float]) -> tuple[Pixels, float]:
    """The ground's cells, and the share of the page that is paper."""
    height, width = small.lab.shape[:2]
    half = cv2.resize(small.pixels, (max(2, width // 2), max(2, height // 2)), interpolation=cv2.INTER_AREA)
    light = cv2.max(cv2.max(half[:, :, 0], half[:, :, 1]), half[:, :, 2])
    # The lightest px nearby are paper, apart from its grain.
    paper = cv2.medianBlur(cv2.dilate(light, np.ones((5, 5), np.uint8)), 5)
    blank = (cv2.subtract(paper, light) <= 12).astype(np.uint8) * np.uint8(255)
    grid = (max(1, round(width / CELL)), max(1, round(height / CELL)))
    share = cv2.resize(blank, grid, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    seen = cv2.resize(cv2.copyTo(half, blank), grid, interpolation=cv2.INTER_AREA).astype(np.float32)
    mean = seen / np.maximum(share, 0.02)[..., None]
    is_paper = _is_paper(mean, share, colour, small)
    weight = is_paper.astype(np.float32)
    weighed = mean * weight[..., None]
    near, close = (cv2.blur(cv2.blur(one, (5, 5)), (5, 5)) for one in (weight, weighed))
    far, wide = (cv2.blur(cv2.blur(one, (SPREAD, SPREAD)), (SPREAD, SPREAD)) for one in (weight, weighed))
    close = close / np.maximum(near, 1e-4)[..., None]
    wide = wide / np.maximum(far, 1e-4)[..., None]
    trust = np.clip(near / 0.3, 0, 1)[..., None]
    known = np.clip(far / 0.02, 0, 1)[..., None]
    whole = np.array(colour, np.float32)
    ground = trust * close + (1 - trust) * (known * wide + (1 - known) * whole)
    return np.clip(ground + 0.5, 1, 255).astype(np.uint8), float(weight.mean())


def _is_paper(mean: npt.NDArray[Any], share: Mask, colour: tuple[float, float, float], small: Small) -> Mask:
    """Which cells show paper: of its hue, and as light; darker only where a shadow runs in softly from an edge."""
    lab = cv2.cvtColor(np.clip(mean, 0, 255).astype(np.uint8), cv2.COLOR_BGR2LAB).astype(np.float32)
    own = _lab(colour)
    seen = share >= 0.25
    same_hue = np.hypot(lab[:, :, 1] - own[1], lab[:, :, 2] - own[2]) <= HUE
    light = lab[:, :, 0] / max(1.0, own[0])
    paper = seen & same_hue & (light >= NEAR)
    shaded = seen & same_hue & (light >= SHADE) & _near_the_edge(paper.shape, small)
    return np.asarray(paper | (shaded & _softly_reached(lab[:, :, 0], paper, shaded)))


def _near_the_edge(shape: tuple[int, ...], small: Small) -> Mask:
    reach = max(1, small.px(SHADE_MM) // CELL)
    near = np.ones(shape, np.bool_)
    near[reach:-reach, reach:-reach] = False
    return near


def _softly_reached(light: npt.NDArray[Any], paper: Mask, shaded: Mask) -> Mask:
    """The shaded cells that are reached from the paper without a step: a photograph has an edge, a shadow none."""
    reached = paper.copy()
    level = np.where(paper | shaded, light, 0).astype(np.float32)
    for _ in range(40):
        before = int(np.count_nonzero(reached))
        for axis, step in ((0, 1), (0, -1), (1, 1), (1, -1)):
            beside = np.roll(reached, step, axis) & (np.abs(np.roll(level, step, axis) - level) <= STEP)
            reached |= beside & shaded
        if int(np.count_nonzero(reached)) == before:
            break
    return reached


def _curve() -> npt.NDArray[np.uint8]:
    """Nothing changes below the knee; above it the paper's grain runs out into white."""
    values = np.arange(256, dtype=np.float32)
    low, high = KNEE
    part = np.clip((values - low) / (high - low), 0, 1)
    return np.clip(np.where(values < low, values, low + part * (255 - low)), 0, 255).round().astype(np.uint8)
