"""How far this counter is against the plans.

Of times, an official sees the own ones, a leader the whole counter's. Nobody sees a list of officials.
"""

from __future__ import annotations

from datetime import date, timedelta

from desktop.machine.clock import Clock, vietnam_day
from desktop.machine.settings import Settings
from desktop.model.errors import Refusal
from desktop.model.official import Right
from desktop.report.facts import Scope
from desktop.report.period import Period
from desktop.report.plan.targets import MINUTES, PRODUCTIVITY, REUSE, Target, target_on, targets
from desktop.report.plan.times import Asked, Took
from desktop.report.plan.tracking import PlanReport, Productivity
from desktop.report.reports import Reports
from desktop.store.file import Store
from desktop.workflow.backlog.progress import BacklogProgress

_REUSED = "4.3"
"""The indicator that says in how many dossiers something digitised is used again."""


class NoSuchTime(Refusal):
    """The plan's report has no such number of dossiers."""

    code = "no_such_time"
    sentence = "Báo cáo kế hoạch không có số liệu «{subject}»."
    advice = "Dùng một trong: {known}."


class Plans:
    """Reports against the plans.

    Args:
        store: the open store.
        clock: which day it is.
        settings: whose counter it is, and where.
        reports: counts dossiers.
        backlog: counts the backlog.
    """

    def __init__(
        self, store: Store, clock: Clock, settings: Settings, reports: Reports, backlog: BacklogProgress
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._reports = reports
        self._backlog = backlog

    @property
    def sees_unit(self) -> bool:
        """Whether whoever acts may see the times of the whole counter."""
        acting = self._store.acting
        return acting is None or acting.may(Right.UNIT_TIMES)

    def report(self, period: Period, *, own: bool | None = None) -> PlanReport:
        """The report of a period.

        Args:
            period: the days on which the dossiers were received.
            own: productivity and times of whoever acts alone; None: of the whole counter, where they may be seen.

        Raises:
            NotLoggedIn, NotYourRole: whoever acts may not see them.
            BadPlan, BadWorkingDays: a file of the office is wrong.
        """
        official, today = self._whose(own=own), vietnam_day(self._clock.now())
        scope = Scope(first=period.first, last=period.last)
        return PlanReport(
            period=period,
            today=today,
            official=official,
            reuse=self._reports.share(scope, _REUSED),
            reuse_target=target_on(targets(), REUSE, period.last),
            productivity=self._productivity(scope, official, today),
            times=self._reports.times(self._asked(period, official)),
            minutes_target=_minutes(period),
            backlog=self._backlog.now(),
        )

    def behind(self, period: Period, took: str, *, own: bool | None = None) -> list[str]:
        """Codes of the dossiers behind a number of them, in the order of reception.

        Args:
            period: as `report`.
            own: as `report`.
            took: one of `Took`.

        Raises:
            NoSuchTime: it is none of these.
            NotLoggedIn, NotYourRole: whoever acts may not see them.
        """
        if took not in set(Took):
            raise NoSuchTime(took[:40], known=", ".join(Took))
        return self._reports.behind_times(self._asked(period, self._whose(own=own)), Took(took))

    def _whose(self, *, own: bool | None) -> str:
        """The official whose times are looked at; empty for the whole counter's."""
        acting = self._store.acting
        name = acting.name if acting else self._settings.officer
        if name and (own or (own is None and not self.sees_unit)):
            return name
        self._store.require(Right.UNIT_TIMES)
        return ""

    def _asked(self, period: Period, official: str) -> Asked:
        target = _minutes(period)
        limit = timedelta(minutes=target.value) if target else None
        return Asked(first=period.first, last=period.last, official=official, limit=limit)

    def _productivity(self, scope: Scope, official: str, today: date) -> Productivity:
        received = self._reports.received_by(scope)
        of = {official: received.get(official, 0)} if official else {name: n for name, n in received.items() if name}
        return Productivity(
            dossiers=sum(of.values()),
            officials=len(of),
            counter=sum(received.values()),
            days=max(0, (min(scope.last, today) - scope.first).days + 1),
            target=target_on(targets(), PRODUCTIVITY, scope.last, self._settings.unit_area),
        )


def _minutes(period: Period) -> Target | None:
    return target_on(targets(), MINUTES, period.last)
