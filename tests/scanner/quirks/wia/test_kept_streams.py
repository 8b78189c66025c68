"""What is in a stream is copied out whole, from its first byte."""

from __future__ import annotations

import ctypes
from typing import Any

from desktop.scanner.quirks.wia.kept_streams import copy_of


class Stream:
    """An `IStream` in memory, which stands at its end as a driver leaves it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = len(data)

    def Seek(self, move: int, origin: int, at: Any) -> None:
        self._at = move + (len(self._data) if origin == 2 else 0)
        if at is not None:
            at._obj.value = self._at

    def Read(self, buffer: Any, most: int, done: Any) -> None:
        part = self._data[self._at : self._at + most]
        ctypes.memmove(buffer, part, len(part))
        done._obj.value = len(part)


def test_all_of_a_stream_is_copied():
    data = bytes(range(256)) * 300
    assert copy_of(Stream(data)) == data
    assert copy_of(Stream(b"")) == b""
