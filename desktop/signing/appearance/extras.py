"""What a visible signature may show besides words: the official's signature as a picture, a QR of the item code."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PIL import Image
from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.images import pil_image
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from desktop.document.file.mark import qr_modules
from desktop.model.errors import UnreadableInput

HIGH_PT = 42.0
"""Height of a signature's picture. Chosen."""
_WIDEST_PT = 140.0
"""Its greatest width. Chosen."""
_MODULE_PT = 1.2
"""0.42 mm a module: three px in a scan at 200 dpi."""
_QUIET = 4
"""Modules of white around a QR (ISO/IEC 18004)."""
_PIXEL_LIMIT = 4_000_000
"""Px of the largest picture that is taken. Chosen."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A signature as a picture, ready to be drawn.

    Attributes:
        data: PNG or JPEG.
        wide: points.
        high: points.
    """

    data: bytes
    wide: float
    high: float

    def embed(self, writer: BasePdfFileWriter) -> IndirectObject:
        """Write it into a file; what is transparent stays so."""
        with Image.open(io.BytesIO(self.data)) as image:
            made: IndirectObject = pil_image(image.convert("RGBA" if _see_through(image) else "RGB"), writer)
            return made


@lru_cache(maxsize=8)
def picture(data: bytes) -> Picture:
    """A signature's picture, as large as a stamp allows.

    Raises:
        UnreadableInput: no picture, or a far too large one.
    """
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            wide, high = image.size
            if wide * high > _PIXEL_LIMIT:
                raise UnreadableInput("ảnh chữ ký", reason=f"ảnh {wide}×{high} điểm, lớn quá mức cho phép")
            image.load()
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadableInput("ảnh chữ ký", reason="không phải ảnh PNG hoặc JPEG", cause=str(error)) from None
    scale = min(HIGH_PT / high, _WIDEST_PT / wide)
    return Picture(data, wide * scale, high * scale)


def _see_through(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR ready to be drawn.

    Attributes:
        side: with its quiet zone, points.
        boxes: its dark runs: left, bottom, width, height from the bottom left, points.
    """

    side: float
    boxes: tuple[tuple[float, float, float, float], ...]


@lru_cache(maxsize=64)
def qr(text: str) -> Qr | None:
    """A QR of a text; None where it does not fit into one."""
    dark = qr_modules(text)
    if dark is None:
        return None
    rows = dark.shape[0]
    boxes = []
    for row, line in enumerate(dark):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], line.astype(np.int8), [0]))))
        bottom = (_QUIET + rows - 1 - row) * _MODULE_PT
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            left = (_QUIET + float(first)) * _MODULE_PT
            boxes.append((left, bottom, float(last - first) * _MODULE_PT, _MODULE_PT))
    return Qr((rows + 2 * _QUIET) * _MODULE_PT, tuple(boxes))
