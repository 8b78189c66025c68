"""Where the sheet lies in the picture: on a dark, grey or white bed, askew, smaller than the glass, or all over it.

Cropping too little costs nothing, cropping too much loses what a citizen brought: so a sheet is only said to be
found where all around it is one even colour and its outline is a rectangle, and on a bed of nearly its own colour
only where it has the size of a known sheet (what has not may be a box printed on a larger one).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Quad
from desktop.model.sheet_sizes import known_size
from desktop.page.image import Pixels
from desktop.page.look.small import Mask, Small, distance, filled

Colour = tuple[float, float, float]

RING_MM = 1.0
# Black lids are around L = 20 to 90 of 255, grey ones to 150; the palest grey paper seen is 190.
DARK_SHARE = 0.7
ENOUGH_BED = 0.02
EVEN_BED = 26.0
# How near to the lid's colour the lid is, of the way from it to the paper: halfway, or less beside a shaded sheet.
BED_SHARES = (0.5, 0.3, 0.15)
# Shadows on a sheet that bulges fall off over centimetres, its edge within a millimetre or two.
STEP_MM = 1.0
STEP_SHARE = 0.2
NEARLY_ALL = 0.8
# Of what parts a sheet from a bed of nearly its own colour: the bed's own noise takes away from it.
BED_STEP = 0.5
# Light marks on a lid, so high and no wider than the most, and how many make it print. Dust and scratches are smaller.
LETTER_MM = (1.5, 15.0)
LETTERS = 4
# Half of it: strokes of the largest type are thinner than twice this.
TYPE_MM = 1.5
BED_CHROMA = 14.0
SOLID = 0.9
SMALLEST_MM = 40.0
SECOND_SHEET = 0.15
LID_SHADOW_MM = 14.0
BED_REACH = 7.0
BED_SHARE = 0.35


@dataclass(frozen=True, slots=True)
class LyingSheet:
    """A sheet that was told from its bed.

    Attributes:
        outline: corners of its hull, raw px.
        angle_deg: slope of its edges, degrees counter-clockwise, -45 to 45.
        known: it must have the size of a known sheet to be believed.
    """

    outline: npt.NDArray[np.float64]
    angle_deg: float
    known: bool

    def inside(self, shape: tuple[int, ...], scale: float) -> Mask:
        """1 on the sheet, 0 beside it, in a small picture, `scale` px of the page per px."""
        inside: Mask = np.zeros(shape[:2], np.uint8)
        cv2.fillConvexPoly(inside, np.round(self.outline / scale).astype(np.int32), 1)
        return inside

    def holds(self, mask: Mask, scale: float, air: int) -> Mask:
        """The part of a small mask, `scale` px of the page per px, that lies on the sheet or `air` px around it."""
        near = cv2.dilate(self.inside(mask.shape, scale), np.ones((2 * air + 1, 2 * air + 1), np.uint8))
        return np.asarray(cv2.bitwise_and(mask, mask, mask=near))

    def frame(self, skew_deg: float, dpi: int) -> Quad | None:
        """The sheet's corners in raw px, its sides laid along a slope; top left, top right, bottom right, bottom left.

        The size of a known sheet is taken as exact. None where only a known sheet is believed and it is none.
        """
        angle = math.radians(skew_deg)
        along = np.array([math.cos(angle), -math.sin(angle)])
        down = np.array([math.sin(angle), math.cos(angle)])
        across, under = self.outline @ along, self.outline @ down
        size = np.array([np.ptp(across), np.ptp(under)])
        exact = known_size(float(size[0]) / dpi * 25.4, float(size[1]) / dpi * 25.4)
        if exact:
            size = np.array(exact[1]) / 25.4 * dpi
        elif self.known:
            return None
        middle = (across.min() + across.max()) / 2 * along + (under.min() + under.max()) / 2 * down
        right, low = along * size[0] / 2, down * size[1] / 2
        a, b, c, d = (
            (float(x), float(y))
            for x, y in (middle - right - low, middle + right - low, middle + right + low, middle - right + low)
        )
        return (a, b, c, d)


def find_paper(small: Small) -> LyingSheet | None:
    """The sheet in the picture; None where it fills the picture, or nothing tells it from its bed."""
    lab = small.smooth
    around = ring(lab, small.px(RING_MM))
    bed = dark_bed(lab, around, small)
    if bed is not None:
        return _sheet(small, 1 - bed, known=False)
    colour = _commonest(around)
    at_border = distance(around[None], colour)[0]
    bed_like = at_border[at_border <= BED_REACH]
    if len(bed_like) < BED_SHARE * len(at_border):
        return None
    reach = max(3.0, 1.4 * float(np.percentile(bed_like, 95)) + 1.2)
    off = distance(lab, colour)
    paper = _sheet(small, _reaching_in((off > reach).astype(np.uint8), small), known=True)
    if paper is None or not _is_no_frame(lab, paper, small, colour, reach):
        return None
    shade = cv2.morphologyEx(off, cv2.MORPH_OPEN, _square(small.px(TYPE_MM)))
    return paper if _ends_in_a_step(paper.inside(off.shape, small.scale), shade, BED_STEP * reach, small) else None


def dark_bed(lab: Pixels, around: Pixels, small: Small) -> Mask | None:
    """1 where a dark lid is seen around the sheet; None where none is. 8-bit Lab, and its ring.

    A lid ends at the sheet's edge, in a step of lightness; a shadow on the sheet fades. Where the sheet is shaded
    next to its lid, only what is nearer to the lid's colour than the shade is lid.
    """
    light = float(np.percentile(lab[::4, ::4, 0], 98))
    dark = around[around[:, 0] < DARK_SHARE * light]
    if len(dark) < ENOUGH_BED * len(around):
        return None
    colour = np.median(dark, axis=0)
    even = float(np.subtract(*np.percentile(dark[:, 0], (80, 20))))
    if even > EVEN_BED or max(abs(colour[1] - 128), abs(colour[2] - 128)) > BED_CHROMA:
        return None
    lightness, apart = lab[:, :, 0], light - float(colour[0])
    shade = cv2.morphologyEx(lightness, cv2.MORPH_CLOSE, _square(small.px(TYPE_MM)))
    for share in BED_SHARES:
        near = (np.abs(lightness.astype(np.float32) - colour[0]) < share * apart).astype(np.uint8)
        bed = _from_the_border(cv2.morphologyEx(near, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)))
        if _ends_in_a_step(bed, shade, STEP_SHARE * apart, small):
            return None if _is_written_on(bed, small) else bed
    return None


def _is_written_on(bed: Mask, small: Small) -> bool:
    """Whether a dark part of the picture bears marks of the size of letters: then it is print, a banner or a frame."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(1 - bed)
    least, most = small.px(LETTER_MM[0]), small.px(LETTER_MM[1])
    wide, high = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    return int(np.count_nonzero((high >= least) & (high <= most) & (wide <= most))) >= LETTERS


