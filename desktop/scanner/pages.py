"""What every driver does with a picture that has just come."""

from __future__ import annotations

import io

from PIL import Image

from desktop.scanner.errors import BadPage

JPEG_QUALITY = 92


def jpeg_size(image: bytes) -> tuple[int, int]:
    """Width and height of a whole JPEG, px.

    Raises:
        BadPage: empty, cut short, or no JPEG.
    """
    try:
        with Image.open(io.BytesIO(image), formats=("JPEG",)) as picture:
            size = picture.size
            picture.load()
    except Exception as error:
        raise BadPage(cause=repr(error)[:200]) from None
    return size


def as_jpeg(picture: Image.Image, dpi: int) -> bytes:
    """A picture as JPEG with colour at full resolution and its dpi."""
    out = io.BytesIO()
    kept = picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")
    kept.save(out, "JPEG", quality=JPEG_QUALITY, subsampling=0, dpi=(dpi, dpi))
    return out.getvalue()


def sheet_and_side(count: int, *, duplex: bool) -> tuple[int, str]:
    """Sheet number and side of the `count`-th picture (from 0) of a job."""
    if duplex:
        return count // 2 + 1, "back" if count % 2 else "front"
    return count + 1, "front"
