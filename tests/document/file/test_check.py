"""The gate: what is no PDF, too coarse, colourless or not by the rules does not pass."""

from __future__ import annotations

import base64
import io
import tracemalloc
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Name

from desktop.document.file.check import UnfitFile, check_pdfa, inspect, require_fit
from desktop.document.file.pdf import PaperAbout, PdfPage, build_pdf
from desktop.model.errors import Refusal, UnreadableInput

Sheet = Callable[..., PdfPage]


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], object], **how: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def test_a_built_paper_passes_and_is_described(sheet: Sheet, about: PaperAbout) -> None:
    facts = require_fit(build_pdf([sheet(), sheet(dpi=300, size_mm=(148, 210))], about))
    assert facts.version == (1, 7)
    assert [round(page.dpi or 0) for page in facts.pages] == [200, 300]
    assert [page.images[0].filter for page in facts.pages] == ["DCTDecode", "DCTDecode"]
    assert facts.pages[1].width_mm == pytest.approx(148, abs=0.2)


@pytest.mark.parametrize(
    ("options", "reason"), [({"dpi": 150}, "trang 2 chỉ có 150 dpi"), ({"mode": "L"}, "trang 2 không phải ảnh màu")]
)
def test_coarse_and_grey_are_refused(options: dict[str, object], reason: str, sheet: Sheet, about: PaperAbout) -> None:
    with pytest.raises(UnfitFile, match=reason):
        require_fit(build_pdf([sheet(), sheet(**options)], about), "giấy tờ")


def test_resolution_is_what_is_shown_not_what_is_said(sheet: Sheet, about: PaperAbout) -> None:
    def blow_up(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        form = pikepdf.Stream(pdf, page.obj.Contents.read_bytes())
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, pikepdf.Array([0, 0, 595, 842])
        form.Resources = page.obj.Resources
        page.obj.Resources = Dictionary(XObject=Dictionary(F=pdf.make_indirect(form)))
        page.obj.Contents = pdf.make_stream(b"q 2 0 0 2 0 0 cm /F Do Q")

    built = build_pdf([sheet()], about)
    assert inspect(built).pages[0].dpi == pytest.approx(200, abs=1)
    assert inspect(changed(built, blow_up)).pages[0].dpi == pytest.approx(100, abs=1)


def test_pages_without_a_picture_are_refused(sheet: Sheet, about: PaperAbout) -> None:
    pdf = changed(build_pdf([sheet()], about), lambda pdf: pdf.add_blank_page())
    with pytest.raises(UnfitFile, match="trang 2 không có ảnh quét"):
        require_fit(pdf)


def test_old_versions_are_refused(sheet: Sheet, about: PaperAbout) -> None:
    old = changed(
        build_pdf([sheet()], about),
        lambda pdf: None,
        force_version="1.3",
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    with pytest.raises(UnfitFile, match=r"1\.4"):
        require_fit(old)


def test_locked_files_are_refused(sheet: Sheet, about: PaperAbout) -> None:
    locked = changed(build_pdf([sheet()], about), lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(UnreadableInput, match="mật khẩu"):
        require_fit(locked)


def test_a_script_is_found(sheet: Sheet, about: PaperAbout) -> None:
    def script(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")

    assert check_pdfa(changed(build_pdf([sheet()], about), script))


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_noise_is_refused(noise: bytes) -> None:
    for data in (noise, b"%PDF-1.7\n" + noise):
        with pytest.raises(Refusal):
            require_fit(data)


def test_every_kind_of_cut_is_refused_or_described(sheet: Sheet, about: PaperAbout) -> None:
    pdf = build_pdf([sheet(dpi=50)], about)
    for cut in range(0, len(pdf), max(1, len(pdf) // 40)):
        try:
            inspect(pdf[:cut])
        except UnreadableInput:
            continue


def bomb(filters: pikepdf.Name | pikepdf.Array, packed: bytes) -> bytes:
    pdf = pikepdf.Pdf.new()
    pdf.add_blank_page()
    stream = pikepdf.Stream(pdf, b"")
    stream.write(packed, filter=filters)
    pdf.pages[0].obj.Contents = pdf.make_indirect(stream)
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary())
    out = io.BytesIO()
    pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return out.getvalue()


@pytest.mark.parametrize("twice", [False, True])
def test_bombs_are_refused_unopened(twice: bool) -> None:
    packed = zlib.compress(b"q " * 20_000_000, 9)
    one = Name.FlateDecode
    data = bomb(pikepdf.Array([one, one]), zlib.compress(packed)) if twice else bomb(one, packed)
    assert len(data) < 60_000
    tracemalloc.start()
    for gate in (inspect, require_fit, check_pdfa):
        with pytest.raises(UnreadableInput, match="quá lớn"):
            gate(data)
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


def test_forms_that_multiply_are_refused(sheet: Sheet, about: PaperAbout) -> None:
    def multiply(pdf: pikepdf.Pdf) -> None:
        inner = pdf.pages[0].obj.Resources
        for _ in range(4):
            form = pikepdf.Stream(pdf, b"/F Do " * 50)
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, pikepdf.Array([0, 0, 9, 9])
            form.Resources = inner
            inner = Dictionary(XObject=Dictionary(F=pdf.make_indirect(form)))
        pdf.pages[0].obj.Resources = inner
        pdf.pages[0].obj.Contents = pdf.make_stream(b"/F Do " * 50)

    with pytest.raises(UnreadableInput, match="quá nhiều lớp"):
        inspect(changed(build_pdf([sheet(dpi=50)], about), multiply))


def test_ordinary_packing_passes(sheet: Sheet, about: PaperAbout) -> None:
    text = base64.a85encode(zlib.compress(b"q Q")) + b"~>"
    assert inspect(bomb(pikepdf.Array([Name.ASCII85Decode, Name.FlateDecode]), text)).pages[0].images == ()
    assert inspect(bomb(Name.ASCIIHexDecode, b"71 20 51>")).pages[0].images == ()
