"""What arrives in a WIA stream as a page: JPEG, BMP with or without its file header, or WIA's own raw format."""

from __future__ import annotations

import io
import struct

from PIL import Image

from desktop.scanner.density import Asked
from desktop.scanner.errors import BadPage
from desktop.scanner.pages import PIXEL_LIMIT, Picture, picture_of_jpeg, picture_of_pixels
from desktop.scanner.quirks.wia.unknown_heights import with_height

_FILE_HEADER = struct.Struct("<2sIHHI")
_INFO_HEADER = struct.Struct("<IiiHHIIiiII")
_RAW_HEADER = struct.Struct("<4s10I8B7I")
"""`WIA_RAW_HEADER`: tag, ten words, bits per channel, seven words."""
_BOTTOM_TO_TOP = 2


def picture_from(stream: bytes, asked: Asked) -> Picture:
    """A page from all the bytes of its stream.

    Args:
        stream: as it came.
        asked: what the device was asked for.

    Raises:
        BadPage: empty, cut short, too large, or of no kind we know. An empty stream is how some drivers say that a page
            failed.
    """
    if stream[:2] == b"\xff\xd8":
        return picture_of_jpeg(stream, asked)
    try:
        if stream[:4] == b"WRAW":
            picture = _raw(stream)
        elif stream[:2] == b"BM":
            picture = _bitmap(stream)
        elif stream[:4] == struct.pack("<I", _INFO_HEADER.size):
            picture = _bitmap(_with_file_header(stream))
        else:
            raise BadPage(cause=f"{len(stream)} bytes starting with {stream[:4]!r}")
        return picture_of_pixels(picture, asked, picture.info.get("dpi", (None,))[0])
    except BadPage:
        raise
    except Exception as error:
        # Decoders raise anything on broken input.
        raise BadPage(cause=repr(error)[:200]) from None


def _with_file_header(dib: bytes) -> bytes:
    """A bitmap in memory (`WiaImgFmt_MEMORYBMP`) as a bitmap file."""
    fields = _INFO_HEADER.unpack_from(dib)
    bits, colours = fields[4], fields[9]
    palette = 4 * (colours or (1 << bits if bits <= 8 else 0))
    start = _FILE_HEADER.size + _INFO_HEADER.size + palette
    return _FILE_HEADER.pack(b"BM", _FILE_HEADER.size + len(dib), 0, 0, start) + dib


def _bitmap(file: bytes) -> Image.Image:
    """A bitmap, bottom-up or top-down."""
    start = _FILE_HEADER.unpack_from(file)[4]
    _, width, height, _, bits, *_ = _INFO_HEADER.unpack_from(file, _FILE_HEADER.size)
    if not 0 < width <= PIXEL_LIMIT or bits not in {1, 4, 8, 16, 24, 32}:
        raise BadPage(cause=f"bitmap {width} px wide, {bits} bits")
    line = (width * bits + 31) // 32 * 4
    there = (len(file) - start) // line
    if height == 0:
        height, file = there, with_height(file, there)
    if there < abs(height):
        raise BadPage(cause=f"{there} of {abs(height)} lines")
    if width * abs(height) > PIXEL_LIMIT:
        raise BadPage(cause=f"{width}×{abs(height)} px")
    with Image.open(io.BytesIO(file), formats=("BMP",)) as picture:
        picture.load()
        return picture.copy()


def _raw(stream: bytes) -> Image.Image:
    fields = _RAW_HEADER.unpack_from(stream)
    width, height, line, bits, channels = fields[5], fields[6], fields[7], fields[8], fields[9]
    compression, _, order, start, length = fields[19], fields[20], fields[21], fields[22], fields[23]
    mode = {(1, 1): "1", (8, 1): "L", (24, 3): "RGB"}.get((bits, channels))
    if mode is None or compression or not width or not line:
        raise BadPage(cause=f"raw picture of {bits} bits, {channels} channels, compression {compression}")
    data = stream[start : start + length] if length else stream[start:]
    height = height or len(data) // line
    if width * height > PIXEL_LIMIT or len(data) < line * height:
        raise BadPage(cause=f"raw {width}×{height} px, {len(data)} bytes")
    direction = -1 if order == _BOTTOM_TO_TOP else 1
    picture = Image.frombytes(mode, (width, height), data, "raw", mode, line, direction)
    picture.info["dpi"] = fields[3:5]
    return picture
