"""The targets of the plans, as dated data: a changed target does not change the report of an earlier period.

Those of the backlog are with its periods (`resources/backlog/plan.toml`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from desktop.machine.folders import resources

REUSE, MINUTES, PRODUCTIVITY = "reuse", "minutes", "productivity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a plan wants from a day on.

    Attributes:
        id: of what: `REUSE` in %, `MINUTES` for each dossier, `PRODUCTIVITY` in dossiers a person and year.
        area: where the counter is, where the target depends on it; empty where it does not.
        since: the first day.
        value: how much.
        source: where it stands, Vietnamese.
    """

    id: str
    area: str
    since: date
    value: int
    source: str


@cache
def targets() -> tuple[Target, ...]:
    """All of them, the oldest first."""
    with (resources() / "reports" / "targets.toml").open("rb") as raw:
        return read_targets(tomllib.load(raw))


def read_targets(data: dict[str, Any]) -> tuple[Target, ...]:
    """The targets in the file's tables, the oldest first.

    Raises:
        KeyError, TypeError: they are not of this shape.
    """
    found = [Target(**{"area": "", **row}) for row in data["target"]]
    return tuple(sorted(found, key=lambda one: one.since))


def target_on(known: Sequence[Target], name: str, day: date, area: str = "") -> Target | None:
    """The one in force on a day; None on days before the first.

    Args:
        known: the targets, the oldest first.
        name: `REUSE`, `MINUTES` or `PRODUCTIVITY`.
        day: the day.
        area: where the counter is.
    """
    return next((one for one in reversed(known) if (one.id, one.area) == (name, area) and one.since <= day), None)
