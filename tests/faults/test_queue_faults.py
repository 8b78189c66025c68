"""The faults that a queue must survive, by the numbers of the project's list of 28.

Numbers not here have their tests where the part is; `test_list_of_28.py` names them all. The file is
long because each fault of the queue has its test here, under its number.
"""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import update

from desktop.machine.clock import SteppingClock
from desktop.model.data import as_data
from desktop.model.states import StepState, SyncState
from desktop.store import outbox, papers
from desktop.store.errors import AlreadyRunning, DiskFull
from desktop.store.outbox import Outbox
from desktop.store.tables import step as step_table
from desktop.sync.doors import open_gateway
from desktop.sync.errors import LineDown
from desktop.sync.line.examine import SKEW_LIMIT_S, examine
from desktop.sync.sender import LONGEST_WAIT_S, PATIENCE_STRANGE, Sender
from desktop.workflow.sending import Sending
from tests.samples import MORNING
from tests.sync.conftest import Counter, arrived_once, counter, exactly_once, family, open_store, province

__all__ = ["counter", "family", "province"]
pytestmark = pytest.mark.faults

CODE, FILE, RECORD, FIND, STATUS, TOKEN = "official_code", "upload", "create", "find_dossier", "status", "token"
"""Where something goes wrong: paths of the profile by their names."""


def fault(counter: Counter, place: str, what: str) -> None:
    counter.province.fault(f"{counter.province.path(place)}:{what}")


def failed(counter: Counter) -> list[str]:
    return [step.last_error for step in counter.steps() if step.state is StepState.FAILED]


def test_fault_01_a_killed_process_asks_first_about_what_it_was_sending(counter):
    dossier = counter.queue()
    sender = counter.sender()
    assert sender.run_once()
    due = sender._outbox.due(counter.clock.now())
    sender._outbox.begin(due.id)
    counter.send_all(counter.sender())
    arrived_once(counter, dossier)


def test_fault_03_a_full_disk_while_an_answer_is_kept_loses_neither_answer_nor_paper(counter, monkeypatch):
    dossier = counter.queue()
    gone = threading.Event()
    sending = Sending(counter.store, counter.clock, counter.province.gateway, "canbo.mau", between_rounds=[gone.set])
    full = [True] * 2
    done, retry = Outbox.done, Outbox.retry

    def no_room(real):
        def perhaps(self, *given, **more):
            if full:
                full.pop()
                raise DiskFull()
            return real(self, *given, **more)

        return perhaps

    monkeypatch.setattr(Outbox, "done", no_room(done))
    monkeypatch.setattr(Outbox, "retry", no_room(retry))
    sending.start()
    for _ in range(200):
        sending._wake.set()
        if gone.wait(0.1) and not sending.waiting():
            break
        counter.clock.forward(timedelta(minutes=1))
    sending.stop()
    arrived_once(counter, dossier)


@pytest.mark.parametrize("count", [1, 3000, 7900])
def test_fault_04_the_line_drops_after_so_many_bytes(counter, count):
    dossier = counter.queue()
    fault(counter, FILE, f"cut={count}:3")
    counter.send_all()
    exactly_once(counter, dossier)


@pytest.mark.parametrize("place", [CODE, FILE, RECORD, STATUS])
def test_fault_05_a_silent_line_is_given_up_on_and_tried_again(counter, place):
    dossier = counter.queue(codes=("GT.XN.01",))
    fault(counter, place, "silence:1")
    counter.send_all(counter.sender(answer_s=0.4))
    exactly_once(counter, dossier) if counter.province.family != "relay" else arrived_once(counter, dossier)


@pytest.mark.parametrize("place", [CODE, FILE, RECORD, STATUS])
def test_fault_06_an_answer_lost_after_the_province_has_done_it_makes_nothing_twice(counter, place):
    dossier = counter.queue(result="KQ.G15.000003")
    fault(counter, place, "lose-answer:2")
    counter.send_all()
    exactly_once(counter, dossier)


@pytest.mark.parametrize("status", ["429", "500", "502", "503", "504"])
def test_fault_07_a_province_that_is_ill_is_waited_for(counter, status):
    dossier = counter.queue(codes=("GT.XN.01",))
    counter.province.fault(f"*:{status}:4")
    counter.send_all()
    exactly_once(counter, dossier)


