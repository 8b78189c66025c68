"""The published attacks on signed PDFs, rebuilt: shadow, incremental saving, wrapping, forgery; none looks valid."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from desktop.model.errors import UnreadableInput
from desktop.signing.pades import SignatureRequest, sign_pdf
from desktop.signing.tokens.client import TokenHost, open_key
from desktop.signing.verify import Word, verify_pdf
from desktop.signing.verifying.findings import Broken
from tests.signing.corpus import simple, trusted
from tests.signing.corpus_files import FORBIDDEN

PIN = b"Mat-khau-8"
Ask = Callable[..., SignatureRequest]
Attack = Callable[[IncrementalPdfFileWriter], None]

pytestmark = pytest.mark.faults


@pytest.fixture
def signed(hsm: Any, host: TokenHost, shadowed: bytes, request_for: Ask) -> bytes:
    with open_key(host, hsm.serials["Token A"], hsm.sha256("rsa2048"), bytearray(PIN)) as session:
        pdf = sign_pdf(shadowed, session, request_for()).pdf
    assert verify_pdf(pdf, hsm.trusted).word is Word.VALID
    return pdf


@pytest.fixture(scope="session")
def shadowed(paper: bytes) -> bytes:
    """A paper prepared by an attacker before it is signed: a hidden page, a layer, a form field, a spare font."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        font = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("x")))
        pdf.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(ON=pikepdf.Array([layer]))
        )
        pdf.pages[0].obj.Resources.Font = pikepdf.Dictionary(Evil=font)
        hidden = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=[0, 0, 595, 842],
                Parent=pdf.Root.Pages,
                Contents=pdf.make_stream(b"0 0 300 300 re f"),
            )
        )
        pdf.Root.Spare = hidden
        text = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T=pikepdf.String("sotien"),
                V=pikepdf.String("100"),
                Rect=[100, 100, 200, 120],
                P=pdf.pages[0].obj,
            )
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([text])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([text]))
        pdf.save(out)
    return out.getvalue()


