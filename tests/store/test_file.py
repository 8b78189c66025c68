from __future__ import annotations

import subprocess
from uuid import uuid4

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from desktop.machine.child import interpreter
from desktop.machine.folders import folders
from desktop.store import papers
from desktop.store.errors import AlreadyRunning, KeyMissing, MixedData, NewerSchema, WrongKey
from desktop.store.file import Store


def test_a_closed_store_opens_again_with_what_it_held(place, secrets):
    first = Store(place, secrets, training=False)
    first.close()
    second = Store(place, secrets, training=False)
    second.close()


def test_a_second_running_copy_is_refused(store, place, secrets):
    with pytest.raises(AlreadyRunning):
        Store(place, secrets, training=False)


def test_without_its_key_the_store_is_refused_and_untouched(store, place, secrets):
    store.close()
    before = place.store.read_bytes()
    secrets.kept.clear()
    with pytest.raises(KeyMissing):
        Store(place, secrets, training=False)
    assert place.store.read_bytes() == before
    assert not secrets.kept


def test_with_a_wrong_key_the_store_is_refused_and_untouched(store, place, secrets):
    store.close()
    before = place.store.read_bytes()
    for name in secrets.kept:
        secrets.kept[name] = "ab" * 32
    with pytest.raises(WrongKey):
        Store(place, secrets, training=False)
    assert place.store.read_bytes() == before


def test_a_newer_schema_is_refused(store, place, secrets):
    with store.writing() as tx:
        tx.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    with pytest.raises(NewerSchema):
        Store(place, secrets, training=False)


def test_real_data_are_not_opened_as_training(store, place, secrets):
    store.close()
    with pytest.raises(MixedData):
        Store(place, secrets, training=True)


def test_training_data_are_not_opened_as_real(tmp_path, secrets):
    place = folders(tmp_path / "practice", training=True)
    Store(place, secrets, training=True).close()
    with pytest.raises(MixedData):
        Store(place, secrets, training=False)


def test_a_refused_opening_lets_the_next_one_try(store, place, secrets):
    store.close()
    right = dict(secrets.kept)
    secrets.kept.clear()
    with pytest.raises(KeyMissing):
        Store(place, secrets, training=False)
    secrets.kept.update(right)
    Store(place, secrets, training=False).close()


def test_every_commit_is_on_the_disk(store):
    with store.reading() as tx:
        assert tx.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert tx.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert tx.exec_driver_sql("PRAGMA secure_delete").scalar() == 1


def test_who_reads_much_keeps_more_pages_and_only_meanwhile(store):
    def kept() -> int:
        with store.reading() as tx:
            return tx.exec_driver_sql("PRAGMA cache_size").scalar_one()

    usual = kept()
    with store.reading(much=True) as tx:
        assert tx.exec_driver_sql("PRAGMA cache_size").scalar_one() == -65_536
    assert kept() == usual
    with pytest.raises(ZeroDivisionError), store.reading(much=True):
        raise ZeroDivisionError
    assert kept() == usual


def test_a_failed_transaction_leaves_nothing(store, paper, origin):
    with pytest.raises(RuntimeError), store.writing() as tx:
        papers.add_page(tx, uuid4(), paper.id, origin, b"\xff\xd8 a page")
        raise RuntimeError("pulled plug")
    with store.reading() as tx:
        assert papers.pages(tx, paper.id) == []


def test_the_file_tells_a_thief_nothing(store, place, paper, origin):
    image = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(1000)
    with store.writing() as tx:
        papers.add_page(tx, uuid4(), paper.id, origin, image)
    for file in place.data.glob("quayso.db*"):
        raw = file.read_bytes()
        for secret in ("Đặng Thị Ngọc Ánh".encode(), b"052199000123", b"JFIF", b"\xff\xd8\xff\xe0", b"SQLite"):
            assert secret not in raw, file
    with pytest.raises(sqlcipher.DatabaseError):
        sqlcipher.connect(str(place.store)).execute("SELECT * FROM dossier")


def test_what_was_committed_survives_kill(tmp_path):
    script = """
import os, signal, sys
from pathlib import Path
from desktop.machine.folders import folders
from desktop.machine.secrets import TrainingSecrets
from desktop.store import remembered
from desktop.store.file import Store
from desktop.store.folder import mark_folder
place = folders(Path(sys.argv[1]), training=True)
mark_folder(place, training=True)
store = Store(place, TrainingSecrets(place), training=True)
for number in range(50):
    with store.writing() as tx:
        remembered.put(tx, "number", number)
os.kill(os.getpid(), signal.SIGKILL)
"""
    ended = subprocess.run([interpreter(), "-c", script, str(tmp_path / "practice")], check=False)
    assert ended.returncode == -9
    from desktop.machine.secrets import TrainingSecrets
    from desktop.store import remembered

    place = folders(tmp_path / "practice", training=True)
    store = Store(place, TrainingSecrets(place), training=True)
    with store.reading() as tx:
        assert remembered.get(tx, "number") == 49
    store.close()
