from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from desktop.scanner.driver import Device, ScannedSide, ScannerConfig, ScanRequest
from desktop.scanner.job import ScanJob, find_devices
from desktop.scanner.sane.airscan import airscan_config
from desktop.training.scanner.virtual import VirtualScanner

SHEETS = 4


@pytest.fixture(scope="session")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    for number in range(SHEETS):
        sheet = Image.new("RGB", (1654, 2339), (200, 235 - 30 * number, 60 + 40 * number))
        sheet.save(folder / f"{number:03}-front.jpg", dpi=(200, 200), quality=90)
        if number != 1:
            sheet.transpose(Image.Transpose.ROTATE_180).save(folder / f"{number:03}-back.jpg", dpi=(200, 200))
    return folder


@pytest.fixture(scope="session")
def machine() -> Iterator[VirtualScanner]:
    with VirtualScanner() as machine:
        yield machine


@pytest.fixture
def scanner(machine: VirtualScanner, pile: Path) -> VirtualScanner:
    machine.set_faults()
    machine.load(pile)
    return machine


@pytest.fixture(scope="session")
def config(machine: VirtualScanner, tmp_path_factory: pytest.TempPathFactory) -> ScannerConfig:
    folder = airscan_config(tmp_path_factory.mktemp("sane"), {"Virtual": machine.address}, test_backend=True)
    return ScannerConfig(escl_addresses=(machine.address,), sane_config_dir=folder)


@pytest.fixture(scope="session")
def devices(config: ScannerConfig) -> dict[str, Device]:
    found = find_devices(config, timeout_s=60)
    names = {"escl": "escl:", "airscan": "sane:airscan", "test": "sane:test:0"}
    return {name: device for name, start in names.items() for device in found if device.id.startswith(start)}


class Scan:
    """Scans and keeps what came, also where it ends in trouble."""

    def __init__(self, config: ScannerConfig) -> None:
        self.config = config
        self.sides: list[ScannedSide] = []

    def __call__(self, request: ScanRequest, then_s: float = 60.0) -> list[ScannedSide]:
        """Scan; `then_s` is how long the device may be silent after its first side."""
        self.sides = []
        job = ScanJob(request, self.config)
        for side in job:
            self.sides.append(side)
            job._silence_s = then_s
        return self.sides


@pytest.fixture
def scan(config: ScannerConfig) -> Scan:
    return Scan(config)
