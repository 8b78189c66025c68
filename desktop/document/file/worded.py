"""Words put on the pages of a file that was just built: those of certification, or of conversion to paper.

They stand on the last page (NĐ 23/2015 Đ20) where that leaves room for them, else on a page of their own behind it. The
mark stands at the top of page 1, beside the corner of the signature stamp (R36). Neither covers anything; both are text
of the file, and the file stays PDF/A-2b.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pikepdf
from pikepdf import Dictionary, Name

from desktop.document.file.archived import archived
from desktop.document.file.folding import folded
from desktop.document.file.free import Box, Free, cells, points
from desktop.document.file.lettering import Lettering, clean_text, number
from desktop.document.file.mark import MODULE_PT, STAMP_PART, draw_modules, qr_modules
from desktop.document.file.pdf import BuiltPdf, PdfPage
from desktop.page.image import decode

_BOLD, _PLAIN = "Tinos-Bold", "Tinos-Regular"
_SIZE_PT, _LEADING_PT = 11.0, 14.5
_MARK_PT = 15.0
_PADDING_PT = 6.0
WIDEST_PT = 250.0
"""Of a line of words: two fit side by side on A4. Chosen."""
_TOP_MM = 30.0
"""The mark stands within this distance of the upper edge. Chosen."""
_FROM = 0.35
"""Words stand below this share of the last page's height. Chosen."""
_A4 = (595.28, 841.89)
_OWN_TOP_PT = 70.0
_MM = 72 / 25.4
_FRAME = "0.6 w 0 G 0 g\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is put on a file.

    Attributes:
        mark: at the top of page 1; empty for none.
        lines: the words, the first one bold; a long one is folded.
        code: what a QR beside them holds; empty for none.
    """

    mark: str = ""
    lines: tuple[str, ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class WordedPdf:
    """A file with its words.

    Attributes:
        data: the PDF's bytes.
        own_page: the words have a page of their own behind the others.
        marked: the mark stands on page 1; where it found no room it stands above the words.
    """

    data: bytes
    own_page: bool
    marked: bool


@dataclass(slots=True)
class _Letters:
    bold: Lettering = field(default_factory=lambda: Lettering(_BOLD))
    plain: Lettering = field(default_factory=lambda: Lettering(_PLAIN))


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    bold: bool
    size: float

    def width(self, letters: _Letters) -> float:
        return (letters.bold if self.bold else letters.plain).width(self.text) * self.size


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows in a frame, in the middle of its width, with a QR at their left."""

    rows: tuple[_Row, ...]
    width: float
    height: float
    code: npt.NDArray[Any] | None = None

    @property
    def code_room(self) -> float:
        """Width of the QR with its quiet zone of four modules (ISO/IEC 18004)."""
        return 0.0 if self.code is None else (self.code.shape[0] + 8) * MODULE_PT


def add_words(built: BuiltPdf, pages: Sequence[PdfPage], words: Words) -> WordedPdf:
    """Put words on a file.

    Args:
        built: the file, as `build` has just made it.
        pages: what it was built of, in order.
        words: what is put on it.
    """
    letters = _Letters()
    taken = [built.mark_box] if built.mark_box else []
    mark = _laid_out([_Row(clean_text(words.mark), bold=True, size=_MARK_PT)], "", letters) if words.mark else None
    at_top = _spot_of_mark(_free(pages[0], taken), mark) if mark else None
    said = _rows(words.lines, letters)
    if mark and at_top is None:
        said = [*mark.rows, *said]
    block = _laid_out(said, words.code, letters)
    if mark and at_top:
        taken.append((*at_top, mark.width, mark.height))
    spot = _spot_of_words(_free(pages[-1], taken if len(pages) == 1 else []), block)
    with pikepdf.open(io.BytesIO(built.data)) as pdf:
        leaves = [*pdf.pages]
        if mark and at_top:
            _draw(pdf, leaves[0], mark, at_top, letters)
        if spot is None:
            pdf.pages.append(_empty_page(pdf))
            spot = ((_A4[0] - block.width) / 2, _A4[1] - _OWN_TOP_PT - block.height)
            _draw(pdf, pdf.pages[-1], block, spot, letters)
        else:
            _draw(pdf, leaves[-1], block, spot, letters)
        _embed(pdf, letters)
        own_page = len(pdf.pages) > len(leaves)
        return WordedPdf(archived(pdf), own_page, marked=at_top is not None)


