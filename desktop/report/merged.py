"""The figures of many counters as one workbook of the province."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop.model.errors import Refusal
from desktop.report.cells import TWO_DECIMALS, Formula, Sheet, Value, column, workbook
from desktop.report.counting import NOT_APPLICABLE, Figures, Share
from desktop.report.definitions import Definition, Each, definitions
from desktop.report.digitisation import share_data
from desktop.report.extract import Extract

_COUNTERS, _PROCEDURES = "Theo quầy", "Theo thủ tục"
_FIRST_SHARE = 6
"""The first column of a sheet that has an indicator; each has three, behind them come the counters."""


class SameCounterTwice(Refusal):
    """One counter's figures would be counted twice."""

    code = "same_counter_twice"
    sentence = "«{subject}» và «{other}» là số liệu của cùng một quầy, cùng một kỳ."
    advice = "Bỏ một trong hai tệp rồi gộp lại; chưa có gì được ghi."


class OtherFigures(Refusal):
    """Figures that cannot be added to the others."""

    code = "other_figures"
    sentence = "«{subject}» không gộp được với «{other}»: {reason}."
    advice = "Xin quầy ấy xuất lại số liệu đúng kỳ, bằng cùng phiên bản Quầy Số; chưa có gì được ghi."


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What one counter sent.

    Attributes:
        file: name of its file.
        counter: line of who made it.
        extract: its figures.
    """

    file: str
    counter: str
    extract: Extract


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The figures of many counters together.

    Attributes:
        definition: how they were counted.
        came: what each counter sent, in the order of their units.
        whole: of all.
        units: by unit that decides.
        procedures: by procedure.
        fields: by field.
        missing: names of the counters that sent nothing.
    """

    definition: Definition
    came: tuple[Came, ...]
    whole: Figures
    units: tuple[Figures, ...]
    procedures: tuple[Figures, ...]
    fields: tuple[Figures, ...]
    missing: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """JSON-ready."""
        first = self.came[0].extract
        return {
            "from": first.first.isoformat(),
            "to": first.last.isoformat(),
            "counters": len(self.came),
            "missing": list(self.missing),
            "dossiers": self.whole.dossiers,
            "unsynchronised": self.whole.unconfirmed,
            "indicators": [
                {"id": one.id, "name": one.name, **share_data(self.whole.shares[one.id])}
                for one in self.definition.indicators
            ],
        }


def merge(came: Sequence[Came], expected: dict[str, str]) -> Merged:
    """Add up what counters sent.

    Args:
        came: at least one.
        expected: line of each counter that should have sent something, to its name.

    Raises:
        SameCounterTwice: two are of one counter.
        OtherFigures: one is of another period, or was counted by another definition.
    """
    _require_one_each(came)
    definition = _definition(came)
    ordered = tuple(sorted(came, key=lambda one: (one.extract.unit, one.counter)))
    procedures = _added(one.extract.procedures for one in ordered)
    whole = _sum("", "", [one.extract.whole for one in ordered])
    there = {one.counter for one in ordered}
    return Merged(
        definition=definition,
        came=ordered,
        whole=replace(whole, shares={**whole.shares, **_of_procedures(definition, procedures)}),
        units=_added(one.extract.units for one in ordered),
        procedures=procedures,
        fields=_added(one.extract.fields for one in ordered),
        missing=tuple(name for line, name in expected.items() if line not in there),
    )


def _require_one_each(came: Sequence[Came]) -> None:
    first, seen = came[0], dict[str, Came]()
    for one in came:
        if other := seen.get(one.counter):
            raise SameCounterTwice(one.file, other=other.file)
        seen[one.counter] = one
        if (one.extract.first, one.extract.last) != (first.extract.first, first.extract.last):
            raise OtherFigures(one.file, other=first.file, reason="khác kỳ báo cáo")
        if one.extract.since != first.extract.since:
            raise OtherFigures(one.file, other=first.file, reason="tính theo công thức khác")


def _definition(came: Sequence[Came]) -> Definition:
    since = came[0].extract.since
    known = next((one for one in definitions() if one.since == since), None)
    if known is None:
        raise OtherFigures(came[0].file, other="máy này", reason=f"máy này không biết công thức từ {since:%d/%m/%Y}")
    for one in came:
        for figures in (one.extract.whole, *one.extract.units, *one.extract.procedures, *one.extract.fields):
            if not _is_of(figures, known):
                raise OtherFigures(one.file, other="máy này", reason="thiếu hoặc thừa chỉ số")
    return known


def _is_of(figures: Figures, definition: Definition) -> bool:
    return (
        figures.shares.keys() == {one.id for one in definition.indicators}
        and figures.counts.keys() == {one.id for one in definition.counters}
        and figures.reasons.keys() == {one.id for one in definition.reasons}
    )


def _added(groups: Iterable[Sequence[Figures]]) -> tuple[Figures, ...]:
    """The figures of each key together, by their keys in order."""
    found: dict[str, list[Figures]] = {}
    for figures in groups:
        for one in figures:
            found.setdefault(one.key, []).append(one)
    return tuple(_sum(key, max(one.name for one in rows), rows) for key, rows in sorted(found.items()))


def _sum(key: str, name: str, rows: Sequence[Figures]) -> Figures:
    first = rows[0]
    return Figures(
        key=key,
        name=name,
        dossiers=sum(one.dossiers for one in rows),
        unconfirmed=sum(one.unconfirmed for one in rows),
        shares={own: _sum_of([one.shares[own] for one in rows]) for own in first.shares},
        counts={own: sum(one.counts[own] for one in rows) for own in first.counts},
        reasons={own: sum(one.reasons[own] for one in rows) for own in first.reasons},
    )


