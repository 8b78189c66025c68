"""The officials in the window, by the keyboard alone: who is there, what is one's own, what is given to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QMenu

from desktop.app import App, open_app
from desktop.model.official import Official, Role
from desktop.model.owner import party_from_qr
from desktop.model.shift import ShiftState
from desktop.training import names
from desktop.training.people import person
from desktop.training.station import PIN
from desktop.ui.controllers.officials.take_here import TakeHereDialog
from desktop.ui.controllers.pin import PinField
from desktop.ui.main_window import MainWindow
from desktop.ui.page import Where
from desktop.ui.window import open_window
from desktop.workflow.officials import passwords
from desktop.workflow.officials.errors import WrongLogIn
from tests.ui.conftest import Clerk
from tests.ui.living import shut

pytestmark = pytest.mark.window

WORDS, OTHER = "bon tu khong lien quan", "mot cau khac han truoc"
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
BOTH = CTRL | SHIFT


PEOPLE = {
    "quan": ("Phạm Văn Quản", {Role.ADMINISTERING}),
    "lan": (names.OFFICIAL, {Role.RECEIVING}),
    "hoa": ("Hoàng Thị Hoa", {Role.RECEIVING}),
    "thu": ("Lê Thị Văn Thư", {Role.SEAL_KEEPING}),
}


def secret(words: str = WORDS) -> bytearray:
    return bytearray(words.encode())


@pytest.fixture(autouse=True)
def _quick_to_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_MEMORY_KIB", 64)


Come = Callable[[str], Clerk]


@pytest.fixture
def come(application: QApplication, tmp_path: Path) -> Iterator[Come]:
    """Lets an official come to the window of a counter that has some; no name: of one where nobody is set up."""
    yield from coming(tmp_path / "training")


@pytest.fixture(scope="module")
def shared(application: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Come]:
    """The same, for the tests of a module that leave everything as they found it."""
    yield from coming(tmp_path_factory.mktemp("shared") / "training")


def coming(data: Path) -> Iterator[Come]:
    """Opens the window for one official after the other; for who is there already it stays."""
    opened: list[MainWindow] = []
    there: list[str] = []

    def go() -> None:
        while opened:
            window = opened.pop()
            if window.isVisible():
                shut(window)
            window.app.close()

    def let_in(name: str) -> Clerk:
        if there != [name] or not opened:
            go()
            set_up(data, named=bool(name))
            app = open_app(data, training=True)
            if name:
                app.come_in(app.door.by_password(name, secret()))
            opened.append(open_window(app))
            there[:] = [name]
        (window,) = opened
        window.activateWindow()
        clerk = Clerk(window)
        clerk.until(lambda: window.lights.watching and window.isActiveWindow(), "the window at work")
        window.view.message.hide()
        window.show_screen(Where.TODAY)
        return clerk

    yield let_in
    go()


def set_up(data: Path, *, named: bool) -> None:
    """A training counter; with an administrator, two who receive and a Văn thư."""
    if data.exists():
        return
    with open_app(data, training=True) as app:
        app.first_run.leave()
        for name, (own_name, roles) in PEOPLE.items() if named else ():
            app.officials.add(name, own_name, roles, secret())


def page(clerk: Clerk, where: Where) -> Any:
    return clerk.window.page(where)


def to_officials(clerk: Clerk) -> Any:
    clerk.press(Qt.Key.Key_F7, SHIFT)
    clerk.until(lambda: page(clerk, Where.OFFICIALS) is clerk.window.shown, "the officials")
    return page(clerk, Where.OFFICIALS)


def to_shift(clerk: Clerk) -> Any:
    clerk.press(Qt.Key.Key_F6, SHIFT)
    clerk.until(lambda: page(clerk, Where.SHIFT) is clerk.window.shown, "the page of hand-overs")
    return page(clerk, Where.SHIFT)


def form(clerk: Clerk) -> Any:
    """The form that has come up, with the cursor in it."""
    clerk.until(lambda: QApplication.activeModalWidget() and QApplication.focusWidget(), "the form")
    dialog = QApplication.activeModalWidget()
    assert dialog
    clerk.until(lambda: dialog.isAncestorOf(clerk.focus()) and dialog.isActiveWindow(), "the cursor in the form")
    return dialog


def fill(clerk: Clerk, *texts: str) -> None:
    """Type into one field after the other, and press Enter."""
    for at, text in enumerate(texts):
        if at:
            clerk.press(Qt.Key.Key_Tab)
        clerk.type(text)
    clerk.press(Qt.Key.Key_Return)


def gone(clerk: Clerk) -> None:
    clerk.until(lambda: QApplication.activeModalWidget() is None and clerk.window.isActiveWindow(), "the form gone")


def said(clerk: Clerk, words: str) -> None:
    clerk.until(lambda: words in clerk.window.view.message.sentence.text(), f"«{words}»")


def choose(clerk: Clerk, view: Any, key: object) -> None:
    """Walk down to a row."""
    clerk.until(lambda: key in [row.key for row in view.rows.rows], f"the row of {key}")
    clerk.until(view.rows.hasFocus, "the list")
    for _ in view.rows.rows:
        if view.rows.chosen != key:
            clerk.press(Qt.Key.Key_Down)
    for _ in view.rows.rows:
        if view.rows.chosen != key:
            clerk.press(Qt.Key.Key_Up)
    assert view.rows.chosen == key


def begin(app: App, citizen: int) -> Any:
    return app.intake.start("1.001193", "TH1", party_from_qr(person(citizen).qr))


def official(clerk: Clerk, name: str) -> Official:
    return clerk.window.app.officials.get(name)


# Where nobody is set up


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


# One's own


def entries(clerk: Clerk) -> list[str]:
    clerk.press(Qt.Key.Key_F4, SHIFT)
    clerk.until(lambda: QApplication.activePopupWidget(), "the menu")
    menu = clerk.window.who.menu
    assert menu
    return [one.text().partition("\t")[0] for one in menu.actions()]


def take(clerk: Clerk, words: str) -> None:
    """Walk to an entry of the menu, and take it."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _ in menu.actions():
        if not menu.activeAction().text().startswith(words):
            QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    clerk.until(lambda: QApplication.activePopupWidget() is None, "the menu gone")


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("lan", ["Bàn giao", "Đổi mật khẩu", "Đăng nhập bằng USB", "Tài khoản ở tỉnh", "Khoá"]),
        ("quan", ["Đổi mật khẩu", "Đăng nhập bằng USB", "Tài khoản ở tỉnh", "Cán bộ", "Khoá"]),
        ("", ["Tài khoản ở tỉnh", "Cán bộ"]),
    ],
)
def test_the_menu_has_what_whoever_is_here_may_do(shared, come, name, there):
    clerk = shared(name) if name else come(name)
    shown = entries(clerk)
    assert len(shown) == len(there)
    assert all(one.startswith(words) for one, words in zip(shown, there, strict=True))
    menu = QApplication.activePopupWidget()
    assert menu
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    clerk.until(lambda: QApplication.activePopupWidget() is None, "the menu gone")


