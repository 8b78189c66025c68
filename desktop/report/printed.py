"""The digitisation indicators on paper: what was counted, and which dossiers are missing (R56, R60)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from desktop.document.printing.printed import Heading, Pair, about_print, printed_pdf
from desktop.machine.clock import vietnam_time
from desktop.report.digitisation import DigitisationReport

_VALUE_LEFT = 210.0


def report_pdf(report: DigitisationReport, unit: str, at: datetime) -> bytes:
    """The printable report.

    Args:
        report: what was counted.
        unit: whose counter it is.
        at: when it was counted, UTC.
    """
    about = about_print("Báo cáo số hóa hồ sơ", at)
    return printed_pdf("BÁO CÁO SỐ HÓA HỒ SƠ, KẾT QUẢ", _rows(report, unit, at), about, value_left=_VALUE_LEFT)


def _rows(report: DigitisationReport, unit: str, at: datetime) -> Iterator[Heading | Pair]:
    yield Pair("Đơn vị", unit, air=8)
    yield Pair("Kỳ báo cáo", f"từ {report.first:%d/%m/%Y} đến {report.last:%d/%m/%Y}")
    yield Pair("Lập lúc", vietnam_time(at))
    yield Pair("Phạm vi số liệu", report.scope)
    yield Heading("Chỉ số")
    for indicator in report.indicators:
        yield Pair(indicator.name, indicator.words)
    for indicator in report.indicators:
        if indicator.missing:
            yield Heading(f"Chưa đạt: {indicator.name} ({len(indicator.missing)})")
            yield Pair("", ", ".join(indicator.missing))
