"""An administrative document on A4 sheets, laid out as NĐ 30/2020 (Phụ lục I) asks; PDF/A-2b.

Measures and type are those of the decree: margins of 20 mm above, below and right, 30 mm left; Times New Roman (Tinos
has its widths); nation and motto at the right, the agency at the left, number and day below them, then type and title.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from itertools import pairwise

from desktop.document.file.folding import folded
from desktop.document.file.lettering import clean_text
from desktop.document.file.metadata import PaperAbout
from desktop.document.printing.leaves import MM, NATION, Face, Leaves

_SHORT, _LONG = 210 * MM, 297 * MM
_BOUND, _MARGIN = 30 * MM, 20 * MM
"""Margins: at the left, where sheets are bound, and elsewhere."""
_SMALL, _TEXT, _LARGE = 12.0, 13.0, 14.0
"""Sizes of type that the decree gives: 12 to 13, 13 to 14."""
_TABLE, _WIDE_TABLE = 11.0, 9.5
"""Size of type in tables, which the decree leaves open; on lying sheets, whose tables have more columns."""
_LEADING = 1.25
_PARAGRAPH_AIR, _BLOCK_AIR = 6.0, 14.0
"""Space between paragraphs (at least 6 points) and between blocks."""
_INDENT = 10 * MM
_PAD = 3.0
_THIN = 0.6
_DOTS = "……"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above a document's text.

    Attributes:
        above: name of the agency over the one that issues it; empty where there is none.
        agency: name of who issues it.
        symbol: what the number's symbol begins with, such as `BC`; number and the agency's letters are given by hand.
        place: where it is issued; empty leaves dots to be filled in.
        day: of issue.
        kind: type of document, such as `BÁO CÁO`.
        about: in a few words.
    """

    above: str
    agency: str
    symbol: str
    place: str
    day: date
    kind: str
    about: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `strong` for a heading of its own."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its heads repeated on every sheet.

    Attributes:
        heads: of its columns.
        widths: of its columns, as shares of the whole.
        rows: texts; the first column is at the left, the others at the right.
        words: all columns are words, and at the left.
    """

    heads: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str]]
    words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What stands below: who signs, and who gets it."""

    title: str
    receivers: Sequence[str]


def official_pdf(
    head: Head, body: Iterable[Paragraph | Table], signing: Signing, about: PaperAbout, *, lying: bool = False
) -> bytes:
    """The document as one file, ready for its number, its signature and its seal.

    Args:
        head: what stands above.
        body: text and tables, in order.
        signing: what stands below.
        about: what the file says of itself.
        lying: the sheets lie, for wide tables.
    """
    sheets = _Sheets(lying=lying)
    _write_head(sheets, head)
    for part in body:
        match part:
            case Paragraph(text, strong):
                _write_paragraph(sheets, text, strong=strong)
            case Table():
                _write_table(sheets, part)
    _write_signing(sheets, signing)
    return sheets.file(about)


class _Sheets(Leaves):
    """Sheets being filled from the top; `foot` is how far the last one is filled, points from its lower edge.

    `left`, `right`, `top`, `low` are its margins, `middle` is between them, `split` where the agency's block ends and
    the nation's begins.
    """

    def __init__(self, *, lying: bool) -> None:
        wide, high = (_LONG, _SHORT) if lying else (_SHORT, _LONG)
        super().__init__(wide, high, _THIN)
        self.left, self.right, self.top, self.low = _BOUND, wide - _MARGIN, high - _MARGIN, _MARGIN
        self.middle = (self.left + self.right) / 2
        self.split = self.left + 0.42 * (self.right - self.left)
        self.high = high
        self.table = _WIDE_TABLE if lying else _TABLE
        self.foot = self.top

    def turn(self) -> None:
        """Begin a new sheet; all but the first bear their number."""
        self.begin()
        self.foot = self.top
        self.centred(str(self.count), self.middle, self.top + 0.4 * (self.high - self.top), _TEXT)

    def room(self, tall: float) -> bool:
        """See that so much is left, on a new sheet where this one is full; whether it had to be turned."""
        if self.foot - tall >= self.low:
            return False
        self.turn()
        return True

    def folded(self, text: str, wide: float, size: float, face: Face = Face.PLAIN, first: float = 0.0) -> list[str]:
        """The lines of a text that is this wide, one even where it is empty; its first one leaves so much room."""
        clean = clean_text(text)
        return folded(clean, wide / size, self.letters(face), first / size) if clean else [""]


