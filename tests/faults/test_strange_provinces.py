"""Provinces that answer strangely: what is the same told otherwise arrives, everything else ends, told by its name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.model.states import StepState, SyncState
from desktop.store import dossiers
from desktop.sync import sender as sending
from desktop.training.province.strange.retold import DRESSED
from tests.faults.test_queue_faults import CODE, FILE, FIND, RECORD, STATUS, failed, fault
from tests.sync.conftest import arrived_once, counter, exactly_once, family, province

__all__ = ["counter", "family", "province"]
pytestmark = pytest.mark.faults

FOR_EVER = 9999
SAME = [
    *DRESSED, "numbers", "texts", "other-case", "in-base64", "prefixed", "masked", "far-date", "reset", "short",
    "open-ended",
]  # fmt: skip
PROGRESS = "progress"


@pytest.fixture
def short_patience(monkeypatch):
    monkeypatch.setattr(sending, "PATIENCE_ILL", 8)
    monkeypatch.setattr(sending, "PATIENCE_UNSEEN", 4)
    monkeypatch.setattr(sending, "PATIENCE_STRANGE", 4)


@pytest.fixture
def short_answers(monkeypatch):
    monkeypatch.setattr("desktop.sync.line.http.ANSWER_LIMIT", 2_000_000)
    monkeypatch.setattr("desktop.sync.line.deadline.RAW_LIMIT", 2_100_000)


def test_what_is_only_told_otherwise_arrives_at_the_first_try(counter):
    sent = [counter.queue(result="KQ.G15.000003") for _ in range(2)]
    for kind in 4 * SAME:
        counter.province.fault(f"*:{kind}:1")
    counter.send_all(rounds=1)
    exactly_once(counter, *sent)
    assert {step.attempts for step in counter.steps()} == {1}


@pytest.mark.parametrize("kind", ["numbers", "masked", "other-case", "in-base64", "texts"])
@pytest.mark.parametrize("family", ["six_step", "relay"], indirect=True)
def test_what_is_there_already_is_known_again_in_any_spelling(counter, kind):
    dossier = counter.queue(codes=("GT.XN.01",))
    fault(counter, RECORD, "lose-answer:1")
    counter.province.fault(f"*:{kind}:{FOR_EVER}")
    counter.send_all(rounds=4)
    exactly_once(counter, dossier)


@pytest.mark.usefixtures("short_patience", "short_answers")
@pytest.mark.parametrize(
    ("place", "kind", "code", "words"),
    [
        (FILE, "html=403", "refused_by_province", "403"),
        (FILE, "html=404", "refused_by_province", "404"),
        (FILE, "html=413", "refused_by_province", "413"),
        (FILE, "html=502", "province_trouble", "502"),
        (RECORD, "html=503", "province_trouble", "503"),
        (RECORD, "inner=404", "refused_by_province", "Lỗi giả"),
        (RECORD, "inner-text=500", "province_trouble", "500"),
        (STATUS, "inner=503", "province_trouble", "503"),
        (FILE, "423", "province_trouble", "khoá"),
        (FILE, "portal", "line_down", "đăng nhập"),
        (FILE, "redirect", "line_down", "chuyển hướng"),
        (STATUS, "cut", "line_down", "ngắt"),
        (FILE, "silence", "line_down", "không trả lời kịp"),
        (CODE, "drip=5", "line_down", "không trả lời kịp"),
        (CODE, "drip-body=5", "line_down", "không trả lời kịp"),
        (CODE, "expired", "access_refused", "không cho"),
        (CODE, "inner-text=401", "access_refused", "không cho"),
        (CODE, "409", "not_yet", "Lỗi giả"),
        (FILE, "409", "not_yet", "Lỗi giả"),
        (FIND, "unseen", "not_yet", "GT.XN.01"),
        (FIND, "inner=404", "not_yet", "hồ sơ"),
        (RECORD, "deep", "strange_answer", "JSON"),
        (CODE, "nested", "strange_answer", "JSON"),
        (FILE, "no-text", "strange_answer", "JSON"),
        (CODE, "halves", "strange_answer", "value"),
        (FILE, "nan", "refused_by_province", "mã lỗi"),
        (FIND, "wrong-types", "refused_by_province", "mã lỗi"),
        (CODE, "bomb", "strange_answer", "quá dài"),
        (CODE, "endless", "strange_answer", "quá dài"),
    ],
)
@pytest.mark.parametrize("family", ["six_step"], indirect=True)
def test_whatever_goes_on_for_ever_is_told_by_its_name_and_ended(counter, expect_log, place, kind, code, words):
    expect_log("given up")
    counter.queue(codes=("GT.XN.01",))
    fault(counter, place, f"{kind}:{FOR_EVER}")
    waits = kind.startswith(("silence", "drip"))
    counter.send_all(counter.sender(answer_s=0.4 if waits else 3.0))
    assert len(failed(counter)) == 1
    assert failed(counter)[0].startswith(code)
    assert words in failed(counter)[0]


@pytest.mark.usefixtures("short_patience")
@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        ("405", "upload_blocked", "405"),
        ("html=413", "upload_blocked", "413"),
        ("html=403", "upload_blocked", "403"),
        ("no-tus", "upload_blocked", "tiêu đề tus"),
        ("423", "province_trouble", "khoá"),
        ("409", "strange_answer", "mỗi lúc một khác"),
        ("cut", "line_down", "ngắt"),
    ],
)
@pytest.mark.parametrize("family", ["relay"], indirect=True)
def test_what_lets_no_resumable_upload_through_is_told_by_its_name(counter, expect_log, monkeypatch, kind, code, words):
    expect_log("given up")
    monkeypatch.setattr("desktop.sync.families.tus.LOCK_REST_S", 0.0)
    counter.queue(codes=("GT.XN.01",))
    counter.province.fault(f"PATCH@files/*:{kind}:{FOR_EVER}")
    counter.send_all()
    assert len(failed(counter)) == 1
    assert failed(counter)[0].startswith(code)
    assert words in failed(counter)[0]


@pytest.mark.parametrize("place", [CODE, FILE, RECORD, PROGRESS, STATUS])
def test_already_there_after_a_lost_answer_is_looked_up_on_every_kind_of_step(counter, place):
    dossier = counter.queue(codes=("GT.XN.01",))
    if place not in counter.province.paths:
        pytest.skip("this family writes its processing history itself")
    if place in {PROGRESS, STATUS}:
        fault(counter, place, "lose-answer:1")
    fault(counter, place, "done=409:1")
    counter.send_all()
    arrived_once(counter, dossier)


@pytest.mark.parametrize("status", [202, 204])
@pytest.mark.parametrize("place", [CODE, FILE, RECORD, PROGRESS, STATUS])
@pytest.mark.parametrize("family", ["six_step"], indirect=True)
def test_what_is_accepted_is_waited_for_and_not_done_twice(counter, place, status):
    dossier = counter.queue(codes=("GT.XN.01",))
    fault(counter, place, f"done={status}:1")
    counter.send_all()
    exactly_once(counter, dossier)


def test_a_list_that_lags_is_asked_again_and_is_no_difference(counter):
    dossier = counter.queue(codes=("GT.XN.01", "GT.CC.01"))
    fault(counter, FIND, "unseen:3")
    counter.send_all()
    exactly_once(counter, dossier)


@pytest.mark.parametrize("kind", ["404", "cut", "503", "html=404"])
@pytest.mark.parametrize("family", ["igate"], indirect=True)
def test_a_file_that_cannot_be_read_back_yet_is_not_sent_again(counter, kind):
    dossier = counter.queue(codes=("GT.XN.01",))
    counter.province.fault(f"fi/file/TEP-*:{kind}:3")
    counter.send_all()
    exactly_once(counter, dossier)
    assert len(counter.province.state()["files"]) == 1


@pytest.mark.parametrize("family", ["six_step"], indirect=True)
def test_a_code_that_another_dossier_bears_is_not_taken_and_no_bug(counter, expect_log):
    expect_log("given up")
    first = counter.queue(codes=("GT.XN.01",))
    counter.send_all()
    second = counter.queue(codes=("GT.CC.01",))
    fault(counter, CODE, f"same-code:{FOR_EVER}")
    counter.send_all()
    assert failed(counter)[0].startswith("code_taken")
    assert counter.code(first.id) in failed(counter)[0]
    with counter.store.reading() as tx:
        assert dossiers.get(tx, second.id).code == second.code
    arrived_once(counter, first)


@pytest.mark.parametrize("family", ["six_step"], indirect=True)
def test_a_bug_in_the_way_of_a_step_is_not_met_for_ever(counter, monkeypatch, short_patience):
    counter.queue(codes=("GT.XN.01",))
    sender = counter.sender()

    def bug(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(sender._steps, "send", bug)
    for _ in range(4):
        with pytest.raises(ZeroDivisionError):
            counter.send_all(sender)
        counter.clock.forward(timedelta(hours=1))
    assert counter.steps()[0].state is StepState.FAILED


def test_a_short_illness_does_not_use_up_the_patience_with_what_comes_after(counter):
    dossier = counter.queue(codes=("GT.XN.01",))
    fault(counter, FILE, "503:30")
    fault(counter, FILE, "junk:2")
    fault(counter, FILE, "423:2")
    counter.send_all()
    arrived_once(counter, dossier)


def test_the_confirmed_tax_number_reaches_the_province(counter):
    dossier = counter.queue(codes=("GT.XN.01",), result="KQ.G15.000003", tax_number="0100109106")
    counter.send_all()
    there = counter.province.books.dossier(counter.code(dossier.id))
    assert [paper["facts"]["tax_number"] for paper in there["papers"]] == ["0100109106"] * 2
    assert all(paper.sync is SyncState.CONFIRMED for paper in counter.papers(dossier))
