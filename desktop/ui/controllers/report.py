"""Báo cáo: the quarter's report with one key; every number opens the dossiers behind it."""

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
from desktop.report.digitisation import DigitisationReport
from desktop.report.facts import Scope
from desktop.report.period import Period, before, month, months, quarter_of
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.lines import rows_of
from desktop.ui.look.chart import Column
from desktop.ui.look.rows import Row, Tone
from desktop.ui.operations import Doing, Operation
from desktop.ui.page import Notice, Page, Where
from desktop.ui.views.report import ReportView
from desktop.workflow.board import MOST_LISTED, DossierLine

_CARDS = ("4.2", "4.1", "4.3", "1.4")
"""The shares that have a card; all of them are in the workbook and in print."""
_OF_FIELDS = "4.2"
_RECEIVED = "TiepNhan"
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
        self.view = view = ReportView(
            [(name, shares[name]) for name in _CARDS], [(one.id, one.name) for one in definition.reasons]
        )
        self.setLayout(view)
        self.tools = view.period
        self.counted: Counted | None = None
        self.acts = {Act.SAVE: self._save_excel, Act.PRINT: self._save_print}
        view.excel.clicked.connect(self._save_excel)
        view.printing.clicked.connect(self._save_print)
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

    def enter(self, what: object = None) -> None:
        """Count again; the dossiers behind a number stay where they were left."""
        self.titled.emit("", "")
        self.refresh()
        self.take_keys()

    def take_keys(self) -> None:
        """To the list that is shown."""
        (self.view.listing.rows if self.view.lists else self.view.fields).setFocus()

    def go_back(self) -> bool:
        """From the dossiers behind a number to the report."""
        listed = self.view.lists
        self.view.show_list(shown=False)
        self.take_keys()
        return listed

    def choose(self, period: Period) -> None:
        """Report on another period."""
        self._period = period
        self.view.show_list(shown=False)
        self.refresh()
        self.take_keys()

    def refresh(self) -> None:
        """Count in the background; what was asked for before another period was chosen is not shown."""
        wanted, reports = self._period, self._app.reports
        self.view.period.setText(_capital(wanted.name or wanted.words))

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

    def _open(self, words: str, scope: Scope, figure: str, *, missing: bool = False) -> None:
        """List the dossiers behind a number."""
        app, period = self._app, self._period

        def work(_: object) -> _Behind:
            codes = app.reports.behind(scope, figure, missing=missing)
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
        from desktop.report.workbook import report_xlsx

        unit = self._app.settings.unit_name
        self._save("Excel (*.xlsx)", ".xlsx", lambda report: report_xlsx(report, unit, self._app.clock.now()))

    def _save_print(self) -> None:
        from desktop.report.printed import report_pdf

        settings = self._app.settings
        self._save(
            "PDF (*.pdf)", ".pdf", lambda report: report_pdf(report, settings, self._app.clock.now()), shown=True
        )

    def _save(
        self, kind: str, ending: str, made: Callable[[DigitisationReport], bytes], *, shown: bool = False
    ) -> None:
        """Ask where, then count and write in the background; what is to be printed is shown."""
        period, reports = self._period, self._app.reports
        name = f"bao-cao-so-hoa-{period.first:%Y%m%d}-{period.last:%Y%m%d}{ending}"
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Where the report goes"), name, kind)
        if not chosen:
            return
        file = Path(chosen)

        def work(_: object) -> None:
            # The system's own window has asked about a file that stands there.
            write_file(file, made(reports.digitisation(period)), replace=True)

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
