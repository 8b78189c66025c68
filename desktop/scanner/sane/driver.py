"""The SANE driver: find, set up, take pages until the feeder is empty."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from desktop.model.data import as_data
from desktop.scanner.driver import Device, ScannedSide, ScanRequest, Watch
from desktop.scanner.errors import Busy, NoPaper, ScanCancelled, ScannerTrouble, WarmingUp
from desktop.scanner.pages import picture_of_pixels, side_of
from desktop.scanner.patience import Clock, Patience, Wait
from desktop.scanner.quirks.sane import (
    airscan_names,
    ending_readers,
    endless_flatbed,
    late_empty,
    mode_names,
    option_names,
    page_width,
    pyinsane_daemon,
    pyinsane_ends,
    pyinsane_fixed,
    pyinsane_strings,
    samples,
    source_names,
    stuck_release,
    three_passes,
)
from desktop.scanner.sane.device import SaneDevice, found_devices, load_library, told
from desktop.scanner.sane.frames import read_picture
from desktop.scanner.sane.options import asked_of, device_of, set_up

AGAIN_S = 1.0
QUIRKS = (
    airscan_names, ending_readers, endless_flatbed, late_empty, mode_names, option_names, page_width, pyinsane_daemon,
    pyinsane_ends, pyinsane_fixed, pyinsane_strings, samples, source_names, stuck_release, three_passes,
)  # fmt: skip
"""What this driver copes with; a file each in `scanner/quirks/sane`."""


class SaneDriver:
    """Scanners that SANE knows.

    Args:
        config_dir: a folder of SANE configuration instead of the system's.
        patience_s: how long a scanner that is busy or warms up is waited for, seconds.
        clock, wait: see `Patience`.
        network: look for network scanners too; several of SANE's back ends call out to the whole network for that.
    """

    name = "sane"

    def __init__(
        self,
        config_dir: Path | None = None,
        patience_s: float = 30.0,
        clock: Clock = time.monotonic,
        wait: Wait = threading.Event.wait,
        *,
        network: bool = True,
    ) -> None:
        self._config_dir = config_dir
        self._patience_s = patience_s
        self._clock = clock
        self._wait = wait
        self._network = network

    def devices(self) -> list[Device]:
        """The scanners that answer."""
        return [device_of(name, words, device.options()) for name, words, device in self._opened()]

    def report(self) -> list[dict[str, Any]]:
        """Every option of every scanner, without its name in this network."""
        found = []
        for name, words, device in self._opened():
            backend = name.partition(":")[0]
            options = [as_data(option) for option in device.options().values()]
            model = airscan_names.model(backend, words)
            found.append({"driver": self.name, "backend": backend, "model": model, "options": options})
        return found

    def _opened(self) -> Iterator[tuple[str, str, SaneDevice]]:
        library = self._library()
        for name, words in found_devices(library, network=self._network):
            # One that does not open is no reason to hide the others.
            with contextlib.suppress(ScannerTrouble), SaneDevice(library, name) as device:
                yield name, words, device

    def _library(self) -> Any:
        library = load_library(self._config_dir)
        with told(library):
            library.sane_init()
        return library

    def scan(self, request: ScanRequest, watch: Watch) -> Iterator[ScannedSide]:
        """Scan until the feeder is empty; each side as soon as it is there."""
        library = self._library()
        with SaneDevice(library, request.device_id.removeprefix("sane:")) as device:
            duplex, dpi = set_up(device, request)
            asked = asked_of(device, dpi)
            stop = threading.Event()
            watch.on_cancel(stop.set)
            watch.on_cancel(device.cancel)
            patient = _Patient(device, lambda: Patience(self._patience_s, stop, self._clock, self._wait), watch)
            count = 0
            while True:
                try:
                    picture = read_picture(patient, watch, count + 1)
                except NoPaper:
                    if not count:
                        raise
                    return
                except ScannerTrouble:
                    if watch.cancelled:
                        raise ScanCancelled() from None
                    raise
                yield side_of(picture_of_pixels(picture, asked), count, duplex=duplex)
                count += 1
                if endless_flatbed.is_last_page(request.source) or count == request.limit:
                    return


class _Patient:
    """A device that is asked again while it is busy or warms up."""

    def __init__(self, device: SaneDevice, patience: Callable[[], Patience], watch: Watch) -> None:
        self._device = device
        self._patience = patience
        self._watch = watch

    def start(self) -> Any:
        """See `SaneDevice`."""
        patience = self._patience()
        while True:
            try:
                return self._device.start()
            except (Busy, WarmingUp):
                if self._watch.cancelled or not patience.pause(AGAIN_S):
                    raise

    def read(self) -> bytes | None:
        """See `SaneDevice`."""
        return self._device.read()
