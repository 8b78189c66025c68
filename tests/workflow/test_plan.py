"""The counter against the plans: what is in the report, and whose times anybody sees."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest

from desktop.document.file.check import check_pdfa
from desktop.machine.clock import SteppingClock
from desktop.machine.folders import resources
from desktop.machine.settings import Settings
from desktop.model.official import NOBODY, Acting, NotLoggedIn, NotYourRole, Role
from desktop.model.states import DigitisationState, SigningState, SyncState
from desktop.report.period import quarter
from desktop.report.plan.printed import plan_pdf
from desktop.report.plan.times import Stage, Took
from desktop.report.plan.workbook import plan_xlsx
from desktop.report.reports import Reports
from desktop.store.file import Store
from desktop.workflow.backlog.progress import BacklogProgress
from desktop.workflow.limits import TimeLimits
from desktop.workflow.plan import NoSuchTime, Plans
from tests.report.rows import NOON, OFFICIALS, DossierRow, PaperRow, code_of, put
from tests.report.sheet import Computed
from tests.report.test_report import text_of
from tests.store.conftest import place, secrets, store  # noqa: F401

AT = datetime(2026, 4, 10, 2, 0, tzinfo=UTC)
QUARTER = quarter(2026, 1)
LAN, HAI = OFFICIALS[0], OFFICIALS[1]
SETTINGS = Settings(officer=LAN, unit_name="Trung tâm xã Mẫu", unit_area="nong_thon")


def done(official: str, minutes: int) -> DossierRow:
    """A dossier confirmed after so many minutes, signed, sent and confirmed by the province a minute later each."""
    times = tuple(NOON + timedelta(minutes=minutes + late) for late in (-1, 0, 1, 2, 3))
    built = PaperRow(
        digitisation=DigitisationState.BUILT,
        signing=SigningState.SIGNED,
        sync=SyncState.CONFIRMED,
        file=True,
        times=times,
    )
    return DossierRow(official=official, papers=(built,))


@pytest.fixture
def plans(store: Store, tmp_path) -> Iterator[Plans]:  # noqa: F811
    clock = SteppingClock(AT)
    days = TimeLimits(clock, tmp_path / "none").days
    backlog = BacklogProgress(store, clock, lambda: days, resources() / "backlog" / "plan.toml")
    put(store, [done(LAN, 10), done(LAN, 14), done(HAI, 30)])
    yield Plans(store, clock, SETTINGS, Reports(store), backlog)


def test_a_counter_without_officials_sees_its_own_figures(plans):
    report = plans.report(QUARTER)
    assert report.official == ""
    assert report.times.minutes == 18.0
    assert report.times.minutes_of(Stage.PROVINCE) == 1.0
    assert (report.times.counts[Took.WITHIN], report.times.counts[Took.OVER]) == (2, 1)
    own = report.productivity
    assert (own.dossiers, own.officials, own.days, own.target.value) == (3, 2, 90, 1200)
    assert (report.reuse.met, report.reuse.due, report.reuse_target.value) == (0, 3, 80)
    assert report.minutes_target.value == 15
    assert plans.behind(QUARTER, "over") == [code_of(2)]


def test_the_backlog_is_the_one_fact_of_the_backlog_screen(plans):
    assert plans.report(QUARTER).backlog == plans._backlog.now()
    assert plans.report(QUARTER).today == AT.date()


def test_a_period_that_is_not_over_is_counted_up_to_today(plans):
    assert plans.report(quarter(2026, 2)).productivity.days == 10
    assert plans.report(quarter(2026, 3)).productivity.days == 0


def test_an_official_sees_the_own_times_and_nobody_elses(plans, store):  # noqa: F811
    store.acting = Acting(LAN, frozenset({Role.RECEIVING, Role.ADMINISTERING}))
    report = plans.report(QUARTER)
    assert (report.official, report.times.minutes, report.productivity.dossiers) == (LAN, 12.0, 2)
    assert report.productivity.officials == 1
    assert plans.behind(QUARTER, "over") == []
    assert plans.behind(QUARTER, "at_counter") == [code_of(0), code_of(1)]
    with pytest.raises(NotYourRole):
        plans.report(QUARTER, own=False)
    with pytest.raises(NotYourRole):
        plans.behind(QUARTER, "over", own=False)


def test_a_leader_sees_the_counters_times_or_the_own_ones(plans, store):  # noqa: F811
    store.acting = Acting(HAI, frozenset({Role.LEADING}))
    assert (plans.report(QUARTER).official, plans.report(QUARTER).times.minutes) == ("", 18.0)
    assert (plans.report(QUARTER, own=True).official, plans.report(QUARTER, own=True).times.minutes) == (HAI, 30.0)


def test_nobody_sees_a_list_of_officials(plans, store):  # noqa: F811
    for acting in (None, Acting(HAI, frozenset({Role.LEADING}))):
        store.acting = acting
        report = plans.report(QUARTER)
        told = json.dumps(report.as_data()) + " ".join(report.as_lines())
        assert LAN not in told
        assert HAI not in told


@pytest.mark.parametrize("own", [None, True, False])
def test_who_has_not_logged_in_sees_nothing(plans, store, own):  # noqa: F811
    store.acting = NOBODY
    with pytest.raises(NotLoggedIn):
        plans.report(QUARTER, own=own)


def test_a_time_that_is_none_is_refused_with_those_that_are(plans):
    with pytest.raises(NoSuchTime) as refused:
        plans.behind(QUARTER, "fastest")
    assert "many_days" in refused.value.what_to_do


def test_the_share_of_the_backlog_that_is_done_is_a_formula(plans):
    report = plans.report(QUARTER)
    first, *others = report.backlog.periods
    some = replace(first, books=1, sheets=7, done=3)
    report = replace(report, backlog=replace(report.backlog, periods=(some, *others)))
    data = plan_xlsx(report, SETTINGS.unit_name, AT)
    written, computed = openpyxl.load_workbook(io.BytesIO(data), data_only=True), Computed(data)
    shares = [written[sheet][cell].value for sheet, cell in computed.formulas()]
    assert shares == [computed.value(sheet, cell) for sheet, cell in computed.formulas()]
    assert shares == [42] + ["N/A"] * len(others)


def test_workbook_and_print_have_the_same_figures(plans):
    report = plans.report(QUARTER)
    book = openpyxl.load_workbook(io.BytesIO(plan_xlsx(report, SETTINGS.unit_name, AT)))
    rows = {row[0]: row[1:] for row in book["Kế hoạch"].iter_rows(values_only=True) if row[0]}
    assert rows["Thời gian tại quầy (phút một hồ sơ)"][:2] == (18.0, 15)
    assert rows["Dùng lại dữ liệu đã số hóa (%)"][:2] == (0.0, 80)
    assert rows["Quá chỉ tiêu"][0] == 1
    assert rows["Chờ tỉnh xác nhận"][0] == 1.0
    assert rows["2016–2021"][:2] == (0, 0)
    pdf = plan_pdf(report, SETTINGS, AT)
    assert check_pdfa(pdf) == []
    text = text_of(pdf)
    for words in ("quý I/2026", "Quá chỉ tiêu 1", "Chờ tỉnh xác nhận 1", "2016–2021 0/0"):
        assert words in text, words