def later(pdf: bytes, attack: Attack) -> bytes:
    """An incremental update, as every PDF program writes it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    attack(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _page(writer: IncrementalPdfFileWriter) -> Any:
    ref, _ = writer.find_page_for_modification(0)
    return ref.get_object()


def _dictionary(**entries: Any) -> Any:
    made = generic.DictionaryObject()
    made.update({pdf_name(f"/{key}"): value for key, value in entries.items()})
    return made


def _numbers(*values: int) -> Any:
    return generic.ArrayObject([generic.NumberObject(value) for value in values])


def shadow_replace_content(writer: IncrementalPdfFileWriter) -> None:
    page = _page(writer)
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"0 0 500 500 re f"))
    writer.update_container(page)


def shadow_overwrite_stream(writer: IncrementalPdfFileWriter) -> None:
    """The same object number, other content: what was signed is no longer what is shown."""
    old = _page(writer).raw_get("/Contents")
    fresh = generic.StreamObject(stream_data=b"0 0 500 500 re f")
    writer.objects[(old.generation, old.idnum)] = fresh


def shadow_replace_font(writer: IncrementalPdfFileWriter) -> None:
    font = _page(writer)["/Resources"]["/Font"]["/Evil"]
    font["/BaseFont"] = pdf_name("/Symbol")
    writer.update_container(font)


def shadow_hide_layer(writer: IncrementalPdfFileWriter) -> None:
    layers = writer.root["/OCProperties"]
    layers["/D"] = _dictionary(OFF=layers["/OCGs"])
    writer.update_container(layers)
    writer.update_root()


def shadow_swap_pages(writer: IncrementalPdfFileWriter) -> None:
    tree = writer.root["/Pages"]
    spare = writer.root.raw_get("/Spare")
    tree["/Kids"] = generic.ArrayObject([spare, *list(tree["/Kids"])[1:]])
    writer.update_container(tree)


def add_page(writer: IncrementalPdfFileWriter) -> None:
    tree = writer.root["/Pages"]
    tree["/Kids"] = generic.ArrayObject([*tree["/Kids"], writer.root.raw_get("/Spare")])
    tree["/Count"] = generic.NumberObject(3)
    writer.update_container(tree)


def remove_page(writer: IncrementalPdfFileWriter) -> None:
    tree = writer.root["/Pages"]
    tree["/Kids"] = generic.ArrayObject(list(tree["/Kids"])[:1])
    tree["/Count"] = generic.NumberObject(1)
    writer.update_container(tree)


def cover_with_a_note(writer: IncrementalPdfFileWriter) -> None:
    note = _dictionary(
        Type=pdf_name("/Annot"),
        Subtype=pdf_name("/FreeText"),
        Rect=_numbers(0, 0, 595, 842),
        Contents=generic.TextStringObject("Đã huỷ"),
        F=generic.NumberObject(4),
    )
    page = _page(writer)
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", ()), writer.add_object(note)])
    writer.update_container(page)


def fill_in_the_form(writer: IncrementalPdfFileWriter) -> None:
    field = next(
        one.get_object() for one in writer.root["/AcroForm"]["/Fields"] if one.get_object().get("/T") == "sotien"
    )
    field["/V"] = generic.TextStringObject("9.000.000.000")
    writer.update_container(field)


def redraw_the_stamp(writer: IncrementalPdfFileWriter) -> None:
    field = next(
        one.get_object() for one in writer.root["/AcroForm"]["/Fields"] if one.get_object().get("/FT") == "/Sig"
    )
    field["/AP"] = _dictionary(
        N=writer.add_object(
            generic.StreamObject(
                _dictionary(Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=_numbers(0, 0, 500, 500)),
                stream_data=b"0 0 500 500 re f",
            )
        )
    )
    writer.update_container(field)


def move_the_stamp(writer: IncrementalPdfFileWriter) -> None:
    field = next(
        one.get_object() for one in writer.root["/AcroForm"]["/Fields"] if one.get_object().get("/FT") == "/Sig"
    )
    field["/Rect"] = _numbers(0, 0, 595, 842)
    writer.update_container(field)


def turn_the_page(writer: IncrementalPdfFileWriter) -> None:
    page = _page(writer)
    page["/Rotate"] = generic.NumberObject(180)
    writer.update_container(page)


def crop_the_page(writer: IncrementalPdfFileWriter) -> None:
    page = _page(writer)
    page["/CropBox"] = _numbers(0, 0, 100, 100)
    writer.update_container(page)


def run_a_script(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/OpenAction"] = _dictionary(S=pdf_name("/JavaScript"), JS=generic.TextStringObject("this.resetForm()"))
    writer.update_root()


@pytest.mark.parametrize(
    "attack",
    [
        shadow_replace_content,
        shadow_overwrite_stream,
        shadow_replace_font,
        shadow_hide_layer,
        shadow_swap_pages,
        add_page,
        remove_page,
        cover_with_a_note,
        fill_in_the_form,
        redraw_the_stamp,
        move_the_stamp,
        turn_the_page,
        crop_the_page,
        run_a_script,
    ],
)
def test_shadow_and_incremental_attacks_are_invalid(hsm: Any, signed: bytes, attack: Attack) -> None:
    changed = later(signed, attack)
    assert changed.startswith(signed)
    verdict = verify_pdf(changed, hsm.trusted)
    assert verdict.word is Word.INVALID
    assert verdict.signatures[0].changes_after == "other"


def test_an_attack_under_a_second_signature_is_refused_and_invalid(
    hsm: Any, host: TokenHost, signed: bytes, request_for: Ask
) -> None:
    from desktop.signing.errors import SigningFailed

    for attack in (fill_in_the_form, cover_with_a_note, shadow_hide_layer):
        with (
            open_key(host, hsm.serials["Token A"], hsm.sha256("ec256"), bytearray(PIN)) as session,
            pytest.raises(SigningFailed, match="không hợp lệ"),
        ):
            sign_pdf(later(signed, attack), session, request_for("agency"))


@pytest.mark.parametrize(
    "tail",
    [
        b"\n4 0 obj\n<< /Length 16 >>\nstream\n0 0 500 500 re f\nendstream\nendobj\n",
        b"\n%%EOF\n",
        b"\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 >>\nstartxref\n0\n%%EOF\n",
        b"\nstartxref\n9\n%%EOF\n",
        b"\0" * 100,
    ],
)
def test_bytes_hung_on_without_a_proper_update_are_not_valid(hsm: Any, signed: bytes, tail: bytes) -> None:
    """Incremental saving without cross-references: some readers repair the file and show the new content."""
    assert _word(signed + tail, hsm.trusted) in {Word.INVALID, None}


def _word(pdf: bytes, trusted: Any) -> Word | None:
    try:
        return verify_pdf(pdf, trusted).word
    except UnreadableInput:
        return None


def _range(pdf: bytes) -> tuple[int, int, int, int]:
    found = re.findall(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\s*\]", pdf)[-1]
    return tuple(int(number) for number in found)  # type: ignore[return-value]


def test_signature_wrapping_is_not_valid(hsm: Any, signed: bytes) -> None:
    """The signed bytes all still there and still hashed, but the file that readers open is another one.

    The second signed part is pushed to the end; where the old cross-references stood, the attacker's own stand,
    with a copy of the signature that names the new places, and with new content.
    """
    _, first, second, rest = _range(signed)
    old_table = int(re.findall(rb"startxref\s+(\d+)", signed)[-1])
    assert second < old_table
    revision = signed.rindex(b"%%EOF", 0, first)
    objects = {
        int(found[1]): found.start() + 1 for found in re.finditer(rb"\n(\d+) 0 obj", signed) if found.start() > revision
    }
    signature = max((number for number, at in objects.items() if at < first), key=lambda number: objects[number])
    body = signed[objects[signature] : signed.index(b"endobj", second) + 7]
    page_content = re.search(rb"/Contents (\d+) 0 R", signed)
    assert page_content
    evil = b"%d 0 obj\n<< /Length 16 >>\nstream\n0 0 500 500 re f\nendstream\nendobj\n" % int(page_content[1])
    gap = signed[first:second] + b"\n"
    gap += b" " * (old_table - first - len(gap))
    places = {int(page_content[1]): 0, signature: 0}
    for _ in range(2):
        # Twice: the places are known once the table's own length is.
        shift = len(gap) - (second - first)
        entries = {number: at if at < first else at + shift for number, at in objects.items()} | places
        table = b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % pair for pair in sorted(entries.items()))
        previous = int(re.findall(rb"startxref\s+(\d+)", signed[:first])[-1])
        root = re.findall(rb"/Root (\d+) 0 R", signed)[-1]
        size = max(entries) + 1
        table += b"trailer\n<< /Size %d /Root %s 0 R /Prev %d >>\n" % (size, root, previous)
        base = first + (old_table - first)
        start = base + len(table)
        places = {int(page_content[1]): start, signature: start + len(evil)}
        copy_length = len(body) + 20
        moved = second + (old_table - second) + len(table) + len(evil) + copy_length
        gap = gap[: old_table - first] + table + evil
        fresh = re.sub(rb"/ByteRange \[[^\]]*\]", b"/ByteRange [0 %d %d %d]" % (first, moved, rest), body)
        gap += fresh + b"\n" * (copy_length - len(fresh))
    wrapped = signed[:first] + gap + signed[second : second + rest]
    assert _word(wrapped, hsm.trusted) is not Word.VALID


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [
        (rb"/ByteRange \[[^\]]*\]", b"/ByteRange [0 0 0 0]"),
        (rb"/ByteRange \[[^\]]*\]", b"/ByteRange null"),
        (rb"/ByteRange \[[^\]]*\]", b"/ByteRangX [0 1 2 3]"),
        (rb"/ByteRange \[[^\]]*\]", b"/ByteRange [0 -1 -1 0]"),
        (rb"/Contents <[0-9a-fA-F]{4000,}>", b"/Contents null"),
        (rb"/Contents <[0-9a-fA-F]{4000,}>", b"/Contents <>"),
        (rb"/Contents <[0-9a-fA-F]{4000,}>", b"/Contents <00>"),
        (rb"/SubFilter\s*/ETSI.CAdES.detached", b"/SubFilter /adbe.x509.rsa_sha1"),
    ],
)
def test_universal_forgeries_are_not_valid(hsm: Any, signed: bytes, pattern: bytes, instead: bytes) -> None:
    """What makes careless readers skip the check: no range, no signature, another kind of it. Same length, so that
    nothing else in the file moves."""
    forged = re.sub(pattern, lambda found: instead.ljust(len(found[0])), signed)
    assert forged != signed
    assert len(forged) == len(signed)
    assert _word(forged, hsm.trusted) is not Word.VALID


def _as_long(text: bytes) -> Callable[[re.Match[bytes]], bytes]:
    return lambda found: text.ljust(len(found[0]))


def test_a_range_that_leaves_a_hole_is_not_valid(hsm: Any, signed: bytes) -> None:
    _, first, second, rest = _range(signed)
    for changed in ((0, first - 200, second, rest), (0, first, second + 200, rest - 200), (5, first - 5, second, rest)):
        text = b"/ByteRange [%d %d %d %d]" % changed
        forged = re.sub(rb"/ByteRange \[[^\]]*\]", _as_long(text), signed)
        assert _word(forged, hsm.trusted) is Word.INVALID


def test_something_before_the_file_is_not_valid(hsm: Any, signed: bytes) -> None:
    assert _word(b"GIF89a" + signed, hsm.trusted) is not Word.VALID


@pytest.mark.parametrize("make", FORBIDDEN.values(), ids=FORBIDDEN)
def test_what_nobody_may_change_is_found(make: Callable[[], bytes]) -> None:
    """In files of other makers too, whatever was allowed beside it, and whatever makes the file hard to read."""
    verdict = verify_pdf(make(), trusted())
    assert verdict.word is Word.INVALID
    assert verdict.signatures[0].reason in set(Broken)


def test_a_signature_as_text_hides_no_file() -> None:
    """A place in parentheses could hold anything; a second file in it is proof, a sloppy writer's is none."""
    pdf = simple()
    start, end = re.search(rb"/Contents (<[0-9a-f]+>)", pdf).span(1)  # type: ignore[union-attr]
    for inside, word in ((b"", Word.UNKNOWN), (b"\n9 0 obj\n<< >>\nendobj\nxref\n", Word.INVALID)):
        text = pdf[:start] + b"(" + inside.ljust(end - start - 2) + b")" + pdf[end:]
        assert verify_pdf(text, trusted()).word is word


def test_a_signature_taken_from_another_file_is_invalid(
    hsm: Any, host: TokenHost, paper: bytes, signed: bytes, request_for: Ask
) -> None:
    with open_key(host, hsm.serials["Token A"], hsm.sha256("rsa2048"), bytearray(PIN)) as session:
        other = sign_pdf(paper, session, request_for()).pdf
    seal = rb"/Contents <([0-9a-fA-F]{4000,})>"
    stolen = re.search(seal, other)
    own = re.search(seal, signed)
    assert stolen
    assert own
    size = len(own[1])
    forged = signed.replace(own[1], stolen[1][:size].ljust(size, b"0"))
    assert _word(forged, hsm.trusted) is Word.INVALID
