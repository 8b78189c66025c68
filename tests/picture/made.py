"""Pictures and PDFs that the tests of this room make: white sheets whose top left quarter is black."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pikepdf
from pikepdf import Dictionary, Name, Stream
from PIL import Image

WIDE, HIGH = 200, 300
A4 = (595.44, 841.68)
"""Points: 827 × 1169 px at 100 dpi."""
SCAN = (827, 1169)
Resources = Callable[[pikepdf.Pdf], dict[str, pikepdf.Object]]


def corner(mode: str = "RGB", size: tuple[int, int] = (WIDE, HIGH)) -> Image.Image:
    """White, its top left quarter black."""
    picture = Image.new("RGB", size, "white")
    picture.paste((0, 0, 0), (0, 0, size[0] // 2, size[1] // 2))
    return picture.convert(mode)


def is_the_corner(picture: Image.Image) -> bool:
    """Whether that is what a picture shows, whatever its size."""
    grey = np.asarray(picture.convert("L"))
    high, wide = grey.shape
    air_y, air_x = max(2, high // 20), max(2, wide // 20)
    dark = grey[air_y : high // 2 - air_y, air_x : wide // 2 - air_x]
    light = grey[high // 2 + air_y :], grey[:, wide // 2 + air_x :]
    return bool(dark.max() < 70 and min(part.min() for part in light) > 200)


def saved(picture: Image.Image, kind: str, **how: Any) -> bytes:
    """A picture as a file."""
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def samples(deep: str, by: float = 1.0) -> bytes:
    """The corner as raw grey samples of a numpy type, white being `by`."""
    grey: npt.NDArray[Any] = np.asarray(corner("L")) / 255 * by
    return grey.astype(deep).tobytes()


def twelve_bits() -> bytes:
    """The corner as samples of twelve bits, two in three bytes."""
    pairs = (np.asarray(corner("L")).astype(int) * 4095 // 255).reshape(-1, 2)
    three = np.stack([pairs[:, 0] >> 4, ((pairs[:, 0] & 15) << 4) | (pairs[:, 1] >> 8), pairs[:, 1] & 255], axis=1)
    return three.astype(np.uint8).tobytes()


def raw_tiff(bits: int, data: bytes, *tags: tuple[int, int, Any], order: str = "<", size: Sequence[int] = ()) -> bytes:
    """A TIFF of one raw strip: a tag is number, type (3 short, 4 long, 5 rational, 11 float) and value."""
    wide, high = size or (WIDE, HIGH)
    given: dict[int, tuple[int, Any]] = {256: (4, wide), 257: (4, high), 258: (3, bits), 259: (3, 1), 262: (3, 1)}
    given |= {277: (3, 1), 278: (4, high)}
    given |= {279: (4, len(data)), 339: (3, 1)} | {number: (kind, value) for number, kind, value in tags}
    rationals = sum(8 for kind, _ in given.values() if kind == 5)
    after = 8 + 2 + 12 * (len(given) + 1) + 4
    given[273] = (4, after + rationals)
    entries, beside = b"", b""
    for number, (kind, value) in sorted(given.items()):
        if kind == 5:
            entries += struct.pack(order + "HHII", number, kind, 1, after + len(beside))
            beside += struct.pack(order + "II", *value)
        else:
            form = {3: "HHIHH", 4: "HHII", 11: "HHIf"}[kind]
            entries += struct.pack(order + form, number, kind, 1, value, *([0] if kind == 3 else []))
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8)
    return head + struct.pack(order + "H", len(given)) + entries + bytes(4) + beside + data


def pdf_picture(pdf: pikepdf.Pdf, picture: Image.Image, **more: Any) -> pikepdf.Object:
    """A picture as an object of a PDF."""
    spaces = {"RGB": Name.DeviceRGB, "L": Name.DeviceGray, "1": Name.DeviceGray, "CMYK": Name.DeviceCMYK}
    about: dict[str, Any] = {
        "Type": Name.XObject,
        "Subtype": Name.Image,
        "Width": picture.width,
        "Height": picture.height,
        "BitsPerComponent": 1 if picture.mode == "1" else 8,
        "ColorSpace": spaces[picture.mode],
        **more,
    }
    if more.get("ImageMask"):
        del about["ColorSpace"]
    return pdf.make_indirect(Stream(pdf, picture.tobytes(), **about))


def pdf(content: bytes, objects: Resources, box: Sequence[float] = (0, 0, *A4), **page: Any) -> bytes:
    """A PDF of one page that shows `content`."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(100, 100))
        sheet = made.pages[0].obj
        sheet.MediaBox = list(box)
        helvetica = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        shown = {f"/{name}": one for name, one in objects(made).items()}
        sheet.Resources = Dictionary(XObject=Dictionary(shown), Font=Dictionary(F=helvetica))
        sheet.Contents = made.make_stream(content)
        for key, value in page.items():
            sheet[Name(f"/{key}")] = value
        made.save(out)
    return out.getvalue()
