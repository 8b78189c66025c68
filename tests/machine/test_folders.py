"""What the program writes is closed to others from its first byte, and what a kill left half written goes away."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.machine.folders import FolderOfOthers, Folders, born_closed, folders
from desktop.machine.secrets import TrainingSecrets
from desktop.machine.writing import write_whole
from desktop.store.errors import AlreadyRunning
from desktop.store.file import Store
from desktop.store.folder import mark_folder
from desktop.store.keeping.backup import back_up
from desktop.training.software_token import make_software_token

KILLED = """
import os, sys
from pathlib import Path
from datetime import UTC, datetime
from desktop.machine.folders import folders
from desktop.machine.secrets import TrainingSecrets
from desktop.store.file import Store
from desktop.store.folder import mark_folder
from desktop.store.keeping import backup, restore, salvage
place = folders(Path(sys.argv[1]), training=True)
mark_folder(place, training=True)
store = Store(place, TrainingSecrets(place), training=True)
recovery = store.keys.recovery_key()
pull = lambda *_, **__: os._exit(9)
def kept():
    backup.back_up(store, place.backups / "quayso-2026-03-12.db", recovery)
    store.close()
match sys.argv[2]:
    case "a small file":
        os.fsync = pull
        store.keys.new_recovery_key()
    case "a backup":
        backup.examine = pull
        kept()
    case "the copy of a backup":
        backup.os.fsync = pull
        kept()
    case "a restore":
        kept()
        restore.decide = pull
        restore.restore(place, TrainingSecrets(place), place.backups / "quayso-2026-03-12.db", datetime.now(UTC),
                        training=True, who="canbo", recovery=recovery)
    case "a salvage":
        store.close()
        salvage.decide = pull
        salvage.salvage(place, TrainingSecrets(place), datetime.now(UTC), training=True, who="canbo")
"""


@pytest.fixture(autouse=True)
def _umask() -> Iterator[None]:
    """As most systems set it: open for reading."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def place(tmp_path: Path) -> Folders:
    return folders(tmp_path / "quay" / "data", training=True)


def _open_ones(folder: Path) -> dict[str, str]:
    """What others could read, write or list."""
    modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    return {str(path): oct(mode) for path, mode in modes.items() if mode & 0o077}


def test_everything_is_closed_from_its_birth(place: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    # Closing a file after it was written leaves a moment in which it is open: nothing may be closed afterwards.
    monkeypatch.setattr(Path, "chmod", lambda *_: pytest.fail("closed too late"))
    monkeypatch.setattr(os, "chmod", lambda *_: pytest.fail("closed too late"))
    mark_folder(place, training=True)
    store = Store(place, TrainingSecrets(place), training=True)
    back_up(store, place.backups / "quayso-2026-03-12.db", store.keys.recovery_key())
    make_software_token(place.data, datetime.now(UTC))
    assert {"quayso.db", "quayso.db-wal", "quayso-2026-03-12.db", "store.key", "training-keys.json"} <= {
        file.name for file in place.data.rglob("*")
    }
    assert list(place.data.rglob("*.p12"))
    assert _open_ones(place.data.parent) == {}
    store.close()


def test_what_a_command_writes_is_closed_too(tmp_path: Path) -> None:
    born_closed()
    write_whole(tmp_path / "f.pdf", b"%PDF")
    (tmp_path / "moi").mkdir()
    assert _open_ones(tmp_path / "moi") == {}
    assert stat.S_IMODE((tmp_path / "f.pdf").stat().st_mode) == 0o600


def test_a_folder_that_stood_open_is_closed(place: Folders) -> None:
    place.data.mkdir(parents=True, mode=0o755)
    place.data.chmod(0o777)
    mark_folder(place, training=True)
    assert stat.S_IMODE(place.data.stat().st_mode) == 0o700


def test_a_folder_for_everybody_is_refused(place: Folders) -> None:
    place.data.mkdir(parents=True)
    place.data.chmod(0o1777)
    with pytest.raises(FolderOfOthers):
        mark_folder(place, training=True)
    assert list(place.data.iterdir()) == []
    assert stat.S_IMODE(place.data.stat().st_mode) == 0o1777


def test_a_folder_that_somebody_else_made_is_refused(place: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    place.data.mkdir(parents=True)
    monkeypatch.setattr(os, "geteuid", lambda: place.data.stat().st_uid + 1)
    with pytest.raises(FolderOfOthers):
        mark_folder(place, training=True)


def test_a_folder_in_which_somebody_else_put_something_is_refused(
    place: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.data.mkdir(parents=True)
    place.data.chmod(0o777)
    (place.data / "logs").symlink_to(tmp_path)
    lstat = Path.lstat

    def as_if_theirs(path: Path) -> os.stat_result:
        found: list[Any] = list(lstat(path))
        found[stat.ST_UID] += stat.S_ISLNK(found[stat.ST_MODE])
        return os.stat_result(found)

    monkeypatch.setattr(Path, "lstat", as_if_theirs)
    with pytest.raises(FolderOfOthers):
        mark_folder(place, training=True)
    assert stat.S_IMODE(place.data.stat().st_mode) == 0o777


@pytest.mark.faults
@pytest.mark.parametrize("during", ["a small file", "a backup", "the copy of a backup", "a restore", "a salvage"])
def test_what_a_kill_left_is_gone_at_the_next_start(place: Folders, during: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(place.data), during], capture_output=True, check=False)
    assert done.returncode == 9, done.stderr.decode()
    before = set(place.data.rglob("*"))
    Store(place, TrainingSecrets(place), training=True).close()
    gone = before - set(place.data.rglob("*"))
    assert [one for one in gone if one.name not in {"quayso.db-wal", "quayso.db-shm"}], "nothing was left: no kill"
    kept = {"TRAINING", "quayso.db", "quayso.lock", "store.id", "store.key", "training-keys.json"}
    left = {file.name for file in place.data.rglob("*") if file.is_file()}
    assert left <= kept | {"quayso-2026-03-12.db"}


def test_only_who_has_the_folder_sweeps_it(place: Folders) -> None:
    mark_folder(place, training=True)
    store = Store(place, TrainingSecrets(place), training=True)
    under_way = place.data / ".quayso-under-way"
    under_way.touch()
    with pytest.raises(AlreadyRunning):
        Store(place, TrainingSecrets(place), training=True)
    assert under_way.exists()
    store.close()


def test_what_was_set_aside_and_what_others_put_there_stays(place: Folders, tmp_path: Path) -> None:
    mark_folder(place, training=True)
    place.set_aside.mkdir()
    elsewhere = tmp_path / "cua-can-bo"
    elsewhere.mkdir()
    (place.data / "lien-ket").symlink_to(elsewhere)
    kept = [place.set_aside / "quayso.db.new", elsewhere / "thu.new", place.data / "ghi-chu.txt"]
    for file in kept:
        file.touch()
    Store(place, TrainingSecrets(place), training=True).close()
    assert all(file.exists() for file in kept)


def test_a_training_counter_lies_beside_the_real_one(tmp_path: Path) -> None:
    assert folders(training=True) == folders(training=False).for_training
    assert folders(tmp_path / "quay", training=False).for_training.data == tmp_path / "quay-Training"
    assert folders(tmp_path / "x", training=True).data == tmp_path / "x"
