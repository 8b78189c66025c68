"""Pages in layers: small, and nothing seen is changed."""

from __future__ import annotations

import io
import random
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import cv2
import img2pdf
import numpy as np
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop.document.file.check import check_pdfa, require_fit
from desktop.document.file.layers import Print, _packed, changed_share, layers, on_even_paper
from desktop.document.file.parting import coloured_boxes
from desktop.document.file.pdf import PaperAbout, PdfPage, build
from desktop.page.image import Pixels, decode, decode_each, encode_jpeg
from desktop.training.papers.page import BLUE, DrawnPage
from desktop.training.papers.wear import WornPage, wear
from tests.pages import paper

ABOUT = PaperAbout(title="Giấy tờ", creator="UBND xã Mẫu", created=datetime(2026, 11, 24, tzinfo=UTC))


@lru_cache(maxsize=8)
def worn(kind: str, page: int = 0) -> WornPage:
    return wear(paper(kind, 31)[page], f"layers {kind}")


def built(image: bytes, dpi: int = 200) -> bytes:
    return build([PdfPage(image=image, dpi=dpi)], ABOUT).data


def shown(pdf: bytes, like: Pixels) -> Pixels:
    """The page as a viewer shows it, px for px beside a picture of the same page."""
    file = pypdfium2.PdfDocument(pdf)
    try:
        scale = (like.shape[1] - 0.01) / file[0].get_size()[0]
        drawn = np.ascontiguousarray(file[0].render(scale=scale).to_numpy()[:, :, :3])
    finally:
        file.close()
    return cv2.resize(drawn, like.shape[1::-1], interpolation=cv2.INTER_AREA)


def together(pixels: Pixels) -> Pixels:
    """The layers put together again, without a viewer that moves pictures by parts of a px."""
    found = layers(pixels, 200)
    assert found is not None
    page = np.full((found.height, found.width, 3), found.paper[::-1], np.uint8)
    for piece in found.pieces:
        x, y, w, h = piece.box
        page[y : y + h, x : x + w] = decode(piece.picture.data)[0]
    for one in found.prints:
        cover = cv2.resize(printed(one), (found.width, found.height), interpolation=cv2.INTER_AREA)[..., None] / 255
        page = np.round(page + cover * (np.array(one.ink[::-1]) - page)).astype(np.uint8)
    return page


def printed(one: Print) -> Pixels:
    """A print's mask, 255 where there is print, as fine as it is kept."""
    return np.array(_decoded(one.mask, one.width, one.height))


@pytest.mark.parametrize("kind", ["khai-sinh", "dat-dai", "cccd", "quyet-dinh", "tiep-nhan"])
def test_the_file_is_small_and_looks_as_before(kind: str, tmp_path: Path) -> None:
    page = worn(kind)
    image = page.jpeg()
    pdf = built(image)
    assert len(pdf) < 0.35 * len(image)
    assert check_pdfa(pdf) == []
    require_fit(pdf)
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    subprocess.run(["qpdf", "--check", str(file)], check=True, capture_output=True)
    before, _ = on_even_paper(page.image)
    after = shown(pdf, before)
    assert changed_share(before, after) < 0.002


@pytest.mark.parametrize("kind", ["khai-sinh", "quyet-dinh"])
def test_seals_and_signatures_stay_what_they_are(kind: str) -> None:
    image = worn(kind, -1).jpeg()
    before, _ = on_even_paper(decode(image)[0])
    after = together(decode(image)[0])
    lab = [cv2.cvtColor(cv2.GaussianBlur(one, (0, 0), 2), cv2.COLOR_BGR2LAB).astype(int) for one in (before, after)]
    coloured = np.abs(lab[0][:, :, 1:] - 128).max(axis=2) > 20
    assert coloured.sum() > 1000
    away = np.linalg.norm((lab[0] - lab[1])[coloured], axis=1)
    assert np.percentile(away, 99) < 12 and away.mean() < 4


def test_blue_ink_is_never_made_print() -> None:
    page = DrawnPage("blue")
    page.text("Điền bằng bút xanh, nét mảnh", 30, 40, 12, "i", colour=BLUE)
    page.text("In bằng mực đen", 30, 60, 12)
    found = layers(cv2.cvtColor(np.asarray(page.image), cv2.COLOR_RGB2BGR), 200)
    assert found is not None
    (print_,) = found.prints
    mask = printed(print_)
    finer = print_.width // found.width
    assert not mask[finer * page.px(38) : finer * page.px(50)].any()
    assert mask[finer * page.px(58) : finer * page.px(70)].any()


def test_dots_to_write_on_have_one_tone_of_their_own() -> None:
    """Where some of a row were print and some were not, what was left read as marks under the letters."""
    found = layers(worn("to-khai-ket-hon").image, 200)
    assert found is not None
    dark, dots = found.prints
    assert min(dots.ink) > max(dark.ink) + 40
    count, _, stats, _ = cv2.connectedComponentsWithStats(printed(dots))
    assert count > 400
    assert stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max() <= 10