def _ends_in_a_step(part: Mask, shade: Mask, least: float, small: Small) -> bool:
    """Whether the border of a part of the picture is a step of shade of at least `least`, nearly all along.

    `shade` is free of type: a line of it has steps too.
    """
    border = cv2.dilate(part, np.ones((3, 3), np.uint8)) != part
    if not border.any():
        return False
    around = _square(small.px(STEP_MM))
    steps = cv2.dilate(shade, around)[border].astype(np.int16) - cv2.erode(shade, around)[border]
    return float(np.mean(steps >= least)) >= NEARLY_ALL


def _square(reach: int) -> Mask:
    return np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)


def _commonest(around: Pixels) -> Colour:
    """The commonest colour of a ring: a sheet in the corner of the glass covers two of its sides."""
    counts = cv2.GaussianBlur(np.bincount(around[:, 0], minlength=256).astype(np.float32)[:, None], (1, 7), 2).ravel()
    near = np.abs(around[:, 0].astype(np.int16) - int(np.argmax(counts))) <= 4
    return _colour(np.median(around[near], axis=0))


def _reaching_in(mask: Mask, small: Small) -> Mask:
    """The parts of a mask that reach beyond the strip along the border where lids throw their shadows."""
    strip = small.px(LID_SHADOW_MM)
    _, labels = cv2.connectedComponents(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)))
    inner = np.unique(labels[strip:-strip, strip:-strip])
    keep = np.zeros(int(labels.max()) + 1, np.uint8)
    keep[inner] = 1
    keep[0] = 0
    return np.asarray(keep[labels])


