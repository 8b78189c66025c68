"""How far the backlog is, for whoever reads data or lines: one way of telling it for commands, workbook and print."""

from __future__ import annotations

from typing import Any

from desktop.model.backlog import PeriodProgress, Progress


def progress_data(now: Progress) -> dict[str, Any]:
    """JSON-ready."""
    return {
        "periods": [_period(row) for row in now.periods],
        "left": now.left,
        "ends": now.ends.isoformat(),
        "pace": None if now.pace is None else round(now.pace, 1),
        "needed": now.needed,
        "forecast": now.forecast.isoformat() if now.forecast else None,
    }


def progress_lines(now: Progress) -> list[str]:
    """In words: each period, then pace and forecast."""
    return [*(_period_line(row) for row in now.periods), *pace_lines(now)]


def pace_lines(now: Progress) -> list[str]:
    """In words: what is left, the pace, what would be enough, and when all will be done."""
    lines = [f"Còn {now.left} tờ; hạn {now.ends:%d/%m/%Y}."]
    if now.pace is not None:
        lines.append(f"Nhịp độ {f'{round(now.pace, 1):g}'.replace('.', ',')} tờ một ngày làm việc.")
    if now.needed:
        lines.append(f"Cần {now.needed} tờ một ngày để xong đúng hạn.")
    if now.forecast:
        lines.append(f"Với nhịp này: xong ngày {now.forecast:%d/%m/%Y}.")
    return lines


def _period(row: PeriodProgress) -> dict[str, Any]:
    return {
        "name": row.period.name,
        "due": row.period.due.isoformat(),
        "books": row.books,
        "sheets": row.sheets,
        "done": row.done,
        "papers": row.papers,
        "percent": row.percent,
        "target": row.target,
    }


def _period_line(row: PeriodProgress) -> str:
    if row.percent is None:
        return f"{row.period.name}: chưa mở quyển nào"
    return f"{row.period.name}: {row.done}/{row.sheets} tờ, {row.percent} % (chỉ tiêu {row.target} %)"
