from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from desktop.machine.folders import Folders, folders
from desktop.model.codes import provisional_code
from desktop.model.dossier import Dossier, PageOrigin, Paper, PaperKind, Party
from desktop.store import dossiers, papers
from desktop.store.file import Store

MORNING = datetime(2026, 3, 12, 1, 30, tzinfo=UTC)


class MemorySecrets:
    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def put(self, name: str, secret: str) -> None:
        self.kept[name] = secret

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)


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
    dossier_id = uuid4()
    code = provisional_code(dossier_id)
    new = Dossier(
        id=dossier_id,
        code=code,
        provisional_code=code,
        procedure="1.001193",
        case="TH1",
        catalogue_version="2026.1",
        party=Party(number="052199000123", name="Đặng Thị Ngọc Ánh"),
        receiving_unit="H99.12",
        competent_unit="H99.12",
        received_at=MORNING,
    )
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
