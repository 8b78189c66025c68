"""A dossier's slips by keys alone: the receipt in two keys to the printer, one request, and what is taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.model.dossier import Dossier
from desktop.model.owner import party_from_qr
from desktop.model.slip import Slip, SlipKind
from desktop.model.states import DossierState
from desktop.training.people import person
from desktop.ui.controllers.slips import SlipsDialog
from desktop.ui.page import Where
from tests.ui.conftest import Clerk

pytestmark = pytest.mark.window

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def dossier(clerk: Clerk) -> Dossier:
    """A dossier on the screen."""
    app = clerk.window.app
    new = app.intake.start("1.001193", "TH1", party_from_qr(person(1).qr))
    clerk.window.show_screen(Where.DOSSIER, new.id)
    page = clerk.window.dossier
    clerk.until(lambda: page.picture.shown and page.picture.shown.dossier.id == new.id, "the dossier")
    return new


@pytest.fixture
def opened(clerk: Clerk, dossier: Dossier) -> Callable[[], SlipsDialog]:
    """Open the slips by their key."""

    def open_slips() -> SlipsDialog:
        clerk.press(Qt.Key.Key_0, ALT)
        clerk.until(lambda: isinstance(QApplication.activeModalWidget(), SlipsDialog), "the slips")
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SlipsDialog)
        clerk.until(lambda: dialog.isActiveWindow() and dialog.isAncestorOf(clerk.focus()), "the keys in its hands")
        return dialog

    return open_slips


def written(clerk: Clerk, dossier: Dossier) -> tuple[Slip, ...]:
    return clerk.window.app.slips.look(dossier.id).written


def state(clerk: Clerk, dossier: Dossier) -> DossierState:
    return clerk.window.app.dossiers.get(dossier.id).state


def leave_printer(clerk: Clerk) -> None:
    """The system's own dialog asks for the printer; the clerk thinks better of it."""
    clerk.until(lambda: isinstance(QApplication.activeModalWidget(), QPrintDialog), "the printer's dialog")
    dialog = QApplication.activeModalWidget()
    assert dialog
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    clerk.until(lambda: QApplication.activeModalWidget() is None, "the dialog gone")
    clerk.until(clerk.window.isActiveWindow, "the window")


def test_two_keys_write_the_receipt_with_what_was_counted(clerk: Clerk, dossier: Dossier, opened) -> None:
    dialog = opened()
    originals, _, back = dialog.counts[0]
    originals.setFocus()
    originals.selectAll()
    clerk.type("3")
    back.setFocus()
    back.selectAll()
    clerk.type("2")
    clerk.press(Qt.Key.Key_Return)
    leave_printer(clerk)
    (slip,) = written(clerk, dossier)
    assert slip.kind is SlipKind.RECEIPT
    row = clerk.window.app.slips.look(dossier.id).counts[0]
    assert (row.said.originals, row.said.to_return, row.sure) == (3, 2, True)
    opened()
    clerk.press(Qt.Key.Key_F, ALT)
    clerk.until(lambda: clerk.window.app.slips.look(dossier.id).to_return == 0, "the originals given back")


def test_two_keys_are_enough(clerk: Clerk, dossier: Dossier, opened) -> None:
    opened()
    clerk.press(Qt.Key.Key_Return)
    leave_printer(clerk)
    assert [one.kind for one in written(clerk, dossier)] == [SlipKind.RECEIPT]
    asked = clerk.window.app.catalogue.components_of(dossier)
    counts = clerk.window.app.slips.look(dossier.id).counts
    assert [one.said.originals for one in counts] == [asked[one.paper.code].originals for one in counts]


def test_a_request_says_why_is_made_once_and_is_answered(clerk: Clerk, dossier: Dossier, opened) -> None:
    window = clerk.window
    dialog = opened()
    clerk.press(Qt.Key.Key_6, ALT)
    clerk.press(Qt.Key.Key_Return)
    clerk.until(dialog.view.trouble.isVisible, "that it must say why")
    assert written(clerk, dossier) == ()
    clerk.type("Thiếu chữ ký")
    clerk.press(Qt.Key.Key_Return)
    leave_printer(clerk)
    assert state(clerk, dossier) is DossierState.AWAITING
    page = window.dossier
    clerk.until(lambda: page.picture.shown and page.picture.shown.dossier.state is DossierState.AWAITING, "the page")
    dialog = opened()
    assert dialog.view.came.isVisible()
    clerk.press(Qt.Key.Key_J, ALT)
    clerk.until(lambda: state(clerk, dossier) is DossierState.OPEN, "that they came")
    clerk.until(lambda: QApplication.activeModalWidget() is None, "the dialog gone")
    clerk.until(window.isActiveWindow, "the window")
    clerk.until(lambda: page.picture.shown and page.picture.shown.dossier.state is DossierState.OPEN, "the page again")
    dialog = opened()
    clerk.press(Qt.Key.Key_6, ALT)
    clerk.type("Thiếu nữa")
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: "một lần" in dialog.view.trouble.text(), "that it was asked once")
    assert [one.kind for one in written(clerk, dossier)] == [SlipKind.ADDITIONS]


def test_a_dossier_is_stopped_by_keys_and_goes_on_when_that_is_taken_back(
    clerk: Clerk, dossier: Dossier, opened
) -> None:
    page = clerk.window.dossier
    dialog = opened()
    clerk.press(Qt.Key.Key_9, ALT)
    clerk.press(Qt.Key.Key_Return)
    clerk.until(dialog.view.trouble.isVisible, "that it must say why")
    clerk.type("Người nộp xin rút hồ sơ")
    clerk.press(Qt.Key.Key_Return)
    leave_printer(clerk)
    assert [one.kind for one in written(clerk, dossier)] == [SlipKind.STOP]
    assert state(clerk, dossier) is DossierState.STOPPED
    clerk.until(lambda: not page.view.scan.isEnabled(), "that nothing is scanned into it")
    dialog = opened()
    assert "Ctrl+Z" in dialog.view.stands.text()
    clerk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    clerk.until(lambda: state(clerk, dossier) is DossierState.OPEN, "the stop taken back")
    clerk.until(lambda: page.view.scan.isEnabled(), "that it goes on")


def test_the_control_slip_has_a_key_of_its_own(clerk: Clerk, dossier: Dossier, opened) -> None:
    dialog = opened()
    clerk.press(Qt.Key.Key_Minus, ALT)
    clerk.until(lambda: dialog.kind is SlipKind.CONTROL, "the form chosen")
    clerk.press(Qt.Key.Key_Return)
    leave_printer(clerk)
    assert [one.kind for one in written(clerk, dossier)] == [SlipKind.CONTROL]


def test_a_refusal_stands_on_today_and_is_taken_back(clerk: Clerk, dossier: Dossier, opened) -> None:
    window = clerk.window
    opened()
    clerk.press(Qt.Key.Key_7, ALT)
    clerk.type("Không thuộc thẩm quyền")
    clerk.press(Qt.Key.Key_Return)
    leave_printer(clerk)
    assert state(clerk, dossier) is DossierState.REFUSED
    page = window.dossier
    clerk.until(lambda: not page.view.scan.isEnabled(), "that nothing is scanned into it")
    opened()
    clerk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    clerk.until(lambda: state(clerk, dossier) is DossierState.OPEN, "the refusal taken back")
    clerk.until(lambda: page.view.scan.isEnabled(), "that it goes on")
