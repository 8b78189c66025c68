"""The digitisation report of a period from this counter's store (R56, R58, R60): figures, and the dossiers behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from desktop.report.counting import Counted, Figures, Marked, Share
from desktop.report.definitions import Definition, Each, Indicator
from desktop.report.facts import Scope
from desktop.report.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitisationReport:
    """What was counted of a period.

    Attributes:
        period: the days.
        scope: which of their dossiers.
        definition: how it was counted.
        counted: the figures, of all and by unit, official, procedure, field and day.
        dossiers: every one of them with its marks.
    """

    period: Period
    scope: Scope
    definition: Definition
    counted: Counted
    dossiers: tuple[Marked, ...]

    @property
    def whole(self) -> Figures:
        """The figures of all of them."""
        return self.counted.whole

    @property
    def note(self) -> str:
        """What the figures leave out: those of one counter may be incomplete (R60)."""
        return note_of(self.whole.unconfirmed)

    def share(self, indicator: Indicator) -> Share:
        """An indicator's figures."""
        return self.whole.shares[indicator.id]

    def met(self, indicator: Indicator) -> tuple[str, ...]:
        """Codes of the dossiers, or procedures, in the numerator."""
        return _with(self.dossiers, indicator, met=True)

    def missing(self, indicator: Indicator) -> tuple[str, ...]:
        """Codes of those that are only in the denominator."""
        met = set(self.met(indicator))
        return tuple(code for code in _with(self.dossiers, indicator, met=False) if code not in met)

    def as_data(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "period": self.period.name,
            "definition": {"since": self.definition.since.isoformat(), "source": self.definition.source},
            "indicators": [
                {"id": one.id, "name": one.name, "missing": list(self.missing(one)), **share_data(self.share(one))}
                for one in self.definition.indicators
            ],
            "counters": {one.id: self.whole.counts[one.id] for one in self.definition.counters},
            "reasons": {one.id: self.whole.reasons[one.id] for one in self.definition.reasons},
            "dossiers": self.whole.dossiers,
            "unsynchronised": self.whole.unconfirmed,
            "groups": {str(by): [figures_data(one) for one in rows] for by, rows in self.counted.groups.items()},
            "days": {day.isoformat(): dossiers for day, dossiers in self.counted.days.items()},
        }

    def as_lines(self) -> list[str]:
        """In words."""
        head = f"Chỉ số số hóa {self.period.words}"
        shares = [f"  {one.id}  {one.name}: {share_words(self.share(one))}" for one in self.definition.indicators]
        counts = [f"  {one.name}: {self.whole.counts[one.id]}" for one in self.definition.counters]
        return [head, *shares, *counts, self.note]


def note_of(unconfirmed: int) -> str:
    """A note on figures of one counter: how many dossiers the province has not confirmed (R60)."""
    return f"Số liệu cục bộ, {unconfirmed} hồ sơ chưa đồng bộ."


def share_words(share: Share) -> str:
    """Numerator, denominator and share: `2/3 (66,67 %)`."""
    percent = share.percent.replace(".", ",")
    return f"{share.met}/{share.due} ({percent}{' %' if share.due else ''})"


def share_data(share: Share) -> dict[str, Any]:
    """A share, JSON-ready."""
    return {"met": share.met, "all": share.due, "percent": share.percent, "unconfirmed": share.unconfirmed}


def figures_data(figures: Figures) -> dict[str, Any]:
    """The figures of a group, JSON-ready."""
    return {
        "key": figures.key,
        "name": figures.name,
        "dossiers": figures.dossiers,
        "unsynchronised": figures.unconfirmed,
        "indicators": {name: share_data(share) for name, share in figures.shares.items()},
        "counters": figures.counts,
        "reasons": figures.reasons,
    }


def _with(dossiers: Iterable[Marked], indicator: Indicator, *, met: bool) -> tuple[str, ...]:
    """Codes of the dossiers with a mark, or of their procedures, each once and in order."""
    found = (one for one in dossiers if one.marks[indicator.id] is met)
    return tuple(dict.fromkeys(one.procedure if indicator.each is Each.PROCEDURE else one.code for one in found))
