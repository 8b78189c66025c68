"""Keys that follow each other quickly, or meet a window that is busy: none does what was not asked for."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from desktop.document.papers.field import Field, FieldState
from desktop.document.papers.suggest import Suggestion
from desktop.model.states import DigitisationState
from desktop.training.station import PIN
from desktop.ui.focus import keep_focus_harmless
from desktop.ui.page import Where
from desktop.workflow.errors import ChangedSince
from desktop.workflow.reading import PaperRead
from tests.ui.desk import proposed, put
from tests.ui.living import live_for
from tests.ui.test_moments import DELAYS_MS

CTRL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.window


@pytest.fixture
def clerk(counter):
    return counter


def states(desk) -> list[DigitisationState]:
    return [row.paper.digitisation for row in desk.clerk.window.app.checklist.rows(desk.dossier.id)]


def chosen(desk) -> int:
    desk.settle()
    return desk.view.checklist.currentRow()


def message(clerk) -> str:
    view = clerk.window.view
    return f"{view.message.sentence.text()} {view.message.advice.text()}" if view.message.isVisible() else ""


@pytest.mark.slow
def test_enter_and_then_f2_leave_no_paper_unconfirmed(desk, pictures, monkeypatch):
    for delay in DELAYS_MS:
        here = desk((1,))
        clerk, window = here.clerk, here.clerk.window
        app = window.app

        def scan(paper_id, on_page, cancelled, profile=None, on_progress=None, app=app):
            put(app, paper_id, 1, pictures)
            return 1

        monkeypatch.setattr(app.capture, "scan", scan)
        here.settle()
        clerk.press(Qt.Key.Key_Return)
        live_for(delay)
        clerk.press(Qt.Key.Key_F2)
        clerk.until(lambda window=window: not window.dossier.scanning, "the scan")
        here.settle()
        assert states(here)[:2] == [DigitisationState.BUILT, DigitisationState.SCANNED]
        assert chosen(here) == 1, "what was scanned last is to be confirmed next"


def test_f9_names_what_is_not_confirmed_and_turns_to_it(desk):
    here = desk((1, 0, 1))
    clerk = here.clerk
    here.settle()
    names = [row.paper.name for row in clerk.window.dossier._rows]
    clerk.press(Qt.Key.Key_Down)
    assert chosen(here) == 1
    clerk.press(Qt.Key.Key_F9)
    assert names[0] in message(clerk)
    assert names[2] in message(clerk)
    assert names[1] not in message(clerk)
    assert chosen(here) == 0
    assert clerk.window.dossier.finishing.dialog is None
    assert names[2] in here.view.sign.toolTip()


def test_what_was_typed_stays_with_its_paper_and_is_not_signed_unconfirmed(desk):
    here = desk((1, 1))
    clerk, window = here.clerk, here.clerk.window
    here.settle()
    fields = window.dossier.contents.view.fields
    fields["issued"].setFocus()
    fields["issued"].selectAll()
    clerk.type("31/02/2026")
    clerk.press(Qt.Key.Key_Return)
    assert "31/02/2026" in message(clerk)
    assert fields["issued"].property("told") == "refused"
    assert fields["issued"].hasFocus()
    assert states(here)[0] is DigitisationState.SCANNED
    here.view.checklist.setFocus()
    clerk.press(Qt.Key.Key_Down)
    assert chosen(here) == 1
    assert fields["issued"].text() != "31/02/2026"
    clerk.press(Qt.Key.Key_Up)
    assert chosen(here) == 0
    assert fields["issued"].text() == "31/02/2026"
    fields["issued"].setFocus()
    fields["issued"].selectAll()
    clerk.type("1.5.2024")
    assert fields["issued"].property("told") != "refused"
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: states(here)[0] is DigitisationState.BUILT, "the file")
    paper = window.app.checklist.rows(here.dossier.id)[0].paper
    assert f"{paper.details.issued:%d/%m/%Y}" == "01/05/2024"
    here.settle()
    here.view.checklist.setFocus()
    clerk.press(Qt.Key.Key_Up)
    assert chosen(here) == 0
    fields["signer"].setFocus()
    clerk.type("x")
    clerk.press(Qt.Key.Key_F9)
    assert paper.name in message(clerk), "what is typed on a confirmed paper waits for its confirmation"


def test_enter_leads_to_each_value_that_wants_a_look_and_confirms_when_none_does(desk, monkeypatch):
    asked: dict[str, Any] = {"confidence": 0.6, "box": None, "page": 0, "valid": True, "state": FieldState.ASKED}
    found = {
        **proposed("x"),
        "number": Field(value="45/GT", other="46/GT", **asked),
        "signer": Field(value="Người A", other="Người B", **asked),
    }
    here = desk((1,))
    clerk, window = here.clerk, here.clerk.window
    monkeypatch.setattr(window.app.reading, "read", lambda seen: PaperRead(found, None))
    window.dossier.refresh()
    fields = window.dossier.contents.view.fields
    clerk.until(lambda: fields["number"].text() == "45/GT", "the number")
    here.settle()
    here.view.checklist.setFocus()
    for name in ("number", "signer"):
        clerk.press(Qt.Key.Key_Return)
        assert fields[name].hasFocus()
        assert fields[name].selectedText() == fields[name].text()
        assert states(here)[0] is DigitisationState.SCANNED
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: states(here)[0] is DigitisationState.BUILT, "the file")
    here.settle()


def test_what_was_read_in_part_is_shown_with_its_gap_and_asked_for(desk, monkeypatch):
    asked: dict[str, Any] = {"confidence": 0.4, "box": None, "page": 0, "valid": False, "state": FieldState.ASKED}
    found = {"number": Field(value="?/UBND-VP", **asked), "issued": Field(value="2026-03-?", **asked)}
    here = desk((1,))
    clerk, window = here.clerk, here.clerk.window
    monkeypatch.setattr(window.app.reading, "read", lambda seen: PaperRead(found, None))
    window.dossier.refresh()
    fields = window.dossier.contents.view.fields
    clerk.until(lambda: fields["number"].text() == "?/UBND-VP", "the number with its gap")
    assert fields["issued"].text() == "?/03/2026"
    assert [fields[name].property("told") for name in ("number", "issued")] == ["asked", "asked"]
    here.settle()
    clerk.press(Qt.Key.Key_Return)
    assert fields["number"].hasFocus()
    assert states(here)[0] is DigitisationState.SCANNED


def test_a_paper_of_another_kind_is_not_green_and_wants_two_enters(desk, monkeypatch):
    here = desk((1, 0, 1))
    clerk, window = here.clerk, here.clerk.window
    other = Suggestion("GT.CS.01", "Giấy chứng sinh", 0.95, "")
    monkeypatch.setattr(window.app.reading, "read", lambda seen: PaperRead(proposed(seen.paper.name), other))
    window.dossier.refresh()
    contents = window.dossier.contents.view
    clerk.until(contents.kind.isVisible, "the doubt")
    here.settle()
    assert "Giấy chứng sinh" in contents.kind_words.text()
    assert all(field.property("told") != "green" for field in contents.fields.values())
    clerk.press(Qt.Key.Key_Return)
    assert "Giấy chứng sinh" in message(clerk)
    assert states(here)[0] is DigitisationState.SCANNED
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: states(here)[0] is DigitisationState.BUILT, "the file")
    here.settle()
    contents.kind_keep.click()
    assert contents.kind.isHidden()
    assert contents.fields["number"].property("told") == "green", "the clerk has decided"


def test_another_dossier_begins_at_its_first_page(desk):
    here = desk((2,))
    here.settle()
    here.clerk.press(Qt.Key.Key_Right)
    here.settle()
    assert here.screen().page == 1
    here = desk((2,))
    here.settle()
    assert here.screen().page == 0


def test_a_key_that_is_held_down_confirms_nothing(desk):
    here = desk((1,))
    here.settle()
    focus = here.clerk.focus()
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(focus, held)
    assert not window_acts(here)


def window_acts(here) -> bool:
    return here.clerk.window.dossier.picture.acting


def test_a_confirmation_that_comes_too_late_is_told_and_what_is_there_now_is_shown(desk, monkeypatch):
    here = desk((1,))
    here.settle()

    def late(seen, details, **others):
        raise ChangedSince(seen.paper.name)

    monkeypatch.setattr(here.clerk.window.app.confirming, "confirm", late)
    here.clerk.press(Qt.Key.Key_Return)
    here.clerk.until(lambda: "vừa thay đổi" in message(here.clerk), "why not")
    assert chosen(here) == 0
    assert here.view.confirm.isEnabled()


def test_esc_in_the_search_or_on_another_page_does_not_stop_the_scanner(desk):
    here = desk((1,))
    clerk, window = here.clerk, here.clerk.window
    here.settle()
    cancelled = []
    window.dossier.scanner._running = SimpleNamespace(cancel=lambda: cancelled.append(1))
    clerk.press(Qt.Key.Key_K, CTRL)
    assert window.view.search.hasFocus()
    clerk.press(Qt.Key.Key_Escape)
    assert not cancelled
    assert window.view.pages.currentWidget() is window.dossier
    assert here.view.checklist.hasFocus()
    clerk.turn_to(Where.QUEUE)
    assert window.shown is window.page(Where.QUEUE)
    clerk.press(Qt.Key.Key_Escape)
    assert not cancelled
    clerk.turn_to(Where.DOSSIER)
    assert window.shown is window.dossier
    here.view.checklist.setFocus()
    clerk.press(Qt.Key.Key_Escape)
    assert cancelled
    window.dossier.scanner._running = None


@pytest.mark.slow
def test_space_while_signing_stops_nothing(desk, monkeypatch):
    here = desk((1,))
    clerk, window = here.clerk, here.clerk.window
    app, go, stopped = window.app, threading.Event(), []
    here.settle()
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: states(here)[0] is DigitisationState.BUILT, "the file")
    here.settle()

    def sign(ids, identity, pin, tell, cancelled, places):
        go.wait(60)
        stopped.append(cancelled.is_set())
        return []

    monkeypatch.setattr(app.signing, "sign", sign)
    monkeypatch.setattr(app.intake, "close", lambda dossier_id: None)
    clerk.press(Qt.Key.Key_F9)
    clerk.until(
        lambda: window.dossier.finishing.dialog and window.dossier.finishing.dialog.pin.hasFocus(), "the PIN field"
    )
    dialog = window.dossier.finishing.dialog
    clerk.until(lambda: dialog.view.certificate.count(), "the certificate")
    clerk.type(PIN)
    clerk.until(dialog.view.sign.isEnabled, "a PIN to try")
    clerk.press(Qt.Key.Key_Return)
    for _ in range(3):
        clerk.press(Qt.Key.Key_Space)
        live_for(20)
    go.set()
    clerk.until(lambda: stopped, "the end of the batch")
    assert stopped == [False]
    clerk.until(dialog.pin.isEnabled, "the dialog again")
    dialog.reject()


def test_no_button_takes_the_keys_of_what_was_disabled_or_hidden(application, until):
    window, pressed = QWidget(), []
    column = QVBoxLayout(window)
    first, second = QPushButton("first"), QPushButton("second")
    for button in (first, second):
        column.addWidget(button)
    second.clicked.connect(lambda: pressed.append(1))
    keep_focus_harmless(window)
    window.show()
    window.activateWindow()
    until(window.isActiveWindow)
    for take_away in (lambda: first.setEnabled(False), lambda: first.hide()):
        first.setEnabled(True)
        first.show()
        first.setFocus()
        until(first.hasFocus)
        take_away()
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Space)
        assert pressed == []
    second.setFocus()
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert pressed == [1]
    window.close()
