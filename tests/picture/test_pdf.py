"""A PDF's page is drawn as viewers draw it: as densely as it was scanned, with what was filled in and pinned on."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from desktop.model.errors import UnreadableInput
from desktop.picture import host
from desktop.picture.pdf import Drawing, sheets
from desktop.picture.sheet import Sheet
from tests.picture.made import A4, SCAN, corner, is_the_corner, pdf, pdf_picture

WHOLE = b"q 595.44 0 0 841.68 0 0 cm /I Do Q "
TYPED = b"BT /F 12 Tf 50 50 Td (typed) Tj ET"
HIDDEN = b"BT 3 Tr /F 12 Tf 50 50 Td (read by a machine) Tj ET"


def only(data: bytes) -> Sheet:
    (sheet,) = sheets(data, "x.pdf")
    return sheet


def scan(picture: Callable[[], Image.Image], **more: Any) -> Callable[[pikepdf.Pdf], dict[str, pikepdf.Object]]:
    return lambda made: {"I": pdf_picture(made, picture(), **more)}


PAGE = scan(partial(corner, size=SCAN))


def negative() -> Image.Image:
    return Image.eval(corner("L", SCAN), lambda tone: 255 - tone)


def within(made: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """A form that shows the scan at half its size."""
    inner = Dictionary(XObject=Dictionary(I=pdf_picture(made, corner(size=SCAN))))
    about = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": [0, 0, 300, 500], "Resources": inner}
    return {"X": made.make_indirect(Stream(made, b"q 297.72 0 0 420.84 0 0 cm /I Do Q", **about))}


def in_strips(made: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    whole = corner(size=SCAN)
    return {f"S{top}": pdf_picture(made, whole.crop((0, top, SCAN[0], min(SCAN[1], top + 97)))) for top in TOPS}


TOPS = range(0, SCAN[1], 97)
STRIPS = b" ".join(
    f"q 595.44 0 0 {(min(SCAN[1], top + 97) - top) * 0.72:.4f} 0 "
    f"{841.68 - min(SCAN[1], top + 97) * 0.72:.4f} cm /S{top} Do Q".encode()
    for top in TOPS
)

SCANS: dict[str, Callable[[], bytes]] = {
    "plain": partial(pdf, WHOLE, PAGE),
    "with a text layer": partial(pdf, WHOLE + HIDDEN, PAGE),
    "unit of two points": partial(pdf, b"q 297.72 0 0 420.84 0 0 cm /I Do Q", PAGE, (0, 0, 297.72, 420.84), UserUnit=2),
    "in a form": partial(pdf, b"q 2 0 0 2 0 0 cm /X Do Q", within),
    "in strips": partial(pdf, STRIPS, in_strips),
    "cropped": partial(
        pdf, b"q 595.44 0 0 841.68 100 200 cm /I Do Q", PAGE, (0, 0, 900, 1200), CropBox=[100, 200, 695.44, 1041.68]
    ),
    "below zero": partial(pdf, b"q 595.44 0 0 841.68 -50 -50 cm /I Do Q", PAGE, (-50, -50, 545.44, 791.68)),
    "turned back": partial(pdf, b"q 0 595.44 -841.68 0 841.68 0 cm /I Do Q", PAGE, (0, 0, 841.68, 595.44), Rotate=90),
    "negative": partial(pdf, WHOLE, scan(negative, Decode=[1, 0])),
    "one bit": partial(pdf, WHOLE, scan(partial(corner, "1", SCAN))),
    "stencil": partial(pdf, b"0 g " + WHOLE, scan(partial(corner, "1", SCAN), ImageMask=True)),
    "cmyk": partial(pdf, WHOLE, scan(partial(corner, "CMYK", SCAN))),
}
"""Made by the test that looks at it, and not where tests are only gathered."""


@pytest.mark.parametrize("kind", SCANS)
def test_a_scan_comes_px_for_px_at_its_density(kind: str) -> None:
    sheet = only(SCANS[kind]())
    assert sheet.dpi == 100
    assert sheet.picture.size == pytest.approx(SCAN, abs=1)
    assert is_the_corner(sheet.picture)


@pytest.mark.parametrize(
    ("data", "dpi"),
    [
        (partial(pdf, WHOLE + TYPED, PAGE), 200),
        (partial(pdf, WHOLE, scan(partial(corner, "1", (1687, 1146)))), 204),
        (partial(pdf, b"q 60 0 0 60 40 700 cm /I Do Q " + TYPED, scan(partial(corner, size=(900, 900)))), 200),
        (partial(pdf, b"", lambda _: {}), 200),
        (partial(pdf, WHOLE, scan(partial(corner, "L", (4961, 7016)))), 600),
    ],
    ids=["typed on a coarse scan", "fax", "logo", "nothing", "finest"],
)
def test_what_was_written_is_drawn_finely_and_true_to_size(data: Callable[[], bytes], dpi: int) -> None:
    sheet = only(data())
    assert sheet.dpi == dpi
    assert [side / dpi * 72 for side in sheet.picture.size] == pytest.approx(A4, abs=72 / dpi)


def test_a_photograph_on_a_page_of_as_many_points_was_never_measured() -> None:
    box = (0, 0, 960, 1280)
    sheet = only(pdf(b"q 960 0 0 1280 0 0 cm /I Do Q", scan(partial(corner, size=(960, 1280))), box))
    assert (sheet.dpi, sheet.picture.size) == (None, (960, 1280))


# What was filled in and pinned on

NAME_ = "Nguyễn Thị Ổn"
FIELD = (72.0, 700.0, 400.0, 730.0)


def noted(*notes: dict[str, Any], form: bool = True, anew: bool = False) -> bytes:
    """A blank page with annotations."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=A4)
        helvetica = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        found = []
        for note in notes:
            about = {"Type": Name.Annot, "Rect": list(FIELD), "F": 4, **note}
            if isinstance(about.get("AP"), bytes):
                box = [0, 0, FIELD[2] - FIELD[0], FIELD[3] - FIELD[1]]
                inner = Dictionary(Font=Dictionary(Helv=helvetica))
                shown = Stream(made, about["AP"], Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=inner)
                about["AP"] = Dictionary(N=made.make_indirect(shown))
            found.append(made.make_indirect(Dictionary(**about)))
        made.pages[0].obj.Annots = Array(found)
        if form:
            fonts = Dictionary(Font=Dictionary(Helv=helvetica))
            fields = Array([one for one in found if one.Subtype == Name.Widget])
            made.Root.AcroForm = Dictionary(Fields=fields, DR=fonts, DA=String("/Helv 12 Tf 0 g"), NeedAppearances=anew)
        made.save(out)
    return out.getvalue()


