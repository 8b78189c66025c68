"""A thin line on loopback: so many bytes a second, a delay, lost packets that go again, cuts every few seconds."""

from __future__ import annotations

import random
import socket
import struct
import threading
import time
from collections.abc import Callable

PACKET, QUEUE_S = 1448, 0.15


class ThinLine:
    """A TCP proxy to a port of this PC. Use it as a context.

    Args:
        port: where it leads.
        bytes_s: what the line carries upwards, bytes a second; None without limit.
        delay_s: how long a packet is under way.
        loss: share of packets that are lost and go again.
        cut_every_s: after so many seconds all connections are reset; None never.
        cut_after: the first connections are reset after so many bytes up each.
    """

    def __init__(
        self,
        port: int,
        *,
        bytes_s: float | None = None,
        delay_s: float = 0.0,
        loss: float = 0.0,
        cut_every_s: float | None = None,
        cut_after: tuple[int, ...] = (),
    ) -> None:
        self._target = port
        self._bytes_s, self._delay_s, self._loss, self._cut_every_s = bytes_s, delay_s, loss, cut_every_s
        self._cut_after = list(cut_after)
        self._chance = random.Random(7)
        self._guard = threading.Lock()
        self._free_at = 0.0
        self._over = threading.Event()
        self._open: set[socket.socket] = set()
        self.carried = 0
        self.cuts = 0
        self._listener = socket.socket()
        # A real line holds little: without this the kernel would swallow seconds of it.
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * PACKET)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(16)
        self.port: int = self._listener.getsockname()[1]
        self._run(self._accept)
        if cut_every_s:
            self._run(self._cut_now_and_then)

    def _run(self, work: Callable[..., None], *given: object) -> None:
        threading.Thread(target=work, args=given, daemon=True).start()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                return
            for one in (near, far):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._open.add(one)
            limit = self._cut_after.pop(0) if self._cut_after else None
            self._run(self._pump, near, far, True, limit)
            self._run(self._pump, far, near, False, None)

    def _pump(self, source: socket.socket, to: socket.socket, up: bool, limit: int | None) -> None:
        sent = 0
        try:
            while data := source.recv(PACKET if up else 65536):
                if up:
                    self._carry(len(data))
                elif self._delay_s:
                    self._over.wait(2 * self._delay_s)
                if limit is not None and sent + len(data) > limit:
                    to.sendall(data[: limit - sent])
                    self.carried += limit - sent
                    self.cuts += 1
                    self._reset(source, to)
                    return
                to.sendall(data)
                sent += len(data)
                if up:
                    self.carried += len(data)
            to.shutdown(socket.SHUT_WR)
        except OSError:
            self._reset(source, to)

    def _carry(self, count: int) -> None:
        if self._bytes_s is None:
            return
        with self._guard:
            now = time.monotonic()
            # A real line goes on while our thread is late: what it holds ready (a few packets) leaves in time.
            self._free_at = max(self._free_at, now - QUEUE_S) + count / self._bytes_s
            if self._chance.random() < self._loss:
                self._free_at += count / self._bytes_s
            wait = self._free_at - now
        if wait > 0:
            time.sleep(wait)

    def _reset(self, *sockets: socket.socket) -> None:
        for one in sockets:
            self._open.discard(one)
            try:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            one.close()

    def cut(self) -> None:
        """Reset all connections."""
        self.cuts += 1
        self._reset(*list(self._open))

    def _cut_now_and_then(self) -> None:
        while not self._over.wait(self._cut_every_s):
            self.cut()

    def __enter__(self) -> ThinLine:
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._listener.close()
        self._reset(*list(self._open))
