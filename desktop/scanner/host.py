"""The scanner host: the process in which drivers may crash and hang. Killing it is cancelling.

Frame in: what to do, with the configuration. Frames out: devices, or sides one by one, then done; or an error.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Any, BinaryIO

from desktop.machine.child import child_pipes
from desktop.machine.frames import read_frame, write_frame
from desktop.scanner.driver import ScannerConfig, ScannerDriver, ScanRequest, Source, device_as_data
from desktop.scanner.errors import ScannerTrouble, UnknownScanner


def _drivers(config: ScannerConfig) -> dict[str, ScannerDriver]:
    from desktop.scanner.escl import EsclDriver

    drivers: dict[str, ScannerDriver] = {"escl": EsclDriver(config.escl_addresses, discovery=config.discovery)}
    if config.sane and sys.platform != "win32":
        from desktop.scanner.sane import SaneDriver

        drivers["sane"] = SaneDriver(config.sane_config_dir)
    return drivers


def _config(data: dict[str, Any]) -> ScannerConfig:
    folder = data["sane_config_dir"]
    return ScannerConfig(
        escl_addresses=tuple(data["escl_addresses"]),
        sane=data["sane"],
        sane_config_dir=Path(folder) if folder else None,
        discovery=data["discovery"],
    )


def _devices(drivers: dict[str, ScannerDriver], out: BinaryIO) -> None:
    found = []
    for driver in drivers.values():
        # A driver in trouble must not hide the others' scanners.
        with contextlib.suppress(ScannerTrouble):
            found += driver.devices()
    write_frame(out, {"devices": [device_as_data(device) for device in found]})


def _scan(drivers: dict[str, ScannerDriver], data: dict[str, Any], out: BinaryIO) -> None:
    request = ScanRequest(**{**data, "source": Source(data["source"])})
    driver = drivers.get(request.device_id.partition(":")[0])
    if driver is None:
        raise UnknownScanner(request.device_id)
    for side in driver.scan(request):
        facts = {"dpi": side.dpi, "sheet": side.sheet, "side": side.side, "width": side.width, "height": side.height}
        write_frame(out, {"side": facts}, side.image)
    write_frame(out, {"done": True})


def main() -> int:
    """Do one job, then end."""
    incoming, out = child_pipes()
    frame = read_frame(incoming)
    if frame is None:
        return 0
    job = frame[0]
    try:
        drivers = _drivers(_config(job["config"]))
        if job["do"] == "devices":
            _devices(drivers, out)
        else:
            _scan(drivers, job["request"], out)
    except ScannerTrouble as error:
        write_frame(out, {"error": error.code, "subject": error.subject, "cause": error.cause})
    return 0


if __name__ == "__main__":
    sys.exit(main())
