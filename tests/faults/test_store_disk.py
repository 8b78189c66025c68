"""Full disk, read-only disk, half-written log, wrong clock: nothing committed is lost, each trouble says what to do."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from desktop.machine.folders import folders
from desktop.model.errors import Trouble
from desktop.store import audit, contents, remembered
from desktop.store.errors import DiskFull, ReadOnlyDisk, StoreTrouble
from desktop.store.file import Store
from desktop.store.keeping.backup import back_up
from tests.samples import MemorySecrets

pytestmark = pytest.mark.faults


@pytest.fixture(autouse=True)
def _quick_stores() -> None:
    """Not here, where the making of a store is what is tested."""


def mount(*words: str) -> bool:
    return os.geteuid() == 0 and subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 4 MB; where this user may not mount one, there is the test with a capped file."""
    folder = tmp_path / "small"
    folder.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)):
        pytest.skip("no right to mount a file system here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[tuple[Path, MemorySecrets]]:
    """A closed store on what may only be read: a read-only mount for root, file rights for others."""
    secrets = MemorySecrets()
    place = folders(tmp_path / "data", training=False)
    Store(place, secrets, training=False).close()
    mounted = mount("--bind", str(place.data), str(place.data)) and mount("-o", "remount,ro,bind", str(place.data))
    if os.geteuid() == 0 and not mounted:
        pytest.skip("no right to mount a file system here")
    if not mounted:
        for one in (place.data, *place.data.iterdir()):
            one.chmod(one.stat().st_mode & 0o555)
    yield place.data, secrets
    if mounted:
        subprocess.run(["umount", "-l", str(place.data)], check=True)
    place.data.chmod(0o700)


def write_until_trouble(store: Store) -> tuple[int, Trouble]:
    """Commit numbered blocks until the disk refuses; gives how many were committed, and the trouble."""
    for number in range(10_000):
        try:
            with store.writing() as tx:
                contents.keep(tx, number.to_bytes(4, "big") + os.urandom(50_000))
                remembered.put(tx, "committed", number + 1)
        except Trouble as trouble:
            return number, trouble
    raise AssertionError("the disk was never full")


def blocks(store: Store) -> tuple[int, int]:
    """What the store says was committed, and how many blocks there are, each checked by its hash."""
    with store.reading() as tx:
        hashes = [row[0] for row in tx.exec_driver_sql("SELECT sha256 FROM content").all()]
        for sha256 in hashes:
            contents.fetch(tx, sha256)
        return remembered.get(tx, "committed", 0), len(hashes)


def test_a_full_disk_loses_nothing_committed_and_work_goes_on_when_there_is_room(small_disk, expect_log):
    expect_log("not folded in: database or disk is full")
    secrets = MemorySecrets()
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(1_500_000))
    place = folders(small_disk / "data", training=False)
    store = Store(place, secrets, training=False)
    committed, trouble = write_until_trouble(store)
    assert isinstance(trouble, DiskFull)
    assert committed > 3
    assert blocks(store) == (committed, committed)
    with pytest.raises(DiskFull):
        back_up(store, small_disk / "b.db", store.keys.recovery_key())
    assert [file.name for file in small_disk.glob("b.db*")] == []
    ballast.unlink()
    with store.writing() as tx:
        contents.keep(tx, b"there is room again")
    store.close()
    again = Store(place, secrets, training=False)
    assert blocks(again) == (committed, committed + 1)
    again.close()


def test_a_store_opens_on_a_full_disk_or_says_that_it_is_full(small_disk, expect_log):
    expect_log("not folded in: database or disk is full")
    secrets = MemorySecrets()
    place = folders(small_disk / "data", training=False)
    store = Store(place, secrets, training=False)
    committed, _ = write_until_trouble(store)
    store._engine.dispose()
    assert store._lock_file
    store._lock_file.release()
    (small_disk / "rest").write_bytes(bytes(max(0, shutil.disk_usage(small_disk).free)))
    try:
        again = Store(place, secrets, training=False)
    except DiskFull:
        (small_disk / "rest").unlink()
        again = Store(place, secrets, training=False)
    assert blocks(again) == (committed, committed)
    again.close()


def test_a_file_that_may_not_grow_loses_nothing_committed(tmp_path):
    """The same where nobody may mount: SQLite's own limit gives the very error of a full disk."""
    secrets = MemorySecrets()
    place = folders(tmp_path / "data", training=False)
    store = Store(place, secrets, training=False)
    with store.reading() as tx:
        tx.exec_driver_sql("PRAGMA max_page_count = 400")
    with store.writing() as tx:
        tx.exec_driver_sql("PRAGMA max_page_count = 400")
    committed, trouble = write_until_trouble(store)
    assert isinstance(trouble, DiskFull)
    assert blocks(store) == (committed, committed)
    store.close()


