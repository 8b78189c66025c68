"""Separator sheets: printed from the catalogue, and known again on a scanned page even where their codes are torn.

Four QR codes, one in each corner, so that a fold, a stamp or a torn corner leaves one to be read; the title in
letters so large that the reader knows the sheet where no code is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name
from rapidfuzz import fuzz

from desktop.document.file.archived import archived
from desktop.document.file.lettering import RESOURCE, Lettering, clean_text, number
from desktop.document.file.metadata import PaperAbout, describe
from desktop.document.papers.fold import fold
from desktop.document.papers.pile import Mark
from desktop.document.printing.modules import modules_of
from desktop.model.declaration import DeclarationCode
from desktop.model.page import CodeKind, PageFacts
from desktop.model.separator import Separator, SeparatorKind, is_ours

TITLE = "TỜ PHÂN TÁCH"
SHEET_VERSION = "Tờ phân tách Quầy Số, bản 1"
SIZES_MM = {"A4": (210.0, 297.0), "A5": (148.0, 210.0)}
_KINDS = {
    SeparatorKind.DOSSIER: "HỒ SƠ",
    SeparatorKind.COMPONENT: "THÀNH PHẦN HỒ SƠ",
    SeparatorKind.RESULT: "KẾT QUẢ",
    SeparatorKind.BOOK: "QUYỂN SỔ",
}
_ADVICE = "Đặt tờ này trước các trang của giấy tờ ghi trên. Tờ này không thuộc hồ sơ; có thể dùng lại nhiều lần."
_BOOK_ADVICE = "Đặt tờ này lên trên cả quyển khi cho vào máy quét. Tờ này không thuộc quyển nào."
_MM = 72 / 25.4
_EDGE_MM = 12.0
_QR_SHARE = 0.2
"""Side of a QR in shares of the sheet's width: 42 mm on A4, modules over 1 mm."""
_TITLE_SEEN = 85.0
"""Likeness, of 100 (RapidFuzz), by which the large title of a separator is known. Chosen."""
_TITLE_TALL_MM = 5.0
"""Least height of that title on a page. Chosen."""


@dataclass(frozen=True, slots=True)
class SeparatorSheet:
    """One sheet to be printed.

    Attributes:
        separator: what it names.
        name: name of the dossier, component or result, printed large.
        group: procedure and case it is for, printed small.
    """

    separator: Separator
    name: str
    group: str = ""


def separator_pdf(sheets: Sequence[SeparatorSheet], about: PaperAbout, *, size: str = "A4") -> bytes:
    """A PDF/A-2b with one page a sheet.

    Args:
        sheets: at least one.
        about: what the file says of itself.
        size: a key of `SIZES_MM`.

    Raises:
        ValueError: no sheet.
    """
    if not sheets:
        raise ValueError("no separator sheet to print")
    letters = Lettering()
    width, height = (side * _MM for side in SIZES_MM[size])
    with pikepdf.Pdf.new() as pdf:
        fonts = pdf.make_indirect(Dictionary())
        for sheet in sheets:
            leaf = Dictionary(
                Type=Name.Page,
                MediaBox=[0, 0, round(width, 4), round(height, 4)],
                Resources=Dictionary(Font=fonts),
                Contents=pdf.make_stream(_drawn(sheet, width, height, letters).encode("ascii")),
            )
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(leaf)))
        fonts[RESOURCE] = letters.embed(pdf)
        describe(pdf, about, None)
        return archived(pdf)


def _drawn(sheet: SeparatorSheet, width: float, height: float, letters: Lettering) -> str:
    edge, side = _EDGE_MM * _MM, _QR_SHARE * width
    corners = [(x, y) for x in (edge, width - edge - side) for y in (height - edge, edge + side)]
    modules = modules_of(sheet.separator.text)
    out = ["0 g\n", *(_code(modules, left, top, side) for left, top in corners)]
    room, middle = width - 2 * edge, width / 2
    # Sizes below are mm on A4; a smaller sheet is the same one, smaller.
    unit = width / 210
    rows = [
        (TITLE, 22.0, 1),
        (_KINDS[sheet.separator.kind], 9.0, 1),
        (sheet.name if sheet.name != sheet.separator.code else "", 10.0, 5),
        (sheet.separator.code, 10.0, 2),
        (sheet.group, 4.5, 2),
        (_BOOK_ADVICE if sheet.separator.kind is SeparatorKind.BOOK else _ADVICE, 4.0, 3),
        (f"{SHEET_VERSION} · {sheet.separator.text}", 3.2, 2),
    ]
    y = height - edge - side - 16 * unit
    for text, size, most in rows:
        for line in _lines(clean_text(text), size * unit, room, most, letters):
            tall = min(size * unit, room / max(0.001, letters.width(line)))
            y -= tall * 1.3
            out.append(_text(line, middle - letters.width(line) * tall / 2, y, tall, letters))
        y -= 5 * unit
    return "".join(out)


def _lines(text: str, size: float, room: float, most: int, letters: Lettering) -> list[str]:
    """Text broken to the room; the last line takes what is over and is set smaller."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (letters.width(longer) * size <= room or len(lines) == most):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _text(line: str, left: float, y: float, size: float, letters: Lettering) -> str:
    shown = letters.show(line, seen=True)
    return f"BT\n0 Tr 100 Tz {RESOURCE} {number(size)} Tf\n1 0 0 1 {number(left)} {number(y)} Tm\n{shown} Tj\nET\n"


def _code(modules: Sequence[Sequence[bool]], left: float, top: float, side: float) -> str:
    unit = side / len(modules)
    out = []
    for row, line in enumerate(modules):
        for column, dark in enumerate(line):
            if dark:
                x, y = left + column * unit, top - (row + 1) * unit
                # A hair wider than the module: printers leave white lines between rectangles that only touch.
                out.append(f"{x:.3f} {y:.3f} {unit * 1.01:.3f} {unit * 1.01:.3f} re\n")
    return "".join(out) + "f\n"


def marks(facts: PageFacts) -> tuple[Separator | DeclarationCode | Mark, ...]:
    """What parts a pile on a page: separators or declarations read, a Patch-T, or the look of a separator whose code is
    unreadable.
    """
    found: list[Separator | DeclarationCode | Mark] = []
    for code in facts.codes:
        if code.kind is CodeKind.SEPARATOR:
            found.append(Separator(SeparatorKind(code.fields["kind"]), code.fields["code"]))
        elif code.kind is CodeKind.DECLARATION:
            found.append(DeclarationCode(code.fields["dossier"], code.fields["code"]))
        elif code.kind is CodeKind.PATCH:
            found.append(Mark.PATCH)
        elif is_ours(code.text):
            found.append(Mark.UNREADABLE)
    if not found and _has_title(facts):
        found.append(Mark.UNREADABLE)
    return tuple(dict.fromkeys(found))


def _has_title(facts: PageFacts) -> bool:
    if facts.reading is None:
        return False
    tall = _TITLE_TALL_MM / 25.4 * facts.dpi
    wanted = fold(TITLE)
    return any(
        line.box[3] >= tall and fuzz.ratio(fold(line.text), wanted) >= _TITLE_SEEN for line in facts.reading.lines
    )
