"""The scanner host: the process in which drivers may crash and hang. Killing it is the last way of cancelling.

Frames in: one job, then `kept` for every side that is committed, `cancel` when the clerk wants no more; the end of
the input says the same. Frames out: devices; or that the scan began, progress and sides one by one, then done; or an
error.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Generator
from dataclasses import asdict
from typing import Any, BinaryIO, cast

from desktop.machine.child import child_pipes
from desktop.machine.frames import BrokenFrame, read_frame, write_frame
from desktop.model.data import as_data, from_data
from desktop.scanner.driver import Progress, ScannedSide, ScannerConfig, ScannerDriver, ScanRequest
from desktop.scanner.errors import ScannerTrouble, UnknownScanner

AHEAD = 4
"""Sides that may be on their way to the store: a fast scanner waits for a slow disk, and memory stays flat."""


class _Parent:
    """The other end of the pipes while a job runs; the driver's `Watch`."""

    def __init__(self, incoming: BinaryIO, out: BinaryIO) -> None:
        self._incoming = incoming
        self._out = out
        self._writing = threading.Lock()
        self._news = threading.Condition()
        self._given = 0
        self._kept = 0
        self._cancelled = False
        self._stops: list[Callable[[], None]] = []

    def listen(self) -> None:
        """Hear what the parent says until it has nothing more to say."""
        with contextlib.suppress(BrokenFrame, OSError, ValueError):
            while frame := read_frame(self._incoming):
                if "cancel" in frame[0]:
                    break
                with self._news:
                    self._kept += 1
                    self._news.notify_all()
        with self._news:
            self._cancelled = True
            stops, self._stops = self._stops, []
            self._news.notify_all()
        for stop in stops:
            with contextlib.suppress(Exception):
                stop()

    @property
    def cancelled(self) -> bool:
        return self._cancelled

    def on_cancel(self, stop: Callable[[], None]) -> None:
        with self._news:
            if not self._cancelled:
                self._stops.append(stop)
                return
        stop()

    def progress(self, progress: Progress) -> None:
        self.say({"progress": asdict(progress)})

    def wait_until_kept(self) -> bool:
        with self._news:
            self._news.wait_for(lambda: self._cancelled or self._kept >= self._given)
            return self._kept >= self._given

    def give(self, side: ScannedSide) -> None:
        """Hand over one side; waits where too many are on their way."""
        facts = {"dpi": side.dpi, "sheet": side.sheet, "side": side.side, "width": side.width, "height": side.height}
        self.say({"side": facts}, side.image)
        with self._news:
            self._given += 1
            self._news.wait_for(lambda: self._cancelled or self._given - self._kept < AHEAD)

    def say(self, header: dict[str, Any], body: bytes = b"") -> None:
        """Write one frame."""
        with self._writing:
            write_frame(self._out, header, body)


def drivers_for(config: ScannerConfig) -> dict[str, ScannerDriver]:
    """Every driver that this PC can have, by name."""
    from desktop.scanner.escl.driver import EsclDriver
    from desktop.scanner.folder.driver import FolderDriver

    drivers: list[ScannerDriver] = [
        EsclDriver(
            config.escl_addresses,
            discovery=config.discovery,
            fingerprints=config.escl_fingerprints,
            patience_s=config.patience_s,
        ),
        FolderDriver(config.folders, config.patience_s),
    ]
    if sys.platform == "win32":
        if config.wia:
            from desktop.scanner.wia.driver import WiaDriver

            drivers.append(WiaDriver(config.wia_manager))
    elif config.sane:
        from desktop.scanner.sane.driver import SaneDriver

        given = config.sane_config_dir
        network = config.discovery or given is not None
        drivers.append(SaneDriver(given, config.patience_s, network=network))
    return {driver.name: driver for driver in drivers}


def _collect(drivers: dict[str, ScannerDriver], ask: Callable[[ScannerDriver], list[Any]]) -> list[Any]:
    found = []
    for driver in drivers.values():
        # A driver in trouble must not hide the others' scanners.
        with contextlib.suppress(ScannerTrouble):
            found += ask(driver)
    return found


def _scan(drivers: dict[str, ScannerDriver], data: dict[str, Any], parent: _Parent) -> None:
    request = from_data(ScanRequest, data)
    driver = drivers.get(request.device_id.partition(":")[0])
    if driver is None:
        raise UnknownScanner(request.device_id)
    threading.Thread(target=parent.listen, name="parent", daemon=True).start()
    # Closed at once in every case: a driver left half-way would leave the device at work.
    with contextlib.closing(cast("Generator[ScannedSide, None, None]", driver.scan(request, parent))) as sides:
        for side in sides:
            parent.give(side)
    parent.say({"done": True})


def _work(job: dict[str, Any], parent: _Parent) -> None:
    try:
        drivers = drivers_for(from_data(ScannerConfig, job["config"]))
        if job["do"] == "scan":
            parent.say({"began": True})
        match job["do"]:
            case "devices":
                found = _collect(drivers, lambda driver: driver.devices())
                parent.say({"devices": as_data(found)})
            case "report":
                parent.say({"report": _collect(drivers, lambda driver: driver.report())})
            case _:
                _scan(drivers, job["request"], parent)
    except ScannerTrouble as error:
        parent.say({"error": error.code, "subject": error.subject, "cause": error.cause})


def _warm_up() -> None:
    """Load what takes time before anybody asks."""
    drivers_for(ScannerConfig())
    if sys.platform != "win32":
        from desktop.scanner.sane.device import load_library

        with contextlib.suppress(ScannerTrouble):
            load_library(None)


def main() -> int:
    """Do one job, then end."""
    incoming, out = child_pipes()
    if "warm" in sys.argv[1:]:
        _warm_up()
    frame = read_frame(incoming)
    if frame is None:
        return 0
    _work(frame[0], _Parent(incoming, out))
    out.flush()
    # Not the usual way out: vendors' libraries crash and hang there, when everything is done.
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
