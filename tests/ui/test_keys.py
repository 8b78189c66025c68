"""The sheet of keys tells the truth: every key on it does something, and every key of the window is on it, or is drawn
on the button that it presses.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from desktop.model.scanning import KEYS
from desktop.ui.controllers.keys import KeysDialog
from desktop.ui.look.keys import KeyButton, key_and_words
from desktop.ui.views.keys import key_groups
from tests.ui.conftest import Clerk

pytestmark = [pytest.mark.slow, pytest.mark.window]

# What the window takes by itself, so that a field being typed in keeps its own.
BY_THE_WINDOW = {"Return", "Esc", "Del", "Up", "Down", "Left", "Right"}


def portable(written: str) -> str:
    for mark, name in (("↑", "Up"), ("↓", "Down"), ("←", "Left"), ("→", "Right"), ("Enter", "Return")):
        written = written.replace(mark, name)
    return QKeySequence(written).toString(QKeySequence.SequenceFormat.PortableText)


def test_every_key_is_on_the_sheet_and_every_key_of_the_sheet_works(clerk: Clerk) -> None:
    window = clerk.window
    window.show_new()
    clerk.until(lambda: window.new.procedure.ready, "the form of a new dossier")
    drawn = {portable(key_and_words(button.text())[0]) for button in window.new.findChildren(KeyButton)}
    actions = window.dossier.scans.actions()
    profiles = {action.shortcut().toString() for action in actions if action.data()}
    bound = {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}
    bound |= {key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()}
    on_the_form = {shortcut.key().toString() for shortcut in window.new.findChildren(QShortcut)}
    assert on_the_form <= drawn
    sheet = [key for column in key_groups() for _, rows in column for row in rows for key in row.keys]
    assert len(sheet) == len(set(sheet))
    everywhere = {
        shortcut.key().toString() for shortcut in window.findChildren(QShortcut) if shortcut.parent() is window
    }
    assert not everywhere & set(KEYS), "a key with two meanings does nothing"
    assert {portable(key) for key in sheet} == (bound | BY_THE_WINDOW) - profiles - {""} - (on_the_form - {"Ctrl+O"})


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_the_sheet_opens_and_closes_by_keys_and_fits_a_small_screen(clerk: Clerk, key: Qt.Key) -> None:
    clerk.press(Qt.Key.Key_F1)
    clerk.until(lambda: isinstance(QApplication.activeWindow(), KeysDialog), "the sheet of keys")
    sheet = QApplication.activeWindow()
    # 1366×768 at 150 %.
    assert sheet.sizeHint().width() <= 911
    assert sheet.sizeHint().height() <= 512 - 30
    clerk.press(key)
    clerk.until(lambda: QApplication.activeModalWidget() is None and clerk.window.isActiveWindow(), "the sheet gone")
