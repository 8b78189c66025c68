"""Front and back of an ID card on one A4 page at true size, from the two pages as they were scanned."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from desktop.model.page import AUTOMATIC, Box, Edits, PageFacts
from desktop.page.clean import clean
from desktop.page.image import Pixels, decode, encode_jpeg
from desktop.page.look import look
from desktop.page.look.small import shrunk
from desktop.page.reading.whole import Worth
from desktop.page.work import PageResult, one_thread, process_page

A4_MM = (210.0, 297.0)
LARGEST_MM = (136.0, 100.0)
"""A passport's page is 125 × 88 mm, a citizen card 85.6 × 54 mm: what is larger, with some air, is no card."""
_TOPS_MM = (45.0, 155.0)
_AIR_MM = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSide:
    """One side as scanned.

    Attributes:
        image: raw page.
        dpi: dots per inch.
        edits: what the clerk decided about it.
    """

    image: bytes
    dpi: int
    edits: Edits


def is_card_sized(facts: PageFacts) -> bool:
    """Whether what lies on a page is no larger than a card or a passport's page."""
    if not facts.look.keep:
        return False
    _, sides, _ = cv2.minAreaRect(np.array(facts.look.keep, np.float32))
    tall, wide = sorted(side / facts.dpi * 25.4 for side in sides)
    return wide <= LARGEST_MM[0] and tall <= LARGEST_MM[1]


def place_card(front: CardSide, back: CardSide, *, edits: Edits = AUTOMATIC, worth: Worth | None = None) -> PageResult:
    """Put both sides on a white A4 page, the front above the back, each in the middle, at the front's dpi.

    Args:
        front: as scanned.
        back: as scanned; brought to the front's dpi.
        edits: what the clerk decided about the page that comes of it.
        worth: names what is worth more readers (see `process_page`).

    Raises:
        UnreadableInput: a side is no picture.
    """
    one_thread()
    dpi = front.dpi
    sheet = np.full((_px(A4_MM[1], dpi), _px(A4_MM[0], dpi), 3), 255, np.uint8)
    for side, top_mm in zip((front, back), _TOPS_MM, strict=True):
        piece = _piece(side)
        if side.dpi != dpi:
            piece = cv2.resize(piece, None, fx=dpi / side.dpi, fy=dpi / side.dpi, interpolation=cv2.INTER_AREA)
        piece = piece[: _px(LARGEST_MM[1] + 2 * _AIR_MM, dpi), : sheet.shape[1]]
        top, left = _px(top_mm, dpi), (sheet.shape[1] - piece.shape[1]) // 2
        sheet[top : top + piece.shape[0], left : left + piece.shape[1]] = piece
    return process_page(encode_jpeg(sheet, dpi), dpi, edits=edits, worth=worth)


def _piece(side: CardSide) -> Pixels:
    """The card cut out of its page, upright: what the clerk cropped, else what there is to be seen."""
    pixels, _ = decode(side.image)
    small = shrunk(pixels, side.dpi)
    seen = look(pixels, side.dpi, small)
    upright = clean(pixels, seen, side.edits, small)
    if side.edits.crop or not seen.keep:
        return upright.pixels
    hull = np.array(seen.keep) @ upright.matrix[:2, :2].T + upright.matrix[:2, 2]
    left, top, right, foot = _within(hull, _px(_AIR_MM, side.dpi), upright.pixels.shape)
    return upright.pixels[top:foot, left:right]


def _within(hull: Pixels, air: int, shape: tuple[int, ...]) -> Box:
    left, top = (max(0, int(n) - air) for n in hull.min(axis=0))
    right, foot = (min(side, int(n) + air) for n, side in zip(hull.max(axis=0), shape[1::-1], strict=True))
    return left, top, max(right, left + 1), max(foot, top + 1)


def _px(mm: float, dpi: int) -> int:
    return round(mm / 25.4 * dpi)
