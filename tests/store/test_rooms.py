from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from desktop.model.dossier import PaperDetails
from desktop.model.outbox import Acknowledged, Outcome, Planned, Step, StepKind, canonical_sha256
from desktop.model.record import CodeRequest, DossierRecord, FileToSend
from desktop.model.states import DigitisationState, ForbiddenMove, StepState, SyncState
from desktop.store import audit, catalogues, contents, dossiers, outbox, papers, remembered
from desktop.store.errors import NotFound
from desktop.store.outbox import Outbox
from tests.store.filling import fill


def test_a_dossier_comes_back_as_it_went_in(store, dossier):
    with store.reading() as tx:
        assert dossiers.get(tx, dossier.id) == dossier
        assert dossiers.find(tx, dossier.code.lower()) == dossier


def test_dossiers_are_found_with_marks_lost(store, dossier):
    with store.reading() as tx:
        assert [found.id for found in dossiers.latest(tx, words="dang thi ngoc anh")] == [dossier.id]
        assert dossiers.latest(tx, words="không có ai") == []


def test_both_codes_stay_searchable_once_the_province_has_numbered_it(store, dossier):
    with store.writing() as tx:
        dossiers.adopt_code(tx, dossier.id, "H99.12-260312-0001")
    with store.reading() as tx:
        assert dossiers.find(tx, "H99.12-260312-0001").id == dossier.id
        assert dossiers.find(tx, dossier.provisional_code).id == dossier.id


def test_an_unknown_code_is_refused_by_name(store):
    with store.reading() as tx, pytest.raises(NotFound) as refusal:
        dossiers.find(tx, "H00-000000-0000")
    assert "H00-000000-0000" in refusal.value.message


def test_details_come_back(store, paper):
    details = PaperDetails(number="45/2026", issued=date(2026, 3, 1), permanent=True)
    with store.writing() as tx:
        papers.change(tx, paper.id, details=details)
    with store.reading() as tx:
        assert papers.get(tx, paper.id).details == details


def test_a_paper_cannot_jump_a_state(store, paper):
    with pytest.raises(ForbiddenMove), store.writing() as tx:
        papers.change(tx, paper.id, digitisation=DigitisationState.BUILT)


def test_pages_keep_their_order_and_come_back_from_the_bin(store, paper, origin):
    with store.writing() as tx:
        kept = [papers.add_page(tx, uuid4(), paper.id, replace(origin, sheet=n), b"page %d" % n) for n in (1, 2)]
        papers.set_removed(tx, kept[0].id, removed=True)
    with store.reading() as tx:
        assert [page.id for page in papers.pages(tx, paper.id)] == [kept[1].id]
        assert [page.id for page in papers.unread_pages(tx)] == [page.id for page in kept]
    with store.writing() as tx:
        papers.set_removed(tx, kept[0].id, removed=False)
        assert papers.pages(tx, paper.id) == kept


def test_equal_bytes_are_kept_once_and_dropped_when_unused(store):
    with store.writing() as tx:
        sha256 = contents.keep(tx, b"paper")
        assert contents.keep(tx, b"paper") == sha256
        assert contents.drop(tx, {sha256}) == 1
        assert contents.size(tx, sha256) == 0


def test_a_broken_audit_chain_is_found(store):
    with store.writing() as tx:
        for number in range(5):
            audit.append(tx, "lan", "scan", str(number))
        assert audit.first_broken(tx) is None
        tx.exec_driver_sql("UPDATE audit SET item = 'x' WHERE number = 3")
        assert audit.first_broken(tx) == 3


def test_a_removed_audit_row_is_found(store):
    with store.writing() as tx:
        for number in range(5):
            audit.append(tx, "lan", "scan", str(number))
        tx.exec_driver_sql("DELETE FROM audit WHERE number = 2")
        assert audit.first_broken(tx) == 2


def test_the_newest_catalogue_is_current_and_the_old_one_still_explains(store):
    with store.writing() as tx:
        catalogues.keep(tx, "1", date(2026, 1, 1), {"n": 1}, dossiers_time())
        catalogues.keep(tx, "2", date(2026, 2, 1), {"n": 2}, dossiers_time())
        assert catalogues.current(tx) == {"n": 2}
        assert catalogues.version(tx, "1") == {"n": 1}


def dossiers_time():
    return datetime(2026, 3, 12, tzinfo=UTC)


def test_settings_come_back(store):
    with store.writing() as tx:
        remembered.put(tx, "last", {"a": [1]})
        remembered.put(tx, "last", {"a": [2]})
        assert remembered.get(tx, "last") == {"a": [2]}
        assert remembered.get(tx, "other", 7) == 7


