"""What WIA sends, as pictures: the right way up, whole, or refused."""

from __future__ import annotations

import io
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desktop.scanner.density import Asked
from desktop.scanner.errors import BadPage
from desktop.scanner.wia import ids
from desktop.scanner.wia.pictures import picture_from
from tests.scanner.stand_in_wia import bmp, sheet


def lower_half(jpeg: bytes) -> float:
    return float(np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB"))[45:, :, 1].mean())


def top_down(picture: Image.Image) -> bytes:
    """A bitmap whose height is negative: its first line is the top one."""
    data = bytearray(bmp(picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM)))
    struct.pack_into("<i", data, 22, -picture.height)
    return bytes(data)


def without_height(picture: Image.Image) -> bytes:
    data = bytearray(bmp(picture))
    struct.pack_into("<i", data, 22, 0)
    return bytes(data)


def raw(picture: Image.Image, order: int) -> bytes:
    lines = picture if order == 1 else picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    header = struct.pack(
        "<4s10I8B7I",
        *(b"WRAW", 0x10000, 80, 100, 100, picture.width, picture.height, picture.width * 3, 24, 3, ids.COLOUR),
        *(8, 8, 8, 0, 0, 0, 0, 0),
        *(0, 0, order, 80, picture.width * picture.height * 3, 0, 0),
    )
    assert len(header) == 80
    return header + lines.tobytes()


SHEET = sheet(200)
GREY_DIB = bmp(SHEET.convert("L"))[14:]


@pytest.mark.parametrize(
    "stream",
    [
        bmp(SHEET),
        top_down(SHEET),
        without_height(SHEET),
        bmp(SHEET)[14:],
        GREY_DIB,
        raw(SHEET, 1),
        raw(SHEET, 2),
    ],
    ids=["bottom-up", "top-down", "no height", "in memory", "palette", "raw", "raw upwards"],
)
def test_every_kind_of_stream_is_the_same_sheet_the_right_way_up(stream):
    picture = picture_from(stream, Asked(100))
    assert (picture.width, picture.height) == SHEET.size
    assert lower_half(picture.jpeg) < 120
    top = np.asarray(Image.open(io.BytesIO(picture.jpeg)).convert("RGB"))[:25, :, 1].mean()
    assert top > 245


def test_jpeg_is_kept_byte_for_byte():
    out = io.BytesIO()
    SHEET.save(out, "JPEG")
    assert picture_from(out.getvalue(), Asked(100)).jpeg == out.getvalue()


@pytest.mark.parametrize("stream", [b"", b"BM", b"GIF89a", bmp(SHEET)[:-200], raw(SHEET, 1)[:-9], bmp(SHEET)[14:300]])
def test_what_is_cut_or_unknown_is_a_bad_page(stream):
    with pytest.raises(BadPage):
        picture_from(stream, Asked(100))


@given(st.sampled_from([bmp(SHEET), raw(SHEET, 1), bmp(SHEET)[14:]]), st.data())
def test_broken_headers_are_refused_in_bounded_memory(stream, data):
    broken = bytearray(stream)
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, 79))] = data.draw(st.integers(0, 255))
    try:
        picture_from(bytes(broken), Asked(100))
    except BadPage:
        pass
