"""SANE through pyinsane2, inside the scanner host only (pyinsane2 is GPL-3.0-or-later)."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from desktop.scanner.driver import Device, ScannedSide, ScanRequest, Source
from desktop.scanner.errors import (
    Busy,
    CoverOpen,
    DeviceGone,
    Jam,
    NoPaper,
    SaneMissing,
    ScanCancelled,
    ScannerTrouble,
    WarmingUp,
)
from desktop.scanner.pages import as_jpeg, sheet_and_side
from desktop.scanner.quirks import sane_fixed, sane_sources

_BY_STATUS: dict[int, type[ScannerTrouble]] = {
    2: ScanCancelled,
    3: Busy,
    6: Jam,
    7: NoPaper,
    8: CoverOpen,
    9: DeviceGone,
    11: DeviceGone,
    12: WarmingUp,
    13: Jam,
}


def _library(config_dir: Path | None) -> Any:
    # Its own daemon truncates large pages; we are in a process of our own already.
    os.environ["PYINSANE_SINGLE_THREAD"] = "1"
    if config_dir:
        os.environ["SANE_CONFIG_DIR"] = str(config_dir)
    try:
        import pyinsane2.sane.abstract as library
    except (ImportError, OSError) as error:
        raise SaneMissing(cause=str(error)) from None
    return library


class SaneDriver:
    """Scanners that SANE knows.

    Args:
        config_dir: a folder of SANE configuration instead of the system's.
    """

    name = "sane"

    def __init__(self, config_dir: Path | None = None) -> None:
        self._config_dir = config_dir

    def devices(self) -> list[Device]:
        """The scanners that answer."""
        library = _library(self._config_dir)
        found = []
        with _told(library):
            for scanner in library.get_devices():
                with contextlib.suppress(ScannerTrouble), _told(library):
                    found.append(_device(scanner))
        return found

    def scan(self, request: ScanRequest) -> Iterator[ScannedSide]:
        """Scan until the feeder is empty; each side as soon as it is there."""
        library = _library(self._config_dir)
        with _told(library):
            scanner = library.Scanner(request.device_id.removeprefix("sane:"))
            duplex = _set_up(scanner, request)
            feeder = request.source is Source.ADF
            session = _session(scanner, feeder=feeder)
        if session is None:
            raise NoPaper()
        count = 0
        while True:
            with _told(library):
                picture = _next(session, library, first=count == 0)
            if picture is None:
                if not count and feeder:
                    raise NoPaper()
                return
            sheet, side = sheet_and_side(count, duplex=duplex)
            yield ScannedSide(
                image=as_jpeg(picture, request.dpi),
                dpi=request.dpi,
                sheet=sheet,
                side=side,
                width=picture.width,
                height=picture.height,
            )
            count += 1
            if not feeder:
                return


def _session(scanner: Any, *, feeder: bool) -> Any:
    """A scan session; None where the feeder is empty at once."""
    try:
        return scanner.scan(multiple=feeder)
    except StopIteration:
        return None


def _next(session: Any, library: Any, *, first: bool) -> Any:
    """The next picture of a session; None where there is no more paper."""
    have = len(session.images)
    try:
        while True:
            try:
                session.scan.read()
            except EOFError:
                break
    except StopIteration:
        pass
    except library.SaneException as error:
        if not first and _status(error) == 7:
            return None
        raise
    if len(session.images) == have:
        return None
    picture = session.images[-1]
    # Pages given on are not kept here: a long batch stays flat in memory.
    session.images[-1] = None
    return picture


def _device(scanner: Any) -> Device:
    options = scanner.options
    names = _choices(options, "source")
    return Device(
        id=f"sane:{scanner.name}",
        name=" ".join(part for part in (scanner.vendor, scanner.model) if part) or scanner.name,
        driver="sane",
        sources=sane_sources.sources(names),
        duplex=any(sane_sources.is_duplex(name) for name in names),
        resolutions=_resolutions(options),
    )


def _choices(options: dict[str, Any], name: str) -> list[str]:
    option = options.get(name)
    values = option.constraint if option is not None else None
    if not isinstance(values, list | tuple):
        return []
    return [value.decode() if isinstance(value, bytes) else str(value) for value in values]


def _resolutions(options: dict[str, Any]) -> tuple[int, ...]:
    option = options.get("resolution")
    if option is None or not isinstance(option.constraint, list):
        return ()
    return tuple(sorted(round(sane_fixed.from_raw(option, float(value))) for value in option.constraint))


def _set_up(scanner: Any, request: ScanRequest) -> bool:
    """Set source, mode, resolution and the whole sheet; gives whether both sides will come."""
    options = scanner.options
    names = _choices(options, "source")
    source = sane_sources.pick(names, request.source, duplex=request.duplex)
    duplex = False
    if source:
        _put(options, "source", source)
        duplex = sane_sources.is_duplex(source)
    _put_first(options, "mode", ("Color", "Colour") if request.colour else ("Gray", "Grey", "Grayscale"))
    if "resolution" in options:
        _put(options, "resolution", sane_fixed.to_raw(options["resolution"], request.dpi))
    for corner in ("tl-x", "tl-y"):
        _put_limit(options, corner, low=True)
    for corner in ("br-x", "br-y"):
        _put_limit(options, corner, low=False)
    return duplex


def _put(options: dict[str, Any], name: str, value: Any) -> None:
    options[name].value = value.encode() if isinstance(value, str) else value


def _put_first(options: dict[str, Any], name: str, wanted: Sequence[str]) -> None:
    for value in wanted:
        if value in _choices(options, name):
            _put(options, name, value)
            return


def _put_limit(options: dict[str, Any], name: str, *, low: bool) -> None:
    """Bring a corner of the scan area to its end; backends without areas do not mind."""
    option = options.get(name)
    if option is None:
        return
    limits = option.constraint
    end = limits[0 if low else 1] if isinstance(limits, list | tuple) and len(limits) >= 2 else None
    if end is not None:
        with contextlib.suppress(Exception):
            option.value = int(end)


def _status(error: Any) -> int:
    try:
        return int(error.status)
    except (TypeError, ValueError, AttributeError):
        return -1


@contextlib.contextmanager
def _told(library: Any) -> Iterator[None]:
    """Turn SANE's status into a trouble in words."""
    try:
        yield
    except library.SaneException as error:
        raise _BY_STATUS.get(_status(error), ScannerTrouble)(cause=str(error)) from None


def airscan_config(folder: Path, scanners: dict[str, str], *, test_backend: bool = False) -> Path:
    """Write a SANE configuration with nothing but these eSCL scanners (name to address); gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    backends = ["airscan", *(["test"] if test_backend else [])]
    (folder / "dll.conf").write_text("".join(f"{name}\n" for name in backends), "utf-8")
    rows = "".join(f'"{name}" = {address}\n' for name, address in scanners.items())
    (folder / "airscan.conf").write_text(f"[devices]\n{rows}[options]\ndiscovery = disable\n", "utf-8")
    return folder
