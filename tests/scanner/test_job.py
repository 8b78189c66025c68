"""The host process: ready beforehand, asked to stop, killed where it does not listen, never far ahead of the store."""

from __future__ import annotations

from typing import Any

import psutil
import pytest
from PIL import Image

from desktop.model.data import as_data, from_data
from desktop.scanner.driver import (
    Colour,
    PaperSize,
    ScannedSide,
    ScannerConfig,
    ScanRequest,
    Source,
    next_finer,
)
from desktop.scanner.errors import ScanCancelled, ScannerCrashed, ScannerHung, UnknownScanner
from desktop.scanner.host import AHEAD
from desktop.scanner.job import ScanJob, SpareHost

SHEETS = 20


@pytest.fixture(scope="module")
def long_pile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("long")
    for number in range(SHEETS):
        Image.new("RGB", (413, 584), (9 * number, 90, 9)).save(folder / f"{number:03}-front.jpg", dpi=(100, 100))
    return folder


@pytest.fixture
def request_(machine) -> ScanRequest:
    return ScanRequest(device_id=f"escl:{machine.address}", dpi=100)


@pytest.fixture
def config(machine) -> ScannerConfig:
    return ScannerConfig(escl_addresses=(machine.address,), sane=False)


def host_of(job: ScanJob) -> psutil.Process:
    assert job._host
    return psutil.Process(job._host.pid)


def test_a_host_that_does_not_listen_is_killed(scanner, request_, config):
    job = ScanJob(request_, config)
    came = []
    with pytest.raises(ScanCancelled):
        for side in job:
            came.append(side)
            host = host_of(job)
            # Deaf and stuck, as in a driver that hangs in its vendor's code.
            host.suspend()
            job.cancel()
    assert came
    assert not host.is_running() or host.status() == psutil.STATUS_ZOMBIE


def test_a_host_that_says_nothing_more_hangs_and_is_killed(scanner, request_, config):
    job = ScanJob(request_, config)
    with pytest.raises(ScannerHung):
        for side in job:
            assert side
            host = host_of(job)
            host.suspend()
            job._silence_s = 0.5
    assert not host.is_running() or host.status() == psutil.STATUS_ZOMBIE


def test_a_cancel_before_the_start_starts_nothing(scanner, request_, config):
    job = ScanJob(request_, config)
    job.cancel()
    with pytest.raises(ScanCancelled):
        next(iter(job))
    assert scanner.left() == 4


def test_a_cancel_keeps_what_has_come_in_whole(scanner, request_, config):
    job = ScanJob(request_, config)
    came = []
    with pytest.raises(ScanCancelled):
        for side in job:
            came.append(side)
            job.cancel()
    # Every sheet that left the pile is here, or was never asked for.
    assert 1 <= len(came) <= 4 - scanner.left()


def test_a_fast_scanner_does_not_run_ahead_of_the_store(scanner, long_pile, request_, config):
    scanner.load(long_pile)
    sides = iter(ScanJob(request_, config))
    next(sides)
    # The store takes its time; the scanner goes on for a while, and then waits.
    while scanner.left() > SHEETS - AHEAD:
        continue
    assert all(scanner.left() >= SHEETS - AHEAD - 1 for _ in range(50))
    assert len(list(sides)) == SHEETS - 1


def test_a_spare_host_is_there_or_is_made(scanner, request_, config):
    spare = SpareHost()
    cold = spare.take()
    assert cold.alive
    cold.kill()
    spare.warm_up()
    ready = spare._ready
    spare.warm_up()
    assert spare._ready is ready
    assert ready
    ready.kill()
    assert len(list(ScanJob(request_, config, host=spare.take))) == 4
    spare.warm_up()
    spare.close()
    spare.close()
    assert spare._ready is None


def test_a_host_that_dies_before_the_first_page_is_one_sentence(request_, config):
    def dead():
        host = SpareHost().take()
        psutil.Process(host.pid).kill()
        return host

    with pytest.raises(ScannerCrashed):
        list(ScanJob(request_, config, host=dead))


def test_what_the_host_says_first_is_heard_and_only_its_word_ends_a_job(request_, config):
    class Host:
        """A process that says one thing."""

        def __init__(self, *frames) -> None:
            self.frames = list(frames)

        def send(self, header, body=b"") -> None:
            return

        def receive(self, timeout):
            return self.frames.pop(0), b""

        def close(self, patience) -> None:
            return

    def heard(*frames: dict[str, Any]) -> list[ScannedSide]:
        host: Any = Host(*frames)
        return list(ScanJob(request_, config, host=lambda: host))

    with pytest.raises(UnknownScanner):
        heard({"error": UnknownScanner.code, "subject": "x", "cause": ""})
    assert heard({"began": True}, {"done": True}) == []
    with pytest.raises(ScannerCrashed):
        heard({"began": True}, {})


def test_requests_and_configurations_survive_the_trip_to_the_host(tmp_path):
    request = ScanRequest(
        device_id="wia:x", source=Source.FLATBED, dpi=300, colour=Colour.GREY, size=PaperSize.F4, limit=1
    )
    assert from_data(ScanRequest, as_data(request)) == request
    config = ScannerConfig(
        escl_addresses=("http://a/eSCL",),
        escl_fingerprints=("ab",),
        sane_config_dir=tmp_path,
        folders=(tmp_path,),
        wia_manager="{0}",
        patience_s=1.0,
    )
    assert from_data(ScannerConfig, as_data(config)) == config


@pytest.mark.parametrize(
    ("offered", "wanted", "given"), [((), 200, 200), ((100, 300), 200, 300), ((100, 150), 200, 150), ((200,), 200, 200)]
)
def test_the_next_finer_resolution(offered, wanted, given):
    assert next_finer(offered, wanted) == given
