"""An administrative document on A4 sheets, laid out as NĐ 30/2020 (Phụ lục I) asks; PDF/A-2b.

Measures and type are those of the decree: margins of 20 mm above, below and right, 30 mm left; Times New Roman (Tinos
has its widths); nation and motto at the right, the agency at the left, number and day below them, then type and title.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from desktop.document.file.lettering import clean_text
from desktop.document.file.metadata import PaperAbout
from desktop.document.printing.leaves import MM, NATION, Face, Leaves

_WIDE, _HIGH = 210 * MM, 297 * MM
_LEFT, _RIGHT, _TOP, _FOOT = 30 * MM, _WIDE - 20 * MM, _HIGH - 20 * MM, 20 * MM
_MIDDLE = (_LEFT + _RIGHT) / 2
_SPLIT = _LEFT + 0.42 * (_RIGHT - _LEFT)
"""Where the agency's block ends and the nation's begins."""
_SMALL, _TEXT, _LARGE = 12.0, 13.0, 14.0
"""Sizes of type that the decree gives: 12 to 13, 13 to 14."""
_TABLE = 11.0
"""Size of type in tables; the decree leaves it open."""
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
    """

    heads: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What stands below: who signs, and who gets it."""

    title: str
    receivers: Sequence[str]


def official_pdf(head: Head, body: Iterable[Paragraph | Table], signing: Signing, about: PaperAbout) -> bytes:
    """The document as one file, ready for its number, its signature and its seal."""
    sheets = _Sheets()
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
    """Sheets being filled from the top; `foot` is how far the last one is filled, points from its lower edge."""

    def __init__(self) -> None:
        super().__init__(_WIDE, _HIGH, _THIN)
        self.foot = _TOP

    def turn(self) -> None:
        """Begin a new sheet; all but the first bear their number."""
        self.begin()
        self.foot = _TOP
        self.centred(str(self.count), _MIDDLE, _TOP + 0.4 * (_HIGH - _TOP), _TEXT)

    def room(self, tall: float) -> bool:
        """See that so much is left, on a new sheet where this one is full; whether it had to be turned."""
        if self.foot - tall >= _FOOT:
            return False
        self.turn()
        return True

    def folded(self, text: str, wide: float, size: float, face: Face = Face.PLAIN, first: float = 0.0) -> list[str]:
        """The lines of a text that is this wide; its first one leaves so much room."""
        rows, room = [""], wide - first
        for word in clean_text(text).split(" "):
            longer = f"{rows[-1]} {word}".strip()
            if self.width(longer, size, face) <= room or not rows[-1]:
                rows[-1] = longer
            else:
                rows.append(word)
                room = wide
        return rows


def _write_head(sheets: _Sheets, head: Head) -> None:
    left, right = (_LEFT + _SPLIT) / 2 - _PAD, (_SPLIT + _RIGHT) / 2 + _PAD
    top = sheets.foot
    agency = top
    for text, face in ((head.above, Face.PLAIN), (head.agency, Face.BOLD)):
        for row in sheets.folded(text.upper(), _SPLIT - _LEFT - 2 * _PAD, _SMALL, face) if text else ():
            agency -= _SMALL * _LEADING
            sheets.centred(row, left, agency, _SMALL, face)
    _rule(sheets, left, agency - 5, (_SPLIT - _LEFT) / 3)
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
    sheets.centred(head.kind.upper(), _MIDDLE, sheets.foot, _LARGE, Face.BOLD)
    for row in sheets.folded(head.about, 0.8 * (_RIGHT - _LEFT), _LARGE, Face.BOLD):
        sheets.foot -= _LARGE * _LEADING
        sheets.centred(row, _MIDDLE, sheets.foot, _LARGE, Face.BOLD)
    _rule(sheets, _MIDDLE, sheets.foot - 6, (_RIGHT - _LEFT) / 4)
    sheets.foot -= _BLOCK_AIR


def _rule(sheets: _Sheets, middle: float, y: float, long: float) -> None:
    sheets.line(middle - long / 2, y, middle + long / 2, y)


def _write_paragraph(sheets: _Sheets, text: str, *, strong: bool) -> None:
    face = Face.BOLD if strong else Face.PLAIN
    sheets.foot -= _PARAGRAPH_AIR
    if strong:
        # A heading never stands alone at the foot of a sheet.
        sheets.room(4 * _TEXT * _LEADING)
    for place, row in enumerate(sheets.folded(text, _RIGHT - _LEFT, _TEXT, face, first=_INDENT)):
        sheets.room(_TEXT * _LEADING)
        sheets.foot -= _TEXT * _LEADING
        sheets.words(row, _LEFT + (_INDENT if place == 0 else 0), sheets.foot, _TEXT, face)


def _write_table(sheets: _Sheets, table: Table) -> None:
    whole = sum(table.widths)
    edges = [_LEFT]
    for width in table.widths:
        edges.append(edges[-1] + (_RIGHT - _LEFT) * width / whole)
    sheets.foot -= _PARAGRAPH_AIR + 2
    heads = _cells(sheets, table.heads, edges, Face.BOLD)
    sheets.room(2 * _tall(heads))
    _write_row(sheets, heads, edges, centred=True)
    for row in table.rows:
        cells = _cells(sheets, row, edges, Face.PLAIN)
        if sheets.room(_tall(cells)):
            _write_row(sheets, heads, edges, centred=True)
        _write_row(sheets, cells, edges, centred=False)


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row's cells, folded."""

    rows: Sequence[Sequence[str]]
    face: Face


def _cells(sheets: _Sheets, texts: Sequence[str], edges: Sequence[float], face: Face) -> _Cells:
    widths = (right - left - 2 * _PAD for left, right in pairwise(edges))
    return _Cells([sheets.folded(text, wide, _TABLE, face) for text, wide in zip(texts, widths, strict=True)], face)


def _tall(cells: _Cells) -> float:
    return max(len(rows) for rows in cells.rows) * _TABLE * _LEADING + 2 * _PAD


def _write_row(sheets: _Sheets, cells: _Cells, edges: Sequence[float], *, centred: bool) -> None:
    top = sheets.foot
    sheets.foot -= _tall(cells)
    for place, (left, right) in enumerate(pairwise(edges)):
        base = top - _PAD
        for row in cells.rows[place]:
            base -= _TABLE * _LEADING
            wide = sheets.width(row, _TABLE, cells.face)
            at = (left + right - wide) / 2 if centred else left + _PAD if place == 0 else right - _PAD - wide
            sheets.words(row, at, base + 0.25 * _TABLE, _TABLE, cells.face)
    for edge in edges:
        sheets.line(edge, top, edge, sheets.foot)
    for y in (top, sheets.foot):
        sheets.line(_LEFT, y, _RIGHT, y)


def _write_signing(sheets: _Sheets, signing: Signing) -> None:
    # Receivers, title and the room in which signature and seal stand are never parted.
    sheets.room(_BLOCK_AIR + 7 * _TEXT * _LEADING)
    sheets.foot -= _BLOCK_AIR + _TEXT * _LEADING
    sheets.centred(signing.title.upper(), (_SPLIT + _RIGHT) / 2, sheets.foot, _TEXT, Face.BOLD)
    sheets.words("Nơi nhận:", _LEFT, sheets.foot, _SMALL, Face.BOLD_SLANTED)
    for row in signing.receivers:
        sheets.foot -= 11 * _LEADING
        sheets.words(f"- {row}", _LEFT, sheets.foot, 11)
