"""The form of a new dossier: what is typed or read is understood, offered or refused, never guessed; keys alone do."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from desktop.model.dossier import NumberKind, PartyKind
from desktop.model.owner import party_from_qr
from desktop.training.people import person
from desktop.ui.views.opening.owner import Way
from desktop.workflow.owners import CardRead, CardValue

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier

pytestmark = pytest.mark.window


@pytest.fixture
def clerk(counter):
    return counter


@pytest.fixture
def form(clerk):
    new = clerk.window.new
    clerk.press(Qt.Key.Key_N, CTRL)
    clerk.until(lambda: new.procedure.ready and new.view.owner.qr.hasFocus(), "the form")
    return new


@pytest.fixture
def begun(clerk):
    """The dossiers that were opened since."""
    dossiers = clerk.window.app.dossiers
    before = {row.dossier.id for row in dossiers.latest()}
    return lambda: [row.dossier for row in dossiers.latest() if row.dossier.id not in before]


def opened(clerk, begun):
    clerk.until(lambda: clerk.window.view.pages.currentWidget() is clerk.window.dossier, "the dossier")
    (dossier,) = begun()
    return dossier


def owner_of(form):
    return form.owner.party


def procedure_of(form):
    return form.procedure.procedure


def words_at(form, name):
    note = form.view.owner.entries[name].note
    return note.text() if note.isVisible() else ""


def test_a_citizen_by_qr_and_a_usual_procedure_take_two_keys_after_the_reader(clerk, form, begun):
    who = person("citizen 3")
    clerk.type(who.qr)
    clerk.press(Qt.Key.Key_Return)
    assert form.view.owner.entries["name"].place.text() == who.name
    assert form.view.procedure.words.hasFocus(), "the cursor goes to what is missing"
    assert begun() == []
    clerk.press(Qt.Key.Key_A, ALT)
    clerk.press(Qt.Key.Key_Return)
    dossier = opened(clerk, begun)
    assert dossier.party == party_from_qr(who.qr)
    assert dossier.procedure == form.procedure._usual[0].code
    assert dossier.consent is None
    assert dossier.submitter is None


def test_a_citizen_typed_by_hand(clerk, form, begun):
    clerk.press(Qt.Key.Key_2, ALT)
    clerk.type("Đặng Thị Ngọc Ánh")
    clerk.press(Qt.Key.Key_Tab)
    clerk.type("052199000123")
    clerk.press(Qt.Key.Key_Tab)
    clerk.type("2/9/1999")
    assert words_at(form, "number"), "the number fits, and that is said"
    clerk.press(Qt.Key.Key_Return)
    assert form.view.procedure.words.hasFocus()
    clerk.type("tinh trang hon")
    clerk.press(Qt.Key.Key_Return)
    dossier = opened(clerk, begun)
    party = dossier.party
    assert (party.number, party.name, party.born, party.sex) == (
        "052199000123",
        "Đặng Thị Ngọc Ánh",
        date(1999, 9, 2),
        "Nữ",
    )
    assert dossier.procedure == "1.004873"


def test_an_enterprise_whose_papers_somebody_else_hands_in(clerk, form, begun):
    clerk.press(Qt.Key.Key_3, ALT)
    clerk.press(Qt.Key.Key_Tab)
    clerk.type("0100233488")
    clerk.press(Qt.Key.Key_Tab)
    clerk.type("Trần Văn Mẫu")
    clerk.press(Qt.Key.Key_Tab)
    clerk.type("Công ty TNHH Mẫu")
    clerk.press(Qt.Key.Key_U, ALT)
    who = person("citizen 9")
    clerk.type(who.qr)
    clerk.press(Qt.Key.Key_Tab)
    clerk.press(Qt.Key.Key_Tab)
    clerk.type("UQ 12, 01/03/2026")
    clerk.press(Qt.Key.Key_B, ALT)
    clerk.press(Qt.Key.Key_Return)
    dossier = opened(clerk, begun)
    party = dossier.party
    assert (party.kind, party.number, party.number_kind) == (PartyKind.ENTERPRISE, "0100233488", NumberKind.TAX)
    assert (party.name, party.represented_by) == ("Công ty TNHH Mẫu", "Trần Văn Mẫu")
    assert (dossier.submitter.number, dossier.submitter.name) == (who.number, who.name)
    assert dossier.authority == "UQ 12, 01/03/2026"


def test_a_stranger_opens_a_dossier_to_practise_with_in_three_keys(clerk, form, begun):
    clerk.press(Qt.Key.Key_M, ALT)
    clerk.until(lambda: form.owner.party, "the invented citizen")
    clerk.press(Qt.Key.Key_A, ALT)
    clerk.press(Qt.Key.Key_Return)
    assert opened(clerk, begun).party.name == form.view.owner.entries["name"].place.text()


def test_somebody_who_was_here_before_is_found_without_marks(clerk, form, begun):
    who = party_from_qr(person("citizen 11").qr)
    clerk.window.app.intake.start("1.004873", "TH1", who)
    begun_before = len(begun())
    clerk.press(Qt.Key.Key_4, ALT)
    clerk.type(" ".join(reversed(who.name.split()[1:])))
    clerk.until(lambda: form.view.owner.found.isVisible(), "who was found")
    clerk.press(Qt.Key.Key_Return)
    assert form.owner.party == who
    assert form.view.procedure.words.hasFocus()
    clerk.press(Qt.Key.Key_A, ALT)
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: len(begun()) == begun_before + 1, "the dossier")


def test_what_is_typed_before_the_catalogue_is_there_stays(clerk):
    new = clerk.window.new
    clerk.press(Qt.Key.Key_N, CTRL)
    new.view.procedure.words.setFocus()
    clerk.type("tinh trang")
    clerk.until(lambda: new.procedure.ready, "the procedures")
    clerk.type(" hon nhan")
    assert new.view.procedure.words.text() == "tinh trang hon nhan"
    assert new.procedure.procedure.code == "1.004873"


@pytest.mark.parametrize("words", ["dang ky", "đăng ký", "Cap"])
def test_words_that_fit_several_procedures_choose_none_until_one_is_chosen(clerk, form, words):
    form.owner.card.read_text(person("citizen 3").qr)
    view = form.view.procedure
    view.words.setFocus()
    clerk.type(words)
    assert view.matches.isVisible()
    assert view.matches.count() > 1
    assert form.procedure.procedure is None
    assert not form.view.start.isEnabled()
    clerk.press(Qt.Key.Key_Down)
    wanted = view.matches.currentItem().data(Qt.ItemDataRole.UserRole)
    clerk.press(Qt.Key.Key_Return)
    assert procedure_of(form).code == wanted
    assert view.matches.isHidden()
    assert form.view.start.isEnabled()
    assert form.view.start.hasFocus()
    assert view.case.count() > 0
    assert clerk.window.minimumSizeHint().height() <= 470


def test_an_unknown_procedure_is_said_and_starts_nothing(clerk, form, begun):
    form.owner.card.read_text(person("citizen 3").qr)
    view = form.view.procedure
    view.words.setFocus()
    clerk.type("xyz")
    assert "xyz" in view.search.note.text()
    assert view.search.note.isVisible()
    assert not form.view.start.isEnabled()
    clerk.press(Qt.Key.Key_Return)
    assert view.words.hasFocus()
    assert begun() == []


@pytest.mark.parametrize("typed", ["001", "064173213600", "hello", person("citizen 3").qr[:-9]])
def test_what_is_no_card_is_refused_with_a_reason_when_it_is_given(clerk, form, begun, typed):
    clerk.type(typed)
    clerk.press(Qt.Key.Key_Return)
    assert form.view.owner.card_note.note.isVisible()
    assert form.view.owner.card_note.note.text()
    assert form.view.owner.qr.text() == typed
    assert form.view.owner.qr.hasFocus()
    assert begun() == []


def test_a_reader_that_ends_without_enter_or_with_more_fields_is_understood_card_after_card(clerk, form):
    first, second = person("citizen 3"), person("citizen 5")
    clerk.type(first.qr)
    assert form.owner.party.number == first.number
    assert form.view.owner.qr.hasFocus(), "what the reader still types belongs there"
    clerk.type(second.qr)
    assert form.owner.party.number == second.number
    clerk.type("|01012035")
    clerk.press(Qt.Key.Key_Return)
    assert form.owner.party.number == second.number
    assert form.view.owner.qr.text() == ""
    assert form.view.procedure.words.hasFocus()


def test_a_card_that_could_not_be_read_is_read_again_in_its_place(clerk, form):
    who = person("citizen 3")
    clerk.type(who.qr[: len(who.qr) // 2])
    clerk.press(Qt.Key.Key_Return)
    assert form.owner.party is None
    clerk.type(who.qr)
    clerk.press(Qt.Key.Key_Return)
    assert owner_of(form).number == who.number


def test_who_was_typed_elsewhere_is_no_owner_while_somebody_is_looked_for(clerk, form, begun):
    form.owner.card.read_text(person("citizen 3").qr)
    clerk.press(Qt.Key.Key_A, ALT)
    assert form.view.start.isEnabled()
    clerk.press(Qt.Key.Key_4, ALT)
    assert not form.view.start.isEnabled()
    clerk.press(Qt.Key.Key_Return)
    assert form.view.owner.search.note.isVisible()
    assert begun() == []


def test_a_card_read_while_the_cursor_is_elsewhere_is_the_owners(clerk, form):
    who = person("citizen 3")
    form.view.procedure.words.setFocus()
    clerk.type(who.qr)
    clerk.press(Qt.Key.Key_Return)
    assert owner_of(form).number == who.number
    assert form.view.procedure.words.text() == ""


def test_a_field_that_a_card_is_read_into_keeps_what_was_typed_there_before(clerk, form):
    who = person("citizen 3")
    form.view.procedure.words.setFocus()
    clerk.type("khai")
    clerk.type(who.qr)
    clerk.press(Qt.Key.Key_Return)
    assert owner_of(form).number == who.number
    assert form.view.procedure.words.text() == "khai"


def test_what_is_wrong_is_said_below_its_field_and_the_cursor_goes_there(clerk, form, begun):
    clerk.press(Qt.Key.Key_2, ALT)
    clerk.type("Đặng Thị Ngọc Ánh")
    clerk.press(Qt.Key.Key_Tab)
    clerk.type("05219900012")
    assert words_at(form, "number") == "", "nobody is told while typing"
    clerk.press(Qt.Key.Key_Tab)
    assert "11" in words_at(form, "number")
    clerk.type("2/9/1998")
    clerk.press(Qt.Key.Key_Return)
    entries = form.view.owner.entries
    assert entries["number"].place.hasFocus()
    clerk.type("3")
    assert "năm sinh" in words_at(form, "born").casefold()
    assert form.owner.party, "what is only doubted is taken"
    assert begun() == []


def test_a_card_read_by_its_letters_is_shown_beside_them_and_compared(clerk, form):
    picture = clerk.window.grab()
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.scaled(300, 40).save(buffer, "JPG")
    values = {
        "number": CardValue("052199000123", bytes(buffer.data().data()), sure=True),
        "name": CardValue("Đặng Thị Ngọc Ánh", None, sure=False),
    }
    form.owner.card.card_read(CardRead(values=values))
    entries = form.view.owner.entries
    assert form.owner._way is Way.HAND
    assert entries["number"].picture.isVisible()
    assert not entries["name"].picture.isVisible()
    assert words_at(form, "name")
    entries["name"].place.setFocus()
    clerk.type(" ")
    assert words_at(form, "name") == ""
    assert form.owner.party.number == "052199000123"


@pytest.mark.parametrize(("at", "answer"), [(0, None), (1, True), (2, False)])
def test_consent_is_what_was_answered_and_two_enters_open_one_dossier(clerk, form, begun, at, answer):
    form.owner.card.read_text(person("citizen 3").qr)
    form.view.procedure.words.setText("tinh trang hon nhan")
    form.view.owner.consent.setCurrentIndex(at)
    form.view.start.setFocus()
    clerk.press(Qt.Key.Key_Return)
    clerk.press(Qt.Key.Key_Return)
    dossier = opened(clerk, begun)
    clerk.until(lambda: clerk.window.dossier._dossier and clerk.window.dossier._dossier.id == dossier.id, "it")
    assert dossier.consent is answer
    assert clerk.window.dossier._dossier.consent is answer


def test_what_has_to_be_handed_in_and_when_it_is_due_stands_beside_the_form(clerk, form):
    view = form.view.prospect
    assert view.nothing.isVisible()
    form.view.procedure.words.setText("tinh trang hon nhan")
    clerk.until(lambda: view.sheet.isVisible(), "what to hand in")
    assert view._rows.count() == len(form.procedure.case.components)
    assert "3" in view.facts["limit"].text()
    assert view.facts["due"].text()
    assert "xã Mẫu" in view.facts["decides"].text()
    form.view.procedure.words.clear()
    assert view.nothing.isVisible()


def test_the_form_fits_a_small_screen_in_every_way(clerk, form):
    form.view.procedure.words.setText("tinh trang hon nhan")
    form.view.owner.by_other.setChecked(True)
    for way in Way:
        form.owner.turn_to(way)
        form.owner.complain()
        assert clerk.window.minimumSizeHint().width() <= 911
        assert clerk.window.minimumSizeHint().height() <= 470


def test_on_a_small_screen_the_cursor_and_the_list_below_it_are_in_sight(clerk, form):
    window = clerk.window
    window.resize(911, 470)
    try:
        clerk.press(Qt.Key.Key_A, ALT)
        clerk.press(Qt.Key.Key_U, ALT)
        clerk.press(Qt.Key.Key_2, ALT)
        name = form.view.owner.entries["name"].place
        clerk.until(lambda: name.visibleRegion().boundingRect() == name.rect(), "the name", 20)
        words, matches = form.view.procedure.words, form.view.procedure.matches
        words.setFocus()
        words.selectAll()
        clerk.type("dang ky")
        clerk.until(lambda: matches.visibleRegion().boundingRect() == matches.rect(), "the list", 20)
        assert words.visibleRegion().boundingRect() == words.rect()
    finally:
        window.resize(1366, 720)


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
