"""Messages between our processes: a JSON header and an optional body of bytes, over a pipe.

A frame is `!II` (header length, body length), the UTF-8 JSON header, the body. Both lengths are capped, so that
noise on the pipe ends in a clear error instead of a memory hole.
"""

from __future__ import annotations

import io
import json
import struct
from typing import IO, Any

from desktop.machine.secret_memory import secret_memory

HEADER_LIMIT = 16 * 1024 * 1024
BODY_LIMIT = 1024 * 1024 * 1024
SECRET_LIMIT = 1024
"""Bytes of the longest body that may be a secret; longer ones are what is to be signed."""
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
    header = _header(_read_exactly(pipe, head_length))
    return header, _read_exactly(pipe, body_length)


def read_secret_frame(pipe: io.RawIOBase) -> tuple[dict[str, Any], bytearray] | None:
    """Like `read_frame`, from an unbuffered pipe into memory that the caller can wipe: no copy of the body stays.

    Raises:
        BrokenFrame: the pipe ended inside a frame, or the bytes are no frame.
    """
    lengths = bytearray(_LENGTHS.size)
    first = pipe.readinto(memoryview(lengths)[:1])
    if not first:
        return None
    _fill(pipe, memoryview(lengths)[1:])
    head_length, body_length = _LENGTHS.unpack(lengths)
    if head_length > HEADER_LIMIT or body_length > BODY_LIMIT:
        raise BrokenFrame(f"frame of {head_length}+{body_length} bytes")
    head = bytearray(head_length)
    body = secret_memory(body_length) if body_length <= SECRET_LIMIT else bytearray(body_length)
    _fill(pipe, memoryview(head))
    _fill(pipe, memoryview(body))
    return _header(head), body


def _header(head: bytes | bytearray) -> dict[str, Any]:
    try:
        header = json.loads(head)
    except (ValueError, RecursionError) as error:
        # A thousand brackets deep is no message of ours.
        raise BrokenFrame(f"header is not JSON: {type(error).__name__}") from None
    if not isinstance(header, dict):
        raise BrokenFrame("header is not an object")
    return header


def _fill(pipe: io.RawIOBase, place: memoryview) -> None:
    at = 0
    while at < len(place):
        count = pipe.readinto(place[at:])
        if not count:
            raise BrokenFrame(f"pipe ended after {at} of {len(place)} bytes")
        at += count


def write_secret_frame(pipe: io.RawIOBase, header: dict[str, Any], body: bytearray) -> None:
    """Write one frame to an unbuffered pipe, the body straight from where it lies."""
    head = json.dumps(header, ensure_ascii=False).encode()
    for part in (_LENGTHS.pack(len(head), len(body)), head, body):
        left = memoryview(part)
        while left:
            left = left[pipe.write(left) or 0 :]
