"""WIA as the driver sees it: devices, items with properties, one transfer at a time. `com.py` gives the real ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from desktop.scanner.quirks.wia import empty_streams, quiet_errors
from desktop.scanner.wia.ids import Message, Property
from desktop.scanner.wia.properties import Properties, Value


class WiaTransfer(Protocol):
    """What a transfer calls; plain Python behind the COM callback."""

    def told(self, message: int, percent: int, status: int, stream: bytes) -> bool:
        """A message; `stream` holds the page where it has just ended. False asks the driver to stop."""


class WiaItem(Protocol):
    """A device, or a way of taking paper that it has."""

    @property
    def category(self) -> str:
        """GUID, lower case in braces."""

    def properties(self) -> Properties:
        """Those of `Property` that it has, as they are now.

        Raises:
            WiaError: the call failed.
        """

    def write(self, which: Property, value: Value) -> None:
        """Set one.

        Raises:
            WiaError: the device refuses it.
        """

    def children(self) -> Iterable[WiaItem]:
        """The ways of taking paper that a device has.

        Raises:
            WiaError: the call failed.
        """

    def download(self, transfer: WiaTransfer) -> None:
        """Scan; blocks until the end.

        Raises:
            WiaError: what the device said.
        """


class WiaManager(Protocol):
    """The device manager."""

    def devices(self) -> Iterable[Properties]:
        """What is known of every device without opening it.

        Raises:
            WiaError: the call failed.
        """

    def open(self, device_id: str) -> WiaItem:
        """Open one.

        Raises:
            WiaError: it does not answer.
        """


OpenManager = Callable[[str], AbstractContextManager[WiaManager]]
"""Gives the manager of a class id, within the thread that will use it."""


class Download:
    """Turns the messages of a transfer into pages and progress.

    Args:
        on_page: given all the bytes of each page.
        on_percent: told how far the page under way is.
        wanted: whether to go on.
    """

    def __init__(
        self, on_page: Callable[[bytes], None], on_percent: Callable[[int], None], wanted: Callable[[], bool]
    ) -> None:
        self._on_page = on_page
        self._on_percent = on_percent
        self._wanted = wanted
        self.status = 0

    def told(self, message: int, percent: int, status: int, stream: bytes) -> bool:
        """See `WiaTransfer`."""
        self.status = quiet_errors.worst(self.status, status)
        if message == Message.END_OF_STREAM:
            if empty_streams.is_page(stream, self.status):
                self._on_page(stream)
        elif message == Message.STATUS:
            self._on_percent(min(100, max(0, percent)))
        return self._wanted()
