from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from desktop.machine.folders import Folders, folders
from desktop.model.dossier import Dossier, PageOrigin, Paper, PaperKind
from desktop.store import dossiers, papers
from desktop.store.file import Store
from tests.samples import MORNING, MemorySecrets, sample_dossier


@pytest.fixture(autouse=True)
def _quick_stores() -> None:
    """Not here, where the making of a store is what is tested."""


@pytest.fixture
def secrets() -> MemorySecrets:
    return MemorySecrets()


@pytest.fixture
def place(tmp_path: Path) -> Folders:
    return folders(tmp_path / "data", training=False)


@pytest.fixture
def store(place: Folders, secrets: MemorySecrets) -> Iterator[Store]:
    store = Store(place, secrets, training=False)
    yield store
    store.close()


@pytest.fixture
def dossier(store: Store) -> Dossier:
    new = sample_dossier()
    with store.writing() as tx:
        dossiers.add(tx, new)
    return new


@pytest.fixture
def paper(store: Store, dossier: Dossier) -> Paper:
    new = Paper(id=uuid4(), dossier_id=dossier.id, kind=PaperKind.COMPONENT, code="GT1", name="Tờ khai", position=0)
    with store.writing() as tx:
        papers.add(tx, new)
    return new


@pytest.fixture
def origin() -> PageOrigin:
    return PageOrigin(device="escl:x", driver="escl", source="adf", side="front", sheet=1, dpi=200, scanned_at=MORNING)