def test_a_mask_is_one_strip_however_large_and_whatever_is_packed_beside_it() -> None:
    """Pillow would make strips of 64 kB, of which a viewer shows the first."""
    mask, ink = np.kron(np.eye(40, dtype=bool), np.ones((60, 50), bool)), np.zeros(3, np.uint8)
    with ThreadPoolExecutor(2) as pool:
        found = {one.mask for one in pool.map(lambda _: _packed(mask, ink), range(4))}
    assert found == {img2pdf.transcode_monochrome(Image.fromarray(mask))}


def test_print_is_kept_finer_than_the_page_where_the_page_is_coarse() -> None:
    for dpi, finer in ((200, 2), (300, 2), (400, 1)):
        image = wear(paper("cong-van", 31, dpi)[0], f"layers {dpi}").image
        found = layers(image[: len(image) // 3], dpi)
        assert found is not None
        assert (found.prints[0].width, found.prints[0].height) == (finer * found.width, finer * found.height)


@given(st.integers(0, 10**6), st.integers(16, 700), st.integers(16, 700), st.integers(0, 30))
def test_the_pieces_hold_all_that_is_not_paper_and_little_else(seed: int, width: int, height: int, marks: int) -> None:
    chance = random.Random(seed)
    off = np.zeros((height, width), np.uint8)
    for _ in range(marks):
        x, y = chance.randrange(width), chance.randrange(height)
        off[y : y + chance.randrange(1, 40), x : x + chance.randrange(1, 400)] = 255
    held = np.zeros_like(off)
    boxes = coloured_boxes(off)
    assert boxes
    for x, y, w, h in boxes:
        assert 0 <= x < x + w <= width and 0 <= y < y + h <= height
        held[y : y + h, x : x + w] = 255
    assert not (off & ~held).any()


def test_a_mark_far_from_the_others_is_a_piece_of_its_own() -> None:
    off = np.zeros((2339, 1654), np.uint8)
    off[40:90, 100:400] = 255
    off[2200:2300, 1200:1600] = 255
    assert len(coloured_boxes(off)) == 2


def test_small_print_is_not_taken_off_its_ground() -> None:
    page = DrawnPage("small")
    for row in range(12):
        page.text("Có giá trị đến: 27/01/2036 / Date of expiry", 30, 40 + 4 * row, 6)
    found = layers(cv2.cvtColor(np.asarray(page.image), cv2.COLOR_RGB2BGR), 200)
    assert found is not None
    assert not any(printed(one).any() for one in found.prints)
    assert sum(w * h for _, _, w, h in (piece.box for piece in found.pieces)) > page.px(40) * page.px(40)


@pytest.mark.parametrize("size", [(674, 426), (1654, 2339), (1011, 640)])
def test_a_viewer_shows_the_page_px_for_px(size: tuple[int, int]) -> None:
    """A picture that ended a rounding error beyond its last px was drawn anew between px: every letter blurred."""
    noise = np.random.default_rng(size[0]).integers(0, 255, (size[1], size[0], 3), np.uint8)
    image = encode_jpeg(noise, 200, 95)
    file = build([PdfPage(image=image, dpi=200)], ABOUT, small=False).data
    (drawn, _), *_ = decode_each(file)
    assert drawn.shape == noise.shape
    assert np.abs(drawn.astype(int) - decode(image)[0]).max() <= 2


def _decoded(mask: bytes, width: int, height: int) -> Image.Image:
    with pikepdf.Pdf.new() as pdf:
        stream = pikepdf.Stream(pdf, mask, Width=width, Height=height, BitsPerComponent=1)
        stream.Type, stream.Subtype, stream.ColorSpace = "/XObject", pikepdf.Name.Image, pikepdf.Name.DeviceGray
        fax = pikepdf.Dictionary(K=-1, Columns=width, Rows=height)
        stream.write(mask, filter=pikepdf.Name.CCITTFaxDecode, decode_parms=fax)
        return pikepdf.PdfImage(stream).as_pil_image().convert("L").point(lambda tone: 255 - tone)


def test_a_photograph_is_no_print() -> None:
    noise = np.random.default_rng(3).integers(0, 255, (60, 40, 3), np.uint8)
    photo = cv2.resize(noise, (1600, 2300), interpolation=cv2.INTER_CUBIC)
    pdf = built(encode_jpeg(photo, 200))
    assert changed_share(photo, shown(pdf, photo)) < 0.02


def test_a_grey_scan_is_not_made_to_look_like_a_colour_one() -> None:
    out = io.BytesIO()
    Image.fromarray(cv2.cvtColor(worn("cong-van").image, cv2.COLOR_BGR2GRAY)).save(out, "JPEG")
    with pikepdf.open(io.BytesIO(built(out.getvalue()))) as pdf:
        assert str(pdf.pages[0].Resources.XObject.Im0.ColorSpace) == "/DeviceGray"


@settings(max_examples=15)
@given(st.integers(0, 10**6), st.integers(16, 300), st.integers(16, 300))
def test_any_picture_makes_a_file_by_the_rules(seed: int, width: int, height: int) -> None:
    chance = np.random.default_rng(seed)
    picture = chance.integers(0, 255, (height, width, 3), np.uint8)
    if random.Random(seed).random() < 0.5:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), 9), np.uint8)
    assert check_pdfa(built(encode_jpeg(picture, 200))) == []
