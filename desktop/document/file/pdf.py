"""Pages become one searchable PDF/A-2b: the image at true size, the text invisibly over it, the mark on page 1.

The same input gives the same bytes: dates come from the arguments, the file's /ID from its content. There is no
AcroForm: signatures add theirs in a later revision.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import pikepdf
from pikepdf import Dictionary, Name

from desktop.document.file.archived import archived
from desktop.document.file.layers import Layers
from desktop.document.file.lettering import RESOURCE, Lettering, invisible_text
from desktop.document.file.mark import ConversionMark, MarkPlace, PlacedMark, place_mark
from desktop.document.file.metadata import LABEL, Conversion, PaperAbout, describe
from desktop.document.file.picture import Picture, picture
from desktop.document.file.sheet import Drawn, compact, draw
from desktop.model.errors import UnreadableInput
from desktop.model.page import Reading
from desktop.page.image import Pixels, decode

__all__ = ["BuiltPdf", "PaperAbout", "PdfPage", "build", "build_pdf"]

_AT_ONCE = 4
"""Most pages that are worked on at a time: their px lie in memory. Chosen."""
_HAIR_PT = 0.002
"""Viewers round a page up to whole px. Without taking this off, a page shown at its own resolution would get one px
more than its picture has, and every letter would be blurred between px."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """One page to build in.

    Attributes:
        image: JPEG or PNG bytes.
        dpi: dots per inch of the image; gives the page its true size.
        reading: what it says, in px of this image; None for no text layer.
    """

    image: bytes
    dpi: int
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class BuiltPdf:
    """A file as built.

    Attributes:
        data: the PDF's bytes.
        mark_place: where the visible mark stands; None where none was asked for.
        mark_box: x, y from the bottom left of page 1, width, height in points; None where it is not drawn.
        page_bytes: bytes of each page's images, for the clerk.
    """

    data: bytes
    page_bytes: tuple[int, ...]
    mark_place: MarkPlace | None = None
    mark_box: tuple[float, float, float, float] | None = None


def build_pdf(
    pages: Iterable[PdfPage], about: PaperAbout, mark: ConversionMark | None = None, *, small: bool = True
) -> bytes:
    """Build a PDF/A-2b; see `build`."""
    return build(pages, about, mark, small=small).data


def build(
    pages: Iterable[PdfPage], about: PaperAbout, mark: ConversionMark | None = None, *, small: bool = True
) -> BuiltPdf:
    """Build a searchable PDF/A-2b from page images (R22, R24, R25).

    The pixels of a few pages are in memory at a time, as many as are brought to their form side by side; `pages` may
    make its items as they are asked for.

    Args:
        pages: at least one, in order.
        about: what the file says of itself.
        mark: the conversion mark for page 1; None for none.
        small: bring each page to the smallest form that changes nothing seen; else grey and RGB JPEG goes in byte for
            byte.

    Raises:
        UnreadableInput: no page, or one whose image cannot be used; it names the page's number.
    """
    letters = Lettering()
    placed: PlacedMark | None = None
    sizes: list[int] = []
    with pikepdf.Pdf.new() as pdf:
        # Filled at the end, when all letters are known; the pages point at it already.
        fonts = pdf.make_indirect(Dictionary())
        for at, (page, formed) in enumerate(_side_by_side(pages, small=small, marked=mark is not None)):
            marked = mark if at == 0 else None
            if marked and formed.pixels is not None:
                placed = _placed(marked, page, formed.pixels, letters)
            drawn = draw(pdf, formed.image, page.dpi)
            sizes.append(drawn.size)
            _add_page(pdf, page, formed.as_it_came, drawn, fonts, letters, placed.content if placed and marked else "")
        if not sizes:
            raise UnreadableInput("giấy tờ", reason="không có trang nào")
        if letters.used:
            fonts[RESOURCE] = letters.embed(pdf)
        describe(pdf, about, _conversion(mark, placed) if mark and placed else None)
        made = archived(pdf)
    if placed is None:
        return BuiltPdf(made, tuple(sizes))
    return BuiltPdf(made, tuple(sizes), placed.place, placed.box)


@dataclass(frozen=True, slots=True)
class _Formed:
    """A page's image as it came, and as it goes into the file; its px where something is to be placed on it."""

    as_it_came: Picture
    image: Picture | Layers
    pixels: Pixels | None = None


def _side_by_side(pages: Iterable[PdfPage], *, small: bool, marked: bool) -> Iterator[tuple[PdfPage, _Formed]]:
    """The pages in order, each with its image; the next ones are worked on meanwhile."""
    under_way: deque[tuple[PdfPage, Future[_Formed]]] = deque()
    with ThreadPoolExecutor(min(_AT_ONCE, os.cpu_count() or 1)) as threads:
        try:
            for at, page in enumerate(pages):
                under_way.append(
                    (page, threads.submit(_formed, page, f"trang {at + 1}", small=small, kept=marked and at == 0))
                )
                if len(under_way) > _AT_ONCE:
                    first, formed = under_way.popleft()
                    yield first, formed.result()
            while under_way:
                first, formed = under_way.popleft()
                yield first, formed.result()
        finally:
            threads.shutdown(wait=True, cancel_futures=True)


def _formed(page: PdfPage, name: str, *, small: bool, kept: bool) -> _Formed:
    if not (small or kept):
        as_it_came = picture(page.image, page.dpi, name)
        return _Formed(as_it_came, as_it_came)
    pixels, _ = decode(page.image, name)
    as_it_came = picture(page.image, page.dpi, name, sound=True)
    image = compact(as_it_came, pixels, page.dpi) if small else as_it_came
    return _Formed(as_it_came, image, pixels if kept else None)


def _conversion(mark: ConversionMark, placed: PlacedMark) -> Conversion:
    return Conversion(
        words=mark.sentence,
        at=mark.converted_at,
        converter=mark.converter,
        agency=mark.agency,
        label=f"{LABEL}: {placed.place}",
    )


def _placed(mark: ConversionMark, page: PdfPage, pixels: Pixels, letters: Lettering) -> PlacedMark:
    reading = page.reading
    if reading and (reading.width, reading.height) != (pixels.shape[1], pixels.shape[0]):
        pixels = cv2.resize(pixels, (reading.width, reading.height), interpolation=cv2.INTER_AREA)
    return place_mark(mark, pixels, page.dpi, reading, letters)


def _add_page(
    pdf: pikepdf.Pdf,
    page: PdfPage,
    image: Picture,
    drawn: Drawn,
    fonts: pikepdf.Object,
    letters: Lettering,
    marked: str,
) -> None:
    width, height = image.points(page.dpi)
    text = invisible_text(page.reading, width, height, letters) if page.reading else ""
    leaf = Dictionary(
        Type=Name.Page,
        MediaBox=[0, 0, round(width - _HAIR_PT, 4), round(height - _HAIR_PT, 4)],
        Resources=Dictionary(XObject=drawn.images, Font=fonts),
        Contents=pdf.make_stream(f"{drawn.content}{text}{marked}".encode("ascii")),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(leaf)))
