"""What is known before a dossier is opened: which procedure is meant, what to hand in, what the stores have."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop.model.owner import party_from_qr
from desktop.model.stored import StoredPaper
from desktop.store import reuse
from desktop.store.reuse import Lookup
from desktop.training.people import person
from desktop.workflow.opening import Procedures
from tests.samples import MORNING

OWNER = party_from_qr(person(1).qr)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("sinh khai", ["1.001193"]),
        ("ĐĂNG KÝ kết hôn", ["1.000894"]),
        ("1.001193", ["1.001193"]),
        ("1193", ["1.001193"]),
        ("hon nhan tinh trang", ["1.004873"]),
        ("Đăng ký khai sinh", ["1.001193"]),
        ("hon", ["1.000894", "1.004873"]),
        ("khong co", []),
        ("", []),
    ],
)
def test_a_procedure_is_found_by_words_in_any_order_or_by_its_code(app, words, codes):
    assert [one.code for one in Procedures(app.catalogue.current()).fitting(words)] == codes


def test_the_usual_procedures_stand_where_they_stand_however_often_they_are_used(app):
    first = [one.code for one in app.opening.usual()]
    assert len(first) == 5
    for _ in range(3):
        app.intake.start("2.000815", "TH1", OWNER)
    app.intake.start("1.004873", "TH1", OWNER)
    usual = [one.code for one in app.opening.usual()]
    assert "2.000815" in usual
    in_order = [one.code for one in app.catalogue.current().procedures]
    assert usual == sorted(usual, key=in_order.index)
    assert not any(one.secret for one in app.opening.usual())


def test_what_to_hand_in_and_what_a_store_has_is_known_before_the_dossier(app):
    procedure = app.catalogue.current().procedure("1.001193")
    case = procedure.case("TH1")
    marriage = case.components[3]
    stored = StoredPaper(id="KHO-1", code=marriage.replaced_by, name="Giấy", valid_until=date.today() + timedelta(9))
    with app._store.writing() as tx:
        for code in (marriage.code, marriage.replaced_by):
            found = (stored,) if code == stored.code else ()
            reuse.keep(tx, Lookup(owner=OWNER.number, code=code, procedure="1.001193", asked_at=MORNING, found=found))
    prospect = app.opening.prospect(procedure, case, OWNER.number)
    assert [one.component for one in prospect.needed] == list(case.components)
    assert [one.offer.stored if one.offer else None for one in prospect.needed] == [None, None, None, stored]
    assert [one.asked for one in prospect.needed] == [False, False, False, True]
    assert prospect.decides == "Ủy ban nhân dân xã Mẫu"
    assert prospect.appointment.due
    stranger = app.opening.prospect(procedure, case)
    assert not any(one.offer or one.asked for one in stranger.needed)


@pytest.mark.slow
def test_the_stores_are_asked_in_an_officials_name_or_say_why_not(app):
    owner = app.station.citizen_party(1)
    procedure = app.catalogue.current().procedure("1.001193")
    prospect = app.opening.prospect(procedure, procedure.case("TH1"), owner.number, ask=True)
    assert prospect.why_not
    assert not all(one.asked for one in prospect.needed)
    app.reuse.log_in("canbo.mau", "tap-huan")
    prospect = app.opening.prospect(procedure, procedure.case("TH1"), owner.number, ask=True)
    assert not prospect.why_not
    assert all(one.asked for one in prospect.needed)
    for opened, stays in ((False, False), (True, True)):
        if opened:
            app.opening.prospect(procedure, procedure.case("TH1"), owner.number, ask=True)
            app.intake.start("1.001193", "TH1", owner)
        app.opening.forget(owner.number)
        known = app.opening.prospect(procedure, procedure.case("TH1"), owner.number)
        assert all(one.asked for one in known.needed) == stays
