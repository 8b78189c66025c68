from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from desktop.machine.clock import SteppingClock
from desktop.machine.folders import folders
from desktop.machine.secrets import TrainingSecrets
from desktop.model.codes import provisional_code
from desktop.model.dossier import Dossier, Paper, PaperKind, Party
from desktop.model.states import DigitisationState, DossierState, SigningState, SyncState
from desktop.store import contents, dossiers, outbox, papers
from desktop.store.file import Store, mark_folder
from desktop.store.outbox import StoreOutbox
from desktop.sync.chain import plan_chain
from desktop.sync.sender import Sender
from desktop.training.province.sandbox import SandboxProvince

MORNING = datetime(2026, 3, 12, 1, 30, tzinfo=UTC)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[SandboxProvince]:
    with SandboxProvince(tmp_path / "province") as province:
        yield province


@dataclass
class Counter:
    """A store with queued dossiers, and a sender that can be made anew like after a crash."""

    store: Store
    province: SandboxProvince
    clock: SteppingClock = field(default_factory=lambda: SteppingClock(MORNING))

    def queue(self, codes: tuple[str, ...] = ("GT.XN.01", "GT.CC.01"), result: str = "") -> Dossier:
        dossier_id = uuid4()
        code = provisional_code(dossier_id)
        dossier = Dossier(
            id=dossier_id,
            code=code,
            provisional_code=code,
            procedure="1.004873",
            case="TH1",
            catalogue_version="2026.1",
            party=Party(number="052199000123", name="Đặng Thị Ngọc Ánh"),
            receiving_unit="H99.12",
            competent_unit="H99.12",
            received_at=self.clock.now(),
            officer="canbo.mau",
            state=DossierState.CLOSED,
        )
        with self.store.writing() as tx:
            dossiers.add(tx, dossier)
            own = []
            for position, one in enumerate([*codes, *([result] if result else [])]):
                pdf = b"%PDF-1.7\n/ByteRange " + f"{dossier_id} {one}".encode() * 200
                paper = Paper(
                    id=uuid4(),
                    dossier_id=dossier_id,
                    kind=PaperKind.RESULT if one == result else PaperKind.COMPONENT,
                    code=one,
                    name=one,
                    position=position,
                    digitisation=DigitisationState.BUILT,
                    signing=SigningState.SIGNED,
                    sync=SyncState.QUEUED,
                    pdf_sha256=contents.keep(tx, pdf),
                    item_code=f"X.{one}",
                )
                papers.add(tx, paper)
                own.append(paper)
            outbox.add_chain(tx, dossier_id, plan_chain(dossier, own, own))
        return dossier

    def sender(self, answer_s: float = 3.0) -> Sender:
        return Sender(StoreOutbox(self.store), self.province.gateway(answer_s=answer_s), self.clock, random.Random(1))

    def send_all(self, sender: Sender | None = None, rounds: int = 60) -> None:
        sender = sender or self.sender()
        for _ in range(rounds):
            while sender.run_once():
                pass
            if all(step.state in {"done", "failed", "parked"} for step in self.steps()):
                return
            self.clock.forward(timedelta(minutes=16))

    def steps(self):
        with self.store.reading() as tx:
            return outbox.steps(tx)

    def papers(self, dossier: Dossier) -> list[Paper]:
        with self.store.reading() as tx:
            return papers.of_dossier(tx, dossier.id)


@pytest.fixture
def counter(tmp_path: Path, province: SandboxProvince) -> Iterator[Counter]:
    place = folders(tmp_path / "data", training=True)
    mark_folder(place, training=True)
    store = Store(place, TrainingSecrets(place), training=True)
    yield Counter(store, province)
    store.close()
