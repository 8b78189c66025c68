"""Reports over 100,000 dossiers, and the figures of 500 counters added up. CPU milliseconds; the machine is noisy."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import insert

from desktop.catalogue.reader import read_catalogue_file
from desktop.machine.clock import SteppingClock
from desktop.machine.folders import folders, resources
from desktop.machine.secrets import TrainingSecrets
from desktop.machine.settings import Settings
from desktop.model.data import as_data
from desktop.model.dossier import PaperDetails
from desktop.report.definitions import definition_on
from desktop.report.extract import KIND, PART, extract_of, written
from desktop.report.facts import Scope
from desktop.report.merged import merged_xlsx
from desktop.report.period import months, quarter
from desktop.report.reports import Reports
from desktop.store import tables
from desktop.store.file import Store
from desktop.store.folder import mark_folder
from desktop.sync.package.container import write_parts
from desktop.sync.package.seals import PackageKeys
from desktop.workflow.backlog.progress import BacklogProgress
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.keeping.extracts import Extracts
from desktop.workflow.keeping.packages import Packages
from desktop.workflow.limits import TimeLimits
from desktop.workflow.plan import Plans
from tests.bench.row import Row
from tests.bench.store import cpu_ms

DOSSIERS, COUNTERS = 100_000, 500
FIRST = datetime(2025, 12, 31, 18, 0, tzinfo=UTC)
YEAR, QUARTER = months(2026, 12), quarter(2026, 3)
REPORT_MS, PAGE_MS, MERGE_MS = 2_000.0, 300.0, 10_000.0
_EACH = timedelta(days=365) / DOSSIERS


@dataclass
class _Memory:
    """A keyring of one counter."""

    kept: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def put(self, name: str, secret: str) -> None:
        self.kept[name] = secret

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)


def fill(store: Store, procedures: list[str], version: str) -> None:
    """A year's dossiers in the order in which they came: three components each, and mostly a result."""
    chance = random.Random(1)
    details = as_data(PaperDetails(number="12/GCN", issuer="Ủy ban nhân dân xã Mẫu", signer="Nguyễn Thị Mẫu"))
    owner = {"id": 1, "kind": "citizen", "number": "052199000123", "name": "x", "folded": "x", "sex": "", "address": ""}
    with store.writing() as tx:
        tx.execute(insert(tables.party).values(**owner))
        for start in range(0, DOSSIERS, 10_000):
            cases, papers, taken = [], [], []
            for number in range(start, start + 10_000):
                own = uuid.UUID(int=chance.getrandbits(128), version=4)
                cases.append(_dossier(own, number, chance.choice(procedures), version, chance))
                for position in range(4 if chance.random() < 0.9 else 3):
                    paper = _paper(own, position, details, chance) | _times(cases[-1]["received_at"], chance)
                    papers.append(paper)
                    if paper["digitisation"] == "reused":
                        source = {"id": "K", "shop": "national", "kind": "result", "code": "x", "name": "x"}
                        taken.append({"paper_id": paper["id"], "source": source, "officer": "x", "taken_at": FIRST})
            tx.execute(insert(tables.dossier), cases)
            tx.execute(insert(tables.paper), papers)
            tx.execute(insert(tables.reused), taken)


def _dossier(own: uuid.UUID, number: int, procedure: str, version: str, chance: random.Random) -> dict[str, object]:
    code = f"H99.12-26{number:07}"
    return {
        "id": own,
        "code": code,
        "provisional_code": f"TAM-{number}",
        "procedure": procedure,
        "case": "TH1",
        "catalogue_version": version,
        "party_id": 1,
        "receiving_unit": "H99.12",
        "competent_unit": "H99.12",
        "received_at": FIRST + _EACH * number,
        "state": "closed",
        "consent": True,
        "officer": chance.choice(("lan", "hoa", "binh", "dung")),
    }


