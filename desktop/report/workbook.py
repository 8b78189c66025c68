"""The digitisation report as an Excel file: figures computed from the list of dossiers behind them (R56, R58)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from desktop.machine.clock import vietnam_time
from desktop.report.cells import TWO_DECIMALS, Formula, Sheet, Value, column, workbook
from desktop.report.counting import NOT_APPLICABLE, By, Share
from desktop.report.definitions import Each, Indicator
from desktop.report.digitisation import DigitisationReport

_DOSSIERS = "Hồ sơ"
_COMMON = ("Mã hồ sơ", "Ngày tiếp nhận", "Đơn vị giải quyết", "Cán bộ", "Thủ tục", "Lĩnh vực", "Tỉnh đã xác nhận")
_MET, _MISSING, _NOT_DUE, _YES = "đạt", "chưa đạt", "không tính", "x"
_CONFIRMED = 7
"""The column that says whether the province has all of a dossier."""
_GROUPED = {
    By.UNIT: ("Theo đơn vị", "Đơn vị giải quyết", 3),
    By.OFFICIAL: ("Theo cán bộ", "Cán bộ", 4),
    By.PROCEDURE: ("Theo thủ tục", "Thủ tục", 5),
    By.FIELD: ("Theo lĩnh vực", "Lĩnh vực", 6),
}
"""The sheet of each group, what its first column is called, and which column of the dossiers it goes by."""
_FIRST_SHARE = 4
"""The first column of a group's sheet that has an indicator; each has three."""


def report_xlsx(report: DigitisationReport, unit: str, at: datetime) -> bytes:
    """The workbook.

    Args:
        report: what was counted.
        unit: whose counter it is.
        at: when it was counted, UTC.
    """
    figures = list(_figures(report, unit, at))
    heads = frozenset(number for number, row in enumerate(figures, start=1) if len(row) == 1 or row[1:2] == ("Đạt",))
    groups = [
        Sheet(
            name=name,
            rows=_group(report, by, called, place),
            widths=(24, 44, *(12 for _ in range(1 + 3 * len(report.definition.indicators)))),
            frozen="C2",
        )
        for by, (name, called, place) in _GROUPED.items()
    ]
    marks = [16.0 for _ in (*report.definition.indicators, *report.definition.counters)]
    dossiers = Sheet(name=_DOSSIERS, rows=_dossiers(report), widths=(24, 14, 16, 16, 14, 20, 12, *marks), frozen="B2")
    return workbook([Sheet(name="Chỉ số", rows=figures, widths=(52, 40, 12, 12, 14), heads=heads), *groups, dossiers])


def share_cells(share: Share, met: Formula, due: Formula, above: str, below: str) -> tuple[Value, Value, Value]:
    """Numerator, denominator and the share of the two.

    Args:
        share: what they give.
        met: the numerator.
        due: the denominator.
        above: the cell in which the numerator stands, as `B9`.
        below: the same of the denominator.
    """
    value = float(share.percent) if share.due else NOT_APPLICABLE
    words = f'IF({below}=0,"{NOT_APPLICABLE}",ROUND(100*{above}/{below},2))'
    return met, due, Formula(words, value, TWO_DECIMALS)


def _figures(report: DigitisationReport, unit: str, at: datetime) -> Iterator[tuple[Value, ...]]:
    yield ("BÁO CÁO SỐ HÓA HỒ SƠ, KẾT QUẢ",)
    yield "Đơn vị", unit
    yield "Kỳ báo cáo", report.period.words
    yield "Lập lúc", vietnam_time(at)
    yield "Phạm vi số liệu", report.note
    yield "Cách tính", f"{report.definition.source} (từ {report.definition.since:%d/%m/%Y})"
    yield ()
    yield "Chỉ số", "Đạt", "Tổng số", "Tỷ lệ (%)", "Tỉnh chưa xác nhận"
    number = 8
    for place, indicator in enumerate(report.definition.indicators):
        number += 1
        share = report.share(indicator)
        met, due, unconfirmed = _shares(report, indicator, share, place)
        shown = share_cells(share, met, due, f"B{number}", f"C{number}")
        yield f"{indicator.id} {indicator.name}", *shown, unconfirmed
    yield ()
    yield ("Số hồ sơ của đơn vị",)
    first = len(_COMMON) + len(report.definition.indicators) + 1
    for place, counter in enumerate(report.definition.counters):
        words = f'COUNTIF({_marks(report, first + place)},"{_YES}")'
        yield counter.name, Formula(words, report.whole.counts[counter.id])


