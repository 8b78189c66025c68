"""The sandbox province behind TLS: the right certificate, or for a while whatever wrong one was asked for."""

from __future__ import annotations

import select
import socket
import ssl
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from desktop.training.province.certificates import AUTHORITY, RIGHT, door_contexts
from desktop.training.province.faults import LineFaults

_PIECE = 65_536
_TLS_S = 10.0


class TlsDoor:
    """Takes connections, secures them and passes them on to the province behind. Use it as a context.

    Args:
        behind: plain address of the province, on loopback.
        folder: where the certificates are written.
        faults: what is to go wrong with the next connections.
        port: 0 for any free one.
    """

    def __init__(self, behind: str, folder: Path, faults: LineFaults, port: int = 0) -> None:
        parts = urlsplit(behind)
        self._behind = (parts.hostname or "", parts.port or 80)
        self._faults = faults
        self._contexts = door_contexts(folder)
        self.authority = folder / AUTHORITY
        self._guard = threading.Lock()
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", port), backlog=64)
        self.address = f"https://127.0.0.1:{self._listener.getsockname()[1]}/"
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def trust(self) -> ssl.SSLContext:
        """A client's context that trusts the sandbox's own authority and nobody else."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_verify_locations(self.authority)
        return context

    def _listen(self) -> None:
        while True:
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(plain,), daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        with self._guard:
            self._open.add(plain)
        try:
            # Whoever hangs up, or does not like our certificate, is no news here.
            with plain, suppress(OSError):
                self._let_in(plain, self._faults.take_tls())
        finally:
            with self._guard:
                self._open.discard(plain)

    def _let_in(self, plain: socket.socket, kind: str) -> None:
        if kind == "tls-cut":
            plain.recv(_PIECE)
            return
        if kind == "tls-silence":
            while plain.recv(_PIECE):
                pass
            return
        with socket.create_connection(self._behind) as inner:
            # The end of an answer is not to wait until its head is acknowledged.
            for one in (plain, inner):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if kind == "tls-plain":
                _pass_on(plain, inner)
                return
            plain.settimeout(_TLS_S)
            with self._contexts[kind or RIGHT].wrap_socket(plain, server_side=True) as secured:
                secured.settimeout(None)
                _pass_on(secured, inner)

    def close(self) -> None:
        """Close, and hang up on whoever still talks."""
        # Only a shutdown wakes the thread that waits in `accept`.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)
        with self._guard:
            left = list(self._open)
        for one in left:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> TlsDoor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _pass_on(outer: socket.socket, inner: socket.socket) -> None:
    """Carry bytes both ways until either side ends; in one thread, for a TLS socket is not for two."""
    while True:
        waiting = isinstance(outer, ssl.SSLSocket) and outer.pending()
        ready = [outer] if waiting else select.select([outer, inner], [], [])[0]
        for one in ready:
            piece = one.recv(_PIECE)
            if not piece:
                return
            (inner if one is outer else outer).sendall(piece)
