"""The indicators' flags follow from the papers' states, and a record that would count wrongly is not sent (R51)."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from desktop.model.dossier import Dossier, Paper, PaperDetails, PaperKind, Party, PartyKind
from desktop.model.record import (
    WITHHELD,
    WITHHELD_OF_DOSSIER,
    WITHHELD_OF_OWNER,
    DossierRecord,
    RecordDetails,
    RecordOwner,
)
from desktop.model.states import DigitisationState, SigningState
from desktop.model.stored import Shop, StoredPaper
from desktop.store import papers, reuse
from desktop.sync.chain import record as record_of
from desktop.sync.errors import FlagsDiffer
from desktop.sync.flags import Flags, check_record, flags_of
from desktop.sync.profile import read_profile
from tests.samples import sample_dossier
from tests.sync.conftest import arrived_once

SOURCE = StoredPaper(id="KHO-1", code="GT.XN.01", name="Giấy xác nhận", valid_until=date(2027, 1, 31))


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
            replace(SOURCE, kind="result", code="KQ.1"),
            Flags(reuse="result", source="KHO-1", replaced_by="KQ.1"),
        ),
        (
            DigitisationState.REUSED,
            "",
            replace(SOURCE, kind="result", code="KQ.1", shop=Shop.NATIONAL),
            Flags(reuse="result", source="KHO-1", replaced_by="KQ.1", from_national=True),
        ),
        (DigitisationState.REUSED, "", None, Flags()),
    ],
)
def test_flags_follow_from_the_state(state, sha256, source, flags):
    assert flags_of(paper(state, sha256), source) == flags


FIRST, OTHER = uuid4(), uuid4()
FILES = {FIRST: "TEP-1"}


def good() -> DossierRecord:
    own = replace(paper(DigitisationState.BUILT, "ab"), id=FIRST, name="Giấy xác nhận")
    dossier = sample_dossier(received_at=datetime(2026, 3, 12, 1, 30, tzinfo=UTC), officer="canbo.mau")
    return record_of(dossier, [own], {})


def test_a_right_record_passes():
    check_record(good(), FILES)


REUSED = {"sha256": "", "digitised": False, "reuse": "component", "source": "KHO-1", "paper_id": OTHER}


@pytest.mark.parametrize(
    ("record", "own", "words"),
    [
        ({"officer": ""}, {}, "cán bộ"),
        ({"owner": ""}, {}, "số định danh"),
        ({"owner": "000000001"}, {}, "không thật"),
        ({"digitised": False}, {}, "không khớp"),
        ({}, {"digitised": False, "sha256": ""}, "không có tệp"),
        ({}, {"sha256": ""}, "không có tệp"),
        ({}, {"paper_id": OTHER}, "không có tệp"),
        ({}, {"reuse": "component", "source": "KHO-1"}, "vừa số hóa vừa tái sử dụng"),
        ({"digitised": False}, {**REUSED, "source": ""}, "không rõ lấy từ"),
        ({"digitised": False}, {**REUSED, "reuse": "no", "source": ""}, "không có giấy tờ thay thế"),
        ({"digitised": False}, {**REUSED, "source_valid_until": date(2026, 3, 11)}, "hết hạn"),
        ({}, {"from_national": True}, "Kho quốc gia"),
        (
            {"digitised": False},
            {"kind": PaperKind.RESULT, "sha256": "", "digitised": False, "paper_id": OTHER},
            "chưa có tệp",
        ),
    ],
)
def test_a_record_that_would_count_wrongly_is_refused(record, own, words):
    right = good()
    owner = replace(right.owner, number=record.get("owner", right.owner.number))
    wrong = replace(right, **{**record, "owner": owner}, papers=(replace(right.papers[0], **own),))
    with pytest.raises(FlagsDiffer) as refused:
        check_record(wrong, FILES)
    assert words in refused.value.message


OTHER_VALUES = {"str": "khác", "bool": True, "date | None": date(2024, 5, 6)}


@pytest.mark.parametrize("field", fields(PaperDetails), ids=lambda field: field.name)
def test_what_is_recorded_of_a_paper_is_sent_or_withheld_for_a_reason(field):
    known = {one.name for one in fields(RecordDetails)}
    assert (field.name in known) != bool(WITHHELD.get(field.name))
    other: Any = OTHER_VALUES[str(field.type)]
    own = replace(paper(DigitisationState.BUILT, "ab"), details=replace(PaperDetails(), **{field.name: other}))
    told = record_of(sample_dossier(), [own], {}).papers[0].details
    assert (getattr(told, field.name, None) == other) == (field.name in known)


@pytest.mark.parametrize("field", fields(Party), ids=lambda field: field.name)
def test_what_is_recorded_of_an_owner_is_sent_or_withheld_for_a_reason(field):
    known = {one.name for one in fields(RecordOwner)}
    assert (field.name in known) != bool(WITHHELD_OF_OWNER.get(field.name))


@pytest.mark.parametrize("field", fields(Dossier), ids=lambda field: field.name)
def test_what_is_recorded_of_a_dossier_is_sent_or_withheld_for_a_reason(field):
    known = {"party" if one.name == "owner" else one.name for one in fields(DossierRecord)}
    assert (field.name in known) != bool(WITHHELD_OF_DOSSIER.get(field.name))


@pytest.mark.parametrize("profile", ["mau-six-step", "mau-igate"])
def test_every_kind_of_owner_has_its_number_at_the_province(profile):
    assert read_profile(profile).tables["party_kinds"].keys() == set(PartyKind)


def test_a_reused_paper_goes_along_with_its_source_and_without_a_file(counter):
    dossier = counter.queue()
    with counter.store.writing() as tx:
        second = counter.papers(dossier)[1]
        tx.exec_driver_sql("UPDATE paper SET digitisation = 'reused', pdf_sha256 = '' WHERE id = ?", (second.id.hex,))
        reuse.take(tx, second.id, replace(SOURCE, shop=Shop.NATIONAL, kind="result"), "canbo.mau", counter.clock.now())
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