def test_fault_07_nothing_is_asked_before_the_province_said_it_may_be(counter):
    dossier = counter.queue(codes=("GT.XN.01",))
    counter.queue(codes=("GT.CC.01",))
    fault(counter, CODE, "429=120:1")
    sender = counter.sender()
    while sender.run_once():
        pass
    asked = sum(counter.province.state()["asked"].values())
    counter.clock.forward(timedelta(seconds=119))
    assert not sender.run_once()
    assert sum(counter.province.state()["asked"].values()) == asked
    counter.clock.forward(timedelta(seconds=2))
    assert sender.run_once()
    counter.send_all(sender)
    arrived_once(counter, dossier)


def test_fault_07_a_slow_province_is_given_its_time(counter):
    dossier = counter.queue(codes=("GT.XN.01",))
    fault(counter, FILE, "slow=40000:2")
    counter.send_all()
    exactly_once(counter, dossier)


def test_fault_08_a_lock_that_nobody_opens_is_put_before_a_person(counter, expect_log):
    expect_log("given up")
    dossier = counter.queue(codes=("GT.XN.01",))
    other = counter.queue(codes=("GT.CC.01",))
    fault(counter, FILE, f"423:{2 * PATIENCE_STRANGE - 1}")
    counter.send_all()
    assert [error.split(":")[0] for error in failed(counter)] == ["province_trouble"]
    states = {paper.sync for one in (dossier, other) for paper in counter.papers(one)}
    assert states == {SyncState.FAILED, SyncState.CONFIRMED}
    with counter.store.writing() as tx:
        outbox.retry_now(tx, next(step.id for step in counter.steps() if step.state is StepState.FAILED))
    counter.send_all()
    exactly_once(counter, dossier, other)


def test_fault_09_a_token_that_runs_out_halfway_is_renewed_once(counter):
    dossier = counter.queue()
    sender = counter.sender()
    fault(counter, FILE, "expired:1")
    fault(counter, RECORD, "expired:1")
    while sender.run_once():
        pass
    exactly_once(counter, dossier)
    assert all(step.attempts == 1 for step in counter.steps())


def test_fault_09_an_account_that_is_refused_stops_all_sending_and_blames_no_step(counter):
    counter.queue()
    counter.queue()
    fault(counter, TOKEN, "403:50")
    sender = counter.sender()
    while sender.run_once():
        pass
    assert sender.closed_because is not None
    assert sender.closed_because.code == "token_refused"
    assert counter.province.state()["asked"][counter.province.path(TOKEN)] <= 2
    assert {step.state for step in counter.steps()} == {StepState.WAITING}
    assert sum(step.attempts for step in counter.steps()) == 1


@pytest.mark.parametrize("kind", ["portal", "redirect", "junk"])
@pytest.mark.parametrize("place", [CODE, FILE, RECORD, STATUS])
def test_fault_10_a_login_page_is_never_taken_for_the_province(counter, kind, place):
    dossier = counter.queue(codes=("GT.XN.01",))
    fault(counter, place, f"{kind}:2")
    counter.send_all()
    exactly_once(counter, dossier)


@pytest.mark.parametrize("family", ["relay"], indirect=True)
def test_fault_12_without_dns_we_are_offline_and_no_step_is_to_blame(counter):
    counter.queue()
    counter.queue()
    away = open_gateway("mau-relay", "https://tinh.invalid/", "x", "y")
    sender = Sender(Outbox(counter.store), away.line, away.dossiers, counter.clock)
    for _ in range(50):
        while sender.run_once():
            pass
        counter.clock.forward(timedelta(minutes=16))
    assert sender.closed_because is not None
    assert "DNS" in sender.closed_because.message
    assert sum(step.attempts for step in counter.steps()) == 1
    assert {step.state for step in counter.steps()} == {StepState.WAITING}


def test_fault_13_a_wrong_clock_is_told_and_does_not_stop_sending(counter):
    dossier = counter.queue()
    counter.province.fault(f"*:skew={int(3 * SKEW_LIMIT_S)}:999")
    gateway = counter.province.gateway()
    counter.send_all(Sender(Outbox(counter.store), gateway.line, gateway.dossiers, counter.clock))
    exactly_once(counter, dossier)
    gateway.dossiers.official_code("1.004873", "k")
    theirs = gateway.line.server_time()
    assert theirs is not None
    report = examine(counter.province.gateway().line)
    assert report.ok


