"""A province of many counters in a bad week, on a simulated clock: lines up two hours a day and cut all the time,
answers lost, servers ill, PCs that crash. The outbox and the sender are the product's own; only line and province
are simulated.
"""

from __future__ import annotations

import heapq
import random
import statistics
from collections import Counter as Tally
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, create_engine, insert, select
from sqlalchemy.pool import StaticPool

from desktop.machine.clock import SteppingClock
from desktop.model.dossier import Paper, PaperKind
from desktop.model.outbox import Outcome, Step
from desktop.model.record import DossierRecord, DossierStatus, ProgressEntry
from desktop.model.states import DigitisationState, DossierState, SigningState, StepState, SyncState
from desktop.store import dossiers, outbox, papers, queue
from desktop.store.outbox import Outbox
from desktop.store.tables import content, tables
from desktop.store.tables import paper as paper_table
from desktop.sync.chain import plan_chain
from desktop.sync.errors import AlreadyThere, LineDown, ProvinceTrouble
from desktop.sync.gateway import RemoteDossier, RemoteFile, RemotePaper, Sent, Slice
from desktop.sync.sender import Sender
from tests.samples import sample_dossier

MONDAY = datetime(2026, 3, 9, 0, 0, tzinfo=UTC)
BYTES_S, TRIP_S, SLICE = 64_000, 0.08, 2 << 20
CUT_EVERY_S, LOST, ILL, CRASH = 20.0, 0.03, 0.02, 0.004


class Crash(BaseException):
    """The PC is off."""


class LightStore:
    """The store's tables without file or key."""

    def __init__(self) -> None:
        self._engine = create_engine("sqlite://", poolclass=StaticPool)
        tables.create_all(self._engine)
        with self._engine.begin() as connection:
            for name in ("search", "search_owner"):
                connection.exec_driver_sql(f"CREATE VIRTUAL TABLE {name} USING fts5(words)")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self._engine.begin() as connection:
            yield connection

    reading = writing

    def close(self) -> None:
        self._engine.dispose()


@dataclass
class Nothing:
    """A file of which only the size counts."""

    size: int

    def check(self) -> None:
        return

    def pieces(self, start: int = 0, stop: int | None = None, piece_bytes: int = 0) -> Iterator[bytes]:
        raise AssertionError("the simulated line carries no bytes")


class SimulatedOutbox(Outbox):
    """The product's outbox, over files of nothing but size; notes when a dossier's last step was done."""

    def __init__(self, station: Station) -> None:
        super().__init__(station.store)  # type: ignore[arg-type]
        self._station = station

    def begin(self, step_id: int) -> Step:
        begun = super().begin(step_id)
        self._station.begun += 1
        return begun

    def done(self, step_id: int, outcome: Outcome) -> None:
        super().done(step_id, outcome)
        if outcome.papers:
            with self._store.reading() as tx:
                self._station.confirmed[outbox.get(tx, step_id).dossier_id] = self._station.clock.now()

    def file(self, sha256: str) -> Nothing:  # type: ignore[override]
        with self._store.reading() as tx:
            return Nothing(tx.execute(select(content.c.size).where(content.c.sha256 == sha256)).scalar_one())


