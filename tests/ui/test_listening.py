"""Keys are heard where they come to, and nothing else of the application is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.listening import InputListener, KeyListener

pytestmark = pytest.mark.window


class Heard(KeyListener):
    """What it heard, and of whom."""

    def __init__(self, window):
        super().__init__(window, window)
        self.keys, self.others = [], []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.KeyPress:
            self.keys.append((watched, event.text()))
        else:
            self.others.append(watched)
        return super().eventFilter(watched, event)


class Window(QWidget):
    """Two fields."""

    def __init__(self):
        super().__init__()
        column = QVBoxLayout(self)
        self.fields = [QLineEdit(), QLineEdit()]
        for field in self.fields:
            column.addWidget(field)


@pytest.fixture
def window(application, until):
    window = Window()
    window.show()
    window.activateWindow()
    until(window.isActiveWindow)
    yield window
    window.close()
    window.deleteLater()


def test_the_keys_of_whatever_has_the_cursor_are_heard_one_after_the_other(window):
    first, second = window.fields
    heard = Heard(window)
    for field, letter in ((first, Qt.Key.Key_A), (second, Qt.Key.Key_B), (first, Qt.Key.Key_C)):
        field.setFocus()
        QTest.keyClick(field, letter)
    assert [key for key in heard.keys if key[0] is not window] == [(first, "a"), (second, "b"), (first, "c")]


def test_keys_that_nothing_has_come_to_the_window_and_are_heard_there(window):
    heard = Heard(window)
    for field in window.fields:
        field.clearFocus()
    QTest.keyClick(window, Qt.Key.Key_A)
    assert heard.keys == [(window, "a")]


def test_what_has_not_the_cursor_is_not_listened_to(window):
    heard = Heard(window)
    first, second = window.fields
    first.setFocus()
    heard.others.clear()
    second.setText("changed")
    second.setEnabled(False)
    QTest.mouseMove(second)
    inside = QPushButton("made later", window)
    inside.show()
    assert second not in heard.others
    assert inside not in heard.others


def test_a_field_that_is_gone_is_let_go_and_the_next_one_is_heard(window, until):
    first, second = window.fields
    heard = Heard(window)
    first.setFocus()
    gone = []
    first.destroyed.connect(lambda: gone.append(True))
    first.deleteLater()
    until(lambda: gone)
    second.setFocus()
    QTest.keyClick(second, Qt.Key.Key_B)
    assert (second, "b") in heard.keys


def test_who_stopped_hears_nothing_however_often_it_is_said(window):
    first, _ = window.fields
    heard = Heard(window)
    first.setFocus()
    heard.stop()
    heard.stop()
    QTest.keyClick(first, Qt.Key.Key_A)
    assert heard.keys == []


@pytest.mark.parametrize("do", ["key", "mouse"])
def test_keys_and_the_mouse_are_input_wherever_they_come_to(window, do, until):
    listener, came = InputListener(window), []
    listener.came.connect(lambda: came.append(True))
    if do == "key":
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    else:
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton)
    until(lambda: came)
    listener.stop()
    listener.stop()
    came.clear()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_B)
    assert came == []
