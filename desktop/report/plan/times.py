"""How long dossiers took, from the moments that their components' rows have: one way, in stages without gaps (R59).

A dossier is opened, its last component is scanned, the last one confirmed here, the last one signed, the last one sent,
and the last one confirmed by the province. Each stage ends with one of these and begins with the one before. At the
counter a dossier is from opening until the last component is confirmed, where that is one day in Vietnam: who comes
again another day was not waiting meanwhile. How long somebody waited before is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Connection,
    Label,
    and_,
    false,
    func,
    not_,
    select,
    true,
    type_coerce,
)

from desktop.report.facts import received
from desktop.store.says import Says, says
from desktop.store.tables import dossier

_MOMENTS = ("scanned_at", "checked_at", "signed_at", "sent_at", "confirmed_at")
_TICK = timedelta(microseconds=1)
_MINUTE = timedelta(minutes=1)
_DAY_TICKS = timedelta(days=1) // _TICK
_VIETNAM_TICKS = timedelta(hours=7) // _TICK


class Stage(StrEnum):
    """A part of a dossier's way, called after what the dossier is there for, or waits for."""

    WORK = auto()
    READING = auto()
    SIGNATURE = auto()
    LINE = auto()
    PROVINCE = auto()


_AT_COUNTER = (Stage.WORK, Stage.READING)


class Took(StrEnum):
    """Dossiers that are counted by how long they took.

    * `AT_COUNTER`: received on one day, all that was scanned of them confirmed; `WITHIN`, `OVER`: the target's minutes.
    * `MANY_DAYS`: the same, but it went on another day.
    * `NOT_KNOWN`: nothing of them was confirmed here, or not all yet.
    * `THROUGH`: the province has confirmed all of their components.
    """

    AT_COUNTER = auto()
    WITHIN = auto()
    OVER = auto()
    MANY_DAYS = auto()
    NOT_KNOWN = auto()
    THROUGH = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How long the dossiers of a period took.

    Attributes:
        counts: how many dossiers are so; without a target none is `WITHIN` or `OVER` it.
        at_counter: of those at the counter on one day, both parts of it together.
        through: of those that are through, all stages together.
    """

    counts: Mapping[Took, int]
    at_counter: Mapping[Stage, timedelta]
    through: Mapping[Stage, timedelta]

    @property
    def minutes(self) -> float | None:
        """Mean minutes at the counter, one decimal; None where no dossier is known."""
        return _mean(sum(self.at_counter.values(), timedelta()), self.counts[Took.AT_COUNTER])

    @property
    def reading_minutes(self) -> float | None:
        """What of these was reading and checking."""
        return _mean(self.at_counter[Stage.READING], self.counts[Took.AT_COUNTER])

    def minutes_of(self, stage: Stage) -> float | None:
        """Mean minutes of a stage of the whole way, one decimal; None where no dossier is through."""
        return _mean(self.through[stage], self.counts[Took.THROUGH])

    def percent_of(self, stage: Stage) -> float | None:
        """A stage's share of the whole way, %, one decimal; None where no dossier is through."""
        whole = sum(self.through.values(), timedelta())
        return round(100 * (self.through[stage] / whole), 1) if whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose way is looked at.

    Attributes:
        first, last: days on which the dossiers were received, both included.
        official: login name of who received them; empty for everybody's.
        limit: how long a dossier may be at the counter; None where no target says so.
    """

    first: date
    last: date
    official: str
    limit: timedelta | None


def times_of(tx: Connection, asked: Asked) -> Times:
    """How long these dossiers took."""
    way = _way(asked)
    took, stages = _conditions(way, asked.limit), _stages(way)
    counts = [func.count().filter(took[name]) for name in Took]
    at_counter = [_sum(stages[stage], took[Took.AT_COUNTER]) for stage in _AT_COUNTER]
    through = [_sum(stages[stage], took[Took.THROUGH]) for stage in Stage]
    left = iter(tx.execute(select(*counts, *at_counter, *through).select_from(way)).one())
    return Times(
        counts={name: next(left) for name in Took},
        at_counter={stage: next(left) * _TICK for stage in _AT_COUNTER},
        through={stage: next(left) * _TICK for stage in Stage},
    )


def behind_times(tx: Connection, asked: Asked, took: Took) -> list[str]:
    """Codes of the dossiers that took so, in the order of reception."""
    way = _way(asked)
    wanted = _conditions(way, asked.limit)[took]
    return list(tx.execute(select(way.c.code).where(wanted).order_by(way.c.opened, way.c.code)).scalars())


def _way(asked: Asked) -> CTE:
    """One row a dossier: when each stage ended, in ticks since 1970 UTC, none before the one before it."""
    papers = (
        select(
            dossier.c.code,
            _ticks(dossier.c.received_at).label("opened"),
            *(_ticks(dossier.c[f"last_{name}"]).label(name) for name in _MOMENTS),
            says(Says.UNREAD).label("unread"),
            says(Says.UNDER_WAY).label("under_way"),
        )
        .where(*received(asked.first, asked.last), *([dossier.c.officer == asked.official] if asked.official else []))
        .cte("moments")
    )
    ends: list[Label[Any]] = []
    end: ColumnElement[Any] = papers.c.opened
    for name in _MOMENTS:
        end = func.max(end, func.coalesce(papers.c[name], papers.c.opened))
        ends.append(end.label(name.removesuffix("_at")))
    known = and_(papers.c.checked_at.is_not(None), papers.c.unread == 0)
    return select(
        papers.c.code,
        papers.c.opened,
        *ends,
        known.label("known"),
        and_(known, papers.c.under_way == 0, papers.c.confirmed_at.is_not(None)).label("through"),
    ).cte("way")


def _conditions(way: CTE, limit: timedelta | None) -> dict[Took, ColumnElement[bool]]:
    one_day = _day(way.c.opened) == _day(way.c.checked)
    at_counter = and_(way.c.known == true(), one_day)
    soon = false() if limit is None else way.c.checked - way.c.opened <= limit // _TICK
    late = false() if limit is None else not_(soon)
    return {
        Took.AT_COUNTER: at_counter,
        Took.WITHIN: and_(at_counter, soon),
        Took.OVER: and_(at_counter, late),
        Took.MANY_DAYS: and_(way.c.known == true(), not_(one_day)),
        Took.NOT_KNOWN: way.c.known != true(),
        Took.THROUGH: way.c.through == true(),
    }


def _stages(way: CTE) -> dict[Stage, ColumnElement[int]]:
    ends = [way.c[name] for name in ("opened", "scanned", "checked", "signed", "sent", "confirmed")]
    return {stage: after - before for stage, before, after in zip(Stage, ends, ends[1:], strict=False)}


def _sum(stage: ColumnElement[int], says: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(stage).filter(says), 0)


def _ticks(moment: ColumnElement[Any]) -> ColumnElement[int]:
    return type_coerce(moment, BigInteger)


def _day(moment: ColumnElement[int]) -> ColumnElement[int]:
    """The number of its day in Vietnam."""
    return (moment + _VIETNAM_TICKS) // _DAY_TICKS


def _mean(whole: timedelta, count: int) -> float | None:
    return round(whole / count / _MINUTE, 1) if count else None