def _write_head(sheets: _Sheets, head: Head) -> None:
    left, right = (sheets.left + sheets.split) / 2 - _PAD, (sheets.split + sheets.right) / 2 + _PAD
    top = sheets.foot
    agency = top
    for text, face in ((head.above, Face.PLAIN), (head.agency, Face.BOLD)):
        for row in sheets.folded(text.upper(), sheets.split - sheets.left - 2 * _PAD, _SMALL, face) if text else ():
            agency -= _SMALL * _LEADING
            sheets.centred(row, left, agency, _SMALL, face)
    _rule(sheets, left, agency - 5, (sheets.split - sheets.left) / 3)
    nation = top - _SMALL * _LEADING
    name, motto = NATION
    sheets.centred(name, right, nation, _SMALL, Face.BOLD)
    nation -= _TEXT * _LEADING
    sheets.centred(motto, right, nation, _TEXT, Face.BOLD)
    _rule(sheets, right, nation - 5, sheets.width(motto, _TEXT, Face.BOLD))
    sheets.foot = min(agency, nation) - _TEXT * _LEADING - 10
    sheets.centred(f"Số: {_DOTS}/{head.symbol}-{_DOTS}", left, sheets.foot, _TEXT)
    day = f"ngày {head.day:%d} tháng {head.day:%m} năm {head.day.year}"
    sheets.centred(f"{head.place or _DOTS * 2}, {day}", right, sheets.foot, _TEXT, Face.SLANTED)
    sheets.foot -= _BLOCK_AIR + _LARGE * _LEADING
    sheets.centred(head.kind.upper(), sheets.middle, sheets.foot, _LARGE, Face.BOLD)
    for row in sheets.folded(head.about, 0.8 * (sheets.right - sheets.left), _LARGE, Face.BOLD):
        sheets.foot -= _LARGE * _LEADING
        sheets.centred(row, sheets.middle, sheets.foot, _LARGE, Face.BOLD)
    _rule(sheets, sheets.middle, sheets.foot - 6, (sheets.right - sheets.left) / 4)
    sheets.foot -= _BLOCK_AIR


def _rule(sheets: _Sheets, middle: float, y: float, long: float) -> None:
    sheets.line(middle - long / 2, y, middle + long / 2, y)


def _write_paragraph(sheets: _Sheets, text: str, *, strong: bool) -> None:
    face = Face.BOLD if strong else Face.PLAIN
    sheets.foot -= _PARAGRAPH_AIR
    if strong:
        # A heading never stands alone at the foot of a sheet.
        sheets.room(4 * _TEXT * _LEADING)
    for place, row in enumerate(sheets.folded(text, sheets.right - sheets.left, _TEXT, face, first=_INDENT)):
        sheets.room(_TEXT * _LEADING)
        sheets.foot -= _TEXT * _LEADING
        sheets.words(row, sheets.left + (_INDENT if place == 0 else 0), sheets.foot, _TEXT, face)


def _write_table(sheets: _Sheets, table: Table) -> None:
    whole = sum(table.widths)
    edges = [sheets.left]
    for width in table.widths:
        edges.append(edges[-1] + (sheets.right - sheets.left) * width / whole)
    sheets.foot -= _PARAGRAPH_AIR + 2
    heads = _cells(sheets, table.heads, edges, Face.BOLD)
    sheets.room(2 * _tall(sheets, heads))
    _write_row(sheets, heads, edges, _Stand.CENTRED)
    stand = _Stand.LEFT if table.words else _Stand.FIGURES
    for row in table.rows:
        cells = _cells(sheets, row, edges, Face.PLAIN)
        if sheets.room(_tall(sheets, cells)):
            _write_row(sheets, heads, edges, _Stand.CENTRED)
        _write_row(sheets, cells, edges, stand)


class _Stand(StrEnum):
    """Where a row's words stand in their cells; of `FIGURES` the first at the left, the others at the right."""

    LEFT = auto()
    CENTRED = auto()
    FIGURES = auto()


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row's cells, folded."""

    rows: Sequence[Sequence[str]]
    face: Face


def _cells(sheets: _Sheets, texts: Sequence[str], edges: Sequence[float], face: Face) -> _Cells:
    widths = (right - left - 2 * _PAD for left, right in pairwise(edges))
    return _Cells(
        [sheets.folded(text, wide, sheets.table, face) for text, wide in zip(texts, widths, strict=True)], face
    )


def _tall(sheets: _Sheets, cells: _Cells) -> float:
    return max(len(rows) for rows in cells.rows) * sheets.table * _LEADING + 2 * _PAD


def _write_row(sheets: _Sheets, cells: _Cells, edges: Sequence[float], stand: _Stand) -> None:
    top = sheets.foot
    sheets.foot -= _tall(sheets, cells)
    for place, (left, right) in enumerate(pairwise(edges)):
        base = top - _PAD
        for row in cells.rows[place]:
            base -= sheets.table * _LEADING
            wide = sheets.width(row, sheets.table, cells.face)
            if stand is _Stand.CENTRED:
                at = (left + right - wide) / 2
            else:
                at = right - _PAD - wide if stand is _Stand.FIGURES and place else left + _PAD
            sheets.words(row, at, base + 0.25 * sheets.table, sheets.table, cells.face)
    for edge in edges:
        sheets.line(edge, top, edge, sheets.foot)
    for y in (top, sheets.foot):
        sheets.line(sheets.left, y, sheets.right, y)


def _write_signing(sheets: _Sheets, signing: Signing) -> None:
    # Receivers, title and the room in which signature and seal stand are never parted.
    sheets.room(_BLOCK_AIR + 7 * _TEXT * _LEADING)
    sheets.foot -= _BLOCK_AIR + _TEXT * _LEADING
    sheets.centred(signing.title.upper(), (sheets.split + sheets.right) / 2, sheets.foot, _TEXT, Face.BOLD)
    sheets.words("Nơi nhận:", sheets.left, sheets.foot, _SMALL, Face.BOLD_SLANTED)
    for row in signing.receivers:
        sheets.foot -= 11 * _LEADING
        sheets.words(f"- {row}", sheets.left, sheets.foot, 11)
