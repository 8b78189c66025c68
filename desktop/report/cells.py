"""An Excel file of plain rows: texts that stay texts, numbers, and formulas that know what they give.

What a province or a clerk wrote stands in the cells as text, whatever it begins with: Excel computes none of it.
Formulas are made here alone. Each is written with its value, so that who only looks at the file (a preview, Excel's
protected view, another program) sees the figures too.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

TWO_DECIMALS = "0.00"
_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_FORMULA = re.compile(rb"<c ([^>]*?)(?: t=\"\w+\")?>(<f>.*?</f>)<v ?(?:/>|></v>)</c>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that Excel computes.

    Attributes:
        words: the formula without its `=`.
        value: what it gives now.
        shown: how a number is shown.
    """

    words: str
    value: float | str
    shown: str = "General"


Value = str | int | float | Formula | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet.

    Attributes:
        name: on its tab.
        rows: from the top, each from the left.
        widths: of the columns, in letters.
        heads: numbers of the rows in bold, from 1.
        frozen: the first cell that scrolls; empty where all do.
    """

    name: str
    rows: Iterable[Sequence[Value]]
    widths: Sequence[float]
    heads: frozenset[int] = field(default_factory=lambda: frozenset({1}))
    frozen: str = ""


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The file."""
    book = Workbook(write_only=True)
    given: list[list[Formula]] = []
    for one in sheets:
        sheet = book.create_sheet(one.name)
        if one.frozen:
            sheet.freeze_panes = one.frozen
        for number, width in enumerate(one.widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        given.append([])
        for number, row in enumerate(one.rows, start=1):
            sheet.append([_cell(sheet, value, bold=number in one.heads) for value in row])
            given[-1] += [value for value in row if isinstance(value, Formula)]
    out = io.BytesIO()
    book.save(out)
    return _with_values(out.getvalue(), given)


def column(number: int) -> str:
    """A column's letters by its number from 1."""
    return str(get_column_letter(number))


def _cell(sheet: WriteOnlyWorksheet, value: Value, *, bold: bool) -> Cell:
    cell = WriteOnlyCell(sheet)
    match value:
        case Formula():
            cell.value = f"={value.words}"
            cell.number_format = value.shown
        case str():
            _write_text(cell, value)
        case _:
            cell.value = value
    if bold:
        cell.font = _BOLD
        cell.alignment = _WRAPPED
    return cell


def _write_text(cell: Cell, words: str) -> None:
    """Text also where its words look like a formula, an error or a number.

    Marked as such ("quote prefix"): it stays text where somebody opens the cell and leaves it, or saves it as CSV.
    """
    cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", words)
    cell.data_type = "s"
    cell.quotePrefix = words.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def _with_values(data: bytes, given: Sequence[Sequence[Formula]]) -> bytes:
    """The same file with each formula's value beside it: openpyxl writes formulas without."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if found := re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", entry.filename):
                values = iter(given[int(found[1]) - 1])
                content = _FORMULA.sub(partial(_valued, values), content)
            new.writestr(entry, content)
    return out.getvalue()


def _valued(left: Iterator[Formula], cell: re.Match[bytes]) -> bytes:
    value = next(left).value
    kind = b' t="str"' if isinstance(value, str) else b""
    return b"<c %b%b>%b<v>%b</v></c>" % (cell[1], kind, cell[2], escape(str(value)).encode())