def test_a_read_only_disk_is_told_as_such(read_only):
    data, secrets = read_only
    with pytest.raises(ReadOnlyDisk):
        Store(folders(data, training=False), secrets, training=False)


@pytest.fixture(scope="module")
def crashed(tmp_path_factory):
    """The folder of a store as a power cut leaves it, its log not folded in: 30 numbered commits."""
    secrets = MemorySecrets()
    place = folders(tmp_path_factory.mktemp("crashed") / "data", training=False)
    store = Store(place, secrets, training=False)
    store.fold_log()
    for number in range(30):
        with store.writing() as tx:
            contents.keep(tx, number.to_bytes(4, "big") * 2000)
            remembered.put(tx, "committed", number + 1)
            audit.append(tx, "lan", "page scanned", str(number))
    copy = place.data.with_name("copy")
    shutil.copytree(place.data, copy)
    store.close()
    return copy, secrets


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(cut=st.floats(0, 1))
def test_a_half_written_log_gives_all_commits_before_it_and_no_half_one(crashed, cut):
    folder, secrets = crashed
    place = folders(folder.with_name("harmed"), training=False)
    shutil.rmtree(place.data, ignore_errors=True)
    shutil.copytree(folder, place.data)
    log = place.store.with_name("quayso.db-wal")
    raw = log.read_bytes()
    log.write_bytes(raw[: int(cut * len(raw))])
    place.store.with_name("quayso.db-shm").unlink(missing_ok=True)
    store = Store(place, secrets, training=False)
    committed, there = blocks(store)
    assert committed == there
    if cut == 1:
        assert committed == 30
    with store.reading() as tx:
        assert audit.count(tx) == committed
        assert audit.first_broken(tx) is None
    store.close()


def test_a_log_whose_end_is_zeroed_is_read_up_to_there(crashed):
    folder, secrets = crashed
    place = folders(folder.with_name("zeroed"), training=False)
    shutil.copytree(folder, place.data)
    log = place.store.with_name("quayso.db-wal")
    raw = log.read_bytes()
    log.write_bytes(raw[: len(raw) // 2] + bytes(len(raw) - len(raw) // 2))
    place.store.with_name("quayso.db-shm").unlink(missing_ok=True)
    store = Store(place, secrets, training=False)
    committed, there = blocks(store)
    assert 10 < committed == there < 30
    store.close()


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=366)])
def test_a_clock_that_jumps_leaves_the_audit_chain_in_order(tmp_path, monkeypatch, jump):
    from datetime import UTC, datetime

    now = datetime(2026, 3, 12, 8, tzinfo=UTC)

    class Jumping(datetime):
        @classmethod
        def now(cls, tz=None):
            return now

    monkeypatch.setattr(audit, "datetime", Jumping)
    store = Store(folders(tmp_path / "data", training=False), MemorySecrets(), training=False)
    for at in (now, now + jump, now + timedelta(hours=1)):
        now = at
        with store.writing() as tx:
            audit.append(tx, "lan", "x", "y")
    with store.reading() as tx:
        times = [row[0] for row in tx.exec_driver_sql("SELECT at FROM audit ORDER BY number").all()]
        assert times == sorted(set(times))
        assert audit.first_broken(tx) is None
    store.close()


@pytest.fixture
def capped_files():
    """No file of this process may grow past 600 kB: the kernel refuses the write itself, and anybody may ask for it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_write_that_the_kernel_refuses_loses_nothing_committed(tmp_path, capped_files, expect_log):
    expect_log("not folded in")
    secrets = MemorySecrets()
    place = folders(tmp_path / "data", training=False)
    store = Store(place, secrets, training=False)
    committed, trouble = write_until_trouble(store)
    assert isinstance(trouble, StoreTrouble | DiskFull)
    store.close()
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    again = Store(place, secrets, training=False)
    assert blocks(again) == (committed, committed)
    again.close()


def test_wrong_sql_stays_a_bug(tmp_path):
    store = Store(folders(tmp_path / "data", training=False), MemorySecrets(), training=False)
    with pytest.raises(OperationalError), store.reading() as tx:
        tx.exec_driver_sql("SELECT * FROM no_such_table")
    store.close()
