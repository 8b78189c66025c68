"""Files that citizens bring (a stick, Zalo, e-mail): looked at before anything is done with them, or refused by name.

A signed PDF stays byte for byte what it is; anything else becomes page pictures, which go the way of scanned pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Name

from desktop.document.file.bombs import require_modest
from desktop.document.file.check import opened
from desktop.model.errors import Refusal
from desktop.page.image import decode_each, encode_jpeg

FILE_LIMIT = 200_000_000
PAGE_LIMIT = 500
_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/GoToE", "/RichMediaExecute"}
)


class UnsafeFile(Refusal):
    """A file that does more than show pages, or cannot be shown within bounds."""

    code = "unsafe_file"
    sentence = "Không nhận tệp «{subject}»: {reason}."
    advice = "Đề nghị công dân gửi lại bản PDF thường hoặc ảnh chụp, hoặc quét bản giấy."


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it was found to be.

    Attributes:
        name: of the file.
        data: its bytes.
        pages: how many.
        signed: it is a PDF that bears signatures; never rewritten.
    """

    name: str
    data: bytes
    pages: int
    signed: bool


def looked_at(data: bytes, name: str) -> Incoming:
    """Look at a file that somebody brought; nothing of it is run, and nothing is unpacked past its bounds.

    Raises:
        UnsafeFile: scripted, launching something, carrying other files, or too large.
        UnreadableInput: no PDF and no picture, cut short, locked with a password, or a bomb.
    """
    if len(data) > FILE_LIMIT:
        raise UnsafeFile(name, reason=f"lớn hơn {FILE_LIMIT // 1_000_000} MB")
    if data[:5] != b"%PDF-":
        return Incoming(name, data, sum(1 for _ in decode_each(data, name)), signed=False)
    with opened(data, name) as pdf:
        try:
            return _pdf(pdf, data, name)
        except (pikepdf.PdfError, TypeError, ValueError, AttributeError, KeyError, RuntimeError) as error:
            # A broken structure shows itself wherever it is touched.
            raise UnsafeFile(name, reason="cấu trúc PDF bị hỏng", cause=repr(error)[:300]) from None


def _pdf(pdf: pikepdf.Pdf, data: bytes, name: str) -> Incoming:
    if pdf.is_encrypted:
        raise UnsafeFile(name, reason="tệp bị mã hoá hoặc có mật khẩu")
    require_modest(pdf, name)
    _require_plain(pdf, name)
    count = len(pdf.pages)
    if not 0 < count <= PAGE_LIMIT:
        raise UnsafeFile(name, reason="không có trang nào" if not count else f"nhiều hơn {PAGE_LIMIT} trang")
    return Incoming(name, data, count, signed=_is_signed(pdf))


def pictures(incoming: Incoming) -> Iterator[tuple[bytes, int]]:
    """The pages of a file as JPEG with their dots per inch; one page's pixels are in memory at a time.

    Raises:
        UnreadableInput: a page cannot be drawn within bounds.
    """
    for pixels, dpi in decode_each(incoming.data, incoming.name):
        yield encode_jpeg(pixels, dpi), dpi


def _require_plain(pdf: pikepdf.Pdf, name: str) -> None:
    names = pdf.Root.get(Name.Names)
    if isinstance(names, pikepdf.Dictionary) and (Name.JavaScript in names or Name.EmbeddedFiles in names):
        raise UnsafeFile(name, reason="chứa mã lệnh hoặc tệp đính kèm")
    for found in pdf.objects:
        if not isinstance(found, pikepdf.Dictionary):
            continue
        if str(found.get(Name.S, "")) in _ACTIONS or Name.JS in found or Name.XFA in found:
            raise UnsafeFile(name, reason="chứa mã lệnh hoặc hành động tự chạy")
        for key in (Name.OpenAction, Name.A, Name.AA):
            inner = found.get(key)
            if isinstance(inner, pikepdf.Dictionary) and str(inner.get(Name.S, "")) in _ACTIONS:
                raise UnsafeFile(name, reason="chứa mã lệnh hoặc hành động tự chạy")


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    """Whether some signature field is filled."""
    return any(
        isinstance(found, pikepdf.Dictionary)
        and found.get(Name.FT) == Name.Sig
        and isinstance(found.get(Name.V), pikepdf.Dictionary)
        for found in pdf.objects
    )
