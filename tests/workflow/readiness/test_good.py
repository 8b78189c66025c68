"""Twenty dossiers of invented people with every procedure of the training catalogue, and nothing found on any."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date

import pytest

from desktop.app import App, open_app
from desktop.model.dossier import Dossier, PageOrigin, PaperDetails, PaperKind
from desktop.model.owner import party_from_qr
from desktop.model.states import DigitisationState
from desktop.store import contents, papers
from desktop.training.papers.kinds import KINDS
from desktop.training.papers.pile import PaperSpec, draw, kind_for
from desktop.training.papers.wear import wear
from desktop.training.people import Person, person
from desktop.workflow.readiness.finding import Stage
from tests.samples import MORNING
from tests.workflow.readiness.desk import file

GOOD = 20
READING_S = 3600.0


@pytest.fixture
def app(training_data) -> Iterator[App]:
    with open_app(training_data, training=True) as app:
        yield app


def taken_in(app: App, number: int) -> Dossier:
    """A dossier with all its papers in the feeder; every third one with its result, where training prints that one."""
    procedures = [one for one in app.catalogue.current().procedures if not one.secret]
    procedure = procedures[number % len(procedures)]
    case = procedure.cases[number // len(procedures) % len(procedure.cases)]
    who = person(f"good {number}")
    dossier = app.intake.start(procedure.code, case.code, party_from_qr(who.qr))
    result = procedure.results[0].code
    if number % 3 == 0 and any(result in kind.codes for kind in KINDS.values()):
        app.intake.add_result(dossier.id, result)
    for row in app.checklist.rows(dossier.id):
        scanned(app, row.paper.id, row.paper.code, who)
    return dossier


def scanned(app: App, paper_id: uuid.UUID, code: str, who: Person) -> None:
    seed = f"{who.number} {code}"
    for sheet, page in enumerate(draw(PaperSpec(kind=kind_for(code)), seed, who), 1):
        origin = PageOrigin(
            device="test", driver="test", source="adf", side="front", sheet=sheet, dpi=200, scanned_at=MORNING
        )
        with app._store.writing() as tx:
            added = papers.add_page(tx, uuid.uuid4(), paper_id, origin, wear(page, f"{seed} {sheet}").jpeg())
            papers.change(tx, paper_id, digitisation=DigitisationState.SCANNED, pdf_sha256="")
        app.work.add(added.id)


def confirmed(app: App, dossier: Dossier) -> None:
    said = PaperDetails(number="không số", issued=date(2026, 1, 5), permanent=True)
    with app._store.writing() as tx:
        for paper in papers.of_dossier(tx, dossier.id):
            for state in (DigitisationState.CONFIRMED, DigitisationState.BUILT):
                papers.change(tx, paper.id, digitisation=state)
            papers.change(tx, paper.id, details=said, pdf_sha256=contents.keep(tx, file()))


@pytest.mark.slow
def test_twenty_good_dossiers_have_no_finding(app: App) -> None:
    dossiers = [taken_in(app, number) for number in range(GOOD)]
    assert app.work.wait_until_quiet(READING_S)
    found = []
    kinds = set()
    for dossier in dossiers:
        confirmed(app, dossier)
        kinds |= {row.paper.kind for row in app.checklist.rows(dossier.id)}
        found += [(dossier.procedure, one.why.message) for one in app.readiness.check(dossier.id, Stage.SIGNING)]
    assert kinds == {PaperKind.COMPONENT, PaperKind.RESULT}
    assert found == []
