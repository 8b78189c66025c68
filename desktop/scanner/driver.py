"""The seam to scanners: what can be asked of one, and what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol


class Source(StrEnum):
    """Where the paper lies."""

    ADF = "adf"
    FLATBED = "flatbed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A scanner that answers.

    Attributes:
        id: `driver:` and what the driver knows it by.
        name: for people.
        driver: `sane`, `escl`, …
        sources: what it has, the feeder first.
        duplex: its feeder takes both sides.
        resolutions: dpi it offers; empty where it does not say.
    """

    id: str
    name: str
    driver: str
    sources: tuple[Source, ...]
    duplex: bool = False
    resolutions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRequest:
    """What to scan.

    Attributes:
        device_id: which scanner.
        source: feeder or flatbed.
        duplex: both sides.
        dpi: dots per inch.
        colour: colour or grey.
    """

    device_id: str
    source: Source = Source.ADF
    duplex: bool = False
    dpi: int = 200
    colour: bool = True


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
class ScannerConfig:
    """Where to look for scanners.

    Attributes:
        escl_addresses: of network scanners, e.g. `http://10.0.0.5/eSCL`.
        sane: use SANE (Linux).
        sane_config_dir: a folder of SANE configuration instead of the system's.
        discovery: look for network scanners by DNS-SD.
    """

    escl_addresses: tuple[str, ...] = ()
    sane: bool = True
    sane_config_dir: Path | None = None
    discovery: bool = False


class ScannerDriver(Protocol):
    """Drives scanners of one kind, inside the scanner host."""

    name: str

    def devices(self) -> list[Device]:
        """The scanners that answer now."""

    def scan(self, request: ScanRequest) -> Iterator[ScannedSide]:
        """Scan; each side is given on as soon as it is there.

        Raises:
            ScannerTrouble: what the device said.
        """


def device_as_data(device: Device) -> dict[str, Any]:
    """JSON-ready."""
    return asdict(device)


def device_from_data(data: dict[str, Any]) -> Device:
    """Back from `device_as_data`."""
    sources = tuple(Source(source) for source in data["sources"])
    return Device(**{**data, "sources": sources, "resolutions": tuple(data["resolutions"])})
