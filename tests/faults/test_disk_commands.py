"""A full disk, and one that may only be read: said as such by what writes; what only reads still works."""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.app import open_app
from desktop.cli.main import run
from desktop.machine.clock import SteppingClock
from desktop.machine.folders import Folders, folders
from desktop.machine.settings import Settings
from desktop.store import contents, dossiers, remembered
from desktop.store.errors import (
    DamagedStore,
    DiskFull,
    Purged,
    ReadOnlyDisk,
    StoreTrouble,
    WrongKey,
    trouble_of,
    trouble_of_disk,
)
from desktop.store.file import Store
from desktop.store.keeping import reserve
from desktop.workflow.keeping.duties import Keeping
from tests.faults.test_store_disk import blocks, mount, write_until_trouble
from tests.samples import MemorySecrets
from tests.store.filling import fill

pytestmark = pytest.mark.faults


@pytest.fixture(autouse=True)
def _quick_stores() -> None:
    """Not here, where the making of a store is what is tested."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 48 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=48m", "tmpfs", str(folder)):
        pytest.skip("no right to mount a file system here")
    yield folder
    while mount_point(folder):
        subprocess.run(["umount", "-l", str(folder)], check=True)


def mount_point(folder: Path) -> bool:
    return any(line.split()[1] == str(folder) for line in Path("/proc/mounts").read_text().splitlines())


def make_read_only(disk: Path) -> None:
    assert mount("--bind", str(disk), str(disk))
    assert mount("-o", "remount,ro,bind", str(disk))


def make_full(disk: Path) -> None:
    with (disk / "ballast").open("wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(bytes(4096))
        except OSError as error:
            assert error.errno == errno.ENOSPC


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]):
    """Runs a command; gives its exit status and its JSON, and sees that nothing else was said."""

    def call(*words: str) -> tuple[int, dict]:
        status = run([*words, "--json"])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return status, json.loads(out.strip().splitlines()[-1])

    return call


def trained(data: Path) -> str:
    """A training folder with work in it; gives a dossier's code."""
    with open_app(data, training=True) as app:
        app._store.keys.recovery_key()
        return fill(app._store, dossier_count=2, confirmed=1).dossiers[0].code


READING = (
    ("dossier", "list"),
    ("queue", "list"),
    ("audit", "verify"),
    ("check",),
    ("check", "--full"),
    ("catalogue", "show"),
    ("report", "digitisation", "--from", "2026-01-01", "--to", "2036-01-01"),
)


@pytest.mark.parametrize("state", ["full", "read only"])
@pytest.mark.parametrize("crashed", [False, True])
def test_what_only_reads_still_works_and_what_writes_says_why_not(disk, tmp_path, told, state, crashed, expect_log):
    expect_log("not folded in")
    data = disk / "data"
    code = trained(data)
    place = ["--data", str(data), "--training"]
    if crashed:
        with open_app(data, training=True) as app:
            fill(app._store, dossier_count=1, seed=9)
            copy = tmp_path / "copy"
            shutil.copytree(data, copy)
        shutil.rmtree(data)
        shutil.copytree(copy, data)
        assert (data / "quayso.db-wal").stat().st_size
    if state == "full":
        make_full(disk)
    else:
        make_read_only(disk)
    before = (data / "quayso.db").read_bytes()
    expected = "disk_full" if state == "full" else "read_only_disk"
    for words in READING:
        status, data_said = told(*words, *place)
        assert status == 0, (words, data_said)
    assert len(told("dossier", "list", *place)[1]["dossiers"]) == 2 + crashed
    assert told("dossier", "show", code, *place)[0] == 0
    changing = [["dossier", "close", code], ["queue", "retry", "1"], ["recovery-sheet", "--new", "--out", "x.pdf"]]
    for change in changing:
        if crashed and state == "full":
            # With a log of a crash to work with, the store may still open for writing.
            continue
        status, data_said = told(*change, *place)
        assert (status, data_said["error"]["code"]) == (3, expected), change
    status, data_said = told("backup", str(disk / "b.db"), *place)
    assert (status, data_said["error"]["code"] in {expected, "cannot_write"}) == (3, True)
    # The one thing worth doing on such a disk: a copy elsewhere.
    assert told("backup", str(tmp_path / "b.db"), *place)[0] == 0
    if not crashed:
        assert (disk / "data" / "quayso.db").read_bytes() == before


class _Counter:
    def __init__(self, place: Folders, secrets: MemorySecrets) -> None:
        self.store = Store(place, secrets, training=False)
        self.clock = SteppingClock(datetime.now(UTC) + timedelta(days=400))
        self.keeping = Keeping(self.store, self.clock, Settings(officer="lan", unit="H99.12"), lambda: 0.0)


