"""One open SANE device: options by name, frames of bytes, every status turned into a trouble in words."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.scanner.errors import SaneMissing, ScannerTrouble
from desktop.scanner.patience import within
from desktop.scanner.quirks import pyinsane_daemon, pyinsane_strings, sane_fixed, sane_names
from desktop.scanner.sane.options import SaneOption, Value
from desktop.scanner.sane.status import EOF, NO_DOCS, trouble

READ_BYTES = 256 * 1024
LEAVING_S = 2.0
"""How long a device may take to let go, seconds; after it, what it said counts, and the process ends without it."""
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
    except StopIteration:
        # The library's way of saying that the feeder is empty, from start and from read.
        raise trouble(NO_DOCS) from None
    except EOFError:
        raise trouble(EOF) from None
    except UnicodeError as error:
        raise ScannerTrouble(cause=repr(error)[:200]) from None


class SaneDevice:
    """An open device; use it as a context.

    Args:
        library: from `load_library`, initialised.
        name: SANE's name of the device.
    """

    def __init__(self, library: Any, name: str) -> None:
        self._library = library
        self._numbers: dict[str, tuple[int, str, int]] = {}
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
            low, high, step = (sane_fixed.from_raw(kind, value) for value in values)
            limits = (low, high)
        elif raw.constraint_type == _WORDS:
            choices = tuple(sane_fixed.from_raw(kind, value) for value in values)
        elif raw.constraint_type == _STRINGS:
            choices = tuple(values)
        flags = self._library.SaneCapabilities(raw.cap)
        return SaneOption(
            name=sane_names.well_known(raw.name.decode(errors="replace")),
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
        raw = pyinsane_strings.padded(value, size) if isinstance(value, str) else sane_fixed.to_raw(kind, value)
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
        return raw.decode(errors="replace") if isinstance(raw, bytes) else sane_fixed.from_raw(kind, raw)

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
        """End the scan; may be called from another thread."""
        self._library.sane_cancel(self._handle)

    def __enter__(self) -> SaneDevice:
        return self

    def __exit__(self, *_: object) -> None:
        # SANE's readers are threads, cancelled wherever they stand: one that dies holding a lock keeps the device for
        # ever. What the device said before must not wait for that.
        within(LEAVING_S, self._leave)

    def _leave(self) -> None:
        self._library.sane_cancel(self._handle)
        self._library.sane_close(self._handle)
