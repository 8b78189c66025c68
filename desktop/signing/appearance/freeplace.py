"""What is already on page 1, so that the stamp is never put over text, a signature or a seal (R36)."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import pikepdf
import pypdfium2

from desktop.model.errors import UnreadableInput
from desktop.page.image import Pixels
from desktop.page.look.ink import find_marks
from desktop.signing.appearance.drawing import PIXEL_LIMIT, draw
from desktop.signing.appearance.room import WHOLE, Room, room_between
from desktop.signing.appearance.sheet import Page, Rectangle

_CELL_PT = 4.0
_LOOK_SHARE = 0.38
"""Upper share of the page that is looked at: a third, where a stamp may stand by itself, and what borders on it."""
_SEEN_DPI = 45
"""Dots per inch at which ink is looked for in a scanned page. Chosen."""
_REDUCED = (
    (8, cv2.IMREAD_REDUCED_COLOR_8),
    (4, cv2.IMREAD_REDUCED_COLOR_4),
    (2, cv2.IMREAD_REDUCED_COLOR_2),
    (1, cv2.IMREAD_COLOR),
)
_ASPECT = 0.03
"""A picture fills the page where its shape differs by no more than this share. Chosen."""
_UNSEEN = (
    UnreadableInput,
    pikepdf.PdfError,
    pypdfium2.PdfiumError,
    cv2.error,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    NotImplementedError,
)
_DRAWN_DPI = 60.0
"""The same where the page has to be drawn. Chosen."""
_HAIR_PT = 1e-6
_AIR_PT = 30.0
"""Strip under the first place that is looked at, too. Chosen."""


def find_room(
    size: tuple[float, float],
    pdf: bytes,
    page: Page,
    occupied: Sequence[Rectangle],
    marks: Sequence[Rectangle],
    *,
    by_hand: bool,
) -> Room:
    """The room for a stamp on page 1.

    Args:
        size: of the stamp, points.
        pdf: a sound file.
        page: its first page.
        occupied: what must not be covered besides the ink that is seen, in the page's own coordinates.
        marks: earlier visible signatures, likewise.
        by_hand: look at the whole page, so that any place can be judged; else only where a stamp stands by itself.
    """
    known = [*occupied, *marks]
    upper = _known_enough(size, pdf, page, known) or [*known, *_ink(pdf, page, _upper(page))]
    all_over = [*known, *_ink(pdf, page, _whole(page))] if by_hand else None
    room = room_between(page, size, upper, all_over, marks)
    if room.free:
        return room
    # A small page, or one whose heading fills the top: further down there may be a place that is free, or nearly so.
    everything = all_over or [*known, *_ink(pdf, page, _whole(page))]
    return room_between(page, size, everything, everything, marks, share=WHOLE)


def _known_enough(
    size: tuple[float, float], pdf: bytes, page: Page, occupied: Sequence[Rectangle]
) -> list[Rectangle] | None:
    """What stands above the foot of the stamp's first place, going by what is known; None where that is not enough.

    What a drawing costs grows with the lines drawn. Ink can only take room away: where the first place that the read
    lines leave is free of ink too, it is the first place of all, and nothing below it has to be drawn.
    """
    if not occupied:
        return None
    guess = room_between(page, size, occupied)
    strip = (page.left, guess.box()[1] - _AIR_PT, page.right, page.top)
    if page.turn or not guess.free or strip[1] <= _upper(page)[1]:
        return None
    found = [*occupied, *_ink(pdf, page, strip)]
    room = room_between(page, size, found)
    return found if room.free and room.automatic == guess.automatic else None


def _ink(pdf: bytes, page: Page, part: Rectangle) -> list[Rectangle]:
    """Rectangles of ink in a part of the page, in points; none where the page cannot be seen."""
    try:
        seen = _scan(pdf, page) or _drawn(pdf, page, part)
    except _UNSEEN:
        return []
    return seen.ink(part)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A part of page 1 as a picture, not turned.

    Attributes:
        corner: left and top of the picture in the page's own coordinates, points.
        pixels: BGR.
        dpi: of the pixels.
    """

    corner: tuple[float, float]
    pixels: Pixels
    dpi: float

    def ink(self, part: Rectangle) -> list[Rectangle]:
        """Rectangles of ink in a part of the page, in points."""
        scale = self.dpi / 72
        left, right = (max(0, round((side - self.corner[0]) * scale)) for side in (part[0], part[2]))
        top, bottom = (max(0, round((self.corner[1] - side) * scale)) for side in (part[3], part[1]))
        pixels = self.pixels[top:bottom, left:right]
        if not pixels.size:
            return []
        mask = find_marks(pixels, round(self.dpi))
        high, wide = mask.shape
        across, down = pixels.shape[1] / scale / wide, pixels.shape[0] / scale / high
        columns, rows = max(1, round(wide * across / _CELL_PT)), max(1, round(high * down / _CELL_PT))
        cells = cv2.resize((mask > 0).astype(np.float32), (columns, rows), interpolation=cv2.INTER_AREA) > 0
        origin = (self.corner[0] + left / scale, self.corner[1] - top / scale)
        return _runs(np.asarray(cells), origin, (wide * across / columns, high * down / rows))


