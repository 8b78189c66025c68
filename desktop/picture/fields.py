"""A PDF made ready for drawing: filled fields and notes that bring no appearance of their own get letters for it.

PDFium draws such fields itself, but with the fourteen standard fonts, which know few Vietnamese letters: it leaves
out the others, and «Nguyễn» becomes «Nguyn». So what they are written with is replaced by a font that has them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from desktop.machine.folders import resources
from desktop.model.errors import UnreadableInput
from desktop.picture.bombs import require_modest

FONT_FILE = "Arimo-Regular.ttf"
BROKEN = (pikepdf.PdfError, TypeError, ValueError, AttributeError, KeyError, IndexError, RuntimeError, OverflowError)
"""The errors that a broken structure raises, wherever it is touched."""
_ALL_LETTERS = "Wingdings"
"""Only under this name PDFium asks the font which letters it has; otherwise it goes by a code page."""
_FONT_SIZE = re.compile(r"/\S+(\s+[-+.\d]+\s+Tf)")
_USUAL = "/F 0 Tf 0 g"
_DEEPEST = 32
_WRITTEN = ("/Tx", "/Ch")
_LARGEST_UNIT = 75_000.0


@dataclass(frozen=True, slots=True)
class Ready:
    """A PDF ready for drawing.

    Attributes:
        data: the file, changed only where something had no appearance.
        units: points that one unit of a page is, by page number from 0, where it is not one (`UserUnit`).
    """

    data: bytes
    units: dict[int, float] = field(default_factory=dict)


def made_ready(data: bytes, name: str) -> Ready:
    """Make a PDF ready for drawing.

    A file that only PDFium can mend is left as it is.

    Raises:
        UnreadableInput: locked with a password, a form that only its maker's program draws, or a bomb.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            require_modest(pdf, name)
            units = {at: unit for at, page in enumerate(pdf.pages) if (unit := _unit(page.obj)) != 1}
            if not _gave_letters(pdf, name):
                return Ready(data, units)
            out = io.BytesIO()
            pdf.save(out)
            return Ready(out.getvalue(), units)
    except pikepdf.PasswordError as error:
        raise UnreadableInput(name, reason="PDF có mật khẩu mở tệp", cause=str(error)) from None
    except BROKEN:
        return Ready(data)


def _unit(page: pikepdf.Object) -> float:
    unit = float(page.get(Name.UserUnit, 1))
    return unit if 0 < unit <= _LARGEST_UNIT else 1.0


def _gave_letters(pdf: pikepdf.Pdf, name: str) -> bool:
    """Give what has no appearance the font and the state to be drawn with; whether there was any."""
    form = pdf.Root.get(Name.AcroForm)
    form = form if isinstance(form, pikepdf.Dictionary) else None
    if form is not None and Name.XFA in form and pdf.Root.get(Name.NeedsRendering, False):
        raise UnreadableInput(name, reason="biểu mẫu XFA, chỉ Adobe Reader hiện được; hãy in nó ra PDF thường")
    anew = form is not None and bool(form.get(Name.NeedAppearances, False))
    bare = [note for note in _notes(pdf) if _is_bare(note, anew=anew)]
    if not bare:
        return False
    font = _embedded(pdf)
    if form is None:
        form = pdf.Root[Name.AcroForm] = Dictionary(Fields=Array([]))
    _within(_within(form, Name.DR), Name.Font)[Name(f"/{_ALL_LETTERS}")] = font
    for note in bare:
        _write_with(note, form)
    return True


def _within(owner: pikepdf.Object, key: Name) -> pikepdf.Object:
    """A dictionary in another, made where there is none."""
    if not isinstance(owner.get(key), pikepdf.Dictionary):
        owner[key] = Dictionary()
    return owner[key]


def _notes(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """The annotations of all pages."""
    for page in pdf.pages:
        notes = page.obj.get(Name.Annots)
        if isinstance(notes, pikepdf.Array):
            yield from (note for note in notes if isinstance(note, pikepdf.Dictionary))


def _is_bare(note: pikepdf.Object, *, anew: bool) -> bool:
    """Whether an annotation shows text and has no appearance for it, or shall get a new one."""
    kind, shown = note.get(Name.Subtype), note.get(Name.AP)
    has_own = isinstance(shown, pikepdf.Dictionary) and Name.N in shown
    if kind == Name.FreeText:
        return not has_own
    if kind != Name.Widget:
        return False
    sort = str(_inherited(note, Name.FT) or "")
    if sort == "/Btn":
        return Name.AS not in note and _inherited(note, Name.V) is not None
    return sort in _WRITTEN and _inherited(note, Name.V) is not None and (anew or not has_own)


def _inherited(field_: pikepdf.Object, key: Name) -> pikepdf.Object | None:
    """An entry of a field, or else of the nearest field above it that has it."""
    for _ in range(_DEEPEST):
        if key in field_:
            return field_[key]
        above = field_.get(Name.Parent)
        if not isinstance(above, pikepdf.Dictionary):
            return None
        field_ = above
    return None


def _write_with(note: pikepdf.Object, form: pikepdf.Object) -> None:
    if note.get(Name.Subtype) == Name.Widget and _inherited(note, Name.FT) == Name.Btn:
        state = _inherited(note, Name.V)
        own = note.get(Name.AP)
        states = own.get(Name.N) if isinstance(own, pikepdf.Dictionary) else None
        known = not isinstance(states, pikepdf.Dictionary) or str(state) in states
        note[Name.AS] = state if isinstance(state, pikepdf.Name) and known else Name.Off
        return
    how = str(_inherited(note, Name.DA) or form.get(Name.DA) or _USUAL)
    note[Name.DA] = String(_FONT_SIZE.sub(rf"/{_ALL_LETTERS}\1", how, count=1))
    if Name.AP in note:
        del note[Name.AP]


def _embedded(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The font with all letters, its codes the numbers of its glyphs."""
    # Here and not above: it is needed only where something has no appearance.
    from fontTools.ttLib import TTFont

    file = resources() / "fonts" / FONT_FILE
    with TTFont(file, lazy=True) as font:
        em = font["head"].unitsPerEm
        order = font.getGlyphOrder()
        widths = [round(font["hmtx"][glyph][0] * 1000 / em) for glyph in order]
        numbers = font.getReverseGlyphMap()
        letters = {letter: numbers[glyph] for letter, glyph in font.getBestCmap().items() if letter < 0x10000}
        box = [round(getattr(font["head"], side) * 1000 / em) for side in ("xMin", "yMin", "xMax", "yMax")]
        ascent, descent = (round(n * 1000 / em) for n in (font["hhea"].ascent, font["hhea"].descent))
    about = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name.Arimo,
        Flags=32,
        FontBBox=box,
        ItalicAngle=0,
        Ascent=ascent,
        Descent=descent,
        CapHeight=ascent,
        StemV=80,
        FontFile2=pdf.make_stream(file.read_bytes()),
    )
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name.Arimo,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(about),
        W=Array([0, Array(widths)]),
        CIDToGIDMap=Name.Identity,
    )
    outer = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.Arimo,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]),
        ToUnicode=pdf.make_stream(_letters_of(letters)),
    )
    return pdf.make_indirect(outer)


def _letters_of(letters: dict[int, int]) -> bytes:
    """The CMap from glyph numbers to letters."""
    pairs = [f"<{glyph:04X}> <{letter:04X}>" for letter, glyph in letters.items()]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    maps = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Letters def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{maps}\nendcmap\nend\nend\n"
    ).encode("ascii")
