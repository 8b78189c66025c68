"""The visible signature: what it says, how it looks and where it stands, by rendering it (R36)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from desktop.document.file.pdf import PaperAbout, PdfPage, build_pdf
from desktop.machine.clock import vietnam_time
from desktop.model.errors import UnreadableInput
from desktop.signing.appearance.room import EDGE_PT
from desktop.signing.appearance.sheet import Page
from desktop.signing.appearance.stamp import Stamp
from desktop.signing.pades import SignatureRequest, sign_pdf
from desktop.signing.tokens.client import SigningSession, TokenHost, open_key
from desktop.training import pki

PIN = pki.PIN.encode()
AT = datetime(2026, 3, 4, 18, 5, 6, tzinfo=UTC)
STAMP = Stamp(agency="Ủy ban nhân dân xã Bến Đỗ", signed_at=AT, form="SAO Y", signer="Nguyễn Thị Ẵm", title="Công chức")


@pytest.fixture
def session(training: Any, soft_host: TokenHost) -> Iterator[SigningSession]:
    with open_key(soft_host, training.serial, training.official_sha256, bytearray(PIN)) as one:
        yield one


@pytest.fixture
def stamped(training: Any, session: SigningSession) -> Callable[..., bytes]:
    from desktop.signing.authorities.trust import read_trusted

    def make(pdf: bytes, stamp: Stamp = STAMP, **more: Any) -> bytes:
        how = SignatureRequest(
            role="official", signed_at=datetime.now(UTC), trusted=read_trusted([training.roots]), stamp=stamp, **more
        )
        return sign_pdf(pdf, session, how).pdf

    return make


def blank(turn: int = 0, box: tuple[int, ...] = (0, 0, 595, 842), crop: tuple[int, ...] | None = None) -> bytes:
    out = io.BytesIO()
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        page = pdf.pages[0]
        del page.obj.MediaBox
        # Size and turn come from above, as many writers leave them.
        pdf.Root.Pages.MediaBox = pikepdf.Array(box)
        pdf.Root.Pages.Rotate = turn
        if crop:
            page.obj.CropBox = pikepdf.Array(crop)
        pdf.save(out)
    return out.getvalue()


def ink(pdf: bytes) -> tuple[np.ndarray, tuple[int, int, int, int]]:
    """The page as seen at 144 dpi, and left, top, right, bottom of what is black, px."""
    document = pdfium.PdfDocument(pdf)
    document.init_forms()
    page = document[0]
    grey = page.render(scale=2, grayscale=True, may_draw_forms=True).to_numpy().squeeze()
    page.close()
    document.close()
    rows, columns = np.nonzero(grey < 128)
    return grey, (columns.min(), rows.min(), columns.max(), rows.max())


def text_of(pdf: bytes) -> str:
    """The stamp's text by its own ToUnicode table."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        appearance = file.Root.AcroForm.Fields[0].AP.N
        table = appearance.Resources.Font.F0.ToUnicode.read_bytes().decode()
        letters = {}
        for row in table.splitlines():
            if row.startswith("<") and row.count("<") == 2 and "FFFF" not in row:
                code, letter = row.replace("<", "").replace(">", "").split()
                letters[code] = bytes.fromhex(letter).decode("utf-16-be")
        shown = []
        for instruction in pikepdf.parse_content_stream(appearance, "Tj"):
            codes = bytes(instruction.operands[0]).hex().upper()
            shown.append("".join(letters[codes[at : at + 4]] for at in range(0, len(codes), 4)))
    return "\n".join(shown)


def test_it_says_who_and_when_in_vietnamese(stamped: Callable[..., bytes]) -> None:
    pdf = stamped(blank())
    assert text_of(pdf).splitlines() == [
        "SAO Y",
        "Ủy ban nhân dân xã Bến Đỗ",
        "Người ký: Nguyễn Thị Ẵm",
        "Công chức",
        "05/03/2026 01:05:06 +07:00",
    ]
    assert vietnam_time(AT) == "05/03/2026 01:05:06 +07:00"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("box", [(0, 0, 595, 842), (-100, 50, 495, 892), (0, 0, 842, 595), (0, 0, 420, 595)])
