"""What waits for a clerk: told for every state a dossier can be in, and found by indexes however much is done."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from desktop.catalogue.reader import read_catalogue_file
from desktop.machine.clock import VIETNAM, SteppingClock
from desktop.machine.folders import folders, resources
from desktop.machine.settings import Settings
from desktop.model.codes import provisional_code
from desktop.model.dossier import Dossier, Paper, PaperKind, Party
from desktop.model.outbox import Outcome, Planned
from desktop.model.record import CodeRequest, FileToSend
from desktop.model.signature import SEAL_KEEPER
from desktop.model.slip import NOTHING_SAID, Slip, SlipKind
from desktop.model.states import DigitisationState, DossierState, SigningState, StepState, SyncState
from desktop.store import dossiers, outbox, papers, queue, slips, waiting
from desktop.store.file import Store
from desktop.store.outbox import Outbox
from desktop.store.waiting import Tally
from desktop.sync.chain import plan_chain, plan_notice
from desktop.workflow.board import Board
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.limits import OWN_FILE, TimeLimits
from desktop.workflow.what_next import Next, next_of
from tests.samples import MORNING, MemorySecrets


@pytest.mark.parametrize(
    ("tally", "others", "expected"),
    [
        (Tally(papers=4), {}, (Next.SCAN, 4)),
        (Tally(papers=4, there=2, unconfirmed=1, unsigned=1), {}, (Next.CONFIRM, 1)),
        (Tally(papers=4, there=3, unsigned=3), {}, (Next.SCAN, 1)),
        (Tally(papers=4, there=4, unsigned=3, reused=1), {}, (Next.SIGN, 3)),
        (Tally(papers=1, there=1, reused=1), {}, (Next.SEND, 0)),
        (Tally(papers=2, there=2), {"is_open": False, "for_agency": 2}, (Next.AWAIT_AGENCY, 2)),
        (Tally(papers=2, there=2), {"for_agency": 2, "keeps_seal": True}, (Next.SIGN_FOR_AGENCY, 2)),
        (Tally(papers=2, there=2, leaving=2), {"is_open": False}, (Next.AWAIT_PROVINCE, 2)),
        (Tally(papers=2, there=2, leaving=1, confirmed=1), {"is_open": False}, (Next.AWAIT_PROVINCE, 1)),
        (Tally(papers=2, there=2, confirmed=2), {"is_open": False}, (Next.AWAIT_PROVINCE, 0)),
        (Tally(papers=2, there=2, confirmed=2), {"is_open": False, "sent": True}, (Next.NOTHING, 0)),
        (Tally(papers=3, there=2, confirmed=1, reused=1), {"is_open": False, "sent": True}, (Next.NOTHING, 0)),
        (Tally(papers=2, there=2, confirmed=1, refused=1), {"is_open": False}, (Next.MEND, 1)),
        (Tally(papers=2, there=2, leaving=2), {"is_open": False, "refused": True}, (Next.MEND, 0)),
        (Tally(papers=2, there=1, unconfirmed=1, refused=1), {}, (Next.MEND, 1)),
    ],
)
def test_what_is_to_be_done_next(tally: Tally, others: dict[str, bool], expected: tuple[Next, int]) -> None:
    assert next_of(tally, **{"is_open": True, **others}) == expected


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(folders(tmp_path, training=False), MemorySecrets(), training=False)
    yield store
    store.close()


NOON = MORNING + timedelta(hours=3)


@pytest.fixture
def board(store: Store, tmp_path: Path) -> Callable[..., Board]:
    """The board at noon, at a counter with these settings."""
    desk = CatalogueDesk(store, SteppingClock(NOON), "canbo")
    desk.take(read_catalogue_file(resources() / "catalogue" / "sample.json"))
    limits = TimeLimits(SteppingClock(NOON), tmp_path / OWN_FILE)
    return lambda **settings: Board(store, SteppingClock(NOON), desk, Settings(**settings), limits)


@pytest.fixture
def add(store: Store) -> Callable[..., Dossier]:
    """Add a dossier with one paper in some state."""
    numbers = iter(range(1, 1000))

    def add(hours: float = 0.0, state: DossierState = DossierState.OPEN, owner: str = "", **paper: object) -> Dossier:
        number = next(numbers)
        new = Dossier(
            id=(dossier_id := uuid.uuid5(uuid.NAMESPACE_OID, str(number))),
            code=provisional_code(dossier_id),
            provisional_code=provisional_code(dossier_id),
            procedure="1.001193",
            case="TH1",
            catalogue_version="2026.1",
            party=Party(number=owner or f"0521990{number:05}", name=f"Người {number}"),
            receiving_unit="H99.12",
            competent_unit="H99.12",
            received_at=NOON - timedelta(hours=hours),
            state=state,
        )
        own = Paper(
            id=uuid.uuid4(),
            dossier_id=new.id,
            kind=PaperKind.COMPONENT,
            code="GT.KS.01",
            name="Tờ khai",
            position=0,
            **paper,  # type: ignore[arg-type]
        )
        with store.writing() as tx:
            dossiers.add(tx, new)
            papers.add(tx, own)
        return new

    return add


BUILT = {"digitisation": DigitisationState.BUILT}
SIGNED = {**BUILT, "signing": SigningState.SIGNED}
CLOSED = {"state": DossierState.CLOSED}


def test_today_is_what_waits_and_then_what_came_today(board, add) -> None:
    sent_today = add(1, **CLOSED, **SIGNED, sync=SyncState.SENT)
    old_sent = add(40, **CLOSED, **SIGNED, sync=SyncState.SENT)
    old_open = add(50)
    to_sign = add(2, **BUILT)
    refused = add(60, **CLOSED, **SIGNED, sync=SyncState.CONFLICT)
    today = board().today()
    assert [line.dossier_id for line in today.lines] == [to_sign.id, old_open.id, refused.id, sent_today.id]
    assert old_sent.id not in {line.dossier_id for line in today.lines}
    assert [line.next for line in today.lines] == [Next.SIGN, Next.SCAN, Next.MEND, Next.AWAIT_PROVINCE]
    assert (today.received, today.unfinished, today.to_sign, today.refused) == (2, 2, 1, 1)
    line = today.lines[0]
    assert (line.code, line.owner, line.papers, line.there) == (to_sign.code, to_sign.party.name, 1, 1)
    assert "khai sinh" in line.procedure


def wrote(store: Store, of: Dossier, kind: SlipKind, *, void: bool = False) -> None:
    slip = Slip(
        id=uuid.uuid4(),
        dossier_id=of.id,
        kind=kind,
        year=2026,
        number=of.received_at.hour + 1,
        at=NOON,
        officer="o",
        said=NOTHING_SAID,
        void=void,
    )
    with store.writing() as tx:
        slips.add(tx, slip)


def test_who_was_told_neither_that_it_is_taken_in_nor_what_to_add_is_listed_next_due_first(board, add, store) -> None:
    new, older = add(1), add(40)
    unsigned, leaving = add(2, **CLOSED, **BUILT), add(50, **CLOSED, **SIGNED, sync=SyncState.QUEUED)
    with store.writing() as tx:
        outbox.add_chain(tx, leaving.id, plan_chain(leaving, papers.of_dossier(tx, leaving.id), []))
    for number, kind in enumerate((SlipKind.RECEIPT, SlipKind.ADDITIONS, SlipKind.STOP)):
        wrote(store, add(3 + number), kind)
    wrote(store, older, SlipKind.CONTROL)
    wrote(store, new, SlipKind.ADDITIONS, void=True)
    add(7, state=DossierState.AWAITING)
    add(60, **CLOSED, **SIGNED, sync=SyncState.CONFIRMED)
    listed = board().without_reply()
    assert [line.dossier_id for line in listed] == [leaving.id, older.id, unsigned.id, new.id]
    assert [line.late for line in listed] == [True, True, False, False]
    assert listed[-1].reply_by == (NOON + timedelta(hours=23)).astimezone(VIETNAM)
    today = board().today()
    by = {line.dossier_id: line.reply_by for line in today.lines if line.reply_by}
    assert by == {line.dossier_id: line.reply_by for line in listed}
    assert (today.to_reply, today.more) == (4, 0)


def test_what_the_province_has_the_record_of_was_told_to_be_taken_in(board, add, store) -> None:
    known = add(40)
    with store.writing() as tx:
        outbox.add_behind(tx, known.id, plan_notice(known, "Xin lỗi", "received", known=False))
    box = Outbox(store)
    assert [line.dossier_id for line in board().without_reply()] == [known.id]
    for one in box.chain(known.id)[:2]:
        box.begin(one.id)
        box.done(one.id, Outcome())
    assert board().without_reply() == []


def test_without_hours_that_are_known_nothing_is_late(board, add, tmp_path) -> None:
    add(100)
    (tmp_path / OWN_FILE).write_text("hours = 5", "utf-8")
    (line,) = board().without_reply()
    assert (line.reply_by, line.late) == (None, False)
    assert board().today().to_reply == 1


def test_today_begins_at_midnight_in_vietnam(board, add) -> None:
    # It is 11:30 in Vietnam: ten hours before is today there, and yesterday by UTC.
    assert NOON.hour < 10
    add(10, **CLOSED, **SIGNED)
    add(13, **CLOSED, **SIGNED)
    assert board().today().received == 1


def test_an_empty_counter_has_nothing_that_waits(board) -> None:
    today = board().today()
    assert (today.lines, today.received, today.unfinished, today.to_sign, today.refused) == ((), 0, 0, 0, 0)


def test_who_keeps_the_seal_has_the_agencys_papers_to_sign(board, add) -> None:
    waits = add(40, **CLOSED, **SIGNED)
    without, other, keeper = (
        board(),
        board(agency_signs=True),
        board(agency_signs=True, officer_roles=(SEAL_KEEPER,)),
    )
    assert (without.count_for_agency(), other.count_for_agency(), keeper.count_for_agency()) == (0, 1, 1)
    assert [line.next for line in other.for_agency()] == [Next.AWAIT_AGENCY]
    assert [line.next for line in keeper.for_agency()] == [Next.SIGN_FOR_AGENCY]
    assert other.today().to_sign == 0
    assert [line.dossier_id for line in keeper.today().lines] == [waits.id]
    assert keeper.today().to_sign == 1


def test_the_agencys_list_begins_with_the_oldest_and_the_others_with_the_newest(board, add) -> None:
    first, second = add(5, **CLOSED, **SIGNED), add(3, **CLOSED, **SIGNED)
    there = board(agency_signs=True)
    assert [line.dossier_id for line in there.for_agency()] == [first.id, second.id]
    assert [line.dossier_id for line in there.find("")] == [second.id, first.id]
    assert [line.dossier_id for line in there.find(first.party.name)] == [first.id]


def test_dossiers_are_listed_by_their_codes(board, add) -> None:
    old, new, _ = add(9, **SIGNED), add(1), add(2)
    lines = board().coded([old.code, new.code, "H99.12-000000-00000"])
    assert [(line.dossier_id, line.next) for line in lines] == [(new.id, Next.SCAN), (old.id, Next.SEND)]
    assert board().coded([]) == []


def test_the_open_dossiers_of_a_citizen(board, add) -> None:
    add(1)
    add(2, owner="052199000777", **CLOSED)
    old, new = add(30, owner="052199000777"), add(3, owner="052199000777")
    assert [one.id for one in board().unfinished_of("052199000777")] == [new.id, old.id]
    assert board().unfinished_of("052199000778") == []


def test_what_waits_is_found_without_looking_through_all_that_is_done(store, add) -> None:
    add(1)
    asked: list[tuple[str, tuple[object, ...]]] = []
    with store.reading() as tx:
        looks = (
            lambda: waiting.unfinished(tx, 9),
            lambda: waiting.count_unfinished(tx),
            lambda: waiting.to_sign(tx, 9, for_agency=False),
            lambda: waiting.to_sign(tx, 9, for_agency=True),
            lambda: waiting.count_to_sign(tx, for_agency=True),
            lambda: waiting.received(tx, NOON, 9),
            lambda: waiting.count_received(tx, NOON),
            lambda: waiting.refused(tx, 9),
            lambda: waiting.refusals_of(tx, [uuid.UUID(int=1)]),
            lambda: waiting.count_refused(tx),
            lambda: waiting.last_refusal(tx),
            lambda: waiting.count_all(tx, NOON, for_agency=True),
            lambda: waiting.without_reply(tx, 9),
            lambda: queue.count_under_way(tx),
            lambda: waiting.tallies(tx, [uuid.UUID(int=1)]),
        )

        def note(connection, cursor, statement, parameters, context, executemany) -> None:
            asked.append((statement, parameters))

        event.listen(tx, "before_cursor_execute", note)
        for look in looks:
            look()
        event.remove(tx, "before_cursor_execute", note)
        assert len(asked) >= len(looks)
        for statement, parameters in asked:
            for step in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters):
                assert not re.match(r"SCAN (dossier|paper|step)$", step[3]), step


def test_a_dossiers_own_steps_tell_whether_it_has_a_reply(store) -> None:
    """By their state they would all be gone through for each dossier: those of years."""
    asked: list[tuple[str, tuple[object, ...]]] = []
    with store.reading() as tx:
        event.listen(tx, "before_cursor_execute", lambda _, __, what, given, *___: asked.append((what, given)))
        waiting.without_reply(tx, 9)
        plans = [tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {what}", given).all() for what, given in list(asked)]
    searched = [row[3] for plan in plans for row in plan if row[3].startswith("SEARCH step ")]
    assert searched
    assert all("(dossier_id=?" in one for one in searched), searched


@pytest.fixture
def chain(store: Store) -> Callable[[Dossier], list[int]]:
    """Queue a dossier: its code and one file; gives the numbers of the steps."""

    def chain(dossier: Dossier) -> list[int]:
        with store.writing() as tx:
            (paper,) = papers.of_dossier(tx, dossier.id)
            file = Planned(FileToSend(name="a.pdf", sha256="0" * 64), paper.id)
            outbox.add_chain(tx, dossier.id, [Planned(CodeRequest(procedure=dossier.procedure)), file])
            return [step.id for step in outbox.steps(tx, dossier_id=dossier.id)]

    return chain


def test_the_outbox_is_a_row_a_dossier_and_what_needs_a_person_stands_first(store, board, add, chain) -> None:
    box = Outbox(store)
    there, later_there, second, first, parked, failed = (
        add(hours, **CLOSED, **SIGNED, sync=SyncState.QUEUED) for hours in (6, 2, 3, 5, 1, 4)
    )
    for dossier in (there, later_there):
        for step in chain(dossier):
            box.done(box.begin(step).id, Outcome())
    chain(second)
    code, file = chain(first)
    box.done(box.begin(code).id, Outcome())
    _, file_of_parked = chain(parked)
    with store.writing() as tx:
        outbox.park(tx, file_of_parked)
    box.fail(box.begin(chain(failed)[0]).id, "GT-01 thiếu số giấy tờ")
    listed = board().queued().listed
    wanted = [failed, parked, first, second, later_there, there]
    assert [one.dossier_id for one in listed] == [dossier.id for dossier in wanted]
    assert [(one.done, one.of) for one in listed] == [(0, 2), (0, 2), (1, 2), (0, 2), (2, 2), (2, 2)]
    steps = [one.at and one.at.step for one in listed]
    assert [step and (step.state, step.position) for step in steps] == [
        (StepState.FAILED, 0),
        (StepState.PARKED, 1),
        (StepState.WAITING, 1),
        (StepState.WAITING, 0),
        None,
        None,
    ]
    assert steps[2] and steps[2].id == file
    assert (listed[0].code, listed[0].owner) == (failed.code, failed.party.name)
    assert "khai sinh" in listed[0].procedure


def test_what_a_newer_chain_replaced_does_not_count(store, board, add, chain) -> None:
    dossier = add(1, **CLOSED, **SIGNED, sync=SyncState.QUEUED)
    chain(dossier)
    with store.writing() as tx:
        outbox.add_chain(tx, dossier.id, [Planned(CodeRequest(procedure="1.004873"))])
    assert [(one.done, one.of) for one in board().queued().listed] == [(0, 1)]


def test_what_is_further_back_than_is_looked_is_not_said_to_have_arrived(store, board, add, chain, monkeypatch) -> None:
    monkeypatch.setattr("desktop.workflow.board.MOST_STEPS", 2)
    box, older, newer = Outbox(store), *(add(hours, **CLOSED, **SIGNED, sync=SyncState.QUEUED) for hours in (3, 1))
    chain(older)
    box.done(box.begin(chain(newer)[0]).id, Outcome())
    outbox_list = board().queued()
    assert [one.dossier_id for one in outbox_list.listed] == [older.id]
    assert (outbox_list.under_way, outbox_list.more) == (2, 1)


def test_more_than_are_listed_are_counted_and_each_says_what_is_next(board, add, monkeypatch) -> None:
    monkeypatch.setattr("desktop.workflow.board.MOST_LISTED", 2)
    returned = [add(50 + hours, **CLOSED, **SIGNED, sync=SyncState.CONFLICT) for hours in range(3)]
    begun = [add(40 + hours) for hours in range(3)]
    today = board().today()
    # Of those begun the two newest are listed, and the two that are to get a reply first.
    assert (today.refused, today.unfinished, len(today.lines), today.more) == (3, 3, 5, 1)
    assert {line.dossier_id for line in today.lines} < {dossier.id for dossier in (*returned, *begun)}
    for dossier in returned:
        assert [line.next for line in board().find(dossier.party.name)] == [Next.MEND]


def test_a_step_that_was_refused_is_seen_however_many_others_were(store, board, add, chain, monkeypatch) -> None:
    monkeypatch.setattr("desktop.workflow.board.MOST_LISTED", 1)
    box, made = Outbox(store), [add(hours, **CLOSED, **SIGNED, sync=SyncState.QUEUED) for hours in (1, 2, 3)]
    for dossier in made:
        box.fail(box.begin(chain(dossier)[0]).id, f"refused: thiếu giấy tờ của {dossier.party.name}")
    today = board().today()
    # The newest that was refused, and the oldest that is to get a reply.
    assert (today.refused, len(today.lines), today.more) == (3, 2, 1)
    assert today.why == f"thiếu giấy tờ của {made[0].party.name}"
    assert [line.next for dossier in made for line in board().find(dossier.party.name)] == [Next.MEND] * 3


def test_the_agencys_list_is_cut_behind_the_oldest(board, add, monkeypatch) -> None:
    monkeypatch.setattr("desktop.workflow.board.MOST_LISTED", 2)
    _, oldest, middle = (add(hours, **CLOSED, **SIGNED) for hours in (1, 9, 5))
    assert [line.dossier_id for line in board(agency_signs=True).for_agency()] == [oldest.id, middle.id]
