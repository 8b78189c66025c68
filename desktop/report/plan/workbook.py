"""The plan's report as an Excel file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from desktop.machine.clock import vietnam_time
from desktop.report.cells import Formula, Sheet, Value, workbook
from desktop.report.plan.progress import pace_lines
from desktop.report.plan.rows import backlog_rows, count_rows, stage_rows, target_rows
from desktop.report.plan.tracking import PlanReport

_HEADS = {("Nội dung",), ("Chặng",), ("Năm ban hành",)}
"""What the first cell of a table's heading says."""


def plan_xlsx(report: PlanReport, unit: str, at: datetime) -> bytes:
    """The workbook.

    Args:
        report: what was counted.
        unit: whose counter it is.
        at: when it was counted, UTC.
    """
    rows = list(_rows(report, unit, at))
    rows += _backlog(report, len(rows))
    heads = frozenset(number for number, row in enumerate(rows, start=1) if len(row) == 1 or row[:1] in _HEADS)
    return workbook([Sheet(name="Kế hoạch", rows=rows, widths=(52, 14, 14, 14, 14, 60), heads=heads)])


def _rows(report: PlanReport, unit: str, at: datetime) -> Iterator[tuple[Value, ...]]:
    yield ("THEO DÕI KẾ HOẠCH SỐ HÓA",)
    yield "Đơn vị", unit
    yield "Kỳ báo cáo", report.period.words
    yield "Lập lúc", vietnam_time(at)
    yield "Năng suất và thời gian", report.official or "cả quầy"
    yield ()
    yield "Nội dung", "Kết quả", "Chỉ tiêu", "", "", "Ghi chú"
    for one in target_rows(report):
        yield one.name, one.figure, one.target, None, None, one.about
    yield ()
    yield "Nội dung", "Số hồ sơ"
    yield from count_rows(report)
    yield ()
    yield "Chặng", "Phút một hồ sơ", "Tỷ lệ (%)"
    yield from stage_rows(report)


def _backlog(report: PlanReport, above: int) -> Iterator[tuple[Value, ...]]:
    """The backlog by periods, below so many rows."""
    yield ()
    yield (f"Tồn đọng đến ngày {report.today:%d/%m/%Y}",)
    yield "Năm ban hành", "Tờ đã xong", "Tờ", "Tỷ lệ (%)", "Chỉ tiêu (%)", "Hạn"
    for at, (name, done, sheets, percent, target, due) in enumerate(backlog_rows(report), above + 4):
        words = f'IF(C{at}=0,"N/A",INT(100*B{at}/C{at}))'
        share = Formula(words, "N/A" if percent is None else percent)
        yield name, done, sheets, share, target, f"{due:%d/%m/%Y}"
    for line in pace_lines(report.backlog):
        yield line, None
