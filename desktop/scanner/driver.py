"""The seam to scanners: what can be asked of one, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from desktop.model.scanning import Colour as Colour
from desktop.model.scanning import PaperSize as PaperSize
from desktop.model.scanning import Source as Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A scanner that answers.

    Attributes:
        id: `driver:` and what the driver knows it by.
        name: for people.
        driver: `sane`, `escl`, `wia`, `folder`.
        sources: what it has, the feeder first.
        duplex: its feeder takes both sides.
        resolutions: dpi it offers; empty where it does not say, or takes any within its range.
        colours: what it offers; empty where it does not say.
    """

    id: str
    name: str
    driver: str
    sources: tuple[Source, ...]
    duplex: bool = False
    resolutions: tuple[int, ...] = ()
    colours: tuple[Colour, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRequest:
    """What to scan.

    Attributes:
        device_id: which scanner.
        source: feeder or flatbed.
        duplex: both sides.
        dpi: dots per inch; a device that has not got it gives its next finer one.
        colour: colour, grey, black and white.
        size: of the paper; cut to what the device can.
        limit: sides to take from the feeder, 0 for all: the next sheet stays where it lies.
    """

    device_id: str
    source: Source = Source.ADF
    duplex: bool = False
    dpi: int = 200
    colour: Colour = Colour.COLOUR
    size: PaperSize = PaperSize.A4
    limit: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedSide:
    """One side of a sheet.

    Attributes:
        image: JPEG.
        dpi: as delivered.
        sheet: number of the sheet in this job, from 1.
        side: `front` or `back`.
        width, height: px.
    """

    image: bytes
    dpi: int
    sheet: int
    side: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the picture under way has come.

    Attributes:
        page: number of the picture in this job, from 1.
        percent: of this picture, 0 to 100; None where the device does not say how long it will be.
    """

    page: int
    percent: int | None = None


class Watch(Protocol):
    """What a driver tells and asks while it scans."""

    @property
    def cancelled(self) -> bool:
        """Whether the clerk wants no more."""

    def on_cancel(self, stop: Callable[[], None]) -> None:
        """Call this, from another thread, when the clerk wants no more."""

    def progress(self, progress: Progress) -> None:
        """Tell how far the picture under way has come."""

    def wait_until_kept(self) -> bool:
        """Wait until every side given so far is committed in the store; False where that will not be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannerConfig:
    """Where to look for scanners.

    Attributes:
        escl_addresses: of network scanners, e.g. `http://10.0.0.5/eSCL`.
        escl_fingerprints: SHA-256 of the certificates, in hex, of scanners that signed their own.
        sane: use SANE (Linux).
        sane_config_dir: a folder of SANE configuration instead of the system's.
        discovery: look for network scanners, by DNS-SD and in SANE's own ways; off, nobody on the network is called.
        folders: where machines that only "scan to folder" put their files.
        wia: use WIA (Windows).
        wia_manager: class id of another WIA device manager than the system's; empty for the system's.
        patience_s: how long a scanner that is busy or warms up is waited for, seconds.
    """

    escl_addresses: tuple[str, ...] = ()
    escl_fingerprints: tuple[str, ...] = ()
    sane: bool = True
    sane_config_dir: Path | None = None
    discovery: bool = False
    folders: tuple[Path, ...] = ()
    wia: bool = True
    wia_manager: str = ""
    patience_s: float = 30.0


class ScannerDriver(Protocol):
    """Drives scanners of one kind, inside the scanner host."""

    name: str

    def devices(self) -> list[Device]:
        """The scanners that answer now."""

    def scan(self, request: ScanRequest, watch: Watch) -> Iterator[ScannedSide]:
        """Scan; each side is given on as soon as it is there.

        Raises:
            ScannerTrouble: what the device said.
        """

    def report(self) -> list[dict[str, Any]]:
        """What each device offers, in its driver's own words, without serial numbers, addresses and names."""


def next_finer(offered: tuple[int, ...], wanted: int) -> int:
    """The resolution to ask for: the wanted one, else the next finer one there is, else the finest."""
    finer = [dpi for dpi in offered if dpi >= wanted]
    return min(finer) if finer else max(offered, default=wanted)


def finer_within(low: int, high: int, step: int, wanted: int) -> int:
    """The resolution to ask of a device that takes any from `low` to `high` by `step`: the next finer one there is."""
    steps = -(-(wanted - low) // max(1, step))
    finer = low + max(0, steps) * max(1, step)
    return finer if finer <= high else high - (high - low) % max(1, step)
