"""What a record must have: how long and where a paper is valid, that it is no secret, units that exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.app import App, open_app
from desktop.machine.settings_file import FILE_NAME
from desktop.model.catalogue import Agency, Component, Procedure
from desktop.model.dossier import NumberKind, PaperDetails, Party, PartyKind
from desktop.model.owner import in_item_code, party_from_qr
from desktop.model.states import SigningState
from desktop.training.station import PIN
from desktop.workflow.errors import UnitDefunct
from tests.workflow.readiness.desk import CASE, ME, PROCEDURE, Desk, file, numbered


@pytest.fixture
def app(training_data: Path) -> Iterator[App]:
    with open_app(training_data, training=True) as app:
        yield app


def changed(app: App, component: dict[str, Any] | None = None, **procedure: Any) -> None:
    """Take a catalogue in which one procedure, and its components, say something else."""
    now = app.catalogue.current()

    def turned(one: Procedure) -> Procedure:
        cases = (replace(case, components=tuple(_with(c) for c in case.components)) for case in one.cases)
        return replace(one, cases=tuple(cases), **procedure) if one.code == PROCEDURE else one

    def _with(one: Component) -> Component:
        return replace(one, **component or {})

    app.catalogue.take(replace(now, version="khác", procedures=tuple(turned(one) for one in now.procedures)))


@pytest.fixture
def desk(app: App) -> Desk:
    """Papers of one page each, confirmed."""
    return filled(app)


def filled(app: App, **details: Any) -> Desk:
    desk = Desk(app)
    for at, paper in enumerate((desk.form, desk.card, desk.decision)):
        desk.put(paper, numbered(f"Giấy số {at}"))
        desk.built(paper, **details)
    return desk


def stops(desk: Desk) -> list[tuple[str, str]]:
    return [(one.why.code, one.at.field) for one in desk.found() if one.stops]


def test_by_the_rule_of_their_types_all_is_known(app: App) -> None:
    assert stops(filled(app, permanent=False)) == []


def test_without_a_rule_and_a_word_the_last_day_is_asked(app: App) -> None:
    changed(app, {"validity": ""})
    desk = filled(app, permanent=False)
    assert stops(desk) == [("validity_unknown", "valid_until")] * 3
    desk.built(desk.form, permanent=True)
    desk.built(desk.card, permanent=False, valid_until=date(2040, 1, 1))
    assert stops(desk) == [("validity_unknown", "valid_until")]
    assert desk.found()[0].at.paper_id == desk.decision.id


def test_a_rule_that_counts_from_the_day_of_issue_asks_for_it(app: App) -> None:
    changed(app, {"validity": "6 months"})
    assert stops(filled(app, permanent=False, issued=None)) == [("validity_unknown", "valid_until")] * 3


def test_the_rule_is_recorded_when_the_clerk_confirms(app: App) -> None:
    changed(app, {"validity": "6 months"})
    desk = Desk(app)
    desk.put(desk.form, numbered("Giấy số 0"))
    said = PaperDetails(number="1", issued=date(2026, 1, 31))
    confirmed = app.confirming.confirm(app.papers.look(desk.form.id), said, keep_red="thử")
    assert app.papers.get(confirmed.id).details.valid_until == date(2026, 7, 31)


def test_what_the_paper_says_itself_goes_before_the_rule(app: App) -> None:
    desk = Desk(app)
    desk.put(desk.form, numbered("Giấy số 0"))
    said = PaperDetails(number="1", valid_until=date(2031, 5, 5))
    app.confirming.confirm(app.papers.look(desk.form.id), said, keep_red="thử")
    details = app.papers.get(desk.form.id).details
    assert (details.valid_until, details.permanent) == (date(2031, 5, 5), False)


def test_a_paper_without_an_area_stops(app: App) -> None:
    desk = filled(app)
    desk.built(desk.form, area=" ")
    assert stops(desk) == [("area_unknown", "area")]


def test_where_the_list_does_not_speak_of_secrets_the_clerk_does(app: App) -> None:
    changed(app, secret=None)
    desk = filled(app)
    assert [code for code, _ in stops(desk)] == ["secrecy_unsaid"] * 3
    for paper in (desk.form, desk.card, desk.decision):
        desk.built(paper, no_secret=True)
    assert stops(desk) == []


def test_a_signed_file_that_was_brought_is_asked_nothing(app: App) -> None:
    changed(app, {"validity": ""})
    desk = Desk(app)
    for paper in (desk.form, desk.card, desk.decision):
        desk.built(paper, file(), permanent=False)
    assert stops(desk) == []


def test_what_was_not_said_is_not_signed(app: App) -> None:
    changed(app, {"validity": ""})
    desk = filled(app, permanent=False)
    identity = next(one for one in app.signing.identities() if one.fit)
    papers = [paper.id for paper in app.signing.ready(desk.dossier.id)]
    outcomes = app.signing.sign(papers, identity, bytearray(PIN.encode()))
    assert [one.trouble for one in outcomes] == ["validity_unknown"] * 3
    assert {app.papers.get(paper).signing for paper in papers} == {SigningState.UNSIGNED}


def test_what_was_signed_before_it_was_asked_goes_as_it_is(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = filled(app, permanent=False)
    identity = next(one for one in app.signing.identities() if one.fit)
    papers = [paper.id for paper in app.signing.ready(desk.dossier.id)]
    assert all(one.ok for one in app.signing.sign(papers, identity, bytearray(PIN.encode())))
    now = app.catalogue.current()
    silent = replace(now, procedures=tuple(replace(one, secret=None) for one in now.procedures))
    monkeypatch.setattr(app.readiness, "_catalogue_of", lambda dossier: silent)
    app.intake.close(desk.dossier.id)
    assert app.sending.queue(desk.dossier.id)


# Units


def of_agencies(app: App, *agencies: Agency, **procedure: Any) -> None:
    changed(app, **procedure)
    now = app.catalogue.current()
    app.catalogue.take(replace(now, version="đơn vị", agencies=(*now.agencies, *agencies)))


def test_the_catalogue_says_who_decides(app: App) -> None:
    changed(app, competent="H99.13")
    dossier = app.intake.start(PROCEDURE, CASE, party_from_qr(ME.qr))
    assert (dossier.receiving_unit, dossier.competent_unit) == ("H99.12", "H99.13")
    procedure = app.catalogue.current().procedure(PROCEDURE)
    assert app.opening.prospect(procedure, procedure.case(CASE)).decides == "Ủy ban nhân dân phường Mẫu Tây"


def test_a_unit_that_is_gone_decides_nothing_new(app: App) -> None:
    changed(app, competent="H98.3.12")
    with pytest.raises(UnitDefunct) as refused:
        app.intake.start(PROCEDURE, CASE, party_from_qr(ME.qr))
    assert "thuộc huyện Mẫu" in refused.value.message
    assert app.dossiers.latest() == []


def test_a_unit_that_is_not_yet_decides_nothing(app: App) -> None:
    of_agencies(app, Agency(code="H99.88", name="Phường mới", valid_from=date(2090, 1, 1)), competent="H99.88")
    with pytest.raises(UnitDefunct):
        app.intake.start(PROCEDURE, CASE, party_from_qr(ME.qr))


def test_a_unit_that_nobody_knows_is_nothing_against_a_dossier(app: App) -> None:
    changed(app, competent="H77.1")
    assert app.intake.start(PROCEDURE, CASE, party_from_qr(ME.qr)).competent_unit == "H77.1"


def test_a_counter_of_a_unit_that_is_gone_takes_nothing_in(training_data: Path) -> None:
    training_data.mkdir(exist_ok=True)
    (training_data / FILE_NAME).write_text('competent_unit = "H98.3.12"\n', "utf-8")
    with open_app(training_data, training=True) as app, pytest.raises(UnitDefunct):
        app.intake.start(PROCEDURE, CASE, party_from_qr(ME.qr))


def test_a_dossier_that_names_a_unit_that_is_gone_stops(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    # Two lists of one version: the unit was dissolved after the dossier was taken in.
    now = desk.app.catalogue.current()
    gone = replace(now, agencies=(Agency(code="H99.12", name="Xã cũ", valid_to=date(2025, 6, 30)),))
    monkeypatch.setattr(desk.app.readiness, "_catalogue_of", lambda dossier: gone)
    assert stops(desk) == [("unit_defunct", "")]


# Codes


def test_a_procedure_is_known_with_its_local_suffix(app: App) -> None:
    dossier = app.intake.start(f"{PROCEDURE}.000.00.00.H99", CASE, party_from_qr(ME.qr))
    assert dossier.procedure == PROCEDURE


def item_code(app: App) -> str:
    desk = Desk(app)
    desk.put(desk.form, numbered("Giấy số 0"))
    return app.confirming.confirm(app.papers.look(desk.form.id), keep_red="thử").item_code


def test_an_items_code_has_the_end_of_a_persons_number_unless_the_province_wants_all(
    training_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_app(training_data, training=True) as app:
        assert item_code(app) == f"{ME.number[-4:]}.{PROCEDURE}.GT.XN.01.01"
    with open_app(training_data, training=True) as app:
        assert app._profile
        monkeypatch.setattr(app._profile, "whole_owner_number", True)
        assert item_code(app) == f"{ME.number}.{PROCEDURE}.GT.XN.01.01"


@pytest.mark.parametrize(
    ("party", "stands"),
    [
        (Party(number="052199000123", name="A"), "0123"),
        (Party(number="212345678", number_kind=NumberKind.OLD_CARD, name="A"), "5678"),
        (Party(number="C1234567", number_kind=NumberKind.PASSPORT, name="A"), "4567"),
        (Party(kind=PartyKind.ENTERPRISE, number="0100233488", number_kind=NumberKind.TAX, name="A"), "0100233488"),
    ],
)
def test_what_stands_for_an_owner_in_a_code(party: Party, stands: str) -> None:
    assert in_item_code(party, whole=False) == stands
    assert in_item_code(party, whole=True) == party.number
