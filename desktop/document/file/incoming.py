"""Files that citizens bring (a stick, Zalo, e-mail): looked at before anything is done with them, or refused by name.

A signed PDF stays byte for byte what it is; anything else becomes page pictures, which go the way of scanned pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Name

from desktop.document.file.check import opened
from desktop.model.errors import Refusal
from desktop.picture import raster
from desktop.picture.bombs import require_modest
from desktop.picture.fields import BROKEN
from desktop.picture.files import sheets
from desktop.picture.kinds import is_pdf, picture_kind, stranger
from desktop.picture.sheet import jpeg
from desktop.picture.structure import dictionaries, is_signed

FILE_LIMIT = 200_000_000
"""Bytes of the largest file. Chosen."""
PAGE_LIMIT = 500
"""Most pages of one file. Chosen."""
_NAMED = 3
"""Attachments that a refusal names."""
_ACTIONS = {
    "/JavaScript": "mã lệnh JavaScript",
    "/Rendition": "phim hoặc âm thanh có mã lệnh",
    "/RichMediaExecute": "phim hoặc âm thanh có mã lệnh",
    "/Launch": "lệnh mở chương trình khác",
    "/ImportData": "lệnh nhập dữ liệu từ tệp khác",
    "/SubmitForm": "lệnh gửi dữ liệu đi nơi khác",
    "/GoToE": "lệnh mở tệp đính kèm",
}


class UnsafeFile(Refusal):
    """A file that does more than show pages, or cannot be shown within bounds."""

    code = "unsafe_file"
    sentence = "Không nhận tệp «{subject}»: {reason}."
    advice = "Đề nghị công dân gửi lại bản PDF thường hoặc ảnh chụp, hoặc quét bản giấy."


class HasAttachments(UnsafeFile):
    """A file that carries others, as an electronic invoice carries its XML: its pages alone can be taken."""

    code = "has_attachments"
    advice = (
        "Hồ sơ chỉ lưu các trang. Có thể chỉ nhận các trang và bỏ lại tệp đính kèm; dữ liệu (như XML của hoá đơn) "
        "thì nộp riêng nếu thủ tục cần."
    )


class SignedWithAttachments(UnsafeFile):
    """A signed file that carries others: taking them out would break its signatures."""

    code = "signed_with_attachments"
    advice = "Đề nghị công dân gửi bản ký số không kèm tệp khác, hoặc nộp bản giấy để quét."


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it was found to be.

    Attributes:
        name: of the file.
        data: its bytes.
        pages: how many.
        signed: it is a PDF that bears signatures; never rewritten.
        attachments: names of the files it carries, which its pages leave behind.
    """

    name: str
    data: bytes
    pages: int
    signed: bool
    attachments: tuple[str, ...] = ()


def looked_at(data: bytes, name: str, *, pages_only: bool = False) -> Incoming:
    """Look at a file that somebody brought; nothing of it is run, and nothing is unpacked past its bounds.

    Args:
        data: the file.
        name: what a refusal calls it.
        pages_only: a clerk agreed to leave behind what is attached to it.

    Raises:
        HasAttachments: it carries other files, and nobody agreed to leave them behind.
        UnsafeFile: scripted, launching something, or too large.
        UnreadableInput: no PDF and no picture (`UnknownKind`), cut short, locked with a password, or a bomb.
    """
    if len(data) > FILE_LIMIT:
        raise UnsafeFile(name, reason=f"lớn hơn {FILE_LIMIT // 1_000_000} MB")
    if not is_pdf(data):
        if picture_kind(data) is None:
            raise stranger(data, name)
        return Incoming(name, data, raster.count(data, name), signed=False)
    with opened(data, name) as pdf:
        try:
            found = _pdf(pdf, data, name)
        except BROKEN as error:
            raise UnsafeFile(name, reason="cấu trúc PDF bị hỏng", cause=repr(error)[:300]) from None
    if found.attachments:
        _require_agreement(found, agreed=pages_only)
    return found


def pictures(incoming: Incoming) -> Iterator[tuple[bytes, int | None]]:
    """The pages of a file as JPEG with their dots per inch where known; one page's pixels are in memory at a time.

    Raises:
        UnreadableInput: a page cannot be drawn within bounds.
    """
    for sheet in sheets(incoming.data, incoming.name):
        with raster.told(incoming.name):
            if sheet.as_it_came:
                raster.require_whole(sheet.as_it_came, incoming.name)
            page = sheet.as_it_came or jpeg(sheet.picture, sheet.dpi)
        yield page, sheet.dpi


def _require_agreement(found: Incoming, *, agreed: bool) -> None:
    names = ", ".join(f"«{one}»" for one in found.attachments[:_NAMED])
    more = len(found.attachments) - _NAMED
    reason = f"có tệp đính kèm {names} và {more} tệp nữa" if more > 0 else f"có tệp đính kèm {names}"
    if found.signed:
        raise SignedWithAttachments(found.name, reason=f"đã ký số và {reason}, bỏ ra sẽ hỏng chữ ký")
    if not agreed:
        raise HasAttachments(found.name, reason=reason)


def _pdf(pdf: pikepdf.Pdf, data: bytes, name: str) -> Incoming:
    # Whoever can open it may show it: a password for the owner alone keeps nobody from reading.
    require_modest(pdf, name)
    attachments = _require_plain(pdf, name)
    count = len(pdf.pages)
    if not 0 < count <= PAGE_LIMIT:
        raise UnsafeFile(name, reason="không có trang nào" if not count else f"nhiều hơn {PAGE_LIMIT} trang")
    return Incoming(name, data, count, signed=is_signed(pdf, name), attachments=attachments)


def _require_plain(pdf: pikepdf.Pdf, name: str) -> tuple[str, ...]:
    """Refuse a file that does anything; give the names of the files it carries."""
    names = pdf.Root.get(Name.Names)
    if isinstance(names, pikepdf.Dictionary) and Name.JavaScript in names:
        raise UnsafeFile(name, reason=f"chứa {_ACTIONS['/JavaScript']}")
    carried = dict.fromkeys(pdf.attachments)
    for found in dictionaries(pdf, name):
        _require_idle(found, name)
        if Name.EF in found:
            carried[str(found.get(Name.UF) or found.get(Name.F) or "?")] = None
    return tuple(carried)


def _require_idle(found: pikepdf.Object, name: str) -> None:
    if Name.XFA in found:
        raise UnsafeFile(name, reason="là biểu mẫu XFA có mã lệnh; hãy in biểu mẫu ra PDF thường")
    # A script may hide its kind, an action of any other kind does nothing with it.
    action = _ACTIONS.get("/JavaScript" if Name.JS in found else str(found.get(Name.S, "")))
    if action:
        raise UnsafeFile(name, reason=f"chứa {action}")
