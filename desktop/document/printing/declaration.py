"""An applicant's declaration on A4 sheets, filled with what is known; the rest are dotted lines to write on; PDF/A-2b.

Nation and motto above, the title below them, a QR in the corner of every sheet: it says which dossier and which
component the sheet is (`model/declaration.py`). What is longer than its line goes on below it, and what is longer than
a sheet on the next one: nothing is cut off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.document.file.folding import folded
from desktop.document.file.lettering import clean_text
from desktop.document.file.metadata import PaperAbout
from desktop.document.printing.leaves import MM, NATION, Face, Leaves
from desktop.document.printing.modules import modules_of

_WIDE, _HIGH = 210 * MM, 297 * MM
_LEFT, _RIGHT, _EDGE = 25 * MM, 18 * MM, 15 * MM
_WIDTH = _WIDE - _LEFT - _RIGHT
_THIN = 0.7
_SMALL, _TEXT, _LARGE = 9.0, 13.0, 15.0
"""Sizes of type, points."""
_LINES = (7.5 * MM, 7.0 * MM, 6.5 * MM)
"""From a line to the next: what handwriting likes, and less where that saves a sheet. Chosen."""
_CLOSE, _PARAGRAPH = 1.3, 1.4
"""Height of a row that nobody writes on, in sizes of its type; of running text."""
_CODE = 24 * MM
_GAP = 4.0
"""Between words and the line behind them, and between two lines side by side; points."""
_LEAST_LINE = 30 * MM
"""A line to write on is no shorter than this. Chosen."""
_BELOW = 0.27
"""How far the dots lie below the foot of the letters, in sizes of type."""
_ASCENT, _DESCENT = 1.05, 0.3
"""What letters with all their marks take above and below their foot, in sizes of type."""
_SIGNING = 27 * MM
"""Room for a signature and a name by hand. Chosen."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Words, and what stands on the dotted line behind them.

    Attributes:
        words: printed; may be empty.
        value: what is known; empty leaves the dots to be written on; None for words that no line follows.
    """

    words: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a heading.

    Attributes:
        heading: empty for none.
        lines: each of entries that stand side by side where they have room, and one below the other where not.
    """

    heading: str
    lines: Sequence[Sequence[Entry]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationText:
    """What a declaration says.

    Attributes:
        form: which form it is, small above the nation; empty for none.
        title: what it is.
        parts: from above.
        closing: paragraphs above the signature.
        place: where it is signed; empty leaves dots.
        signer: title of who signs.
        code: text of its QR.
        told: code of dossier and component, for people, at the foot of every sheet.
    """

    form: str
    title: str
    parts: Sequence[Part]
    closing: Sequence[str]
    place: str
    signer: str
    code: str
    told: str


@dataclass(frozen=True, slots=True)
class Field:
    """A dotted line as it lies on its sheet, with what stands on it.

    Attributes:
        sheet: from 0.
        box: left, foot, right, top, points from the sheet's lower left corner: all that its letters may touch.
        value: a value, or that part of it which stands on this line; empty where it is to be written on.
    """

    sheet: int
    box: tuple[float, float, float, float]
    value: str


@dataclass(frozen=True, slots=True)
class DeclarationFile:
    """A declaration ready to be printed.

    Attributes:
        data: the PDF.
        sheets: how many sheets it has.
        fields: its dotted lines, from above.
    """

    data: bytes
    sheets: int
    fields: tuple[Field, ...]


def declaration_pdf(said: DeclarationText, about: PaperAbout) -> DeclarationFile:
    """The declaration as a file.

    Args:
        said: what it says.
        about: what the file says of itself.
    """
    drawn = _drawn(said, _LINES[0], of=1)
    if drawn.count > 1:
        # Every sheet says how many there are, which is known when all are drawn.
        sheets = {line: _drawn(said, line, of=1).count for line in _LINES}
        line = min(_LINES, key=lambda one: sheets[one])
        drawn = _drawn(said, line, of=sheets[line])
    return DeclarationFile(drawn.file(about), drawn.count, tuple(drawn.fields))


class _Writer(Leaves):
    """Sheets being filled from the top; `at` is how high the last one is still free, points from its lower edge.

    Args:
        said: what is written.
        line: from a line to the next, points.
        of: how many sheets there will be.
    """

    def __init__(self, said: DeclarationText, line: float, of: int) -> None:
        super().__init__(_WIDE, _HIGH, _THIN)
        self.line_high = line
        self.fields: list[Field] = []
        self._said, self._of = said, of
        self._modules = modules_of(said.code)
        self.at = self._begun()

    def room(self, tall: float) -> None:
        """See that so much is free, on a new sheet where this one is full."""
        if self.at - tall < _EDGE + 2 * _SMALL:
            self.begin()
            # Below the code: a line to write on beside it would be short.
            self.at = self._begun() - _CODE - _GAP

    def down(self, tall: float) -> float:
        """Go down by a row; gives where its letters stand."""
        self.room(tall)
        self.at -= tall
        return self.at

    def field(self, left: float, right: float, base: float, value: str) -> None:
        """A dotted line, and what stands on it."""
        self.dots(left, base - _BELOW * _TEXT, right)
        if value:
            self.words(value, left, base, _TEXT)
        box = (left, base - _DESCENT * _TEXT, right, base + _ASCENT * _TEXT)
        self.fields.append(Field(self.count - 1, box, value))

    def rows(self, text: str, wide: float, size: float, face: Face = Face.PLAIN) -> list[str]:
        """A text in rows of at most a width."""
        return folded(clean_text(text), wide / size, self.letters(face))

    def block(self, text: str, size: float, face: Face, middle: float, wide: float) -> None:
        """A text in the middle of a width; goes down."""
        for row in self.rows(text, wide, size, face):
            self.centred(row, middle, self.down(size * _CLOSE), size, face)

    def _begun(self) -> float:
        """Draw what every sheet has; gives where it is free."""
        top, unit = _HIGH - _EDGE, _CODE / len(self._modules)
        for down, line in enumerate(self._modules, 1):
            for across, dark in enumerate(line):
                if dark:
                    # A hair wider than the module: printers leave white lines between squares that only touch.
                    self.square(_WIDE - _RIGHT - _CODE + across * unit, top - down * unit, unit * 1.01)
        foot = f"{self._said.told} · Trang {self.count}/{self._of}"
        rows = self.rows(foot, _WIDTH, _SMALL)
        for above, row in enumerate(reversed(rows)):
            self.centred(row, _LEFT + _WIDTH / 2, _EDGE - _SMALL + above * _SMALL, _SMALL)
        return top


def _drawn(said: DeclarationText, line: float, of: int) -> _Writer:
    writer = _Writer(said, line, of)
    _head(writer, said)
    for part in said.parts:
        _part(writer, part)
    _end(writer, said)
    return writer


def _head(writer: _Writer, said: DeclarationText) -> None:
    """Nation and motto left of the code, the title below both."""
    foot, wide = writer.at - _CODE, _WIDTH - _CODE - 2 * _GAP
    middle = _LEFT + wide / 2
    if said.form:
        writer.words(writer.rows(said.form, wide, _SMALL, Face.SLANTED)[0], _LEFT, writer.at - _SMALL, _SMALL)
        writer.at -= _SMALL
    nation, motto = NATION
    writer.block(nation, _TEXT - 1, Face.BOLD, middle, wide)
    writer.block(motto, _TEXT, Face.BOLD, middle, wide)
    long = writer.width(motto, _TEXT, Face.BOLD)
    writer.line(middle - long / 2, writer.at - 4, middle + long / 2, writer.at - 4)
    writer.at = min(writer.at, foot) - _TEXT
    writer.block(said.title.upper(), _LARGE, Face.BOLD, _LEFT + _WIDTH / 2, _WIDTH)
    writer.at -= _TEXT / 2


def _part(writer: _Writer, part: Part) -> None:
    if part.heading:
        # A heading never stands alone at the foot of a sheet.
        writer.room(3 * writer.line_high)
        writer.at -= _TEXT / 3
        for row in writer.rows(part.heading, _WIDTH, _TEXT, Face.BOLD):
            writer.words(row, _LEFT, writer.down(_TEXT * _CLOSE), _TEXT, Face.BOLD)
    for line in part.lines:
        _line(writer, line)


def _line(writer: _Writer, line: Sequence[Entry]) -> None:
    """Entries side by side where all have room, else one below the other."""
    if len(line) == 1 and line[0].value is None:
        _paragraph(writer, line[0].words)
        return
    needed = [_needed(writer, entry) for entry in line]
    over = _WIDTH - sum(needed) - _GAP * (len(line) - 1)
    if over < 0:
        for entry in line:
            _alone(writer, entry)
        return
    base, left = writer.down(writer.line_high), _LEFT
    for entry, wide in zip(line, needed, strict=True):
        right = left + wide + over / len(line)
        _beside(writer, entry, base, left, right)
        left = right + _GAP


def _needed(writer: _Writer, entry: Entry) -> float:
    """How wide an entry is at least."""
    words = writer.width(clean_text(entry.words), _TEXT)
    if entry.value is None:
        return words
    return words + _GAP + max(_LEAST_LINE, writer.width(clean_text(entry.value), _TEXT))


def _beside(writer: _Writer, entry: Entry, base: float, left: float, right: float) -> None:
    words = clean_text(entry.words)
    if words:
        writer.words(words, left, base, _TEXT)
        left += writer.width(words, _TEXT) + _GAP
    if entry.value is not None:
        writer.field(left, right, base, clean_text(entry.value))


def _alone(writer: _Writer, entry: Entry) -> None:
    """An entry over as many rows as it needs."""
    if entry.value is None:
        _paragraph(writer, entry.words)
        return
    left, right, base = _LEFT, _LEFT + _WIDTH, 0.0
    for row in writer.rows(entry.words, _WIDTH, _TEXT) if entry.words else ():
        base = writer.down(writer.line_high)
        writer.words(row, _LEFT, base, _TEXT)
        left = _LEFT + writer.width(row, _TEXT) + _GAP
    if not entry.words or right - left < _LEAST_LINE:
        left, base = _LEFT, writer.down(writer.line_high)
    first, *rest = _flow(writer, clean_text(entry.value), right - left)
    writer.field(left, right, base, first)
    for row in rest:
        writer.field(_LEFT, right, writer.down(writer.line_high), row)


def _flow(writer: _Writer, text: str, first: float) -> list[str]:
    """A value in rows, of which the first one is this wide and the others are whole; one empty row without a value."""
    return [""] if not text else folded(text, _WIDTH / _TEXT, writer.letters(Face.PLAIN), (_WIDTH - first) / _TEXT)


def _paragraph(writer: _Writer, text: str) -> None:
    for row in writer.rows(text, _WIDTH, _TEXT):
        writer.words(row, _LEFT, writer.down(_TEXT * _PARAGRAPH), _TEXT)


def _end(writer: _Writer, said: DeclarationText) -> None:
    """What is promised, then day, title and the room to sign at the right: never parted."""
    wide = _WIDTH * 0.55
    middle = _LEFT + _WIDTH - wide / 2
    day = f"{said.place or '…………………'}, ngày …… tháng …… năm ……"
    promised = sum(len(writer.rows(text, _WIDTH, _TEXT)) for text in said.closing)
    titles = len(writer.rows(day, wide, _TEXT, Face.SLANTED)) + len(writer.rows(said.signer, wide, _TEXT, Face.BOLD))
    writer.room(promised * _TEXT * _PARAGRAPH + (titles + 2) * _TEXT * _CLOSE + _SIGNING)
    writer.at -= _TEXT / 2
    for text in said.closing:
        _paragraph(writer, text)
    writer.at -= _TEXT / 2
    writer.block(day, _TEXT, Face.SLANTED, middle, wide)
    writer.block(said.signer.upper(), _TEXT, Face.BOLD, middle, wide)
    writer.block("(Ký, ghi rõ họ tên)", _TEXT, Face.SLANTED, middle, wide)
    writer.at -= _SIGNING