def test_an_official_changes_her_own_password(shared):
    clerk = shared("lan")
    entries(clerk)
    take(clerk, "Đổi mật khẩu")
    dialog = form(clerk)
    fill(clerk, "sai mat khau hoan toan", OTHER, OTHER)
    clerk.until(lambda: "không đúng" in dialog.view.trouble.text(), "the old one is wrong")
    clerk.until(lambda: not dialog._running and clerk.focus() in dialog.findChildren(PinField), "once more")
    fill(clerk, WORDS, OTHER, OTHER)
    gone(clerk)
    said(clerk, "Đã đổi mật khẩu")
    clerk.window.app.door.change_password(secret(OTHER), secret())


def test_an_official_binds_her_own_signing_usb(shared):
    clerk = shared("lan")
    entries(clerk)
    take(clerk, "Đăng nhập bằng USB")
    form(clerk)
    fill(clerk, PIN)
    gone(clerk)
    said(clerk, "USB ký số")
    assert official(clerk, "lan").certificate_sha256


def test_a_usb_of_somebody_else_is_refused_in_place(shared):
    clerk = shared("hoa")
    entries(clerk)
    take(clerk, "Đăng nhập bằng USB")
    dialog = form(clerk)
    fill(clerk, PIN)
    clerk.until(lambda: "Không có chứng thư" in dialog.view.trouble.text(), "why not")
    assert not official(clerk, "hoa").certificate_sha256
    clerk.press(Qt.Key.Key_Escape)
    gone(clerk)


# What is given on


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
