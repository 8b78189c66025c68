"""Properties of a WIA item as plain data, and what to set for a scan. Works the same on a captured device."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop.scanner.density import MM_PER_INCH, Asked
from desktop.scanner.driver import Colour, ScanRequest, Source, finer_within, next_finer
from desktop.scanner.quirks.wia import poor_jpeg
from desktop.scanner.wia import ids
from desktop.scanner.wia.ids import Handling, Property, PropertyFlag

Value = int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class WiaProperty:
    """One property.

    Attributes:
        value: as it is now.
        writable: whether it may be set.
        values: allowed values, or the single bits of flags; empty where there is no list.
        limits: smallest, largest value and step; None where there is no range.
    """

    value: Value
    writable: bool = True
    values: tuple[Value, ...] = ()
    limits: tuple[int, int, int] | None = None


Properties = Mapping[int, WiaProperty]
Setting = tuple[Property, Value]


def property_from(value: Value, flags: int, numbers: Sequence[Value]) -> WiaProperty:
    """A property from what `GetPropertyAttributes` tells.

    Args:
        value: its value now.
        flags: `PropertyFlag` bits.
        numbers: the attribute vector: range = min, nominal, max, step; list = count, nominal, values…;
            flags = nominal, all bits. (`WIA_RANGE_*`, `WIA_LIST_*`, `WIA_FLAG_*` in `wiadef.h`.)
    """
    writable = bool(flags & PropertyFlag.WRITE)
    if flags & PropertyFlag.RANGE and len(numbers) >= 4:
        low, _, high, step = (int(number) for number in numbers[:4])
        return WiaProperty(value=value, writable=writable, limits=(low, high, max(1, step)))
    if flags & PropertyFlag.LIST and len(numbers) > 2:
        return WiaProperty(value=value, writable=writable, values=tuple(numbers[2:]))
    if flags & PropertyFlag.FLAGS and len(numbers) >= 2:
        bits = int(numbers[1])
        return WiaProperty(
            value=value, writable=writable, values=tuple(1 << at for at in range(31) if bits & (1 << at))
        )
    return WiaProperty(value=value, writable=writable)


def _resolution(properties: Properties, which: Property, wanted: int) -> int:
    found = properties.get(which)
    if found is None:
        return wanted
    if found.limits:
        return finer_within(*found.limits, wanted)
    return next_finer(tuple(int(value) for value in found.values), wanted)


def asked_of(properties: Properties, request: ScanRequest) -> Asked:
    """What a device has made of what was set.

    Args:
        properties: of the way of taking paper, after all has been set.
        request: what was wanted.
    """
    taken = _number(properties, Property.X_RESOLUTION)
    dpi = taken if taken > 0 else request.dpi
    width, height = (_number(properties, which) / dpi * MM_PER_INCH for which in (Property.X_EXTENT, Property.Y_EXTENT))
    found_by_itself = _page_size(properties, request) or not width or not height
    return Asked(dpi, None if found_by_itself else (width, height))


def _number(properties: Properties, which: Property) -> int:
    found = properties.get(which)
    return found.value if found and isinstance(found.value, int) else 0


def _within(limits: tuple[int, int, int], wanted: int) -> int:
    low, high, step = limits
    value = min(high, max(low, wanted))
    return value - (value - low) % step


def _pick(properties: Properties, which: Property, value: Value) -> list[Setting]:
    """Set a value where the device has the property and, where it bounds or lists its values, this one."""
    found = properties.get(which)
    if found is None or not found.writable or (found.values and value not in found.values):
        return []
    if found.limits and isinstance(value, int) and not found.limits[0] <= value <= found.limits[1]:
        return []
    return [(which, value)]


def _handling(properties: Properties, request: ScanRequest) -> list[Setting]:
    if request.source is Source.FLATBED:
        return []
    sides = Handling.DUPLEX if request.duplex else Handling.FRONT_ONLY
    return [
        *_pick(properties, Property.HANDLING_SELECT, int(sides)),
        *_pick(properties, Property.PAGES, request.limit or ids.ALL_PAGES),
    ]


def _watchfulness(properties: Properties, request: ScanRequest) -> list[Setting]:
    """Two sheets at once are an error; blank pages are never left out by the driver."""
    return [
        *_pick(properties, Property.MULTI_FEED, ids.MULTI_FEED_STOP),
        *_pick(properties, Property.BLANK_PAGES, ids.BLANK_PAGES_KEPT),
    ]


def _format(properties: Properties, request: ScanRequest) -> list[Setting]:
    wanted = (_pick(properties, Property.FORMAT, one) for one in poor_jpeg.FORMATS)
    return next((settings for settings in wanted if settings), [])


_DATA_TYPES = {Colour.COLOUR: ids.COLOUR, Colour.GREY: ids.GREY, Colour.BLACK_AND_WHITE: ids.BLACK_AND_WHITE}


def _colour(properties: Properties, request: ScanRequest) -> list[Setting]:
    return _pick(properties, Property.DATA_TYPE, _DATA_TYPES[request.colour])


def _resolutions(properties: Properties, request: ScanRequest) -> list[Setting]:
    return [
        (which, _resolution(properties, which, request.dpi))
        for which in (Property.X_RESOLUTION, Property.Y_RESOLUTION)
        if which in properties and properties[which].writable
    ]


def _page_size(properties: Properties, request: ScanRequest) -> list[Setting]:
    found = properties.get(Property.PAGE_SIZE)
    automatic = request.size.mm is None and found is not None and ids.PAGE_AUTO in found.values
    return [(Property.PAGE_SIZE, ids.PAGE_AUTO)] if automatic else []


def _area(properties: Properties, request: ScanRequest) -> list[Setting]:
    if _page_size(properties, request):
        return []
    size = request.size.mm
    dpi = _resolution(properties, Property.X_RESOLUTION, request.dpi)
    settings: list[Setting] = []
    axes = ((0, Property.X_POSITION, Property.X_EXTENT), (1, Property.Y_POSITION, Property.Y_EXTENT))
    for axis, position, extent in axes:
        settings += _pick(properties, position, 0)
        found = properties.get(extent)
        if found and found.writable and found.limits:
            wanted = round(size[axis] / MM_PER_INCH * dpi) if size else found.limits[1]
            settings.append((extent, _within(found.limits, wanted)))
    return settings


STEPS: tuple[Callable[[Properties, ScanRequest], list[Setting]], ...] = (
    _handling, _watchfulness, _format, _colour, _resolutions, _page_size, _area,
)  # fmt: skip
"""In this order; each sees the properties as the last one left them: an extent's range follows the resolution."""
