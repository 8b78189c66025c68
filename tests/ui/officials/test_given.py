"""What is given to another official, by the keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.model.shift import ShiftState
from desktop.training import names
from desktop.ui.controllers.officials.take_here import TakeHereDialog
from desktop.ui.page import Where
from tests.ui.conftest import Clerk
from tests.ui.officials.desk import CTRL, SHIFT, WORDS, begin, gone, page, said, to_shift

pytestmark = pytest.mark.window


def give(clerk: Clerk, note: str = "") -> Any:
    """Choose hoa, and give."""
    shifts = to_shift(clerk)
    clerk.until(lambda: shifts.view.taker.count() and shifts.view.taker.hasFocus(), "who receives")
    clerk.press(Qt.Key.Key_Down)
    clerk.until(lambda: shifts.view.taker.currentData() == "hoa", "hoa")
    if note:
        clerk.press(Qt.Key.Key_Tab)
        clerk.type(note)
    clerk.press(Qt.Key.Key_Return)
    said(clerk, "Hoàng Thị Hoa")
    clerk.until(lambda: clerk.window.app.shifts.own() and shifts.view.rows.rows, "what was given")
    return shifts


@pytest.fixture
def lan(come) -> Clerk:
    """lan, with two dossiers."""
    clerk = come("lan")
    begin(clerk.window.app, 1)
    begin(clerk.window.app, 2)
    return clerk


def test_dossiers_are_given_and_taken_over_after_log_in(lan, come):
    give(lan, "con hai ho so")
    given = lan.window.app.shifts.own()[0]
    assert (given.taker, given.note, len(given.lines)) == ("hoa", "con hai ho so", 2)
    hoa = come("hoa")
    today = page(hoa, Where.TODAY).view
    hoa.window.show_screen(Where.TODAY)
    hoa.until(lambda: names.OFFICIAL in today.handed.words.text() and today.handed.isVisible(), "told on Hôm nay")
    hoa.until(lambda: hoa.window.view.official.waiting == 1, "counted at the foot of the rail")
    shifts = to_shift(hoa)
    hoa.until(lambda: [row.key for row in shifts.view.lines.rows] == [line.dossier_id for line in given.lines], "what")
    hoa.until(shifts.view.rows.hasFocus, "the list")
    hoa.press(Qt.Key.Key_Return)
    said(hoa, "2 hồ sơ của Nguyễn Thị Mẫu nay là của bạn")
    assert len(hoa.window.app.shifts.unfinished()) == 2
    hoa.until(lambda: hoa.window.view.official.waiting == 0, "nothing waits")


def test_it_is_not_taken_over_and_stays_with_who_gave_it(lan, come):
    give(lan)
    hoa = come("hoa")
    shifts = to_shift(hoa)
    hoa.until(lambda: shifts.view.rows.rows and shifts.view.not_taken.isVisible(), "what waits")
    hoa.press(Qt.Key.Key_D, CTRL | SHIFT)
    said(hoa, "vẫn ở")
    assert hoa.window.app.shifts.own()[0].state is ShiftState.REFUSED


def test_one_is_left_out_and_stays(lan):
    shifts = to_shift(lan)
    lan.until(lambda: len(shifts.view.rows.rows) == 2, "what is unfinished")
    lan.until(shifts.view.taker.hasFocus, "who receives")
    lan.press(Qt.Key.Key_Down)
    for _ in range(8):
        if not shifts.view.rows.hasFocus():
            lan.press(Qt.Key.Key_Tab)
    lan.press(Qt.Key.Key_Delete)
    stays = shifts.view.rows.chosen
    lan.until(lambda: "Giao 1 trong 2" in shifts.view.told.text(), "how many go")
    lan.press(Qt.Key.Key_Return)
    said(lan, "Đã giao 1 hồ sơ")
    assert [line.dossier_id for line in lan.window.app.shifts.unfinished()] == [stays]


def test_nobody_is_chosen_and_it_is_said(lan):
    shifts = to_shift(lan)
    lan.until(lambda: shifts.view.taker.hasFocus() and shifts.view.go_on.isEnabled(), "who receives")
    lan.press(Qt.Key.Key_Return)
    said(lan, "Hãy chọn người nhận")
    assert not lan.window.app.shifts.own()


def test_what_was_given_is_taken_back_by_one_key(lan):
    shifts = give(lan)
    lan.press(Qt.Key.Key_Return, CTRL)
    said(lan, "lại là của bạn")
    assert len(lan.window.app.shifts.unfinished()) == 2
    lan.until(lambda: shifts.view.rows.rows[0].next == "đã lấy lại", "told in the list")
    assert not shifts.view.take_back.isEnabled()


def take_here(clerk: Clerk) -> TakeHereDialog:
    """The door that has come up for a hand-over."""
    clerk.until(lambda: isinstance(QApplication.activeModalWidget(), TakeHereDialog), "the door")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TakeHereDialog)
    return dialog


def test_the_other_takes_over_in_place_by_her_own_password(lan):
    shifts = give(lan)
    lan.until(shifts.view.take_here.isEnabled, "the key")
    lan.press(Qt.Key.Key_H, CTRL | SHIFT)
    dialog = take_here(lan)
    lan.until(lambda: dialog.panel._secret.hasFocus() and dialog.isActiveWindow(), "the password's field")
    lan.type("sai mat khau hoan toan")
    lan.press(Qt.Key.Key_Return)
    lan.until(lambda: "không đúng" in dialog.panel.view.told.text() and dialog.panel._secret.hasFocus(), "refused")
    lan.type(WORDS)
    lan.press(Qt.Key.Key_Return)
    gone(lan)
    said(lan, "Hoàng Thị Hoa đã nhận 2 hồ sơ")
    app = lan.window.app
    assert app.shifts.own()[0].state is ShiftState.TAKEN
    assert app.acting.name == "lan"
    assert not app.shifts.unfinished()


def test_who_it_is_not_for_does_not_take_it_over_in_place(lan):
    shifts = give(lan)
    lan.until(shifts.view.take_here.isEnabled, "the key")
    lan.press(Qt.Key.Key_H, CTRL | SHIFT)
    dialog = take_here(lan)
    lan.until(lambda: dialog.panel._secret.hasFocus() and dialog.isActiveWindow(), "the password's field")
    dialog.panel.view.name.setText("thu")
    lan.type(WORDS)
    lan.press(Qt.Key.Key_Return)
    lan.until(lambda: "Hoàng Thị Hoa" in dialog.panel.view.told.text(), "whose it is")
    assert lan.window.app.shifts.own()[0].state is ShiftState.GIVEN
    lan.press(Qt.Key.Key_Escape)
    gone(lan)


def test_the_list_for_both_is_written_where_she_says(lan, tmp_path, monkeypatch):
    shown: list[str] = []
    file = tmp_path / "bien-ban.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(
        "desktop.ui.controllers.officials.shift.QDesktopServices.openUrl", lambda url: shown.append(url.toLocalFile())
    )
    shifts = give(lan)
    lan.until(shifts.view.print.isEnabled, "the key")
    lan.press(Qt.Key.Key_P, CTRL)
    lan.until(lambda: shown == [str(file)], "shown")
    assert file.read_bytes().startswith(b"%PDF")


def test_who_shall_receive_and_what_stays_outlive_a_change_of_language(lan):
    shifts = to_shift(lan)
    lan.until(lambda: len(shifts.view.rows.rows) == 2 and shifts.view.taker.hasFocus(), "what is unfinished")
    lan.press(Qt.Key.Key_Down)
    shifts.leave_out()
    lan.window.make_anew(lambda: None)
    anew = page(lan, Where.SHIFT)
    lan.until(lambda: "Giao 1 trong 2" in anew.view.told.text() and anew.view.taker.currentData() == "hoa", "the same")
