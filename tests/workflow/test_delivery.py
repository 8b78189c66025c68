"""Results are hidden at the province until they are handed over, each by one act that the journal has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.app import App, open_app
from desktop.machine.clock import SteppingClock
from desktop.machine.folders import folders
from desktop.machine.settings import Settings
from desktop.machine.settings_file import FILE_NAME
from desktop.model.dossier import Dossier, Paper, PaperKind
from desktop.model.entry import NotUnderstood
from desktop.model.handing import Handing, Way
from desktop.model.record import DossierStatus
from desktop.model.signature import SignatureRole
from desktop.model.states import DeliveryState, DigitisationState, DossierState, SigningState, StepState, SyncState
from desktop.store import dossiers, handing, outbox, papers
from desktop.store.file import Store
from desktop.store.tables import audit
from desktop.sync.families import family_names
from desktop.sync.profile import read_profile, sample_of
from desktop.workflow.delivery import Delivery
from desktop.workflow.errors import (
    AlreadyDelivered,
    DossierOpen,
    NoResult,
    NothingToTakeBack,
    ProvinceKnows,
    ResultUnfinished,
)
from tests.samples import MORNING, MemorySecrets, sample_dossier
from tests.workflow.test_agency_signature import AGENCY, OFFICIAL, confirm, confirmed, ids, sign


@pytest.fixture
def counter(training_data: Path) -> Iterator[App]:
    with open_app(training_data, training=True) as app:
        yield app


def with_results(app: App, *, role: SignatureRole = OFFICIAL, sent: bool = True) -> tuple[Dossier, Paper]:
    """A signed dossier with one result, as the province has it; or still on its way."""
    dossier = confirmed(app, closed=False)
    result = app.intake.add_result(dossier.id, _code(app, dossier))
    confirm(app, result.id)
    app.intake.close(dossier.id)
    sign(app, ids(app, dossier), OFFICIAL)
    if role is AGENCY:
        sign(app, ids(app, dossier), AGENCY)
    if sent:
        app.sending.run_until_idle()
    return app.dossiers.get(dossier.id), app.papers.get(result.id)


def _code(app: App, dossier: Dossier) -> str:
    return app.catalogue.current().procedure(dossier.procedure).results[0].code


def at_province(app: App, dossier: Dossier) -> dict[str, Any]:
    assert app.station
    code = app.dossiers.get(dossier.id).code
    found: dict[str, Any] = next(one for one in app.station.province.state()["dossiers"] if one["code"] == code)
    return found


def hidden(app: App, dossier: Dossier) -> dict[str, bool]:
    return {paper["code"]: paper["facts"]["hidden"] for paper in at_province(app, dossier)["papers"]}


def journal(app: App) -> list[tuple[str, str, str]]:
    with app._store.reading() as tx:
        return [(row.who, row.what, row.item) for row in tx.execute(select(audit).order_by(audit.c.number))]


def test_a_result_is_hidden_until_it_is_handed_over(counter: App) -> None:
    dossier, result = with_results(counter)
    assert result.sync is SyncState.CONFIRMED
    assert (hidden(counter, dossier)[result.code], at_province(counter, dossier)["status"]) == (True, 9)
    files = len(counter.station.province.state()["files"])  # type: ignore[union-attr]
    assert [paper.id for paper in counter.delivery.waiting(dossier.id)] == [result.id]
    done = counter.delivery.deliver(dossier.id)
    assert done.queued
    assert [(paper.id, paper.delivery) for paper in done.papers] == [(result.id, DeliveryState.DELIVERED)]
    assert done.dossier.state is DossierState.RETURNED
    assert counter.delivery.waiting(dossier.id) == []
    rows = journal(counter)
    assert ("canbo.mau", "result delivered", str(result.id)) in rows
    assert ("canbo.mau", "dossier returned", str(dossier.id)) in rows
    assert hidden(counter, dossier)[result.code] is True
    counter.sending.run_until_idle()
    assert (hidden(counter, dossier)[result.code], at_province(counter, dossier)["status"]) == (False, 10)
    # Nothing but the record, the progress and the state goes again.
    assert len(counter.station.province.state()["files"]) == files  # type: ignore[union-attr]
    assert not counter.sending.failed()
    with pytest.raises(AlreadyDelivered):
        counter.delivery.deliver(dossier.id)


def test_what_came_later_is_handed_over_later(counter: App) -> None:
    dossier, first = with_results(counter)
    counter.delivery.deliver(dossier.id)
    second = counter.intake.add_result(dossier.id, _code(counter, dossier))
    assert counter.dossiers.get(dossier.id).state is DossierState.OPEN
    with pytest.raises(DossierOpen):
        counter.delivery.deliver(dossier.id, [second.id])
    confirm(counter, second.id)
    counter.intake.close(dossier.id)
    with pytest.raises(ResultUnfinished):
        counter.delivery.deliver(dossier.id)
    sign(counter, [second.id], OFFICIAL)
    with pytest.raises(AlreadyDelivered):
        counter.delivery.deliver(dossier.id, [first.id])
    assert counter.delivery.deliver(dossier.id).dossier.state is DossierState.RETURNED
    counter.sending.run_until_idle()
    assert set(hidden(counter, dossier).values()) == {False}
    assert at_province(counter, dossier)["status"] == 10


def test_a_component_or_a_stranger_is_no_result(counter: App) -> None:
    dossier, result = with_results(counter)
    component = next(one for one in ids(counter, dossier) if one != result.id)
    for wrong in (component, uuid4()):
        with pytest.raises(NoResult):
            counter.delivery.deliver(dossier.id, [wrong])
    with pytest.raises(NoResult):
        counter.delivery.deliver(confirmed(counter).id)
    assert counter.papers.get(result.id).delivery is DeliveryState.HIDDEN


def test_a_result_that_waits_for_the_agency_is_not_handed_over(training_data: Path) -> None:
    training_data.mkdir(exist_ok=True)
    (training_data / FILE_NAME).write_text("agency_signs = true\n", "utf-8")
    with open_app(training_data, training=True) as app:
        dossier, result = with_results(app)
        with pytest.raises(ResultUnfinished):
            app.delivery.deliver(dossier.id)
        sign(app, ids(app, dossier), AGENCY)
        assert app.delivery.deliver(dossier.id).queued
        app.sending.run_until_idle()
        # It was never sent hidden, and is seen at once.
        assert hidden(app, dossier)[result.code] is False


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.integers(0, 3), max_size=8))
def test_whatever_is_asked_what_is_delivered_stays_delivered_and_nothing_else_is(
    desk: tuple[Store, Delivery], acts: list[int]
) -> None:
    """Any order of acts on four papers; only finished results become visible, in the store and in what is queued."""
    store, delivery = desk
    dossier = sample_dossier(id=uuid4(), state=DossierState.CLOSED, code=f"TAM-{uuid4().hex[:8]}")
    own = [
        paper(dossier, 0, PaperKind.COMPONENT, DigitisationState.BUILT, SigningState.SIGNED),
        paper(dossier, 1, PaperKind.RESULT, DigitisationState.BUILT, SigningState.SIGNED),
        paper(dossier, 2, PaperKind.RESULT, DigitisationState.BUILT, SigningState.SIGNED),
        paper(dossier, 3, PaperKind.RESULT, DigitisationState.EMPTY, SigningState.UNSIGNED),
    ]
    with store.writing() as tx:
        dossiers.add(tx, dossier)
        for one in own:
            papers.add(tx, one)
    expected: set[int] = set()
    for at in acts:
        try:
            delivery.deliver(dossier.id, [own[at].id])
            expected.add(at)
        except (NoResult, AlreadyDelivered, ResultUnfinished):
            assert at in {0, 3} or at in expected
    with store.reading() as tx:
        now = {at: papers.get(tx, one.id).delivery for at, one in enumerate(own)}
        state = dossiers.get(tx, dossier.id).state
        told = outbox.last_record(tx, dossier.id)
        open_steps = [one for one in outbox.steps(tx, dossier_id=dossier.id) if one.state is StepState.WAITING]
    assert expected <= {1, 2}
    assert {at for at, one in now.items() if one is DeliveryState.DELIVERED} == expected
    assert (state is DossierState.RETURNED) == (expected == {1, 2})
    if expected:
        assert told is not None
        shown = {paper.paper_id for paper in told.papers if paper.kind is PaperKind.RESULT and not paper.hidden}
        assert shown == {own[at].id for at in expected}
        states = [one.payload.state for one in open_steps if isinstance(one.payload, DossierStatus)]
        assert states == ["returned" if expected == {1, 2} else "done"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Store, Delivery]]:
    store = Store(folders(tmp_path, training=False), MemorySecrets(), training=False)
    yield store, Delivery(store, SteppingClock(MORNING), Settings())
    store.close()


def paper(dossier: Dossier, at: int, kind: PaperKind, digitised: DigitisationState, signed: SigningState) -> Paper:
    built = digitised is DigitisationState.BUILT
    return Paper(
        id=uuid4(),
        dossier_id=dossier.id,
        kind=kind,
        code=f"M{at}",
        name=f"Giấy {at}",
        position=at,
        digitisation=digitised,
        signing=signed,
        delivery=DeliveryState.HIDDEN if kind is PaperKind.RESULT else DeliveryState.NOT_APPLICABLE,
        pdf_sha256=f"{at}" * 64 if built else "",
    )


@pytest.mark.parametrize("family", family_names())
def test_every_family_has_a_word_for_each_state_that_a_chain_tells(family: str) -> None:
    words = read_profile(sample_of(family)).tables["states"]
    assert {
        state: words.get(state) for state in ("received", "refused", "additions", "stopped", "done", "returned")
    } == {
        "received": 2,
        "refused": 3,
        "additions": 5,
        "stopped": 8,
        "done": 9,
        "returned": 10,
    }


def test_how_and_to_whom_is_kept_and_no_name_stands_in_the_journal(counter: App) -> None:
    dossier, result = with_results(counter)
    with pytest.raises(NotUnderstood):
        counter.delivery.deliver(dossier.id, how=Handing(taken_by="12"))
    counter.delivery.deliver(dossier.id, how=Handing(way=Way.POST, taken_by="Trần Văn Nhận"))
    with counter._store.reading() as tx:
        (kept,) = handing.of_dossiers(tx, [dossier.id])[dossier.id]
        words = [row.outcome for row in tx.execute(select(audit).where(audit.c.what == "result delivered"))]
    assert (kept.paper_id, kept.officer) == (result.id, "canbo.mau")
    assert kept.handing == Handing(way=Way.POST, taken_by="Trần Văn Nhận")
    assert words == [f"post, for the owner, {result.pdf_sha256[:16]}"]


def test_a_hand_over_is_taken_back_as_long_as_the_province_was_told_nothing(counter: App) -> None:
    dossier, result = with_results(counter)
    with pytest.raises(NothingToTakeBack):
        counter.delivery.take_back(dossier.id)
    counter.delivery.deliver(dossier.id, undo_s=30)
    # Nothing of it goes out while it is held.
    counter.sending.run_until_idle()
    assert hidden(counter, dossier)[result.code] is True
    assert [one.id for one in counter.delivery.take_back(dossier.id)] == [result.id]
    assert counter.papers.get(result.id).delivery is DeliveryState.HIDDEN
    assert counter.dossiers.get(dossier.id).state is DossierState.CLOSED
    assert ("canbo.mau", "result taken back", str(result.id)) in journal(counter)
    with counter._store.reading() as tx:
        assert handing.of_dossiers(tx, [dossier.id]) == {}
        left = [one for one in outbox.steps(tx, dossier_id=dossier.id) if one.state is StepState.WAITING]
    assert left == []
    counter.delivery.deliver(dossier.id)
    counter.sending.run_until_idle()
    assert (hidden(counter, dossier)[result.code], at_province(counter, dossier)["status"]) == (False, 10)
    with pytest.raises(ProvinceKnows):
        counter.delivery.take_back(dossier.id)
    assert counter.papers.get(result.id).delivery is DeliveryState.DELIVERED


def test_what_the_province_never_had_is_told_hidden_after_it_was_taken_back(counter: App) -> None:
    dossier, result = with_results(counter, sent=False)
    counter.delivery.deliver(dossier.id)
    counter.delivery.take_back(dossier.id)
    counter.sending.run_until_idle()
    assert (hidden(counter, dossier)[result.code], at_province(counter, dossier)["status"]) == (True, 9)


def test_a_record_that_may_have_arrived_is_not_taken_back(counter: App) -> None:
    dossier, _ = with_results(counter)
    counter.delivery.deliver(dossier.id)
    box = outbox.Outbox(counter._store)
    due = box.due(counter.clock.now())
    assert due
    box.begin(due.id)
    with pytest.raises(ProvinceKnows):
        counter.delivery.take_back(dossier.id)
    box.retry(due.id, counter.clock.now(), "line_down: the line broke")
    with pytest.raises(ProvinceKnows):
        counter.delivery.take_back(dossier.id)