@dataclass
class Province:
    """What arrived, and what it took."""

    uploads: dict[str, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    requests: Tally[str] = field(default_factory=Tally)
    per_minute: Tally[int] = field(default_factory=Tally)
    bytes_per_minute: Tally[int] = field(default_factory=Tally)


class SimulatedGateway:
    """One counter's line to the province, and its dossiers' way there."""

    address, proxy = "https://tinh.mau.example/", ""

    def __init__(self, province: Province, clock: SteppingClock, chance: random.Random, crashes: bool) -> None:
        self._province, self._clock, self._chance, self._crashes = province, clock, chance, crashes
        self.windows: list[tuple[datetime, datetime]] = []

    def up(self) -> bool:
        now = self._clock.now()
        return any(first <= now < last for first, last in self.windows)

    @contextmanager
    def _trip(self, what: str, count: int = 500) -> Iterator[None]:
        """One request: the line may be down, the answer lost after the work, the PC off at any moment."""
        self._maybe_crash()
        if not self.up():
            self._clock.forward(timedelta(seconds=10))
            raise LineDown(layer="không có đường truyền")
        self._clock.forward(timedelta(seconds=TRIP_S + count / BYTES_S))
        minute = int((self._clock.now() - MONDAY).total_seconds() // 60)
        self._province.requests[what] += 1
        self._province.per_minute[minute] += 1
        self._province.bytes_per_minute[minute] += count
        if self._chance.random() < ILL:
            raise ProvinceTrouble(status=503, retry_after_s=self._chance.choice([0, 0, 30]))
        yield
        self._maybe_crash()
        if not self.up() or self._chance.random() < LOST:
            raise LineDown(layer="đường truyền bị ngắt giữa chừng")

    def _maybe_crash(self) -> None:
        if self._crashes and self._chance.random() < CRASH:
            raise Crash

    def check_line(self) -> None:
        with self._trip("health"):
            pass

    def server_time(self) -> None:
        return None

    def official_code(self, procedure: str, key: str) -> str:
        with self._trip("codes"):
            return self._province.keys.setdefault(key, f"H99-{len(self._province.keys):06}")

    def upload(self, sent: Sent) -> RemoteFile | Slice:
        url = str(sent.memo.get("upload") or "")
        uploads = self._province.uploads
        if url in uploads:
            with self._trip("head"):
                pass
        else:
            with self._trip("create"):
                url = f"u{len(uploads)}"
                uploads[url] = 0
            sent.remember({"upload": url})
        start = uploads[url]
        goal = min(sent.file.size, start + SLICE)
        while uploads[url] < goal:
            until_cut = int(self._chance.expovariate(1 / CUT_EVERY_S) * BYTES_S)
            sendable = min(goal - uploads[url], until_cut)
            with self._trip("patch", sendable):
                uploads[url] += sendable
        if goal < sent.file.size:
            return Slice(sent=goal - start)
        self._province.files.setdefault(sent.sha256, url)
        return RemoteFile(id=url, sha256=sent.sha256)

    def find_file(self, sha256: str) -> RemoteFile | None:
        with self._trip("find file"):
            url = self._province.files.get(sha256)
            return RemoteFile(id=url, sha256=sha256) if url else None

    def create(self, record: DossierRecord, code: str, files: Mapping[UUID, str], key: str) -> str:
        with self._trip("record", 4000):
            if code in self._province.records:
                raise AlreadyThere(words="đã tồn tại")
            # A province that does not look: whatever is sent twice lies there twice.
            self._province.records[code] = {"papers": list(record.papers), "writes": 1}
            return code

    def update(self, record: DossierRecord, code: str, files: Mapping[UUID, str], key: str) -> str:
        with self._trip("update", 4000):
            self._province.records[code]["papers"] = list(record.papers)
            return code

    def find_dossier(self, code: str) -> RemoteDossier | None:
        with self._trip("find dossier"):
            known = self._province.records.get(code)
            if known is None:
                return None
            own = [RemotePaper(id=str(p.paper_id), code=p.code, sha256=p.sha256) for p in known["papers"]]
            return RemoteDossier(id=code, code=code, papers=tuple(own))

    def progress(self, entry: ProgressEntry, code: str, at: datetime, key: str) -> None:
        with self._trip("progress"):
            pass

    def status(self, status: DossierStatus, code: str, key: str) -> None:
        with self._trip("status"):
            pass


class Station:
    """One counter: its store, its clock, its hours of line."""

    def __init__(self, number: int, province: Province, days: int) -> None:
        self.chance = random.Random(number)
        self.clock = SteppingClock(MONDAY)
        self.store = LightStore()
        self.gateway = SimulatedGateway(province, self.clock, self.chance, crashes=True)
        for day in range(days + 7):
            for _ in range(2):
                first = MONDAY + timedelta(days=day, minutes=self.chance.randint(0, 9 * 60))
                self.gateway.windows.append((first, first + timedelta(hours=1)))
        moments = [timedelta(days=day, minutes=self.chance.randint(0, 9 * 60)) for day in range(days) for _ in range(2)]
        self.work = [MONDAY + moment for moment in sorted(moments)]
        self.sender: Sender | None = None
        self.crashes = self.begun = 0
        self.queued: dict[UUID, datetime] = {}
        self.confirmed: dict[UUID, datetime] = {}

    def step(self) -> timedelta:
        """What the counter does now; gives how long until it looks again."""
        while self.work and self.work[0] <= self.clock.now():
            self._queue(self.work.pop(0))
        try:
            if self.sender is None:
                self.sender = Sender(SimulatedOutbox(self), self.gateway, self.gateway, self.clock, self.chance)
            if self.sender.run_once():
                return timedelta(0)
        except Crash:
            self.crashes += 1
            self.sender = None
            return timedelta(minutes=2)
        return timedelta(seconds=60)

    def _queue(self, at: datetime) -> None:
        dossier = sample_dossier(procedure="1.004873", received_at=at, officer="canbo", state=DossierState.CLOSED)
        own = []
        with self.store.writing() as tx:
            dossiers.add(tx, dossier)
            for position in range(3):
                sha256 = f"{self.chance.getrandbits(256):064x}"
                # A day's scans of twenty dossiers, in two.
                size = self.chance.choice([300_000, 1_000_000, 3_000_000, 9_000_000])
                tx.execute(insert(content).values(sha256=sha256, size=size, bytes=b""))
                one = Paper(
                    id=uuid4(),
                    dossier_id=dossier.id,
                    kind=PaperKind.COMPONENT,
                    code=f"G{position}",
                    name="x",
                    position=position,
                    digitisation=DigitisationState.BUILT,
                    signing=SigningState.SIGNED,
                    sync=SyncState.QUEUED,
                    pdf_sha256=sha256,
                )
                papers.add(tx, one)
                own.append(one)
            outbox.add_chain(tx, dossier.id, plan_chain(dossier, own, own))
        self.queued[dossier.id] = at

    def idle(self) -> bool:
        with self.store.reading() as tx:
            counts = queue.counts(tx)
        return not self.work and not counts[StepState.WAITING] and not counts[StepState.SENDING]


@dataclass(frozen=True)
class Week:
    """How it went."""

    dossiers: int
    papers: int
    drained: bool
    exactly_once: bool
    failed_steps: int
    crashes: int
    age_p50_h: float
    age_p99_h: float
    attempts_per_step: float
    peak_requests_s: float
    peak_bytes_s: float


def bad_week(counters: int, days: int = 7) -> Week:
    """Simulate; every event of every counter in the order of time."""
    province = Province()
    stations = [Station(number, province, days) for number in range(counters)]
    events = [(station.clock.now(), number) for number, station in enumerate(stations)]
    heapq.heapify(events)
    end = MONDAY + timedelta(days=days + 6)
    drained = set()
    while events:
        _, number = heapq.heappop(events)
        station = stations[number]
        # Nothing happens before the next piece of work or the next hour with a line: do not look every minute.
        wait = station.step()
        if wait:
            if station.idle():
                drained.add(number)
                continue
            wait = max(wait, _quiet(station))
            station.clock.forward(wait)
        if station.clock.now() < end:
            heapq.heappush(events, (station.clock.now(), number))
    return _judge(province, stations, len(drained) == counters)


def _quiet(station: Station) -> timedelta:
    now = station.clock.now()
    coming = [first for first, _ in station.gateway.windows if first > now] + station.work[:1]
    return timedelta(0) if station.gateway.up() or not coming else min(coming) - now


def _judge(province: Province, stations: list[Station], drained: bool) -> Week:
    ages, ours, attempts, failed, steps_all = [], {}, 0, 0, 0
    for station in stations:
        with station.store.reading() as tx:
            steps = outbox.steps(tx)
            own = tx.execute(select(paper_table)).mappings().all()
            for dossier_id, at in station.queued.items():
                dossier = dossiers.get(tx, dossier_id)
                mine = [row for row in own if row["dossier_id"] == dossier_id]
                ours[dossier.code] = sorted(row["pdf_sha256"] for row in mine)
                if all(row["sync"] == SyncState.CONFIRMED for row in mine):
                    ages.append((station.confirmed[dossier_id] - at).total_seconds() / 3600)
        attempts += station.begun
        failed += sum(step.state is StepState.FAILED for step in steps)
        steps_all += len(steps)
        station.store.close()
    theirs = {code: sorted(one.sha256 for one in record["papers"]) for code, record in province.records.items()}
    quantiles = statistics.quantiles(ages, n=100) if len(ages) > 1 else [0.0] * 99
    return Week(
        dossiers=len(ours),
        papers=sum(len(one) for one in ours.values()),
        drained=drained,
        exactly_once=theirs == ours,
        failed_steps=failed,
        crashes=sum(station.crashes for station in stations),
        age_p50_h=quantiles[49],
        age_p99_h=quantiles[98],
        attempts_per_step=attempts / max(1, steps_all),
        peak_requests_s=max(province.per_minute.values()) / 60,
        peak_bytes_s=max(province.bytes_per_minute.values()) / 60,
    )