def _rows(lines: Sequence[str], letters: _Letters) -> list[_Row]:
    found: list[_Row] = []
    for at, line in enumerate(lines):
        of = letters.bold if at == 0 else letters.plain
        text = clean_text(line)
        pieces = folded(text, WIDEST_PT / _SIZE_PT, of) if text else []
        found += [_Row(piece, bold=at == 0, size=_SIZE_PT) for piece in pieces]
    return found


def _laid_out(rows: Sequence[_Row], code: str, letters: _Letters) -> _Block:
    modules = qr_modules(code) if code else None
    high = sum(_leading(row) for row in rows) + 2 * _PADDING_PT
    block = _Block(tuple(rows), 0, 0, modules)
    width = max((row.width(letters) for row in rows), default=0) + 2 * _PADDING_PT + block.code_room
    return _Block(tuple(rows), width, max(high, block.code_room), modules)


def _leading(row: _Row) -> float:
    return row.size / _SIZE_PT * _LEADING_PT


def _free(page: PdfPage, taken: Sequence[Box]) -> Free:
    pixels, _ = decode(page.image)
    reading = page.reading
    if reading and (reading.width, reading.height) != (pixels.shape[1], pixels.shape[0]):
        pixels = cv2.resize(pixels, (reading.width, reading.height), interpolation=cv2.INTER_AREA)
    return Free.of(pixels, page.dpi, reading, taken)


def _spot_of_mark(free: Free, mark: _Block) -> tuple[float, float] | None:
    """Left and bottom of the place for the mark: the highest, then the one nearest the stamp's corner."""
    tops, lefts = free.places(mark.width, mark.height)
    _, columns = free.size
    high = cells(_TOP_MM * _MM)
    left_of_stamp = lefts + cells(mark.width) < columns * (1 - STAMP_PART)
    allowed = (tops + cells(mark.height) < high) & left_of_stamp
    return _best(free, mark, tops[allowed], lefts[allowed], tops[allowed] * columns - lefts[allowed])


def _spot_of_words(free: Free, block: _Block) -> tuple[float, float] | None:
    """Left and bottom of the place for the words: the lowest, then the rightmost, below the upper part of the page."""
    tops, lefts = free.places(block.width, block.height)
    rows, columns = free.size
    allowed = tops > rows * _FROM
    return _best(free, block, tops[allowed], lefts[allowed], -(tops[allowed] * columns + lefts[allowed]))


def _best(
    free: Free, block: _Block, tops: npt.NDArray[Any], lefts: npt.NDArray[Any], cost: npt.NDArray[Any]
) -> tuple[float, float] | None:
    if not tops.size:
        return None
    at = int(np.argmin(cost))
    return points(int(lefts[at])), free.high - points(int(tops[at])) - block.height


def _draw(pdf: pikepdf.Pdf, leaf: pikepdf.Page, block: _Block, spot: tuple[float, float], letters: _Letters) -> None:
    left, bottom = spot
    out = [f"q\n{_FRAME}{number(left)} {number(bottom)} {number(block.width)} {number(block.height)} re S\n"]
    if block.code is not None:
        top = bottom + (block.height + block.code.shape[0] * MODULE_PT) / 2
        out.append(draw_modules(block.code, left + 4 * MODULE_PT, top))
    written = sum(_leading(row) for row in block.rows)
    at = bottom + (block.height + written) / 2
    out.append("BT\n0 Tr 100 Tz\n")
    for row in block.rows:
        of = letters.bold if row.bold else letters.plain
        font = "/FB" if row.bold else "/FP"
        across = left + block.code_room + (block.width - block.code_room - row.width(letters)) / 2
        base = at - _leading(row) + 0.28 * row.size
        shown = of.show(row.text, seen=True)
        out.append(f"{font} {number(row.size)} Tf 1 0 0 1 {number(across)} {number(base)} Tm {shown} Tj\n")
        at -= _leading(row)
    out.append("ET\nQ\n")
    leaf.contents_add(pdf.make_stream("".join(out).encode("ascii")))


def _empty_page(pdf: pikepdf.Pdf) -> pikepdf.Page:
    """A page like the others, with their fonts: all of a file have one dictionary."""
    fonts = pdf.pages[0].obj.Resources.Font
    leaf = Dictionary(
        Type=Name.Page, MediaBox=[0, 0, *_A4], Resources=Dictionary(Font=fonts), Contents=pdf.make_stream(b"")
    )
    return pikepdf.Page(pdf.make_indirect(leaf))


def _embed(pdf: pikepdf.Pdf, letters: _Letters) -> None:
    fonts = pdf.pages[0].obj.Resources.Font
    for name, of in (("/FB", letters.bold), ("/FP", letters.plain)):
        if of.used:
            fonts[name] = of.embed(pdf)
