"""A driver keeps its reference to the stream of a page for ever: what is in it is copied out at once.

Source: NAPS2.Wia, whose callback lets every stream go by hand as soon as its end is told.
"""

from __future__ import annotations

import ctypes
from typing import Any

_SET, _END = 0, 2


def copy_of(stream: Any) -> bytes:
    """All that is in a stream.

    Args:
        stream: an `IStream`.
    """
    size = ctypes.c_uint64()
    stream.Seek(0, _END, ctypes.byref(size))
    stream.Seek(0, _SET, None)
    buffer = ctypes.create_string_buffer(size.value)
    done = ctypes.c_uint32()
    stream.Read(buffer, size.value, ctypes.byref(done))
    return buffer.raw[: done.value]
