"""The conversion mark: seen, read, never over anything, and honest where there is no room."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from desktop.document.file.check import check_pdfa
from desktop.document.file.mark import ConversionMark, MarkPlace
from desktop.document.file.pdf import BuiltPdf, PaperAbout, PdfPage, build
from desktop.model.page import Reading, ReadLine
from desktop.page.image import decode
from desktop.page.reading.tesseract import reader

Sheet = Callable[..., PdfPage]
A4_PT = (595.4, 842.0)


def shown(pdf: bytes, dpi: int = 300) -> Any:
    """Page 1 as pixels, RGB."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    finally:
        document.close()


def cut(built: BuiltPdf, dpi: int = 300) -> Any:
    """The mark as it looks."""
    assert built.mark_box
    image = shown(built.data, dpi)
    left, bottom, width, height = (side * dpi / 72 for side in built.mark_box)
    foot = image.height - bottom
    return image.crop((int(left), int(foot - height), int(left + width) + 1, int(foot) + 1))


def px_box(built: BuiltPdf, page: PdfPage) -> tuple[int, int, int, int]:
    """Left, top, right, foot of the mark in px of the page's image."""
    assert built.mark_box
    pixels, _ = decode(page.image)
    left, bottom, width, height = (side * page.dpi / 72 for side in built.mark_box)
    top = pixels.shape[0] - bottom - height
    return int(left), int(top), int(left + width) + 1, int(top + height) + 1


def ruled(page: PdfPage, top: float, foot: float, left: float = 0.0, right: float = 1.0) -> PdfPage:
    """The page with strong lines over a part of it, every 4 mm, without any reading of them."""
    pixels, _ = decode(page.image)
    height, width = pixels.shape[:2]
    for y in range(int(top * height), int(foot * height), round(4 / 25.4 * page.dpi)):
        cv2.line(pixels, (int(left * width), y), (int(right * width), y), (40, 40, 40), 3)
    out = io.BytesIO()
    Image.fromarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)).save(out, "JPEG", quality=90)
    return replace(page, image=out.getvalue())


def test_reads_as_it_should(sheet: Sheet, about: PaperAbout, mark: ConversionMark) -> None:
    built = build([sheet()], about, mark)
    assert built.mark_place is MarkPlace.BOTTOM
    seen = cut(built)
    code = zxingcpp.read_barcodes(np.asarray(seen))[0]
    assert code.text == about.item_code
    side = code.position.top_right.x + 12
    words = cv2.cvtColor(np.asarray(seen)[6:-6, side:-6], cv2.COLOR_RGB2GRAY)
    inked = np.concatenate(([0], (words.min(axis=1) < 150).astype(np.int8), [0]))
    starts, ends = np.flatnonzero(np.diff(inked) == 1), np.flatnonzero(np.diff(inked) == -1)
    rows = [words[max(0, start - 4) : end + 4] for start, end in zip(starts, ends, strict=True) if end - start > 12]
    text = " ".join(word.text for row in rows for word in reader().read(row))
    for part in ("Bản số hóa từ bản giấy", "24/11/2026 10:00:00 +07:00", mark.converter, mark.agency):
        assert part in text


def test_qr_is_read_from_a_plain_print(sheet: Sheet, about: PaperAbout, mark: ConversionMark) -> None:
    built = build([sheet()], about, mark)
    found = zxingcpp.read_barcodes(np.asarray(shown(built.data, 200)))
    assert [code.text for code in found] == [about.item_code]


def test_every_page_but_the_first_stays_as_it_is(sheet: Sheet, about: PaperAbout, mark: ConversionMark) -> None:
    with pikepdf.open(io.BytesIO(build([sheet(), sheet()], about, mark).data)) as pdf:
        first, second = (page.obj.Contents.read_bytes() for page in pdf.pages)
    assert b"\n0 Tr " in first and b"\n0 Tr " not in second


@pytest.mark.parametrize("seal", [(45, 275, 18), (105, 270, 20), (30, 250, 15)])
def test_never_on_a_pale_seal(
    seal: tuple[int, int, int], sheet: Sheet, about: PaperAbout, mark: ConversionMark
) -> None:
    page = sheet(seal_at=seal)
    built = build([page], about, mark)
    left, top, right, foot = px_box(built, page)
    pixels, _ = decode(page.image)
    under = pixels[top:foot, left:right]
    assert under.min() > 225, "something is under the mark"
    x, y, radius = (side / 25.4 * page.dpi for side in seal)
    nearest = (min(max(x, left), right), min(max(y, top), foot))
    assert np.hypot(nearest[0] - x, nearest[1] - y) > radius or np.hypot(left - x, top - y) < radius