def _sum_of(shares: Sequence[Share]) -> Share:
    return Share(
        due=sum(one.due for one in shares),
        met=sum(one.met for one in shares),
        unconfirmed=sum(one.unconfirmed for one in shares),
    )


def _of_procedures(definition: Definition, procedures: Sequence[Figures]) -> dict[str, Share]:
    """The indicators that count procedures: a procedure of two counters is one, unconfirmed where it is at both."""
    return {
        one.id: Share(
            due=sum(row.shares[one.id].due > 0 for row in procedures),
            met=sum(row.shares[one.id].met > 0 for row in procedures),
            unconfirmed=sum(0 < row.shares[one.id].met == row.shares[one.id].unconfirmed for row in procedures),
        )
        for one in definition.indicators
        if one.each is Each.PROCEDURE
    }


def merged_xlsx(merged: Merged, unit: str) -> bytes:
    """The province's workbook: every total is a formula over the counters' figures.

    Args:
        merged: what was added up.
        unit: who did.
    """
    figures = list(_figures(merged, unit))
    wide = (12.0 for _ in range(3 * len(merged.definition.indicators) + len(merged.definition.counters)))
    widths = (18, 44, 20, 12, 14, *wide)
    counters = [
        (one.extract.unit, one.extract.unit_name, one.counter.split(".")[1][:16], one.extract.whole)
        for one in merged.came
    ]
    return workbook(
        [
            Sheet(name="Toàn tỉnh", rows=figures, widths=(52, 40, 12, 12, 14), heads=frozenset({1, 7})),
            Sheet(name=_COUNTERS, rows=_rows(merged, "Đơn vị", "Quầy", counters), widths=widths, frozen="C2"),
            *(
                Sheet(name=name, rows=_rows(merged, called, "", _unnamed(rows)), widths=widths, frozen="C2")
                for name, called, rows in (
                    ("Theo đơn vị", "Đơn vị giải quyết", merged.units),
                    ("Theo lĩnh vực", "Lĩnh vực", merged.fields),
                    (_PROCEDURES, "Thủ tục", merged.procedures),
                )
            ),
            Sheet(
                name="Còn thiếu", rows=[("Quầy chưa gửi số liệu",), *((name,) for name in merged.missing)], widths=(70,)
            ),
        ]
    )


def _unnamed(rows: Sequence[Figures]) -> list[tuple[str, str, str, Figures]]:
    return [(one.key, one.name, "", one) for one in rows]


def _figures(merged: Merged, unit: str) -> Iterator[tuple[Value, ...]]:
    first = merged.came[0].extract
    yield ("TỔNG HỢP SỐ HÓA HỒ SƠ, KẾT QUẢ",)
    yield "Đơn vị tổng hợp", unit
    yield "Kỳ báo cáo", f"từ {first.first:%d/%m/%Y} đến {first.last:%d/%m/%Y}"
    yield "Số quầy đã gửi, chưa gửi", f"{len(merged.came)}, {len(merged.missing)}"
    yield "Phạm vi số liệu", f"{merged.whole.unconfirmed} hồ sơ chưa đồng bộ."
    yield ()
    yield "Chỉ số", "Đạt", "Tổng số", "Tỷ lệ (%)"
    for place, one in enumerate(merged.definition.indicators):
        left, row, share = _FIRST_SHARE + 3 * place, 8 + place, merged.whole.shares[one.id]
        met, due = (_total(merged, left + part, one.each) for part in (0, 1))
        yield (
            f"{one.id} {one.name}",
            Formula(met, share.met),
            Formula(due, share.due),
            _percent(share, f"B{row}", f"C{row}"),
        )
    yield ()
    behind = _FIRST_SHARE + 3 * len(merged.definition.indicators)
    for place, counter in enumerate(merged.definition.counters):
        words = _total(merged, behind + place, Each.DOSSIER)
        yield counter.name, Formula(words, merged.whole.counts[counter.id])


def _total(merged: Merged, place: int, each: Each) -> str:
    """What the counters have in a column together; how many procedures have anything in it."""
    letters = column(place)
    if each is Each.PROCEDURE:
        return f"COUNTIF('{_PROCEDURES}'!{letters}2:{letters}{max(2, len(merged.procedures) + 1)},\">0\")"
    return f"SUM('{_COUNTERS}'!{letters}2:{letters}{len(merged.came) + 1})"


def _percent(share: Share, above: str, below: str) -> Formula:
    value = float(share.percent) if share.due else NOT_APPLICABLE
    return Formula(f'IF({below}=0,"{NOT_APPLICABLE}",ROUND(100*{above}/{below},2))', value, TWO_DECIMALS)


def _rows(
    merged: Merged, called: str, also: str, rows: Sequence[tuple[str, str, str, Figures]]
) -> Iterator[tuple[Value, ...]]:
    definition = merged.definition
    heads = [(f"{one.id} đạt", f"{one.id} tổng số", f"{one.id} (%)") for one in definition.indicators]
    counters = (one.name for one in definition.counters)
    yield called, "Tên", also, "Hồ sơ", "Chưa đồng bộ", *(head for three in heads for head in three), *counters
    for number, (key, name, counter, figures) in enumerate(rows, start=2):
        row: list[Value] = [key, name, counter, figures.dossiers, figures.unconfirmed]
        for one in definition.indicators:
            share, left = figures.shares[one.id], len(row) + 1
            row += (share.met, share.due, _percent(share, f"{column(left)}{number}", f"{column(left + 1)}{number}"))
        yield *row, *(figures.counts[one.id] for one in definition.counters)
