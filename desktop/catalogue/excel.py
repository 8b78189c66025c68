"""Excel files as provinces keep their lists: titles above, headings in one or two rows, merged cells, blank lines."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from desktop.catalogue.cells import EMPTY, UNVALUED, Cell, Marks, cell_of, marks_of
from desktop.catalogue.columns import columns_of, is_heading
from desktop.catalogue.table import CatalogueTable
from desktop.model.errors import UnreadableInput

SIZE_LIMIT = 50_000_000
UNPACKED_LIMIT = 300_000_000
_UNPACKED_AT_LEAST, _UNPACKED_TIMES = 20_000_000, 60
_CELLS_AT_LEAST, _BYTES_OF_CELL = 300_000, 3
_ROWS_LIMIT, _COLUMNS_LIMIT = 200_000, 60
_MERGED_LIMIT = 2_000_000
_PARTS = re.compile(rb"<(?:\w+:)?(?:c|si|xf|mergeCell)[ >/]")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00|\x00<")
"""DOCTYPE and ENTITY declarations, and encodings of two bytes a letter, in which they could hide: no table program
writes any."""
_CHUNK, _LONGEST = 1 << 20, 16
_HEADINGS_WITHIN = 40
_COLUMN_NUMBERS = re.compile(r"\(?\[?\d{1,2}\]?\)?")

SUFFIXES = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv"}
"""Files of tables; for a kind that cannot be read, the refusal says how to save it as one that can."""
HIDDEN_ROW, HIDDEN_SHEET = "dòng bị ẩn trong Excel, vẫn được tính", "trang tính bị ẩn, không đọc"

Grid = list[list[Cell]]


def read_excel(file: Path) -> CatalogueTable:
    """Gather the tables of all sheets.

    Raises:
        UnreadableInput: no Excel file (.xlsx), too large, or no table in it that is known.
    """
    table = CatalogueTable()
    known = False
    for name, grid, hidden in _sheets(file):
        if not grid:
            table.note(name, 0, HIDDEN_SHEET)
            continue
        found = _headings(grid)
        if found is None:
            continue
        known = True
        table.new_sheet()
        last_heading, columns = found
        for at in range(last_heading + 1, len(grid)):
            _take(table, name, at, grid[at], columns)
            if at + 1 in hidden and any(cell.words for cell in grid[at]):
                table.note(name, at + 1, HIDDEN_ROW)
    if not known:
        raise UnreadableInput(
            file.name, reason="không có trang tính nào có cột mã thủ tục, giấy tờ, kết quả hay đơn vị"
        )
    return table


def _take(table: CatalogueTable, sheet: str, at: int, row: list[Cell], columns: dict[int, str]) -> None:
    cells = [cell.words for cell in row]
    said = {text for text in cells if text}
    fields: dict[str, str] = {}
    faults: dict[str, str] = {}
    for column, name in columns.items():
        fields[name], fault = row[column].of(name) if column < len(row) else ("", "")
        if fault:
            faults[name] = f"ô {_letters(column)}{at + 1} {fault}"
    if faults:
        table.refuse(sheet, at + 1, faults)
        return
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


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column + 1))


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
        here = [cell.words for cell in grid[at]]
        below = [cell.words for cell in grid[at + 1]] if at + 1 < len(grid) else []
        one = columns_of(here)
        pairs = [" ".join(dict.fromkeys(pair)) for pair in zip_longest(here, below, fillvalue="")]
        two = columns_of(pairs) if is_heading(one) else {}
        for last, columns in ((at, one), (at + 1, two)):
            if is_heading(columns) and (best is None or len(columns) > len(best[1])):
                best = (last, columns)
    return best


def _sheets(file: Path) -> Iterator[tuple[str, Grid, set[int]]]:
    """Name, cells and hidden rows of every sheet; a hidden sheet without its cells."""
    # Here and not above: a catalogue is imported now and then, and the window opens every morning.
    import openpyxl

    data = _sane(file)
    try:
        with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(data)) as packed:
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=True)
            sheets = []
            for sheet in book.worksheets:
                shown = sheet.sheet_state == "visible"
                with packed.open(sheet._worksheet_path) as xml:
                    marks = marks_of(xml) if shown else Marks(set(), [], set())
                sheets.append((sheet.title, _grid(sheet, marks, file.name) if shown else [], marks.hidden))
            book.close()
    except UnreadableInput:
        raise
    except Exception as error:
        # A workbook is a zip of XML written by anybody; the library raises whatever it stumbles over.
        raise UnreadableInput(file.name, reason="không phải tệp Excel .xlsx", cause=repr(error)[:200]) from None
    yield from sheets


def _sane(file: Path) -> bytes:
    """The bytes of a workbook that stays within the limits when it is unpacked."""
    try:
        with file.open("rb") as raw:
            data = raw.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise UnreadableInput(file.name, reason=error.strerror or "lỗi đọc tệp") from None
    if len(data) > SIZE_LIMIT:
        raise UnreadableInput(file.name, reason="tệp quá lớn")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        reason = "là tệp Excel cũ (.xls) hoặc có mật khẩu; mở bằng Excel rồi lưu lại thành .xlsx không mật khẩu"
        raise UnreadableInput(file.name, reason=reason)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _require_small(packed, len(data), file.name)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        reason = "không phải tệp Excel .xlsx; tệp .csv hay .xls thì mở bằng Excel rồi lưu lại thành .xlsx"
        raise UnreadableInput(file.name, reason=reason, cause=repr(error)[:200]) from None
    return data


def _require_small(packed: zipfile.ZipFile, size: int, name: str) -> None:
    parts = packed.infolist()
    unpacked = sum(one.file_size for one in parts)
    if unpacked > min(UNPACKED_LIMIT, max(_UNPACKED_AT_LEAST, _UNPACKED_TIMES * size)):
        raise UnreadableInput(name, reason="tệp nén quá lớn khi mở ra")
    count = 0
    for part in parts:
        if not part.filename.endswith(".xml"):
            continue
        with packed.open(part) as xml:
            before = b""
            while chunk := xml.read(_CHUNK):
                count += len(_PARTS.findall(chunk))
                if _DECLARED.search(before + chunk):
                    raise UnreadableInput(name, reason="có khai báo XML không được phép trong tệp Excel")
                before = chunk[-_LONGEST:]
    # Lists that people keep take about four bytes a cell, packed as they are.
    if count > max(_CELLS_AT_LEAST, size // _BYTES_OF_CELL):
        raise UnreadableInput(name, reason="có quá nhiều ô; chia thành nhiều tệp nhỏ hơn")


def _grid(sheet: Any, marks: Marks, name: str) -> Grid:
    """The sheet's cells; a merged range says the same in each of its cells."""
    grid: Grid = []
    for row in sheet.iter_rows(max_row=_ROWS_LIMIT + 1, max_col=_COLUMNS_LIMIT):
        grid.append([cell_of(cell) for cell in row])
    for row, column in marks.unvalued:
        if row <= len(grid) and column <= len(grid[row - 1]):
            grid[row - 1][column - 1] = UNVALUED
    while grid and not any(cell.text for cell in grid[-1]):
        grid.pop()
    if len(grid) > _ROWS_LIMIT:
        raise UnreadableInput(name, reason=f"trang tính «{sheet.title}» có quá {_ROWS_LIMIT} dòng")
    _spread(grid, marks, name)
    return grid or [[]]


def _spread(grid: Grid, marks: Marks, name: str) -> None:
    left = _MERGED_LIMIT
    for top, first, bottom, last in marks.merged:
        rows = range(top - 1, min(bottom, len(grid)))
        columns = range(first - 1, min(last, _COLUMNS_LIMIT))
        left -= len(rows) * len(columns)
        if left < 0:
            raise UnreadableInput(name, reason="có quá nhiều ô gộp")
        if not rows or not columns:
            continue
        said = grid[rows[0]][columns[0]] if columns[0] < len(grid[rows[0]]) else EMPTY
        for row in rows:
            cells = grid[row]
            cells += [EMPTY] * (columns[-1] + 1 - len(cells))
            cells[columns[0] : columns[-1] + 1] = [said] * len(columns)
