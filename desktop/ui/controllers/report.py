"""Báo cáo: the quarter's report with one key; every number opens the dossiers behind it.

The file is long because it is one screen: figures, what they are made of, and the file that is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from desktop.app import App
from desktop.machine.clock import VIETNAM
from desktop.machine.writing import write_file
from desktop.report.counting import By, Counted, Share
from desktop.report.definitions import Definition, Indicator, definition_on
from desktop.report.facts import Scope
from desktop.report.period import Period, before, month, months, quarter_of
from desktop.report.plan.tracking import PlanReport
from desktop.ui.acting import with_key, words_of
from desktop.ui.acts.table import Act
from desktop.ui.controllers.lines import rows_of
from desktop.ui.controllers.plan import PlanPart
from desktop.ui.look.chart import Column
from desktop.ui.look.rows import Row, Tone
from desktop.ui.operations import Doing, Handle, Operation
from desktop.ui.page import Notice, Page, Where
from desktop.ui.views.report import ReportView
from desktop.workflow.board import MOST_LISTED, DossierLine

_CARDS = ("4.2", "4.1", "4.3", "1.4")
"""The shares that have a card; all of them are in the workbook and in print."""
_OF_FIELDS, _REUSED = "4.2", "4.3"
_RECEIVED = "TiepNhan"
_PDF = "PDF (*.pdf)"
_LONGEST_DAYS = 100
"""Of a longer period each column is a week."""


@dataclass(frozen=True, slots=True)
class _Behind:
    """The dossiers behind a number: which, and how many more there are than are listed."""

    words: str
    lines: list[DossierLine]
    count: int


class ReportPage(Page):
    """The report of a period, and the dossiers behind its numbers."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._period = quarter_of(self._today())
        definition = definition_on(self._period.last)
        shares = {one.id: one.name for one in definition.indicators}
        self.plan = plan = PlanPart(sees_unit=app.plans.sees_unit)
        self._own: bool | None = None
        self.view = view = ReportView(
            [(name, shares[name]) for name in _CARDS], [(one.id, one.name) for one in definition.reasons], plan
        )
        self.setLayout(view)
        self.tools = view.period
        self.counted: Counted | None = None
        self.acts = {
            Act.SAVE: self._save_excel,
            Act.PRINT: self._save_print,
            Act.PLAN: self.show_plan,
            Act.REGISTER: self._save_register,
        }
        for shown in (view, plan.view):
            shown.excel.clicked.connect(self._save_excel)
            shown.printing.clicked.connect(self._save_print)
            shown.register.clicked.connect(self._save_register)
        view.plan.clicked.connect(self.show_plan)
        plan.view.back.clicked.connect(self.go_back)
        plan.whose.connect(self._look_at)
        plan.opened.connect(self._open_took)
        plan.not_reused.connect(partial(self._open_missing, _REUSED))
        plan.received.connect(self._open_received)
        plan.backlog.connect(lambda: self.went.emit(Where.BACKLOG, None))
        for name, made in view.cards.items():
            made.clicked.connect(partial(self._open_missing, name))
        for name, reason in view.reasons.items():
            reason.button.clicked.connect(partial(self._open_reason, name, reason.button.text()))
        view.days.opened.connect(self._open_days)
        view.fields.opened.connect(self._open_field)
        view.listing.rows.opened.connect(lambda dossier_id: self.went.emit(Where.DOSSIER, dossier_id))
        view.menu.aboutToShow.connect(self._offer)

    @property
    def period(self) -> Period:
        """What the report is about."""
        return self._period

    def kept(self) -> object:
        """Period, which report, and whose times."""
        return self._period, self.view.plans, self._own

    def restore(self, kept: object) -> None:
        """The same again; the dossiers behind a number are to be opened anew."""
        assert isinstance(kept, tuple)
        self._period, plans, self._own = kept
        self.view.show_plan(shown=plans)

    def enter(self, what: object = None) -> None:
        """Count again; the dossiers behind a number stay where they were left."""
        self._say_title()
        self.refresh()
        self.take_keys()

    def take_keys(self) -> None:
        """To the list that is shown."""
        view = self.view
        report = self.plan.view.periods if view.plans else view.fields
        (view.listing.rows if view.lists else report).setFocus()

    def show_plan(self) -> None:
        """The report against the plans, in the place of that on digitisation."""
        self._turn(plans=True)

    def go_back(self) -> bool:
        """From the dossiers behind a number to the report, from the plan's to that on digitisation."""
        listed, plans = self.view.lists, self.view.plans
        if listed:
            self.view.show_list(shown=False)
            self.take_keys()
        elif plans:
            self._turn(plans=False)
        return listed or plans

    def _turn(self, *, plans: bool) -> None:
        self.view.show_plan(shown=plans)
        self._say_title()
        self.refresh()
        self.take_keys()

    def _say_title(self) -> None:
        self.titled.emit(words_of(Act.PLAN) if self.view.plans else "", "")

    def _look_at(self, own: bool) -> None:
        """Whose times: of whoever acts, or of the whole counter."""
        self._own = own
        self.refresh()

    def choose(self, period: Period) -> None:
        """Report on another period."""
        self._period = period
        self.view.show_list(shown=False)
        self.refresh()
        self.take_keys()

    def refresh(self) -> None:
        """Count in the background; what was asked for before another period was chosen is not shown."""
        self.view.period.setText(_capital(self._period.name or self._period.words))
        if self.view.plans:
            self._refresh_plan()
        else:
            self._refresh_shares()

    def _refresh_plan(self) -> None:
        wanted, own, plans = self._period, self._own, self._app.plans

        def show(found: PlanReport) -> None:
            if (wanted, own) == (self._period, self._own):
                self.plan.show_report(found)

        Operation(self, lambda _: plans.report(wanted, own=own), Doing(self.tr("Counting…"))).on_success(show).run()

    def _refresh_shares(self) -> None:
        wanted, reports = self._period, self._app.reports

        def work(_: object) -> tuple[Counted, Counted]:
            return reports.figures(_scope(wanted)), reports.figures(_scope(before(wanted)))

        def show(found: tuple[Counted, Counted]) -> None:
            if wanted == self._period:
                self._show(*found)

        Operation(self, work, Doing(self.tr("Counting…"))).on_success(show).run()

    def _today(self) -> date:
        return self._app.clock.now().astimezone(VIETNAM).date()

    def _offer(self) -> None:
        """The periods that are most asked for, of today."""
        today = self._today()
        now, this = quarter_of(today), month(today.year, today.month)
        offered = [now, before(now), this, before(this)]
        offered += [months(year, count) for year in (today.year, today.year - 1) for count in (6, 9, 12)]
        self.view.menu.clear()
        for one in offered:
            self.view.menu.addAction(_capital(one.name), partial(self.choose, one))

    def _show(self, counted: Counted, former: Counted) -> None:
        definition = definition_on(self._period.last)
        self.counted = counted
        for indicator in definition.indicators:
            if indicator.id in self.view.cards:
                self._show_share(indicator, counted.whole.shares[indicator.id], former.whole.shares.get(indicator.id))
        self.view.days.show_columns(self._columns(counted))
        self.view.fields.show_rows(
            [self._field_row(one.key, one.shares[_OF_FIELDS]) for one in counted.groups[By.FIELD]]
        )
        for reason in definition.reasons:
            if reason.id in self.view.reasons:
                self.view.reasons[reason.id].show_count(counted.whole.reasons[reason.id])
        words = self.tr("Figures of this counter; the province has not confirmed %1 dossiers yet.")
        self.view.note.setText(words.replace("%1", str(counted.whole.unconfirmed)))

    def _show_share(self, indicator: Indicator, share: Share, former: Share | None) -> None:
        full = indicator.full
        value = share.met / share.due if share.due else 0.0
        about = f"{share.met}/{share.due}"
        if full is not None:
            about += " · " + self.tr("target %1 %").replace("%1", f"{full:g}")
        good = full is None or value * 100 >= full
        self.view.cards[indicator.id].show_share(
            _percent(share),
            self._change(share, former),
            about,
            share=value,
            mark=None if full is None else full / 100,
            tone=Tone.GOOD if share.due and good else Tone.ACT,
        )

    def _change(self, share: Share, former: Share | None) -> str:
        if former is None or not (share.due and former.due):
            return ""
        by = 100 * (share.met / share.due - former.met / former.due)
        sign = "▲" if by > 0 else "▼" if by < 0 else "="
        words = self.tr("%1 against %2").replace("%1", f"{sign} {abs(by):.1f}".replace(".", ","))
        earlier = before(self._period)
        return words.replace("%2", earlier.name or earlier.words)

    def _columns(self, counted: Counted) -> list[Column]:
        """A column for each day up to today, or for each week of a long period."""
        last, step = min(self._period.last, self._today()), self._step()
        firsts = range(0, max(0, (last - self._period.first).days + 1), step)
        return [self._column(counted, self._period.first + timedelta(days=at), last, step) for at in firsts]

    def _step(self) -> int:
        return 1 if (self._period.last - self._period.first).days < _LONGEST_DAYS else 7

    def _column(self, counted: Counted, first: date, last: date, step: int) -> Column:
        foot = min(first + timedelta(days=step - 1), last)
        count = sum(counted.days.get(first + timedelta(days=at), 0) for at in range((foot - first).days + 1))
        when = f"{first:%d/%m}" if foot == first else f"{first:%d/%m}–{foot:%d/%m}"
        words = self.tr("%1: %2 dossiers").replace("%1", when).replace("%2", str(count))
        return Column(key=(first, foot), words=words, count=count, quiet=foot >= self._today())

    def _field_row(self, field: str, share: Share) -> Row:
        missing = share.due - share.met
        words = self.tr("%1 missing ›").replace("%1", str(missing)) if missing else "–"
        name = field or self.tr("(not in the catalogue)")
        tone = Tone.SOFT if not missing else Tone.BAD if 2 * missing > share.due else Tone.ACT
        return Row(
            key=field, lead=name, name=_percent(share), about="", done=share.met, of=share.due, next=words, tone=tone
        )

    def _open_missing(self, figure: str) -> None:
        words = self.tr("Not met: %1").replace("%1", _named(definition_on(self._period.last), figure))
        self._open(words, _scope(self._period), figure, missing=True)

    def _open_reason(self, figure: str, words: str) -> None:
        self._open(words, _scope(self._period), figure)

    def _open_days(self, days: object) -> None:
        assert isinstance(days, tuple)
        first, last = days
        when = f"{first:%d/%m/%Y}" if first == last else f"{first:%d/%m/%Y}–{last:%d/%m/%Y}"
        self._open(self.tr("Received %1").replace("%1", when), Scope(first=first, last=last), _RECEIVED)

    def _open_field(self, field: object) -> None:
        # A field without a name cannot be asked for: these are procedures of a catalogue that is not here.
        if field:
            words = self.tr("Not met: %1").replace("%1", str(field))
            self._open(words, replace(_scope(self._period), field=str(field)), _OF_FIELDS, missing=True)

    def _open_took(self, took: str, words: str) -> None:
        plans, period, own = self._app.plans, self._period, self._own
        self._open_codes(words, lambda: plans.behind(period, took, own=own))

    def _open_received(self) -> None:
        official = self.plan.report.official if self.plan.report else ""
        self._open(self.tr("Received"), replace(_scope(self._period), official=official), _RECEIVED)

    def _open(self, words: str, scope: Scope, figure: str, *, missing: bool = False) -> None:
        reports = self._app.reports
        self._open_codes(words, lambda: reports.behind(scope, figure, missing=missing))

    def _open_codes(self, words: str, found: Callable[[], list[str]]) -> None:
        """List the dossiers behind a number."""
        app, period = self._app, self._period

        def work(_: object) -> _Behind:
            codes = found()
            return _Behind(words, app.board.coded(codes[:MOST_LISTED]), len(codes))

        def show(found: _Behind) -> None:
            if period == self._period:
                self._list(found)

        Operation(self, work, Doing(self.tr("Looking for the dossiers…"))).on_success(show).run()

    def _list(self, found: _Behind) -> None:
        self.view.listing.rows.show_rows(rows_of(found.lines))
        more = self.tr("the first %1 of %2").replace("%1", str(len(found.lines))).replace("%2", str(found.count))
        about = f"{found.words} · {found.count}" if len(found.lines) == found.count else f"{found.words} · {more}"
        self.view.list_about.setText(about)
        nothing = with_key(Act.BACK, self.tr("No dossier is behind this number. %k leads back to the report."))
        self.view.listing.show_empty("" if found.lines else nothing)
        self.view.show_list(shown=True)
        self.take_keys()

    def _save_excel(self) -> None:
        made = self._plan_excel() if self.view.plans else self._shares_excel()
        self._save(self._report_name, "Excel (*.xlsx)", ".xlsx", lambda _: made())

    def _save_print(self) -> None:
        made = self._plan_print() if self.view.plans else self._shares_print()
        self._save(self._report_name, _PDF, ".pdf", lambda _: made(), shown=True)

    def _save_register(self) -> None:
        """The register of the period's dossiers, as a sheet to be signed."""
        app, period = self._app, self._period
        self._save(
            "so-theo-doi-ho-so",
            _PDF,
            ".pdf",
            lambda handle: app.register.draw(period.first, period.last, handle.step),
            shown=True,
        )

    @property
    def _report_name(self) -> str:
        return f"bao-cao-{'ke-hoach' if self.view.plans else 'so-hoa'}"

    def _shares_excel(self) -> Callable[[], bytes]:
        from desktop.report.workbook import report_xlsx

        app, period = self._app, self._period
        return lambda: report_xlsx(app.reports.digitisation(period), app.settings.unit_name, app.clock.now())

    def _shares_print(self) -> Callable[[], bytes]:
        from desktop.report.printed import report_pdf

        app, period = self._app, self._period
        return lambda: report_pdf(app.reports.digitisation(period), app.settings, app.clock.now())

    def _plan_excel(self) -> Callable[[], bytes]:
        from desktop.report.plan.workbook import plan_xlsx

        app, period, own = self._app, self._period, self._own
        return lambda: plan_xlsx(app.plans.report(period, own=own), app.settings.unit_name, app.clock.now())

    def _plan_print(self) -> Callable[[], bytes]:
        from desktop.report.plan.printed import plan_pdf

        app, period, own = self._app, self._period, self._own
        return lambda: plan_pdf(app.plans.report(period, own=own), app.settings, app.clock.now())

    def _save(
        self, about: str, kind: str, ending: str, made: Callable[[Handle], bytes], *, shown: bool = False
    ) -> None:
        """Ask where, then count and write in the background; what is to be printed is shown."""
        period = self._period
        name = f"{about}-{period.first:%Y%m%d}-{period.last:%Y%m%d}{ending}"
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Where the report goes"), name, kind)
        if not chosen:
            return
        file = Path(chosen)

        def work(handle: Handle) -> None:
            # The system's own window has asked about a file that stands there.
            write_file(file, made(handle), replace=True)

        def done(_: None) -> None:
            self.told.emit(Notice(self.tr("Written: %1").replace("%1", file.name), good=True))
            if shown:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

        Operation(self, work, Doing(self.tr("Writing the report…"))).on_success(done).run()


def _scope(period: Period) -> Scope:
    return Scope(first=period.first, last=period.last)


def _named(definition: Definition, figure: str) -> str:
    return next(one.name for one in definition.indicators if one.id == figure)


def _percent(share: Share) -> str:
    return f"{share.percent.replace('.', ',')} %" if share.due else share.percent


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
