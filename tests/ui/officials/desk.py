"""What the tests of officials do by the keyboard: to a screen, through a form, down to a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.app import App, open_app
from desktop.model.official import Official, Role
from desktop.model.owner import party_from_qr
from desktop.training import names
from desktop.training.people import person
from desktop.ui.main_window import MainWindow
from desktop.ui.page import Where
from desktop.ui.window import open_window
from tests.ui.conftest import Clerk
from tests.ui.living import shut

WORDS, OTHER = "bon tu khong lien quan", "mot cau khac han truoc"
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
BOTH = CTRL | SHIFT
Come = Callable[[str], Clerk]

PEOPLE = {
    "quan": ("Phạm Văn Quản", {Role.ADMINISTERING}),
    "lan": (names.OFFICIAL, {Role.RECEIVING}),
    "hoa": ("Hoàng Thị Hoa", {Role.RECEIVING}),
    "thu": ("Lê Thị Văn Thư", {Role.SEAL_KEEPING}),
}


def secret(words: str = WORDS) -> bytearray:
    return bytearray(words.encode())


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
