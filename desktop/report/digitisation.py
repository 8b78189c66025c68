"""The digitisation indicators of a period from this counter's own store (R56, R60).

Numerators and denominators follow regulations.md §8.1: a dossier counts by its day of receipt; a denominator of
nought gives "N/A", never a number; ratios have two decimals.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from desktop.machine.clock import VIETNAM
from desktop.model.dossier import Dossier, Paper, PaperKind
from desktop.model.states import DigitisationState, SyncState
from desktop.store import dossiers, papers
from desktop.store.file import Store

NOT_APPLICABLE = "N/A"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator with the list behind it.

    Attributes:
        name: what is counted, in words.
        met: codes of the dossiers that count.
        all: codes of the dossiers it is counted over.
    """

    name: str
    met: tuple[str, ...]
    all: tuple[str, ...]

    @property
    def percent(self) -> str:
        """Share with two decimals, or `N/A`."""
        return f"{100 * len(self.met) / len(self.all):.2f}" if self.all else NOT_APPLICABLE

    @property
    def words(self) -> str:
        """Numerator, denominator and share."""
        return f"{len(self.met)}/{len(self.all)} ({self.percent}{' %' if self.all else ''})"

    @property
    def missing(self) -> tuple[str, ...]:
        """Codes of the dossiers that do not count."""
        met = set(self.met)
        return tuple(code for code in self.all if code not in met)


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitisationReport:
    """The indicators of a period.

    Attributes:
        first: first day.
        last: last day.
        indicators: in the order of the report.
        unsynchronised: dossiers of the period that the province has not acknowledged whole.
    """

    first: date
    last: date
    indicators: tuple[Indicator, ...]
    unsynchronised: tuple[str, ...]

    @property
    def scope(self) -> str:
        """A note on what the figures leave out: those of one counter may be incomplete (R60)."""
        return f"Số liệu cục bộ, {len(self.unsynchronised)} hồ sơ chưa đồng bộ."

    def as_data(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "indicators": [
                {"name": i.name, "met": len(i.met), "all": len(i.all), "percent": i.percent, "missing": i.missing}
                for i in self.indicators
            ],
            "unsynchronised": len(self.unsynchronised),
        }

    def as_lines(self) -> list[str]:
        """In words."""
        head = f"Chỉ số số hóa từ {self.first:%d/%m/%Y} đến {self.last:%d/%m/%Y}"
        rows = [f"  {i.name}: {i.words}" for i in self.indicators]
        return [head, *rows, self.scope]


def digitisation_report(store: Store, first: date, last: date) -> DigitisationReport:
    """Count the dossiers received from `first` to `last`, both days included, Vietnam time."""
    start = datetime.combine(first, time.min, VIETNAM)
    end = datetime.combine(last, time.min, VIETNAM) + timedelta(days=1)
    with store.reading() as tx:
        found = [(one, papers.of_dossier(tx, one.id)) for one in dossiers.received(tx, start, end)]

    def indicator(name: str, counts: Any, over: Any = lambda own: True) -> Indicator:
        counted = [(dossier, own) for dossier, own in found if over(own)]
        return Indicator(
            name=name,
            met=tuple(dossier.code for dossier, own in counted if counts(own)),
            all=tuple(dossier.code for dossier, own in counted),
        )

    return DigitisationReport(
        first=first,
        last=last,
        indicators=(
            indicator("Hồ sơ có thành phần đã số hóa", _components_digitised),
            indicator("Hồ sơ có kết quả điện tử", _result_digitised, over=_has_result),
            indicator("Hồ sơ dùng lại dữ liệu đã số hóa", _reuses),
            indicator("Hồ sơ đã đồng bộ với tỉnh", _synchronised),
        ),
        unsynchronised=tuple(_code(dossier) for dossier, own in found if not _synchronised(own)),
    )


def _code(dossier: Dossier) -> str:
    return dossier.code


def _has_file(paper: Paper) -> bool:
    return bool(paper.pdf_sha256) or paper.digitisation is DigitisationState.REUSED


def _components_digitised(own: list[Paper]) -> bool:
    return any(_has_file(paper) for paper in own if paper.kind is PaperKind.COMPONENT)


def _has_result(own: list[Paper]) -> bool:
    return any(paper.kind is PaperKind.RESULT for paper in own)


def _result_digitised(own: list[Paper]) -> bool:
    return any(_has_file(paper) for paper in own if paper.kind is PaperKind.RESULT)


def _reuses(own: list[Paper]) -> bool:
    return any(paper.digitisation is DigitisationState.REUSED for paper in own)


def _synchronised(own: list[Paper]) -> bool:
    # A reused paper has no file of its own to send, so the province acknowledges none.
    without_file = {DigitisationState.EMPTY, DigitisationState.REUSED}
    sent = [paper for paper in own if paper.digitisation not in without_file]
    return bool(sent) and all(paper.sync is SyncState.CONFIRMED for paper in sent)
