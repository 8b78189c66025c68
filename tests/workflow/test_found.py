"""Everything of a person or a number: which dossiers, papers and results, how far, and what the e-stores have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from desktop.app import App, open_app
from desktop.model.dossier import Dossier, PaperKind
from desktop.model.owner import party_from_qr
from desktop.model.states import DeliveryState, DigitisationState, SigningState, SyncState
from desktop.store import dossiers, papers, search
from desktop.sync.errors import NotLoggedIn
from desktop.training.people import person
from desktop.workflow.found import Found, next_of_paper
from desktop.workflow.what_next import Next
from tests.samples import sample_dossier
from tests.store.test_owners import HOUSEHOLD
from tests.workflow.test_agency_signature import confirm, ids
from tests.workflow.test_delivery import with_results


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with open_app(tmp_path_factory.mktemp("found") / "training", training=True) as app:
        yield app


@pytest.fixture(scope="module")
def here(app: App) -> Dossier:
    """A dossier of citizen 4 that the province has, with two papers and a result; one of citizen 7 with one paper."""
    dossier, _ = with_results(app)
    other = app.intake.start("1.004873", "TH1", party_from_qr(person("citizen 7").qr))
    first = ids(app, other)[0]
    confirm(app, first)
    with app._store.writing() as tx:
        own = papers.get(tx, first)
        papers.change(tx, first, details=replace(own.details, number="0815/XNCT"))
        for row in app.checklist.rows(dossier.id):
            number, procedure = dossier.party.number, dossier.procedure
            papers.change(tx, row.paper.id, item_code=f"{number}.{procedure}.{row.paper.code}.01")
    return dossier


def names(found: Found) -> tuple[list[str], list[str], list[str]]:
    """Owners of the dossiers; dossiers' codes of the papers and of the results."""
    return (
        [line.owner for line in found.dossiers],
        [one.code for one in found.papers],
        [one.code for one in found.results],
    )


def backwards(name: str) -> str:
    return " ".join(reversed(search.folded(name).split()))


@pytest.mark.parametrize("cut", [None, 4, 5, 6])
def test_a_number_or_its_end_finds_all_of_the_person(app: App, here: Dossier, cut: int | None) -> None:
    number = here.party.number
    found = app.finder.find(number if cut is None else number[-cut:])
    assert names(found) == ([here.party.name], [here.code] * 2, [here.code])
    assert found.person == number


def test_a_name_finds_all_of_the_person_without_marks_in_any_order(app: App, here: Dossier) -> None:
    found = app.finder.find(backwards(here.party.name))
    assert names(found) == ([here.party.name], [here.code] * 2, [here.code])


def test_a_number_with_spaces_in_it_is_the_same_number(app: App, here: Dossier) -> None:
    number = here.party.number
    spaced = f"{number[:3]} {number[3:6]} {number[6:]}"
    assert names(app.finder.find(spaced)) == names(app.finder.find(number))


@pytest.mark.parametrize("code", ["code", "provisional_code"])
def test_both_codes_of_a_dossier_find_it_with_its_papers(app: App, here: Dossier, code: str) -> None:
    assert here.code != here.provisional_code
    assert names(app.finder.find(getattr(here, code))) == ([here.party.name], [here.code] * 2, [here.code])


def test_an_item_code_finds_the_one_paper_it_is_of(app: App, here: Dossier) -> None:
    for row in app.checklist.rows(here.id):
        found = app.finder.find(row.paper.item_code.lower())
        assert [one.paper.id for one in (*found.papers, *found.results)] == [row.paper.id]


def test_a_papers_own_number_finds_that_paper_alone(app: App, here: Dossier) -> None:
    found = app.finder.find("0815/xnct")
    assert [one.paper.details.number for one in found.papers] == ["0815/XNCT"]
    assert (found.results, len(found.dossiers)) == ((), 1)


def test_a_papers_name_and_whose_it_is_narrow_each_other(app: App, here: Dossier) -> None:
    first = app.checklist.rows(here.id)[0].paper
    found = app.finder.find(f"{search.folded(first.name)} {here.party.number[-6:]}")
    assert [one.paper.id for one in found.papers] == [first.id]
    assert found.results == ()


def test_what_is_not_here_yet_is_no_paper_that_is_found(app: App, here: Dossier) -> None:
    other = app.finder.find(person("citizen 7").number)
    assert len(other.papers) == 1
    assert app.checklist.rows(other.dossiers[0].dossier_id)[1].paper.digitisation is DigitisationState.EMPTY


