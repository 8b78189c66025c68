"""The paper's file: PDF/A-2b, true size, text that selects right in Vietnamese, the same bytes every time."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, overload

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop.document.file.check import check_pdfa, inspect
from desktop.document.file.lettering import Lettering, clean_text
from desktop.document.file.mark import ConversionMark, MarkPlace
from desktop.document.file.pdf import PaperAbout, PdfPage, build, build_pdf
from desktop.model.errors import UnreadableInput
from desktop.model.page import Reading, ReadLine, Word

Sheet = Callable[..., PdfPage]


def said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[bytes], str]:
    def save(pdf: bytes) -> str:
        file = tmp_path / "paper.pdf"
        file.write_bytes(pdf)
        return str(file)

    return save


def image_bytes(mode: str, form: str, size: tuple[int, int] = (400, 600), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, form, **options)
    return out.getvalue()


def test_text_comes_out_as_it_went_in(sheet: Sheet, about: PaperAbout, saved: Callable[[bytes], str]) -> None:
    page = sheet()
    assert page.reading
    file = saved(build_pdf([page], about))
    lines = [line for line in said("pdftotext", file, "-").splitlines() if line.strip("\f ")]
    assert lines == [line.text for line in page.reading.lines]
    raw = said("pdftotext", "-raw", file, "-")
    assert raw.split() == page.reading.text.split()


def test_words_stand_on_their_boxes(sheet: Sheet, about: PaperAbout, saved: Callable[[bytes], str]) -> None:
    page = sheet()
    assert page.reading
    found = said("pdftotext", "-bbox", saved(build_pdf([page], about)), "-")
    scale = 72 / page.dpi
    for word in page.reading.words:
        line = next(row for row in found.splitlines() if f">{word.text}<" in row)
        left, right = (float(line.split(f'{side}="')[1].split('"')[0]) for side in ("xMin", "xMax"))
        assert left == pytest.approx(word.box[0] * scale, abs=2.5) or found.count(f">{word.text}<") > 1
        assert right == pytest.approx((word.box[0] + word.box[2]) * scale, abs=2.5) or found.count(f">{word.text}<") > 1


def test_whole_and_by_the_rules(
    sheet: Sheet, about: PaperAbout, mark: ConversionMark, saved: Callable[[bytes], str]
) -> None:
    pdf = build_pdf([sheet()], about, mark)
    assert check_pdfa(pdf) == []
    file = saved(pdf)
    assert "No syntax or stream encoding errors" in said("qpdf", "--check", file)
    fonts = said("pdffonts", file).splitlines()[2:]
    assert fonts and all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "/AcroForm" not in opened.Root
        assert str(opened.Root.Lang) == "vi-VN"


def test_thirty_pages_of_every_sort(sheet: Sheet, about: PaperAbout, mark: ConversionMark) -> None:
    sorts = [
        sheet(),
        sheet(mode="L"),
        sheet(size_mm=(297, 420), dpi=150),
        sheet(size_mm=(86, 54), dpi=300, lines=()),
        sheet(form="PNG", dpi=100),
        sheet(form="PNG", mode="1", dpi=100),
    ]
    pdf = build_pdf(sorts * 5, about, mark)
    assert check_pdfa(pdf) == []
    sizes = [(page.width_mm, page.height_mm) for page in inspect(pdf).pages]
    wanted = [(210, 297), (210, 297), (297, 420), (86, 54), (210, 297), (210, 297)] * 5
    assert len(sizes) == 30
    for (width, height), (true_width, true_height) in zip(sizes, wanted, strict=True):
        assert width == pytest.approx(true_width, abs=0.3)
        assert height == pytest.approx(true_height, abs=0.3)


def test_jpeg_goes_in_byte_for_byte(sheet: Sheet, about: PaperAbout, mark: ConversionMark) -> None:
    pages = [sheet(), sheet(mode="L")]
    with pikepdf.open(io.BytesIO(build_pdf(pages, about, mark, small=False))) as pdf:
        inside = [bytes(page.obj.Resources.XObject.Im0.read_raw_bytes()) for page in pdf.pages]
        assert inside == [page.image for page in pages]
        assert [str(page.obj.Resources.XObject.Im0.ColorSpace) for page in pdf.pages] == ["/DeviceRGB", "/DeviceGray"]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_png_keeps_its_pixels(mode: str, about: PaperAbout) -> None:
    image = image_bytes(mode, "PNG")
    pdf = build_pdf([PdfPage(image=image, dpi=200)], about, small=False)
    assert check_pdfa(pdf) == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        stream = opened.pages[0].Resources.XObject.Im0
        assert isinstance(stream, pikepdf.Stream)
        shown = pikepdf.PdfImage(stream).as_pil_image().convert("L")
    wanted = 255 if mode in {"LA", "RGBA"} else 0
    assert shown.getextrema() == (wanted, wanted)


def test_cmyk_becomes_rgb(about: PaperAbout) -> None:
    pdf = build_pdf([PdfPage(image=image_bytes("CMYK", "JPEG"), dpi=200)], about, small=False)
    assert check_pdfa(pdf) == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.pages[0].Resources.XObject.Im0.ColorSpace) == "/DeviceRGB"


def test_same_input_same_bytes(sheet: Sheet, about: PaperAbout, mark: ConversionMark) -> None:
    pages = [sheet(), sheet(mode="L")]
    one = build_pdf(pages, about, mark)
    assert one == build_pdf(pages, about, mark)
    assert one != build_pdf(pages, replace(about, title="Khác"), mark)


def test_metadata_agree(sheet: Sheet, about: PaperAbout, mark: ConversionMark, saved: Callable[[bytes], str]) -> None:
    pdf = build_pdf([sheet()], about, mark)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.docinfo["/CreationDate"]) == "D:20261124100000+07'00'"
        with opened.open_metadata() as xmp:
            assert xmp["dc:title"] == about.title == str(opened.docinfo["/Title"])
            assert xmp["dc:identifier"] == about.item_code
            assert xmp["dc:type"] == {about.paper_code}
            assert xmp["dc:relation"] == {about.dossier_code}
            assert xmp["dc:contributor"] == {mark.converter}
            assert xmp["dc:description"] == mark.sentence == str(opened.docinfo["/Subject"])
            assert xmp["xmp:CreateDate"] == "2026-11-24T10:00:00+07:00"
            assert "bottom" in xmp["xmp:Label"]


class Lazily(Sequence[PdfPage]):
    """Gives a page only when it is asked for, and counts how many are alive."""

    def __init__(self, make: Sheet, count: int) -> None:
        self._make, self._count, self.asked = make, count, [0] * count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> PdfPage: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[PdfPage]: ...
    def __getitem__(self, at: int | slice) -> PdfPage | Sequence[PdfPage]:
        assert isinstance(at, int)
        if at >= self._count:
            raise IndexError(at)
        self.asked[at] += 1
        return self._make((f"Trang {at}",), dpi=50)


def test_pages_are_asked_for_once_and_in_turn(sheet: Sheet, about: PaperAbout) -> None:
    pages = Lazily(sheet, 7)
    assert len(inspect(build_pdf(pages, about)).pages) == 7
    assert pages.asked == [1] * 7


def test_no_pages_are_refused(about: PaperAbout) -> None:
    with pytest.raises(UnreadableInput, match="không có trang nào"):
        build_pdf([], about)


@pytest.mark.parametrize(
    "image",
    [
        lambda: b"",
        lambda: b"%PDF-1.7",
        lambda: b"\xff\xd8\xff\xe0 no more",
        lambda: image_bytes("RGB", "JPEG")[:-200],
        lambda: image_bytes("RGB", "PNG", (400, 4000))[:-60],
        lambda: image_bytes("RGB", "GIF"),
        lambda: image_bytes("1", "PNG", (30_000, 30_000)),
        lambda: image_bytes("L", "PNG", (1, 1)),
    ],
    ids=["empty", "pdf", "broken", "jpeg-cut", "png-cut", "gif", "gigapixel", "dot"],
)
def test_bad_images_are_refused_by_page(image: Callable[[], bytes], sheet: Sheet, about: PaperAbout) -> None:
    with pytest.raises(UnreadableInput, match="trang 2"):
        build_pdf([sheet(dpi=50), PdfPage(image=image(), dpi=200)], about)


@pytest.mark.parametrize("dpi", [-1, 0, 3, 100_000])
def test_impossible_resolutions_are_refused(dpi: int, about: PaperAbout) -> None:
    with pytest.raises(UnreadableInput, match="dpi"):
        build_pdf([PdfPage(image=image_bytes("RGB", "JPEG"), dpi=dpi)], about)


NUMBERS = st.integers(-(10**6), 10**6)
WORDS = st.builds(
    Word, text=st.text(max_size=12), box=st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), confidence=st.just(0.5)
)
READ_LINES = st.builds(
    ReadLine,
    text=st.text(max_size=40),
    box=st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS),
    confidence=st.just(0.5),
    words=st.lists(WORDS, max_size=4).map(tuple),
)
READINGS = st.builds(
    Reading,
    width=st.integers(0, 5000),
    height=st.integers(0, 5000),
    lines=st.lists(READ_LINES, max_size=5).map(tuple),
    reader=st.just("wild"),
)


@settings(max_examples=40)
@given(READINGS)
def test_any_reading_makes_a_file_by_the_rules(reading: Reading) -> None:
    about = PaperAbout(title="\x00Thử\ud800", creator="", created=datetime(2026, 1, 1, tzinfo=UTC))
    pdf = build_pdf([PdfPage(image=image_bytes("RGB", "JPEG", (64, 64)), dpi=200, reading=reading)], about)
    assert check_pdfa(pdf) == []


@given(st.text(max_size=60))
def test_clean_text_is_stable_and_has_a_width(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert Lettering().width(clean) >= 0


def test_only_letters_that_are_seen_have_outlines(sheet: Sheet, about: PaperAbout, mark: ConversionMark) -> None:
    bare, marked = build([sheet()], about), build([sheet()], about, mark)
    assert bare.mark_place is None and marked.mark_place is MarkPlace.BOTTOM
    assert len(bare.data) - len(sheet().image) < 7_000
    assert len(marked.data) - len(sheet().image) < 16_000
