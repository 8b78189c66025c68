"""A page's image inside the PDF: JPEG goes in byte for byte, everything else as it would stand in a PNG."""

from __future__ import annotations

import io
import struct
import warnings
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

from desktop.model.errors import UnreadableInput
from desktop.picture.sheet import PIXEL_LIMIT

LOWEST_DPI, HIGHEST_DPI = 50, 2400
"""Dots per inch that a page can have. Chosen."""
POINTS = 72.0
_SMALLEST_PT, _LARGEST_PT = 3.0, 14400.0
"""What PDF/A allows a page to be."""
_REPACKED_JPEG_QUALITY = 95
"""For a JPEG in a colour space that PDF/A does not take as it is. Chosen."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image ready to stand in a PDF.

    Attributes:
        data: encoded samples.
        filter: `DCTDecode` or `FlateDecode`.
        width, height: px.
        grey: one channel instead of three.
        bits: per channel.
    """

    data: bytes
    filter: str
    width: int
    height: int
    grey: bool
    bits: int = 8

    def points(self, dpi: int) -> tuple[float, float]:
        """True size at `dpi`, points."""
        return (self.width / dpi * POINTS, self.height / dpi * POINTS)

    def embed(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """The image as an object of `pdf`."""
        stream = pikepdf.Stream(
            pdf,
            self.data,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=self.width,
            Height=self.height,
            ColorSpace=Name.DeviceGray if self.grey else Name.DeviceRGB,
            BitsPerComponent=self.bits,
        )
        parameters = None
        if self.filter == "FlateDecode":
            colours = 1 if self.grey else 3
            parameters = Dictionary(Predictor=15, Colors=colours, BitsPerComponent=self.bits, Columns=self.width)
        stream.write(self.data, filter=Name(f"/{self.filter}"), decode_parms=parameters)
        return pdf.make_indirect(stream)


def picture(data: bytes, dpi: int, name: str, *, sound: bool = False) -> Picture:
    """Read an image fully once, so that no broken one is ever archived, and make it fit for PDF/A.

    Grey and RGB JPEG stays byte for byte. Other colour spaces become sRGB, transparency becomes white paper.

    Args:
        data: JPEG or PNG.
        dpi: what the page was scanned at.
        name: what a refusal calls it.
        sound: it was read to its end already.

    Raises:
        UnreadableInput: not such an image, cut short, too large, or a size that no page has.
    """
    if not LOWEST_DPI <= dpi <= HIGHEST_DPI:
        raise UnreadableInput(name, reason=f"độ phân giải {dpi} dpi không dùng được")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
                if image.width * image.height > PIXEL_LIMIT:
                    raise UnreadableInput(name, reason=f"ảnh {image.width}×{image.height} điểm, lớn quá mức cho phép")
                if not sound:
                    image.load()
                found = _picture(data, image)
    except UnreadableInput:
        raise
    except Exception as error:
        # Pillow's decoders raise nearly anything on hostile input.
        reason = "không phải ảnh JPEG hay PNG, hoặc bị cắt cụt" if data else "tệp rỗng"
        raise UnreadableInput(name, reason=reason, cause=repr(error)[:300]) from None
    if not all(_SMALLEST_PT <= side <= _LARGEST_PT for side in found.points(dpi)):
        raise UnreadableInput(name, reason=f"ảnh {found.width}×{found.height} điểm ở {dpi} dpi không thể là một trang")
    return found


def _picture(data: bytes, image: Image.Image) -> Picture:
    if image.format in {"JPEG", "MPO"}:
        if image.mode in {"L", "RGB"}:
            return Picture(data, "DCTDecode", image.width, image.height, image.mode == "L")
        out = io.BytesIO()
        image.convert("RGB").save(out, "JPEG", quality=_REPACKED_JPEG_QUALITY, subsampling=0)
        return Picture(out.getvalue(), "DCTDecode", image.width, image.height, grey=False)
    plain = _on_paper(image)
    out = io.BytesIO()
    plain.save(out, "PNG")
    bits = 1 if plain.mode == "1" else 8
    return Picture(_idat(out.getvalue()), "FlateDecode", plain.width, plain.height, plain.mode != "RGB", bits)


def _on_paper(image: Image.Image) -> Image.Image:
    """The image as 1-bit, grey or RGB; what is see-through shows white paper."""
    if image.mode in {"1", "L", "RGB"} and "transparency" not in image.info:
        return image
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image.convert("RGBA"))
    return paper.convert("RGB")


def _idat(png: bytes) -> bytes:
    """The compressed samples of a PNG, which PDF takes as they are (predictor 15)."""
    at, parts = 8, []
    while at + 8 <= len(png):
        (length,) = struct.unpack_from(">I", png, at)
        if png[at + 4 : at + 8] == b"IDAT":
            parts.append(png[at + 8 : at + 8 + length])
        at += 12 + length
    return b"".join(parts)