def test_read_lines_are_kept_clear_even_where_ink_is_too_pale(
    sheet: Sheet, about: PaperAbout, mark: ConversionMark
) -> None:
    page = sheet(lines=())
    assert page.reading
    pale = ReadLine(text="x", box=(100, 2050, 900, 200), confidence=0.5, words=())
    page = replace(page, reading=replace(page.reading, lines=(pale,)))
    left, top, _, foot = px_box(build([page], about, mark), page)
    assert left > 1000 or foot < 2050 or top > 2250


@pytest.mark.parametrize(
    ("covered", "place"),
    [
        ([(0.85, 1.0, 0.0, 1.0)], MarkPlace.TOP),
        ([(0.85, 1.0, 0.0, 1.0), (0.0, 0.15, 0.0, 1.0)], MarkPlace.LEFT),
        ([(0.85, 1.0, 0.0, 1.0), (0.0, 0.15, 0.0, 1.0), (0.0, 1.0, 0.0, 0.3)], MarkPlace.RIGHT),
        ([(0.0, 1.0, 0.0, 1.0)], MarkPlace.METADATA_ONLY),
    ],
)
def test_goes_to_the_next_margin(
    covered: list[tuple[float, float, float, float]],
    place: MarkPlace,
    sheet: Sheet,
    about: PaperAbout,
    mark: ConversionMark,
) -> None:
    page = sheet(lines=())
    for part in covered:
        page = ruled(page, *part)
    built = build([page], about, mark)
    assert built.mark_place is place
    assert check_pdfa(built.data) == []
    with pikepdf.open(io.BytesIO(built.data)) as pdf, pdf.open_metadata() as xmp:
        assert xmp["xmp:Label"] == f"conversion mark: {place}"
        assert xmp["dc:contributor"] == {mark.converter}
    if place is MarkPlace.METADATA_ONLY:
        assert built.mark_box is None
    else:
        left, top, right, foot = px_box(built, page)
        pixels, _ = decode(page.image)
        assert pixels[top:foot, left:right].min() > 200


def test_turned_marks_read_too(sheet: Sheet, about: PaperAbout, mark: ConversionMark) -> None:
    page = ruled(ruled(sheet(lines=()), 0.85, 1.0), 0.0, 0.15)
    built = build([page], about, mark)
    assert built.mark_place is MarkPlace.LEFT
    assert [code.text for code in zxingcpp.read_barcodes(np.asarray(cut(built)))] == [about.item_code]


def test_top_right_is_left_to_the_stamp(sheet: Sheet, about: PaperAbout, mark: ConversionMark) -> None:
    page = ruled(ruled(sheet(lines=()), 0.42, 1.0), 0.0, 1.0, 0.0, 0.5)
    assert build([page], about, mark).mark_place is MarkPlace.METADATA_ONLY


def test_dark_paper_and_tiny_papers_carry_it_in_the_metadata(
    sheet: Sheet, about: PaperAbout, mark: ConversionMark
) -> None:
    out = io.BytesIO()
    Image.new("RGB", (1654, 2339), (70, 60, 50)).save(out, "JPEG")
    dark = build([PdfPage(image=out.getvalue(), dpi=200)], about, mark)
    assert dark.mark_place is MarkPlace.METADATA_ONLY
    tiny = build([sheet(size_mm=(30, 20), lines=())], about, mark)
    assert tiny.mark_place is MarkPlace.METADATA_ONLY
    assert check_pdfa(dark.data) == check_pdfa(tiny.data) == []


@pytest.mark.parametrize("name", ["", "x" * 400, "漢字 ☐ \x00\ud800", "a\nb"])
def test_any_words_make_a_file_by_the_rules(name: str, sheet: Sheet, about: PaperAbout, mark: ConversionMark) -> None:
    odd = replace(mark, converter=name, agency=name, item_code=name, words=name)
    assert check_pdfa(build([sheet()], about, odd).data) == []


def test_reading_in_other_pixels_than_the_image(sheet: Sheet, about: PaperAbout, mark: ConversionMark) -> None:
    page = sheet()
    assert page.reading
    half = Reading(width=page.reading.width // 2, height=page.reading.height // 2, lines=(), reader="half")
    whole, smaller = build([page], about, mark), build([replace(page, reading=half)], about, mark)
    assert whole.mark_box and smaller.mark_box
    assert smaller.mark_box == pytest.approx(whole.mark_box, abs=8)
