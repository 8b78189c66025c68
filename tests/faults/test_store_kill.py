"""`kill -9` in the middle of keeping; a file held by another program; a folder that moved."""

from __future__ import annotations

import random
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from desktop.machine.child import interpreter
from desktop.machine.folders import folders
from desktop.machine.secrets import TrainingSecrets
from desktop.store import audit, dossiers
from desktop.store.errors import StoreTrouble
from desktop.store.file import Store
from desktop.store.keeping.backup import back_up, examine
from desktop.store.replacing import decide, finish_replacing
from tests.samples import MORNING, MemorySecrets
from tests.store.filling import fill

pytestmark = pytest.mark.faults


@pytest.fixture(autouse=True)
def _quick_stores() -> None:
    """Not here, where the making of a store is what is tested."""


KEEPER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from desktop.machine.folders import folders
from desktop.machine.secrets import TrainingSecrets
from desktop.store.file import Store
from desktop.store.keeping.backup import back_up
from desktop.store.keeping.restore import restore
place = folders(Path(sys.argv[1]), training=True)
print("ready", flush=True)
while True:
    secrets = TrainingSecrets(place)
    store = Store(place, secrets, training=True)
    back_up(store, place.backups / "b.db", store.keys.recovery_key(), replace=True)
    store.close()
    restore(place, secrets, place.backups / "b.db", datetime.now(UTC), training=True, who="lan")
"""


@pytest.mark.slow
def test_killed_while_backing_up_and_restoring_the_store_and_the_last_backup_are_whole(tmp_path: Path) -> None:
    place = folders(tmp_path / "training", training=True)
    place.make()
    place.training_mark.touch()
    store = Store(place, TrainingSecrets(place), training=True)
    fill(store, dossier_count=8)
    recovery = store.keys.recovery_key()
    back_up(store, place.backups / "b.db", recovery)
    store.close()
    chance = random.Random(3)
    for _ in range(8):
        keeper = subprocess.Popen([interpreter(), "-c", KEEPER, str(place.data)], stdout=subprocess.PIPE)
        assert keeper.stdout
        keeper.stdout.readline()
        threading.Event().wait(chance.uniform(0.2, 2.0))
        keeper.send_signal(signal.SIGKILL)
        keeper.wait()
        keeper.stdout.close()
        assert examine(place.backups / "b.db", recovery).papers == 16
        again = Store(place, TrainingSecrets(place), training=True)
        with again.reading() as tx:
            assert len(dossiers.latest(tx)) == 8
            assert audit.first_broken(tx, again.keys.anchor()) is None
        again.close()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch):
    """A virus scanner holds files: so many times a rename is refused."""
    refusals = [0]
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if refusals[0]:
            refusals[0] -= 1
            raise PermissionError(13, "used by another process")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    return refusals


@pytest.mark.parametrize("times", [2, 3])
def test_a_file_held_by_another_program_is_tried_again_and_never_deleted(tmp_path, held, times):
    secrets = MemorySecrets()
    place = folders(tmp_path / "data", training=False)
    store = Store(place, secrets, training=False)
    work = fill(store, dossier_count=1)
    store.close()
    fresh = tmp_path / "fresh.db"
    fresh.write_bytes(place.store.read_bytes())
    decide(place, fresh, MORNING)
    held[0] = times
    if times == 3:
        with pytest.raises(StoreTrouble):
            finish_replacing(place)
        assert place.store.exists()
    aside = finish_replacing(place)
    assert aside and aside.exists()
    again = Store(place, secrets, training=False)
    with again.reading() as tx:
        assert [dossier.id for dossier in dossiers.latest(tx)] == [dossier.id for dossier in work.dossiers]
    again.close()


def test_a_data_folder_that_moved_to_another_drive_opens_there(tmp_path):
    secrets = MemorySecrets()
    place = folders(tmp_path / "data", training=False)
    store = Store(place, secrets, training=False)
    fill(store, dossier_count=1)
    store.close()
    place.data.rename(tmp_path / "elsewhere")
    moved = Store(folders(tmp_path / "elsewhere", training=False), secrets, training=False)
    with moved.reading() as tx:
        assert len(dossiers.latest(tx)) == 1
    moved.close()
