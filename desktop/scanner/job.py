"""A scan job as the rest of the program sees it: sides as they come, cancel at any time, troubles in words."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import Any

from desktop.machine.child import Child, ChildEnded, ChildSilent
from desktop.model.data import as_data, from_data
from desktop.scanner.driver import Device, Progress, ScannedSide, ScannerConfig, ScanRequest
from desktop.scanner.errors import ScanCancelled, ScannerCrashed, ScannerHung, from_code

SILENCE_S = 60.0
START_S = 60.0
CANCEL_S = 0.7
"""How long a device may take to stop by itself; then its process is killed. A cancel never takes a second."""


def new_host() -> Child:
    """A scanner host that nobody has asked for anything yet."""
    return Child("desktop.scanner.host")


class SpareHost:
    """A scanner host that runs already, so that a scan starts at once; there is none before `warm_up`."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._ready: Child | None = None

    def warm_up(self) -> None:
        """See that one is there; comes back at once."""
        with self._guard:
            if self._ready and not self._ready.alive:
                # A process that has ended keeps its pipes until somebody closes them.
                self._ready.kill()
                self._ready = None
            if self._ready is None:
                self._ready = Child("desktop.scanner.host", ("warm",))

    def take(self) -> Child:
        """The spare one where it is there and well, else a new one."""
        with self._guard:
            ready, self._ready = self._ready, None
        if ready and ready.alive:
            return ready
        if ready:
            ready.kill()
        return new_host()

    def close(self) -> None:
        """End it."""
        with self._guard:
            ready, self._ready = self._ready, None
        if ready:
            ready.kill()


def _ask(do: str, config: ScannerConfig, timeout_s: float) -> dict[str, Any]:
    with new_host() as host:
        try:
            header, _ = host.ask({"do": do, "config": as_data(config)}, timeout=timeout_s)
        except ChildEnded as error:
            raise ScannerCrashed(cause=error.detail) from None
        except ChildSilent as error:
            raise ScannerHung(cause=str(error)) from None
    if "error" in header:
        raise from_code(header["error"], header["subject"], header["cause"])
    return header


def find_devices(config: ScannerConfig, timeout_s: float) -> list[Device]:
    """The scanners that answer.

    Raises:
        ScannerCrashed, ScannerHung: the drivers did not survive the question.
    """
    return [from_data(Device, device) for device in _ask("devices", config, timeout_s)["devices"]]


def report_devices(config: ScannerConfig, timeout_s: float) -> list[dict[str, Any]]:
    """What each scanner offers, in its driver's own words, without serial numbers, addresses and names.

    Raises:
        ScannerCrashed, ScannerHung: the drivers did not survive the question.
    """
    return list(_ask("report", config, timeout_s)["report"])


class ScanJob:
    """One job; go through it once. Sides already given stay good whatever happens afterwards.

    Whoever goes through it keeps each side before asking for the next: asking is what tells a watched folder that the
    last one is safe.

    Args:
        request: what to scan.
        config: where the scanner is.
        silence_s: no side and no progress for so long means it hangs, seconds.
        host: gives the process to scan in.
        on_progress: told how far the picture under way has come, in the thread that goes through the job.
    """

    def __init__(
        self,
        request: ScanRequest,
        config: ScannerConfig,
        silence_s: float = SILENCE_S,
        *,
        host: Callable[[], Child] = new_host,
        on_progress: Callable[[Progress], None] = lambda progress: None,
    ) -> None:
        self._request = request
        self._config = config
        self._silence_s = silence_s
        self._new_host = host
        self._on_progress = on_progress
        self._cancelled = threading.Event()
        self._guard = threading.Lock()
        self._host: Child | None = None

    def cancel(self) -> None:
        """Ask the device to stop, and kill its process where it does not; from any thread, comes back at once.

        Whoever goes through the job still gets what had come in whole, then ScanCancelled.
        """
        self._stop({"cancel": True})

    def enough(self) -> None:
        """The side just given is kept, and no more are wanted."""
        self._stop({"kept": True}, {"cancel": True})

    def _stop(self, *words: dict[str, Any]) -> None:
        with self._guard:
            first = not self._cancelled.is_set()
            self._cancelled.set()
            host = self._host
        if host and first:
            with contextlib.suppress(ChildEnded):
                for word in words:
                    host.send(word)
            killer = threading.Timer(CANCEL_S, self._kill, (host,))
            killer.daemon = True
            killer.start()

    def _kill(self, host: Child) -> None:
        with self._guard:
            if self._host is host:
                host.kill()

    def __iter__(self) -> Iterator[ScannedSide]:
        """The sides as they come.

        Raises:
            ScanCancelled, ScannerCrashed, ScannerHung, and what the device said.
        """
        with self._guard:
            if self._cancelled.is_set():
                raise ScanCancelled()
            self._host = host = self._new_host()
        try:
            host.send({"do": "scan", "config": as_data(self._config), "request": as_data(self._request)})
            yield from self._sides(host)
        except ChildEnded as error:
            if self._cancelled.is_set():
                raise ScanCancelled() from None
            raise ScannerCrashed(cause=error.detail) from None
        except ChildSilent as error:
            host.kill()
            raise ScannerHung(cause=str(error)) from None
        finally:
            # Closing its input tells a driver to stop cleanly; what does not listen is killed.
            host.close(CANCEL_S)
            with self._guard:
                self._host = None

    def _sides(self, host: Child) -> Iterator[ScannedSide]:
        # A PC that is slow to start a process is no scanner that hangs.
        begins = True
        while True:
            header, body = host.receive(START_S if begins else self._silence_s)
            begins = False
            if "side" in header:
                yield ScannedSide(image=body, **header["side"])
                with contextlib.suppress(ChildEnded):
                    host.send({"kept": True})
            elif "progress" in header:
                self._on_progress(Progress(**header["progress"]))
            elif "began" in header:
                continue
            elif self._cancelled.is_set():
                raise ScanCancelled()
            elif "error" in header:
                raise from_code(header["error"], header["subject"], header["cause"])
            elif "done" in header:
                return
            else:
                # A job is over only where the host says so.
                raise ScannerCrashed(cause=f"the host said {header}"[:300])
