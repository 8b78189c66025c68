"""What a SANE device offers, as plain data, and what to set for a scan. Works the same on a captured device."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from desktop.scanner.density import MM_PER_INCH, Asked
from desktop.scanner.driver import Colour, Device, ScanRequest, Source, finer_within, next_finer
from desktop.scanner.errors import NotSupported
from desktop.scanner.quirks.sane import mode_names, page_width, source_names

Value = str | float
Setting = tuple[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaneOption:
    """One option.

    Attributes:
        name: SANE's.
        kind: `bool`, `int`, `fixed`, `string`.
        unit: `mm`, `pixel`, `dpi`, … or empty.
        active: it may be set now.
        choices: allowed values, empty where there is no list.
        limits: smallest and largest allowed value, None where there is no range.
        step: between allowed values of a range; 0 for any.
    """

    name: str
    kind: str
    unit: str = ""
    active: bool = True
    choices: tuple[Value, ...] = ()
    limits: tuple[float, float] | None = None
    step: float = 0.0


Options = Mapping[str, SaneOption]


def device_of(name: str, words: str, options: Options) -> Device:
    """A device as the program knows it.

    Args:
        name: SANE's name.
        words: vendor and model.
        options: what it offers.
    """
    names = _names(options, "source")
    modes = _names(options, "mode")
    return Device(
        id=f"sane:{name}",
        name=words or name,
        driver="sane",
        sources=source_names.sources(names),
        duplex=any(source_names.is_duplex(one) for one in names),
        resolutions=tuple(sorted(round(float(value)) for value in _choices(options, "resolution"))),
        colours=tuple(colour for colour in Colour if mode_names.pick(modes, colour)),
    )


def _choices(options: Options, name: str) -> tuple[Value, ...]:
    option = options.get(name)
    return option.choices if option and option.active else ()


def _names(options: Options, name: str) -> list[str]:
    return [str(value) for value in _choices(options, name)]


def _source(options: Options, request: ScanRequest) -> list[Setting]:
    names = _names(options, "source")
    name = source_names.pick(names, request.source, duplex=request.duplex)
    if name:
        return [("source", name)]
    if names or request.source not in source_names.sources(names):
        # Scanning from somewhere else, or one side only, would be a silent change.
        raise NotSupported(cause=f"{request.source}, duplex {request.duplex}: only {names}")
    return []


def _mode(options: Options, request: ScanRequest) -> list[Setting]:
    name = mode_names.pick(_names(options, "mode"), request.colour)
    return [("mode", name)] if name else []


def _depth(options: Options, request: ScanRequest) -> list[Setting]:
    wanted = 1 if request.colour is Colour.BLACK_AND_WHITE and not mode_names.has_lineart(options) else 8
    return [("depth", wanted)] if wanted in _choices(options, "depth") else []


def _resolution(options: Options, request: ScanRequest) -> list[Setting]:
    option = options.get("resolution")
    if option is None or not option.active:
        return []
    return [("resolution", dpi_for(option, request.dpi))]


def dpi_for(option: SaneOption, wanted: int) -> int:
    """The resolution that the device will take."""
    if option.limits:
        low, high = option.limits
        return finer_within(round(low), round(high), round(option.step), wanted)
    return next_finer(tuple(round(float(value)) for value in option.choices), wanted)


def _paper(options: Options, request: ScanRequest) -> list[Setting]:
    size = request.size.mm
    return [
        (name, _within(options[name], size[axis] if size else None, request.dpi))
        for axis, name in page_width.NAMES
        if name in options and options[name].active and options[name].limits
    ]


def _corner(options: Options, request: ScanRequest) -> list[Setting]:
    size = request.size.mm
    settings: list[Setting] = []
    for axis, start, end in ((0, "tl-x", "br-x"), (1, "tl-y", "br-y")):
        for name, length in ((start, 0.0), (end, size[axis] if size else None)):
            option = options.get(name)
            if option and option.active and option.limits:
                settings.append((name, _within(option, length, request.dpi)))
    return settings


def _within(option: SaneOption, length_mm: float | None, dpi: int) -> float:
    """A length in the option's unit, within what the device can; all it can for None."""
    assert option.limits
    low, high = option.limits
    if length_mm is None:
        return high
    length = length_mm / MM_PER_INCH * dpi if option.unit == "pixel" else length_mm
    return min(high, max(low, length))


STEPS: tuple[Callable[[Options, ScanRequest], list[Setting]], ...] = (
    _source, _mode, _depth, _resolution, _paper, _corner,
)  # fmt: skip
"""In this order: a source decides which modes there are, a mode which depths, a resolution how far an area goes."""


def both_sides(options: Options, request: ScanRequest) -> bool:
    """Whether both sides will come."""
    name = source_names.pick(_names(options, "source"), request.source, duplex=request.duplex)
    return request.source is Source.ADF and name is not None and source_names.is_duplex(name)


class Settable(Protocol):
    """What has options: a SANE device, or a captured one."""

    def options(self) -> dict[str, SaneOption]:
        """What it offers now."""

    def set(self, name: str, value: Value) -> None:
        """Set one."""


class Readable(Protocol):
    """What tells how its options stand: a SANE device."""

    def options(self) -> dict[str, SaneOption]:
        """What it offers now."""

    def value(self, name: str) -> Value | None:
        """How one stands; None where it does not say."""


def set_up(device: Settable, request: ScanRequest) -> tuple[bool, int]:
    """Set everything; gives whether both sides will come, and the resolution they will have.

    Raises:
        NotSupported: it has no such source.
        WrongSetting, …: the device refuses a value.
    """
    options = device.options()
    duplex = both_sides(options, request)
    for step in STEPS:
        for name, value in step(options, request):
            device.set(name, value)
        options = device.options()
    resolution = options.get("resolution")
    return duplex, dpi_for(resolution, request.dpi) if resolution and resolution.active else request.dpi


def asked_of(device: Readable, dpi: int) -> Asked:
    """What a device has made of what was set: backends round, and only some of them say so.

    Args:
        device: after `set_up`.
        dpi: the resolution that was set.
    """
    options = device.options()

    def number(name: str) -> float | None:
        value = device.value(name) if name in options else None
        return float(value) if isinstance(value, int | float) else None

    taken = number("resolution")
    dpi = round(taken) if taken and taken > 0 else dpi
    sides = []
    for start, end in (("tl-x", "br-x"), ("tl-y", "br-y")):
        first, last = number(start) or 0.0, number(end)
        if last is None or last <= first:
            return Asked(dpi)
        per_mm = dpi / MM_PER_INCH if options[end].unit == "pixel" else 1.0
        sides.append((last - first) / per_mm)
    return Asked(dpi, (sides[0], sides[1]))
