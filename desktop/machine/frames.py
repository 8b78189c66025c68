"""Messages between our processes: a JSON header and an optional body of bytes, over a pipe.

A frame is `!II` (header length, body length), the UTF-8 JSON header, the body. Both lengths are capped, so that
noise on the pipe ends in a clear error instead of a memory hole.
"""

from __future__ import annotations

import json
import struct
from typing import IO, Any

HEADER_LIMIT = 16 * 1024 * 1024
BODY_LIMIT = 1024 * 1024 * 1024
_LENGTHS = struct.Struct("!II")


class BrokenFrame(Exception):
    """The other side wrote something that is not a frame, or stopped in the middle of one."""


def write_frame(pipe: IO[bytes], header: dict[str, Any], body: bytes | bytearray = b"") -> None:
    """Write one frame and flush it."""
    head = json.dumps(header, ensure_ascii=False).encode()
    pipe.write(_LENGTHS.pack(len(head), len(body)))
    pipe.write(head)
    if body:
        pipe.write(body)
    pipe.flush()


def _read_exactly(pipe: IO[bytes], count: int) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        part = pipe.read(count - len(parts))
        if not part:
            raise BrokenFrame(f"pipe ended after {len(parts)} of {count} bytes")
        parts += part
    return bytes(parts)


def read_frame(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """Read one frame; None where the pipe ends between two frames.

    Raises:
        BrokenFrame: the pipe ended inside a frame, or the bytes are no frame.
    """
    first = pipe.read(1)
    if not first:
        return None
    head_length, body_length = _LENGTHS.unpack(first + _read_exactly(pipe, _LENGTHS.size - 1))
    if head_length > HEADER_LIMIT or body_length > BODY_LIMIT:
        raise BrokenFrame(f"frame of {head_length}+{body_length} bytes")
    try:
        header = json.loads(_read_exactly(pipe, head_length))
    except ValueError as error:
        raise BrokenFrame(f"header is not JSON: {error}") from error
    if not isinstance(header, dict):
        raise BrokenFrame("header is not an object")
    return header, _read_exactly(pipe, body_length)
