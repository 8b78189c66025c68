"""What citizens bring: plain files become pages, signed ones stay, hostile ones are refused by name."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from datetime import UTC, datetime

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from desktop.document.file.incoming import UnsafeFile, looked_at, pictures
from desktop.document.file.pdf import PaperAbout, PdfPage, build_pdf
from desktop.model.errors import UnreadableInput
from desktop.page.image import decode

ABOUT = PaperAbout(title="Đơn", creator="UBND xã Mẫu", created=datetime(2026, 11, 24, tzinfo=UTC))


def photo(width: int = 800, height: int = 1100, form: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (250, 248, 240)).save(out, form, dpi=(200, 200))
    return out.getvalue()


def changed(change: Callable[[pikepdf.Pdf], None], **saving: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(build_pdf([PdfPage(image=photo(), dpi=200)] * 2, ABOUT))) as pdf:
        change(pdf)
        pdf.save(out, **saving)  # type: ignore[arg-type]
    return out.getvalue()


def test_a_plain_file_becomes_pages_of_its_size() -> None:
    incoming = looked_at(changed(lambda pdf: None), "don.pdf")
    assert (incoming.pages, incoming.signed) == (2, False)
    for image, dpi in pictures(incoming):
        assert dpi and [round(side / dpi, 2) for side in decode(image)[0].shape[:2]] == [5.5, 4.0]


def test_photographs_are_pages_too() -> None:
    incoming = looked_at(photo(form="PNG"), "zalo.png")
    assert incoming.pages == 1 and len(list(pictures(incoming))) == 1


def test_a_signed_file_is_known_and_its_bytes_are_kept() -> None:
    def sign(pdf: pikepdf.Pdf) -> None:
        field = Dictionary(FT=Name.Sig, T=String("s"), V=pdf.make_indirect(Dictionary(Type=Name.Sig)))
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))

    data = changed(sign)
    incoming = looked_at(data, "ky.pdf")
    assert incoming.signed and incoming.data == data


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def named_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([])))


def launch(pdf: pikepdf.Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.Launch, F=String("x")))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["x.exe"] = b"MZ"


def bomb(pdf: pikepdf.Pdf) -> None:
    stream = pikepdf.Stream(pdf, b"")
    stream.write(zlib.compress(b"0 0 m " * 5_000_000, 9), filter=Name.FlateDecode)
    pdf.pages[0].obj.Contents = pdf.make_indirect(stream)


def huge_sheet(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.MediaBox = [0, 0, 200_000, 200_000]


@pytest.mark.parametrize("harm", [script, named_script, launch, attachment, bomb])
def test_what_does_more_than_show_pages_is_refused_by_name(harm: Callable[[pikepdf.Pdf], None]) -> None:
    with pytest.raises((UnsafeFile, UnreadableInput), match=r"la\.pdf"):
        looked_at(changed(harm, compress_streams=False), "la.pdf")


def test_a_page_past_all_bounds_is_never_drawn() -> None:
    with pytest.raises(UnreadableInput, match="lớn quá"):
        list(pictures(looked_at(changed(huge_sheet), "to.pdf")))


def test_a_locked_file_is_refused() -> None:
    lock = pikepdf.Encryption(owner="chu", user="mo")
    with pytest.raises(UnreadableInput, match=r"khoa\.pdf.*mật khẩu"):
        looked_at(changed(lambda pdf: None, encryption=lock), "khoa.pdf")


def test_what_opens_for_everyone_is_not_locked() -> None:
    lock = pikepdf.Encryption(owner="chu", user="", allow=pikepdf.Permissions(print_highres=False, extract=False))
    incoming = looked_at(changed(lambda pdf: None, encryption=lock), "han-che.pdf")
    assert incoming.pages == len(list(pictures(incoming))) == 2


@settings(max_examples=20)
@given(st.integers(0, 5000), st.binary(max_size=40), st.booleans())
def test_broken_files_are_taken_or_refused_and_nothing_else(at: int, junk: bytes, cut: bool) -> None:
    whole = changed(lambda pdf: None)
    at %= len(whole)
    data = whole[:at] if cut else whole[:at] + junk + whole[at + len(junk) :]
    try:
        list(pictures(looked_at(data, "hong.pdf")))
    except (UnsafeFile, UnreadableInput) as refusal:
        assert "hong.pdf" in refusal.message