def test_purging_frees_room_on_a_full_disk(disk, expect_log):
    expect_log("not folded in")
    secrets, place = MemorySecrets(), folders(disk / "data", training=False)
    counter = _Counter(place, secrets)
    work = fill(counter.store, dossier_count=6, confirmed=5)
    reserve.hold_reserve(place)
    held = place.data / "quayso.reserve"
    assert 2_000_000 < held.stat().st_size < 5_000_000
    make_full(disk)
    committed, trouble = write_until_trouble(counter.store)
    assert isinstance(trouble, DiskFull)
    outcome = counter.keeping.purge_due()
    assert outcome.papers == 10
    assert outcome.size > 10 * 9000
    assert not held.exists()
    with counter.store.writing() as tx:
        remembered.put(tx, "after", "there is room again")
    for paper in work.papers[:10]:
        with counter.store.reading() as tx, pytest.raises(Purged):
            contents.fetch(tx, paper.pdf_sha256)
    # What the clock forbids stays: the confirmed content alone is gone.
    with counter.store.reading() as tx:
        assert len(dossiers.latest(tx)) == 6
    counter.store.close()
    again = Store(place, secrets, training=False)
    with again.reading() as tx:
        assert remembered.get(tx, "committed", 0) == committed
    again.close()


def test_room_is_held_back_only_where_there_is_plenty_and_never_twice(disk):
    place = folders(disk / "data", training=False)
    place.make()
    (disk / "much").write_bytes(bytes(40 * 1024**2))
    reserve.hold_reserve(place)
    assert not (place.data / "quayso.reserve").exists()
    (disk / "much").unlink()
    reserve.hold_reserve(place)
    size = (place.data / "quayso.reserve").stat().st_size
    assert size == 4 * 1024**2
    reserve.hold_reserve(place)
    assert [(file.name, file.stat().st_size) for file in place.data.glob("*reserve*")] == [("quayso.reserve", size)]
    make_full(disk)
    assert reserve.use_reserve(place)
    assert not reserve.use_reserve(place)
    reserve.hold_reserve(place)
    assert not (place.data / "quayso.reserve").exists()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, DiskFull),
        (sqlite3.SQLITE_READONLY, ReadOnlyDisk),
        (sqlite3.SQLITE_READONLY_DIRECTORY, ReadOnlyDisk),
        (sqlite3.SQLITE_PERM, ReadOnlyDisk),
        (sqlite3.SQLITE_CORRUPT, DamagedStore),
        (sqlite3.SQLITE_CORRUPT_INDEX, DamagedStore),
        (sqlite3.SQLITE_NOTADB, WrongKey),
        (sqlite3.SQLITE_BUSY, StoreTrouble),
        (sqlite3.SQLITE_IOERR_FSYNC, StoreTrouble),
        (sqlite3.SQLITE_CANTOPEN, StoreTrouble),
    ],
)
def test_sqlites_own_codes_are_understood(code, kind, tmp_path):
    error = sqlite3.OperationalError("in whatever words")
    error.sqlite_errorcode = code
    assert type(trouble_of(error, tmp_path)) is kind


def test_a_code_that_does_not_say_what_the_disk_lacks_is_looked_up_on_the_disk(disk):
    vague = sqlite3.OperationalError("disk I/O error")
    for code in (sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_CANTOPEN):
        vague.sqlite_errorcode = code
        assert type(trouble_of(vague, disk)) is StoreTrouble
    make_full(disk)
    assert type(trouble_of(vague, disk)) is DiskFull
    (disk / "ballast").unlink()
    make_read_only(disk)
    assert type(trouble_of(vague, disk)) is ReadOnlyDisk
    assert type(trouble_of_disk(OSError(errno.EROFS, "x"))) is ReadOnlyDisk
    assert type(trouble_of_disk(OSError(errno.EDQUOT, "x"))) is DiskFull


def test_a_store_that_is_about_to_be_replaced_is_not_read_in_its_stead(tmp_path):
    secrets, place = MemorySecrets(), folders(tmp_path / "data", training=False)
    Store(place, secrets, training=False).close()
    place.store.with_name("quayso.db.restored-20260312T050000000000").write_bytes(b"a restored one")
    with pytest.raises(ReadOnlyDisk):
        Store(place, secrets, training=False, why_not=ReadOnlyDisk())


def test_a_store_that_only_reads_gives_the_same_and_writes_nothing(tmp_path):
    secrets, place = MemorySecrets(), folders(tmp_path / "data", training=False)
    store = Store(place, secrets, training=False)
    for number in range(5):
        with store.writing() as tx:
            contents.keep(tx, number.to_bytes(4, "big") * 2000)
            remembered.put(tx, "committed", number + 1)
    store.close()
    before = {file.name: file.read_bytes() for file in place.data.iterdir() if file.is_file()}
    reading = Store(place, secrets, training=False, why_not=ReadOnlyDisk())
    assert blocks(reading) == (5, 5)
    with pytest.raises(ReadOnlyDisk), reading.writing() as tx:
        remembered.put(tx, "committed", 9)
    with pytest.raises(Exception, match="readonly"), reading._engine.begin() as tx:
        remembered.put(tx, "committed", 9)
    reading.close()
    assert {file.name: file.read_bytes() for file in place.data.iterdir() if file.is_file()} == before
