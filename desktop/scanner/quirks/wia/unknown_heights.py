"""A feeder that did not know a sheet's length beforehand leaves the height of its bitmap empty.

Source: Microsoft's sample driver of a scroll-fed scanner (`wiascroll`), which only guesses the length of a page.
"""

from __future__ import annotations

import struct

_FILE_HEADER_BYTES = 14
_HEIGHT = struct.Struct("<i")
_HEIGHT_AT = _FILE_HEADER_BYTES + 8


def with_height(file: bytes, lines: int) -> bytes:
    """A bitmap file with the height that its header has not.

    Args:
        file: a bitmap with its file header.
        lines: those that are in it.
    """
    return file[:_HEIGHT_AT] + _HEIGHT.pack(lines) + file[_HEIGHT_AT + _HEIGHT.size :]
