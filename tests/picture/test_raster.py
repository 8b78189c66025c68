"""Every kind of picture file shows what it holds, at the density it was scanned at, or is refused for a reason."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import ExifTags, Image

from desktop.model.errors import UnreadableInput
from desktop.picture.files import holds_many, sheets
from desktop.picture.kinds import UnknownKind
from desktop.picture.sheet import Sheet
from tests.picture.made import HIGH, WIDE, corner, is_the_corner, raw_tiff, samples, saved, twelve_bits

FLOAT, SIGNED = (339, 3, 3), (339, 3, 2)
WHITE_IS_ZERO = (262, 3, 0)


def only(data: bytes, name: str = "x") -> Sheet:
    (sheet,) = sheets(data, name)
    return sheet


KINDS = {
    "12 bits": raw_tiff(12, twelve_bits()),
    "16 bits": raw_tiff(16, samples("<u2", 65535)),
    "16 bits, the other order": raw_tiff(16, samples(">u2", 65535), order=">"),
    "16 bits, white is zero": raw_tiff(
        16, (65535 - np.frombuffer(samples("<u2", 65535), "<u2")).tobytes(), WHITE_IS_ZERO
    ),
    "32 bits": raw_tiff(32, samples("<u4", 2**32 - 1)),
    "float": raw_tiff(32, samples("<f4"), FLOAT),
    "float, white is zero": raw_tiff(32, (1 - np.frombuffer(samples("<f4"), "<f4")).tobytes(), FLOAT, WHITE_IS_ZERO),
    "float with its scale": raw_tiff(32, samples("<f4", 255), FLOAT, (340, 11, 0.0), (341, 11, 255.0)),
    "big tiff": saved(corner(), "TIFF", big_tiff=True),
    "palette": saved(corner("P"), "TIFF", compression="packbits"),
    "lab": saved(corner().convert("LAB"), "TIFF"),
    "jpeg in tiff": saved(corner().convert("YCbCr"), "TIFF", compression="jpeg"),
    "fax": saved(corner("1"), "TIFF", compression="group4"),
    "grey with alpha": saved(corner("LA"), "PNG"),
    "one bit": saved(corner("1"), "PNG"),
    "cmyk": saved(corner("CMYK"), "JPEG"),
    "rgb in jpeg": saved(corner(), "JPEG", keep_rgb=True),
    "progressive": saved(corner(), "JPEG", progressive=True),
    "jpeg 2000 of 16 bits": saved(Image.fromarray(np.asarray(corner("L")).astype(np.uint16) * 257), "JPEG2000"),
    "webp": saved(corner("RGBA"), "WEBP", lossless=True),
    "gif": saved(corner("P"), "GIF"),
    "pgm of 16 bits": b"P5 200 300 65535\n" + samples(">u2", 65535),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_shows_what_it_holds(kind: str) -> None:
    sheet = only(KINDS[kind])
    assert sheet.picture.mode in {"L", "RGB"} and sheet.picture.size == (WIDE, HIGH)
    assert is_the_corner(sheet.picture)


@pytest.mark.parametrize(
    "data",
    [
        raw_tiff(32, samples("<f4", 255), FLOAT),
        raw_tiff(32, np.full(WIDE * HIGH, np.nan, "<f4").tobytes(), FLOAT),
        raw_tiff(16, samples("<i2", 30000), SIGNED),
    ],
    ids=["float", "not a number", "signed"],
)
def test_samples_without_a_scale_are_refused_and_never_a_black_page(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"do\.tif.*đen"):
        only(data, "do.tif")


def dense(across: int, down: int, unit: int = 2) -> list[tuple[int, int, object]]:
    return [(282, 5, (across, 1)), (283, 5, (down, 1)), (296, 3, unit)]


GREY = samples("u1", 255)
LYING = np.ascontiguousarray(np.rot90(np.asarray(corner("L")))).tobytes()


@pytest.mark.parametrize(
    ("data", "dpi", "size"),
    [
        (saved(corner(), "JPEG", dpi=(300, 300)), 300, (200, 300)),
        (saved(corner(), "JPEG", dpi=(200, 100)), 200, (200, 600)),
        (saved(corner(), "PNG", dpi=(100, 200)), 200, (400, 300)),
        (saved(corner(), "BMP", dpi=(300, 300)), 300, (200, 300)),
        (raw_tiff(8, GREY, *dense(204, 98)), 204, (200, 624)),
        (raw_tiff(8, GREY, *dense(79, 79, unit=3)), 201, (200, 300)),
        (raw_tiff(8, GREY, *dense(300, 300)[:2]), 300, (200, 300)),
        (raw_tiff(8, GREY, *dense(2, 1, unit=1)), None, (200, 600)),
        (raw_tiff(8, LYING, *dense(100, 200), (274, 3, 6), size=(HIGH, WIDE)), 200, (200, 600)),
        (raw_tiff(8, GREY), None, (200, 300)),
        (saved(corner(), "JPEG"), None, (200, 300)),
    ],
    ids=[
        "jpeg",
        "jpeg 2:1",
        "png 1:2",
        "bmp",
        "fax",
        "per cm",
        "unit left out",
        "a ratio",
        "lying",
        "tiff",
        "jpeg bare",
    ],
)
def test_a_page_has_its_true_size(data: bytes, dpi: int | None, size: tuple[int, int]) -> None:
    sheet = only(data)
    assert (sheet.dpi, sheet.picture.size) == (dpi, size)
    assert is_the_corner(sheet.picture)


def exif(**exposed: float) -> Image.Exif:
    made = Image.Exif()
    made[ExifTags.Base.Make] = "Mẫu"
    for name, value in exposed.items():
        made.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base[name]] = value
    return made


@pytest.mark.parametrize(
    ("picture", "dpi", "how"),
    [
        (corner(), 72, {}),
        (corner(), 96, {}),
        (corner(), 300, {"exif": exif(ExposureTime=0.01)}),
        (corner(), 240, {"exif": exif(FocalLength=4.2)}),
    ],
)
def test_what_was_never_measured_is_unknown(picture: Image.Image, dpi: int, how: dict[str, Image.Exif]) -> None:
    assert only(saved(picture, "JPEG", dpi=(dpi, dpi), **how)).dpi is None


@pytest.mark.parametrize(
    ("size", "dpi", "how"),
    [((595, 842), 72, {}), ((794, 1123), 96, {}), ((1240, 1754), 150, {}), ((200, 300), 300, {"exif": exif()})],
)
def test_what_was_measured_is_believed(size: tuple[int, int], dpi: int, how: dict[str, Image.Exif]) -> None:
    assert only(saved(corner(size=size), "JPEG", dpi=(dpi, dpi), **how)).dpi == dpi


def test_each_page_of_a_tiff_has_its_own_density_and_previews_are_none() -> None:
    first, second, preview = corner("L"), corner("1", (400, 600)), corner("L", (40, 60))
    second.encoderinfo = {"dpi": (300, 300)}
    preview.encoderinfo = {"tiffinfo": {254: 1}}
    data = saved(first, "TIFF", save_all=True, append_images=[second, preview], dpi=(100, 100))
    assert holds_many(data)
    found = list(sheets(data, "x"))
    assert [(sheet.dpi, sheet.picture.size) for sheet in found] == [(100, (WIDE, HIGH)), (300, (400, 600))]
    assert all(is_the_corner(sheet.picture) for sheet in found)


def test_a_jpeg_that_any_reader_shows_alike_stays_byte_for_byte() -> None:
    data = saved(corner(), "JPEG", dpi=(200, 200))
    assert only(data).as_it_came == data
    assert not only(saved(corner(), "JPEG", dpi=(200, 100))).as_it_came
    assert not only(saved(corner("CMYK"), "JPEG")).as_it_came


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "phim"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", "văn phòng"),
        (b"PK\x03\x04" + bytes(26) + b"anh/1.jpg", "nén"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "văn phòng"),
        (b"<!DOCTYPE html><html>", "web"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><HDon/>", "XML"),
        (b"no picture at all", "không phải PDF hay ảnh"),
    ],
)
def test_what_is_not_taken_is_named_for_what_it_is(head: bytes, told: str) -> None:
    with pytest.raises(UnknownKind, match=told) as refusal:
        list(sheets(head, "la.tep"))
    assert "la.tep" in refusal.value.message and refusal.value.what_to_do


@pytest.mark.parametrize(
    "before", [b"\xef\xbb\xbf", b"\n", b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n"]
)
def test_a_pdf_may_begin_late(before: bytes) -> None:
    from desktop.picture import pdf
    from tests.picture import made

    data = before + made.pdf(b"0 0 0 rg 0 420.84 297.72 420.84 re f", lambda _: {})
    assert holds_many(data)
    (sheet,) = pdf.sheets(data, "x.pdf")
    assert is_the_corner(sheet.picture)
