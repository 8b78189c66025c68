"""What a PDF is made of, looked through to its last dictionary: whether it is signed, for one."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Name

from desktop.model.errors import Refusal, UnreadableInput
from desktop.picture.fields import BROKEN
from desktop.picture.kinds import is_pdf

_MOST_PARTS = 1_000_000
"""Dictionaries of one file that are looked through. Chosen."""


class SignedFile(Refusal):
    """A signed file where pages are wanted: as pages it would lose its signatures."""

    code = "signed_file"
    sentence = "Tệp «{subject}» đã ký số, không biến thành trang quét được."
    advice = "Nhận nguyên tệp này vào giấy tờ của hồ sơ: chữ ký được kiểm tra, tệp được giữ đúng từng byte."


def require_unsigned(data: bytes, name: str) -> None:
    """Refuse a signed PDF; what is broken is left to whoever draws it.

    Raises:
        SignedFile: it bears a signature.
        UnreadableInput: it has more parts than any file of pages.
    """
    if not is_pdf(data):
        return
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            signed = is_signed(pdf, name)
    except (pikepdf.PasswordError, *BROKEN):
        return
    if signed:
        raise SignedFile(name)


def dictionaries(pdf: pikepdf.Pdf, name: str) -> Iterator[pikepdf.Object]:
    """Every dictionary of a file, those without an object of their own too.

    Raises:
        UnreadableInput: it has more parts than any file of pages.
    """
    count = 0
    for start in pdf.objects:
        left = [start]
        while left:
            found = left.pop()
            count += 1
            if count > _MOST_PARTS:
                raise UnreadableInput(name, reason="cấu trúc PDF quá lớn")
            if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
                yield found
                inner = found.values() if isinstance(found, pikepdf.Dictionary) else found.stream_dict.values()
            else:
                inner = found
            left += [
                one for one in inner if isinstance(one, pikepdf.Dictionary | pikepdf.Array) and not one.is_indirect
            ]


def is_signed(pdf: pikepdf.Pdf, name: str) -> bool:
    """Whether some signature field is filled: with an object of its own or without, its type its own or inherited.

    Raises:
        UnreadableInput: the file has more parts than any file of pages.
    """
    form = pdf.Root.get(Name.AcroForm)
    fields = form.get(Name.Fields) if isinstance(form, pikepdf.Dictionary) else None
    left = [(one, False) for one in fields] if isinstance(fields, pikepdf.Array) else []
    been: set[tuple[int, int]] = set()
    while left:
        field, inherited = left.pop()
        if not isinstance(field, pikepdf.Dictionary) or field.objgen in been:
            continue
        if field.is_indirect:
            been.add(field.objgen)
        is_signature = field[Name.FT] == Name.Sig if Name.FT in field else inherited
        if is_signature and isinstance(field.get(Name.V), pikepdf.Dictionary):
            return True
        kids = field.get(Name.Kids)
        if isinstance(kids, pikepdf.Array):
            left += [(kid, is_signature) for kid in kids]
    # Fields that their form has lost.
    return any(
        found.get(Name.FT) == Name.Sig and isinstance(found.get(Name.V), pikepdf.Dictionary)
        for found in dictionaries(pdf, name)
    )
