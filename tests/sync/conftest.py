from __future__ import annotations

import random
import re
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from desktop.catalogue.reader import read_catalogue_file
from desktop.machine.clock import SteppingClock
from desktop.machine.folders import folders, resources
from desktop.machine.secrets import TrainingSecrets
from desktop.model.catalogue import Catalogue
from desktop.model.dossier import Dossier, Paper, PaperDetails, PaperKind, Party
from desktop.model.outbox import Step
from desktop.model.states import DigitisationState, DossierState, SigningState, StepState, SyncState
from desktop.store import contents, dossiers, outbox, papers, queue
from desktop.store.file import Store
from desktop.store.folder import mark_folder
from desktop.store.outbox import Outbox
from desktop.sync.chain import plan_chain
from desktop.sync.doors import open_gateway
from desktop.sync.families import family_names
from desktop.sync.gateway import ProvinceGateway
from desktop.sync.line.pace import Pace
from desktop.sync.profile import Profile, read_profile, sample_of
from desktop.sync.sender import Sender
from desktop.training.province.accounts import CLIENT, SECRET
from desktop.training.province.books import Books
from desktop.training.province.door import TlsDoor
from desktop.training.province.faults import LineFaults
from desktop.training.province.line import faulty_api
from desktop.training.province.server import UNIT, Serving
from desktop.workflow.sending import queue_complete
from tests.samples import MORNING, sample_dossier

OWNER = "052199000123"


@cache
def sample(family: str) -> Profile:
    """The profile that ships with a family."""
    return read_profile(sample_of(family))


@cache
def _catalogue() -> Catalogue:
    return read_catalogue_file(resources() / "catalogue" / "sample.json")


class Province:
    """The sandbox province in this very process: the same API over real HTTP, its plug within reach."""

    def __init__(self, folder: Path, family: str = "six_step") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.family = folder, family
        self.around_commit: Callable[[str], None] = lambda when: None
        self.paths = sample(family).paths
        self.faults = LineFaults(self.paths["health"])
        self._start()

    def _start(self) -> None:
        file = self.folder / "province.db"
        self.books = Books(file, UNIT, lambda when: self.around_commit(when), durable=False)
        self.serving = Serving(faulty_api(self.books, _catalogue(), self.family, self.faults))
        self.address = self.serving.address

    def gateway(self, *, answer_s: float = 5.0, pace: Pace | None = None) -> ProvinceGateway:
        return open_gateway(sample_of(self.family), self.address, CLIENT, SECRET, answer_s=answer_s, pace=pace)

    def path(self, name: str) -> str:
        """Where requests to a path of the profile go, as a fault names it: `fi/file/*` for `fi/file/{id}`."""
        return re.sub(r"\{\w+\}|/$", "*", self.paths[name].partition("?")[0])

    def fault(self, spec: str) -> None:
        self.faults.add(spec)

    def state(self) -> dict[str, Any]:
        return self.books.state()

    def kill(self) -> None:
        self.serving.close()
        self.books.close()

    def start_again(self) -> None:
        self._start()

    def close(self) -> None:
        self.kill()


class SecureProvince(Province):
    """The sandbox province behind its TLS door."""

    def _start(self) -> None:
        super()._start()
        self.door = TlsDoor(self.address, self.folder / "tls", self.faults)
        self.address = self.door.address

    def gateway(self, *, answer_s: float = 5.0, trust: ssl.SSLContext | None = None, **_: Any) -> ProvinceGateway:
        known = trust or self.door.trust()
        return open_gateway(sample_of(self.family), self.address, CLIENT, SECRET, answer_s=answer_s, trust=known)

    def kill(self) -> None:
        self.door.close()
        super().kill()


