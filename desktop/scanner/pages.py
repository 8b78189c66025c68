"""What every driver does with a picture that has just come."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from desktop.scanner.density import Asked, density
from desktop.scanner.driver import ScannedSide
from desktop.scanner.errors import BadPage, StrangeScanner

JPEG_QUALITY = 92
PIXEL_LIMIT = 150_000_000
"""A4 at 1200 dpi; what is larger is no page."""
SIDES_LIMIT = 2000
"""No feeder holds so many: a device that gives more gives the same ones again and again."""
PROGRESSIVE_LIMIT = 40_000_000
"""A progressive picture is held whole while it is unpacked."""
Image.MAX_IMAGE_PIXELS = PIXEL_LIMIT


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole page as it is kept: JPEG, width and height in px, the density that came in dpi."""

    jpeg: bytes
    width: int
    height: int
    dpi: int


def picture_of_jpeg(image: bytes, asked: Asked) -> Picture:
    """A JPEG that has come, byte for byte.

    Raises:
        BadPage: empty, cut short, too large, or no JPEG.
    """
    size = jpeg_size(image)
    return Picture(image, *size, density(size, _own_dpi(image), asked))


def picture_of_pixels(picture: Image.Image, asked: Asked, own_dpi: float | None = None) -> Picture:
    """Pixels that have come.

    Args:
        picture: the page.
        asked: what the device was asked for.
        own_dpi: what the picture says of itself; None where it does not say.
    """
    dpi = density(picture.size, own_dpi, asked)
    return Picture(as_jpeg(picture, dpi), *picture.size, dpi)


def side_of(picture: Picture, count: int, *, duplex: bool) -> ScannedSide:
    """The `count`-th picture (from 0) of a job as a side of a sheet.

    Raises:
        StrangeScanner: there are more than any feeder holds.
    """
    if count >= SIDES_LIMIT:
        raise StrangeScanner(cause=f"more than {SIDES_LIMIT} sides")
    sheet, side = sheet_and_side(count, duplex=duplex)
    return ScannedSide(
        image=picture.jpeg, dpi=picture.dpi, sheet=sheet, side=side, width=picture.width, height=picture.height
    )


def _own_dpi(image: bytes) -> float | None:
    """What a JPEG says of its density; None where it does not say."""
    with Image.open(io.BytesIO(image), formats=("JPEG",)) as picture:
        try:
            return float(picture.info["dpi"][0])
        except (KeyError, IndexError, TypeError, ValueError, ArithmeticError):
            return None


def jpeg_size(image: bytes) -> tuple[int, int]:
    """Width and height of a whole JPEG, px.

    Raises:
        BadPage: empty, cut short, too large, or no JPEG.
    """
    try:
        with Image.open(io.BytesIO(image), formats=("JPEG",)) as picture:
            size = picture.size
            limit = PROGRESSIVE_LIMIT if picture.info.get("progressive") else PIXEL_LIMIT
            if size[0] * size[1] > limit:
                raise BadPage(cause=f"{size[0]}×{size[1]} px")
            # At an eighth of its size: every byte is looked at, little memory is needed.
            picture.draft(None, (size[0] // 8, size[1] // 8))
            picture.load()
    except BadPage:
        raise
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
