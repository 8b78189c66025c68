"""The WIA driver: all calls in one thread of its own, pages out of it as they come."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Iterator
from typing import Any

from desktop.model.data import as_data
from desktop.scanner.density import Asked
from desktop.scanner.driver import Colour, Device, Progress, ScannedSide, ScanRequest, Source, Watch
from desktop.scanner.errors import (
    DeviceGone,
    NoPaper,
    NotSupported,
    ScanCancelled,
    ScannerTrouble,
    Unfinished,
)
from desktop.scanner.pages import side_of
from desktop.scanner.quirks.wia import (
    empty_streams,
    false_paper,
    kept_streams,
    one_page_transfers,
    poor_jpeg,
    quiet_errors,
    unknown_heights,
    untold_ends,
)
from desktop.scanner.wia import ids
from desktop.scanner.wia.ids import Handling, Property
from desktop.scanner.wia.pictures import picture_from
from desktop.scanner.wia.properties import STEPS, Properties, WiaProperty, asked_of
from desktop.scanner.wia.session import Download, OpenManager, WiaItem, WiaManager
from desktop.scanner.wia.troubles import PAPER_EMPTY, WiaError, trouble

QUIRKS = (
    empty_streams, false_paper, kept_streams, one_page_transfers, poor_jpeg, quiet_errors, unknown_heights,
    untold_ends,
)  # fmt: skip
"""What this driver copes with; a file each in `scanner/quirks/wia`."""
_PERSONAL = {Property.DEVICE_ID, Property.DEVICE_NAME}
_CATEGORIES = {Source.ADF: ids.FEEDER, Source.FLATBED: ids.FLATBED}
_COLOURS = {ids.COLOUR: Colour.COLOUR, ids.GREY: Colour.GREY, ids.BLACK_AND_WHITE: Colour.BLACK_AND_WHITE}


def _windows(class_id: str) -> Any:
    # Importing comtypes enters an apartment in the importing thread: it must be the one that we want, the free one.
    sys.coinit_flags = 0  # type: ignore[attr-defined]
    from desktop.scanner.wia.com import manager

    return manager(class_id)


class WiaDriver:
    """Scanners that Windows has a WIA driver for.

    Args:
        class_id: of the device manager; empty for Windows' own.
        open_manager: gives it; Windows' COM by default.
    """

    name = "wia"

    def __init__(self, class_id: str = "", open_manager: OpenManager = _windows) -> None:
        self._class_id = class_id or ids.DEVICE_MANAGER
        self._open_manager = open_manager

    def devices(self) -> list[Device]:
        """The scanners that answer."""
        try:
            with self._open_manager(self._class_id) as manager:
                return [device_of(device_id, name, root) for device_id, name, root in _scanners(manager)]
        except WiaError as error:
            raise trouble(error.code) from None

    def report(self) -> list[dict[str, Any]]:
        """The properties of every scanner and its sources, without its id and its name in this network."""
        try:
            with self._open_manager(self._class_id) as manager:
                return [_report(root) for _, _, root in _scanners(manager)]
        except WiaError as error:
            raise trouble(error.code) from None

    def scan(self, request: ScanRequest, watch: Watch) -> Iterator[ScannedSide]:
        """Scan until the feeder is empty; each side as soon as it is there."""
        work = _Work(self._open_manager, self._class_id, request, watch)
        threading.Thread(target=work.run, name="wia", daemon=True).start()
        try:
            for count, (stream, asked) in enumerate(work.streams()):
                yield side_of(picture_from(stream, asked), count, duplex=request.duplex)
        finally:
            work.stop()


class _Work:
    """One scan in the thread that COM objects live in."""

    def __init__(self, open_manager: OpenManager, class_id: str, request: ScanRequest, watch: Watch) -> None:
        self._open_manager = open_manager
        self._class_id = class_id
        self._request = request
        self._watch = watch
        self._out: queue.Queue[tuple[bytes, Asked] | ScannerTrouble | None] = queue.Queue(maxsize=2)
        self._stopped = threading.Event()
        self._pages = 0

    def streams(self) -> Iterator[tuple[bytes, Asked]]:
        """Pages as they come, each with what the device was asked for.

        Raises:
            ScannerTrouble: what the device said.
        """
        while (item := self._out.get()) is not None:
            if isinstance(item, ScannerTrouble):
                raise item
            yield item

    def stop(self) -> None:
        """Nobody wants more."""
        self._stopped.set()

    def _wanted(self) -> bool:
        return not self._stopped.is_set() and not self._watch.cancelled

    def _put(self, item: tuple[bytes, Asked] | ScannerTrouble | None) -> None:
        while not self._stopped.is_set():
            try:
                self._out.put(item, timeout=0.1)
                return
            except queue.Full:
                continue

    def run(self) -> None:
        """The thread."""
        try:
            with self._open_manager(self._class_id) as manager:
                self._scan(manager.open(self._request.device_id.removeprefix("wia:")))
            self._put(None)
        except WiaError as error:
            cancelled = self._watch.cancelled
            self._put(ScanCancelled() if cancelled else trouble(error.code))
        except ScannerTrouble as error:
            self._put(error)
        except Exception as error:
            self._put(ScannerTrouble(cause=repr(error)[:300]))

    def _scan(self, root: WiaItem) -> None:
        request = self._request
        if request.source is Source.ADF and (stuck := false_paper.certain_trouble(root.properties())):
            raise stuck
        item = item_for(root, request)
        if request.duplex and not _can_duplex(root.properties(), item.properties()):
            raise NotSupported(cause="duplex")
        asked = set_up(item, request)
        download = Download(lambda stream: self._page(stream, asked), self._percent, self._wanted)
        while not self._is_over(root, item, download):
            continue
        if self._watch.cancelled:
            raise ScanCancelled()
        if not self._pages:
            raise NoPaper() if request.source is Source.ADF else ScannerTrouble(cause="no page from the flatbed")

    def _is_over(self, root: WiaItem, item: WiaItem, download: Download) -> bool:
        """One transfer; says whether the device has no more to give.

        Raises:
            WiaError, ScannerTrouble: what the device said.
            Unfinished: it has more paper by its own word, and gives none.
        """
        before = self._pages
        try:
            item.download(download)
        except WiaError as error:
            # How a feeder says that it has given all it had.
            if error.code != PAPER_EMPTY or not self._pages:
                raise
            return True
        if not self._wanted():
            return True
        if download.status:
            if download.status & 0xFFFFFFFF != PAPER_EMPTY:
                raise trouble(download.status)
            return True
        request = self._request
        enough = request.source is Source.FLATBED or self._pages == request.limit
        if enough or one_page_transfers.takes_all(item.properties()) or not false_paper.has_paper(root.properties()):
            return True
        if self._pages == before:
            raise Unfinished(cause="a transfer without a page, and paper in the feeder")
        return False

    def _page(self, stream: bytes, asked: Asked) -> None:
        self._pages += 1
        self._put((stream, asked))

    def _percent(self, percent: int) -> None:
        self._watch.progress(Progress(page=self._pages + 1, percent=percent))


def item_for(root: WiaItem, request: ScanRequest) -> WiaItem:
    """The way of taking paper that was asked for.

    Raises:
        NotSupported: the device has not got it.
    """
    for item in root.children():
        if item.category == _CATEGORIES[request.source]:
            return item
    raise NotSupported(cause=f"no {request.source}")


def set_up(item: WiaItem, request: ScanRequest) -> Asked:
    """Set everything; gives what the device has made of it.

    Raises:
        WiaError: the device refuses a value.
    """
    for step in STEPS:
        for which, value in step(item.properties(), request):
            item.write(which, value)
    return asked_of(item.properties(), request)


def _scanners(manager: WiaManager) -> Iterator[tuple[str, str, WiaItem]]:
    for info in manager.devices():
        kind = info.get(Property.DEVICE_TYPE)
        if kind is None or int(kind.value) >> 16 != ids.SCANNER:
            continue
        device_id = str(info[Property.DEVICE_ID].value)
        name = info.get(Property.DEVICE_NAME)
        try:
            root = manager.open(device_id)
        except WiaError:
            # Known to Windows, but switched off: no reason to hide the others.
            continue
        yield device_id, str(name.value) if name else device_id, root


def device_of(device_id: str, name: str, root: WiaItem) -> Device:
    """A device as the program knows it.

    Raises:
        DeviceGone: it has no way of taking paper.
    """
    items = {item.category: item for item in root.children()}
    sources = tuple(source for source, category in _CATEGORIES.items() if category in items)
    if not sources:
        raise DeviceGone(cause=f"{name}: no feeder, no flatbed")
    own = [items[_CATEGORIES[source]].properties() for source in sources]
    return Device(
        id=f"wia:{device_id}",
        name=name,
        driver="wia",
        sources=sources,
        duplex=Source.ADF in sources and _can_duplex(root.properties(), items[ids.FEEDER].properties()),
        resolutions=tuple(sorted({int(value) for one in own for value in _values(one, Property.X_RESOLUTION)})),
        colours=tuple(
            colour
            for number, colour in _COLOURS.items()
            if any(number in _values(one, Property.DATA_TYPE) for one in own)
        ),
    )


def _values(properties: Properties, which: Property) -> tuple[Any, ...]:
    found = properties.get(which)
    return found.values if found else ()


def _can_duplex(device: Properties, feeder: Properties) -> bool:
    nothing = WiaProperty(value=0)
    capabilities = int(device.get(Property.HANDLING_CAPABILITIES, nothing).value)
    return bool(capabilities & ids.CAN_DUPLEX) or int(Handling.DUPLEX) in _values(feeder, Property.HANDLING_SELECT)


def _items(root: WiaItem) -> Iterator[WiaItem]:
    yield root
    yield from root.children()


def _report(root: WiaItem) -> dict[str, Any]:
    # The maker's description, not the name that somebody gave the device on this PC.
    found = root.properties().get(Property.DEVICE_DESCRIPTION)
    model = str(found.value) if found else ""
    return {"driver": WiaDriver.name, "model": model, "items": [_item_report(item) for item in _items(root)]}


def _item_report(item: WiaItem) -> dict[str, Any]:
    return {
        "category": item.category,
        "properties": {
            Property(number).name: as_data(found)
            for number, found in item.properties().items()
            if number not in _PERSONAL
        },
    }
