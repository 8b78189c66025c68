"""What a cell of an Excel sheet says: what it shows, or why nobody can know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import IO, Any
from xml.etree.ElementTree import Element, iterparse

from desktop.catalogue.words import tidy

_CODES = {"procedure_code", "case_code", "component_code", "result_code", "replaced_by", "agency_code"}
_DAYS = {"valid_from", "valid_to"}
_TICKS = {"must_digitise", "secret", "originals", "copies"}
_ERRORS = re.compile(r"#(REF!|N/A|DIV/0!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA|#+)")
_PLAIN = re.compile(r"General|@|0+")
_MOST_SHOWN = 10**11
"""From here on Excel shows a plain number as 1E+11."""


class Kind(Enum):
    """What Excel takes a cell for."""

    TEXT = "chữ"
    NUMBER = "số"
    DAY = "ngày tháng"
    TICK = "đúng/sai"
    FAULT = "lỗi"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        text: what it shows; of a fault, why it says nothing.
        kind: what Excel takes it for.
        number: of a number, its value.
        plain: of a number, whether it is shown as it is.
    """

    text: str
    kind: Kind = Kind.TEXT
    number: float = 0
    plain: bool = True

    @property
    def words(self) -> str:
        """What it shows; empty for a fault."""
        return "" if self.kind is Kind.FAULT else self.text

    def of(self, column: str) -> tuple[str, str]:
        """What it says in a column of this meaning, or why that cannot be known; one of the two is empty."""
        if self.kind is Kind.FAULT:
            return "", self.text
        if self.kind is Kind.DAY and column not in _DAYS:
            return "", f"là ngày tháng ({self.text}), có lẽ Excel đã đổi; định dạng cột thành văn bản rồi gõ lại"
        if self.kind is Kind.TICK and column not in _TICKS:
            return "", "là giá trị đúng/sai của Excel"
        if self.kind is Kind.NUMBER and column in _CODES:
            return self._code(column)
        return self.text, ""

    def _code(self, column: str) -> tuple[str, str]:
        if column == "procedure_code" and 1 <= self.number < 10:
            # Excel took it for a number: 1.000100 became 1.0001.
            return f"{self.number:.6f}", ""
        if not self.plain or abs(self.number) >= _MOST_SHOWN:
            return "", f"là số ({self.text}) mà Excel hiện theo dạng khác; định dạng cột thành văn bản rồi gõ lại mã"
        return self.text, ""


EMPTY = Cell("")
UNVALUED = Cell("là công thức chưa có giá trị; mở bằng Excel, lưu lại rồi nhập", Kind.FAULT)


def cell_of(cell: Any) -> Cell:
    """A cell as the library gives it."""
    value = cell.value
    match value:
        case None:
            return EMPTY
        case bool():
            return Cell("x" if value else "", Kind.TICK)
        case datetime():
            return Cell(value.date().isoformat(), Kind.DAY)
        case date() | time() | timedelta():
            return Cell(str(value), Kind.DAY)
        case int() | float():
            return _number(value, str(cell.number_format))
    text = tidy(str(value))
    if _ERRORS.fullmatch(text):
        return Cell(f"là lỗi {text} của Excel", Kind.FAULT)
    if text.startswith("="):
        return Cell("là công thức viết thành chữ", Kind.FAULT)
    return Cell(text)


def _number(value: float, form: str) -> Cell:
    whole = float(value).is_integer()
    plain = bool(_PLAIN.fullmatch(form)) and (whole or form in {"General", "@"})
    text = str(int(value)).zfill(len(form) if form.startswith("0") and plain else 0) if whole else str(value)
    return Cell(text, Kind.NUMBER, value, plain)


@dataclass(slots=True)
class Marks:
    """What the library does not say of a sheet, read from its XML.

    Attributes:
        unvalued: cells (row, column from 1) with a formula whose value is not in the file.
        merged: ranges (first row, first column, last row, last column).
        hidden: rows that Excel does not show.
    """

    unvalued: set[tuple[int, int]]
    merged: list[tuple[int, int, int, int]]
    hidden: set[int]


def marks_of(xml: IO[bytes]) -> Marks:
    """Read a sheet's marks.

    Raises:
        xml.etree.ElementTree.ParseError, ValueError: it is no sheet.
    """
    marks = Marks(set(), [], set())
    for number, row in enumerate(_elements(xml, marks), 1):
        at = int(row.get("r", number))
        if row.get("hidden") in {"1", "true"}:
            marks.hidden.add(at)
        for place, cell in enumerate(row, 1):
            if _lacks_value(cell):
                marks.unvalued.add(_place(cell.get("r", ""), at, place))
        row.clear()
    return marks


def _elements(xml: IO[bytes], marks: Marks) -> Iterator[Element]:
    """The rows, one by one; ranges of merged cells go straight to the marks."""
    # XML that declares entities was refused before (`excel`).
    for _, element in iterparse(xml):  # noqa: S314
        match element.tag.rpartition("}")[2]:
            case "row":
                yield element
            case "mergeCell":
                first, _, last = element.get("ref", "").partition(":")
                marks.merged.append((*_place(first, 0, 0), *_place(last or first, 0, 0)))


def _lacks_value(cell: Element) -> bool:
    parts = {part.tag.rpartition("}")[2]: part for part in cell}
    value = parts.get("v")
    # Excel keeps an empty text that a formula gave as an empty value of type `str`.
    kept = value is not None and (bool(value.text) or cell.get("t") == "str")
    return "f" in parts and not kept


def _place(name: str, row: int, column: int) -> tuple[int, int]:
    from openpyxl.utils.cell import coordinate_to_tuple

    return coordinate_to_tuple(name.replace("$", "")) if name else (row, column)
