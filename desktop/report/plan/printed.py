"""The plan's report on paper, as an administrative document (NĐ 30/2020)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from desktop.document.printing.official import Paragraph, Table
from desktop.machine.clock import vietnam_time
from desktop.machine.settings import Settings
from desktop.report.plan.progress import pace_lines
from desktop.report.plan.rows import Figure, backlog_rows, count_rows, stage_rows, target_rows
from desktop.report.plan.tracking import PlanReport
from desktop.report.printed import document


def plan_pdf(report: PlanReport, settings: Settings, at: datetime) -> bytes:
    """The printable report, to be numbered, signed and sealed.

    Args:
        report: what was counted.
        settings: whose counter it is.
        at: when it was counted, UTC.
    """
    title = f"Tình hình thực hiện kế hoạch số hóa {report.period.name or report.period.words}"
    return document(title, _body(report, at), settings, at)


def _body(report: PlanReport, at: datetime) -> Iterator[Paragraph | Table]:
    yield Paragraph(f"Kỳ báo cáo: {report.period.words}. Số liệu lập lúc {vietnam_time(at)}.")
    if report.official:
        yield Paragraph(f"Năng suất và thời gian của cán bộ: {report.official}.")
    yield Paragraph("1. Theo chỉ tiêu", strong=True)
    yield Table(
        heads=("Nội dung", "Kết quả", "Chỉ tiêu"),
        widths=(5, 1, 1),
        rows=[(row.name, _words(row.figure), _words(row.target)) for row in target_rows(report)],
    )
    for row in target_rows(report):
        if row.about:
            yield Paragraph(f"{row.name}: {row.about}.")
    yield Paragraph("2. Hồ sơ theo thời gian", strong=True)
    counts = [(name, str(count)) for name, count in count_rows(report)]
    yield Table(heads=("Nội dung", "Số hồ sơ"), widths=(5, 1), rows=counts)
    yield Paragraph("3. Từ lúc mở hồ sơ đến khi tỉnh xác nhận hết thành phần", strong=True)
    stages = [(name, _words(minutes), _words(percent)) for name, minutes, percent in stage_rows(report)]
    yield Table(heads=("Chặng", "Phút một hồ sơ", "Tỷ lệ (%)"), widths=(4, 1, 1), rows=stages)
    yield Paragraph(f"4. Tồn đọng đến ngày {report.today:%d/%m/%Y}", strong=True)
    backlog = [
        (name, f"{done}/{sheets}", _words(percent), str(target), f"{due:%d/%m/%Y}")
        for name, done, sheets, percent, target, due in backlog_rows(report)
    ]
    heads = ("Năm ban hành", "Tờ đã xong", "Tỷ lệ (%)", "Chỉ tiêu (%)", "Hạn")
    yield Table(heads=heads, widths=(2, 1.5, 1, 1, 1.5), rows=backlog)
    for line in pace_lines(report.backlog):
        yield Paragraph(line)


def _words(figure: Figure) -> str:
    if figure is None:
        return "–"
    return figure if isinstance(figure, str) else f"{figure:g}".replace(".", ",")
