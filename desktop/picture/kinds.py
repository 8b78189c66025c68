"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.model.errors import UnreadableInput

HEAD = 1024
"""Bytes in which the start of a PDF is looked for: as far as other readers look (ISO 32000-1, annex H, 3.4.1)."""

_PDF = b"%PDF-"
_SAVE_AS_PDF = "Mở bằng chương trình đã tạo ra, chọn «Lưu thành PDF» hoặc in ra giấy rồi quét"
_AS_JPEG = "Chia sẻ ảnh dạng JPEG (iPhone: Cài đặt, Camera, Định dạng, Tương thích nhất) hoặc chụp lại"
_UNPACK = "Giải nén rồi đưa vào từng tệp PDF hoặc ảnh"
_TAKEN = "Chỉ nhận PDF và ảnh JPEG, PNG, TIFF, WebP, GIF, BMP, JPEG 2000. Quét bản giấy, hoặc lưu lại ở một dạng đó"


class UnknownKind(UnreadableInput):
    """A file of a kind that holds no pages we can draw, named for what it is."""

    code = "unknown_kind"
    sentence = "Không nhận tệp {subject}: {reason}."
    advice = "{how}."


@dataclass(frozen=True, slots=True)
class _Foreign:
    """A kind that is known by name and not taken."""

    name: str
    how: str


_HEIC = _Foreign("đây là ảnh HEIC của điện thoại", _AS_JPEG)
_OFFICE = _Foreign("đây là tệp văn phòng (Word, Excel, PowerPoint…)", _SAVE_AS_PDF)
_VIDEO = _Foreign("đây là tệp phim", "Chụp ảnh hoặc quét giấy tờ")
_PACKED = _Foreign("đây là tệp nén", _UNPACK)
_WEB = _Foreign("đây là trang web", "Mở bằng trình duyệt, chọn «In», «Lưu thành PDF»")
_XML = _Foreign("đây là dữ liệu XML", "Đưa vào bản thể hiện dạng PDF của tệp này")
_VECTOR = _Foreign("đây là bản vẽ hoặc tệp thiết kế", _SAVE_AS_PDF)
_FOREIGN_STARTS: tuple[tuple[bytes, _Foreign], ...] = (
    (b"PK\x03\x04", _PACKED),
    (b"Rar!", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"\x1f\x8b", _PACKED),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OFFICE),
    (b"{\\rtf", _OFFICE),
    (b"8BPS", _VECTOR),
    (b"%!PS", _VECTOR),
    (b"AT&TFORM", _VECTOR),
    (b"\x1aE\xdf\xa3", _VIDEO),
)
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
_OFFICE_PARTS = (b"word/", b"xl/", b"ppt/", b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis")

PICTURES = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG": "PNG",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"II+\0": "TIFF",
    b"MM\0+": "TIFF",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"\0\0\0\x0cjP  ": "JPEG2000",
    b"\xff\x4f\xff\x51": "JPEG2000",
    b"P1": "PPM",
    b"P2": "PPM",
    b"P3": "PPM",
    b"P4": "PPM",
    b"P5": "PPM",
    b"P6": "PPM",
}
"""Pillow's name for what starts with these bytes."""


def is_pdf(data: bytes) -> bool:
    """Whether a file is a PDF; some bytes may stand before it (a byte order mark, a newline, an HTTP head)."""
    return _PDF in data[:HEAD] and picture_kind(data) is None


def picture_kind(data: bytes) -> str | None:
    """Pillow's name for the kind of picture that a file is; None where it is none that is taken."""
    for start, kind in PICTURES.items():
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:12] in {b"ftypavif", b"ftypavis"}:
        return "AVIF"
    return None


def stranger(data: bytes, name: str) -> UnreadableInput:
    """The refusal of a file that is neither PDF nor picture: it says what it is.

    Args:
        data: the file.
        name: what the refusal calls it.
    """
    if not data:
        return UnreadableInput(name, reason="tệp rỗng")
    found = _foreign(data)
    if found:
        return UnknownKind(name, reason=found.name, how=found.how)
    return UnknownKind(name, reason="không phải PDF hay ảnh", how=_TAKEN)


def _foreign(data: bytes) -> _Foreign | None:
    if data[4:8] == b"ftyp":
        return _HEIC if data[8:12] in _HEIC_BRANDS else _VIDEO
    for start, kind in _FOREIGN_STARTS:
        if data.startswith(start):
            office = kind is _PACKED and any(part in data[:4096] for part in _OFFICE_PARTS)
            return _OFFICE if office else kind
    text = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html")):
        return _WEB
    if b"<svg" in text:
        return _VECTOR
    return _XML if text.startswith(b"<?xml") else None
