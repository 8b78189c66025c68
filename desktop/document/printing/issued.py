"""An electronic result as NĐ 30/2020 lays a letter out: agency and number left, nation and day right, then its words.

PDF/A-2b. Where the signatures stand is left free: whoever signs puts them there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.document.file.folding import folded
from desktop.document.file.lettering import RESOURCE, Lettering, clean_text, number
from desktop.document.file.metadata import PaperAbout
from desktop.document.printing.leaves import NATION, leaves_file

_WIDE, _HIGH = 595.28, 841.89
_LEFT, _RIGHT, _EDGE = 85.0, 42.5, 56.7
"""A4 and its margins (30, 15 and 20 mm), points."""
_SMALL, _BODY, _TITLE = 12.0, 13.0, 14.0
"""Sizes of type, points."""
_LEADING = 1.4
_BLOCK = 0.44
"""Width of the left block of the head, of the width between the margins."""
_INDENT = 28.0


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedText:
    """What an electronic result says.

    Attributes:
        agency: who gives it.
        number: number and symbol.
        place_and_day: `Bình Sơn, ngày 02 tháng 7 năm 2026`.
        title: what it is.
        paragraphs: what it says, one after the other.
        signer: full name of who signs.
    """

    agency: str
    number: str
    place_and_day: str
    title: str
    paragraphs: Sequence[str]
    signer: str


@dataclass(slots=True)
class _Writer:
    """Pages being filled from the top."""

    letters: Lettering
    pages: list[list[str]] = field(default_factory=lambda: [[]])
    at: float = _HIGH - _EDGE

    def line(self, text: str, size: float, left: float, width: float | None = None) -> None:
        """A line at the present height: from the left, or in the middle of a width."""
        spare = (width - self.letters.width(text) * size) / 2 if width is not None else 0.0
        place = f"{number(left + spare)} {number(self.at - size)}"
        shown = self.letters.show(text, seen=True)
        self.pages[-1].append(f"/F0 {number(size)} Tf 1 0 0 1 {place} Tm {shown} Tj")

    def down(self, points: float) -> None:
        """Go down; to the next page where this one is full."""
        self.at -= points
        if self.at < _EDGE + _BODY:
            self.pages.append([])
            self.at = _HIGH - _EDGE

    def block(self, lines: Sequence[str], size: float, left: float, width: float) -> None:
        """Lines in the middle of a width, each folded where it is long."""
        for text in lines:
            for row in folded(clean_text(text), width / size, self.letters):
                self.line(row, size, left, width)
                self.down(size * _LEADING)


def issued_pdf(said: IssuedText, about: PaperAbout) -> bytes:
    """The result as a file, unsigned.

    Args:
        said: what it says.
        about: what the file says of itself.
    """
    writer = _Writer(Lettering())
    whole = _WIDE - _LEFT - _RIGHT
    _head(writer, said, whole)
    writer.down(_TITLE * 2)
    writer.block([said.title.upper()], _TITLE, _LEFT, whole)
    writer.down(_BODY)
    for paragraph in said.paragraphs:
        _paragraph(writer, paragraph, whole)
    writer.down(_BODY * 2)
    right = _LEFT + whole * _BLOCK
    writer.block(["NGƯỜI KÝ"], _BODY, right, whole * (1 - _BLOCK))
    writer.down(_BODY * 7)
    writer.block([said.signer], _BODY, right, whole * (1 - _BLOCK))
    contents = ("0 g BT\n" + "\n".join(page) + "\nET" for page in writer.pages)
    return leaves_file({RESOURCE: writer.letters}, contents, (_WIDE, _HIGH), about)


def _head(writer: _Writer, said: IssuedText, whole: float) -> None:
    """Two blocks side by side, from the same height."""
    top = writer.at
    writer.block([said.agency.upper(), f"Số: {said.number}"], _SMALL, _LEFT, whole * _BLOCK - _SMALL)
    foot, writer.at = writer.at, top
    right, width = _LEFT + whole * _BLOCK, whole * (1 - _BLOCK)
    writer.block([*NATION, said.place_and_day], _SMALL, right, width)
    writer.at = min(foot, writer.at)


def _paragraph(writer: _Writer, text: str, whole: float) -> None:
    rows = folded(clean_text(text), (whole - _INDENT) / _BODY, writer.letters)
    for at, row in enumerate(rows):
        writer.line(row, _BODY, _LEFT + (_INDENT if at == 0 else 0))
        writer.down(_BODY * _LEADING)
    writer.down(_BODY * (_LEADING - 1))
