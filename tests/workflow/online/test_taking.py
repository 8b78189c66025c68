"""A dossier that was filed on the portal comes to the counter: whole, checked, once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from desktop.model.catalogue import UnknownCode
from desktop.model.errors import WorkStopped
from desktop.model.online import FileCheck
from desktop.model.states import DigitisationState, DossierState, SigningState, SyncState
from desktop.store import contents, dossiers, online, outbox, papers
from desktop.store.errors import DiskFull
from desktop.store.keeping import purge
from desktop.sync.errors import (
    FiledFileDiffers,
    LineDown,
    NotOffered,
    ProvinceTrouble,
    StrangeAnswer,
    TakenElsewhere,
)
from desktop.workflow.errors import SecretProcedure, UnitDefunct
from desktop.workflow.online.errors import NotWaiting, TakenHere, WhichCase
from tests.faults.power import full_disk
from tests.workflow.online.conftest import CODE, NOW, WHO, Desk, broken, file_it

EMPTY, SCANNED, BUILT = DigitisationState.EMPTY, DigitisationState.SCANNED, DigitisationState.BUILT


def test_what_waits_for_this_unit_is_listed_the_oldest_first(desk: Desk, photo: bytes) -> None:
    later = NOW + timedelta(hours=1)
    file_it(desk.province, [("GT.CC.01", photo)], code="H99.12-261130-90002", at=later)
    file_it(desk.province, [("GT.CC.01", photo)])
    file_it(desk.province, [("GT.CC.01", photo)], code="H99.13-261130-90003", unit="H99.13")
    first, second = desk.online.waiting()
    assert (first.filed.code, second.filed.code) == (CODE, "H99.12-261130-90002")
    assert (first.filed.owner.name, first.filed.owner.number, first.filed.owner.born) == (
        WHO.name,
        WHO.number,
        WHO.born,
    )
    assert (first.filed.filed_at, first.filed.consent, first.filed.taken_by) == (NOW, True, "")
    assert first.procedure == "Cấp Giấy xác nhận tình trạng hôn nhân"
    # Filed on Monday at 10:00 in Vietnam: after eight hours of the office (R77).
    assert first.reply_by == datetime.fromisoformat("2026-12-01T10:00+07:00")
    desk.clock.forward(timedelta(days=30))
    assert desk.online.waiting()[0].late


@pytest.mark.parametrize("family", ["igate"])
def test_a_province_that_hands_none_over_says_so(desk: Desk, family: str) -> None:
    assert not desk.online.offered
    for asked in (desk.online.waiting, lambda: desk.online.look(CODE), lambda: desk.online.take(CODE)):
        with pytest.raises(NotOffered, match="nhận hồ sơ nộp trực tuyến"):
            asked()


def test_each_file_is_checked_and_the_check_is_recorded(desk: Desk, signed: bytes, photo: bytes) -> None:
    file_it(desk.province, [("GT.XN.01", signed), ("GT.CC.01", photo)])
    taken = desk.online.take(CODE)
    form, card = desk.papers()
    assert (taken.code, taken.state, taken.party.number, taken.consent) == (CODE, DossierState.OPEN, WHO.number, True)
    # What is proven is kept byte for byte, and nobody has to sign it; what is not signed is looked at page by page.
    assert (form.digitisation, form.signing, desk.file(form)) == (BUILT, SigningState.ISSUED, signed)
    assert form.item_code and form.details.signer == "Ủy ban nhân dân xã Mẫu"
    assert (card.digitisation, card.signing) == (SCANNED, SigningState.UNSIGNED)
    with desk.store.reading() as tx:
        assert len(papers.pages(tx, card.id)) == 1
    checks = {one.paper_id: one for one in desk.online.checks(taken.id)}
    assert (checks[form.id].found, checks[card.id].found) == (FileCheck.VALID, FileCheck.UNSIGNED)
    assert "Người ký: Ủy ban nhân dân xã Mẫu" in checks[form.id].words
    noted = [(one.item, one.who, one.outcome.split()[0]) for one in desk.journal() if one.what == "online file checked"]
    assert noted == [(str(form.id), "canbo.data", "valid"), (str(card.id), "canbo.data", "unsigned")]
    assert desk.online.filed_at(taken.id) == NOW
    assert desk.province.state()["online"] == {CODE: "canbo.data"}
    assert desk.online.waiting() == []


def test_looking_keeps_nothing_and_tells_nobody(desk: Desk, signed: bytes, photo: bytes) -> None:
    file_it(desk.province, [("GT.XN.01", signed), ("GT.CC.01", photo)])
    assert [(one.filed.component, one.found) for one in desk.online.look(CODE)] == [
        ("GT.XN.01", FileCheck.VALID),
        ("GT.CC.01", FileCheck.UNSIGNED),
    ]
    assert not desk.has(CODE)
    assert desk.province.state()["online"] == {CODE: ""}


def test_a_false_signature_or_a_broken_file_leaves_the_place_for_the_paper_itself(
    desk: Desk, signed: bytes, photo: bytes
) -> None:
    file_it(desk.province, [("GT.XN.01", broken(signed)), ("GT.CC.01", b"%PDF-1.7 half a file")])
    taken = desk.online.take(CODE)
    form, card = desk.papers()
    assert [one.digitisation for one in (form, card)] == [EMPTY, EMPTY]
    checks = desk.online.checks(taken.id)
    assert [one.found for one in checks] == [FileCheck.INVALID, FileCheck.UNREADABLE]
    assert all("Yêu cầu xuất trình bản giấy" in one.words for one in checks)
    assert "KHÔNG hợp lệ" in checks[0].words
    assert [row.paper.code for row in desk.checklist.rows(taken.id) if row.missing] == ["GT.XN.01"]
    first, second = desk.online.findings(taken.id)
    assert (first.at.paper_id, second.at.paper_id) == (form.id, card.id)
    assert "chữ ký số không hợp lệ" in first.why.message
    with desk.store.writing() as tx:
        papers.change(tx, card.id, digitisation=SCANNED)
    assert [one.at.paper_id for one in desk.online.findings(taken.id)] == [form.id]


def test_what_is_signed_by_somebody_unknown_is_kept_whole_and_waits_for_the_official(
    desk: Desk, desk_at: Callable[..., Desk], signed: bytes
) -> None:
    stranger = desk_at("other", trust_roots=())
    file_it(desk.province, [("GT.XN.01", signed)])
    taken = stranger.online.take(CODE)
    form, _ = stranger.papers()
    assert (form.digitisation, form.signing, stranger.file(form)) == (BUILT, SigningState.UNSIGNED, signed)
    (check,) = stranger.online.checks(taken.id)
    assert check.found is FileCheck.UNKNOWN
    assert check.words.startswith("Chưa khẳng định được")


def test_where_the_rules_want_our_signature_a_proven_file_waits_for_it_too(
    desk: Desk, desk_at: Callable[..., Desk], signed: bytes
) -> None:
    strict = desk_at("strict", sign_issued=True)
    file_it(desk.province, [("GT.XN.01", signed)])
    strict.online.take(CODE)
    assert strict.papers()[0].signing is SigningState.UNSIGNED


def test_several_files_of_a_component(desk: Desk, signed: bytes, photo: bytes) -> None:
    """Photos are pages of one paper; each signed file is a paper of its own."""
    file_it(
        desk.province, [("GT.CC.01", photo), ("GT.XN.01", signed), ("GT.CC.01", photo + b"\0"), ("GT.XN.01", photo)]
    )
    desk.online.take(CODE)
    form, card, more = desk.papers()
    with desk.store.reading() as tx:
        assert [len(papers.pages(tx, one.id)) for one in (form, card, more)] == [0, 2, 1]
    assert (form.signing, more.code, more.name) == (SigningState.ISSUED, form.code, form.name)


def test_the_case_is_the_portals_or_the_only_one_or_asked_for(desk: Desk, photo: bytes) -> None:
    file_it(desk.province, [("GT.CC.01", photo)], case="")
    file_it(desk.province, [("GT.CC.01", photo)], code="H99.12-261130-90002", procedure="1.000894", case="")
    assert [[case.code for case in row.cases] for row in desk.online.waiting()] == [["TH1", "TH2"], []]
    with pytest.raises(WhichCase, match=r"TH1.*TH2"):
        desk.online.take(CODE)
    assert not desk.has(CODE)
    assert desk.online.take(CODE, "TH2").case == "TH2"
    assert desk.online.take("H99.12-261130-90002").case == "TH1"


def test_of_several_cases_the_one_that_asks_for_what_was_filed_is_meant(desk: Desk, photo: bytes) -> None:
    file_it(desk.province, [("GT.CC.01", photo), ("GT.QD.01", photo)], case="")
    assert desk.online.waiting()[0].cases == ()
    assert desk.online.take(CODE).case == "TH2"


@pytest.mark.parametrize(
    ("filed", "why"),
    [
        ({"procedure": "1.099001"}, SecretProcedure),
        ({"procedure": "9.999999"}, UnknownCode),
        ({"case": "TH9"}, UnknownCode),
        ({"component": "GT.LA.01"}, UnknownCode),
    ],
)
def test_what_must_not_be_opened_here_is_not_taken(
    desk: Desk, photo: bytes, filed: dict[str, str], why: type[Exception]
) -> None:
    component = filed.get("component", "GT.CC.01")
    told: dict[str, Any] = {name: value for name, value in filed.items() if name != "component"}
    file_it(desk.province, [] if why is SecretProcedure else [(component, photo)], **told)
    with pytest.raises(why):
        desk.online.take(CODE)
    assert not desk.has(CODE)
    assert desk.province.state()["online"] == {CODE: ""}
    assert len(desk.online.waiting()) == 1


def test_a_unit_that_is_gone_takes_nothing(desk: Desk, desk_at: Callable[..., Desk], photo: bytes) -> None:
    gone = desk_at("gone", unit="H98.3.12")
    file_it(desk.province, [("GT.CC.01", photo)], unit="H98.3.12")
    with pytest.raises(UnitDefunct):
        gone.online.take(CODE)
    assert not gone.has(CODE)


def test_another_counter_has_it(desk: Desk, desk_at: Callable[..., Desk], signed: bytes) -> None:
    other = desk_at("other")
    file_it(desk.province, [("GT.XN.01", signed)])
    other.online.take(CODE)
    (seen,) = desk.online.waiting()
    assert seen.filed.taken_by == "canbo.other"
    with pytest.raises(TakenElsewhere, match=r"canbo\.other đã nhận"):
        desk.online.take(CODE)
    assert not desk.has(CODE)
    with pytest.raises(TakenHere):
        other.online.take(CODE.lower())
    assert len(other.papers()) == 2


def test_what_does_not_wait_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotWaiting, match=r"H99\.12-261130-99999"):
        desk.online.take("H99.12-261130-99999")


@pytest.mark.parametrize("name", ["online", "online_file", "online_take"])
@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("503", ProvinceTrouble),
        ("cut", LineDown),
        ("portal", LineDown),
        ("lose-answer", LineDown),
        ("junk", Exception),
    ],
)
def test_a_line_that_dies_anywhere_leaves_nothing_here_and_it_is_taken_the_next_time(
    desk: Desk, signed: bytes, photo: bytes, name: str, kind: str, why: type[Exception]
) -> None:
    file_it(desk.province, [("GT.XN.01", signed), ("GT.CC.01", photo)])
    if name == "online_file":
        # The first file comes, the second does not.
        second = desk.online.waiting()[0].filed.files[1].id
        path = desk.province.paths[name].format(id=second)
    else:
        path = desk.province.path(name).replace("*", CODE)
    desk.province.fault(f"{path}:{kind}:1")
    with pytest.raises((why, StrangeAnswer, FiledFileDiffers)):
        desk.online.take(CODE)
    assert not desk.has(CODE)
    desk.province.faults.clear()
    desk.online.take(CODE)
    assert [one.digitisation for one in desk.papers()] == [BUILT, SCANNED]


def test_half_a_file_is_none(desk: Desk, signed: bytes) -> None:
    file_it(desk.province, [("GT.XN.01", signed)])
    desk.province.fault(f"{desk.province.path('online_file')}:short:1")
    with pytest.raises(LineDown):
        desk.online.take(CODE)
    assert not desk.has(CODE)


def test_another_file_than_announced_is_refused(desk: Desk, signed: bytes) -> None:
    components = [{"code": "GT.XN.01", "name": "to-khai.pdf", "sha256": "0" * 64}]
    file_it(desk.province, [("GT.XN.01", signed)], components=components)
    with pytest.raises(FiledFileDiffers, match="mã băm khác"):
        desk.online.take(CODE)
    assert not desk.has(CODE)
    assert desk.province.state()["online"] == {CODE: ""}


def test_a_full_disk_takes_nothing_and_with_room_it_is_taken(desk: Desk, signed: bytes) -> None:
    file_it(desk.province, [("GT.XN.01", signed)])
    with full_disk(desk.store), pytest.raises(DiskFull):
        desk.online.take(CODE)
    assert not desk.has(CODE)
    desk.online.take(CODE)
    assert desk.has(CODE)


def test_it_can_be_stopped_between_two_files(desk: Desk, signed: bytes, photo: bytes) -> None:
    file_it(desk.province, [("GT.XN.01", signed), ("GT.CC.01", photo)])

    def step(done: int, of: int) -> None:
        if done:
            raise WorkStopped()

    with pytest.raises(WorkStopped):
        desk.online.take(CODE, step=step)
    assert not desk.has(CODE)
    assert desk.province.state()["online"] == {CODE: ""}


@pytest.mark.parametrize("told", [{"code": "TAM-2345-2345"}, {"code": "X" * 61}, {"filed_at": "hôm qua"}])
def test_a_list_that_cannot_be_true_is_no_list(desk: Desk, photo: bytes, told: dict[str, Any]) -> None:
    file_it(desk.province, [("GT.CC.01", photo)])
    desk.province.books._db.execute("DELETE FROM filed")
    file_it(desk.province, [("GT.CC.01", photo)], **told)
    with pytest.raises(StrangeAnswer):
        desk.online.waiting()


def test_what_was_completed_at_the_counter_stands_at_the_province_once_under_its_own_code(
    desk: Desk, signed: bytes, photo: bytes
) -> None:
    file_it(desk.province, [("GT.XN.01", signed), ("GT.CC.01", photo)])
    taken = desk.online.take(CODE)
    form, card = desk.papers()
    ours = b"%PDF-1.7\n/ByteRange " + uuid.uuid4().bytes
    with desk.store.writing() as tx:
        for state in (DigitisationState.CONFIRMED, BUILT):
            papers.change(tx, card.id, digitisation=state)
        sha256 = contents.keep(tx, ours)
        papers.change(tx, card.id, signing=SigningState.SIGNED, pdf_sha256=sha256)
        dossiers.set_state(tx, taken.id, DossierState.CLOSED)
    before = desk.province.state()
    assert desk.counter.queue_again(taken)
    desk.counter.send_all()
    books = desk.province.state()
    (there,) = books["dossiers"]
    assert (there["code"], books["codes_given"]) == (CODE, [])
    assert [(one["code"], one["sha256"]) for one in there["papers"]] == [
        ("GT.XN.01", form.pdf_sha256),
        ("GT.CC.01", sha256),
    ]
    # The file that came is the one that stays: it was not sent once more.
    assert len(books["files"]) == len(before["files"]) + 1
    filed = {one["id"] for one in before["files"]}
    assert there["papers"][0]["file"] in filed
    with desk.store.reading() as tx:
        assert {one.sync for one in papers.of_dossier(tx, taken.id)} == {SyncState.CONFIRMED}
        assert outbox.all_done(tx, [taken.id]) == {taken.id}
    assert desk.online.waiting() == []
    assert not desk.counter.queue_again(taken)


def test_its_owner_waits_for_an_answer_since_it_was_filed(desk: Desk, photo: bytes) -> None:
    file_it(desk.province, [("GT.CC.01", photo)])
    taken = desk.online.take(CODE)
    with desk.store.reading() as tx:
        assert online.since(tx, [taken]) == {taken.id: NOW}


def test_everything_of_its_owner_goes_with_it(desk: Desk, signed: bytes) -> None:
    file_it(desk.province, [("GT.XN.01", signed)])
    taken = desk.online.take(CODE)
    with desk.store.writing() as tx:
        purge.purge(tx, desk.papers()[0].id, desk.clock.now(), purge.PurgeReason.RETENTION)
        assert online.checks(tx, taken.id) == []
        purge.erase(tx, taken.id, desk.clock.now(), purge.PurgeReason.DATA_SUBJECT)
        assert tx.exec_driver_sql("SELECT count(*) FROM online_dossier").scalar() == 0


def test_what_was_looked_at_is_not_fetched_once_more(desk: Desk, signed: bytes, photo: bytes) -> None:
    file_it(desk.province, [("GT.XN.01", signed), ("GT.CC.01", photo)])
    first = desk.online.look(CODE)
    looked_at = first[0].at
    path = desk.province.paths["online_file"]
    asked = [desk.province.state()["asked"].get(path.format(id=one.filed.id), 0) for one in first]
    desk.clock.forward(timedelta(minutes=2))
    taken = desk.online.take(CODE)
    assert [desk.province.state()["asked"].get(path.format(id=one.filed.id), 0) for one in first] == asked == [1, 1]
    # The check is recorded with the moment at which it was made.
    assert {one.at for one in desk.online.checks(taken.id)} == {looked_at}


def test_how_many_wait_is_asked_now_and_then_and_told_when_it_changes(desk: Desk, photo: bytes) -> None:
    told: list[int] = []
    desk.online.on_change(lambda: told.append(desk.online.count))
    desk.online.glance()
    file_it(desk.province, [("GT.CC.01", photo)])
    desk.online.glance()
    assert told == []
    desk.clock.forward(timedelta(minutes=6))
    desk.province.fault(f"{desk.province.path('online')}:503:1")
    desk.online.glance()
    assert told == []
    desk.clock.forward(timedelta(minutes=6))
    desk.online.glance()
    assert told == [1]
    desk.online.take(CODE)
    assert told == [1, 0]