@pytest.mark.parametrize("days", [-1, 365])
def test_fault_13_a_clock_set_back_or_far_ahead_stops_nothing_for_ever(tmp_path, province, days):
    store = open_store(tmp_path / "data")
    counter = Counter(store, province)
    dossier = counter.queue()
    province.fault("*:503:2")
    sender = counter.sender()
    while sender.run_once():
        pass
    counter.clock = SteppingClock(MORNING + timedelta(days=days))
    counter.send_all(counter.sender(), rounds=120)
    arrived_once(counter, dossier)
    store.close()


def test_fault_14_a_refused_dossier_shows_the_provinces_own_words(counter, expect_log):
    expect_log("given up")
    bad, good = counter.queue(codes=("GT.KHONGCO",)), counter.queue()
    counter.send_all()
    assert len(failed(counter)) == 1
    assert "Không có thành phần GT.KHONGCO trong danh mục" in failed(counter)[0]
    arrived_once(counter, good)
    assert all(paper.sync is not SyncState.CONFIRMED for paper in counter.papers(bad))


def test_fault_15_already_there_is_compared_and_then_counts(counter):
    dossier = counter.queue()
    fault(counter, RECORD, "lose-answer:1")
    counter.send_all()
    exactly_once(counter, dossier)
    with counter.store.writing() as tx:
        paper = counter.papers(dossier)[0]
        papers.change(tx, paper.id, item_code="X.moi")
    assert counter.queue_again(dossier)
    assert not counter.queue_again(dossier)
    counter.send_all()
    arrived_once(counter, dossier)
    assert len(counter.province.state()["dossiers"]) == 1


def test_fault_15_a_dossier_of_somebody_else_under_our_code_is_a_conflict_and_untouched(counter, expect_log):
    expect_log("given up")
    theirs = counter.queue(codes=("GT.XN.01",), owner="052199000999")
    counter.send_all()
    before = counter.province.state()["dossiers"]
    ours = counter.queue(codes=("GT.CC.01",))
    sender = counter.sender()
    sender.run_once()
    with counter.store.writing() as tx:
        tx.exec_driver_sql("UPDATE dossier SET code = 'X' WHERE id = ?", (theirs.id.hex,))
        tx.exec_driver_sql("UPDATE dossier SET code = ? WHERE id = ?", (before[0]["code"], ours.id.hex))
    counter.send_all(sender)
    assert failed(counter)[0].startswith("conflict")
    assert counter.papers(ours)[0].sync is SyncState.CONFLICT
    assert counter.province.state()["dossiers"] == before


@pytest.mark.parametrize(("number", "kind", "words"), [(16, "changed", "danh mục"), (17, "closed", "dừng tiếp nhận")])
def test_fault_16_17_a_changed_catalogue_or_closed_procedure_waits_for_a_person(
    counter, expect_log, number, kind, words
):
    expect_log("given up")
    dossier = counter.queue()
    fault(counter, RECORD, f"{kind}:1")
    counter.send_all()
    assert words in failed(counter)[0]
    record = next(step for step in counter.steps(dossier) if step.kind == "record")
    assert record.payload.catalogue_version == "2026.1"
    with counter.store.writing() as tx:
        outbox.retry_now(tx, record.id)
    counter.send_all()
    exactly_once(counter, dossier)


def test_fault_18_a_change_after_queueing_makes_a_new_chain(counter):
    dossier = counter.queue()
    counter.sender().run_once()
    frozen = [step.payload for step in counter.steps(dossier)]
    with counter.store.writing() as tx:
        papers.change(tx, counter.papers(dossier)[0].id, item_code="X.sua")
    assert counter.queue_again(dossier)
    assert [step.payload for step in counter.steps(dossier)][: len(frozen)] == frozen
    assert {step.state for step in counter.steps(dossier)[1 : len(frozen)]} == {StepState.REPLACED}
    counter.send_all()
    exactly_once(counter, dossier)


@pytest.mark.parametrize(
    "spoil", [lambda data: {**data, "officer": "ke.gian"}, lambda data: {**data, "x": 1}, lambda data: []]
)
def test_fault_18_a_payload_changed_behind_our_back_is_not_sent(counter, expect_log, spoil):
    expect_log("given up")
    dossier = counter.queue()
    record = next(step for step in counter.steps(dossier) if step.kind == "record")
    with counter.store.writing() as tx:
        changed = spoil(as_data(record.payload))
        tx.execute(update(step_table).where(step_table.c.id == record.id).values(payload=changed))
    counter.send_all()
    assert failed(counter)[0].startswith("payload_changed")
    assert counter.province.state()["dossiers"] == []


def test_fault_19_a_second_copy_cannot_open_the_same_data(counter, tmp_path):
    with pytest.raises(AlreadyRunning):
        open_store(tmp_path / "data")


