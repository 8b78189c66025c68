"""What the report counts, as dated data: a changed formula does not change the report of an earlier period."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from desktop.machine.folders import resources

Condition = tuple[tuple[str, ...], ...]
"""Alternatives that must all hold: of each, one fact; `not ` before a fact turns it round. Empty: every dossier."""


class Each(StrEnum):
    """What an indicator counts."""

    DOSSIER = "dossier"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A share, as its formula has it (regulations.md §8.1).

    Attributes:
        id: its number there.
        name: in words.
        each: what is counted.
        due: what is in the denominator.
        done: what of it is in the numerator.
        full: from which share on it has full marks, percent; None where none is stated.
    """

    id: str
    name: str
    each: Each
    due: Condition
    done: Condition
    full: float | None

    @property
    def met(self) -> Condition:
        """What is in the numerator: never what is not in the denominator."""
        return self.due + self.done


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A number of dossiers (regulations.md §8.2), or why something is still missing.

    Attributes:
        id: its name at the province, or ours.
        name: in words.
        when: which dossiers it counts.
    """

    id: str
    name: str
    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """How things are counted from a day on.

    Attributes:
        since: the first day.
        source: where the formulas stand.
        indicators, counters: in the report's order.
        reasons: why something is still missing, in the order in which it is done.
    """

    since: date
    source: str
    indicators: tuple[Indicator, ...]
    counters: tuple[Counter, ...]
    reasons: tuple[Counter, ...]


@cache
def definitions() -> tuple[Definition, ...]:
    """All of them, the oldest first."""
    with (resources() / "reports" / "indicators.toml").open("rb") as raw:
        return read_definitions(tomllib.load(raw))


def definition_on(day: date) -> Definition:
    """The one in force on a day; the oldest for days before all of them."""
    known = definitions()
    return next((one for one in reversed(known) if one.since <= day), known[0])


def read_definitions(data: dict[str, Any]) -> tuple[Definition, ...]:
    """The definitions in the file's tables, the oldest first.

    Raises:
        KeyError, TypeError, ValueError: they are not of this shape.
    """
    return tuple(sorted((_definition(row) for row in data["definition"]), key=lambda one: one.since))


def _definition(row: dict[str, Any]) -> Definition:
    return Definition(
        since=row["since"],
        source=row["source"],
        indicators=tuple(_indicator(one) for one in row["indicator"]),
        counters=tuple(_counter(one) for one in row["counter"]),
        reasons=tuple(_counter(one) for one in row["reason"]),
    )


def _indicator(row: dict[str, Any]) -> Indicator:
    return Indicator(
        id=row["id"],
        name=row["name"],
        each=Each(row.get("each", Each.DOSSIER)),
        due=_condition(row["due"]),
        done=_condition(row["done"]),
        full=row.get("full"),
    )


def _counter(row: dict[str, Any]) -> Counter:
    return Counter(id=row["id"], name=row["name"], when=_condition(row["when"]))


def _condition(rows: Iterable[str | list[str]]) -> Condition:
    return tuple((row,) if isinstance(row, str) else tuple(row) for row in rows)
