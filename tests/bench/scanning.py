"""The scanner kept busy, a long batch in flat memory, the first page at once, a cancel within a second.

`python -m tests.bench scanning` measures these alone.
"""

from __future__ import annotations

import contextlib
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from desktop.app import App, open_app
from desktop.model.dossier import Paper
from desktop.model.owner import party_from_qr
from desktop.model.scanning import ScanProfile
from desktop.scanner.driver import ScanRequest
from desktop.scanner.errors import ScanCancelled
from desktop.scanner.job import ScanJob, SpareHost
from desktop.training.papers.pile import PaperSpec, write_pile
from tests.bench.row import Row
from tests.bench.scales import Scales
from tests.bench.seed import fresh
from tests.bench.wide import wide

PACE = 60.0
"""Pages a minute of the fastest devices that stand on counters."""
SHEETS = 30
BATCH, DIFFERENT = 500, 40
"""Pages of the long batch, and how many of them are not alike."""


def _wall(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextlib.contextmanager
def _counter(folder: Path) -> Iterator[tuple[App, Paper, str]]:
    with open_app(folder, training=True) as app:
        assert app.station
        dossier = app.intake.start("1.011616", "TH1", party_from_qr(app.station.citizen(1).qr))
        app.workers.warm_up()
        app.capture.warm_up()
        yield app, app.checklist.rows(dossier.id)[0].paper, f"escl:{app.station.scanner.address}"


def acquisition(folder: Path) -> list[Row]:
    """A device as fast as real ones, with all processing on against alone."""
    pile = folder / "pile"
    with _counter(folder / "busy") as (app, paper, device):
        assert app.station
        scanner = app.station.scanner
        write_pile(pile, [PaperSpec(kind="hop-dong")] * 8, 3)
        _repeat(pile, SHEETS)
        scanner.set_faults(pages_per_minute=PACE)

        def alone() -> None:
            scanner.load(pile)
            spare = SpareHost()
            assert len(list(ScanJob(ScanRequest(device_id=device), app.scanner_config(), host=spare.take))) == SHEETS

        def busy() -> None:
            scanner.load(pile)
            profile = ScanProfile(device_id=device, duplex=False)
            assert app.capture.scan(paper.id, lambda page: None, threading.Event(), profile) == SHEETS

        pages_alone, pages_busy = SHEETS / _wall(alone) * 60, SHEETS / _wall(busy) * 60
        app.capture.wait_until_quiet(900)
    return [
        Row("pages a minute, scanner alone (a device of 60)", pages_alone, 0.9 * PACE, False),
        Row("pages a minute with everything on / scanner alone", pages_busy / pages_alone, 0.95, False),
    ]


def _repeat(pile: Path, count: int) -> None:
    """Fill a pile up with the sheets it has."""
    sheets = sorted(pile.glob("*-front.jpg"))
    for number in range(count):
        place = pile / f"{number:03}-front.jpg"
        if not place.exists():
            place.write_bytes(sheets[number % len(sheets)].read_bytes())
    for more in sorted(pile.glob("*"))[count:]:
        more.unlink()


def batch(folder: Path, count: int = BATCH) -> Iterator[Row]:
    """A pile of pages of all kinds, all processing on: memory of all processes."""
    pile = folder / "many"
    pile.mkdir()
    for number, scan in enumerate(wide(pile, fresh(), min(count, DIFFERENT), 200)):
        scan.file.rename(pile / f"{number:03}-front.jpg")
    _repeat(pile, count)
    with _counter(folder / "batch") as (app, paper, device):
        assert app.station
        app.station.scanner.load(pile)
        profile = ScanProfile(device_id=device, duplex=False)
        with Scales() as scales:
            came = app.capture.scan(paper.id, lambda page: None, threading.Event(), profile)
            app.capture.wait_until_quiet(3600)
        assert came == count
    yield from scales.rows(f"a batch of {count} pages")


def hosts(folder: Path) -> list[Row]:
    """How long until the first page with a spare host, and how long a cancel takes at most."""
    pile = folder / "few"
    write_pile(pile, [PaperSpec(kind="khai-sinh")], 3)
    firsts, cancels = [], []
    with _counter(folder / "hosts") as (app, _, device):
        assert app.station
        spare = SpareHost()
        for round_ in range(6):
            app.station.scanner.load(pile)
            app.station.scanner.set_faults()
            spare.warm_up()
            time.sleep(3.0)
            job = ScanJob(ScanRequest(device_id=device, dpi=100), app.scanner_config(), host=spare.take)
            sides = iter(job)
            firsts.append(_wall(partial(next, sides)))
            list(sides)
            # From now on the device is silent for ever, and its driver waits for it.
            app.station.scanner.set_faults(silent_after=0)
            app.station.scanner.load(pile)
            stuck = ScanJob(ScanRequest(device_id=device, dpi=100), app.scanner_config())
            threading.Timer(2.0 + round_ / 10, stuck.cancel).start()
            start = time.perf_counter()
            with contextlib.suppress(ScanCancelled):
                list(stuck)
            cancels.append(time.perf_counter() - start - 2.0 - round_ / 10)
        spare.close()
    return [
        Row("first page after the key, s (spare host, median)", statistics.median(firsts), 1.0, True),
        Row("a cancel of a silent device, s (longest)", max(cancels), 1.0, True),
    ]


def figures(folder: Path) -> list[Row]:
    """All of it."""
    return [*hosts(folder), *acquisition(folder), *batch(folder)]
