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

from desktop.document.file.incoming import HasAttachments, SignedWithAttachments, UnsafeFile, looked_at, pictures
from desktop.document.file.pdf import PaperAbout, PdfPage, build_pdf
from desktop.model.errors import UnreadableInput
from desktop.page.image import decode
from desktop.picture.kinds import UnknownKind

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


# Signed


def a_signature(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return Dictionary(Type=Name.Sig, ByteRange=[0, 1, 2, 3], Contents=String("0" * 16))


def direct_field(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(FT=Name.Sig, T=String("s"), V=a_signature(pdf))]))


def inherited_type(pdf: pikepdf.Pdf) -> None:
    kid = pdf.make_indirect(Dictionary(T=String("s"), V=pdf.make_indirect(a_signature(pdf))))
    above = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("g"), Kids=Array([kid])))
    kid.Parent = above
    pdf.Root.AcroForm = Dictionary(Fields=Array([above]))


def far_below(pdf: pikepdf.Pdf) -> None:
    field = Dictionary(FT=Name.Sig, T=String("s"), V=a_signature(pdf))
    for _ in range(5):
        field = Dictionary(T=String("g"), Kids=Array([field]))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def lost_by_its_form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.X = pdf.make_indirect(Dictionary(FT=Name.Sig, V=a_signature(pdf)))


@pytest.mark.parametrize("sign", [direct_field, inherited_type, far_below, lost_by_its_form])
def test_however_its_field_is_written_a_signed_file_is_signed(sign: Callable[[pikepdf.Pdf], None]) -> None:
    data = changed(sign)
    assert looked_at(data, "ky.pdf").signed
    late = b"\xef\xbb\xbf\r\n" + data
    assert looked_at(late, "ky.pdf").signed and looked_at(late, "ky.pdf").data == late


def empty_field(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(FT=Name.Sig, T=String("s"))]))


def text_of_that_name(pdf: pikepdf.Pdf) -> None:
    kid = Dictionary(FT=Name.Tx, T=String("t"), V=String("x"))
    pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(FT=Name.Sig, T=String("g"), Kids=Array([kid]))]))


@pytest.mark.parametrize("form", [empty_field, text_of_that_name])
def test_a_field_that_waits_for_a_signature_is_none(form: Callable[[pikepdf.Pdf], None]) -> None:
    assert not looked_at(changed(form), "don.pdf").signed


# What it carries


def invoice(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["hoadon.xml"] = b"<HDon/>"


def pinned_file(pdf: pikepdf.Pdf) -> None:
    file = Dictionary(Type=Name.Filespec, UF=String("bang-tinh.xlsx"), EF=Dictionary(F=pdf.make_stream(b"PK")))
    note = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], FS=file)
    pdf.pages[0].obj.Annots = Array([note])


@pytest.mark.parametrize(("carry", "told"), [(invoice, "hoadon.xml"), (pinned_file, "bang-tinh.xlsx")])
def test_what_a_file_carries_is_named_and_left_behind_where_a_clerk_agrees(
    carry: Callable[[pikepdf.Pdf], None], told: str
) -> None:
    data = changed(carry)
    with pytest.raises(HasAttachments, match=f"tệp đính kèm «{told}»"):
        looked_at(data, "hoa-don.pdf")
    incoming = looked_at(data, "hoa-don.pdf", pages_only=True)
    assert (incoming.pages, incoming.attachments) == (2, (told,))


def test_nothing_is_taken_out_of_a_signed_file() -> None:
    def both(pdf: pikepdf.Pdf) -> None:
        invoice(pdf)
        direct_field(pdf)

    for agreed in (False, True):
        with pytest.raises(SignedWithAttachments, match=r"hoadon\.xml"):
            looked_at(changed(both), "hoa-don.pdf", pages_only=agreed)


def on_a_note(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)])


def on_opening_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("x")))


def a_second_action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=String("a"), Next=Dictionary(S=Name.SubmitForm, F=String("x")))


@pytest.mark.parametrize(
    ("harm", "told"), [(on_a_note, "JavaScript"), (on_opening_a_page, "chương trình"), (a_second_action, "gửi dữ liệu")]
)
def test_an_action_is_found_wherever_it_hides_and_named(harm: Callable[[pikepdf.Pdf], None], told: str) -> None:
    with pytest.raises(UnsafeFile, match=rf"la\.pdf.*{told}"):
        looked_at(changed(harm), "la.pdf")


def test_a_photograph_of_a_telephone_is_named_for_what_it_is() -> None:
    with pytest.raises(UnknownKind, match="HEIC") as refusal:
        looked_at(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "IMG_0001.HEIC")
    assert "JPEG" in refusal.value.what_to_do
