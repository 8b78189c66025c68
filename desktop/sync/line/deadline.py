"""A limit on a whole request: a socket's timeout begins anew with every byte, a byte now and then would last for ever.

Three things are bounded: how slowly a body leaves, how long the head of the answer takes, how slowly its body comes.
A thin line gets the time that it needs: every byte that moves adds to the time of its body.
"""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from contextvars import ContextVar
from http.client import HTTPResponse
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from desktop.machine.tls import SystemTrust

# Half of the thinnest line that was ever measured (32 kbit/s), so that only what stands still is given up on.
SLOWEST_BYTES_S = 2_000.0
RAW_LIMIT = 64_000_000
ANSWER_S = 60.0


class AnswerWatch:
    """Watches one answer: how long it may take, and whether the line broke while its body came.

    Args:
        answer_s: how long the province may be silent, and how long the head of its answer may take, seconds.
        seconds: a clock that only goes forward.
    """

    def __init__(self, answer_s: float = ANSWER_S, seconds: Callable[[], float] = time.monotonic) -> None:
        self._answer_s = answer_s
        self._seconds = seconds
        self._until = seconds() + answer_s
        self._came = 0
        self._line: socket.socket | None = None
        self.in_body = False
        self.broken: OSError | None = None

    def head_of(self, line: socket.socket) -> None:
        """The head of an answer begins to come over this line."""
        self._line, self.in_body = line, False
        self._until = self._seconds() + self._answer_s

    def body(self) -> None:
        """The body begins to come."""
        self.in_body = True
        self._until = self._seconds() + self._answer_s

    def hang_up(self) -> None:
        """Close the line, so that who waits for it stops waiting and nobody uses it again."""
        with suppress(OSError):
            if self._line:
                self._line.shutdown(socket.SHUT_RDWR)

    def patience(self) -> float:
        """How long to wait for the next bytes, seconds.

        Raises:
            TimeoutError: no longer.
        """
        left = self._until - self._seconds()
        if left <= 0 or self._came > RAW_LIMIT:
            raise TimeoutError("the answer takes for ever")
        return min(left, self._answer_s)

    def came(self, count: int) -> None:
        """So many bytes have come."""
        self._came += count
        if self.in_body:
            self._until += count / SLOWEST_BYTES_S


_watch: ContextVar[AnswerWatch | None] = ContextVar("watch", default=None)


def watch_over(watch: AnswerWatch) -> None:
    """Put the next answer of this thread under a limit."""
    _watch.set(watch)


def in_time(pieces: Iterator[bytes], limit_s: float, seconds: Callable[[], float] = time.monotonic) -> Iterator[bytes]:
    """The pieces of a body, as long as the line takes them fast enough; time that we spend between them does not count.

    Raises:
        TimeoutError: it is slower than a thin line.
    """
    left = limit_s
    for piece in pieces:
        handed = seconds()
        yield piece
        left += len(piece) / SLOWEST_BYTES_S - (seconds() - handed)
        if left < 0:
            raise TimeoutError("the line takes for ever")


class _Watched(io.RawIOBase):
    """Reads a socket under a watch. A body that breaks off ends without an error: what matters may have come."""

    def __init__(self, inner: io.RawIOBase, line: socket.socket, watch: AnswerWatch) -> None:
        super().__init__()
        self._inner, self._line, self._watch = inner, line, watch

    def readable(self) -> bool:
        return True

    def readinto(self, place: Any) -> int | None:
        if self._watch.broken:
            return 0
        try:
            self._line.settimeout(self._watch.patience())
            count = self._inner.readinto(place) or 0
        except OSError as error:
            if not self._watch.in_body:
                raise
            self._watch.broken = error
            return 0
        self._watch.came(count)
        return count

    def close(self) -> None:
        self._inner.close()
        super().close()


class _Answer(HTTPResponse):
    """An answer under the watch of its thread."""

    def __init__(self, sock: socket.socket, *more: Any, **named: Any) -> None:
        super().__init__(sock, *more, **named)
        self._watch = _watch.get() or AnswerWatch()
        self._watch.head_of(sock)
        plain = self.fp
        self.fp = io.BufferedReader(_Watched(plain.detach(), sock, self._watch))

    def begin(self) -> None:
        super().begin()
        self._watch.body()


class _Plain(HTTPConnection):
    response_class = _Answer


class _Secure(HTTPSConnection):
    response_class = _Answer


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


_POOLS = {"http": _PlainPool, "https": _SecurePool}


class WatchedTrust(SystemTrust):
    """For `requests`: every answer, a proxy's too, comes within the watch's limits."""

    def init_poolmanager(self, *arguments: Any, **more: Any) -> None:
        """Give the pool our connections."""
        super().init_poolmanager(*arguments, **more)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **more: Any) -> Any:
        """Give the proxy's pool our connections."""
        manager = super().proxy_manager_for(proxy, **more)
        manager.pool_classes_by_scheme = _POOLS
        return manager
