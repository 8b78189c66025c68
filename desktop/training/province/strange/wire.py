"""Answers broken on the wire itself, below what an application can say: drips, resets, wrong lengths."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from typing import Any

_SETTLE_S = 0.05


def _line(send: Any) -> asyncio.Transport:
    """The connection under a request: uvicorn's own object, for ASGI cannot break a line."""
    transport: asyncio.Transport = send.__self__.transport
    return transport


async def _reset(line: asyncio.Transport) -> None:
    # What was written must have left first: a reset throws away what waits.
    await asyncio.sleep(_SETTLE_S)
    line.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.abort()


async def drip(send: Any, head: bytes, body: bytes, every_ms: int) -> None:
    """A head that never ends, a byte at a time."""
    line = _line(send)
    line.write(head + b"X-Slow: ")
    while not line.is_closing():
        line.write(b"a")
        await asyncio.sleep(every_ms / 1000)


async def drip_body(send: Any, head: bytes, body: bytes, every_ms: int) -> None:
    """A body that never ends, a blank at a time."""
    line = _line(send)
    line.write(head + b"Content-Length: 100000000\r\n\r\n")
    while not line.is_closing():
        line.write(b" ")
        await asyncio.sleep(every_ms / 1000)


async def reset(send: Any, head: bytes, body: bytes, _: int) -> None:
    """All of the answer, then a reset where its end should be."""
    _line(send).write(head + b"Connection: close\r\n\r\n" + body)
    await _reset(_line(send))


async def short(send: Any, head: bytes, body: bytes, _: int) -> None:
    """All of the answer, which calls itself longer, then the end."""
    _line(send).write(head + f"Content-Length: {len(body) + 100}\r\n\r\n".encode() + body)
    _line(send).close()


async def hang(send: Any, head: bytes, body: bytes, _: int) -> None:
    """All of the answer, which calls itself longer, then nothing."""
    line = _line(send)
    line.write(head + f"Content-Length: {len(body) + 100}\r\n\r\n".encode() + body)
    while not line.is_closing():
        await asyncio.sleep(_SETTLE_S)


async def open_ended(send: Any, head: bytes, body: bytes, _: int) -> None:
    """All of the answer in a chunk, without the chunk that ends it."""
    chunk = f"{len(body):x}\r\n".encode() + body + b"\r\n"
    _line(send).write(head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk)
    _line(send).close()


async def endless(send: Any, head: bytes, body: bytes, _: int) -> None:
    """A body that comes fast and never ends."""
    line = _line(send)
    line.write(head + b"Connection: close\r\n\r\n")
    while not line.is_closing():
        line.write(b" " * 65_536)
        await asyncio.sleep(0.001)


WIRE: dict[str, Callable[[Any, bytes, bytes, int], Awaitable[None]]] = {
    "drip": drip,
    "drip-body": drip_body,
    "reset": reset,
    "short": short,
    "hang": hang,
    "open-ended": open_ended,
    "endless": endless,
}
