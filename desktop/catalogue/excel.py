"""Excel files as provinces keep their lists: titles above, headings in one or two rows, merged cells, blank lines."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop.catalogue.columns import columns_of, is_heading
from desktop.catalogue.table import CatalogueTable
from desktop.model.errors import UnreadableInput

SIZE_LIMIT = 50_000_000
UNPACKED_LIMIT = 300_000_000
_ROWS_LIMIT, _COLUMNS_LIMIT = 200_000, 60
_HEADINGS_WITHIN = 40
_COLUMN_NUMBERS = re.compile(r"\(?\[?\d{1,2}\]?\)?")

Grid = list[list[str]]


def read_excel(file: Path) -> CatalogueTable:
    """Gather the tables of all sheets.

    Raises:
        UnreadableInput: no Excel file (.xlsx), too large, or no table in it that is known.
    """
    table = CatalogueTable()
    known = False
    for name, grid in _sheets(file):
        found = _headings(grid)
        if found is None:
            continue
        known = True
        table.new_sheet()
        last_heading, columns = found
        for at in range(last_heading + 1, len(grid)):
            _take(table, name, at, grid[at], columns)
    if not known:
        raise UnreadableInput(
            file.name, reason="không có trang tính nào có cột mã thủ tục, giấy tờ, kết quả hay đơn vị"
        )
    return table


def _take(table: CatalogueTable, sheet: str, at: int, cells: list[str], columns: dict[int, str]) -> None:
    said = {text for text in cells if text}
    fields = {name: cells[column] for column, name in columns.items() if column < len(cells)}
    if not said or all(_COLUMN_NUMBERS.fullmatch(text) for text in said):
        return
    if columns_of(cells) == columns or is_heading(columns_of(cells)):
        return
    coded = any(fields.get(name) for name in ("component_code", "result_code", "agency_code"))
    title = "" if coded else _title(said)
    if title:
        table.heading(sheet, at + 1, title)
        return
    if any(fields.values()):
        table.add(sheet, at + 1, fields)


def _title(said: set[str]) -> str:
    """The words of a line that only names a field of work; empty for any other line."""
    words = [text for text in said if not re.fullmatch(r"[IVXLC]+|\d+|[A-Z]", text)]
    if len(words) != 1 or re.match(r"\d\.\d{6}", words[0]):
        return ""
    return words[0] if re.search(r"(?i)lĩnh vực", words[0]) or words[0].isupper() else ""


def _headings(grid: Grid) -> tuple[int, dict[int, str]] | None:
    """Last row of the headings and what the columns mean; headings may stand in two rows, one over the other."""
    best: tuple[int, dict[int, str]] | None = None
    for at in range(min(len(grid), _HEADINGS_WITHIN)):
        one = columns_of(grid[at])
        below = grid[at + 1] if at + 1 < len(grid) else []
        pairs = [" ".join(dict.fromkeys(pair)) for pair in zip(grid[at], below, strict=False)]
        two = columns_of(pairs) if is_heading(one) else {}
        for last, columns in ((at, one), (at + 1, two)):
            if is_heading(columns) and (best is None or len(columns) > len(best[1])):
                best = (last, columns)
    return best


def _sheets(file: Path) -> Iterator[tuple[str, Grid]]:
    # Here and not above: a catalogue is imported now and then, and the window opens every morning.
    import openpyxl

    _require_sane(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(file, data_only=True)
        sheets = [(sheet.title, _grid(sheet)) for sheet in book.worksheets if sheet.sheet_state == "visible"]
        book.close()
    except UnreadableInput:
        raise
    except Exception as error:
        # A workbook is a zip of XML written by anybody; the library raises whatever it stumbles over.
        raise UnreadableInput(file.name, reason="không phải tệp Excel .xlsx", cause=repr(error)[:200]) from None
    yield from sheets


def _require_sane(file: Path) -> None:
    try:
        if file.stat().st_size > SIZE_LIMIT:
            raise UnreadableInput(file.name, reason="tệp quá lớn")
        with zipfile.ZipFile(file) as packed:
            if sum(one.file_size for one in packed.infolist()) > UNPACKED_LIMIT:
                raise UnreadableInput(file.name, reason="tệp nén quá lớn khi mở ra")
    except OSError as error:
        raise UnreadableInput(file.name, reason=error.strerror or "lỗi đọc tệp") from None
    except zipfile.BadZipFile:
        reason = "không phải tệp Excel .xlsx; tệp .xls cũ thì mở bằng Excel rồi lưu lại thành .xlsx"
        raise UnreadableInput(file.name, reason=reason) from None


def _grid(sheet: Any) -> Grid:
    """The sheet's texts; a merged range says the same in each of its cells."""
    rows, columns = min(sheet.max_row, _ROWS_LIMIT), min(sheet.max_column, _COLUMNS_LIMIT)
    grid = [[_text(cell) for cell in row] for row in sheet.iter_rows(max_row=rows, max_col=columns, values_only=True)]
    for merged in sheet.merged_cells.ranges:
        for row in range(merged.min_row - 1, min(merged.max_row, len(grid))):
            for column in range(merged.min_col - 1, min(merged.max_col, columns)):
                grid[row][column] = grid[merged.min_row - 1][merged.min_col - 1]
    return grid


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case bool():
            return "x" if value else ""
        case float() if value.is_integer():
            return str(int(value))
        case float() if 1 <= value < 10:
            # A procedure code that Excel took for a number: 1.000100 became 1.0001.
            return f"{value:.6f}"
    return str(value).strip()