def test_fault_20_stopped_in_the_middle_it_goes_on_at_the_next_start(counter):
    dossiers = [counter.queue() for _ in range(3)]
    sending = Sending(counter.store, counter.clock, counter.province.gateway, "canbo.mau")
    moved = threading.Event()
    sending.on_change(moved.set)
    sending.start()
    assert moved.wait(20)
    sending.stop()
    counter.send_all()
    exactly_once(counter, *dossiers)


def test_fault_25_a_file_held_by_another_program_delays_and_deletes_nothing(counter, monkeypatch):
    from sqlalchemy.exc import OperationalError

    from desktop.store.stored_file import StoredFile

    dossier = counter.queue(codes=("GT.XN.01",))
    held, check = [True], StoredFile.check

    def perhaps(self):
        if held:
            held.clear()
            raise OperationalError("read", {}, Exception("database is locked"))
        check(self)

    monkeypatch.setattr(StoredFile, "check", perhaps)
    sender = counter.sender()
    with pytest.raises(OperationalError):
        counter.send_all(sender)
    counter.clock.forward(timedelta(seconds=LONGEST_WAIT_S + 1))
    counter.send_all(sender)
    exactly_once(counter, dossier)


def test_fault_26_the_data_folder_may_move_to_another_drive(tmp_path, province):
    store = open_store(tmp_path / "data")
    dossier = Counter(store, province).queue()
    store.close()
    (tmp_path / "data").rename(tmp_path / "elsewhere")
    store = open_store(tmp_path / "elsewhere")
    counter = Counter(store, province)
    counter.send_all()
    exactly_once(counter, dossier)
    store.close()


def test_fault_28_after_days_the_oldest_goes_first_small_before_large_and_one_huge_holds_up_nobody(counter):
    first = counter.queue(codes=("GT.XN.01",), size=6_000_000)
    counter.clock.forward(timedelta(seconds=1))
    second, third = counter.queue(codes=("GT.XN.01",)), counter.queue(codes=("GT.CC.01",))
    sender = counter.sender(answer_s=20)
    order = []
    while due := sender._outbox.due(counter.clock.now()):
        order.append((due.dossier_id, due.kind))
        sender.run_once()
    arrived = [dossier_id for dossier_id, kind in order if kind == "status"]
    assert arrived == [second.id, third.id, first.id]
    assert order[0] == (first.id, "official_code")
    exactly_once(counter, first, second, third)


@pytest.mark.parametrize("what", ["lying-hash", "wrong-id"])
def test_a_lying_province_is_never_believed(counter, expect_log, what):
    expect_log("given up")
    dossier = counter.queue(codes=("GT.XN.01",))
    # Where a family says which hash a file has.
    hashes = {"six_step": FILE, "igate": "read_file", "relay": "digest"}
    fault(counter, FIND if what == "wrong-id" else hashes[counter.province.family], f"{what}:99")
    counter.send_all()
    paper = counter.papers(dossier)[0]
    assert paper.sync is not SyncState.CONFIRMED
    assert not paper.province_id
    # A search that gives another dossier than ours has only not found ours.
    unseen = counter.province.family == "igate"
    expected = "hash_differs" if what == "lying-hash" else "not_yet" if unseen else "strange_answer"
    assert failed(counter)[0].startswith(expected)


def test_a_step_whose_line_is_cut_every_time_does_not_hold_up_the_others(counter):
    poison = counter.queue(codes=("GT.XN.01",))
    counter.clock.forward(timedelta(seconds=1))
    good = counter.queue(codes=("GT.CC.01",))
    fault(counter, FILE, "cut:1")
    sender = counter.sender()
    while sender.run_once():
        pass
    arrived_once(counter, good)
    with pytest.raises(AssertionError):
        arrived_once(counter, poison)
    counter.send_all(sender)
    arrived_once(counter, poison)


def test_a_line_that_is_down_is_asked_about_more_and_more_rarely(counter):
    counter.queue()
    gateway = counter.province.gateway()
    counter.province.kill()
    sender = Sender(Outbox(counter.store), gateway.line, gateway.dossiers, counter.clock)
    with pytest.raises(LineDown):
        gateway.line.check_line()
    asked = 0
    for _ in range(24 * 60):
        before = sender.gate_opens_at()
        sender.run_once()
        asked += sender.gate_opens_at() != before
        counter.clock.forward(timedelta(minutes=1))
    assert 90 < asked < 400
    counter.province.start_again()
