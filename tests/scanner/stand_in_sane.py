"""SANE's library as far as the driver sees it: one device that rounds, lies and stumbles as it is told."""

from __future__ import annotations

from types import SimpleNamespace

from desktop.scanner.driver import ScannedSide, ScanRequest
from desktop.scanner.sane.driver import SaneDriver
from tests.scanner.hours import Hours
from tests.scanner.unwatched import Unwatched

A4_MM = (210.0, 297.0)
NO_DOCS, EOF = 7, 5
_RANGE = 1
_MM, _DPI = 3, 4
_INT, _FIXED = 1, 2
_ONE = 65536


class SaneException(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


class Library:
    """One feeder.

    Args:
        starts: for each `sane_start`, what happens: 0 for a page, else a status.
        reads: for each page, the statuses and lengths (in lines) of its reads; whole pages where there is none.
        gives_dpi: what the device scans at, whatever was set; 0 for what was set.
        takes_dpi: what it makes of the resolution that is set and says so; 0 for what was set.

    Attributes:
        started: how often it was asked to start.
        whole: pages that it has sent to their end.
        lost: it has begun a page and not sent it.
        handles: of open devices; SANE itself crashes where it is asked about any other.
    """

    SaneException = SaneException

    def __init__(self, starts: list[int], reads: list[list[int]] | None = None, *, gives_dpi=0, takes_dpi=0) -> None:
        self.starts = list(starts)
        self.reads = [list(one) for one in reads or []]
        self._gives_dpi = gives_dpi
        self._takes_dpi = takes_dpi
        self._page: list[int] = []
        self._sent = 0
        self.started = 0
        self.whole = 0
        self.lost = False
        self.handles: set[str] = set()
        self._options = {
            1: SimpleNamespace(name=b"resolution", type=_INT, unit=_DPI, low=50, high=1200),
            2: SimpleNamespace(name=b"tl-x", type=_FIXED, unit=_MM, low=0, high=A4_MM[0]),
            3: SimpleNamespace(name=b"br-x", type=_FIXED, unit=_MM, low=0, high=A4_MM[0]),
            4: SimpleNamespace(name=b"tl-y", type=_FIXED, unit=_MM, low=0, high=A4_MM[1]),
            5: SimpleNamespace(name=b"br-y", type=_FIXED, unit=_MM, low=0, high=A4_MM[1]),
            6: SimpleNamespace(name=b"source", type=3, unit=0, low=0, high=0),
        }
        self._values: dict[int, float] = {1: 100}

    def sane_init(self) -> None:
        return

    def sane_open(self, name: str) -> str:
        self.handles.add(name)
        return name

    def sane_get_option_descriptor(self, handle: str, number: int) -> SimpleNamespace:
        one = self._options[number]
        kind = 3 if one.type == 3 else _RANGE
        return SimpleNamespace(**vars(one), size=32, cap=0, constraint_type=kind, constraint=one)

    def SaneConstraintType(self, kind: int) -> SimpleNamespace:
        def values(one: SimpleNamespace) -> list:
            scale = _ONE if one.type == _FIXED else 1
            return ["ADF"] if kind == 3 else [int(one.low * scale), int(one.high * scale), 0]

        return SimpleNamespace(get_pyobj_constraint=values)

    def SaneCapabilities(self, cap: int) -> SimpleNamespace:
        return SimpleNamespace(is_active=lambda: True, is_settable=lambda: True)

    def sane_get_option_value(self, handle: str, number: int) -> float:
        return len(self._options) + 1 if number == 0 else self._values[number]

    def sane_set_option_value(self, handle: str, number: int, value: float) -> None:
        self._values[number] = self._takes_dpi or value if number == 1 else value

    def sane_start(self, handle: str) -> None:
        self.started += 1
        status = self.starts.pop(0) if self.starts else NO_DOCS
        self._say(status)
        self._page, self._sent = self.reads.pop(0) if self.reads else [-self.lines], 0

    def _say(self, status: int) -> None:
        if status == NO_DOCS:
            raise StopIteration
        if status == EOF:
            raise EOFError
        if status:
            raise SaneException(status)

    @property
    def _dpi(self) -> float:
        return self._gives_dpi or self._values[1]

    @property
    def lines(self) -> int:
        return round((self._values[5] - self._values[4]) / _ONE / 25.4 * self._dpi)

    def sane_get_parameters(self, handle: str) -> SimpleNamespace:
        width = round((self._values[3] - self._values[2]) / _ONE / 25.4 * self._dpi)
        return SimpleNamespace(
            format=0, last_frame=True, bytes_per_line=width, pixels_per_line=width, lines=self.lines, depth=8
        )

    def sane_read(self, handle: str, most: int) -> bytes:
        act = self._page.pop(0) if self._page else EOF
        if act > 0:
            self.whole += act == EOF and self._sent > 0
            self.lost = self.lost or (act == EOF) != (self._sent > 0)
            self._say(act)
        self._sent -= act
        return bytes(-act * self.sane_get_parameters(handle).bytes_per_line)

    def sane_cancel(self, handle: str) -> None:
        assert handle in self.handles, "a device that is closed"

    def sane_close(self, handle: str) -> None:
        self.handles.remove(handle)


def scan(library: Library, kept: list[ScannedSide], hours: Hours | None = None, **more) -> list[ScannedSide]:
    """Scan over a library; what comes is kept, also where it ends in trouble."""
    hours = hours or Hours()
    driver = SaneDriver(None, 30.0, hours, hours.wait)
    driver._library = lambda: library  # type: ignore[method-assign]
    for side in driver.scan(ScanRequest(device_id="sane:test", **{"dpi": 50, **more}), Unwatched()):
        kept.append(side)
    return kept
