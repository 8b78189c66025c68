"""What is one's own, by the keyboard alone: the menu of one's name, the password, the signing USB."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop.training.station import PIN
from desktop.ui.controllers.pin import PinField
from tests.ui.conftest import Clerk
from tests.ui.officials.desk import OTHER, SHIFT, WORDS, fill, form, gone, official, said, secret

pytestmark = pytest.mark.window


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
