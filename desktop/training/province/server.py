"""The sandbox province as a process: `python -m desktop.training.province.server FOLDER CATALOGUE PORT FAMILY`.

With `tls` behind these it is served behind TLS.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
import threading
from contextlib import ExitStack, suppress
from itertools import accumulate, pairwise
from pathlib import Path
from types import TracebackType
from typing import Any

import uvicorn

from desktop.catalogue.reader import read_catalogue_file
from desktop.machine.child import child_pipes
from desktop.machine.frames import read_frame, write_frame
from desktop.sync.profile import read_profile, sample_of
from desktop.training.province.books import Books
from desktop.training.province.door import TlsDoor
from desktop.training.province.faults import LineFaults
from desktop.training.province.line import faulty_api
from desktop.training.province.online import file_online

UNIT = "H99.12"
_TURNS = 5
"""Turns of the loop in which asyncio finishes what it has begun with a connection: three for one that has just come,
one for one that is hung up on."""


class _Server(uvicorn.Server):
    """Ends the moment `over` is set: uvicorn itself looks ten times a second, and then gives its talkers a tenth."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.over = asyncio.Event()

    async def main_loop(self) -> None:
        await self.over.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Nobody more; who has come is let in before the door shuts, or asyncio forgets them with their sockets open.
        for listener in sockets or []:
            with suppress(NotImplementedError):
                asyncio.get_running_loop().remove_reader(listener)
        await _turns()
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await _turns()


async def _turns() -> None:
    for _ in range(_TURNS):
        await asyncio.sleep(0)


class Serving:
    """An ASGI application served on loopback by a thread of this process. Use it as a context.

    Args:
        api: the application.
        port: 0 for any free one.
    """

    def __init__(self, api: Any, port: int = 0) -> None:
        for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        # Named TCP, or asyncio lets its answers wait for the acknowledgement of their heads.
        self._listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.bind(("127.0.0.1", port))
        self._listener.listen(64)
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}/"
        config = uvicorn.Config(api, log_config=None, access_log=False, lifespan="off", date_header=False)
        self._server = _Server(config)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._server.serve(sockets=[self._listener]))

    def close(self) -> None:
        """Stop serving, and hang up on whoever still talks."""
        # A loop that has ended takes no more calls.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._server.over.set)
        self._thread.join(5)
        self._listener.close()

    def __enter__(self) -> Serving:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def main() -> int:
    """Serve until the parent's pipe ends; frames in: faults, papers to store, dossiers to file, or nothing.

    Each is answered with the state.
    """
    folder, catalogue, port, family = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    incoming, out = child_pipes()
    books, faults = Books(folder / "province.db", UNIT), LineFaults(read_profile(sample_of(family)).paths["health"])
    api = faulty_api(books, read_catalogue_file(catalogue), family, faults)
    secure = sys.argv[5:] == ["tls"]
    with ExitStack() as open_doors:
        serving = open_doors.enter_context(Serving(api, 0 if secure else port))
        door = open_doors.enter_context(TlsDoor(serving.address, folder / "tls", faults, port)) if secure else None
        write_frame(out, {"address": door.address if door else serving.address})
        while frame := read_frame(incoming):
            match frame[0]:
                case {"fault": spec}:
                    faults.add(spec)
                case {"clear": _}:
                    faults.clear()
                case {"store": {"owner": owner, "shop": shop, "facts": facts}}:
                    books.store_paper(owner, shop, facts, frame[1])
                case {"online": facts, "sizes": sizes}:
                    ends = list(accumulate(sizes, initial=0))
                    file_online(books, facts, [frame[1][start:end] for start, end in pairwise(ends)])
            write_frame(out, books.state())
    books.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
