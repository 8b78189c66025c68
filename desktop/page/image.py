"""Pixels in and out: what `desktop.picture` decodes as arrays, and arrays as JPEG."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from desktop.model.page import Box, Quad
from desktop.page.geometry import sides
from desktop.picture.files import sheets
from desktop.picture.kinds import picture_kind
from desktop.picture.raster import require_whole, told

Pixels = npt.NDArray[Any]

JPEG_QUALITY = 90
_DENSITY, _PER_INCH = slice(13, 18), 1
"""Where a JPEG's header has its density (JFIF 1.02): a unit, px across, px down; and the unit that is an inch."""


def decode(data: bytes, name: str = "ảnh") -> tuple[Pixels, int | None]:
    """The first page of a file as BGR pixels, and its dots per inch where the file knows them.

    Raises:
        UnreadableInput: see `desktop.picture.files.sheets`.
    """
    return next(decode_each(data, name))


def decode_each(data: bytes, name: str = "ảnh") -> Iterator[tuple[Pixels, int | None]]:
    """The pages of a file one after the other (TIFF and PDF may hold many), each as `decode` gives it.

    Raises:
        UnreadableInput: see `desktop.picture.files.sheets`.
    """
    for sheet in sheets(data, name):
        pixels = _of_jpeg(sheet.as_it_came) if sheet.as_it_came else None
        if pixels is None:
            with told(name):
                colours = sheet.picture if sheet.picture.mode == "RGB" else sheet.picture.convert("RGB")
                pixels = np.array(colours)
            cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR, dst=pixels)
        yield pixels, sheet.dpi


def _of_jpeg(data: bytes) -> Pixels | None:
    """The px of a JPEG as they lie in it, BGR; None of one that is broken.

    OpenCV has them in a third of Pillow's time, the same ones: nothing is copied from one order to another.
    """
    try:
        return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)
    except cv2.error:
        return None


def dpi_of(data: bytes, name: str = "ảnh") -> int | None:
    """The dots per inch of the first page of a file, where the file knows them; its px are looked at, and not kept.

    Raises:
        UnreadableInput: see `desktop.picture.files.sheets`.
    """
    sheet = next(sheets(data, name))
    if sheet.as_it_came:
        require_whole(sheet.as_it_came, name)
    else:
        with told(name):
            sheet.picture.load()
    return sheet.dpi


def stands_as_it_is(data: bytes) -> bool:
    """Whether a file that was decoded is a JPEG whose bytes any reader shows as `decode` gives them."""
    return picture_kind(data) == "JPEG" and bool(next(sheets(data, "")).as_it_came)


def tone_at(grey: Pixels, percent: float) -> int:
    """The tone, 0 to 255, that this many percent of an 8-bit picture's px do not exceed: counted, nothing is sorted."""
    counts = np.cumsum(cv2.calcHist([grey], [0], None, [256], [0, 256]), dtype=np.float64)
    return int(np.searchsorted(counts, percent / 100 * counts[-1]))


def shrunk_by(pixels: Pixels, by: int) -> Pixels:
    """A picture made smaller by a whole number, its last px left out where they do not fill one: many times as fast."""
    height, width = (max(1, side // by) for side in pixels.shape[:2])
    whole = pixels[: height * by, : width * by]
    return cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA)


def made_small(pixels: Pixels, width: int, height: int) -> Pixels:
    """A picture made smaller, every px the mean of what it stands for.

    In halves as far as they go: that takes a fifth of the time of one step, and shows the same.
    """
    while pixels.shape[0] >= 2 * height and pixels.shape[1] >= 2 * width:
        pixels = shrunk_by(pixels, 2)
    return cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)


def encode_jpeg(pixels: Pixels, dpi: int | None, quality: int = JPEG_QUALITY) -> bytes:
    """JPEG with its dots per inch where they are known, colour at full resolution (4:4:4).

    By OpenCV in half of Pillow's time, byte for byte the same; only the density it leaves open.
    """
    full = (cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444)
    made = bytearray(cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality, *full])[1])
    if dpi:
        made[_DENSITY] = struct.pack(">BHH", _PER_INCH, dpi, dpi)
    return bytes(made)


def thumbnail(pixels: Pixels, side: int = 320) -> bytes:
    """A small JPEG whose longer side has `side` px."""
    scale = side / max(pixels.shape[:2])
    height, width = (max(1, round(scale * n)) for n in pixels.shape[:2])
    small = made_small(pixels, width, height)
    return encode_jpeg(small, 96, 80)


def straight(pixels: Pixels, quad: Quad, rows: int) -> Pixels:
    """What lies in a quad of a picture, laid straight and `rows` px high."""
    long, high = sides(quad)
    width = max(8, round(long * rows / max(1.0, high)))
    # Larger type is cut at its own size and then brought down: warping alone would skip px.
    own = (max(8, round(long)), round(high)) if high > rows else (width, rows)
    target = np.array([(0, 0), (own[0] - 1, 0), (own[0] - 1, own[1] - 1)], np.float32)
    cut = cv2.warpAffine(
        pixels,
        cv2.getAffineTransform(np.array(quad[:3], np.float32), target),
        own,
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return cut if own == (width, rows) else cv2.resize(cut, (width, rows), interpolation=cv2.INTER_AREA)


def excerpt(image: bytes, box: Box) -> bytes | None:
    """The part of a picture in a box (JPEG), with some room around it; None where nothing of it is there."""
    pixels, dpi = decode(image)
    x, y, w, h = box
    room = max(6, h // 2)
    part = pixels[max(0, y - room) : y + h + room, max(0, x - room) : x + w + room]
    return encode_jpeg(part, dpi) if part.size else None
