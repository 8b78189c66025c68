"""The sheet of keys tells the truth: every key on it does something, and every key of the window is on it, or is drawn
on the button that it presses.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel

from desktop.model.scanning import KEYS
from desktop.ui.acts.table import OF_ONE_JOB, OF_THE_FORM, OF_THE_SETUP, OF_THE_WINDOW, TABLE, Act, written
from desktop.ui.controllers.keys import KeysDialog
from desktop.ui.look.keys import KeyButton
from desktop.ui.page import Where
from desktop.ui.screens import SCREENS, screens_of
from desktop.ui.views.keys import sheet_columns
from tests.ui.conftest import Clerk

pytestmark = [pytest.mark.slow, pytest.mark.window]

OF_DIALOGS = {Act.TO_STAMP, Act.STAMP_BY_ITSELF}


def shown(keys: set[str]) -> set[str]:
    return {written(QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)) for key in keys}


def test_every_key_is_on_the_sheet_and_every_key_of_the_sheet_works(clerk: Clerk) -> None:
    window = clerk.window
    for screen in screens_of(window.app.settings):
        window.page(screen.where)
    profiles = {action.shortcut().toString() for action in window.dossier.scans.actions() if action.data()}
    form = window.new
    on_form = {shortcut.key().toString() for shortcut in form.findChildren(QShortcut)}
    assert on_form == {TABLE[act].key for act in OF_THE_FORM | {Act.FILE}}
    setup = window.page(Where.SETUP)
    assert {shortcut.key().toString() for shortcut in setup.findChildren(QShortcut)} == {
        TABLE[act].key for act in OF_THE_SETUP | {Act.FILE}
    }
    of_the_window = [one for one in window.findChildren(QShortcut) if one.parent() not in (form, setup)]
    shortcuts = [one.key().toString() for one in of_the_window]
    assert len(shortcuts) == len(set(shortcuts)), "a key with two meanings does nothing"
    actions = {key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()}
    assert not set(shortcuts) & (actions | set(KEYS)), "a key with two meanings does nothing"
    bound = (set(shortcuts) | actions) - profiles - {TABLE[act].key for act in OF_ONE_JOB} - {""}
    by_the_window = {TABLE[act].key for act in OF_THE_WINDOW}
    of_dialogs = {TABLE[act].key for act in OF_DIALOGS}
    sheet = [key for column in sheet_columns(SCREENS) for _, lines in column for keys, _ in lines for key in keys]
    assert len(sheet) == len(set(sheet))
    hidden = {screen.key for screen in SCREENS if screen.key and screen.where not in window.view.nav}
    assert set(sheet) == shown(bound | by_the_window | of_dialogs | hidden)


def test_every_key_of_the_form_stands_on_its_button(clerk: Clerk) -> None:
    window = clerk.window
    clerk.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    clerk.until(lambda: window.new.procedure.ready, "the form of a new dossier")
    drawn = [button.key for button in window.new.findChildren(KeyButton)]
    assert shown({TABLE[act].key for act in OF_THE_FORM | {Act.FILE, Act.SCAN}}) <= set(drawn)
    assert len(drawn) == len(set(drawn))


def test_every_key_of_the_first_run_stands_on_its_steps_or_buttons(clerk: Clerk) -> None:
    page = clerk.window.page(Where.SETUP)
    clerk.window.show_screen(Where.SETUP)
    drawn = {button.key for button in page.findChildren(KeyButton)}
    drawn |= {label.text() for label in page.findChildren(QLabel) if label.objectName() == "key"}
    assert shown({TABLE[act].key for act in OF_THE_SETUP | {Act.SCAN, Act.DRIVER, Act.CONFIRM}}) <= drawn


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_the_sheet_opens_and_closes_by_keys_and_fits_a_small_screen(clerk: Clerk, key: Qt.Key) -> None:
    clerk.press(Qt.Key.Key_F1)
    clerk.until(lambda: isinstance(QApplication.activeWindow(), KeysDialog), "the sheet of keys")
    sheet = QApplication.activeWindow()
    assert sheet
    # 1366×768 at 150 %.
    assert sheet.sizeHint().width() <= 911
    assert sheet.sizeHint().height() <= 512 - 30
    clerk.press(key)
    clerk.until(lambda: QApplication.activeModalWidget() is None and clerk.window.isActiveWindow(), "the sheet gone")
