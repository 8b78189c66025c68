"""The reports of this counter, from its own store."""

from __future__ import annotations

from desktop.model.errors import Refusal
from desktop.report.counting import Counted, Share, behind, count, marked, received_by, share_of
from desktop.report.definitions import Condition, Definition, definition_on
from desktop.report.digitisation import DigitisationReport
from desktop.report.facts import Scope
from desktop.report.period import Period
from desktop.report.plan.times import Asked, Times, Took, behind_times, times_of
from desktop.store.file import Store


class NoSuchFigure(Refusal):
    """The report has no such indicator, counter or reason."""

    code = "no_such_figure"
    sentence = "Báo cáo không có số liệu «{subject}»."
    advice = "Dùng mã như 4.1, TiepNhan hoặc must_scan, đúng như trong báo cáo của kỳ ấy."


class Reports:
    """Counts what was done here.

    Args:
        store: the open store.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def digitisation(self, period: Period, scope: Scope | None = None) -> DigitisationReport:
        """The whole report of the dossiers received in a period.

        Args:
            period: the days.
            scope: which of its dossiers; all by default.
        """
        scope = scope or Scope(first=period.first, last=period.last)
        definition = definition_on(period.last)
        with self._store.reading(much=True) as tx:
            counted = count(tx, definition, scope)
            dossiers = tuple(marked(tx, definition, scope))
        return DigitisationReport(period=period, scope=scope, definition=definition, counted=counted, dossiers=dossiers)

    def figures(self, scope: Scope) -> Counted:
        """The figures alone, without the dossiers behind them."""
        with self._store.reading(much=True) as tx:
            return count(tx, definition_on(scope.last), scope)

    def share(self, scope: Scope, indicator: str) -> Share:
        """The figures of one indicator that counts dossiers, by its id.

        Raises:
            NoSuchFigure: it is none of the report's.
        """
        own = next((one for one in definition_on(scope.last).indicators if one.id == indicator), None)
        if own is None:
            raise NoSuchFigure(indicator[:40])
        with self._store.reading(much=True) as tx:
            return share_of(tx, own, scope)

    def received_by(self, scope: Scope) -> dict[str, int]:
        """How many dossiers each official received, by login name."""
        with self._store.reading(much=True) as tx:
            return received_by(tx, scope)

    def times(self, asked: Asked) -> Times:
        """How long the dossiers took that are asked for."""
        with self._store.reading(much=True) as tx:
            return times_of(tx, asked)

    def behind_times(self, asked: Asked, took: Took) -> list[str]:
        """Codes of those that took so, in the order of reception."""
        with self._store.reading(much=True) as tx:
            return behind_times(tx, asked, took)

    def behind(self, scope: Scope, figure: str, *, missing: bool = False) -> list[str]:
        """Codes of the dossiers behind a figure, in the order of reception.

        Args:
            scope: what was counted.
            figure: id of an indicator (its numerator), a counter or a reason.
            missing: of an indicator, those that are due and not done instead.

        Raises:
            NoSuchFigure: it is none of the report's.
        """
        definition = definition_on(scope.last)
        condition, excluded = _condition(definition, figure, missing=missing)
        with self._store.reading(much=True) as tx:
            return behind(tx, definition, scope, condition, excluded)


def _condition(definition: Definition, figure: str, *, missing: bool) -> tuple[Condition, Condition | None]:
    for indicator in definition.indicators:
        if indicator.id == figure:
            return (indicator.due, indicator.met) if missing else (indicator.met, None)
    for counter in (*definition.counters, *definition.reasons):
        if counter.id == figure:
            return counter.when, None
    raise NoSuchFigure(figure[:40])