@pytest.fixture(params=family_names())
def family(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def province(tmp_path: Path, family: str) -> Iterator[Province]:
    province = Province(tmp_path / "province", family)
    yield province
    province.close()


@dataclass
class Counter:
    """A store with queued dossiers, and a sender that can be made anew like after a crash."""

    store: Store
    province: Province
    clock: SteppingClock = field(default_factory=lambda: SteppingClock(MORNING))

    def queue(
        self,
        codes: tuple[str, ...] = ("GT.XN.01", "GT.CC.01"),
        result: str = "",
        size: int = 8_000,
        owner: str = OWNER,
        tax_number: str = "",
    ) -> Dossier:
        dossier = sample_dossier(
            procedure="1.004873",
            party=Party(number=owner, name="Đặng Thị Ngọc Ánh"),
            received_at=self.clock.now(),
            officer="canbo.mau",
            state=DossierState.CLOSED,
        )
        with self.store.writing() as tx:
            dossiers.add(tx, dossier)
            own = []
            for position, one in enumerate([*codes, *([result] if result else [])]):
                word = f"{dossier.id} {one} ".encode()
                pdf = (b"%PDF-1.7\n/ByteRange " + word * (size // len(word) + 1))[:size]
                paper = Paper(
                    id=uuid4(),
                    dossier_id=dossier.id,
                    kind=PaperKind.RESULT if one == result else PaperKind.COMPONENT,
                    code=one,
                    name=one,
                    position=position,
                    digitisation=DigitisationState.BUILT,
                    signing=SigningState.SIGNED,
                    sync=SyncState.QUEUED,
                    pdf_sha256=contents.keep(tx, pdf),
                    item_code=f"X.{one}",
                    details=PaperDetails(tax_number=tax_number),
                )
                papers.add(tx, paper)
                own.append(paper)
            outbox.add_chain(tx, dossier.id, plan_chain(dossier, own, own))
        return dossier

    def queue_again(self, dossier: Dossier) -> bool:
        with self.store.writing() as tx:
            return queue_complete(tx, "canbo.mau", dossier.id)

    def sender(self, answer_s: float = 3.0) -> Sender:
        gateway = self.province.gateway(answer_s=answer_s)
        return Sender(Outbox(self.store), gateway.line, gateway.dossiers, self.clock, random.Random(1))

    def send_all(self, sender: Sender | None = None, rounds: int = 80) -> None:
        sender = sender or self.sender()
        for _ in range(rounds):
            while sender.run_once():
                pass
            with self.store.reading() as tx:
                left = queue.counts(tx)
            if not left[StepState.WAITING] and not left[StepState.SENDING]:
                return
            self.clock.forward(timedelta(minutes=16))

    def steps(self, dossier: Dossier | None = None) -> list[Step]:
        with self.store.reading() as tx:
            return outbox.steps(tx, dossier_id=dossier.id if dossier else None)

    def papers(self, dossier: Dossier) -> list[Paper]:
        with self.store.reading() as tx:
            return papers.of_dossier(tx, dossier.id)

    def code(self, dossier_id: UUID) -> str:
        with self.store.reading() as tx:
            return dossiers.get(tx, dossier_id).code


def open_store(folder: Path) -> Store:
    place = folders(folder, training=True)
    mark_folder(place, training=True)
    return Store(place, TrainingSecrets(place), training=True)


@pytest.fixture
def counter(tmp_path: Path, province: Province) -> Iterator[Counter]:
    store = open_store(tmp_path / "data")
    yield Counter(store, province)
    store.close()


def exactly_once(counter: Counter, *sent: Dossier, changed: bool = False) -> None:
    """Every queued dossier is there once, every paper once, with our hash; everything is acknowledged."""
    state = counter.province.state()
    assert sorted(dossier["code"] for dossier in state["dossiers"]) == sorted(counter.code(one.id) for one in sent)
    ours = {counter.code(dossier.id): counter.papers(dossier) for dossier in sent}
    for there in state["dossiers"]:
        hashes = sorted((paper["code"], paper["sha256"]) for paper in there["papers"])
        assert hashes == sorted((paper.code, paper.pdf_sha256) for paper in ours[there["code"]])
        ids = {paper["id"] for paper in there["papers"]}
        assert {paper.province_id for paper in ours[there["code"]]} <= ids | {one["file"] for one in there["papers"]}
    for own in ours.values():
        assert all(paper.sync is SyncState.CONFIRMED and paper.province_id for paper in own)
    if "find_file" in counter.province.paths and not changed:
        # Honouring keys and knowing hashes, such a family keeps nothing that nobody needs either.
        assert len(state["codes_given"]) == len(sent)
        assert len(state["files"]) == sum(len(own) for own in ours.values())
        assert state["progress"] == len(sent)


def arrived_once(counter: Counter, dossier: Dossier) -> None:
    """This dossier is at the province once, with each of its papers once, and all of it is acknowledged."""
    there = counter.province.books.dossier(counter.code(dossier.id))
    assert there is not None
    own = counter.papers(dossier)
    assert sorted((p["code"], p["sha256"]) for p in there["papers"]) == sorted((p.code, p.pdf_sha256) for p in own)
    assert all(paper.sync is SyncState.CONFIRMED and paper.province_id for paper in own)
    assert {step.state for step in counter.steps(dossier)} <= {StepState.DONE, StepState.REPLACED}
