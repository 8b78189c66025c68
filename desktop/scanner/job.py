"""A scan job as the rest of the program sees it: sides as they come, cancel at any time, troubles in words."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from desktop.machine.child import Child, ChildEnded, ChildSilent
from desktop.scanner.driver import Device, ScannedSide, ScannerConfig, ScanRequest, device_from_data
from desktop.scanner.errors import ScanCancelled, ScannerCrashed, ScannerHung, from_code

SILENCE_S = 60.0


def _config_data(config: ScannerConfig) -> dict[str, Any]:
    return {**asdict(config), "sane_config_dir": config.sane_config_dir and str(config.sane_config_dir)}


def _host(config: ScannerConfig) -> Child:
    folder = config.sane_config_dir
    return Child("desktop.scanner.host", environment={"SANE_CONFIG_DIR": str(folder)} if folder else None)


def find_devices(config: ScannerConfig, timeout_s: float) -> list[Device]:
    """The scanners that answer.

    Raises:
        ScannerCrashed, ScannerHung: the drivers did not survive the question.
    """
    with _host(config) as host:
        try:
            header, _ = host.ask({"do": "devices", "config": _config_data(config)}, timeout=timeout_s)
        except ChildEnded as error:
            raise ScannerCrashed(cause=error.detail) from None
        except ChildSilent as error:
            raise ScannerHung(cause=str(error)) from None
    if "error" in header:
        raise from_code(header["error"], header["subject"], header["cause"])
    return [device_from_data(device) for device in header["devices"]]


class ScanJob:
    """One job; go through it once. Sides already given stay good whatever happens afterwards.

    Args:
        request: what to scan.
        config: where the scanner is.
        silence_s: no side for so long means it hangs, seconds.
    """

    def __init__(self, request: ScanRequest, config: ScannerConfig, silence_s: float = SILENCE_S) -> None:
        self._request = request
        self._config = config
        self._silence_s = silence_s
        self._cancelled = threading.Event()
        self._guard = threading.Lock()
        self._host: Child | None = None

    def cancel(self) -> None:
        """End the job now, from any thread; whoever goes through it gets ScanCancelled."""
        self._cancelled.set()
        with self._guard:
            if self._host:
                self._host.kill()

    def __iter__(self) -> Iterator[ScannedSide]:
        """The sides as they come.

        Raises:
            ScanCancelled, ScannerCrashed, ScannerHung, and what the device said.
        """
        with self._guard:
            if self._cancelled.is_set():
                raise ScanCancelled()
            self._host = host = _host(self._config)
        try:
            request = {**asdict(self._request), "source": str(self._request.source)}
            host.send({"do": "scan", "config": _config_data(self._config), "request": request})
            while True:
                header, body = host.receive(self._silence_s)
                if "done" in header:
                    return
                if "error" in header:
                    raise from_code(header["error"], header["subject"], header["cause"])
                yield ScannedSide(image=body, **header["side"])
        except ChildEnded as error:
            if self._cancelled.is_set():
                raise ScanCancelled() from None
            raise ScannerCrashed(cause=error.detail) from None
        except ChildSilent as error:
            raise ScannerHung(cause=str(error)) from None
        finally:
            with self._guard:
                host.kill()
                self._host = None