def _runs(cells: np.ndarray, origin: tuple[float, float], cell: tuple[float, float]) -> list[Rectangle]:  # type: ignore[type-arg]
    found = []
    for row, line in enumerate(cells):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], line.astype(np.int8), [0]))))
        top = origin[1] - row * cell[1]
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            found.append((origin[0] + float(first) * cell[0], top - cell[1], origin[0] + float(last) * cell[0], top))
    return found


def _upper(page: Page) -> Rectangle:
    """The part where a stamp may stand; on a page turned for showing, its top as seen may be any of its sides."""
    if page.turn:
        return _whole(page)
    return (page.left, page.top - (page.top - page.bottom) * _LOOK_SHARE, page.right, page.top)


def _whole(page: Page) -> Rectangle:
    return (page.left, page.bottom, page.right, page.top)


def _scan(pdf: bytes, page: Page) -> _Seen | None:
    """The one picture that fills the page, as on many a scanned page."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        images = [one for one in file.pages[0].get_images().values() if isinstance(one, pikepdf.Stream)]
        # A page in layers is only seen whole where it is drawn.
        if len(images) != 1 or len(file.pages[0].obj.Resources.XObject) != 1:
            return None
        image = pikepdf.PdfImage(images[0])
        wide, high = page.right - page.left, page.top - page.bottom
        if image.width * image.height > PIXEL_LIMIT or wide <= 0 or high <= 0:
            return None
        if image.filters != ["/DCTDecode"] or abs(image.width / image.height / (wide / high) - 1) > _ASPECT:
            return None
        dpi = image.width / wide * 72
        data = np.frombuffer(image.obj.read_raw_bytes(), np.uint8)
        # A quarter of the size decodes four times as fast, and a stamp needs no finer place.
        part, flag = next((part, flag) for part, flag in _REDUCED if dpi / part >= _SEEN_DPI or part == 1)
        pixels = cv2.imdecode(data, flag | cv2.IMREAD_IGNORE_ORIENTATION)
        return None if pixels is None else _Seen((page.left, page.top), pixels, dpi / part)


def _drawn(pdf: bytes, page: Page, part: Rectangle) -> _Seen:
    """A part of the page drawn small."""
    scale = _DRAWN_DPI / 72
    # Cut between two px, or the picture would be up to one px off.
    asked = (part[0] - page.left, part[1] - page.bottom, page.right - part[2], page.top - part[3])
    left, bottom, right, top = (max(0.0, math.floor(side * scale) / scale - _HAIR_PT) for side in asked)
    pixels = draw(pdf, _DRAWN_DPI, cut=(left, bottom, right, top), as_seen=False)
    return _Seen((page.left + left, page.top - top), pixels, _DRAWN_DPI)
