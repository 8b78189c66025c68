"""The sandbox province as a process: `python -m desktop.training.province.server FOLDER CATALOGUE PORT`."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import sys
import threading
from pathlib import Path
from typing import Any

import uvicorn

from desktop.catalogue.reader import read_catalogue_file
from desktop.machine.child import child_pipes
from desktop.machine.frames import read_frame, write_frame
from desktop.training.province.api import make_api
from desktop.training.province.books import Books
from desktop.training.province.faults import Faults

CLIENT, SECRET = "quay-tap-huan", "bi-mat-tap-huan"
UNIT = "H99.12"


class _Dropped(Exception):
    """The line drops here."""


class FaultyLine:
    """Stands between the network and the API and lets happen what was asked for."""

    def __init__(self, api: Any, faults: Faults, books: Books) -> None:
        self._api, self._faults, self._books = api, faults, books

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """ASGI."""
        path = scope.get("path", "").strip("/")
        if scope["type"] != "http" or path.startswith("sandbox") or path in {"docs", "openapi.json"}:
            await self._api(scope, receive, send)
            return
        self._books.count(path)
        kind = self._faults.take(path)
        match kind:
            case "":
                await self._api(scope, receive, send)
            case "cut":
                await self._drop(send)
            case "silence":
                while (await receive())["type"] != "http.disconnect":
                    pass
            case "lose-answer":
                await self._api(scope, receive, _nowhere)
                await self._drop(send)
            case "portal":
                await _answer(send, 200, b"<html><body>Dang nhap Wi-Fi</body></html>", b"text/html")
            case "lying-hash":
                await self._api(scope, receive, _Lying(send))
            case status:
                words = json.dumps({"code": int(status), "message": "Lỗi giả để tập huấn", "data": None}).encode()
                await _answer(send, int(status), words, b"application/json")

    @staticmethod
    async def _drop(send: Any) -> None:
        headers = [(b"content-length", b"1000"), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})
        raise _Dropped


async def _nowhere(_: Any) -> None:
    return


async def _answer(send: Any, status: int, body: bytes, kind: bytes) -> None:
    headers = [(b"content-length", str(len(body)).encode()), (b"content-type", kind), (b"retry-after", b"0")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class _Lying:
    """Gives another hash back than the right one, of the same length."""

    def __init__(self, send: Any) -> None:
        self._send = send

    async def __call__(self, message: Any) -> None:
        if message["type"] == "http.response.body" and b"HashTepTin" in message["body"]:
            before, mark, after = message["body"].partition(b'"HashTepTin":"')
            message = {**message, "body": before + mark + b"0" * 64 + after[64:]}
        await self._send(message)


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(64)
    return listener


def main() -> int:
    """Serve until the parent's pipe ends; frames in: faults to add or to clear, or the state."""
    folder, catalogue, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    incoming, out = child_pipes()
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    books, faults = Books(folder / "province.db", UNIT), Faults()
    api = FaultyLine(make_api(books, read_catalogue_file(catalogue), CLIENT, SECRET), faults, books)
    listener = _listening(port)
    server = uvicorn.Server(uvicorn.Config(api, log_config=None, access_log=False, lifespan="off"))
    serving = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])), daemon=True)
    serving.start()
    write_frame(out, {"address": f"http://127.0.0.1:{listener.getsockname()[1]}/"})
    while frame := read_frame(incoming):
        match frame[0]:
            case {"fault": spec}:
                faults.add(spec)
            case {"clear": _}:
                faults.clear()
        write_frame(out, books.state())
    server.should_exit = True
    serving.join(5)
    books.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
