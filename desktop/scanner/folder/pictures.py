"""The pages of a file that a machine has scanned: PDF, TIFF, JPEG, PNG; anything else is refused with its reason."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from desktop.scanner.errors import BadPage
from desktop.scanner.pages import PIXEL_LIMIT, as_jpeg, jpeg_size

FILE_LIMIT = 500_000_000
PAGES_LIMIT = 2000
USUAL_DPI = 200
DPI_RANGE = (72, 1200)
PDF_DPI_RANGE = (150, 600)
POINTS_PER_INCH = 72
_EXIF_ORIENTATION = 0x0112


class Unfit(Exception):
    """A file that is nothing to take in; its message is a short Vietnamese reason."""


@dataclass(frozen=True, slots=True)
class FilePage:
    """One page: JPEG and its dpi, width and height in px."""

    jpeg: bytes
    dpi: int
    width: int
    height: int


def pages_of(path: Path) -> Iterator[FilePage]:
    """The pages, one by one.

    Raises:
        Unfit: why this file cannot be taken in.
    """
    size = path.stat().st_size
    if size == 0:
        raise Unfit("tệp rỗng")
    if size > FILE_LIMIT:
        raise Unfit(f"tệp lớn hơn {FILE_LIMIT // 1_000_000} MB")
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(b"%PDF"):
        yield from _pdf(path)
    elif head.startswith(b"\xff\xd8\xff"):
        yield _jpeg(path.read_bytes())
    elif head.startswith((b"\x89PNG", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        yield from _frames(path)
    else:
        raise Unfit("không phải PDF, TIFF, JPEG hay PNG")


def _jpeg(data: bytes) -> FilePage:
    try:
        width, height = jpeg_size(data)
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
            dpi = _dpi(picture)
            if picture.mode in {"L", "RGB"} and picture.getexif().get(_EXIF_ORIENTATION, 1) == 1:
                # As the machine made it, byte for byte.
                return FilePage(data, dpi, width, height)
            return _page(ImageOps.exif_transpose(picture), dpi)
    except BadPage as error:
        raise Unfit("ảnh JPEG hỏng, bị cắt ngang hoặc quá lớn") from error


def _frames(path: Path) -> Iterator[FilePage]:
    try:
        with Image.open(path, formats=("PNG", "TIFF")) as picture:
            frames = getattr(picture, "n_frames", 1)
            if picture.format == "PNG" and frames > 1:
                raise Unfit("ảnh động, không phải trang quét")
            if frames > PAGES_LIMIT:
                raise Unfit(f"nhiều hơn {PAGES_LIMIT} trang")
            for number in range(frames):
                picture.seek(number)
                if picture.width * picture.height > PIXEL_LIMIT:
                    raise Unfit(f"ảnh quá lớn ({picture.width}×{picture.height} điểm)")
                picture.load()
                yield _page(ImageOps.exif_transpose(picture), _dpi(picture))
    except Unfit:
        raise
    except Exception as error:
        # Decoders raise anything on broken input.
        raise Unfit("ảnh hỏng hoặc bị cắt ngang") from error


def _page(picture: Image.Image, dpi: int) -> FilePage:
    kept = _eight_bits(picture)
    return FilePage(as_jpeg(kept, dpi), dpi, kept.width, kept.height)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Colour or grey, 8 bits, on white paper."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode == "1":
        return picture.convert("L")
    if "A" in picture.getbands() or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        paper = Image.new("RGBA", clear.size, (255, 255, 255, 255))
        return Image.alpha_composite(paper, clear).convert("RGB")
    return picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")


def _dpi(picture: Image.Image) -> int:
    given = picture.info.get("dpi", (0, 0))[0]
    try:
        dpi = round(float(given))
    except (TypeError, ValueError, OverflowError, ZeroDivisionError):
        return USUAL_DPI
    return dpi if DPI_RANGE[0] < dpi <= DPI_RANGE[1] else USUAL_DPI


def _pdf(path: Path) -> Iterator[FilePage]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise Unfit("PDF có mật khẩu" if locked else "PDF hỏng hoặc bị cắt ngang") from error
    with closing(document):
        count = len(document)
        if not 0 < count <= PAGES_LIMIT:
            raise Unfit(f"PDF có {count} trang")
        for number in range(count):
            try:
                with closing(document[number]) as page:
                    yield _rendered(page)
            except pypdfium2.PdfiumError as error:
                raise Unfit(f"trang {number + 1} của PDF hỏng") from error


def _rendered(page: Any) -> FilePage:
    """A page as large as the picture in it was scanned."""
    width, height = page.get_size()
    dpi = _native_dpi(page, width, height)
    scale = dpi / POINTS_PER_INCH
    if width * scale * height * scale > PIXEL_LIMIT:
        raise Unfit(f"trang PDF quá lớn ({width:.0f}×{height:.0f} điểm in)")
    with closing(page.render(scale=scale, rev_byteorder=True)) as bitmap:
        return _page(bitmap.to_pil(), dpi)


def _native_dpi(page: Any, width: float, height: float) -> int:
    import pypdfium2.raw as pdfium

    finest = 0.0
    for found in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = found.get_bounds()
        pixels = found.get_px_size()
        shown = max(right - left, 1e-3), max(top - bottom, 1e-3)
        # A stamp or a logo says nothing of the page.
        if shown[0] * shown[1] > 0.3 * width * height:
            finest = max(finest, pixels[0] / shown[0] * POINTS_PER_INCH)
    if not finest:
        return 300
    return round(min(PDF_DPI_RANGE[1], max(PDF_DPI_RANGE[0], finest)))
