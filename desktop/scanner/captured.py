"""A scanner report: what devices in the field offer, replayed as if they stood here.

`quayso scanners --report F.json` writes one; `replay` gives each captured device back, so that a test can ask it what
would be found and set.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Protocol

from desktop.model.data import from_data
from desktop.model.errors import UnreadableInput
from desktop.scanner.driver import Device, ScanRequest
from desktop.scanner.errors import WrongSetting
from desktop.scanner.escl import messages
from desktop.scanner.escl.xml import parse_xml, read_xml
from desktop.scanner.sane import options as sane
from desktop.scanner.wia import driver as wia
from desktop.scanner.wia.ids import Property
from desktop.scanner.wia.properties import Value, WiaProperty
from desktop.scanner.wia.session import WiaTransfer

VERSION = 1


def report_as_json(devices: list[dict[str, Any]]) -> str:
    """A report as it is kept in a file."""
    return json.dumps({"quayso_scanner_report": VERSION, "devices": devices}, ensure_ascii=False, indent=1) + "\n"


class CapturedDevice(Protocol):
    """A device from a report."""

    def device(self) -> Device:
        """As the program would list it."""

    def settings(self, request: ScanRequest) -> dict[str, Any]:
        """What would be set for a scan, by the driver's own names.

        Raises:
            ScannerTrouble: the device has not got it, or would refuse it.
        """


def replay(report: str, name: str = "report") -> list[CapturedDevice]:
    """The devices of a report.

    Raises:
        UnreadableInput: no report, or one of a later version.
    """
    try:
        data = json.loads(report)
        if data["quayso_scanner_report"] != VERSION:
            raise UnreadableInput(name, reason="báo cáo của phiên bản khác")
        kinds: dict[str, Callable[[dict[str, Any]], CapturedDevice]] = {"sane": _Sane, "escl": _Escl, "wia": _Wia}
        return [kinds[device["driver"]](device) for device in data["devices"]]
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableInput(name, reason="không phải báo cáo máy quét", cause=repr(error)) from None


class _Sane:
    def __init__(self, data: dict[str, Any]) -> None:
        self._words = data["model"]
        self._backend = data["backend"]
        self._options = {row["name"]: from_data(sane.SaneOption, row) for row in data["options"]}
        self._set: dict[str, Any] = {}

    def device(self) -> Device:
        return sane.device_of(self._backend, self._words, self._options)

    def options(self) -> dict[str, sane.SaneOption]:
        return self._options

    def set(self, name: str, value: sane.Value) -> None:
        option = self._options[name]
        fits = value in option.choices if option.choices else True
        if not fits or (option.limits and not option.limits[0] <= float(value) <= option.limits[1]):
            raise WrongSetting(cause=f"{name} = {value}")
        self._set[name] = value

    def settings(self, request: ScanRequest) -> dict[str, Any]:
        self._set = {}
        sane.set_up(self, request)
        return dict(self._set)


class _Escl:
    def __init__(self, data: dict[str, Any]) -> None:
        self._capabilities = read_xml(data["capabilities"].encode(), messages.capabilities)

    def device(self) -> Device:
        return messages.device_of("captured", self._capabilities)

    def settings(self, request: ScanRequest) -> dict[str, Any]:
        root = parse_xml(messages.settings(request, self._capabilities))
        return {one.tag: one.text for one in root.iter() if one.text}


class _Wia:
    def __init__(self, data: dict[str, Any]) -> None:
        root, *children = [_WiaItem(item) for item in data["items"]]
        root.below = children
        self._root = root
        self._name = data["model"]

    def device(self) -> Device:
        return wia.device_of("captured", self._name, self._root)

    def settings(self, request: ScanRequest) -> dict[str, Any]:
        item = wia.item_for(self._root, request)
        wia.set_up(item, request)
        return {Property(number).name: found.value for number, found in item.properties().items()}


class _WiaItem:
    def __init__(self, data: dict[str, Any]) -> None:
        self.category: str = data["category"]
        self.below: list[_WiaItem] = []
        self._properties: dict[int, WiaProperty] = {
            Property[name]: from_data(WiaProperty, row) for name, row in data["properties"].items()
        }

    def properties(self) -> dict[int, WiaProperty]:
        return self._properties

    def write(self, which: Property, value: Value) -> None:
        known = self._properties[which]
        if known.limits and not known.limits[0] <= int(value) <= known.limits[1]:
            raise WrongSetting(cause=f"{which.name} = {value}")
        self._properties[which] = replace(known, value=value)

    def children(self) -> Iterator[_WiaItem]:
        yield from self.below

    def download(self, transfer: WiaTransfer) -> None:
        raise NotImplementedError("a captured device has no paper")