def _shares(
    report: DigitisationReport, indicator: Indicator, share: Share, place: int
) -> tuple[Formula, Formula, Value]:
    if indicator.each is Each.PROCEDURE:
        met, due = (_procedures(report, _FIRST_SHARE + 3 * place + part) for part in (0, 1))
        return Formula(met, share.met), Formula(due, share.due), share.unconfirmed
    marks, confirmed = _marks(report, len(_COMMON) + place + 1), _marks(report, _CONFIRMED)
    return (
        Formula(f'COUNTIF({marks},"{_MET}")', share.met),
        Formula(f'COUNTIF({marks},"{_MET}")+COUNTIF({marks},"{_MISSING}")', share.due),
        Formula(f'COUNTIFS({marks},"{_MET}",{confirmed},"<>{_YES}")', share.unconfirmed),
    )


def _marks(report: DigitisationReport, place: int) -> str:
    """A whole column of the list of dossiers; one row of it where there is none."""
    return f"'{_DOSSIERS}'!${column(place)}$2:${column(place)}${max(2, len(report.dossiers) + 1)}"


def _procedures(report: DigitisationReport, place: int) -> str:
    """How many procedures have a dossier that counts in a column of their sheet."""
    last = max(2, len(report.counted.groups[By.PROCEDURE]) + 1)
    return f"COUNTIF('{_GROUPED[By.PROCEDURE][0]}'!${column(place)}$2:${column(place)}${last},\">0\")"


def _group(report: DigitisationReport, by: By, called: str, place: int) -> Iterator[tuple[Value, ...]]:
    columns = _columns_of(report, by)
    heads = [(f"{one.id} đạt", f"{one.id} tổng số", f"{one.id} (%)") for _, one in columns]
    yield called, "Tên", "Hồ sơ", *(head for three in heads for head in three)
    keys, tallies = _marks(report, place), _tallies(report)
    for number, figures in enumerate(report.counted.groups[by], start=2):
        same = f"EXACT({keys},$A{number})"
        row: list[Value] = [figures.key, figures.name, Formula(f"SUMPRODUCT({same}*1)", figures.dossiers)]
        for marks, indicator in columns:
            share = (
                tallies[indicator.id, figures.key] if indicator.each is Each.PROCEDURE else figures.shares[indicator.id]
            )
            left = len(row) + 1
            met = Formula(f'SUMPRODUCT({same}*({marks}="{_MET}"))', share.met)
            due = Formula(f'SUMPRODUCT({same}*({marks}<>"{_NOT_DUE}"))', share.due)
            row += share_cells(share, met, due, f"{column(left)}{number}", f"{column(left + 1)}{number}")
        yield tuple(row)


def _columns_of(report: DigitisationReport, by: By) -> list[tuple[str, Indicator]]:
    """The indicators of a group's sheet, each with its column of marks; those that count procedures only in theirs."""
    return [
        (_marks(report, len(_COMMON) + place + 1), indicator)
        for place, indicator in enumerate(report.definition.indicators)
        if by is By.PROCEDURE or indicator.each is Each.DOSSIER
    ]


def _tallies(report: DigitisationReport) -> dict[tuple[str, str], Share]:
    """Of the indicators that count procedures, how many dossiers of each procedure count: by both their ids."""
    met, due = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for indicator in report.definition.indicators:
        if indicator.each is Each.PROCEDURE:
            marks = [(one.procedure, one.marks[indicator.id]) for one in report.dossiers]
            met.update((indicator.id, procedure) for procedure, mark in marks if mark)
            due.update((indicator.id, procedure) for procedure, mark in marks if mark is not None)
    return {key: Share(due=count, met=met[key], unconfirmed=0) for key, count in due.items()}


def _dossiers(report: DigitisationReport) -> Iterator[tuple[Value, ...]]:
    definition = report.definition
    indicators = (f"{one.id} {one.name}" for one in definition.indicators)
    yield *_COMMON, *indicators, *(one.name for one in definition.counters)
    for one in report.dossiers:
        common = (one.code, one.day, one.unit, one.official, one.procedure, one.field, _YES if one.confirmed else "")
        marks = (_mark(one.marks[indicator.id]) for indicator in definition.indicators)
        yield *common, *marks, *(_YES if one.counts[counter.id] else "" for counter in definition.counters)


def _mark(met: bool | None) -> str:
    return _NOT_DUE if met is None else _MET if met else _MISSING