def test_it_stands_upright_top_right_as_seen(stamped: Callable[..., bytes], turn: int, box: tuple[int, ...]) -> None:
    grey, (left, top, right, bottom) = ink(stamped(blank(turn, box)))
    tall, wide = grey.shape
    assert abs(wide - right - 2 * EDGE_PT) < 14
    assert abs(top - 2 * EDGE_PT) < 14
    size = STAMP.size()
    assert abs(right - left - 2 * size[0]) < 22
    assert abs(bottom - top - 2 * size[1]) < 30
    assert right - left > bottom - top
    # Lines of text, so rows of ink with white between them: upright, not on its side.
    rows = (grey[top : bottom + 1, left : right + 1] < 128).any(axis=1)
    assert int(np.count_nonzero(np.diff(rows.astype(int)) == 1)) >= 4
    assert tall > bottom


def test_it_looks_at_what_is_shown_of_the_page(stamped: Callable[..., bytes]) -> None:
    grey, (_, top, right, _) = ink(stamped(blank(crop=(50, 100, 400, 700))))
    assert abs(grey.shape[1] - right - 2 * EDGE_PT) < 14
    assert abs(top - 2 * EDGE_PT) < 14


def test_it_is_ten_point_and_black(stamped: Callable[..., bytes]) -> None:
    pdf = stamped(blank())
    with pikepdf.open(io.BytesIO(pdf)) as file:
        appearance = file.Root.AcroForm.Fields[0].AP.N
        content = appearance.read_bytes()
        assert b"/F0 10 Tf" in content
        assert b"0 g" in content
        descriptor = appearance.Resources.Font.F0.DescendantFonts[0].FontDescriptor
        assert str(descriptor.FontName).endswith("+Tinos")
        assert len(descriptor.FontFile2.read_bytes()) > 1000
    _, (_, top, _, bottom) = ink(stamped(blank(), Stamp(agency="HHH", signed_at=AT)))
    assert 2 * 16 < bottom - top < 2 * 24


def test_it_gives_way_to_what_is_there(stamped: Callable[..., bytes]) -> None:
    taken = (300.0, 750.0, 595.0, 842.0)
    _, (_left, top, right, _bottom) = ink(stamped(blank(), occupied=[taken]))
    assert right <= 600 or top >= 2 * (842 - 750)


def scanned(*marks: tuple[int, int, int, int]) -> bytes:
    """A scanned A4 page at 200 dpi with black and red marks (left, top, right, bottom in px)."""
    image = Image.new("RGB", (1654, 2339), (250, 248, 240))
    draw = ImageDraw.Draw(image)
    for at, mark in enumerate(marks):
        draw.ellipse(mark, outline=(200, 60, 60) if at % 2 else (20, 20, 20), width=6)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return build_pdf([PdfPage(image=out.getvalue(), dpi=200)], PaperAbout(title="t", creator="c", created=AT))


@pytest.mark.parametrize(
    "marks",
    [
        [(900, 40, 1600, 260)],
        [(700, 100, 1500, 300), (1200, 200, 1500, 500)],
        [(60, 60, 1000, 200), (1000, 60, 1600, 160), (1250, 300, 1600, 640)],
    ],
)
def test_it_is_put_where_the_scan_is_free(
    stamped: Callable[..., bytes], marks: list[tuple[int, int, int, int]]
) -> None:
    pdf = stamped(scanned(*marks))
    with pikepdf.open(io.BytesIO(pdf)) as file:
        x0, y0, x1, y1 = (float(side) for side in file.Root.AcroForm.Fields[0].Rect)
        page_high = float(file.pages[0].mediabox[3])
    assert y0 > page_high / 2
    for left, top, right, bottom in marks:
        ring = Image.new("1", (1654, 2339))
        ImageDraw.Draw(ring).ellipse((left, top, right, bottom), outline=1, width=6)
        under = ring.crop(
            tuple(round(side / 0.36) for side in (x0, page_high - y1, x1, page_high - y0))  # type: ignore[arg-type]
        )
        assert under.getbbox() is None


def test_a_clean_scan_has_it_top_right(stamped: Callable[..., bytes]) -> None:
    _, (_, top, right, _) = ink(stamped(scanned()))
    assert top < 64
    assert right > 2 * (595 - 34)


def test_a_page_full_of_marks_is_signed_all_the_same(stamped: Callable[..., bytes]) -> None:
    _, (_, top, right, _) = ink(stamped(blank(), occupied=[(0, 0, 595, 842)]))
    assert top < 60
    assert right > 1100


