"""The indicators' flags follow from the papers' states, and a record that would count wrongly is not sent (R51)."""

from __future__ import annotations

from uuid import uuid4

import pytest

from desktop.model.dossier import Paper, PaperKind
from desktop.model.states import DigitisationState, SigningState
from desktop.store import papers, reuse
from desktop.sync.errors import FlagsDiffer
from desktop.sync.flags import Flags, check_record, flags_of
from tests.sync.conftest import arrived_once

SOURCE = {"id": "KHO-1", "shop": "province", "kind": "component", "code": "GT.XN.01", "valid_until": "2027-01-31"}


def paper(state: DigitisationState, sha256: str = "") -> Paper:
    return Paper(
        id=uuid4(),
        dossier_id=uuid4(),
        kind=PaperKind.COMPONENT,
        code="GT.XN.01",
        name="Giấy",
        position=0,
        digitisation=state,
        signing=SigningState.SIGNED,
        pdf_sha256=sha256,
    )


@pytest.mark.parametrize(
    ("state", "sha256", "source", "flags"),
    [
        (DigitisationState.EMPTY, "", None, Flags()),
        (DigitisationState.BUILT, "ab", None, Flags(digitised=True)),
        (DigitisationState.REUSED, "", SOURCE, Flags(reuse="component", source="KHO-1")),
        (
            DigitisationState.REUSED,
            "",
            {**SOURCE, "kind": "result", "code": "KQ.1"},
            Flags(reuse="result", source="KHO-1", replaced_by="KQ.1"),
        ),
        (
            DigitisationState.REUSED,
            "",
            {**SOURCE, "kind": "result", "code": "KQ.1", "shop": "national"},
            Flags(reuse="result", source="KHO-1", replaced_by="KQ.1", from_national=True),
        ),
        (DigitisationState.REUSED, "", None, Flags()),
    ],
)
def test_flags_follow_from_the_state(state, sha256, source, flags):
    assert flags_of(paper(state, sha256), source) == flags


def good() -> tuple[dict, dict]:
    own = {
        "paper_id": "p1",
        "kind": "component",
        "code": "GT.XN.01",
        "name": "Giấy xác nhận",
        "sha256": "ab",
        "digitised": True,
        "reuse": "no",
        "from_national": False,
        "source": "",
        "source_valid_until": None,
    }
    record = {
        "received_at": "2026-03-12T08:30:00+07:00",
        "officer": "canbo.mau",
        "owner": {"number": "052199000123"},
        "digitised": True,
        "papers": [own],
    }
    return record, {"p1": "TEP-1"}


def test_a_right_record_passes():
    check_record(*good())


REUSED = {"sha256": "", "digitised": False, "reuse": "component", "source": "KHO-1"}


@pytest.mark.parametrize(
    ("record", "own", "words"),
    [
        ({"received_at": ""}, {}, "ngày tiếp nhận"),
        ({"officer": ""}, {}, "cán bộ"),
        ({"owner": {"number": ""}}, {}, "số định danh"),
        ({"owner": {"number": "000000001"}}, {}, "không thật"),
        ({"digitised": False}, {}, "không khớp"),
        ({}, {"digitised": False, "sha256": ""}, "không có tệp"),
        ({}, {"sha256": ""}, "không có tệp"),
        ({}, {"paper_id": "p2"}, "không có tệp"),
        ({}, {"reuse": "component", "source": "KHO-1"}, "vừa số hóa vừa tái sử dụng"),
        ({"digitised": False}, {**REUSED, "paper_id": "p2", "source": ""}, "không rõ lấy từ"),
        ({"digitised": False}, {**REUSED, "paper_id": "p2", "reuse": "no", "source": ""}, "không có giấy tờ thay thế"),
        ({"digitised": False}, {**REUSED, "paper_id": "p2", "source_valid_until": "2026-03-11"}, "hết hạn"),
        ({}, {"from_national": True}, "Kho quốc gia"),
        ({"digitised": False}, {"kind": "result", "sha256": "", "digitised": False, "paper_id": "p2"}, "chưa có tệp"),
    ],
)
def test_a_record_that_would_count_wrongly_is_refused(record, own, words):
    whole, files = good()
    whole = {**whole, **record, "papers": [{**whole["papers"][0], **own}]}
    with pytest.raises(FlagsDiffer) as refused:
        check_record(whole, files)
    assert words in refused.value.message


def test_a_reused_paper_goes_along_with_its_source_and_without_a_file(counter):
    dossier = counter.queue()
    with counter.store.writing() as tx:
        second = counter.papers(dossier)[1]
        tx.exec_driver_sql("UPDATE paper SET digitisation = 'reused', pdf_sha256 = '' WHERE id = ?", (second.id.hex,))
        reuse.take(tx, second.id, {**SOURCE, "shop": "national", "kind": "result"}, "canbo.mau", counter.clock.now())
        assert papers.get(tx, second.id).digitisation is DigitisationState.REUSED
    assert counter.queue_again(dossier)
    counter.send_all()
    there = counter.province.state()["dossiers"][0]
    sent = {one["code"]: one for one in there["record"]["papers"]}
    assert (sent["GT.CC.01"]["reuse"], sent["GT.CC.01"]["from_national"]) == (2, True)
    assert sent["GT.CC.01"]["source"] == "KHO-1"
    assert [one["code"] for one in there["papers"]] == ["GT.XN.01"]


def test_a_dossier_of_nobody_is_not_sent(counter, expect_log):
    expect_log("given up")
    bad, fine = counter.queue(owner="000000001"), counter.queue()
    counter.send_all()
    assert any(step.last_error.startswith("flags_differ") for step in counter.steps(bad))
    assert [one["record"]["owner_number"] for one in counter.province.state()["dossiers"]] == ["052199000123"]
    arrived_once(counter, fine)
