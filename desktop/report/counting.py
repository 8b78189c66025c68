"""Counting: every figure of a report in one look at the store, and the dossiers behind each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Integer,
    Label,
    Select,
    case,
    func,
    literal,
    select,
    type_coerce,
    union_all,
)

from desktop.report.definitions import Condition, Definition, Each, Indicator
from desktop.report.facts import FACTS, Scope, days_of, facts_in, facts_of, holds

NOT_APPLICABLE = "N/A"
_NAMES = {"procedure": "procedure_name"}
"""What a group is called, where it is not its key."""


class By(StrEnum):
    """What the dossiers of a report are grouped by."""

    UNIT = auto()
    OFFICIAL = auto()
    PROCEDURE = auto()
    FIELD = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """An indicator's figures.

    Attributes:
        due: denominator.
        met: numerator.
        unconfirmed: how many of the numerator the province has not confirmed (R60).
    """

    due: int
    met: int
    unconfirmed: int

    @property
    def percent(self) -> str:
        """With two decimals, a half rounded up; `N/A` where nothing was due."""
        if not self.due:
            return NOT_APPLICABLE
        hundredths = (20000 * self.met + self.due) // (2 * self.due)
        return f"{hundredths // 100}.{hundredths % 100:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of some dossiers.

    Attributes:
        key: what they have in common; empty for all.
        name: that in words.
        dossiers: how many.
        unconfirmed: of how many the province has not all (R60).
        shares: by the indicator's id.
        counts: by the counter's id.
        reasons: by the reason's id.
    """

    key: str
    name: str
    dossiers: int
    unconfirmed: int
    shares: dict[str, Share]
    counts: dict[str, int]
    reasons: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The figures of a scope.

    Attributes:
        whole: of all its dossiers.
        groups: of each unit, official, procedure and field, by their keys in order.
        days: how many dossiers were received on each day that had any.
    """

    whole: Figures
    groups: dict[By, tuple[Figures, ...]]
    days: dict[date, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A dossier, and for which indicators it counts.

    Attributes:
        code: official or provisional.
        day: of reception, ISO.
        unit, official, procedure, field: what it is grouped by.
        confirmed: the province has all of it.
        marks: by the indicator's id: True in the numerator, False only in the denominator, None in neither.
        counts: by the counter's id: whether it counts the dossier.
    """

    code: str
    day: str
    unit: str
    official: str
    procedure: str
    field: str
    confirmed: bool
    marks: dict[str, bool | None]
    counts: dict[str, bool]


def count(tx: Connection, definition: Definition, scope: Scope) -> Counted:
    """The figures of a scope, and the same for each unit, official, procedure and field in it."""
    facts = facts_of(scope)
    cells = _cells(facts, definition)
    looks = [_look(cells, definition, "", literal(""), literal(""))]
    for by in By:
        looks.append(_look(cells, definition, by, cells.c[by], cells.c[_NAMES.get(by, by)]).group_by(cells.c[by]))
    whole, *rows = tx.execute(union_all(*looks)).all()
    days = tx.execute(days_of(scope)).all()
    return Counted(
        whole=_figures(whole, definition),
        groups={
            by: tuple(sorted((_figures(row, definition) for row in rows if row[0] == by), key=lambda one: one.key))
            for by in By
        },
        days={date.fromisoformat(row[0]): row[1] for row in days},
    )


def share_of(tx: Connection, indicator: Indicator, scope: Scope) -> Share:
    """The figures of one indicator of dossiers: no more is looked at than it asks for."""
    confirmed: Condition = (*indicator.met, ("confirmed",))
    facts = facts_of(scope, facts_in(indicator.met) | facts_in(confirmed))
    counts = [func.count().filter(holds(facts, one)) for one in (indicator.due, indicator.met, confirmed)]
    row: Sequence[Any] = tx.execute(select(*counts).select_from(facts)).one()
    return _share(row[0], row[1], row[2])


def received_by(tx: Connection, scope: Scope) -> dict[str, int]:
    """How many dossiers of the scope each official received: their papers are not looked at."""
    facts = facts_of(scope, ())
    rows = tx.execute(select(facts.c.official, func.count()).group_by(facts.c.official)).all()
    return {row[0]: row[1] for row in rows}


