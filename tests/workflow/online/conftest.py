"""A portal on which dossiers are filed, and counters that take them over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.catalogue.reader import read_catalogue_file
from desktop.machine.clock import SteppingClock
from desktop.machine.folders import resources
from desktop.machine.settings import Settings
from desktop.model.dossier import Paper
from desktop.signing.authorities.counter import CounterAuthorities
from desktop.store import audit, contents, dossiers, papers
from desktop.store.file import Store
from desktop.training.names import FOLDER, ROOTS
from desktop.training.people import person
from desktop.training.province.filed import drawn_pdf, drawn_photo, signed_by_agency
from desktop.training.province.online import file_online
from desktop.training.software_token import make_software_token
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.checklist import Checklist
from desktop.workflow.importing import Importing
from desktop.workflow.intake import Intake
from desktop.workflow.limits import OWN_FILE, TimeLimits
from desktop.workflow.online.online import Online
from desktop.workflow.page_work import PageWork
from tests.sync.conftest import Counter, Province, open_store
from tests.workflow.desk import IdleWorkers

UNIT = "H99.12"
CODE = "H99.12-261130-90001"
WHO = person("citizen 5")
NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)


@dataclass(kw_only=True)
class Desk:
    """A counter with its own store, before the one province."""

    store: Store
    province: Province
    online: Online
    checklist: Checklist
    clock: SteppingClock
    counter: Counter = field(init=False)

    def __post_init__(self) -> None:
        self.counter = Counter(self.store, self.province, self.clock)

    def has(self, code: str) -> bool:
        """Whether a dossier is here; nothing else is where none is."""
        with self.store.reading() as tx:
            found = dossiers.with_codes(tx, [code])
            if not found:
                kept = ("dossier", "paper", "page", "content", "online_dossier", "online_file", "party")
                assert [tx.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar() for name in kept] == [0] * 7
            return bool(found)

    def file(self, paper: Paper) -> bytes:
        with self.store.reading() as tx:
            return contents.fetch(tx, paper.pdf_sha256)

    def journal(self) -> list[audit.Entry]:
        with self.store.reading() as tx:
            return audit.of_items(tx, [str(row.id) for row in self.papers()])

    def papers(self, code: str = CODE) -> list[Paper]:
        with self.store.reading() as tx:
            return papers.of_dossier(tx, dossiers.find(tx, code).id)


@pytest.fixture(params=["six_step", "relay"])
def family(request: pytest.FixtureRequest) -> str:
    """The families that hand dossiers over."""
    return str(request.param)


@pytest.fixture
def province(tmp_path: Path, family: str) -> Iterator[Province]:
    province = Province(tmp_path / "province", family)
    yield province
    province.close()


@pytest.fixture
def desk_at(tmp_path: Path, province: Province) -> Iterator[Callable[..., Desk]]:
    """A counter, and further ones by other names; each trusts the first one's invented authority."""
    opened: list[Store] = []

    def at(name: str = "data", **changes: Any) -> Desk:
        store = open_store(tmp_path / name)
        opened.append(store)
        if len(opened) == 1:
            make_software_token(tmp_path / name, datetime.now(UTC))
        clock = SteppingClock(datetime.now(UTC))
        usual = Settings(officer=f"canbo.{name}", unit=UNIT, trust_roots=(str(token(tmp_path).parent / ROOTS),))
        settings = replace(usual, **changes)
        catalogue = CatalogueDesk(store, clock, settings.officer)
        catalogue.take(read_catalogue_file(resources() / "catalogue" / "sample.json"))
        checklist, limits = Checklist(store, catalogue, settings), TimeLimits(clock, tmp_path / OWN_FILE)
        intake = Intake(store, clock, catalogue, settings, checklist, limits)
        work = PageWork(store, IdleWorkers())
        importing = Importing(store, clock, settings, work, CounterAuthorities(settings, clock))
        gateway = province.gateway()
        online = Online(
            store, clock, settings, lambda: gateway, catalogue, intake, importing, limits, whole_numbers=lambda: False
        )
        return Desk(store=store, province=province, online=online, checklist=checklist, clock=clock)

    yield at
    for store in opened:
        store.close()


def token(folder: Path) -> Path:
    """Folder of the training token that the first counter's authority has issued."""
    return folder / "data" / FOLDER


@pytest.fixture
def desk(desk_at: Callable[..., Desk]) -> Desk:
    return desk_at()


def file_it(
    province: Province,
    files: Sequence[tuple[str, bytes]],
    code: str = CODE,
    procedure: str = "1.004873",
    case: str = "TH1",
    at: datetime = NOW,
    **more: Any,
) -> None:
    """Somebody files a dossier on the portal: component and file of each."""
    facts = {
        "code": code,
        "unit": UNIT,
        "procedure": procedure,
        "case": case,
        "owner_number": WHO.number,
        "owner_name": WHO.name,
        "born": WHO.born.isoformat(),
        "address": WHO.address,
        "filed_at": at.isoformat(),
        "consent": True,
        "components": [{"code": component, "name": f"{component}.pdf"} for component, _ in files],
    }
    file_online(province.books, {**facts, **more}, [data for _, data in files])


@pytest.fixture
def signed(desk: Desk, tmp_path: Path) -> bytes:
    """A form that an agency has signed, whose authority the counter trusts."""
    return signed_by_agency(token(tmp_path), drawn_pdf("GT.XN.01", WHO))


@pytest.fixture
def photo() -> bytes:
    return drawn_photo("GT.CC.01", WHO)


def broken(pdf: bytes) -> bytes:
    """A signed file of which somebody changed a byte that the signature covers, within the picture."""
    at = len(pdf) // 3
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]