def test_a_long_name_is_folded(stamped: Callable[..., bytes]) -> None:
    long = Stamp(agency="Trung tâm Phục vụ hành chính công phường Nguyễn Thị Minh Khai, tỉnh Mẫu " * 2, signed_at=AT)
    assert long.size()[0] < 280
    assert len(long.lines) >= 3
    assert " ".join(text_of(stamped(blank(), long)).split()) == " ".join((*long.agency.split(), vietnam_time(AT)))


def test_letters_that_no_font_has_do_no_harm(stamped: Callable[..., bytes]) -> None:
    odd = Stamp(agency="Xã 漢\U0001f600\x00\n(\\)% b", signed_at=AT)
    assert text_of(stamped(blank(), odd)).startswith("Xã ?? ")


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_seen_and_stored_places_agree(turn: int) -> None:
    page = Page(-10, 20, 585, 862, turn=turn)
    place = (30.0, 40.0, 130.0, 90.0)
    assert page.as_seen(page.as_stored(place)) == pytest.approx(place)


def signature_image() -> bytes:
    """A blue stroke on nothing."""
    image = Image.new("RGBA", (400, 160), (0, 0, 0, 0))
    ImageDraw.Draw(image).line([(20, 120), (120, 30), (200, 130), (380, 40)], fill=(20, 40, 200, 255), width=9)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def seen(pdf: bytes) -> np.ndarray:
    """Page 1 at 216 dpi, RGB."""
    document = pdfium.PdfDocument(pdf)
    document.init_forms()
    page = document[0]
    pixels = page.render(scale=3, may_draw_forms=True, rev_byteorder=True).to_numpy()[:, :, :3].copy()
    page.close()
    document.close()
    return pixels


@pytest.mark.parametrize("turn", [0, 90])
def test_the_signature_may_stand_above_the_words_and_a_qr_beside_them(stamped: Callable[..., bytes], turn: int) -> None:
    code = "012345678901.1.001193.GT1.01"
    pdf = stamped(blank(turn), replace(STAMP, image=signature_image(), qr=code))
    pixels = seen(pdf)
    # Exactly the stroke's blue: letters have coloured edges too.
    blue = (np.abs(pixels.astype(int) - (20, 40, 200)).max(axis=2) < 12).nonzero()
    black = (pixels.max(axis=2) < 90).nonzero()
    assert blue[0].size > 200
    # Above the words: the lowest blue is higher than the lowest black, and nothing leaves the page's corner.
    assert blue[0].max() < black[0].max()
    assert black[1].max() < pixels.shape[1] - 3 * (EDGE_PT - 1)
    (read,) = zxingcpp.read_barcodes(pixels)
    assert read.text == code
    assert text_of(pdf).splitlines()[0] == "SAO Y"


def test_a_picture_that_is_none_is_refused(stamped: Callable[..., bytes]) -> None:
    for data in (b"no picture", b"\x89PNG\r\n\x1a\n" + bytes(40)):
        with pytest.raises(UnreadableInput, match="ảnh chữ ký"):
            stamped(blank(), replace(STAMP, image=data))


def test_the_clerk_may_put_it_anywhere_on_the_page(stamped: Callable[..., bytes]) -> None:
    _, (left, top, _, _) = ink(stamped(blank(), place=(20.0, 150.0)))
    assert abs(left - 2 * (20 / 25.4 * 72 + 3)) < 8
    assert abs(top - 2 * (150 / 25.4 * 72 + 4)) < 10
    for place in ((900.0, 900.0), (-50.0, -50.0)):
        grey, (left, top, right, bottom) = ink(stamped(blank(), place=place))
        assert left >= 0
        assert right < grey.shape[1]
        assert bottom < grey.shape[0]


def test_it_gives_way_to_text_that_is_no_scan(stamped: Callable[..., bytes]) -> None:
    """A citizen's file from a word processor: letters, no picture."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank())) as pdf:
        page = pdf.pages[0]
        page.obj.Contents = pdf.make_stream(b"0 g 330 770 240 50 re f")
        pdf.save(out)
    with pikepdf.open(io.BytesIO(stamped(out.getvalue()))) as file:
        left, bottom, right, top = (float(side) for side in file.Root.AcroForm.Fields[0].Rect)
    assert right <= 330 or left >= 570 or top <= 770 or bottom >= 820
