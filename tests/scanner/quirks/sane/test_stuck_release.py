"""A device that does not let go keeps nobody waiting."""

from __future__ import annotations

import threading

import pytest

from desktop.scanner.errors import Jam
from desktop.scanner.quirks.sane import stuck_release
from desktop.scanner.sane.frames import read_picture
from tests.scanner.unwatched import Unwatched


class Stuck:
    """SANE's library, of which a reader died holding the device."""

    def __init__(self, library) -> None:
        self._library = library
        self.released = threading.Event()

    def __getattr__(self, name):
        return getattr(self._library, name)

    def sane_cancel(self, handle) -> None:
        self.released.wait()


def test_what_a_device_said_is_told_though_it_never_lets_go(in_process, monkeypatch):
    monkeypatch.setattr(stuck_release, "LEAVING_S", 0.01)
    device = in_process(mode="Gray", read_return_value="SANE_STATUS_JAMMED")
    device._library = stuck = Stuck(device._library)
    with pytest.raises(Jam), device:
        read_picture(device, Unwatched(), 1)
    stuck.released.set()
    # The device is free again when the thread that was left behind has closed it.
    for thread in threading.enumerate():
        if thread.name == "leaving":
            thread.join()