def queued(store, dossier, paper, data=b"%PDF signed"):
    with store.writing() as tx:
        sha256 = contents.keep(tx, data)
        papers.change(tx, paper.id, pdf_sha256=sha256, sync=SyncState.QUEUED)
        outbox.add_chain(
            tx,
            dossier.id,
            [Planned(CodeRequest(procedure="1.001193")), Planned(FileToSend(name="a.pdf", sha256=sha256), paper.id)],
        )
    return sha256


def due(box: Outbox, now: datetime) -> Step:
    """The step that is due; there is one."""
    step = box.due(now)
    assert step
    return step


def test_a_step_is_due_only_after_those_before_it(store, dossier, paper):
    queued(store, dossier, paper)
    box = Outbox(store)
    now = dossiers_time()
    first = due(box, now)
    assert first.kind is StepKind.OFFICIAL_CODE
    assert box.begin(first.id).attempts == 1
    assert box.due(now) is None
    assert [step.id for step in box.interrupted()] == [first.id]
    box.done(first.id, Outcome(result={"code": "H99-1"}, official_code="H99-1"))
    assert box.code(dossier.id) == "H99-1"
    assert due(box, now).kind is StepKind.FILE


def test_what_is_queued_follows_its_file_until_something_was_tried(store):
    work = fill(store, dossier_count=1)
    moved, other = work.papers
    with store.writing() as tx:
        before = outbox.steps(tx)
        assert outbox.refreeze(tx, moved.dossier_id, moved.pdf_sha256, "f" * 64)
        after = outbox.steps(tx)
    assert all(canonical_sha256(one.payload) == one.payload_sha256 for one in after)
    changed = [now.kind for was, now in zip(before, after, strict=True) if was != now]
    assert changed == [StepKind.FILE, StepKind.RECORD]
    record = next(one.payload for one in after if isinstance(one.payload, DossierRecord))
    assert [paper.sha256 for paper in record.papers] == ["f" * 64, other.pdf_sha256]
    box = Outbox(store)
    box.done(box.begin(after[0].id).id, Outcome(result={"code": "H99-1"}, official_code="H99-1"))
    box.retry(box.begin(after[1].id).id, dossiers_time(), "line_down")
    with store.writing() as tx:
        begun = outbox.steps(tx)
        assert not outbox.refreeze(tx, moved.dossier_id, "f" * 64, "e" * 64)
        assert outbox.steps(tx) == begun
        assert outbox.last_record(tx, moved.dossier_id) == record


def test_a_step_waits_for_its_time(store, dossier, paper):
    queued(store, dossier, paper)
    box = Outbox(store)
    now = dossiers_time()
    step = box.begin(due(box, now).id)
    box.retry(step.id, now + timedelta(minutes=1), "line_down")
    assert box.due(now) is None
    assert due(box, now + timedelta(minutes=2)).last_error == "line_down"


def test_a_failed_step_waits_for_a_person(store, dossier, paper):
    queued(store, dossier, paper)
    box = Outbox(store)
    now = dossiers_time()
    step = box.begin(due(box, now).id)
    box.fail(step.id, "thiếu mã")
    assert box.due(now) is None
    with store.writing() as tx:
        outbox.retry_now(tx, step.id)
    assert due(box, now).id == step.id
    with store.writing() as tx:
        assert outbox.park(tx, step.id).state is StepState.PARKED
    assert box.due(now) is None


def test_only_an_identifier_and_an_equal_hash_confirm(store, dossier, paper):
    sha256 = queued(store, dossier, paper)
    box = Outbox(store)
    step = box.begin(due(box, dossiers_time()).id)

    def answered(province_id: str, hash_there: str) -> Outcome:
        return Outcome(papers=(Acknowledged(paper_id=paper.id, province_id=province_id, sha256=hash_there),) * 2)

    for wrong in (("", sha256), ("P-1", "0" * 64)):
        with pytest.raises(ValueError, match="acknowledged"):
            box.done(step.id, answered(*wrong))
        assert box.interrupted() == [step]
    box.done(step.id, answered("P-1", sha256))
    with store.reading() as tx:
        found = papers.get(tx, paper.id)
    assert (found.sync, found.province_id) == (SyncState.CONFIRMED, "P-1")
    file = box.file(sha256)
    file.check()
    assert b"".join(file.pieces(piece_bytes=3)) == b"%PDF signed"
    assert b"".join(file.pieces(2, 7, 2)) == b"DF si"
