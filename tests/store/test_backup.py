from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desktop.machine.folders import folders
from desktop.store import audit, contents, dossiers, papers
from desktop.store.errors import AlreadyRunning, BadBackup, NewerSchema, RecoveryKeyMissing, WrongKey
from desktop.store.file import Store
from desktop.store.keeping.backup import back_up, daily_backups, daily_name, examine, rotate
from desktop.store.keeping.restore import restore
from desktop.store.keys import StoreKeys
from tests.samples import MemorySecrets
from tests.store.filling import fill

NOON = datetime(2026, 3, 12, 5, 0, tzinfo=UTC)


def again(place, secrets, file, **more):
    return restore(place, secrets, file, NOON, training=False, who="lan", **more)


def holds(store, work, *, anchored=True):
    with store.reading() as tx:
        for paper in work.papers:
            assert contents.fetch(tx, papers.get(tx, paper.id).pdf_sha256) == work.pdfs[paper.id]
            for page in papers.pages(tx, paper.id):
                assert contents.fetch(tx, page.raw_sha256) == work.pages[page.id]
        assert audit.first_broken(tx, store.keys.anchor() if anchored else None) is None


def test_a_backup_of_the_running_store_holds_everything_and_tells_nothing(store, tmp_path):
    fill(store)
    recovery = store.keys.recovery_key()
    facts = back_up(store, tmp_path / "b.db", recovery)
    assert (facts.dossiers, facts.papers) == (6, 12)
    with store.reading() as tx:
        assert (facts.audit_number, facts.audit_hash) == audit.head(tx)
    raw = (tmp_path / "b.db").read_bytes()
    for secret in ("Đặng Thị".encode(), b"%PDF", b"SQLite", b"052199"):
        assert secret not in raw
    assert not list(tmp_path.glob("*.new"))


def test_a_backup_needs_the_recovery_key_and_not_the_stores(store, tmp_path):
    fill(store, dossier_count=1)
    back_up(store, tmp_path / "b.db", store.keys.recovery_key())
    for wrong in (bytes.fromhex(store.keys.key()), bytes(32)):
        with pytest.raises(BadBackup) as refusal:
            examine(tmp_path / "b.db", wrong)
        assert "b.db" in refusal.value.message


def test_restoring_on_another_pc_with_nothing_but_the_sheet(store, tmp_path):
    work = fill(store)
    recovery = store.keys.recovery_key()
    back_up(store, tmp_path / "b.db", recovery)
    elsewhere, keyring = folders(tmp_path / "other", training=False), MemorySecrets()
    facts = again(elsewhere, keyring, tmp_path / "b.db", recovery=recovery)
    assert facts.papers == 12
    other = Store(elsewhere, keyring, training=False)
    holds(other, work)
    assert StoreKeys(elsewhere, keyring).recovery_key() == recovery
    with other.reading() as tx:
        assert dossiers.latest(tx, words="ngoc anh")
    other.close()


def test_restoring_sets_the_present_store_aside_whole_and_never_beside_its_wal(store, place, secrets, tmp_path):
    back_up(store, tmp_path / "b.db", store.keys.recovery_key())
    later = fill(store, dossier_count=1)
    store.close()
    stale = place.store.with_name("quayso.db-wal")
    stale.write_bytes(b"stale write-ahead log")
    again(place, secrets, tmp_path / "b.db")
    back = Store(place, secrets, training=False)
    with back.reading() as tx:
        assert dossiers.latest(tx) == []
        anchor = back.keys.anchor()
        assert anchor and audit.head(tx)[0] == anchor[0]
    back.close()
    aside = sorted(file.name for file in place.set_aside.iterdir())
    assert [name.rpartition(".")[2] for name in aside] == ["db", "db-wal"]
    former = folders(tmp_path / "former", training=False)
    former.make()
    (place.set_aside / aside[0]).rename(former.store)
    (former.data / "store.id").write_bytes((place.data / "store.id").read_bytes())
    old = Store(former, secrets, training=False)
    holds(old, later, anchored=False)
    old.close()


def test_a_rehearsal_changes_nothing(store, place, secrets, tmp_path):
    back_up(store, tmp_path / "b.db", store.keys.recovery_key())
    fill(store, dossier_count=1)
    store.close()
    before = {file.name: file.read_bytes() for file in place.data.iterdir() if file.is_file()}
    kept = dict(secrets.kept)
    assert again(place, secrets, tmp_path / "b.db", rehearse=True).dossiers == 0
    assert {file.name: file.read_bytes() for file in place.data.iterdir() if file.is_file()} == before
    assert secrets.kept == kept


