"""The officials of a counter in the window, by the keyboard alone: who is there, and what they may do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox

from desktop.model.official import Role
from desktop.training import names
from desktop.ui.controllers.pin import PinField
from desktop.ui.page import Where
from desktop.workflow.officials.errors import WrongLogIn
from tests.ui.officials.desk import (
    BOTH,
    CTRL,
    OTHER,
    PEOPLE,
    WORDS,
    choose,
    fill,
    form,
    gone,
    official,
    page,
    said,
    secret,
    to_officials,
    to_shift,
)

pytestmark = pytest.mark.window


def test_a_counter_without_officials_says_how_to_begin_and_the_first_one_makes_everybody_log_in(come):
    clerk = come("")
    view = to_officials(clerk).view
    clerk.until(lambda: "Ctrl+Shift+A" in view.empty.text(), "how to begin")
    clerk.press(Qt.Key.Key_A, BOTH)
    form(clerk)
    fill(clerk, "quan", "Phạm Văn Quản", WORDS, WORDS)
    clerk.until(lambda: not clerk.window.isVisible(), "closed, to be opened with the door before it")
    wanted = clerk.window.wanted
    assert wanted.official is None
    assert wanted.first is Where.OFFICIALS
    assert clerk.window.app.officials.get("quan").roles == {Role.ADMINISTERING}


def test_the_first_one_must_be_an_administrator_and_the_form_says_so_in_place(come):
    clerk = come("")
    officials = to_officials(clerk)
    clerk.until(lambda: officials._looked, "looked")
    clerk.press(Qt.Key.Key_A, BOTH)
    dialog = form(clerk)
    first, *_, administering = dialog.findChildren(QCheckBox)
    first.setChecked(True)
    administering.setChecked(False)
    fill(clerk, "lan", names.OFFICIAL, WORDS, WORDS)
    clerk.until(lambda: "quản trị" in dialog.view.trouble.text(), "why not")
    assert dialog.isVisible()
    assert not clerk.window.app.officials.are_there()
    clerk.press(Qt.Key.Key_Escape)
    gone(clerk)


def test_where_nobody_logs_in_the_page_of_hand_overs_says_so(come):
    clerk = come("")
    view = to_shift(clerk).view
    clerk.until(lambda: "Shift+F7" in view.empty.text(), "what is missing")
    clerk.press(Qt.Key.Key_Return)
    clerk.press(Qt.Key.Key_Delete)
    assert not clerk.window.view.message.isVisible()


# The administrator


def test_the_list_says_who_is_there_and_what_they_are(shared):
    clerk = shared("quan")
    view = to_officials(clerk).view
    choose(clerk, view, "thu")
    row = next(row for row in view.rows.rows if row.key == "thu")
    assert (row.name, row.about) == ("Lê Thị Văn Thư", "văn thư")
    assert "mật khẩu, đến" in row.next
    clerk.until(lambda: "chưa đăng nhập lần nào" in view.told.text(), "all that is known of the marked one")
    assert "USB ký số" in view.told.text()


def test_one_is_added_and_can_log_in(shared):
    clerk = shared("quan")
    view = to_officials(clerk).view
    clerk.until(lambda: len(view.rows.rows) == len(PEOPLE), "the list")
    clerk.press(Qt.Key.Key_A, BOTH)
    form(clerk)
    fill(clerk, "TU", "Trần Văn Tư", OTHER, OTHER)
    gone(clerk)
    clerk.until(lambda: view.rows.chosen == "tu", "the new one marked")
    assert clerk.window.app.door.by_password("tu", secret(OTHER)).roles == {Role.RECEIVING}
    clerk.window.app.officials.set_disabled("tu", disabled=True)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("lan", "Nguyễn Lan", WORDS, WORDS), "đã có"),
        (("Lan Thị", "Nguyễn Lan", WORDS, WORDS), "không dùng làm tên đăng nhập"),
        (("moi", "Nguyễn Mới", WORDS, OTHER), "không giống nhau"),
        (("moi", "Nguyễn Mới", "ngan", "ngan"), "ít nhất 14"),
    ],
)
def test_why_one_is_not_added_is_said_in_the_form_and_no_password_stays_in_it(shared, typed, why):
    clerk = shared("quan")
    officials = to_officials(clerk)
    clerk.until(lambda: officials._looked, "looked")
    before = clerk.window.app.officials.every()
    clerk.press(Qt.Key.Key_A, BOTH)
    dialog = form(clerk)
    fill(clerk, *typed)
    clerk.until(lambda: why in dialog.view.trouble.text(), why)
    assert dialog.view.trouble.isVisible()
    fields = dialog.findChildren(PinField)
    assert [one.text() for one in fields] == ["", ""]
    clerk.until(fields[0].hasFocus, "the password again")
    assert clerk.window.app.officials.every() == before
    clerk.press(Qt.Key.Key_Escape)
    gone(clerk)


def test_roles_are_changed_and_given_back_by_one_key(shared):
    clerk = shared("quan")
    view = to_officials(clerk).view
    choose(clerk, view, "lan")
    clerk.press(Qt.Key.Key_Return)
    form(clerk)
    clerk.press(Qt.Key.Key_Tab)
    clerk.press(Qt.Key.Key_Space)
    clerk.press(Qt.Key.Key_Return)
    gone(clerk)
    said(clerk, "tiếp nhận, xử lý")
    assert official(clerk, "lan").roles == {Role.RECEIVING, Role.PROCESSING}
    clerk.press(Qt.Key.Key_Return, CTRL)
    clerk.until(lambda: official(clerk, "lan").roles == {Role.RECEIVING}, "as before")


def test_one_is_switched_off_and_on_again_by_one_key(shared):
    clerk = shared("quan")
    view = to_officials(clerk).view
    choose(clerk, view, "lan")
    clerk.press(Qt.Key.Key_K, BOTH)
    said(clerk, "không đăng nhập được nữa")
    with pytest.raises(WrongLogIn):
        clerk.window.app.door.by_password("lan", secret())
    clerk.until(lambda: next(row for row in view.rows.rows if row.key == "lan").next == "đã khoá", "told in the list")
    clerk.press(Qt.Key.Key_Return, CTRL)
    said(clerk, "đăng nhập lại được")
    assert not official(clerk, "lan").disabled


def test_the_last_administrator_stays_and_it_is_said_why(shared):
    clerk = shared("quan")
    view = to_officials(clerk).view
    choose(clerk, view, "quan")
    clerk.press(Qt.Key.Key_K, BOTH)
    said(clerk, "ít nhất một cán bộ quản trị")
    assert not official(clerk, "quan").disabled


def test_a_new_password_lets_in_who_has_forgotten_theirs(shared):
    clerk = shared("quan")
    view = to_officials(clerk).view
    choose(clerk, view, "thu")
    clerk.press(Qt.Key.Key_P, BOTH)
    form(clerk)
    fill(clerk, OTHER, OTHER)
    gone(clerk)
    said(clerk, "mật khẩu mới")
    assert clerk.window.app.door.by_password("thu", secret(OTHER)).name == "thu"


def test_anybody_else_is_told_whose_work_it_is(shared):
    clerk = shared("lan")
    view = to_officials(clerk).view
    clerk.until(lambda: "quản trị" in view.empty.text(), "whose work it is")
    assert not view.rows.rows
    clerk.press(Qt.Key.Key_A, BOTH)
    clerk.press(Qt.Key.Key_K, BOTH)
    assert QApplication.activeModalWidget() is None
    clerk.press(Qt.Key.Key_Escape)
    assert clerk.window.shown is not page(clerk, Where.OFFICIALS)
