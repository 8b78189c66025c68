from __future__ import annotations

import json
import uuid
from uuid import UUID

import pytest

from desktop.machine.writing import AlreadyThere
from desktop.model.slip import Slip, SlipKind, SlipSaid
from desktop.store import contents, dossiers, slips
from desktop.store.errors import NotFound
from desktop.store.keeping import purge
from desktop.workflow.keeping.errors import NoSuchOwner, StillUnsent
from tests.samples import MORNING
from tests.store.filling import fill

SLIP = b"%PDF-1.7\na slip"


@pytest.fixture
def work(counter):
    return fill(counter.store, dossier_count=3, confirmed=1)


def _slip(dossier_id: UUID, sha256: str) -> Slip:
    return Slip(
        id=uuid.uuid4(),
        dossier_id=dossier_id,
        kind=SlipKind.ADDITIONS,
        year=2026,
        number=1,
        at=MORNING,
        officer="lan",
        said=SlipSaid(reason="Thiếu chữ ký ở tờ khai."),
        sha256=sha256,
    )


def test_everything_of_an_owner_is_found_and_nothing_of_others(counter, work):
    (found,) = counter.subjects.find(work.dossiers[0].party.number)
    assert found.dossier.id == work.dossiers[0].id
    assert (len(found.papers), found.pages) == (2, 4)
    with pytest.raises(NoSuchOwner) as refusal:
        counter.subjects.find("052199999999")
    assert "052199999999" not in refusal.value.message


def test_the_owners_copy_has_every_file_and_all_data(counter, work, tmp_path):
    owner = work.dossiers[0].party
    with counter.store.writing() as tx:
        slips.add(tx, _slip(work.dossiers[0].id, contents.keep(tx, SLIP)))
    files = counter.subjects.hand_over(owner.number, tmp_path / "copy")
    with pytest.raises(AlreadyThere):
        counter.subjects.hand_over(owner.number, tmp_path / "copy")
    assert {file.read_bytes() for file in files if file.suffix == ".pdf"} == {
        *(work.pdfs[paper.id] for paper in work.papers[:2]),
        SLIP,
    }
    data = json.loads((tmp_path / "copy" / "du-lieu.json").read_text("utf-8"))
    assert data["dossiers"][0]["dossier"]["party"]["name"] == owner.name
    assert data["dossiers"][0]["slips"][0]["said"]["reason"] == "Thiếu chữ ký ở tờ khai."
    assert not any(owner.number in file.name for file in files)


def test_deleting_takes_everything_of_one_owner_and_leaves_the_rest(counter, work, tmp_path):
    owner = work.dossiers[0].party
    counter.subjects.delete(owner.number)
    with pytest.raises(NoSuchOwner):
        counter.subjects.find(owner.number)
    with counter.store.reading() as tx:
        with pytest.raises(NotFound):
            dossiers.find(tx, work.dossiers[0].code)
        assert dossiers.latest(tx, words=owner.number) == []
        assert len(dossiers.latest(tx)) == 2
        assert {stone.why for stone in purge.tombstones(tx)} == {purge.PurgeReason.DATA_SUBJECT}
        for table in ("party", "page", "paper", "step", "setting", "audit", "tombstone", "search_row"):
            rows = str(tx.exec_driver_sql(f"SELECT * FROM {table}").all())
            assert owner.number not in rows and owner.name not in rows, table
        assert tx.exec_driver_sql("SELECT count(*) FROM content").scalar() == 2 * 2 * 3
        assert not tx.exec_driver_sql("PRAGMA foreign_key_check").all()
    assert counter.keeping.check(full=True).whole


def test_what_the_province_does_not_have_is_deleted_only_when_that_is_said(counter, work):
    number = work.dossiers[1].party.number
    with pytest.raises(StillUnsent) as refusal:
        counter.subjects.delete(number)
    assert work.dossiers[1].code in refusal.value.message
    assert counter.subjects.find(number)
    counter.subjects.delete(number, unsent_too=True)
    with pytest.raises(NoSuchOwner):
        counter.subjects.find(number)


def test_every_request_is_in_the_audit_chain_with_the_number_masked(counter, work, tmp_path):
    number = work.dossiers[0].party.number
    counter.subjects.find(number)
    counter.subjects.hand_over(number, tmp_path / "copy")
    counter.subjects.delete(number)
    with counter.store.reading() as tx:
        rows = tx.exec_driver_sql("SELECT what, item FROM audit WHERE what LIKE 'data subject%'").all()
    assert [row[0] for row in rows] == ["data subject found", "data subject exported", "data subject deleted"]
    assert {row[1] for row in rows} == {"•" * 9 + number[-3:]}