def _paper(own: uuid.UUID, position: int, details: object, chance: random.Random) -> dict[str, object]:
    digitisation = chance.choices(("built", "reused", "empty"), (80, 15, 5))[0] if position < 3 else "built"
    built = digitisation == "built"
    return {
        "id": uuid.UUID(int=chance.getrandbits(128), version=4),
        "dossier_id": own,
        "kind": "component" if position < 3 else "result",
        "code": ("GT.KS.01", "GT.KS.03", "GT.CC.01", "KQ.G15.000001")[position],
        "name": "Tờ khai đăng ký khai sinh",
        "position": position,
        "details": details,
        "digitisation": digitisation,
        "signing": "signed" if built else "unsigned",
        "sync": ("confirmed" if chance.random() < 0.97 else "queued") if built else "local",
        "delivery": "not_applicable" if position < 3 else "hidden",
        "pdf_sha256": f"{chance.getrandbits(256):064x}" if built else "",
        "province_id": "GT-12345678" if built else "",
        "item_code": "052199000123.1.001193.GT.KS.01.01",
    }


def _times(received: object, chance: random.Random) -> dict[str, object]:
    """When a paper was scanned, confirmed here, signed, sent and confirmed by the province."""
    assert isinstance(received, datetime)
    minutes = sorted(chance.randrange(600) for _ in range(5))
    names = ("scanned_at", "checked_at", "signed_at", "sent_at", "confirmed_at")
    return {name: received + timedelta(minutes=one) for name, one in zip(names, minutes, strict=True)}


def figures(folder: Path) -> list[Row]:
    """CPU ms of what is counted, listed and added up."""
    place = folders(folder / "data", training=True)
    mark_folder(place, training=True)
    store = Store(place, TrainingSecrets(place), training=True)
    desk = CatalogueDesk(store, SteppingClock(FIRST), "lan")
    catalogue = read_catalogue_file(resources() / "catalogue" / "sample.json")
    desk.take(catalogue)
    fill(store, [one.code for one in catalogue.procedures], catalogue.version)
    reports = Reports(store)
    year, this = (Scope(first=one.first, last=one.last) for one in (YEAR, QUARTER))
    clock = SteppingClock(FIRST + timedelta(days=365))
    backlog = BacklogProgress(
        store, clock, lambda: TimeLimits(clock, place.data / "none.toml").days, place.data / "none"
    )
    plans = Plans(store, clock, Settings(), reports, backlog)
    rows = [
        Row("CPU ms: the figures of a year, 100,000 dossiers", cpu_ms(partial(reports.figures, year), 3), REPORT_MS),
        Row(
            "CPU ms: the dossiers behind one number of a year",
            cpu_ms(partial(reports.behind, year, "4.2"), 3),
            REPORT_MS,
        ),
        Row(
            "CPU ms: a quarter's report, each dossier marked",
            cpu_ms(lambda: reports.digitisation(QUARTER), 3),
            REPORT_MS,
        ),
        Row("CPU ms: the page: the figures of a quarter", cpu_ms(partial(reports.figures, this), 3), PAGE_MS),
        Row("CPU ms: a year against the plans", cpu_ms(partial(plans.report, YEAR), 3), REPORT_MS),
        Row(
            "CPU ms: the dossiers behind a time of a year",
            cpu_ms(partial(plans.behind, YEAR, "over"), 3),
            REPORT_MS,
        ),
        Row("CPU ms: the page: a quarter against the plans", cpu_ms(partial(plans.report, QUARTER), 3), PAGE_MS),
        _merging(folder, store, reports),
    ]
    store.close()
    return rows


def _merging(folder: Path, store: Store, reports: Reports) -> Row:
    """The figures of 500 counters, each with keys of its own, read, added up and written."""
    clock = SteppingClock(datetime(2026, 10, 1, tzinfo=UTC))
    province = Packages(store, clock, Settings(), _Memory())
    counted = reports.figures(Scope(first=QUARTER.first, last=QUARTER.last))
    extract = extract_of(counted, definition_on(QUARTER.last), QUARTER, Settings(), clock.now())
    files, counters = [], {}
    for number in range(COUNTERS):
        signer = PackageKeys(_Memory())
        raw = written(replace(extract, unit=f"H99.{number}", unit_name=f"Xã {number}"))
        files.append(folder / f"{number}.quayso")
        write_parts(files[-1], KIND, "2026-10-01T00:00:00+00:00", province.identity(), signer, [(PART, raw)])
        counters[signer.public.line] = f"Xã {number}"
    extracts = Extracts(store, clock, Settings(), reports, province)
    taken = cpu_ms(lambda: merged_xlsx(extracts.merge(files, counters), "Tỉnh Mẫu"), 1)
    return Row("CPU ms: the figures of 500 counters added up, the workbook written", taken, MERGE_MS)
