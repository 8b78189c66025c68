"""The counter against the plans, filled in; every number of dossiers opens them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.model.backlog import PeriodProgress, Progress
from desktop.report.plan.targets import Target
from desktop.report.plan.times import Stage, Took
from desktop.report.plan.tracking import PlanReport, Productivity
from desktop.ui.controllers.backlog.pace import forecast
from desktop.ui.language import said
from desktop.ui.look.chart import ShareCard
from desktop.ui.look.rows import Row, Tone
from desktop.ui.views.plan import PlanView

_HOUR, _DAY = 60, 1440
_HOURS_FROM, _DAYS_FROM = 120, 2880
"""Minutes from which hours, or days, are read more easily; chosen."""


class PlanPart(QWidget):
    """The plan's report on the report's page."""

    opened = Signal(str, str)
    """Which of `Took` is to be listed, and in words."""
    not_reused = Signal()
    """Those in which nothing is used again are to be listed."""
    received = Signal()
    """Those that the productivity counts are to be listed."""
    backlog = Signal()
    """The backlog is asked for."""
    whose = Signal(bool)
    """Times of whoever acts alone, or of the whole counter, are asked for."""

    def __init__(self, *, sees_unit: bool) -> None:
        super().__init__()
        took = self._took()
        self.view = view = PlanView({str(name): words for name, words in took.items()})
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(view)
        self.report: PlanReport | None = None
        for name, line in view.counts.items():
            line.button.clicked.connect(partial(self.opened.emit, name, line.button.text()))
        view.minutes.clicked.connect(lambda: self.opened.emit(Took.OVER, took[Took.OVER]))
        view.reuse.clicked.connect(self.not_reused)
        view.productivity.clicked.connect(self.received)
        view.backlog.clicked.connect(self.backlog)
        view.periods.opened.connect(lambda _: self.backlog.emit())
        view.whose.setVisible(sees_unit)
        for words, own in ((self.tr("Whole counter"), False), (self.tr("Mine"), True)):
            view.menu.addAction(words, partial(self.whose.emit, own))

    def show_report(self, report: PlanReport) -> None:
        """Show these figures."""
        self.report, view = report, self.view
        self._show_reuse(report)
        self._show_productivity(report.productivity)
        self._show_minutes(report)
        self._show_backlog(report.backlog)
        view.periods.show_rows([self._period_row(one) for one in report.backlog.periods])
        view.forecast.setText(forecast(report.backlog))
        view.stages.show_rows([self._stage_row(report, stage) for stage in Stage])
        shown = dict(report.counts())
        for name, line in view.counts.items():
            line.setVisible(Took(name) in shown)
            line.show_count(shown.get(Took(name), 0))
        view.whose.setText(self.tr("Mine") if report.official else self.tr("Whole counter"))
        view.whose_note.setText(self._whose(report))

    def _whose(self, report: PlanReport) -> str:
        if not report.official:
            return self.tr("All officials together. How long one of them takes is told to that one alone.")
        return self.tr("The dossiers that you have received yourself.")

    def _show_reuse(self, report: PlanReport) -> None:
        share = report.reuse
        value = share.met / share.due if share.due else 0.0
        number = f"{share.percent.replace('.', ',')} %" if share.due else share.percent
        wanted = report.reuse_target.value / 100 if report.reuse_target else None
        wanted_words = self.tr("target %1 %").replace("%1", str(round(100 * wanted))) if wanted else self._target(None)
        about = f"{share.met}/{share.due} · {wanted_words}"
        good = bool(share.due) and (wanted is None or value >= wanted)
        _show(self.view.reuse, number, about, share=value, mark=wanted, good=good)

    def _show_productivity(self, own: Productivity) -> None:
        number = "–" if own.a_year is None else str(own.a_year)
        words = self.tr("%1 dossiers, %2 officials").replace("%1", str(own.dossiers))
        about = words.replace("%2", str(own.officials))
        if own.target and not own.applies:
            about += " · " + self.tr("target %1 not for so few").replace("%1", str(own.target.value))
        else:
            about += " · " + self._target(own.target)
        share = min(1.0, (own.a_year or 0) / own.target.value) if own.target else 0.0
        good = own.target is not None and (own.a_year or 0) >= own.target.value
        _show(self.view.productivity, number, about, share=share, mark=1.0 if own.applies else None, good=good)

    def _show_minutes(self, report: PlanReport) -> None:
        """The mark stands in the middle: twice the target fills the bar."""
        minutes, target = report.times.minutes, report.minutes_target
        number = "–" if minutes is None else _decimal(minutes)
        reading = self.tr("reading %1").replace("%1", self._minutes(report.times.reading_minutes))
        about = f"{reading} · {self._target(target)}"
        share = min(1.0, minutes / (2 * target.value)) if minutes is not None and target else 0.0
        good = minutes is not None and (target is None or minutes <= target.value)
        _show(self.view.minutes, number, about, share=share, mark=0.5 if target else None, good=good)

    def _show_backlog(self, now: Progress) -> None:
        sheets, done = sum(one.sheets for one in now.periods), sum(one.done for one in now.periods)
        number = f"{100 * done // sheets} %" if sheets else "–"
        about = self.tr("%1 sheets · due %2").replace("%1", f"{done}/{sheets}").replace("%2", f"{now.ends:%d/%m/%Y}")
        share = done / sheets if sheets else 0.0
        _show(self.view.backlog, number, about, share=share, mark=None, good=bool(sheets) and not now.left)

    def _period_row(self, one: PeriodProgress) -> Row:
        due = self.tr("due %1").replace("%1", f"{one.period.due:%d/%m/%Y}")
        far = self.tr("no book") if one.percent is None else f"{one.percent} %"
        reached = one.percent is not None and one.percent >= one.target
        return Row(
            key=one.period.name,
            lead=said(one.period.name),
            name=f"{far} · {due}",
            about="",
            done=one.done,
            of=one.sheets,
            next=self.tr("target %1 %").replace("%1", str(one.target)),
            tone=Tone.SOFT if one.percent is None else Tone.GOOD if reached else Tone.ASK,
        )

    def _stage_row(self, report: PlanReport, stage: Stage) -> Row:
        percent = report.times.percent_of(stage)
        share = "" if percent is None else f" · {_decimal(percent)} %"
        lead, until = self._stages()[stage]
        return Row(
            key=stage,
            lead=lead,
            name=until,
            about="",
            done=0,
            of=0,
            next=f"{self._minutes(report.times.minutes_of(stage))}{share}",
            tone=Tone.ACT if stage in (Stage.WORK, Stage.READING) else Tone.SOFT,
        )

    def _took(self) -> dict[Took, str]:
        """What the numbers of dossiers are called."""
        return {
            Took.AT_COUNTER: self.tr("Done at the counter in one day"),
            Took.WITHIN: self.tr("Within the target"),
            Took.OVER: self.tr("Longer than the target"),
            Took.MANY_DAYS: self.tr("Went on another day"),
            Took.NOT_KNOWN: self.tr("Not confirmed here yet"),
            Took.THROUGH: self.tr("All confirmed by the province"),
        }

    def _stages(self) -> dict[Stage, tuple[str, str]]:
        """What the stages are called, and what ends each."""
        return {
            Stage.WORK: (self.tr("At the counter"), self.tr("until the last page is scanned")),
            Stage.READING: (self.tr("Reading, checking"), self.tr("until the last paper is confirmed here")),
            Stage.SIGNATURE: (self.tr("Waiting to be signed"), self.tr("until the last paper is signed")),
            Stage.LINE: (self.tr("Waiting for the line"), self.tr("until the last file is sent")),
            Stage.PROVINCE: (self.tr("Waiting for the province"), self.tr("until it has confirmed the last paper")),
        }

    def _minutes(self, minutes: float | None) -> str:
        """In minutes, or in hours or days where there would be hundreds of these."""
        if minutes is None:
            return "–"
        if minutes < _HOURS_FROM:
            return self.tr("%1 min").replace("%1", _decimal(minutes))
        if minutes < _DAYS_FROM:
            return self.tr("%1 h").replace("%1", _decimal(minutes / _HOUR))
        return self.tr("%1 days").replace("%1", _decimal(minutes / _DAY))

    def _target(self, target: Target | None) -> str:
        return self.tr("target %1").replace("%1", str(target.value)) if target else self.tr("no target yet")


def _show(made: ShareCard, number: str, about: str, *, share: float, mark: float | None, good: bool) -> None:
    made.show_share(number, "", about, share=share, mark=mark, tone=Tone.GOOD if good else Tone.ACT)


def _decimal(figure: float) -> str:
    return f"{figure:.1f}".replace(".", ",")
