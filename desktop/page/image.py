"""Pixels in and out: any file is decoded within limits, or refused by name."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from desktop.machine.pdfium import PDFIUM
from desktop.model.errors import UnreadableInput

Pixels = npt.NDArray[Any]

PIXEL_LIMIT = 80_000_000
"""An A3 sheet at 600 dpi has 70 million pixels; decoding takes ten bytes for each of them at the most."""

FALLBACK_DPI = 200
JPEG_QUALITY = 90
_PDF_DPI = 200
_FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "WEBP", "PPM")
_MANY_PAGES = ("TIFF", "MPO")
_SQUARE = 0.03
_EXIF_ORIENTATION = 0x0112


def decode(data: bytes, name: str = "ảnh") -> tuple[Pixels, int]:
    """The first picture of a file as BGR pixels, and its dots per inch.

    What the file says about its way up (EXIF) is obeyed; CMYK, palettes and 16 bits become BGR of 8; transparent
    places become white; px that are not square (a fax) are made so.

    Raises:
        UnreadableInput: no picture, a moving one, cut short, or over `PIXEL_LIMIT`.
    """
    return next(decode_each(data, name))


def decode_each(data: bytes, name: str = "ảnh") -> Iterator[tuple[Pixels, int]]:
    """The pictures of a file one after the other (TIFF and PDF may hold many), each as `decode` gives it.

    Raises:
        UnreadableInput: no picture, a moving one, cut short, or over `PIXEL_LIMIT`.
    """
    if data[:5] == b"%PDF-":
        yield from _pdf_pages(data, name)
        return
    if not data:
        raise UnreadableInput(name, reason="tệp rỗng")
    at = 0
    with _told(name):
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
    with picture:
        if picture.format not in _MANY_PAGES and getattr(picture, "is_animated", False):
            raise UnreadableInput(name, reason="ảnh động, không phải trang giấy")
        while True:
            with _told(name):
                pixels, dpi = _pixels(picture, name)
            yield pixels, dpi
            at += 1
            # What follows in a camera's file are previews.
            if picture.format != "TIFF":
                return
            with _told(name):
                if not _turned_to(picture, at):
                    return


def _turned_to(picture: Image.Image, at: int) -> bool:
    try:
        picture.seek(at)
    except EOFError:
        return False
    return True


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Pillow's decoders raise nearly anything on hostile input, and warn; here it becomes one refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except UnreadableInput:
        raise
    except Image.DecompressionBombError as error:
        raise UnreadableInput(name, reason="ảnh quá lớn", cause=str(error)) from None
    except Exception as error:
        reason = "không phải ảnh, hoặc bị cắt cụt"
        raise UnreadableInput(name, reason=reason, cause=repr(error)[:300]) from None


def holds_many(data: bytes) -> bool:
    """Whether a file holds pages to be told apart by number: a PDF, or a TIFF of more than one."""
    if data[:5] == b"%PDF-":
        return True
    if data[:4] not in {b"II*\0", b"MM\0*"}:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("TIFF",)) as picture:
                picture.seek(1)
    except Exception:
        # One page, or none at all, which decoding will say.
        return False
    return True


def stands_as_it_is(data: bytes) -> bool:
    """Whether a file is a JPEG whose bytes any reader shows as `decode` gives them: no EXIF turn, no CMYK."""
    if data[:2] != b"\xff\xd8":
        return False
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
        square = abs(_stretch(picture) - 1) <= _SQUARE
        return square and picture.mode in {"RGB", "L"} and picture.getexif().get(_EXIF_ORIENTATION, 1) == 1


def _pixels(frame: Image.Image, name: str) -> tuple[Pixels, int]:
    if frame.width * frame.height > PIXEL_LIMIT:
        raise UnreadableInput(name, reason=f"ảnh {frame.width}×{frame.height} điểm, lớn quá mức cho phép")
    if frame.width < 16 or frame.height < 16:
        raise UnreadableInput(name, reason="ảnh quá nhỏ")
    dpi, stretch = _dpi(frame), _stretch(frame)
    way_up = frame.getexif().get(_EXIF_ORIENTATION, 1)
    turned = way_up in {5, 6, 7, 8}
    # Both would copy a page that is as it should be.
    upright = frame if way_up == 1 else ImageOps.exif_transpose(frame)
    pixels = np.array(upright if upright.mode == "RGB" and not upright.has_transparency_data else _rgb(upright))
    cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR, dst=pixels)
    if abs(stretch - 1) <= _SQUARE:
        return pixels, dpi
    if pixels.shape[0] * pixels.shape[1] * max(stretch, 1 / stretch) > PIXEL_LIMIT:
        raise UnreadableInput(name, reason="độ phân giải ngang và dọc lệch nhau quá mức cho phép")
    wide, high = (1.0, stretch) if stretch > 1 else (1 / stretch, 1.0)
    if turned:
        wide, high = high, wide
    square = cv2.resize(pixels, None, fx=wide, fy=high, interpolation=cv2.INTER_CUBIC)
    return square, max(dpi, round(dpi * max(1.0, 1 / stretch)))


def _rgb(frame: Image.Image) -> Image.Image:
    if frame.mode in {"I", "F"} or frame.mode.startswith("I;16"):
        values = np.asarray(frame).astype(np.float32)
        deep = 257.0 if values.max(initial=0) > 255 else 1.0
        return Image.fromarray(np.clip(values / deep, 0, 255).astype(np.uint8)).convert("RGB")
    if frame.has_transparency_data:
        on_white = Image.new("RGBA", frame.size, "white")
        on_white.alpha_composite(frame.convert("RGBA"))
        return on_white.convert("RGB")
    return frame.convert("RGB")


def _both_dpi(frame: Image.Image) -> tuple[float, float]:
    try:
        across, down = (float(n) for n in frame.info["dpi"])
    except (KeyError, TypeError, ValueError, OverflowError, ZeroDivisionError):
        return (0.0, 0.0)
    return (across, down) if 0 < across < 1e5 and 0 < down < 1e5 else (0.0, 0.0)


def _dpi(frame: Image.Image) -> int:
    """Dots per inch across; a file that knows none gets `FALLBACK_DPI`."""
    dpi = round(_both_dpi(frame)[0])
    return dpi if 50 <= dpi <= 2400 else FALLBACK_DPI


def _stretch(frame: Image.Image) -> float:
    """How many times as dense the px are across as down."""
    across, down = _both_dpi(frame)
    return min(4.0, max(0.25, across / down)) if across and down else 1.0


def _pdf_pages(data: bytes, name: str) -> Iterator[tuple[Pixels, int]]:
    import pypdfium2

    try:
        with PDFIUM:
            pdf = pypdfium2.PdfDocument(data)
        try:
            for at in range(len(pdf)):
                with PDFIUM:
                    page = pdf[at]
                    width, height = page.get_size()
                    if width * height * (_PDF_DPI / 72) ** 2 > PIXEL_LIMIT:
                        raise UnreadableInput(name, reason="trang PDF lớn quá mức cho phép")
                    pixels = np.ascontiguousarray(page.render(scale=_PDF_DPI / 72).to_numpy()[:, :, :3])
                    page.close()
                yield pixels, _PDF_DPI
        finally:
            with PDFIUM:
                pdf.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableInput(name, reason="PDF hỏng hoặc có mật khẩu", cause=str(error)) from None


def tone_at(grey: Pixels, percent: float) -> int:
    """The tone, 0 to 255, that this many percent of an 8-bit picture's px do not exceed: counted, nothing is sorted."""
    counts = np.cumsum(np.bincount(grey.ravel(), minlength=256))
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


def encode_jpeg(pixels: Pixels, dpi: int, quality: int = JPEG_QUALITY) -> bytes:
    """JPEG with its dots per inch, colour at full resolution (4:4:4)."""
    out = io.BytesIO()
    rgb = cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)
    Image.fromarray(rgb).save(out, "JPEG", quality=quality, subsampling=0, dpi=(dpi, dpi))
    return out.getvalue()


def thumbnail(pixels: Pixels, side: int = 320) -> bytes:
    """A small JPEG whose longer side has `side` px."""
    scale = side / max(pixels.shape[:2])
    height, width = (max(1, round(scale * n)) for n in pixels.shape[:2])
    small = made_small(pixels, width, height)
    return encode_jpeg(small, 96, 80)
