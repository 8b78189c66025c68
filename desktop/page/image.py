"""Pixels in and out: any file is decoded within limits, or refused by name."""

from __future__ import annotations

import io
import warnings
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageSequence

from desktop.model.errors import UnreadableInput

Pixels = npt.NDArray[Any]

PIXEL_LIMIT = 120_000_000
"""An A3 sheet at 600 dpi has 70 million pixels."""

FALLBACK_DPI = 200
JPEG_QUALITY = 90
_PDF_DPI = 200
_FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "WEBP", "PPM")


def decode(data: bytes, name: str = "ảnh") -> tuple[Pixels, int]:
    """The first picture of a file as BGR pixels, and its dots per inch.

    Raises:
        UnreadableInput: no picture, cut short, or over `PIXEL_LIMIT`.
    """
    return decode_all(data, name)[0]


def decode_all(data: bytes, name: str = "ảnh") -> list[tuple[Pixels, int]]:
    """All pictures of a file (TIFF and PDF may hold several) as BGR pixels with their dots per inch.

    Raises:
        UnreadableInput: no picture, cut short, or over `PIXEL_LIMIT`.
    """
    if data[:5] == b"%PDF-":
        return _pdf_pages(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                return [_pixels(frame, name) for frame in ImageSequence.Iterator(picture)]
    except UnreadableInput:
        raise
    except Image.DecompressionBombError as error:
        raise UnreadableInput(name, reason="ảnh quá lớn", cause=str(error)) from None
    except Exception as error:
        # Pillow's decoders raise nearly anything on hostile input.
        reason = "không phải ảnh, hoặc bị cắt cụt" if data else "tệp rỗng"
        raise UnreadableInput(name, reason=reason, cause=repr(error)[:300]) from None


def _pixels(frame: Image.Image, name: str) -> tuple[Pixels, int]:
    if frame.width * frame.height > PIXEL_LIMIT:
        raise UnreadableInput(name, reason=f"ảnh {frame.width}×{frame.height} điểm, lớn quá mức cho phép")
    if frame.width < 16 or frame.height < 16:
        raise UnreadableInput(name, reason="ảnh quá nhỏ")
    dpi = _dpi(frame)
    rgb = np.asarray(frame.convert("RGB"))
    return cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), dpi


def _dpi(frame: Image.Image) -> int:
    try:
        dpi = round(float(frame.info.get("dpi", (0, 0))[0]))
    except (TypeError, ValueError, IndexError, OverflowError, ZeroDivisionError):
        dpi = 0
    return dpi if 50 <= dpi <= 2400 else FALLBACK_DPI


def _pdf_pages(data: bytes, name: str) -> list[tuple[Pixels, int]]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
        try:
            pages = []
            for page in pdf:
                width, height = page.get_size()
                if width * height * (_PDF_DPI / 72) ** 2 > PIXEL_LIMIT:
                    raise UnreadableInput(name, reason="trang PDF lớn quá mức cho phép")
                pixels = page.render(scale=_PDF_DPI / 72).to_numpy()
                pages.append((np.ascontiguousarray(pixels[:, :, :3]), _PDF_DPI))
            return pages
        finally:
            pdf.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableInput(name, reason="PDF hỏng hoặc có mật khẩu", cause=str(error)) from None


def encode_jpeg(pixels: Pixels, dpi: int, quality: int = JPEG_QUALITY) -> bytes:
    """JPEG with its dots per inch, colour at full resolution (4:4:4)."""
    out = io.BytesIO()
    rgb = cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)
    Image.fromarray(rgb).save(out, "JPEG", quality=quality, subsampling=0, dpi=(dpi, dpi))
    return out.getvalue()


def thumbnail(pixels: Pixels, side: int = 320) -> bytes:
    """A small JPEG whose longer side has `side` px."""
    scale = side / max(pixels.shape[:2])
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return encode_jpeg(small, 96, 80)
