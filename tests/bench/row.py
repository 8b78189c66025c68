"""One figure beside its limit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure with its limit."""

    name: str
    value: float
    limit: float
    at_most: bool = True

    @property
    def held(self) -> bool:
        """Whether the limit holds."""
        return self.value <= self.limit if self.at_most else self.value >= self.limit

    def __str__(self) -> str:
        sign = "≤" if self.at_most else "≥"
        return f"{'ok  ' if self.held else 'MISS'}  {self.value:8.3f}  {sign} {self.limit:<6}  {self.name}"


def all_held(rows: Iterable[Row]) -> bool:
    """Print each figure when it is there; whether every limit holds."""
    held = True
    for row in rows:
        print(row, flush=True)  # noqa: T201
        held &= row.held
    return held


def remark(text: str) -> None:
    """Print what belongs to the figures and has no limit."""
    print(f"      {text}", flush=True)  # noqa: T201
