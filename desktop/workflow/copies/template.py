"""The words of certification and of conversion as data: an office changes them, within bounds (R75)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.machine.folders import resources
from desktop.machine.own_file import filled, read_own_file
from desktop.workflow.copies.errors import BadCopyTemplate

OWN_TEMPLATES = "mau-chung-thuc"
"""Folder of an office's own words, in the data folder."""
_COPY, _CONVERTED = "ban-sao.toml", "van-ban-chuyen-doi.toml"
_MOST_BYTES = 100_000
MOST_LINES, LONGEST_LINE, LONGEST_MARK = 12, 160, 30
"""What fits into the block on a page. Chosen."""
_MOST_FEE = 10_000_000
_COPY_PLACES = ("number", "book", "date", "place", "official", "agency", "title")
_COPY_NEEDS = ("number", "book", "date")
_CONVERTED_PLACES = ("system", "agency", "official", "time", "code", "signers", "title")
_CONVERTED_NEEDS = ("code", "time", "official")
_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """What a copy costs, đồng.

    Attributes:
        pages: so many first pages cost `each`.
        each: for each of them.
        further: for each page behind them.
        most: for one copy.
    """

    pages: int
    each: int
    further: int
    most: int

    def of(self, pages: int, copies: int) -> int:
        """Of so many copies of so many pages."""
        one = min(pages, self.pages) * self.each + max(0, pages - self.pages) * self.further
        return min(one, self.most) * copies


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyTemplate:
    """How this office certifies copies.

    Attributes:
        mark: at the top of page 1.
        words: the words of certification, with places to fill.
        volume_holds: how many numbers a book has; 0 where a year has one book.
        first: by year, the first number of the register here.
        fee: None where none is recorded.
        refusals: why an original may not be certified, by code.
    """

    mark: str
    words: tuple[str, ...]
    volume_holds: int = 0
    first: Mapping[int, int] = field(default_factory=dict)
    fee: Fee | None = None
    refusals: Mapping[str, str] = field(default_factory=dict)

    def volume(self, number: int) -> int:
        """Which book of the year holds a number."""
        return (number - 1) // self.volume_holds + 1 if self.volume_holds else 1


def copy_template(own: Path) -> CopyTemplate:
    """The office's own, or the program's.

    Args:
        own: folder of the office's own words; it need not exist.

    Raises:
        BadCopyTemplate: it is no such thing, or goes past its bounds.
    """
    read, name = _read(own, _COPY)
    mark = _text(read.get("mark"), name, "mark", LONGEST_MARK)
    words = _words(read, name, _COPY_PLACES, _COPY_NEEDS)
    holds = _count(read.get("volume_holds", 0), name, "volume_holds")
    return CopyTemplate(
        mark=mark,
        words=words,
        volume_holds=holds,
        first=_first(read.get("first", {}), name),
        fee=_fee(read.get("fee"), name),
        refusals=_refusals(read.get("refusals"), name),
    )


def converted_words(own: Path) -> tuple[str, ...]:
    """The words on a converted paper, with places to fill: the office's own, or the program's.

    Raises:
        BadCopyTemplate: as `copy_template`.
    """
    return _words(*_read(own, _CONVERTED), _CONVERTED_PLACES, _CONVERTED_NEEDS)


def lines_of(words: Collection[str], values: Mapping[str, str]) -> tuple[str, ...]:
    """Words with their places filled; a line is left out where one of its places has nothing to say."""
    return tuple(line for one in words if (line := filled(one, values)))


def _read(own: Path, name: str) -> tuple[dict[str, Any], str]:
    file = own / name if (own / name).is_file() else resources() / "copies" / name
    return read_own_file(file, _MOST_BYTES, lambda reason: BadCopyTemplate(name, reason=reason)), name


def _text(given: Any, name: str, what: str, longest: int) -> str:
    if not isinstance(given, str) or not given.strip():
        raise BadCopyTemplate(name, reason=f"«{what}» phải là chữ")
    if len(given) > longest:
        raise BadCopyTemplate(name, reason=f"«{what}» dài quá {longest} chữ")
    return given.strip()


def _words(read: dict[str, Any], name: str, places: Collection[str], needs: Collection[str]) -> tuple[str, ...]:
    given = read.get("words")
    if not isinstance(given, list) or not 1 <= len(given) <= MOST_LINES:
        raise BadCopyTemplate(name, reason=f"«words» phải có từ 1 đến {MOST_LINES} dòng")
    lines = tuple(_text(one, name, "words", LONGEST_LINE) for one in given)
    named = {place for line in lines for place in _PLACE.findall(line)}
    if unknown := sorted(named - set(places)):
        raise BadCopyTemplate(name, reason=f"không có chỗ điền «{unknown[0][:30]}»")
    if missing := [one for one in needs if one not in named]:
        raise BadCopyTemplate(name, reason=f"«words» thiếu chỗ điền {{{missing[0]}}}")
    return lines


def _count(given: Any, name: str, what: str, most: int = 1_000_000) -> int:
    if type(given) is not int or not 0 <= given <= most:
        raise BadCopyTemplate(name, reason=f"«{what}» phải là số từ 0 đến {most}")
    return given


def _first(given: Any, name: str) -> dict[int, int]:
    if not isinstance(given, dict) or not all(str(year).isdecimal() and len(str(year)) == 4 for year in given):
        raise BadCopyTemplate(name, reason="«first» phải là năm và số, ví dụ 2026 = 1235")
    return {int(year): max(1, _count(number, name, "first")) for year, number in given.items()}


def _fee(given: Any, name: str) -> Fee | None:
    if given is None:
        return None
    if not isinstance(given, dict):
        raise BadCopyTemplate(name, reason="«fee» phải là bảng [fee]")
    parts = ("pages", "each", "further", "most")
    return Fee(**{part: _count(given.get(part), name, f"fee.{part}", _MOST_FEE) for part in parts})


def _refusals(given: Any, name: str) -> dict[str, str]:
    rows = given if isinstance(given, list) else []
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise BadCopyTemplate(name, reason="thiếu các lý do [[refusals]]")
    return {
        _text(row.get("code"), name, "code", 30): _text(row.get("words"), name, "words", LONGEST_LINE) for row in rows
    }