@pytest.mark.parametrize("harm", ["flip", "cut", "empty", "text", "missing", "foreign"])
def test_a_bad_backup_is_refused_by_name_and_nothing_is_touched(store, place, secrets, tmp_path, harm):
    file = tmp_path / "b.db"
    fill(store, dossier_count=2)
    back_up(store, file, store.keys.recovery_key() if harm != "foreign" else bytes(32))
    store.close()
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    if harm == "missing":
        file.unlink()
    elif harm != "foreign":
        file.write_bytes({"flip": bytes(raw), "cut": raw[:-5000], "empty": b"", "text": b"hello " * 900}[harm])
    before = place.store.read_bytes()
    with pytest.raises(BadBackup) as refusal:
        again(place, secrets, file)
    assert "b.db" in refusal.value.message
    assert place.store.read_bytes() == before
    assert not place.set_aside.exists()


def test_a_backup_of_a_newer_program_is_refused(store, place, secrets, tmp_path):
    recovery = store.keys.recovery_key()
    with store.writing() as tx:
        tx.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerSchema):
        back_up(store, tmp_path / "b.db", recovery)


def test_restoring_under_a_running_copy_is_refused(store, place, secrets, tmp_path):
    back_up(store, tmp_path / "b.db", store.keys.recovery_key())
    with pytest.raises(AlreadyRunning):
        again(place, secrets, tmp_path / "b.db")


def test_without_the_recovery_key_the_sheet_is_asked_for(store, place, secrets, tmp_path):
    back_up(store, tmp_path / "b.db", store.keys.recovery_key())
    store.close()
    secrets.kept = {name: key for name, key in secrets.kept.items() if name.startswith("store")}
    with pytest.raises(RecoveryKeyMissing):
        again(place, secrets, tmp_path / "b.db")


@pytest.mark.parametrize("moment", ["nothing moved", "wal moved", "all moved"])
def test_a_crash_in_the_middle_of_replacing_is_finished_at_the_next_start(store, place, secrets, tmp_path, moment):
    work = fill(store, dossier_count=1)
    store.close()
    place.store.rename(place.store.with_name("quayso.db.restored-20260312T050000000000"))
    place.set_aside.mkdir()
    aside = place.set_aside / "quayso-20260312T050000000000.db"
    for ending, moved in (("-wal", moment != "nothing moved"), ("", moment == "all moved")):
        name = aside.name if moved else place.store.name
        (aside.parent if moved else place.data).joinpath(name + ending).write_bytes(b"the former store")
    back = Store(place, secrets, training=False)
    holds(back, work)
    back.close()
    assert aside.read_bytes() == aside.with_name(aside.name + "-wal").read_bytes() == b"the former store"


def test_seven_daily_backups_stay_and_other_files_are_left_alone(tmp_path):
    for day in range(1, 13):
        (tmp_path / daily_name(datetime(2026, 3, day).date())).write_bytes(b"x")
    (tmp_path / "quayso-giu-lai.db").write_bytes(b"x")
    assert len(rotate(tmp_path, NOON.date())) == 5
    assert [file.name for file in daily_backups(tmp_path, NOON.date())][-1] == "quayso-2026-03-06.db"
    assert (tmp_path / "quayso-giu-lai.db").exists()


def test_backups_of_a_clock_a_year_ahead_never_push_out_those_of_today(tmp_path):
    for day in range(1, 9):
        (tmp_path / daily_name(datetime(2027, 3, day).date())).write_bytes(b"x")
    for day in range(10, 13):
        (tmp_path / daily_name(datetime(2026, 3, day).date())).write_bytes(b"x")
        rotate(tmp_path, datetime(2026, 3, day).date())
    left = [file.name for file in daily_backups(tmp_path, NOON.date())]
    assert left[:3] == ["quayso-2026-03-12.db", "quayso-2026-03-11.db", "quayso-2026-03-10.db"]
    assert len(left) == 7


def test_a_plain_copy_of_the_store_is_no_backup_and_vice_versa(store, place, secrets, tmp_path):
    recovery = store.keys.recovery_key()
    back_up(store, tmp_path / "b.db", recovery)
    store.close()
    place.store.write_bytes((tmp_path / "b.db").read_bytes())
    for name in [name for name in secrets.kept if name.startswith("recovery")]:
        secrets.forget(name)
    with pytest.raises(WrongKey):
        Store(place, secrets, training=False)
