"""The digitisation indicators as an Excel file: the figures, and behind each of them every dossier (R56, R60).

What a province or a clerk wrote stands in the cells as text, whatever it begins with: Excel computes none of it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from desktop.machine.clock import vietnam_time
from desktop.report.digitisation import DigitisationReport, Indicator

_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def report_xlsx(report: DigitisationReport, unit: str, at: datetime) -> bytes:
    """The workbook.

    Args:
        report: what was counted.
        unit: whose counter it is.
        at: when it was counted, UTC.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    _figures(book.create_sheet("Chỉ số"), report, unit, at)
    _dossiers(book.create_sheet("Hồ sơ"), report)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _figures(sheet: Worksheet, report: DigitisationReport, unit: str, at: datetime) -> None:
    _row(sheet, ["BÁO CÁO SỐ HÓA HỒ SƠ, KẾT QUẢ"])
    _row(sheet, ["Đơn vị", unit])
    _row(sheet, ["Kỳ báo cáo", f"từ {report.first:%d/%m/%Y} đến {report.last:%d/%m/%Y}"])
    _row(sheet, ["Lập lúc", vietnam_time(at)])
    _row(sheet, ["Phạm vi số liệu", report.scope])
    _row(sheet, [])
    _row(sheet, ["Chỉ số", "Đạt", "Tổng số", "Tỷ lệ (%)"])
    head = sheet.max_row
    for indicator in report.indicators:
        share = float(indicator.percent) if indicator.all else indicator.percent
        _row(sheet, [indicator.name, len(indicator.met), len(indicator.all), share])
        sheet.cell(sheet.max_row, 4).number_format = "0.00"
    for row in (1, head):
        for cell in sheet[row]:
            cell.font = _BOLD
    _widths(sheet, 44, 40, 12, 12)


def _dossiers(sheet: Worksheet, report: DigitisationReport) -> None:
    _row(sheet, ["Mã hồ sơ", *(indicator.name for indicator in report.indicators)])
    for code in dict.fromkeys(code for indicator in report.indicators for code in indicator.all):
        _row(sheet, [code, *(_mark(one, code) for one in report.indicators)])
    for cell in sheet[1]:
        cell.font = _BOLD
        cell.alignment = _WRAPPED
    sheet.freeze_panes = "B2"
    _widths(sheet, 24, *(20 for _ in report.indicators))


def _row(sheet: Worksheet, values: Iterable[str | float]) -> None:
    """Add a row of numbers and texts."""
    sheet.append([_text(sheet, value) if isinstance(value, str) else value for value in values])


def _text(sheet: Worksheet, words: str) -> Cell:
    """A cell that is text also where its words look like a formula, an error or a number.

    Marked as such ("quote prefix"): it stays text where somebody opens the cell and leaves it, or saves it as CSV.
    """
    cell = Cell(sheet)
    cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", words)
    cell.data_type = "s"
    cell.quotePrefix = words.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    return cell


def _mark(indicator: Indicator, code: str) -> str:
    return "đạt" if code in indicator.met else "chưa đạt" if code in indicator.all else "không tính"


def _widths(sheet: Worksheet, *widths: int) -> None:
    for letter, width in zip("ABCDEFGH", widths, strict=False):
        sheet.column_dimensions[letter].width = width
