"""A slip on A5 or A4: agency and number left, nation and day right, the dossier's QR beside the title; PDF/A-2b.

Measures and type follow NĐ 30/2020 (Phụ lục I), smaller on A5. Words, table and who signs come from a template; where
they are longer than a sheet, they go on on the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop.document.file.folding import folded
from desktop.document.file.lettering import clean_text
from desktop.document.file.metadata import PaperAbout
from desktop.document.printing.leaves import MM, NATION, Face, Leaves
from desktop.document.printing.modules import modules_of

_LEADING = 1.28
"""Height of a row, in sizes of its type."""
_BLOCK = 0.42
"""Width of the agency's block, of the width between the margins."""
_PAD, _THIN = 2.5, 0.5
_INDENT = 6 * MM
_SIGNING_ROWS = 5.5
"""Room for a signature by hand, in rows of text. Chosen."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A size of paper and what goes with it.

    Attributes:
        wide, high: points.
        left, right, edge: margins; `edge` above and below; points.
        text: size of type of the words, points; small print is a point smaller, the title two larger.
        code: side of the QR, points.
    """

    wide: float
    high: float
    left: float
    right: float
    edge: float
    text: float
    code: float

    @property
    def width(self) -> float:
        """Between the margins."""
        return self.wide - self.left - self.right


SHEETS = {
    "A5": Sheet(148 * MM, 210 * MM, 14 * MM, 10 * MM, 10 * MM, 10.5, 19 * MM),
    "A4": Sheet(210 * MM, 297 * MM, 30 * MM, 15 * MM, 20 * MM, 13.0, 24 * MM),
}


@dataclass(frozen=True, slots=True)
class SlipTable:
    """A table with its heads: the first column at the left, the others in the middle.

    Attributes:
        heads: of its columns.
        widths: of its columns, as shares of the whole.
        rows: texts; an empty one leaves room to write by hand.
    """

    heads: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipText:
    """What a slip says.

    Attributes:
        size: a key of `SHEETS`.
        form: which form it is, small above the nation: `Mẫu số 01`; empty for none.
        above: the agency over the one that gives it; empty where there is none.
        agency: who gives it.
        number: number and symbol.
        place_and_day: `Bình Sơn, ngày 02 tháng 7 năm 2026`.
        title: what it is.
        code: the dossier's code, as QR and in letters.
        head: paragraphs above the table.
        table: None for none.
        foot: paragraphs below it.
        signers: who signs, from left to right: a title, and the name below; empty where it is written by hand.
    """

    size: str
    form: str
    above: str
    agency: str
    number: str
    place_and_day: str
    title: str
    code: str
    head: Sequence[str]
    table: SlipTable | None
    foot: Sequence[str]
    signers: Sequence[tuple[str, str]]


