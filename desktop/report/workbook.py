"""The digitisation indicators as an Excel file: the figures, and behind each of them every dossier (R56, R60)."""

from __future__ import annotations

import io
from datetime import datetime

from openpyxl import Workbook
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
    sheet.append(["BÁO CÁO SỐ HÓA HỒ SƠ, KẾT QUẢ"])
    sheet.append(["Đơn vị", unit])
    sheet.append(["Kỳ báo cáo", f"từ {report.first:%d/%m/%Y} đến {report.last:%d/%m/%Y}"])
    sheet.append(["Lập lúc", vietnam_time(at)])
    sheet.append(["Phạm vi số liệu", report.scope])
    sheet.append([])
    sheet.append(["Chỉ số", "Đạt", "Tổng số", "Tỷ lệ (%)"])
    head = sheet.max_row
    for indicator in report.indicators:
        share = float(indicator.percent) if indicator.all else indicator.percent
        sheet.append([indicator.name, len(indicator.met), len(indicator.all), share])
        sheet.cell(sheet.max_row, 4).number_format = "0.00"
    for row in (1, head):
        for cell in sheet[row]:
            cell.font = _BOLD
    _widths(sheet, 44, 40, 12, 12)


def _dossiers(sheet: Worksheet, report: DigitisationReport) -> None:
    sheet.append(["Mã hồ sơ", *(indicator.name for indicator in report.indicators)])
    for code in dict.fromkeys(code for indicator in report.indicators for code in indicator.all):
        sheet.append([code, *(_mark(one, code) for one in report.indicators)])
    for cell in sheet[1]:
        cell.font = _BOLD
        cell.alignment = _WRAPPED
    sheet.freeze_panes = "B2"
    _widths(sheet, 24, *(20 for _ in report.indicators))


def _mark(indicator: Indicator, code: str) -> str:
    return "đạt" if code in indicator.met else "chưa đạt" if code in indicator.all else "không tính"


def _widths(sheet: Worksheet, *widths: int) -> None:
    for letter, width in zip("ABCDEFGH", widths, strict=False):
        sheet.column_dimensions[letter].width = width
