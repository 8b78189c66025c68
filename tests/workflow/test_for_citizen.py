"""What a citizen's screen may ever show: her own, and nothing of the office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields, replace
from pathlib import Path
from uuid import UUID, uuid4

import numpy as np
import pytest
import zxingcpp
from sqlalchemy import update

from desktop.app import App, open_app
from desktop.model.dossier import Dossier, PageOrigin, Paper, PaperKind
from desktop.model.states import DigitisationState
from desktop.store import dossiers, papers
from desktop.store.errors import NotFound
from desktop.store.tables import page
from desktop.workflow.for_citizen import BroughtPaper, ForCitizen
from tests.samples import MORNING, sample_dossier
from tests.store.test_owners import PEOPLE, SUBMITTER

CODE = "H99.12-260312-00007"


@pytest.fixture
def app(training_data: Path) -> Iterator[App]:
    with open_app(training_data, training=True) as app:
        yield app


def opened(app: App, **changes: object) -> tuple[Dossier, list[Paper]]:
    """A dossier with two components, a result and a place of what is not sorted; each has two pages."""
    dossier = sample_dossier(catalogue_version=app.catalogue.current().version, **changes)
    kinds = (PaperKind.COMPONENT, PaperKind.COMPONENT, PaperKind.RESULT, PaperKind.UNSORTED)
    own = [
        Paper(id=uuid4(), dossier_id=dossier.id, kind=kind, code=f"GT.{at}", name=f"Giấy {at}", position=at)
        for at, kind in enumerate(kinds)
    ]
    with app._store.writing() as tx:
        dossiers.add(tx, dossier)
        for paper in own:
            papers.add(tx, paper)
    for paper in own:
        for number in range(2):
            scanned(app, paper, number)
    return dossier, own


def scanned(app: App, paper: Paper, number: int) -> UUID:
    origin = PageOrigin(
        device="", driver="", source="", side="", sheet=number + 1, dpi=200, scanned_at=MORNING, job=str(number)
    )
    with app._store.writing() as tx:
        made = papers.add_page(tx, uuid4(), paper.id, origin, picture(paper, number))
        small = b"small " + picture(paper, number)
        tx.execute(update(page).where(page.c.id == made.id).values(thumbnail=small))
        papers.change(tx, paper.id, digitisation=DigitisationState.SCANNED)
    return made.id


def picture(paper: Paper, number: int) -> bytes:
    return f"{paper.id} {number}".encode()


def pages(app: App, paper: Paper) -> list[UUID]:
    return [one.id for one in app.papers.pages(paper.id)]


def test_these_fields_and_no_other_reach_the_screen() -> None:
    assert {field.name for field in fields(ForCitizen)} == {
        "name",
        "procedure",
        "gets",
        "due",
        "code",
        "qr",
        "papers",
        "paper",
        "small",
        "large",
        "to_sign",
    }
    assert {field.name for field in fields(BroughtPaper)} == {"name", "there", "pages"}


def test_she_sees_what_she_brings_and_what_she_gets(app: App) -> None:
    dossier, own = opened(app, party=PEOPLE[0], due=MORNING.date())
    seen = app.citizen_side.look(dossier.id, own[0].id, pages(app, own[0])[1])
    assert (seen.name, seen.due, seen.paper) == (PEOPLE[0].name, MORNING.date(), "Giấy 0")
    procedure = app.catalogue.procedure_of(dossier)
    assert seen.procedure == procedure.name
    assert seen.gets == tuple(result.name for result in procedure.results)
    assert [(paper.name, paper.there, paper.pages) for paper in seen.papers] == [
        ("Giấy 0", True, 2),
        ("Giấy 1", True, 2),
    ]
    assert seen.large == picture(own[0], 1)
    assert seen.small == tuple(b"small " + picture(own[0], number) for number in range(2))


def test_nothing_of_the_office_and_nobodys_number_is_in_it(app: App) -> None:
    dossier, own = opened(
        app,
        party=replace(PEOPLE[0], address="Số 7 phố Riêng"),
        submitter=SUBMITTER,
        authority="Giấy uỷ quyền riêng",
        officer="canbo.rieng",
    )
    with app._store.writing() as tx:
        details = replace(own[0].details, number="SO-RIENG", abstract="Ghi chú riêng", signer="Người Ký Riêng")
        papers.change(tx, own[0].id, details=details, item_code="MA-RIENG", province_id="DINH-DANH-RIENG")
    told = str(asdict(app.citizen_side.look(dossier.id, own[0].id)) | {"small": (), "large": b""})
    hidden = [
        dossier.party.number,
        dossier.party.number[-4:],
        SUBMITTER.name,
        SUBMITTER.number,
        dossier.provisional_code,
        str(dossier.id),
        "RIENG",
        "iêng",
        "rieng",
    ]
    assert [words for words in hidden if words in told] == []


@pytest.mark.parametrize("at", [2, 3])
def test_a_result_and_what_is_not_sorted_have_no_picture(app: App, at: int) -> None:
    dossier, own = opened(app)
    seen = app.citizen_side.look(dossier.id, own[at].id, pages(app, own[at])[0])
    assert (seen.paper, seen.small, seen.large) == ("", (), b"")
    assert own[at].name not in [paper.name for paper in seen.papers]


def test_a_paper_and_a_page_of_another_dossier_are_not_shown(app: App) -> None:
    dossier, own = opened(app, party=PEOPLE[0])
    _, others = opened(app, party=PEOPLE[1])
    foreign = pages(app, others[0])[0]
    assert app.citizen_side.look(dossier.id, others[0].id, foreign).large == b""
    assert app.citizen_side.look(dossier.id, own[0].id, foreign).large == picture(own[0], 0)
    assert app.citizen_side.look(dossier.id, own[0].id, pages(app, own[1])[1]).large == picture(own[0], 0)


def test_a_page_that_was_set_aside_is_not_shown(app: App) -> None:
    dossier, own = opened(app)
    first, _ = pages(app, own[0])
    with app._store.writing() as tx:
        papers.set_removed(tx, first, removed=True)
    seen = app.citizen_side.look(dossier.id, own[0].id, first)
    assert (seen.large, seen.small) == (picture(own[0], 1), (b"small " + picture(own[0], 1),))
    assert seen.papers[0].pages == 1


def test_the_code_is_there_once_the_province_has_given_it_and_a_telephone_reads_it(app: App) -> None:
    dossier, _ = opened(app)
    before = app.citizen_side.look(dossier.id)
    assert (before.code, before.qr) == ("", ())
    with app._store.writing() as tx:
        dossiers.adopt_code(tx, dossier.id, CODE)
    seen = app.citizen_side.look(dossier.id)
    drawn = np.where(np.pad(np.array(seen.qr), 4), 0, 255).astype(np.uint8).repeat(4, 0).repeat(4, 1)
    assert [one.text for one in zxingcpp.read_barcodes(drawn)] == [CODE]
    assert seen.code == CODE


def test_of_what_is_gone_nothing_is_shown(app: App) -> None:
    with pytest.raises(NotFound):
        app.citizen_side.look(UUID(int=7))


def test_whether_there_is_such_a_screen_is_remembered(app: App) -> None:
    assert not app.citizen_side.wanted()
    app.citizen_side.want(wanted=True)
    assert app.citizen_side.wanted()
    app.citizen_side.want(wanted=False)
    assert not app.citizen_side.wanted()