class _Writer(Leaves):
    """Sheets being filled from the top; `at` is how high the last one is still free, points from its lower edge."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet.wide, sheet.high, _THIN)
        self.sheet = sheet
        self.small, self.text, self.large = sheet.text - 1, sheet.text, sheet.text + 2
        self.at = sheet.high - sheet.edge

    def room(self, tall: float) -> None:
        """See that so much is free, on a new sheet where this one is full."""
        if self.at - tall < self.sheet.edge:
            self.begin()
            self.at = self.sheet.high - self.sheet.edge

    def rows(self, text: str, wide: float, size: float, face: Face) -> list[str]:
        """A text in rows of at most a width."""
        return folded(clean_text(text), wide / size, self.letters(face))

    def block(self, text: str, left: float, wide: float, size: float, face: Face = Face.PLAIN) -> None:
        """A text in the middle of a width, folded where it is long; goes down."""
        for row in self.rows(text, wide, size, face):
            self.room(size * _LEADING)
            self.at -= size * _LEADING
            self.centred(row, left + wide / 2, self.at, size, face)


def slip_pdf(said: SlipText, about: PaperAbout) -> bytes:
    """The slip as a file, ready to be printed and signed by hand.

    Args:
        said: what it says.
        about: what the file says of itself.
    """
    writer = _Writer(SHEETS[said.size])
    _head(writer, said)
    _title(writer, said)
    for text in said.head:
        _paragraph(writer, text)
    if said.table:
        _table(writer, said.table)
    for text in said.foot:
        _paragraph(writer, text)
    _signers(writer, said)
    return writer.file(about)


def _head(writer: _Writer, said: SlipText) -> None:
    """Two blocks side by side, from the same height."""
    sheet, small = writer.sheet, writer.small
    if said.form:
        (form,) = writer.rows(said.form, sheet.width, small, Face.SLANTED)[:1]
        right = sheet.wide - sheet.right
        writer.centred(form, right - sheet.width * 0.1, writer.at - small + 2, small, Face.SLANTED)
        writer.at -= small
    top, wide = writer.at, sheet.width * _BLOCK - _PAD
    if said.above:
        writer.block(said.above.upper(), sheet.left, wide, small)
    writer.block(said.agency.upper(), sheet.left, wide, small, Face.BOLD)
    _rule(writer, sheet.left + wide / 2, wide / 3)
    writer.block(f"Số: {said.number}", sheet.left, wide, small)
    foot, writer.at = writer.at, top
    left, wide = sheet.left + sheet.width * _BLOCK, sheet.width * (1 - _BLOCK)
    nation, motto = NATION
    # On A5 the nation stands in one row only where it is a little smaller than the rest.
    writer.block(nation, left, wide, min(small, wide / 20), Face.BOLD)
    writer.block(motto, left, wide, small, Face.BOLD)
    _rule(writer, left + wide / 2, wide / 2)
    writer.block(said.place_and_day, left, wide, small, Face.SLANTED)
    writer.at = min(foot, writer.at) - small


def _rule(writer: _Writer, middle: float, long: float) -> None:
    """The short line below a name; goes down."""
    writer.at -= writer.small * 0.5
    writer.line(middle - long / 2, writer.at, middle + long / 2, writer.at)
    writer.at -= writer.small * 0.1


def _title(writer: _Writer, said: SlipText) -> None:
    """The QR at the left with its code below, the title beside it."""
    sheet = writer.sheet
    top, side, gap = writer.at, sheet.code, 5 * MM
    modules = modules_of(said.code)
    unit = side / len(modules)
    for down, line in enumerate(modules, 1):
        for across, dark in enumerate(line):
            if dark:
                # A hair wider than the module: printers leave white lines between squares that only touch.
                writer.square(sheet.left + across * unit, top - down * unit, unit * 1.01)
    wide = sheet.width - side - gap
    rows = _even(writer, said.title.upper(), wide)
    writer.at = top - max(0.0, (side - (len(rows) * writer.large + writer.text) * _LEADING) / 2)
    for row in rows:
        writer.at -= writer.large * _LEADING
        writer.centred(row, sheet.left + side + gap + wide / 2, writer.at, writer.large, Face.BOLD)
    writer.block(f"Mã hồ sơ: {said.code}", sheet.left + side + gap, wide, writer.text)
    writer.at = min(writer.at, top - side) - writer.text * 0.6


def _even(writer: _Writer, title: str, wide: float) -> list[str]:
    """A title in as few rows as its width allows, and these as long as each other as can be."""
    rows, size = writer.rows(title, wide, writer.large, Face.BOLD), writer.large
    while len(narrower := writer.rows(title, wide - size, size, Face.BOLD)) == len(rows) and wide > 3 * size:
        rows, wide = narrower, wide - size
    return rows


def _paragraph(writer: _Writer, text: str) -> None:
    """A paragraph, its first row set in; goes down."""
    sheet, size = writer.sheet, writer.text
    for at, row in enumerate(writer.rows(text, sheet.width - _INDENT, size, Face.PLAIN)):
        writer.room(size * _LEADING)
        writer.at -= size * _LEADING
        writer.words(row, sheet.left + (_INDENT if at == 0 else 0), writer.at, size)
    writer.at -= size * 0.2


def _table(writer: _Writer, table: SlipTable) -> None:
    sheet, whole = writer.sheet, sum(table.widths)
    edges = [sheet.left]
    for width in table.widths:
        edges.append(edges[-1] + sheet.width * width / whole)
    writer.at -= writer.text * 0.4
    _row(writer, table.heads, edges, Face.BOLD)
    for row in table.rows:
        _row(writer, row, edges, Face.PLAIN)
    writer.at -= writer.text * 0.5


def _row(writer: _Writer, texts: Sequence[str], edges: Sequence[float], face: Face) -> None:
    size = writer.small
    cells = [
        writer.rows(text, to - left - 2 * _PAD, size, face) if text else [""]
        for text, (left, to) in zip(texts, pairwise(edges), strict=True)
    ]
    # A row that is empty but for its first cell is written by hand.
    tall = max(len(cell) for cell in cells) * size * _LEADING + 2 * _PAD
    if not any(texts[1:]):
        tall = max(tall, 3 * size * _LEADING)
    writer.room(tall)
    top, writer.at = writer.at, writer.at - tall
    for place, (cell, (left, to)) in enumerate(zip(cells, pairwise(edges), strict=True)):
        for at, words in enumerate(cell):
            base = top - _PAD - (at + 1) * size * _LEADING + size * 0.25
            if place == 0 and face is Face.PLAIN:
                writer.words(words, left + _PAD, base, size, face)
            else:
                writer.centred(words, (left + to) / 2, base, size, face)
    for x in edges:
        writer.line(x, top, x, writer.at)
    for y in (top, writer.at):
        writer.line(edges[0], y, edges[-1], y)


def _signers(writer: _Writer, said: SlipText) -> None:
    """Titles side by side, and room below each: never parted."""
    if not said.signers:
        return
    size = writer.text
    writer.room((_SIGNING_ROWS + 2) * size * _LEADING)
    writer.at -= size * 0.6
    wide, top, feet = writer.sheet.width / len(said.signers), writer.at, []
    for place, (title, name) in enumerate(said.signers):
        left = writer.sheet.left + place * wide
        writer.at = top
        writer.block(title.upper(), left, wide - _PAD, writer.small, Face.BOLD)
        writer.block("(Ký và ghi rõ họ tên)", left, wide - _PAD, writer.small, Face.SLANTED)
        writer.at -= (_SIGNING_ROWS - 2) * size * _LEADING
        if name:
            writer.block(name, left, wide - _PAD, writer.small, Face.BOLD)
        feet.append(writer.at)
    writer.at = min(feet)
