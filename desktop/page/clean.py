"""Setting a page upright, straight and to its own sheet in one warp, at true size; the page as scanned is kept."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Cleaning, Edits, Look, Quad
from desktop.page.geometry import Matrix, moved, turning
from desktop.page.image import Pixels
from desktop.page.look.beside import beside_the_sheet
from desktop.page.look.small import Mask, Small
from desktop.page.white import Ground, find_ground

STRAIGHT_ENOUGH_DEG = 0.05
SURE_OF_TURN = 0.6
AIR_PX = 2.0
EDGE_MM = 0.6


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned page.

    Attributes:
        pixels: BGR.
        matrix: raw px to clean px.
        changed: whether anything was done at all.
        cleaning: what was done, to be kept with the page.
    """

    pixels: Pixels
    matrix: Matrix
    changed: bool
    cleaning: Cleaning


def clean(pixels: Pixels, look: Look, edits: Edits, small: Small) -> Cleaned:
    """Turn, straighten, crop and whiten a page as its look proposes and the clerk decided, always from the raw page.

    Paper colour fills what the picture does not show of the sheet: the corners that turning opens, the dark lid,
    punch holes. Nothing that the look keeps is cropped away, but by a clerk.

    Args:
        pixels: BGR, as scanned.
        look: its look.
        edits: what the clerk decided.
        small: the page as scanned, made small.
    """
    turn = edits.turn_deg
    if turn is None:
        turn = look.rotation_deg if look.rotation_confidence >= SURE_OF_TURN else 0
    skew = look.skew_deg if edits.skew_deg is None else edits.skew_deg
    skew = skew if abs(skew) >= STRAIGHT_ENOUGH_DEG else 0.0
    matrix, size = _framed(look, edits, skew, turn)
    as_it_lies = size == (look.width, look.height) and np.allclose(matrix, np.eye(3), atol=1e-6)
    ground = find_ground(small, (look.width, look.height))
    page = pixels if as_it_lies else _warped(pixels, matrix, size, ground.colour, exact=not skew)
    page, filled = _filled(page, small, matrix, ground)
    white = ground.whitens if edits.whiten is None else edits.whiten
    if white:
        page = ground.carried(matrix, size).whitened(page)
    cleaning = Cleaning(edits=edits, turn_deg=turn, skew_deg=skew, frame=_frame(matrix, size), whitened=white)
    return Cleaned(page, matrix, not as_it_lies or filled or white, cleaning)


def _framed(look: Look, edits: Edits, skew: float, turn: int) -> tuple[Matrix, tuple[int, int]]:
    """Raw px to clean px, and the clean page's width and height, px."""
    matrix, size = turning(look.width, look.height, skew, turn)
    if edits.crop:
        return _cropped(matrix, _through(edits.crop.quad, matrix)) if edits.crop.quad else (matrix, size)
    if look.paper:
        return _cropped(matrix, _through(look.paper, matrix))
    # Turning a full picture moves its corners out of its frame, and what stands in them.
    picture = _through(_corners((look.width, look.height)), matrix)
    keep = np.clip(_through(look.keep, matrix), picture.min(axis=0) + AIR_PX, picture.max(axis=0) - AIR_PX)
    outside = keep[((keep < 0) | (keep > size)).any(axis=1)]
    return _cropped(matrix, np.concatenate([outside - AIR_PX, outside + AIR_PX, [(0.0, 0.0), size]]))


def _through(points: tuple[tuple[float, float], ...], matrix: Matrix) -> npt.NDArray[np.float64]:
    return np.asarray(np.array(points) @ matrix[:2, :2].T + matrix[:2, 2], np.float64)


def _cropped(matrix: Matrix, points: npt.NDArray[np.float64]) -> tuple[Matrix, tuple[int, int]]:
    """The matrix onto the upright box around points of the turned page, and that box's size, in whole px."""
    low = np.round(points.min(axis=0))
    width, height = (max(16, round(float(n))) for n in points.max(axis=0) - low)
    shifted = matrix.copy()
    shifted[:2, 2] -= low
    return shifted, (width, height)


def _corners(size: tuple[int, int]) -> Quad:
    width, height = (float(n) for n in size)
    return ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))


def _frame(matrix: Matrix, size: tuple[int, int]) -> Quad:
    a, b, c, d = ((round(x, 2), round(y, 2)) for x, y in moved(_corners(size), np.linalg.inv(matrix)))
    return (a, b, c, d)


def _warped(
    pixels: Pixels, matrix: Matrix, size: tuple[int, int], colour: tuple[float, float, float], *, exact: bool
) -> Pixels:
    return cv2.warpAffine(
        pixels,
        matrix[:2],
        size,
        flags=cv2.INTER_NEAREST if exact else cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=colour,
    )


def _filled(page: Pixels, small: Small, matrix: Matrix, ground: Ground) -> tuple[Pixels, bool]:
    """The page with paper where the picture shows the lid; whether there was any."""
    beside = beside_the_sheet(small)
    if not beside.any():
        return page, False
    reach = 2 * small.px(EDGE_MM) + 1
    beside = cv2.dilate(beside, np.ones((reach, reach), np.uint8))
    size = (page.shape[1], page.shape[0])
    mask: Mask = cv2.warpAffine(beside, matrix[:2] @ _scaled(small.scale), size, flags=cv2.INTER_NEAREST)
    if not mask.any():
        return page, False
    return cv2.copyTo(ground.carried(matrix, size).shown(), mask, page.copy()), True


def _scaled(by: float) -> Matrix:
    return np.diag([by, by, 1.0])
