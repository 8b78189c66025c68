"""The plan's report in rows, for workbook and print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop.model.backlog import PeriodProgress
from desktop.report.plan.targets import Target
from desktop.report.plan.times import Stage
from desktop.report.plan.tracking import STAGE_WORDS, TOOK_WORDS, PlanReport

Figure = float | str | None
"""A number; words where there is none, and nothing where nothing is counted."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row.

    Attributes:
        name: what is counted.
        figure: how much.
        target: how much a plan wants; None where none does.
        about: what the figure is made of, and where the target stands.
    """

    name: str
    figure: Figure
    target: Figure
    about: str


def target_rows(report: PlanReport) -> Iterator[PlanRow]:
    """What plans have targets for, besides the backlog."""
    reuse, own, times = report.reuse, report.productivity, report.times
    percent = float(reuse.percent) if reuse.due else reuse.percent
    made = f"{reuse.met}/{reuse.due} hồ sơ"
    yield PlanRow("Dùng lại dữ liệu đã số hóa (%)", percent, *_wanted(report.reuse_target, made))
    made = f"{own.dossiers} hồ sơ, {own.officials} cán bộ, {own.days} ngày"
    if own.target and not own.applies:
        made += "; chỉ tiêu không áp dụng: số hồ sơ một năm của quầy ít hơn"
    yield PlanRow("Năng suất tiếp nhận (hồ sơ một người một năm)", own.a_year, *_wanted(own.target, made))
    made = "từ lúc mở hồ sơ đến khi xác nhận xong giấy tờ"
    yield PlanRow("Thời gian tại quầy (phút một hồ sơ)", times.minutes, *_wanted(report.minutes_target, made))
    yield PlanRow("Trong đó đọc và kiểm tra (phút một hồ sơ)", times.reading_minutes, None, "")


def count_rows(report: PlanReport) -> Iterator[tuple[str, int]]:
    """How many dossiers took how long."""
    for name, count in report.counts():
        yield TOOK_WORDS[name], count


def stage_rows(report: PlanReport) -> Iterator[tuple[str, float | None, float | None]]:
    """Each stage: mean minutes, and its share of the whole way, %."""
    for stage in Stage:
        yield STAGE_WORDS[stage], report.times.minutes_of(stage), report.times.percent_of(stage)


def backlog_rows(report: PlanReport) -> Iterator[tuple[str, int, int, int | None, int, date]]:
    """Each period of issue years: sheets done, sheets, percent, target, and the day by which all is due."""
    for row in report.backlog.periods:
        yield _period(row)


def _period(row: PeriodProgress) -> tuple[str, int, int, int | None, int, date]:
    return row.period.name, row.done, row.sheets, row.percent, row.target, row.period.due


def _wanted(target: Target | None, made: str) -> tuple[Figure, str]:
    return (target.value, f"{made}; {target.source}") if target else (None, made)
