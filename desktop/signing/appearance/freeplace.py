"""What is already on page 1, so that the stamp is never put over text, a signature or a seal (R36)."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pikepdf

from desktop.page.image import Pixels
from desktop.page.ink import find_ink
from desktop.signing.stamp import Page, Rectangle

_CELL_PT = 4.0
_LOOK_SHARE = 0.38
_SEEN_DPI = 45
_REDUCED = (
    (8, cv2.IMREAD_REDUCED_COLOR_8),
    (4, cv2.IMREAD_REDUCED_COLOR_4),
    (2, cv2.IMREAD_REDUCED_COLOR_2),
    (1, cv2.IMREAD_COLOR),
)
_ASPECT = 0.03
_PIXEL_LIMIT = 120_000_000


def ink_on(pdf: bytes, page: Page) -> list[Rectangle]:
    """Rectangles of ink in the upper part of page 1, in points of the page's own coordinates.

    Only for a page that one picture fills, as every scanned page does; of others nothing is known and the list is
    empty.

    Args:
        pdf: a sound file.
        page: its first page.
    """
    try:
        seen = _picture(pdf, page)
    except (pikepdf.PdfError, cv2.error, ValueError, TypeError, KeyError, AttributeError, NotImplementedError):
        return []
    if seen is None:
        return []
    pixels, dpi = seen
    # On a page turned for showing, its top as seen may be any of its sides.
    part = pixels[: round(pixels.shape[0] * _LOOK_SHARE)] if page.turn == 0 else pixels
    mask = find_ink(part, round(dpi)).mask
    high, wide = mask.shape
    across = (page.right - page.left) / wide
    down = (page.top - page.bottom) * (part.shape[0] / pixels.shape[0]) / high
    columns, rows = max(1, round(wide * across / _CELL_PT)), max(1, round(high * down / _CELL_PT))
    cells = cv2.resize((mask > 0).astype(np.float32), (columns, rows), interpolation=cv2.INTER_AREA) > 0
    found = []
    for row, line in enumerate(cells):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], line.astype(np.int8), [0]))))
        top = page.top - row * high * down / rows
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            found.append(
                (
                    page.left + float(first) * wide * across / columns,
                    top - high * down / rows,
                    page.left + float(last) * wide * across / columns,
                    top,
                )
            )
    return found


def _picture(pdf: bytes, page: Page) -> tuple[Pixels, float] | None:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        images = [one for one in file.pages[0].get_images().values() if isinstance(one, pikepdf.Stream)]
        if not images:
            return None
        image = pikepdf.PdfImage(max(images, key=lambda one: int(one.Width) * int(one.Height)))
        wide, high = page.right - page.left, page.top - page.bottom
        if image.width * image.height > _PIXEL_LIMIT or wide <= 0 or high <= 0:
            return None
        if abs(image.width / image.height / (wide / high) - 1) > _ASPECT:
            return None
        dpi = image.width / wide * 72
        if image.filters == ["/DCTDecode"]:
            data = np.frombuffer(image.obj.read_raw_bytes(), np.uint8)
            # A quarter of the size decodes four times as fast, and a stamp needs no finer place.
            part, flag = next((part, flag) for part, flag in _REDUCED if dpi / part >= _SEEN_DPI or part == 1)
            pixels = cv2.imdecode(data, flag | cv2.IMREAD_IGNORE_ORIENTATION)
            return None if pixels is None else (pixels, dpi / part)
        return np.asarray(image.as_pil_image().convert("RGB"))[:, :, ::-1].copy(), dpi
