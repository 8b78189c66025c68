"""A card's text is known by its shape; what has the cursor keeps what it had."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.training.people import person
from desktop.ui.reader import CardReader

pytestmark = pytest.mark.window


class Keys:
    """Types into a widget, as the window does: first the reader looks at a key, then whoever has the cursor."""

    def __init__(self, into: QWidget) -> None:
        self.parent = QObject()
        self.reader = CardReader(self.parent)
        self.read: list[str] = []
        self.reader.read.connect(self.read.append)
        self.into = into

    def press(self, text: str, key: int = 0) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        if not self.reader.take(event, self.into):
            QApplication.sendEvent(self.into, event)

    def type(self, text: str) -> None:
        for letter in text:
            self.press(letter)

    def enter(self) -> None:
        self.press("\r", Qt.Key.Key_Return)


@pytest.fixture
def field(qtbot) -> QLineEdit:
    made = QLineEdit("12/")
    qtbot.addWidget(made)
    return made


def test_a_card_is_read_and_leaves_no_trace_in_the_field(field: QLineEdit) -> None:
    keys = Keys(field)
    edited: list[str] = []
    field.textEdited.connect(edited.append)
    keys.type(person("citizen 1").qr)
    assert field.text() == "12/"
    keys.enter()
    assert keys.read == [person("citizen 1").qr]
    assert field.text() == "12/"
    assert edited[-1] == "12/", "who notes what is typed has it as it was"


def test_the_bar_is_typed_with_shift_held(field: QLineEdit) -> None:
    keys, (number, *rest) = Keys(field), person("citizen 1").qr.split("|")
    keys.type(number)
    for part in rest:
        keys.press("", Qt.Key.Key_Shift)
        keys.type(f"|{part}")
    keys.enter()
    assert keys.read == [person("citizen 1").qr]


def test_one_card_after_another(field: QLineEdit) -> None:
    keys = Keys(field)
    for number in (1, 2):
        keys.type(person(f"citizen {number}").qr)
        keys.enter()
    assert keys.read == [person(f"citizen {number}").qr for number in (1, 2)]


@pytest.mark.parametrize("typed", ["012345678901", "01234|", "300/2026", "0123 45678901|", "a0123456789|"])
def test_what_people_write_goes_where_the_cursor_is(field: QLineEdit, typed: str) -> None:
    keys = Keys(field)
    keys.type(typed)
    keys.enter()
    assert field.text() == f"12/{typed}"
    assert keys.read == []


def test_it_is_read_where_nothing_is_written(qtbot) -> None:
    button = QWidget()
    qtbot.addWidget(button)
    keys = Keys(button)
    keys.type(person("citizen 1").qr)
    keys.enter()
    assert keys.read == [person("citizen 1").qr]


def test_a_reader_without_enter_is_waited_for_no_longer_than_it_pauses(field: QLineEdit, until) -> None:
    keys = Keys(field)
    keys.type(person("citizen 1").qr)
    assert keys.read == []
    until(lambda: keys.read == [person("citizen 1").qr])
    keys.type("7")
    assert field.text() == "12/7"
