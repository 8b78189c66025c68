"""Hôm nay: what waits, the list of the day, and a card that leads to its owner's dossier from everywhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from desktop.machine.downtime import Downtime
from desktop.model.owner import party_from_qr
from desktop.model.slip import SlipKind
from desktop.store import tables
from desktop.training.people import person
from desktop.ui.controllers.lines import said
from desktop.ui.look.rows import Tone
from desktop.ui.page import Where
from desktop.ui.views.today import Which
from desktop.workflow.what_next import Next

CTRL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.window


@pytest.fixture
def clerk(counter):
    return counter


def start(clerk, citizen: str):
    return clerk.window.app.intake.start("1.004873", "TH1", party_from_qr(person(citizen).qr))


def read_card(clerk, citizen: str) -> None:
    clerk.type(person(citizen).qr)
    clerk.press(Qt.Key.Key_Return)


def test_the_day_is_listed_and_opened_by_keys_alone(clerk):
    window, today = clerk.window, clerk.window.page(Where.TODAY)
    assert window.view.heading.text() == "Hôm nay"
    first, second = start(clerk, "today 1"), start(clerk, "today 2")
    clerk.turn_to(Where.TODAY)
    rows = today.view.rows
    clerk.until(lambda: [row.key for row in rows.rows[:2]] == [second.id, first.id], "both of them")
    assert (rows.rows[0].lead, rows.rows[0].name) == (second.code, second.party.name)
    assert rows.rows[0].next == f"{rows.rows[0].of} chờ quét"
    assert int(today.view.cards[Which.UNFINISHED].number.text()) == len(rows.rows)
    rows.choose(0)
    clerk.press(Qt.Key.Key_Down)
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: window.shown is window.dossier and window.dossier._dossier, "the dossier")
    assert window.dossier._dossier.id == first.id
    clerk.press(Qt.Key.Key_Escape)
    assert window.shown is today
    assert rows.chosen == first.id, "back where she was"


def received(clerk, dossier, at) -> None:
    """The dossier was taken in at another moment."""
    with clerk.window.app._store.writing() as tx:
        tx.execute(tables.dossier.update().where(tables.dossier.c.id == dossier.id).values(received_at=at))


def test_by_when_the_applicant_is_told_stands_behind_what_is_next_and_is_red_once_it_is_late(clerk):
    window, today = clerk.window, clerk.window.page(Where.TODAY)
    app = window.app
    late, soon = start(clerk, "today late"), start(clerk, "today soon")
    received(clerk, late, app.clock.now() - timedelta(days=30))
    clerk.turn_to(Where.TODAY)
    rows = today.view.rows

    def row_of(dossier):
        return next((row for row in rows.rows if row.key == dossier.id), None)

    clerk.until(lambda: row_of(late) and row_of(soon) and row_of(late).late, "both of them")
    by = app.limits.reply_by(soon.received_at)
    assert (row_of(soon).by, row_of(soon).late) == (f"hạn báo {by:%H:%M %d/%m}", False)
    tab = today.view.tabs[Which.TO_REPLY]
    assert tab.text() == f"Chờ báo tiếp nhận ({app.board.today().to_reply})"
    tab.click()
    keys = [row.key for row in rows.rows]
    assert keys.index(late.id) < keys.index(soon.id), "the next due first"
    rows.setFocus()
    rows.choose(keys.index(late.id))
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: window.shown is window.dossier and window.dossier._dossier, "the dossier")
    clerk.until(lambda: window.dossier._dossier.id == late.id, "it")
    app.slips.write(late.id, SlipKind.RECEIPT)
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: window.shown is today and row_of(late) is None, "that one with a reply")
    assert row_of(soon)
    today.choose(Which.ALL)
    assert not row_of(late).by


def test_the_page_looks_again_when_an_hour_is_over(clerk, monkeypatch):
    today, app = clerk.window.page(Where.TODAY), clerk.window.app
    dossier = start(clerk, "today over")
    over = app.clock.now() + timedelta(seconds=2)
    monkeypatch.setattr(app.limits, "reply_by", lambda _: over)
    clerk.turn_to(Where.TODAY)
    rows = today.view.rows
    clerk.until(lambda: any(row.key == dossier.id and row.late for row in rows.rows), "that it is late, by itself")


def test_a_part_of_the_list_says_what_to_do_where_nothing_is_in_it(clerk):
    window, today = clerk.window, clerk.window.page(Where.TODAY)
    start(clerk, "today 3")
    today.refresh()
    clerk.until(lambda: today.view.rows.rows, "the list")
    today.view.cards[Which.REFUSED].click()
    assert today.view.empty.isVisible()
    assert "Tỉnh không trả lại" in today.view.empty.text()
    assert today.view.tabs[Which.REFUSED].isChecked()
    clerk.press(Qt.Key.Key_Escape)
    assert today.view.rows.isVisible()
    assert today.view.tabs[Which.ALL].isChecked()
    assert window.shown is today


def test_a_card_opens_the_form_then_the_one_dossier_then_lists_several(clerk):
    window, who = clerk.window, "reads a card"
    number = person(who).number
    read_card(clerk, who)
    clerk.until(lambda: window.shown is window.page(Where.NEW), "the form")
    assert window.new.owner.party and window.new.owner.party.number == number
    clerk.press(Qt.Key.Key_Escape)
    one = start(clerk, who)
    read_card(clerk, who)
    clerk.until(lambda: window.shown is window.dossier and window.dossier._dossier, "the dossier")
    clerk.until(lambda: window.dossier._dossier.id == one.id, "it")
    other = start(clerk, who)
    window.dossier.contents.view.fields["number"].setFocus()
    read_card(clerk, who)
    clerk.until(lambda: window.shown is window.page(Where.FIND), "the list")
    rows = window.page(Where.FIND).view.rows
    clerk.until(lambda: [row.key for row in rows.rows] == [other.id, one.id], "both of them")
    assert window.view.search.text() == number
    assert rows.hasFocus()


def test_the_form_takes_a_card_whatever_has_the_cursor_there(clerk):
    window = clerk.window
    clerk.press(Qt.Key.Key_N, CTRL)
    clerk.until(lambda: window.new.procedure.ready, "the procedures")
    words = window.new.view.procedure.words
    words.setFocus()
    read_card(clerk, "today 4")
    assert window.new.owner.party and window.new.owner.party.number == person("today 4").number
    assert words.text() == ""


def test_a_card_that_is_none_is_told(clerk):
    clerk.type("012345678901|khong phai the")
    clerk.press(Qt.Key.Key_Return)
    clerk.until(clerk.window.view.message.isVisible, "what is wrong")


@pytest.mark.parametrize("do", Next)
def test_every_next_step_has_words_and_red_is_trouble_alone(application, do):
    words, tone = said(do, 3)
    assert words
    assert (tone is Tone.BAD) == (do is Next.MEND)


def test_more_dossiers_than_are_listed_are_told(clerk, monkeypatch):
    window, today = clerk.window, clerk.window.page(Where.TODAY)
    # One more than the newest that is unfinished and the oldest that has no reply.
    for number in (7, 8, 9):
        start(clerk, f"today {number}")
    # The one that takes it from the other first: it may be loaded only here.
    monkeypatch.setattr("desktop.workflow.found.MOST_LISTED", 1)
    monkeypatch.setattr("desktop.workflow.board.MOST_LISTED", 1)
    monkeypatch.setattr("desktop.ui.controllers.searching.MOST_LISTED", 1)
    more = window.app.board.today().more
    assert more > 0
    clerk.turn_to(Where.TODAY)
    words = f"Còn {more} hồ sơ nữa chưa liệt kê ở đây; tìm theo tên, số hoặc mã ở ô phía trên."
    clerk.until(lambda: today.view.more.isVisible() and today.view.more.text() == words, "how many more there are")
    window.show_screen(Where.FIND, "")
    found = window.page(Where.FIND).view
    words = "Chỉ liệt kê 1 hồ sơ mới nhất; gõ thêm để tìm hẹp hơn."
    clerk.until(lambda: found.more.isVisible() and found.more.text() == words, "that there are others")
    monkeypatch.undo()
    window.show_screen(Where.FIND, "")
    clerk.until(lambda: len(found.rows.rows) > 1 and not found.more.isVisible(), "all of them")


def test_a_planned_downtime_of_the_province_stands_above_everything(clerk):
    app, today = clerk.window.app, clerk.window.page(Where.TODAY)
    clerk.turn_to(Where.TODAY)
    clerk.until(lambda: today._looked, "the day")
    assert not today.view.announced.isVisible()
    first = app.clock.now() + timedelta(days=2)
    app.sending._downtimes = (Downtime(first=first, last=first + timedelta(hours=3), why="nâng cấp"),)
    today.refresh()
    clerk.until(today.view.announced.isVisible, "the announcement")
    assert today.view.announced.text() == app.sending.announced
    assert "nâng cấp" in today.view.announced.text()