def text_field(**more: Any) -> dict[str, Any]:
    return {"Subtype": Name.Widget, "FT": Name.Tx, "T": String("ten"), "DA": String("/Helv 14 Tf 0 g"), **more}


def ink(data: bytes) -> np.ndarray[Any, Any]:
    """Where the field's place is dark."""
    grey = np.asarray(only(data).picture.convert("L"))
    left, low, right, high = (round(side / 72 * 200) for side in FIELD)
    foot = grey.shape[0]
    return np.asarray(grey[foot - high : foot - low, left:right] < 128)


MARK = b"0 g 0 0 328 30 re f"


@pytest.mark.parametrize(
    "data",
    [
        noted(text_field(V=String("An"), AP=MARK)),
        noted(text_field(V=String("An"))),
        noted(text_field(V=String("An")), anew=True),
        noted({**text_field(V=String("Nam")), "FT": Name.Ch, "Ff": 1 << 17, "Opt": Array([String("Nam")])}),
        noted({**text_field(), "FT": Name.Btn, "V": Name.Yes, "AS": Name.Yes, "MK": Dictionary(CA=String("4"))}),
        noted({**text_field(), "FT": Name.Btn, "V": Name.Yes, "MK": Dictionary(CA=String("4"))}),
        noted({**text_field(), "FT": Name.Sig, "AP": MARK}),
        noted({"Subtype": Name.Stamp, "AP": MARK}, form=False),
        noted({"Subtype": Name.FreeText, "DA": String("/Helv 14 Tf 0 g"), "Contents": String("An")}, form=False),
        noted({"Subtype": Name.Square, "C": [0, 0, 0]}, form=False),
        noted({"Subtype": Name.Ink, "C": [0, 0, 0], "InkList": Array([Array([80, 710, 300, 720])])}, form=False),
    ],
    ids=["field", "bare", "anew", "choice", "box", "box without state", "signature", "stamp", "text", "square", "ink"],
)
def test_what_was_filled_in_or_pinned_on_is_seen(data: bytes) -> None:
    assert ink(data).sum() > 20


