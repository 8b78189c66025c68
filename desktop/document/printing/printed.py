"""Words on A4 sheets to print and put on file: a title, headings, and names with what they say; PDF/A-2b."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from desktop.document.file.folding import folded
from desktop.document.file.lettering import RESOURCE, Lettering, clean_text, number
from desktop.document.file.metadata import PaperAbout
from desktop.document.printing.leaves import leaves_file

_WIDE, _HIGH, _MARGIN = 595.28, 841.89, 56.0
"""A4 and its margin, points."""
_TITLE, _HEAD, _BODY = 15.0, 12.0, 10.5
"""Sizes of type, points."""
_LEADING = 1.45
"""Height of a row, in sizes of its type."""
_VALUE_LEFT = 150.0
"""Where values begin, points right of the margin."""
_GAP = 8.0


@dataclass(frozen=True, slots=True)
class Heading:
    """Words of their own on a line.

    Attributes:
        text: the words.
        air: space above, points.
    """

    text: str
    air: float = 14.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A name and what it says, folded where it is long.

    Attributes:
        label: the name; where it is empty, the value has the whole width.
        value: what it says; empty prints a dash.
        air: space above, points.
    """

    label: str
    value: str
    air: float = 2.0


@dataclass(frozen=True, slots=True)
class _Line:
    size: float
    parts: tuple[tuple[float, str], ...]
    air: float = 0.0


@dataclass(slots=True)
class _Sheet:
    """A page being filled from the top."""

    foot: float = _HIGH - _MARGIN
    content: list[str] = field(default_factory=list)


def printed_pdf(title: str, rows: Iterable[Heading | Pair], about: PaperAbout) -> bytes:
    """The sheets as one file.

    Args:
        title: at the head of the first sheet.
        rows: what follows.
        about: what the file says of itself.
    """
    letters = Lettering()
    sheets = [_Sheet()]
    for line in _lines(title, rows, letters):
        needed = line.air + line.size * _LEADING
        if sheets[-1].foot - needed < _MARGIN:
            sheets.append(_Sheet())
        sheet = sheets[-1]
        sheet.foot -= needed
        for left, text in line.parts:
            place = f"{number(_MARGIN + left)} {number(sheet.foot)}"
            sheet.content.append(f"/F0 {number(line.size)} Tf 1 0 0 1 {place} Tm {letters.show(text, seen=True)} Tj")
    contents = ("0 g BT\n" + "\n".join(sheet.content) + "\nET" for sheet in sheets)
    return leaves_file({RESOURCE: letters}, contents, (_WIDE, _HIGH), about)


def about_print(title: str, at: datetime) -> PaperAbout:
    """What a printed file says of itself.

    Args:
        title: of the file.
        at: when it was made, UTC.
    """
    return PaperAbout(title=title, creator="Quầy Số", created=at)


def _lines(title: str, rows: Iterable[Heading | Pair], letters: Lettering) -> Iterator[_Line]:
    whole = _WIDE - 2 * _MARGIN
    for line in folded(clean_text(title), whole / _TITLE, letters):
        yield _Line(_TITLE, ((0.0, line),))
    for row in rows:
        match row:
            case Heading(text, air):
                for at, line in enumerate(folded(clean_text(text), whole / _HEAD, letters)):
                    yield _Line(_HEAD, ((0.0, line),), air if at == 0 else 0.0)
            case Pair():
                yield from _pair(row, whole, letters)


def _pair(row: Pair, whole: float, letters: Lettering) -> Iterator[_Line]:
    names = folded(clean_text(row.label), (_VALUE_LEFT - _GAP) / _BODY, letters) if row.label else []
    value_left = _VALUE_LEFT if row.label else 0.0
    values = folded(clean_text(row.value) or "–", (whole - value_left) / _BODY, letters)
    for at in range(max(len(names), len(values))):
        parts = [(0.0, names[at])] if at < len(names) else []
        parts += [(value_left, values[at])] if at < len(values) else []
        yield _Line(_BODY, tuple(parts), row.air if at == 0 else 0.0)
