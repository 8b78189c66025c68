"""The pages of a kept PDF to look at, drawn one at a time."""

from __future__ import annotations

import numpy as np
import pypdfium2

from desktop.machine.pdfium import PDFIUM
from desktop.model.errors import UnreadableInput
from desktop.page.image import PIXEL_LIMIT, Pixels, encode_jpeg, thumbnail

SHOWN_DPI, SMALL_DPI = 150, 30


def leaf(pdf: bytes, at: int, dpi: int = SHOWN_DPI) -> bytes:
    """Page `at` (from 0) of a PDF as a JPEG.

    Raises:
        UnreadableInput: no PDF, no such page, or one that is too large to be drawn.
    """
    return encode_jpeg(_drawn(pdf, range(at, at + 1), dpi)[0], dpi)


def small_leaves(pdf: bytes, most: int) -> list[bytes]:
    """Small pictures of the first pages of a PDF, at most `most`.

    Raises:
        UnreadableInput: no PDF, or a page that is too large to be drawn.
    """
    return [thumbnail(pixels) for pixels in _drawn(pdf, range(most), SMALL_DPI)]


def _drawn(pdf: bytes, pages: range, dpi: int) -> list[Pixels]:
    name = "tệp PDF"
    with PDFIUM:
        try:
            file = pypdfium2.PdfDocument(pdf)
            try:
                there = pages[: max(0, len(file) - pages.start)]
                if not there:
                    raise UnreadableInput(name, reason=f"không có trang {pages.start + 1}")
                return [_pixels(file[at], dpi, name) for at in there]
            finally:
                file.close()
        except pypdfium2.PdfiumError as error:
            raise UnreadableInput(name, reason="PDF hỏng hoặc có mật khẩu", cause=str(error)) from None


def _pixels(page: pypdfium2.PdfPage, dpi: int, name: str) -> Pixels:
    width, height = page.get_size()
    if width * height * (dpi / 72) ** 2 > PIXEL_LIMIT:
        raise UnreadableInput(name, reason="trang PDF lớn quá mức cho phép")
    return np.ascontiguousarray(page.render(scale=dpi / 72).to_numpy()[:, :, :3])
