from __future__ import annotations

import io
import struct
import tracemalloc
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop.model.errors import UnreadableInput
from desktop.page.image import decode, decode_each, dpi_of, encode_jpeg, stands_as_it_is
from desktop.page.work import process_page
from desktop.picture.files import holds_many
from desktop.picture.sheet import PIXEL_LIMIT

WIDE, HIGH = 120, 80


def corner_picture(mode: str = "RGB") -> Image.Image:
    """White, its top left quarter dark."""
    picture = Image.new("RGB", (WIDE, HIGH), "white")
    picture.paste((0, 0, 0), (0, 0, WIDE // 2, HIGH // 2))
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **how) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def is_the_corner(pixels) -> bool:
    return bool(pixels[: HIGH // 2 - 4, : WIDE // 2 - 4].max() < 60 and pixels[HIGH // 2 + 4 :].min() > 200)


def sixteen_bits() -> Image.Image:
    return Image.fromarray(np.asarray(corner_picture("L")).astype(np.uint16) * 257)


@pytest.mark.parametrize(
    "data",
    [
        saved(corner_picture("CMYK"), "JPEG"),
        saved(corner_picture("L"), "JPEG"),
        saved(corner_picture("P"), "PNG"),
        saved(corner_picture("1"), "TIFF", compression="group4"),
        saved(sixteen_bits(), "PNG"),
        saved(sixteen_bits(), "TIFF"),
        saved(corner_picture("CMYK"), "TIFF"),
        saved(corner_picture(), "WEBP"),
        saved(corner_picture(), "BMP"),
        saved(corner_picture("P"), "GIF"),
        saved(corner_picture(), "JPEG2000"),
    ],
    ids=[
        "cmyk jpeg",
        "grey jpeg",
        "palette",
        "fax",
        "16-bit png",
        "16-bit tiff",
        "cmyk tiff",
        "webp",
        "bmp",
        "gif",
        "jpeg 2000",
    ],
)
def test_every_kind_of_picture_becomes_bgr_of_eight_bits(data):
    pixels, _ = decode(data, "x")
    assert pixels.dtype == np.uint8
    assert pixels.shape == (HIGH, WIDE, 3)
    assert is_the_corner(pixels)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_what_the_file_says_about_its_way_up_is_obeyed(orientation):
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    picture = corner_picture()
    lying = picture.transpose(undo[orientation]) if orientation in undo else picture
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = saved(lying, "JPEG", exif=exif, quality=95)
    assert is_the_corner(decode(data, "x")[0])
    # Kept as they came, the bytes would show the page lying on its side.
    assert stands_as_it_is(data) == (orientation == 1)


def test_transparent_paper_is_white():
    clear = Image.new("RGBA", (WIDE, HIGH), (0, 0, 0, 0))
    assert decode(saved(clear, "PNG"), "x")[0].min() == 255


def test_a_fax_with_tall_px_becomes_square():
    pixels, dpi = decode(saved(corner_picture("1"), "TIFF", dpi=(204, 98)), "fax")
    assert dpi == 204
    assert pixels.shape[0] == pytest.approx(HIGH * 204 / 98, abs=1)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_a_moving_picture_is_refused_by_name(kind):
    frames = [Image.new("RGB", (64, 64), (40 * n, 0, 0)) for n in range(3)]
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:])
    with pytest.raises(UnreadableInput, match=r"phim\.png.*ảnh động"):
        process_page(data, 200, name="phim.png")
    assert not holds_many(data)


def bomb_png(width: int, height: int) -> bytes:
    """A small file that unpacks to a plain grey picture of any size."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = zlib.compress(bytes(1 + width) * height, 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_bomb_is_refused_before_it_is_unpacked():
    side = int(PIXEL_LIMIT**0.5) + 200
    data = bomb_png(side, side)
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableInput, match=r"bom\.png"):
            decode(data, "bom.png")
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_pages_of_a_long_tiff_come_one_by_one():
    sheets = [Image.new("L", (400, 500), 10 * n) for n in range(12)]
    data = saved(sheets[0], "TIFF", save_all=True, append_images=sheets[1:])
    assert holds_many(data)
    tracemalloc.start()
    try:
        assert sum(1 for _ in decode_each(data, "x")) == 12
        # Twelve at once would be seven million bytes.
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


WHOLE = [
    saved(corner_picture(), "JPEG"),
    saved(corner_picture(), "PNG"),
    saved(corner_picture(), "TIFF"),
    saved(corner_picture("1"), "TIFF", compression="group4"),
    saved(corner_picture(), "WEBP"),
    saved(corner_picture("CMYK"), "JPEG"),
]


@settings(max_examples=300)
@given(
    data=st.sampled_from(WHOLE),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), max_size=6),
    end=st.floats(0.02, 1),
)
def test_a_damaged_file_is_a_page_or_a_refusal_never_more(data, cuts, end):
    damaged = bytearray(data)
    for place, bytes_there in cuts:
        at = int(place * (len(damaged) - 1))
        damaged[at : at + len(bytes_there)] = bytes_there
    damaged = damaged[: max(1, int(end * len(damaged)))]
    try:
        for pixels, dpi in decode_each(bytes(damaged), "hỏng"):
            assert pixels.ndim == 3
            assert dpi is None or 50 <= dpi <= 10_000
    except UnreadableInput as refusal:
        assert "hỏng" in refusal.message
    holds_many(bytes(damaged))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_what_is_asked_for_its_dpi_alone_is_looked_at_whole_all_the_same(kind: str) -> None:
    whole = saved(corner_picture(), kind, dpi=(200, 200))
    assert dpi_of(whole) == decode(whole)[1] == 200
    with pytest.raises(UnreadableInput):
        dpi_of(whole[: len(whole) * 2 // 3])


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_jpeg_is_decoded_to_the_px_that_pillow_has(mode: str) -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 256, (HIGH, WIDE, 3), np.uint8)).convert(mode)
    data = saved(noise, "JPEG", quality=70)
    with Image.open(io.BytesIO(data)) as picture:
        assert np.array_equal(decode(data)[0][:, :, ::-1], np.asarray(picture.convert("RGB")))


@pytest.mark.parametrize("dpi", [None, 200, 300])
def test_a_jpeg_of_ours_is_the_one_that_pillow_makes(dpi: int | None) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (HIGH, WIDE, 3), np.uint8)
    how = {"dpi": (dpi, dpi)} if dpi else {}
    theirs = saved(Image.fromarray(noise[:, :, ::-1]), "JPEG", quality=90, subsampling=0, **how)
    ours = encode_jpeg(noise, dpi)
    assert np.array_equal(decode(ours)[0], decode(theirs)[0])
    assert dpi_of(ours) == dpi_of(theirs) == dpi
