"""One page as a file shows it, whatever file it came from."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

PIXEL_LIMIT = 80_000_000
"""Px of the largest page: an A3 sheet at 600 dpi has 70 million; decoding takes at most ten bytes for each."""
SMALLEST_PX = 16
"""A smaller picture is no page. Chosen."""
PAGE_LIMIT = 2000
"""Most pages of one file. Chosen."""
JPEG_QUALITY = 92


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: upright, on white paper, its px square, 8 bits of grey or RGB.

    Attributes:
        picture: the page; loaded only when asked where `as_it_came` is given.
        dpi: dots per inch; None where the file does not say, or what it says is known to be no measure.
        as_it_came: the file itself, where it is a JPEG that any reader shows like this; else empty.
    """

    picture: Image.Image
    dpi: int | None
    as_it_came: bytes = b""


def jpeg(picture: Image.Image, dpi: int | None, quality: int = JPEG_QUALITY) -> bytes:
    """A grey or RGB picture as JPEG, colour at full resolution (4:4:4), with its dots per inch where they are known."""
    out = io.BytesIO()
    density = {"dpi": (dpi, dpi)} if dpi else {}
    picture.save(out, "JPEG", quality=quality, subsampling=0, **density)
    return out.getvalue()
