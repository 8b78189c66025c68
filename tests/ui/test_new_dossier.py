"""The form of a new dossier and the list: what is typed is understood, offered or refused, never guessed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.training.people import person
from desktop.workflow.intake import party_from_qr

CTRL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.window


@pytest.fixture
def clerk(counter):
    return counter


@pytest.fixture
def form(clerk):
    new = clerk.window.new
    clerk.press(Qt.Key.Key_N, CTRL)
    clerk.until(lambda: new.view.procedure.count() and new.view.procedure.hasFocus(), "the procedures")
    return new


@pytest.fixture
def begun(clerk):
    """The dossiers that were opened since."""
    dossiers = clerk.window.app.dossiers
    before = {row.dossier.id for row in dossiers.latest()}
    return lambda: [row for row in dossiers.latest() if row.dossier.id not in before]


def test_what_is_typed_before_the_catalogue_is_there_stays(clerk):
    view = clerk.window.new.view
    clerk.press(Qt.Key.Key_N, CTRL)
    clerk.type("tinh trang")
    clerk.until(lambda: view.procedure.count(), "the procedures")
    clerk.type(" hon nhan")
    assert view.procedure.currentText() == "tinh trang hon nhan"
    assert clerk.window.new._procedure().code == "1.004873"


@pytest.mark.parametrize("words", ["dang ky", "đăng ký", "Cap"])
def test_words_that_fit_several_procedures_choose_none_until_one_is_chosen(clerk, form, words):
    clerk.type(words)
    view = form.view
    assert view.matches.isVisible()
    assert view.matches.count() > 1
    assert view.case.count() == 0
    view.qr.setText(person("citizen 3").qr)
    assert not view.start.isEnabled()
    view.qr.setFocus()
    clerk.press(Qt.Key.Key_Return)
    assert view.procedure.hasFocus(), "the cursor goes to what is missing"
    clerk.press(Qt.Key.Key_Down)
    clerk.press(Qt.Key.Key_Down)
    wanted = view.matches.currentItem().data(Qt.ItemDataRole.UserRole)
    clerk.press(Qt.Key.Key_Return)
    assert form._procedure().code == wanted
    assert view.matches.isHidden()
    assert view.start.isEnabled()
    assert view.case.count() > 0
    assert clerk.window.minimumSizeHint().height() <= 470


def test_an_unknown_procedure_is_said_and_starts_nothing(clerk, form, begun):
    clerk.type("xyz")
    view = form.view
    view.qr.setText(person("citizen 3").qr)
    assert "xyz" in view.found.text()
    assert view.found.isVisible()
    assert not view.start.isEnabled()
    view.qr.setFocus()
    clerk.press(Qt.Key.Key_Return)
    assert view.procedure.hasFocus()
    assert begun() == []


@pytest.mark.parametrize("typed", ["001", "064173213600", "hello"])
def test_what_is_no_card_is_refused_with_a_reason_when_it_is_given(clerk, form, begun, typed):
    view = form.view
    view.qr.setFocus()
    clerk.type(typed)
    clerk.press(Qt.Key.Key_Return)
    assert view.doubts.text()
    assert view.qr.text() == typed
    assert begun() == []


@pytest.mark.parametrize(("at", "answer"), [(0, None), (1, True), (2, False)])
def test_consent_is_what_was_answered_and_two_enters_open_one_dossier(clerk, form, begun, at, answer):
    view = form.view
    clerk.type("tinh trang hon nhan")
    view.qr.setText(person("citizen 3").qr)
    view.consent.setCurrentIndex(at)
    view.qr.setFocus()
    clerk.press(Qt.Key.Key_Return)
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: clerk.window.view.pages.currentWidget() is clerk.window.dossier, "the dossier")
    (row,) = begun()
    clerk.until(lambda: clerk.window.dossier._dossier and clerk.window.dossier._dossier.id == row.dossier.id, "it")
    assert row.dossier.consent is answer
    assert clerk.window.dossier._dossier.consent is answer


def test_an_answer_that_comes_later_is_recorded(clerk):
    window = clerk.window
    new = window.app.intake.start("1.004873", "TH1", party_from_qr(person("citizen 4").qr))
    assert new.consent is None
    window.show_dossier(new.id)
    clerk.until(lambda: window.dossier._dossier and window.dossier._dossier.id == new.id, "the dossier")
    assert "chưa hỏi" in window.dossier.view.consent.text()
    window.dossier.view.refused.trigger()
    clerk.until(lambda: "không đồng ý" in window.dossier.view.consent.text(), "the answer")
    assert window.app.dossiers.get(new.id).consent is False
