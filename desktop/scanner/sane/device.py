"""The seam to SANE's library: devices by name, options by name, frames of bytes, every status a trouble in words.

Nothing outside this file and `quirks/sane/pyinsane_*` knows which Python library is behind it. Another one must give
what this one gives: the bytes of a frame as the device sends them, and SANE's statuses as numbers
(`docs/dependencies.md`).
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.scanner.errors import SaneMissing, ScannerTrouble
from desktop.scanner.quirks.sane import (
    option_names,
    pyinsane_daemon,
    pyinsane_ends,
    pyinsane_fixed,
    pyinsane_strings,
    stuck_release,
)
from desktop.scanner.sane.options import SaneOption, Value
from desktop.scanner.sane.status import trouble

READ_BYTES = 256 * 1024
_KINDS = {0: "bool", 1: "int", 2: "fixed", 3: "string"}
_UNITS = {1: "pixel", 2: "bit", 3: "mm", 4: "dpi", 5: "percent", 6: "microsecond"}
_RANGE, _WORDS, _STRINGS = 1, 2, 3


def load_library(config_dir: Path | None) -> Any:
    """pyinsane2's thin layer over SANE.

    Args:
        config_dir: a folder of SANE configuration instead of the system's.

    Raises:
        SaneMissing: SANE or pyinsane2 is not installed.
    """
    pyinsane_daemon.switch_off()
    if config_dir:
        os.environ["SANE_CONFIG_DIR"] = str(config_dir)
    try:
        import pyinsane2.sane.rawapi as library
    except (ImportError, OSError) as error:
        raise SaneMissing(cause=str(error)) from None
    if not library.is_sane_available():
        raise SaneMissing(cause="no libsane")
    return library


@contextlib.contextmanager
def told(library: Any) -> Iterator[None]:
    """Turn what the library raises into a trouble in words."""
    try:
        yield
    except library.SaneException as error:
        raise trouble(int(error.status), str(error)) from None
    except pyinsane_ends.ENDS as end:
        raise trouble(pyinsane_ends.status_of(end)) from None
    except UnicodeError as error:
        raise ScannerTrouble(cause=repr(error)[:200]) from None


def found_devices(library: Any, *, network: bool) -> list[tuple[str, str]]:
    """SANE's name of each device, and its maker and model.

    Args:
        library: from `load_library`, initialised.
        network: those in the network too.

    Raises:
        ScannerTrouble: what SANE says.
    """
    with told(library):
        return [
            (
                one.name.decode(errors="replace"),
                " ".join(word.decode(errors="replace") for word in (one.vendor, one.model) if word),
            )
            for one in library.sane_get_devices(local_only=not network)
        ]


class SaneDevice:
    """An open device; use it as a context.

    Args:
        library: from `load_library`, initialised.
        name: SANE's name of the device.
    """

    def __init__(self, library: Any, name: str) -> None:
        self._library = library
        self._numbers: dict[str, tuple[int, str, int]] = {}
        self._guard = threading.Lock()
        self._is_open = True
        with told(library):
            self._handle = library.sane_open(name)

    def options(self) -> dict[str, SaneOption]:
        """What it offers now: setting one option may change the others."""
        found: dict[str, SaneOption] = {}
        self._numbers = {}
        with told(self._library):
            for number in range(1, self._library.sane_get_option_value(self._handle, 0)):
                raw = self._library.sane_get_option_descriptor(self._handle, number)
                if raw.type in _KINDS and raw.name:
                    option = self._option(raw)
                    found[option.name] = option
                    self._numbers[option.name] = (number, option.kind, int(raw.size))
        return found

    def _option(self, raw: Any) -> SaneOption:
        kind = _KINDS[raw.type]
        values = self._library.SaneConstraintType(raw.constraint_type).get_pyobj_constraint(raw.constraint)
        limits: tuple[float, float] | None = None
        step = 0.0
        choices: tuple[Value, ...] = ()
        if raw.constraint_type == _RANGE:
            low, high, step = (pyinsane_fixed.from_raw(kind, value) for value in values)
            limits = (low, high)
        elif raw.constraint_type == _WORDS:
            choices = tuple(pyinsane_fixed.from_raw(kind, value) for value in values)
        elif raw.constraint_type == _STRINGS:
            choices = tuple(values)
        flags = self._library.SaneCapabilities(raw.cap)
        return SaneOption(
            name=option_names.well_known(raw.name.decode(errors="replace")),
            kind=kind,
            unit=_UNITS.get(raw.unit, ""),
            active=flags.is_active() and flags.is_settable(),
            choices=choices,
            limits=limits,
            step=step,
        )

    def set(self, name: str, value: Value) -> None:
        """Set an option that `options` has listed.

        Raises:
            WrongSetting, …: the device refuses it.
        """
        number, kind, size = self._numbers[name]
        raw = pyinsane_strings.padded(value, size) if isinstance(value, str) else pyinsane_fixed.to_raw(kind, value)
        with told(self._library):
            self._library.sane_set_option_value(self._handle, number, raw)

    def value(self, name: str) -> Value | None:
        """How an option that `options` has listed stands; None where the device does not say."""
        number, kind, _ = self._numbers[name]
        try:
            with told(self._library):
                raw = self._library.sane_get_option_value(self._handle, number)
        except ScannerTrouble:
            return None
        return raw.decode(errors="replace") if isinstance(raw, bytes) else pyinsane_fixed.from_raw(kind, raw)

    def start(self) -> Any:
        """Start a frame; gives its parameters, which are guesses before this moment.

        Raises:
            NoPaper, Jam, …: what the device says.
        """
        with told(self._library):
            self._library.sane_start(self._handle)
            return self._library.sane_get_parameters(self._handle)

    def read(self) -> bytes | None:
        """The next bytes of a frame, None at its end.

        Raises:
            Jam, ConnectionLost, …: what the device says.
        """
        with told(self._library):
            try:
                return bytes(self._library.sane_read(self._handle, READ_BYTES))
            except EOFError:
                return None

    def cancel(self) -> None:
        """End the scan; may be called from another thread, and does nothing once the device is let go.

        The parent may cancel at any time, also when the last page has come: SANE follows the handle of a device that
        is closed into memory that is no longer there.
        """
        with self._guard:
            if self._is_open:
                self._library.sane_cancel(self._handle)

    def __enter__(self) -> SaneDevice:
        return self

    def __exit__(self, *_: object) -> None:
        stuck_release.let_go(self._leave)

    def _leave(self) -> None:
        with self._guard:
            self._library.sane_cancel(self._handle)
            self._is_open = False
            self._library.sane_close(self._handle)