def test_nothing_is_found_of_nobody(app: App, here: Dossier) -> None:
    assert app.finder.find("khong co ai ten the nay") == Found()


def test_two_persons_are_no_one_person(app: App, here: Dossier) -> None:
    found = app.finder.find("")
    assert {line.owner for line in found.dossiers} >= {here.party.name, person("citizen 7").name}
    assert (found.person, found.stored, found.asked_at) == ("", (), None)


def test_the_stores_are_asked_in_an_officials_name_and_their_answer_is_kept(app: App, here: Dossier) -> None:
    number = here.party.number
    assert app.finder.find(number).asked_at is None
    with pytest.raises(NotLoggedIn):
        app.finder.ask_stores(number)
    app.reuse.log_in("canbo.mau", "tap-huan")
    app.finder.ask_stores(number)
    found = app.finder.find(number)
    assert found.asked_at is not None
    # What the province was sent and may show lies there: the result is hidden until it is handed over.
    shown = {row.paper.code for row in app.checklist.rows(here.id) if row.paper.kind is PaperKind.COMPONENT}
    assert shown <= {offer.stored.code for offer in found.stored}
    assert not {one.paper.code for one in found.results} & {offer.stored.code for offer in found.stored}


def test_a_search_writes_nothing(app: App, here: Dossier) -> None:
    def rows() -> int:
        with app._store.reading() as tx:
            return int(tx.execute(text("SELECT count(*) FROM audit")).scalar_one())

    before = rows()
    app.finder.find(here.party.number)
    assert rows() == before


def test_all_are_found_again_once_they_are_indexed_anew(app: App, here: Dossier) -> None:
    asked = [here.party.number, here.code, "0815/xnct", *(r.paper.item_code for r in app.checklist.rows(here.id))]
    before = [names(app.finder.find(words)) for words in asked]
    with app._store.writing() as tx:
        search.index_all(tx)
    assert [names(app.finder.find(words)) for words in asked] == before
    assert all(found for found, _, _ in before)


def test_an_owner_without_papers_is_found_once_all_are_indexed_anew(app: App) -> None:
    with app._store.writing() as tx:
        dossiers.add(tx, sample_dossier(party=HOUSEHOLD))
        search.index_all(tx)
    assert [line.owner for line in app.finder.find(HOUSEHOLD.number).dossiers] == [HOUSEHOLD.name]


BUILT = DigitisationState.BUILT
STATES = [
    ({"digitisation": DigitisationState.SCANNED}, Next.CONFIRM),
    ({"digitisation": BUILT}, Next.SIGN),
    ({"digitisation": BUILT, "signing": SigningState.SIGNED}, Next.SEND),
    ({"digitisation": BUILT, "signing": SigningState.SIGNED, "sync": SyncState.QUEUED}, Next.AWAIT_PROVINCE),
    ({"digitisation": BUILT, "signing": SigningState.SIGNED, "sync": SyncState.CONFIRMED}, Next.NOTHING),
    ({"digitisation": BUILT, "signing": SigningState.SIGNED, "sync": SyncState.CONFLICT}, Next.MEND),
    ({"digitisation": BUILT, "signing": SigningState.ISSUED, "delivery": DeliveryState.HIDDEN}, Next.HAND_OVER),
    ({"digitisation": DigitisationState.REUSED}, Next.NOTHING),
]


@pytest.mark.parametrize(("states", "wanted"), STATES)
def test_what_comes_next_with_a_paper(app: App, here: Dossier, states: dict[str, object], wanted: Next) -> None:
    changes: dict[str, Any] = {"signing": SigningState.UNSIGNED, "sync": SyncState.LOCAL, **states}
    paper = replace(app.checklist.rows(here.id)[0].paper, **changes)
    assert next_of_paper(paper, agency_signs=False, keeps_seal=False) is wanted


@pytest.mark.parametrize(("keeps_seal", "wanted"), [(True, Next.SIGN_FOR_AGENCY), (False, Next.AWAIT_AGENCY)])
def test_who_signs_for_the_agency(app: App, here: Dossier, keeps_seal: bool, wanted: Next) -> None:
    paper = replace(app.checklist.rows(here.id)[0].paper, signing=SigningState.SIGNED, sync=SyncState.LOCAL)
    assert next_of_paper(paper, agency_signs=True, keeps_seal=keeps_seal) is wanted