@pytest.mark.parametrize("flag", [2, 32], ids=["hidden", "not to be viewed"])
def test_what_a_viewer_hides_is_not_drawn(flag: int) -> None:
    assert ink(noted(text_field(V=String("An"), AP=MARK, F=flag))).sum() == 0


@pytest.mark.parametrize(
    "note",
    [
        lambda text: noted(text_field(V=String(text))),
        lambda text: noted(text_field(V=String(text)), anew=True),
        lambda text: noted(text_field(V=String(text), AP=b""), anew=True),
        lambda text: noted(
            {"Subtype": Name.FreeText, "DA": String("/F 14 Tf 0 g"), "Contents": String(text)},
            form=False,
        ),
    ],
    ids=["bare", "anew", "old appearance", "note"],
)
def test_no_vietnamese_letter_of_a_field_is_lost(note: Callable[[str], bytes]) -> None:
    def end(text: str) -> int:
        """The last column of the text; a note has a frame around it."""
        return int(np.flatnonzero(ink(note(text))[8:-8, 8:-8].any(axis=0))[-1])

    whole = end(NAME_)
    for letter in "ễịỔ":
        assert whole > end(NAME_.replace(letter, "")) + 5, letter


def test_a_field_inherits_what_it_is_and_says() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(noted(text_field()))) as made:
        kid = made.pages[0].Annots[0]
        above = made.make_indirect(Dictionary(FT=Name.Tx, T=String("ten"), V=String("An"), Kids=Array([kid])))
        for key in (Name.FT, Name.T):
            del kid[key]
        kid.Parent = above
        made.Root.AcroForm.Fields = Array([above])
        made.save(out)
    assert ink(out.getvalue()).sum() > 20


# Refused


def test_a_form_that_only_its_maker_draws_is_refused_by_name() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(noted(text_field()))) as made:
        made.Root.AcroForm.XFA = made.make_stream(b"<xdp/>")
        made.Root.NeedsRendering = True
        made.save(out)
    with pytest.raises(UnreadableInput, match="XFA"):
        only(out.getvalue())


def test_a_page_number_past_the_end_is_a_refusal() -> None:
    with Drawing(SCANS["plain"](), "x.pdf") as drawing, pytest.raises(UnreadableInput, match="trang 8"):
        drawing.sheet(7)


def test_in_a_process_of_its_own_a_page_is_the_same() -> None:
    (there,) = host.sheets(SCANS["plain"](), "x.pdf")
    here = only(SCANS["plain"]())
    assert there.dpi == here.dpi and there.picture.tobytes() == here.picture.tobytes()


def test_what_the_process_refuses_is_told_here() -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(SCANS["plain"]())) as made:
        made.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    for data, told in ((locked.getvalue(), "mật khẩu"), (b"%PDF-1.7 nothing", "hỏng")):
        with pytest.raises(UnreadableInput, match=rf"khoa\.pdf.*{told}"):
            list(host.sheets(data, "khoa.pdf"))
