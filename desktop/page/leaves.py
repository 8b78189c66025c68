"""The pages of a kept PDF to look at, drawn one at a time: with its stamps and fields, as a viewer shows them."""

from __future__ import annotations

import cv2
import numpy as np

from desktop.model.errors import UnreadableInput
from desktop.page.image import Pixels, encode_jpeg, thumbnail
from desktop.picture.pdf import Drawing

SHOWN_DPI, SMALL_DPI = 150, 30
_NAME = "tệp PDF"


def leaf(pdf: bytes, at: int, dpi: int = SHOWN_DPI) -> bytes:
    """Page `at` (from 0) of a PDF as a JPEG.

    Raises:
        UnreadableInput: no PDF, no such page, or one that is too large to be drawn.
    """
    with Drawing(pdf, _NAME) as drawing:
        if at >= len(drawing):
            raise UnreadableInput(_NAME, reason=f"không có trang {at + 1}")
        return encode_jpeg(_pixels(drawing, at, dpi), dpi)


def small_leaves(pdf: bytes, most: int) -> list[bytes]:
    """Small pictures of the first pages of a PDF, at most `most`.

    Raises:
        UnreadableInput: no PDF, or a page that is too large to be drawn.
    """
    with Drawing(pdf, _NAME) as drawing:
        return [thumbnail(_pixels(drawing, at, SMALL_DPI)) for at in range(min(most, len(drawing)))]


def _pixels(drawing: Drawing, at: int, dpi: int) -> Pixels:
    return cv2.cvtColor(np.asarray(drawing.sheet(at, dpi).picture), cv2.COLOR_RGB2BGR)