def marked(tx: Connection, definition: Definition, scope: Scope) -> list[Marked]:
    """Every dossier of a scope in the order of reception, with its marks."""
    facts = facts_of(scope)
    conditions = [part for one in definition.indicators for part in (one.due, one.met)]
    conditions += [counter.when for counter in definition.counters]
    told = [_one(holds(facts, condition), f"mark_{number}") for number, condition in enumerate(conditions)]
    common = [facts.c[name] for name in ("code", "day", "unit", "official", "procedure", "field", "confirmed")]
    rows = tx.execute(select(*common, *told).order_by(facts.c.day, facts.c.code)).all()
    return [_marked(row, definition) for row in rows]


def behind(
    tx: Connection, definition: Definition, scope: Scope, condition: Condition, missing: Condition | None = None
) -> list[str]:
    """Codes of the dossiers behind a figure, in the order of reception.

    Args:
        tx: reading.
        definition: by which it was counted.
        scope: what was counted.
        condition: what they must be.
        missing: what they must not be; None where nothing is excluded.
    """
    facts = facts_of(scope, facts_in(condition) | facts_in(missing or ()))
    wanted = holds(facts, condition)
    if missing is not None:
        wanted = wanted & ~holds(facts, missing)
    return list(tx.execute(select(facts.c.code).where(wanted).order_by(facts.c.day, facts.c.code)).scalars())


def _conditions(definition: Definition) -> Iterator[Condition]:
    """What is counted besides the dossiers, column for column."""
    yield (("not confirmed",),)
    for indicator in definition.indicators:
        yield from (indicator.due, indicator.met, (*indicator.met, ("confirmed",)))
    yield from (counter.when for counter in (*definition.counters, *definition.reasons))


def _width(definition: Definition) -> int:
    return sum(1 for _ in _conditions(definition))


def _cells(facts: CTE, definition: Definition) -> CTE:
    """How many dossiers of each unit, official and procedure are alike in every fact; all else is summed from these."""
    keys = [facts.c[name] for name in (*By, "procedure_name")]
    alike = select(*keys, *(facts.c[name] for name in FACTS), func.count().label("dossiers"))
    alike_ones = alike.group_by(*keys, *(facts.c[name] for name in FACTS)).cte("alike")
    dossiers = alike_ones.c.dossiers
    counts = [
        func.coalesce(func.sum(dossiers).filter(holds(alike_ones, condition)), 0).label(f"count_{number}")
        for number, condition in enumerate(_conditions(definition))
    ]
    keys = [alike_ones.c[name] for name in (*By, "procedure_name")]
    return select(*keys, func.sum(dossiers).label("dossiers"), *counts).group_by(*keys).cte("cells")


def _look(
    cells: CTE, definition: Definition, by: str, key: ColumnElement[str], name: ColumnElement[str]
) -> Select[Any]:
    """One row of figures for each key; for all cells where the caller does not group."""
    procedures = {
        1 + 3 * place + part
        for place, indicator in enumerate(definition.indicators)
        if indicator.each is Each.PROCEDURE
        for part in range(3)
    }
    sums = [
        func.count(case((cells.c[f"count_{number}"] > 0, cells.c.procedure)).distinct())
        if number in procedures
        else func.coalesce(func.sum(cells.c[f"count_{number}"]), 0)
        for number in range(_width(definition))
    ]
    return select(
        literal(by), key, func.coalesce(func.max(name), ""), func.coalesce(func.sum(cells.c.dossiers), 0), *sums
    )


def _figures(row: Sequence[Any], definition: Definition) -> Figures:
    _, key, name, dossiers, unconfirmed, *counted = row
    left = iter(counted)
    return Figures(
        key=key,
        name=name,
        dossiers=dossiers,
        unconfirmed=unconfirmed,
        shares={one.id: _share(next(left), next(left), next(left)) for one in definition.indicators},
        counts={one.id: next(left) for one in definition.counters},
        reasons={one.id: next(left) for one in definition.reasons},
    )


def _share(due: int, met: int, met_and_confirmed: int) -> Share:
    return Share(due=due, met=met, unconfirmed=met - met_and_confirmed)


def _one(says: ColumnElement[bool], name: str) -> Label[int]:
    return type_coerce(says, Integer).label(name)


def _marked(row: Sequence[Any], definition: Definition) -> Marked:
    code, day, unit, official, procedure, field, confirmed, *told = row
    left = iter(told)
    pairs = {one.id: (next(left), next(left)) for one in definition.indicators}
    return Marked(
        code=code,
        day=day,
        unit=unit,
        official=official,
        procedure=procedure,
        field=field,
        confirmed=bool(confirmed),
        marks={name: bool(met) if due else None for name, (due, met) in pairs.items()},
        counts={one.id: bool(next(left)) for one in definition.counters},
    )
