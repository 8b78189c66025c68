"""The report on the screen: one key makes it, every number opens the dossiers behind it, and it goes out as a file."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from desktop.document.file.check import check_pdfa
from desktop.machine.clock import VIETNAM
from desktop.model.owner import party_from_qr
from desktop.report.counting import By
from desktop.report.facts import Scope
from desktop.report.period import before, quarter_of
from desktop.report.plan.times import Stage
from desktop.training.people import person
from desktop.ui.page import Where

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

pytestmark = pytest.mark.window


@pytest.fixture
def report(counter):
    """The report of this quarter, with two dossiers more in it than before."""
    for number in (3, 5):
        counter.window.app.intake.start("1.001193", "TH1", party_from_qr(person(f"citizen {number}").qr))
    page = counter.window.page(Where.REPORT)
    page.choose(quarter_of(_today(counter)))
    count = _figures(counter).whole.dossiers
    counter.window.show_screen(Where.TODAY)
    counter.turn_to(Where.REPORT)
    counter.until(lambda: page.counted and page.counted.whole.dossiers == count, "the figures")
    counter.until(lambda: page.view.fields.hasFocus(), "the keys at the fields")
    return page


def _today(clerk):
    return clerk.window.app.clock.now().astimezone(VIETNAM).date()


def _figures(clerk):
    period = quarter_of(_today(clerk))
    return clerk.window.app.reports.figures(Scope(first=period.first, last=period.last))


def test_one_key_makes_the_quarters_report(counter, report):
    figures = _figures(counter)
    share = figures.whole.shares["4.1"]
    assert share.due >= 2
    card = report.view.cards["4.1"].figure
    assert card.number.text() == f"{share.percent.replace('.', ',')} %"
    assert card.about.text().startswith(f"{share.met}/{share.due}")
    rows = {row.lead: row for row in report.view.fields.rows}
    assert {one.key: (one.shares["4.2"].met, one.shares["4.2"].due) for one in figures.groups[By.FIELD]} == {
        name: (row.done, row.of) for name, row in rows.items()
    }
    assert sum(one.count for one in report.view.days.columns) == figures.whole.dossiers
    assert report.view.days.columns[-1].key == (_today(counter), _today(counter))
    assert report.view.reasons["must_scan"].count.text() == str(figures.whole.reasons["must_scan"])
    assert str(figures.whole.unconfirmed) in report.view.note.text()


def _listed(clerk, page, figure: str, *, missing: bool = False) -> None:
    period = page.period
    codes = clerk.window.app.reports.behind(Scope(first=period.first, last=period.last), figure, missing=missing)
    clerk.until(lambda: page.view.lists and {row.lead for row in page.view.listing.rows.rows} == set(codes), figure)
    assert codes


def test_a_share_opens_what_is_not_met_and_esc_leads_back(counter, report):
    report.view.cards["4.1"].click()
    _listed(counter, report, "4.1", missing=True)
    counter.until(lambda: report.view.listing.rows.hasFocus(), "the keys at the list")
    counter.press(Qt.Key.Key_Return)
    window = counter.window
    counter.until(lambda: window.shown is window.dossier and window.dossier._dossier, "the dossier")
    window.show_screen(Where.REPORT)
    counter.until(lambda: report.view.lists and report.view.listing.rows.hasFocus(), "the list again")
    counter.press(Qt.Key.Key_Escape)
    counter.until(lambda: not report.view.lists and report.view.fields.hasFocus(), "the report again")


def test_a_reason_and_a_field_open_their_dossiers(counter, report):
    report.view.reasons["must_scan"].button.click()
    _listed(counter, report, "must_scan")
    counter.press(Qt.Key.Key_Escape)
    counter.until(lambda: not report.view.lists and report.view.fields.hasFocus(), "the report again")
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: report.view.lists and report.view.listing.rows.rows, "the dossiers of a field")
    assert report.view.list_about.text().startswith("Chưa đạt: ")


@pytest.mark.parametrize("by_mouse", [True, False])
def test_a_column_opens_the_dossiers_of_its_day(counter, report, by_mouse):
    days, last = report.view.days, len(report.view.days.columns) - 1
    if by_mouse:
        at = days.place_of(last).center().toPoint()
        QTest.mouseClick(days, Qt.MouseButton.LeftButton, pos=QPoint(at.x(), 4))
    else:
        days.setFocus()
        for _ in range(last + 3):
            QTest.keyClick(days, Qt.Key.Key_Right)
        assert days.columns[last].words in days.accessibleName()
        QTest.keyClick(days, Qt.Key.Key_Return)
    today = _today(counter)
    codes = counter.window.app.reports.behind(Scope(first=today, last=today), "TiepNhan")
    rows = report.view.listing.rows
    counter.until(lambda: report.view.lists and {row.lead for row in rows.rows} == set(codes), "the day")


def test_another_period_is_one_entry_of_the_menu(counter, report):
    former = before(report.period)
    report.view.menu.aboutToShow.emit()
    entries = {action.text().lower(): action for action in report.view.menu.actions()}
    entries[former.name.lower()].trigger()
    counter.until(lambda: report.counted.whole.dossiers == 0, "no dossier in the quarter before")
    assert report.view.period.text().lower() == former.name.lower()
    assert report.view.cards["4.1"].figure.number.text() == "N/A"
    assert report.view.fields.rows == ()
    last = former.last - timedelta(days=1)
    assert any(one.key[0] <= last <= one.key[1] for one in report.view.days.columns)


def test_the_report_goes_out_as_a_workbook_and_as_a_print(counter, report, tmp_path, monkeypatch):
    shown: list[str] = []
    message = counter.window.view.message
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    for key, name in ((Qt.Key.Key_S, "r.xlsx"), (Qt.Key.Key_P, "r.pdf")):
        file = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, file=file: (str(file), ""))
        counter.press(key, CTRL)
        counter.until(lambda name=name: message.isVisible() and name in message.sentence.text(), name)
    assert zipfile.is_zipfile(io.BytesIO((tmp_path / "r.xlsx").read_bytes()))
    assert check_pdfa((tmp_path / "r.pdf").read_bytes()) == []
    counter.until(lambda: shown == [str(tmp_path / "r.pdf")], "the print shown")


def test_the_register_of_the_periods_dossiers_goes_out_by_one_key(counter, report, tmp_path, monkeypatch):
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    asked: list[str] = []

    def where(*given):
        asked.append(given[2])
        return str(tmp_path / "so.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", where)
    counter.press(Qt.Key.Key_R, CTRL | SHIFT)
    counter.until(lambda: opened, "the register")
    period = report.period
    assert asked == [f"so-theo-doi-ho-so-{period.first:%Y%m%d}-{period.last:%Y%m%d}.pdf"]
    assert check_pdfa((tmp_path / "so.pdf").read_bytes()) == []
    assert opened[0].toLocalFile() == str(tmp_path / "so.pdf")


def test_the_plan_has_a_button_for_the_register_too(counter, report, tmp_path, monkeypatch):
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "so.pdf"), ""))
    report.show_plan()
    button = report.plan.view.register
    counter.until(button.isVisible, "the plan")
    assert button.key == "Ctrl+Shift+R"
    button.click()
    counter.until(lambda: opened, "the register")
    assert opened[0].toLocalFile() == str(tmp_path / "so.pdf")
    # The window is the next test's too.
    report.go_back()


def test_nothing_is_written_where_no_place_is_chosen(counter, report, tmp_path, monkeypatch):
    asked: list[object] = []

    def nowhere(*words: object) -> tuple[str, str]:
        asked.append(words)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", nowhere)
    counter.press(Qt.Key.Key_S, CTRL)
    counter.until(lambda: asked, "the question")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def plan(counter, report):
    """The same quarter against the plans, by one key."""
    former = report.plan.report
    counter.press(Qt.Key.Key_M, CTRL | SHIFT)
    counter.until(lambda: report.plan.report is not former, "the plan's figures of now")
    assert report.plan.report.period == report.period
    counter.until(lambda: report.plan.view.periods.hasFocus(), "the keys at the periods")
    yield report
    while report.view.lists or report.view.plans:
        report.go_back()


def test_one_key_shows_the_quarter_against_the_plans_and_esc_leads_back(counter, plan):
    wanted, view = counter.window.app.plans.report(plan.period), plan.plan.view
    assert wanted.official == ""
    assert view.reuse.figure.about.text().startswith(f"{wanted.reuse.met}/{wanted.reuse.due} ")
    assert "80 %" in view.reuse.figure.about.text()
    assert view.productivity.figure.number.text() == str(wanted.productivity.a_year)
    assert [row.lead for row in view.periods.rows] == [one.period.name for one in wanted.backlog.periods]
    assert len(view.stages.rows) == len(Stage)
    assert {name: line.count.text() for name, line in view.counts.items()} == {
        str(name): str(count) for name, count in wanted.times.counts.items()
    }
    assert view.whose.text() == "Cả quầy"
    counter.press(Qt.Key.Key_Escape)
    counter.until(lambda: not plan.view.plans and plan.view.fields.hasFocus(), "the report on digitisation")


def test_a_number_of_the_plan_opens_its_dossiers_and_esc_leads_back_to_it(counter, plan):
    codes = counter.window.app.plans.behind(plan.period, "not_known")
    assert codes
    plan.plan.view.counts["not_known"].button.click()
    rows = plan.view.listing.rows
    counter.until(lambda: plan.view.lists and {row.lead for row in rows.rows} == set(codes), "the dossiers")
    counter.until(rows.hasFocus, "the keys at the list")
    counter.press(Qt.Key.Key_Escape)
    counter.until(lambda: not plan.view.lists and plan.view.plans, "the plan")
    counter.until(lambda: plan.plan.view.periods.hasFocus(), "the keys at the periods")


def test_the_own_figures_are_one_entry_of_the_menu(counter, plan):
    whole, mine = plan.plan.view.menu.actions()
    mine.trigger()
    counter.until(lambda: plan.plan.report.official == counter.window.app.settings.officer, "the own figures")
    assert plan.plan.view.whose.text() == "Của tôi"
    plan.plan.view.productivity.click()
    period = plan.period
    scope = Scope(first=period.first, last=period.last, official=plan.plan.report.official)
    codes = counter.window.app.reports.behind(scope, "TiepNhan")
    rows = plan.view.listing.rows
    counter.until(lambda: plan.view.lists and {row.lead for row in rows.rows} == set(codes), "what was received")
    plan.go_back()
    whole.trigger()
    counter.until(lambda: plan.plan.report.official == "", "the whole counter's again")


def test_a_period_of_the_backlog_leads_to_it(counter, plan):
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: counter.window.view.pages.currentWidget() is counter.window.page(Where.BACKLOG), "the books")


def test_the_plan_goes_out_as_a_workbook_and_as_a_print(counter, plan, tmp_path, monkeypatch):
    shown: list[str] = []
    message = counter.window.view.message
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    for key, name in ((Qt.Key.Key_S, "k.xlsx"), (Qt.Key.Key_P, "k.pdf")):
        file = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, file=file: (str(file), ""))
        counter.press(key, CTRL)
        counter.until(lambda name=name: message.isVisible() and name in message.sentence.text(), name)
    with zipfile.ZipFile(tmp_path / "k.xlsx") as book:
        assert "Kế hoạch" in book.read("xl/workbook.xml").decode()
    assert check_pdfa((tmp_path / "k.pdf").read_bytes()) == []
    counter.until(lambda: shown == [str(tmp_path / "k.pdf")], "the print shown")


def test_which_report_and_which_period_outlive_another_language(counter, plan):
    former = before(plan.period)
    plan.choose(former)
    kept = plan.kept()
    plan.choose(quarter_of(_today(counter)))
    plan.go_back()
    plan.restore(kept)
    assert (plan.period, plan.view.plans) == (former, True)
    plan.choose(quarter_of(_today(counter)))
