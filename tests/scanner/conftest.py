from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from desktop.scanner.driver import Device, ScannedSide, ScannerConfig, ScanRequest
from desktop.scanner.job import ScanJob, find_devices
from desktop.scanner.sane.airscan import airscan_config
from desktop.scanner.sane.device import SaneDevice, load_library
from desktop.scanner.wia import ids
from desktop.scanner.wia.driver import WiaDriver
from desktop.scanner.wia.ids import Handling
from desktop.scanner.wia.properties import WiaProperty
from desktop.training.scanner.virtual import VirtualScanner
from tests.scanner import stand_in_escl
from tests.scanner.hours import Hours
from tests.scanner.stand_in_escl import StandIn
from tests.scanner.stand_in_wia import Item, Manager, choices

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


# eSCL, in this process


@pytest.fixture(scope="module")
def small_pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    for number in range(stand_in_escl.SHEETS):
        sheet = Image.new("RGB", (827, 1169), (40 + 60 * number, 235 - 60 * number, 90))
        sheet.save(folder / f"{number:03}-front.jpg", dpi=(100, 100), quality=90)
    return folder


@pytest.fixture(scope="module")
def standing(small_pile: Path) -> Iterator[StandIn]:
    device = StandIn(small_pile)
    yield device
    device.close()


@pytest.fixture
def device(standing: StandIn) -> StandIn:
    standing.prepare()
    return standing


# SANE's test backend


@pytest.fixture
def backend(tmp_path: Path) -> Callable[..., ScannerConfig]:
    """A configuration in which the test backend misbehaves as told."""
    usual = Path("/etc/sane.d/test.conf").read_text("utf-8")

    def write(**lines: str) -> ScannerConfig:
        folder = tmp_path / "sane"
        folder.mkdir(exist_ok=True)
        (folder / "dll.conf").write_text("test\n", "utf-8")
        asked = "".join(f"{name.replace('_', '-')} {value}\n" for name, value in lines.items())
        (folder / "test.conf").write_text(usual + asked, "utf-8")
        return ScannerConfig(sane_config_dir=folder)

    return write


@pytest.fixture
def in_process(
    backend: Callable[..., ScannerConfig], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., SaneDevice]]:
    """The test backend in this very process, for options that the driver itself never sets."""

    def open_device(**options: Any) -> SaneDevice:
        folder = backend(test_picture='"Color pattern"').sane_config_dir
        assert folder
        monkeypatch.setenv("SANE_CONFIG_DIR", os.fspath(folder))
        library = load_library(folder)
        library.sane_init()
        device = SaneDevice(library, "test:0")
        for name, value in {"read_return_value": "Default", "depth": 8, **options}.items():
            device.options()
            device.set(name.replace("_", "-"), value)
        return device

    yield open_device
    # The backend keeps its options for as long as this process lives: whoever comes next is not to inherit them.
    with open_device(mode="Color", three_pass=0):
        pass


# WIA


@pytest.fixture
def feeder() -> Item:
    return Item(
        ids.FEEDER,
        HANDLING_SELECT=choices(Handling.FRONT_ONLY, Handling.DUPLEX, Handling.FRONT_FIRST),
        PAGES=WiaProperty(value=1, limits=(0, 100, 1)),
        FORMAT=choices(ids.JPEG, ids.BMP),
        DATA_TYPE=choices(ids.GREY, ids.COLOUR),
        X_RESOLUTION=choices(75, 150, 300, 600),
        Y_RESOLUTION=choices(75, 150, 300, 600),
        X_POSITION=WiaProperty(value=9, limits=(0, 100, 1)),
        Y_POSITION=WiaProperty(value=9, limits=(0, 100, 1)),
        PAGE_SIZE=choices(0, 1, ids.PAGE_AUTO),
        MULTI_FEED=choices(0, ids.MULTI_FEED_STOP, 3),
        BLANK_PAGES=choices(1, ids.BLANK_PAGES_KEPT),
    )


@pytest.fixture
def flatbed() -> Item:
    return Item(
        ids.FLATBED,
        FORMAT=choices(ids.BMP),
        X_RESOLUTION=WiaProperty(value=100, limits=(50, 1200, 50)),
        Y_RESOLUTION=WiaProperty(value=100, limits=(50, 1200, 50)),
    )


@pytest.fixture
def root(feeder: Item, flatbed: Item) -> Item:
    root = Item("{f193526f-59b8-4a26-9888-e16e4f97ce10}", HANDLING_STATUS=WiaProperty(value=0))
    root.below = [flatbed, feeder]
    return root


@pytest.fixture
def driver(root: Item) -> WiaDriver:
    return WiaDriver(open_manager=lambda class_id: contextlib.nullcontext(Manager(root)))


@pytest.fixture
def com(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """`com.py` over a comtypes that only writes down what it is told."""

    class Guid(ctypes.Structure):
        _fields_ = (("bytes", ctypes.c_byte * 16),)

        def __init__(self, text: str = "") -> None:
            super().__init__()
            self.text = text

    class Pointers(type(ctypes.Structure)):  # type: ignore[misc]
        pass

    class Unknown(ctypes.Structure, metaclass=Pointers):
        _fields_ = (("table", ctypes.c_void_p),)

    comtypes: Any = types.ModuleType("comtypes")
    comtypes.GUID = Guid
    comtypes.STDMETHOD = lambda result, name, arguments=(): (result, name, tuple(arguments))
    comtypes.COMError = type("COMError", (Exception,), {})
    comtypes.COMObject = object
    comtypes.IUnknown = Unknown
    comtypes.HRESULT = ctypes.c_long
    automation: Any = types.ModuleType("comtypes.automation")
    automation.BSTR = ctypes.c_wchar_p
    monkeypatch.setitem(sys.modules, "comtypes", comtypes)
    monkeypatch.setitem(sys.modules, "comtypes.automation", automation)
    monkeypatch.delitem(sys.modules, "desktop.scanner.wia.com", raising=False)
    import desktop.scanner.wia.com as com

    yield com
    sys.modules.pop("desktop.scanner.wia.com", None)


# A watched folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "quét"
    place.mkdir()
    return place


@pytest.fixture
def hours() -> Hours:
    return Hours()
