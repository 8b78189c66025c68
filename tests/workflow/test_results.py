"""The list of results by their day of return, and what waits for whoever stands at the counter."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from desktop.catalogue.reader import read_catalogue_file
from desktop.machine.clock import SteppingClock
from desktop.machine.folders import folders, resources
from desktop.machine.settings import Settings
from desktop.model.dossier import Dossier, Paper, PaperKind, Party
from desktop.model.handing import Handing
from desktop.model.signature import SEAL_KEEPER
from desktop.model.states import DeliveryState, DigitisationState, DossierState, SigningState
from desktop.store import dossiers, papers
from desktop.store.file import Store
from desktop.training.people import person
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.delivery import Delivery
from desktop.workflow.limits import OWN_FILE, TimeLimits
from desktop.workflow.results import Results, When
from desktop.workflow.what_next import Next
from tests.samples import MORNING, MemorySecrets, sample_dossier

TODAY = date(2026, 3, 12)
"""`MORNING` is on this Thursday."""


@dataclass
class Desk:
    store: Store
    clock: SteppingClock
    catalogue: CatalogueDesk
    data: Path

    def results(self, settings: Settings | None = None) -> Results:
        limits = TimeLimits(self.clock, self.data / OWN_FILE)
        return Results(self.store, self.catalogue, settings or Settings(), limits)

    def add(self, due: date | None, *own: Paper, owner: int = 1, **changes: object) -> Dossier:
        """A dossier with these papers; closed where nothing else is said."""
        citizen = person(f"citizen {owner}")
        dossier_id = uuid.uuid4()
        made = sample_dossier(
            **{
                "id": dossier_id,
                "code": f"H99.12-260311-{len(self.codes()):05}",
                "provisional_code": f"TAM-{dossier_id.hex[:8]}",
                "catalogue_version": self.catalogue.current().version,
                "party": Party(number=citizen.number, name=citizen.name),
                "state": DossierState.CLOSED,
                "due": due,
                **changes,
            }
        )
        with self.store.writing() as tx:
            dossiers.add(tx, made)
            for at, one in enumerate(own):
                papers.add(tx, replace(one, id=uuid.uuid4(), dossier_id=made.id, position=at))
        return made

    def codes(self) -> list[str]:
        with self.store.reading() as tx:
            return [one.code for one in dossiers.latest(tx, limit=1000)]


def result(digitisation: str = "built", signing: str = "signed", delivery: str = "hidden") -> Paper:
    return Paper(
        id=UUID(int=0),
        dossier_id=UUID(int=0),
        kind=PaperKind.RESULT,
        code="KQ.G15.000001",
        name="Giấy khai sinh",
        position=0,
        digitisation=DigitisationState(digitisation),
        signing=SigningState(signing),
        delivery=DeliveryState(delivery),
        pdf_sha256="a" * 64 if digitisation == "built" else "",
    )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = Store(folders(tmp_path, training=False), MemorySecrets(), training=False)
    clock = SteppingClock(MORNING)
    catalogue = CatalogueDesk(store, clock, "canbo")
    catalogue.take(read_catalogue_file(resources() / "catalogue" / "sample.json"))
    yield Desk(store, clock, catalogue, tmp_path)
    store.close()


def test_dossiers_stand_by_their_day_of_return_with_what_it_means_today(desk: Desk) -> None:
    made = {
        name: desk.add(day).id
        for name, day in (
            ("soon", TODAY + timedelta(days=1)),
            ("late", TODAY - timedelta(days=3)),
            ("later", TODAY + timedelta(days=5)),
            ("today", TODAY),
            ("unstated", None),
        )
    }
    made["over"] = desk.add(TODAY, state=DossierState.RETURNED).id
    agenda = desk.results().agenda()
    assert [row.dossier_id for row in agenda.rows] == [made["late"], made["today"], made["soon"]]
    assert [(row.when, row.days) for row in agenda.rows] == [(When.LATE, 3), (When.TODAY, 0), (When.SOON, 1)]
    assert (agenda.late, agenda.today, agenda.soon, agenda.ready) == (1, 1, 1, 0)
    look = desk.results().look
    assert (look(made["later"]).when, look(made["unstated"]).when) == (When.LATER, When.UNSTATED)


def test_soon_counts_working_days(desk: Desk) -> None:
    friday, monday, tuesday = (desk.add(date(2026, 3, day)).id for day in (13, 16, 17))
    agenda = desk.results().agenda()
    assert [row.dossier_id for row in agenda.rows] == [friday, monday]
    assert desk.results().look(tuesday).when is When.LATER


@pytest.mark.parametrize(
    ("own", "state", "settings", "expected"),
    [
        ((), "closed", {}, Next.AWAIT_RESULT),
        ((result("empty", "unsigned"),), "open", {}, Next.AWAIT_RESULT),
        ((result("scanned", "unsigned"),), "open", {}, Next.CONFIRM),
        ((result("built", "unsigned"),), "open", {}, Next.SIGN),
        ((result(),), "closed", {"agency_signs": True}, Next.AWAIT_AGENCY),
        (
            (result(),),
            "closed",
            {"agency_signs": True, "officer_roles": (SEAL_KEEPER,)},
            Next.SIGN_FOR_AGENCY,
        ),
        ((result("built", "agency_signed"),), "closed", {"agency_signs": True}, Next.HAND_OVER),
        ((result("built", "issued"),), "closed", {"agency_signs": True}, Next.HAND_OVER),
        ((result("built", "issued"),), "open", {}, Next.SEND),
        ((result(),), "closed", {}, Next.HAND_OVER),
        ((result(delivery="delivered"), result("built", "unsigned")), "open", {}, Next.SIGN),
        ((result(delivery="delivered"),), "returned", {}, Next.NOTHING),
    ],
)
def test_what_is_next_with_a_result(desk: Desk, own, state, settings, expected) -> None:
    dossier = desk.add(TODAY, *own, state=DossierState(state))
    results = desk.results(replace(Settings(), **settings))
    found = results.look(dossier.id)
    assert found.next is expected
    ready = {row.dossier_id for row in results.agenda().rows if row.next is Next.HAND_OVER}
    assert (dossier.id in ready) == (expected is Next.HAND_OVER)
    assert results.count_ready() == results.agenda().ready == int(expected is Next.HAND_OVER)


def test_what_can_be_handed_over_is_listed_whenever_it_is_due(desk: Desk) -> None:
    later = desk.add(TODAY + timedelta(days=30), result())
    unstated = desk.add(None, result())
    late = desk.add(TODAY - timedelta(days=1), result())
    rows = desk.results().agenda().rows
    assert [row.dossier_id for row in rows] == [late.id, later.id, unstated.id]
    assert [(row.results, row.finished) for row in rows] == [(1, 1)] * 3


def test_a_card_a_receipt_a_name_a_number_or_a_code_finds_what_waits(desk: Desk) -> None:
    hers = desk.add(TODAY, result(), owner=2)
    desk.add(TODAY, result(), owner=3)
    waits = desk.add(TODAY + timedelta(days=1), owner=2)
    citizen = person("citizen 2")
    both = [hers.id, waits.id]
    results = desk.results()
    for asked in (citizen.qr, citizen.name, citizen.number, citizen.number[-6:]):
        assert [row.dossier_id for row in results.find(asked)] == both, asked
    link = f"https://dvc.example.vn/tra-cuu?ma={hers.code}"
    for asked in (hers.code, hers.code.lower(), link, f"Mã hồ sơ|{hers.code}"):
        assert [row.dossier_id for row in results.find(asked)] == [hers.id], asked
    assert results.find("nobody at all") == results.find("  ") == []


def test_what_was_handed_over_is_found_last_and_says_to_whom(desk: Desk) -> None:
    over, waits = desk.add(TODAY, result(), owner=2), desk.add(TODAY + timedelta(days=1), owner=2)
    Delivery(desk.store, desk.clock, replace(Settings(), officer="lan")).deliver(
        over.id, how=Handing(taken_by="  Trần   Văn Nhận ")
    )
    found = desk.results().find(person("citizen 2").name)
    assert [(row.dossier_id, row.next) for row in found] == [(waits.id, Next.AWAIT_RESULT), (over.id, Next.NOTHING)]
    (handed,) = found[1].handed
    assert (handed.officer, handed.handing.taken_by, handed.at) == ("lan", "Trần Văn Nhận", MORNING)


def test_days_of_return_that_nobody_kept_are_reckoned_once(desk: Desk) -> None:
    three = desk.add(None, procedure="1.004873")
    unlimited = desk.add(None, procedure="1.099001")
    (desk.data / OWN_FILE).write_text("latest = 9", "utf-8")
    assert desk.results().reckon() == 0
    (desk.data / OWN_FILE).unlink()
    results = desk.results()
    assert (results.reckon(), results.reckon()) == (1, 0)
    assert results.look(three.id).due == date(2026, 3, 17)
    assert results.look(unlimited.id).due is None


def test_however_many_papers_there_are_only_what_waits_is_looked_at(desk: Desk) -> None:
    asked: list[tuple[str, Any]] = []

    def listen(connection, cursor, statement, parameters, context, many) -> None:
        asked.append((statement, parameters))

    desk.add(TODAY, result())
    results = desk.results()
    event.listen(desk.store._engine, "before_cursor_execute", listen)
    results.agenda()
    results.count_ready()
    event.remove(desk.store._engine, "before_cursor_execute", listen)
    assert len(asked) > 5
    with desk.store.reading() as tx:
        plans = [
            row[3]
            for statement, parameters in asked
            if statement.startswith("SELECT")
            for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    walked = [plan for plan in plans if plan.startswith("SCAN")]
    assert walked
    # What is walked through is the index of what is hidden still: what was handed over has left it.
    assert {plan for plan in walked if "paper_hidden" not in plan} == set()
