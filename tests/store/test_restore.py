"""A restore is no forgery, at whatever moment it ends; a forgery is none the less one after a restore."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest

from desktop.machine.folders import Folders
from desktop.model.errors import QuaySoError
from desktop.store import audit, dossiers
from desktop.store.file import Store
from desktop.store.keeping.backup import audit_anchor, back_up
from desktop.store.keeping.restore import restore
from desktop.store.replacing import decide
from tests.samples import MemorySecrets
from tests.store.filling import fill

NOON = datetime(2026, 3, 12, 5, 0, tzinfo=UTC)
OTHER_SHEET = bytes(range(32))


class Killed(BaseException):
    """The plug was pulled."""


@contextmanager
def killed_at(step: int) -> Iterator[list[str]]:
    """From the given step on nothing changes any more, on the disk or in the keyring; gives the steps so far."""
    steps: list[str] = []

    def counted(name: str, real: Callable) -> Callable:
        def call(*args: object, **more: object) -> object:
            if len(steps) >= step:
                raise Killed(name)
            steps.append(name)
            return real(*args, **more)

        return call

    with ExitStack() as stack:
        for owner, name in (
            (Path, "replace"),
            (Path, "unlink"),
            (MemorySecrets, "put"),
            (MemorySecrets, "forget"),
            (audit, "append"),
        ):
            stack.enter_context(patch.object(owner, name, counted(name, getattr(owner, name))))
        yield steps


def tampered(store: Store, *backups: Path) -> bool:
    """What `audit verify` says, with these backups at hand."""
    recovery = store.keys.recovery_key()
    with store.reading() as tx:
        restores = audit.restores(tx)
        anchors = [store.keys.anchor()]
        for file in backups:
            with suppress(QuaySoError):
                anchors.append(audit_anchor(file, recovery, restores))
        return any(audit.first_broken(tx, anchor) is not None for anchor in anchors)


def anchored(store: Store) -> None:
    with store.reading() as tx:
        store.keys.set_anchor(*audit.head(tx))


def work_on(store: Store, words: str, rows: int = 3) -> None:
    for number in range(rows):
        with store.writing() as tx:
            audit.append(tx, "lan", words, str(number))
    anchored(store)


def again(place: Folders, secrets: MemorySecrets, file: Path, recovery: bytes | None = None) -> None:
    restore(place, secrets, file, NOON, training=False, who="lan", recovery=recovery)


@pytest.fixture
def worked(store: Store, tmp_path: Path) -> tuple[Path, Path]:
    """An older and a newer backup of a store that has worked on; it is closed."""
    fill(store, dossier_count=1)
    recovery = store.keys.recovery_key()
    back_up(store, tmp_path / "old.db", recovery)
    work_on(store, "page scanned")
    back_up(store, tmp_path / "new.db", recovery)
    work_on(store, "paper signed")
    store.close()
    return tmp_path / "old.db", tmp_path / "new.db"


def test_restoring_an_older_backup_beside_a_newer_one_is_no_forgery_and_says_so_in_the_chain(worked, place, secrets):
    old, new = worked
    again(place, secrets, old)
    back = Store(place, secrets, training=False)
    assert not tampered(back, old, new)
    with back.reading() as tx:
        (row,) = audit.restores(tx)
        assert row.number == audit.head(tx)[0]
    assert row.outcome.startswith("old.db; chain was at ")
    work_on(back, "page scanned")
    assert not tampered(back, old, new)
    back.close()


def test_restoring_over_and_over_in_any_order_is_no_forgery(worked, place, secrets, tmp_path):
    old, new = worked
    made = [old, new]
    for turn, file in enumerate((old, old, new, "last", old, "last", new)):
        again(place, secrets, made[-1] if file == "last" else file)
        back = Store(place, secrets, training=False)
        work_on(back, f"turn {turn}", rows=1 + turn % 3)
        made.append(tmp_path / f"{turn}.db")
        back_up(back, made[-1], back.keys.recovery_key())
        work_on(back, "after")
        assert not tampered(back, *made)
        back.close()


@pytest.mark.parametrize("sheet", [None, OTHER_SHEET])
def test_killed_at_every_step_the_next_start_has_one_of_the_two_whole(worked, place, secrets, tmp_path, sheet):
    old, new = worked
    if sheet:
        foreign = Store(place, secrets, training=False)
        back_up(foreign, old, sheet, replace=True)
        work_on(foreign, "later")
        foreign.close()
    saved, kept = tmp_path / "saved", dict(secrets.kept)
    shutil.copytree(place.data, saved)
    own_sheet = next(value for name, value in kept.items() if name.startswith("recovery"))
    finished = []
    for step in range(100):
        shutil.rmtree(place.data)
        shutil.copytree(saved, place.data)
        secrets.kept = dict(kept)
        try:
            with killed_at(step) as steps:
                again(place, secrets, old, sheet)
        except Killed:
            pass
        else:
            break
        # The next start may be broken off as well, and the one after it.
        for further in range(6):
            with suppress(Killed), killed_at(further):
                Store(place, secrets, training=False).close()
        back = Store(place, secrets, training=False)
        with back.reading() as tx:
            restored = bool(audit.restores(tx))
            assert len(dossiers.latest(tx)) == 1
        assert not tampered(back, new)
        assert back.keys.recovery_key().hex() == (sheet.hex() if sheet and restored else own_sheet)
        assert not [name for name in secrets.kept if name.startswith("restoring")]
        back.close()
        finished.append(restored)
    assert len(steps) == len(finished) > 6
    assert finished == sorted(finished)
    assert {False, True} == set(finished)


def _cut(tx) -> None:
    tx.exec_driver_sql("DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)")


def _change(tx) -> None:
    tx.exec_driver_sql("UPDATE audit SET who = 'other' WHERE number = 2")


def _rewrite_the_tail(tx) -> None:
    last = audit.head(tx)[0]
    tx.exec_driver_sql("DELETE FROM audit WHERE number > ?", (last - 2,))
    for _ in range(2):
        audit.append(tx, "lan", "nothing happened", "")


def _claim_a_restore(tx) -> None:
    last = audit.head(tx)[0]
    tx.exec_driver_sql("DELETE FROM audit WHERE number > ?", (last - 3,))
    audit.append(tx, "lan", audit.RESTORED, "", f"old.db; chain was at {last}, is at {last - 3}")


@pytest.mark.parametrize("restored", [False, True])
@pytest.mark.parametrize("forge", [_cut, _change, _rewrite_the_tail, _claim_a_restore])
def test_a_forged_chain_is_told_apart_from_a_restored_one(worked, place, secrets, restored, forge):
    old, new = worked
    if restored:
        again(place, secrets, old)
    store = Store(place, secrets, training=False)
    work_on(store, "paper signed", rows=4)
    assert not tampered(store, new)
    with store.writing() as tx:
        forge(tx)
    assert tampered(store, new)
    store.close()
    # It stays told after a start.
    store = Store(place, secrets, training=False)
    assert tampered(store, new)
    store.close()


def test_another_file_put_in_its_place_is_no_restore(worked, place, secrets, tmp_path):
    """An earlier state of the file, the restored one of another day among them, under the same key."""
    old, new = worked
    earlier = tmp_path / "earlier.db"
    again(place, secrets, old)
    shutil.copy(place.store, earlier)
    store = Store(place, secrets, training=False)
    work_on(store, "paper signed", rows=4)
    store.close()
    present = place.store.read_bytes()
    shutil.copy(earlier, place.store)
    store = Store(place, secrets, training=False)
    assert tampered(store, new)
    store.close()
    place.store.write_bytes(present)
    shutil.copy(earlier, tmp_path / "staged.db")
    decide(place, tmp_path / "staged.db", NOON)
    store = Store(place, secrets, training=False)
    assert tampered(store, new)
    store.close()


def test_a_forged_tail_after_a_restore_is_found_by_a_backup_too(worked, place, secrets, tmp_path):
    """Whoever has the keyring can move its anchor; the backups made since the restore still tell."""
    again(place, secrets, worked[0])
    store = Store(place, secrets, training=False)
    work_on(store, "paper signed", rows=4)
    back_up(store, tmp_path / "since.db", store.keys.recovery_key())
    with store.writing() as tx:
        _rewrite_the_tail(tx)
    anchored(store)
    assert not tampered(store)
    assert tampered(store, tmp_path / "since.db")
    store.close()
