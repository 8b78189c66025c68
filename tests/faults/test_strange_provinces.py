"""Provinces that answer strangely: what is the same told otherwise arrives, everything else ends, told by its name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.model.states import StepState, SyncState
from desktop.store import dossiers
from desktop.sync import sender as sending
from desktop.training.province.strange.retold import DRESSED
from tests.faults.test_queue_faults import PATHS, failed
from tests.sync.conftest import Counter, arrived_once, counter, exactly_once, family, province

__all__ = ["counter", "family", "province"]
pytestmark = pytest.mark.faults

FOR_EVER = 9999
SAME = [
    *DRESSED, "numbers", "texts", "other-case", "in-base64", "prefixed", "masked", "far-date", "reset", "short",
    "open-ended",
]  # fmt: skip
PATHS = {
    "six_step": {**PATHS["six_step"], "progress": "CapNhatTienTrinh"},
    "igate": {**PATHS["igate"], "progress": "pa/dossier/KHONG-CO"},
    "relay": {**PATHS["relay"], "progress": "dossiers/*/progress/*"},
}


@pytest.fixture
def short_patience(monkeypatch):
    monkeypatch.setattr(sending, "PATIENCE_ILL", 8)
    monkeypatch.setattr(sending, "PATIENCE_UNSEEN", 4)
    monkeypatch.setattr(sending, "PATIENCE_STRANGE", 4)


@pytest.fixture
def short_answers(monkeypatch):
    monkeypatch.setattr("desktop.sync.line.http.ANSWER_LIMIT", 2_000_000)
    monkeypatch.setattr("desktop.sync.line.deadline.RAW_LIMIT", 2_100_000)


def strange(counter: Counter, place: str, what: str) -> None:
    counter.province.fault(f"{PATHS[counter.province.family].get(place, place)}:{what}")


def test_what_is_only_told_otherwise_arrives_at_the_first_try(counter):
    sent = [counter.queue(result="KQ.G15.000003") for _ in range(2)]
    for kind in 4 * SAME:
        strange(counter, "*", f"{kind}:1")
    counter.send_all(rounds=1)
    exactly_once(counter, *sent)
    assert {step.attempts for step in counter.steps()} == {1}


@pytest.mark.parametrize("kind", ["numbers", "masked", "other-case", "in-base64", "texts"])
@pytest.mark.parametrize("family", ["six_step", "relay"], indirect=True)
def test_what_is_there_already_is_known_again_in_any_spelling(counter, kind):
    dossier = counter.queue(codes=("GT.XN.01",))
    strange(counter, "record", "lose-answer:1")
    strange(counter, "*", f"{kind}:{FOR_EVER}")
    counter.send_all(rounds=4)
    exactly_once(counter, dossier)


@pytest.mark.usefixtures("short_patience", "short_answers")
@pytest.mark.parametrize(
    ("place", "kind", "code", "words"),
    [
        ("file", "html=403", "refused_by_province", "403"),
        ("file", "html=404", "refused_by_province", "404"),
        ("file", "html=413", "refused_by_province", "413"),
        ("file", "html=502", "province_trouble", "502"),
        ("record", "html=503", "province_trouble", "503"),
        ("record", "inner=404", "refused_by_province", "Lỗi giả"),
        ("record", "inner-text=500", "province_trouble", "500"),
        ("status", "inner=503", "province_trouble", "503"),
        ("file", "423", "province_trouble", "khoá"),
        ("file", "portal", "line_down", "đăng nhập"),
        ("file", "redirect", "line_down", "chuyển hướng"),
        ("status", "cut", "line_down", "ngắt"),
        ("file", "silence", "line_down", "không trả lời kịp"),
        ("code", "drip=5", "line_down", "không trả lời kịp"),
        ("code", "drip-body=5", "line_down", "không trả lời kịp"),
        ("code", "expired", "access_refused", "không cho"),
        ("code", "inner-text=401", "access_refused", "không cho"),
        ("code", "409", "not_yet", "Lỗi giả"),
        ("file", "409", "not_yet", "Lỗi giả"),
        ("find", "unseen", "not_yet", "GT.XN.01"),
        ("find", "inner=404", "not_yet", "hồ sơ"),
        ("record", "deep", "strange_answer", "JSON"),
        ("code", "nested", "strange_answer", "JSON"),
        ("file", "no-text", "strange_answer", "JSON"),
        ("code", "halves", "strange_answer", "value"),
        ("file", "nan", "refused_by_province", "mã lỗi"),
        ("find", "wrong-types", "refused_by_province", "mã lỗi"),
        ("code", "bomb", "strange_answer", "quá dài"),
        ("code", "endless", "strange_answer", "quá dài"),
    ],
)
@pytest.mark.parametrize("family", ["six_step"], indirect=True)
def test_whatever_goes_on_for_ever_is_told_by_its_name_and_ended(counter, expect_log, place, kind, code, words):
    expect_log("given up")
    counter.queue(codes=("GT.XN.01",))
    strange(counter, place, f"{kind}:{FOR_EVER}")
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


@pytest.mark.parametrize("place", ["code", "file", "record", "progress", "status"])
def test_already_there_after_a_lost_answer_is_looked_up_on_every_kind_of_step(counter, place):
    dossier = counter.queue(codes=("GT.XN.01",))
    if counter.province.family == "relay" and place == "file":
        place = "files/"
    if place in {"progress", "status"}:
        strange(counter, place, "lose-answer:1")
    strange(counter, place, "done=409:1")
    counter.send_all()
    arrived_once(counter, dossier)


@pytest.mark.parametrize("status", [202, 204])
@pytest.mark.parametrize("place", ["code", "file", "record", "progress", "status"])
@pytest.mark.parametrize("family", ["six_step"], indirect=True)
def test_what_is_accepted_is_waited_for_and_not_done_twice(counter, place, status):
    dossier = counter.queue(codes=("GT.XN.01",))
    strange(counter, place, f"done={status}:1")
    counter.send_all()
    exactly_once(counter, dossier)


def test_a_list_that_lags_is_asked_again_and_is_no_difference(counter):
    dossier = counter.queue(codes=("GT.XN.01", "GT.CC.01"))
    strange(counter, "find", "unseen:3")
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
    strange(counter, "code", f"same-code:{FOR_EVER}")
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
    strange(counter, "file", "503:30")
    strange(counter, "file", "junk:2")
    strange(counter, "file", "423:2")
    counter.send_all()
    arrived_once(counter, dossier)


def test_the_confirmed_tax_number_reaches_the_province(counter):
    dossier = counter.queue(codes=("GT.XN.01",), result="KQ.G15.000003", tax_number="0100109106")
    counter.send_all()
    there = counter.province.books.dossier(counter.code(dossier.id))
    assert [paper["facts"]["tax_number"] for paper in there["papers"]] == ["0100109106"] * 2
    assert all(paper.sync is SyncState.CONFIRMED for paper in counter.papers(dossier))