def _colour(lab: npt.NDArray[Any]) -> Colour:
    return (float(lab[0]), float(lab[1]), float(lab[2]))


def ring(lab: Pixels, thick: int) -> Pixels:
    """The outermost px of a picture, one after the other."""
    sides = (lab[:thick], lab[-thick:], lab[:, :thick], lab[:, -thick:])
    return np.concatenate([side.reshape(-1, 3) for side in sides])


def _from_the_border(mask: Mask) -> Mask:
    """The parts of a mask that touch the border."""
    around = cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    cv2.floodFill(around, None, (0, 0), 2)
    return np.asarray(around[1:-1, 1:-1] == 2, np.uint8)


def _sheet(small: Small, mask: Mask, *, known: bool) -> LyingSheet | None:
    """The one large solid part of a mask."""
    whole = mask.size
    solid = cv2.morphologyEx(filled(mask), cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=4)
    if count < 2:
        return None
    order = np.argsort(stats[1:, cv2.CC_STAT_AREA])[::-1] + 1
    area = float(stats[order[0], cv2.CC_STAT_AREA])
    if count > 2 and stats[order[1], cv2.CC_STAT_AREA] > SECOND_SHEET * area:
        return None
    contours, _ = cv2.findContours((labels == order[0]).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    contour = max(contours, key=len)[:, 0].astype(np.float32)
    hull = cv2.convexHull(contour)[:, 0]
    covered = float(cv2.contourArea(hull))
    _, (w, h), _ = cv2.minAreaRect(hull)
    if min(w, h) < small.px(SMALLEST_MM) or covered > 0.99 * whole or area < SOLID * covered:
        return None
    if area < SOLID * w * h and not _reaches_out(contour, mask.shape):
        return None
    # A px's own width: the hull runs through the middles of the outermost ones.
    middle = hull.mean(axis=0)
    outline = (hull + 0.5 + 0.5 * np.sign(hull - middle)) * small.scale
    return LyingSheet(np.asarray(outline, np.float64), _edge_angle(contour), known)


def _reaches_out(contour: npt.NDArray[Any], shape: tuple[int, ...]) -> bool:
    """Whether a sheet is cut by the picture's border, so that it need not be a whole rectangle."""
    low, high = contour.min(axis=0), contour.max(axis=0)
    return bool(low.min() <= 1 or high[0] >= shape[1] - 2 or high[1] >= shape[0] - 2)


def _edge_angle(contour: npt.NDArray[Any]) -> float:
    """Slope of a sheet's edges, degrees counter-clockwise, -45 to 45: the long sides' px without the corners."""
    middle, (w, h), angle = cv2.minAreaRect(contour)
    if w < h:
        w, h, angle = h, w, angle - 90
    turn = math.radians(angle)
    along, down = np.array([math.cos(turn), math.sin(turn)]), np.array([-math.sin(turn), math.cos(turn)])
    off = contour - np.array(middle)
    across, under = off @ along, off @ down
    slopes = []
    for side in (-1, 1):
        near = (np.abs(side * under - h / 2) < 4) & (np.abs(across) < 0.42 * w)
        if np.count_nonzero(near) > 0.4 * w:
            slopes.append(float(np.polyfit(across[near], under[near], 1)[0]))
    finer = angle + math.degrees(math.atan(float(np.mean(slopes)))) if slopes else angle
    # Image y runs down.
    return (-finer + 45) % 90 - 45


def _is_no_frame(lab: Pixels, paper: LyingSheet, small: Small, bed: Colour, reach: float) -> bool:
    """Whether a sheet on a bed of nearly its colour is one: another colour than the bed's, not a printed frame."""
    inner = cv2.erode(paper.inside(lab.shape, small.scale), np.ones((9, 9), np.uint8)) > 0
    if not inner.any():
        return False
    pixels = lab[inner]
    own = np.median(pixels[pixels[:, 0] >= np.percentile(pixels[:, 0], 40)], axis=0)
    return float(distance(own[None, None].astype(np.uint8), bed)[0, 0]) > reach
