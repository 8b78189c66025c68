"""Stands between the network and the API and lets happen what was asked for."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from desktop.model.catalogue import Catalogue
from desktop.training.province.api import make_api
from desktop.training.province.books import Books
from desktop.training.province.families import stand_in
from desktop.training.province.faults import Fault, LineFaults
from desktop.training.province.strange.nonsense import NONSENSE, bomb, far_date
from desktop.training.province.strange.retold import DRESSED, RETOLD, Change, Told, same_code
from desktop.training.province.strange.wire import WIRE

_OPEN = {"docs", "openapi.json", "redoc"}


def faulty_api(books: Books, catalogue: Catalogue, family: str, faults: LineFaults) -> FaultyLine:
    """A family's API over the province's books, behind a line on which things go wrong."""
    return FaultyLine(make_api(books, catalogue, family), faults, books, stand_in(family).TOLD)


class Dropped(Exception):
    """The line drops here."""


class FaultyLine:
    """ASGI over ASGI.

    Args:
        api: the province.
        faults: what is to go wrong.
        books: where requests are counted.
        told: what the province calls its fields.
    """

    def __init__(self, api: Any, faults: LineFaults, books: Books, told: Told) -> None:
        self._api, self._faults, self._books, self._told = api, faults, books, told

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """ASGI."""
        path = scope.get("path", "").strip("/")
        if scope["type"] != "http" or path.startswith("sandbox") or path in _OPEN:
            await self._api(scope, receive, send)
            return
        self._books.count(path)
        fault = self._faults.take(path, scope["method"])
        dated = _Dated(send, fault)
        if fault is None or fault.kind in {"skew", "far-date"}:
            await self._api(scope, receive, dated)
        elif fault.kind in WIRE:
            whole = _Held()
            await self._api(scope, receive, whole)
            if whole.body:
                await WIRE[fault.kind](send, whole.head(), bytes(whole.body), fault.value or 20)
                raise Dropped
            for message in whole.messages:
                await dated(message)
        elif fault.kind in RETOLD or fault.kind in DRESSED or fault.kind == "same-code":
            await self._api(scope, receive, _Rewriter(dated, fault.kind, self._change(fault.kind)))
        else:
            await self._go_wrong(fault, scope, receive, dated)

    def _change(self, kind: str) -> Change:
        if kind == "same-code":
            given = self._books.state()["codes_given"]
            return lambda data: same_code(data, self._told, given[0]) if given else data
        change = RETOLD.get(kind)
        return lambda data: change(data, self._told) if change else data

    async def _go_wrong(self, fault: Fault, scope: Any, receive: Any, send: Any) -> None:
        match fault.kind:
            case "cut":
                if fault.value:
                    await self._api(scope, _Cut(receive, fault.value), _nowhere)
                await _drop(send)
            case "silence":
                while (await receive())["type"] != "http.disconnect":
                    pass
            case "slow":
                await self._api(scope, _Slow(receive, fault.value or 1000), send)
            case "lose-answer":
                await self._api(scope, receive, _nowhere)
                await _drop(send)
            case "done":
                await self._api(scope, receive, _nowhere)
                await _answer(send, _done(fault.value))
            case "no-tus":
                await self._api(scope, receive, _Bare(send))
            case _:
                await _answer(send, _instead(fault))


async def _drop(send: Any) -> None:
    headers = [(b"content-length", b"1000"), (b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"{", "more_body": True})
    raise Dropped


async def _nowhere(_: Any) -> None:
    return


@dataclass(frozen=True, slots=True)
class _Said:
    """An answer in the province's place."""

    status: int
    body: bytes
    kind: bytes = b"application/json"
    headers: tuple[tuple[bytes, bytes], ...] = ()


def _page(status: int, body: bytes, headers: tuple[tuple[bytes, bytes], ...] = ()) -> _Said:
    return _Said(status, body, b"text/html", headers)


def _refused(status: int, words: str, wait_s: int = 0) -> _Said:
    more = ((b"retry-after", str(wait_s).encode()),) if wait_s else ()
    return _Said(status, _refusal(status, words), headers=more)


def _refusal(code: int | str, words: str) -> bytes:
    return json.dumps({"code": code, "message": words, "data": None}).encode()


def _done(status: int) -> _Said:
    return _Said(status, b"") if status < 300 else _refused(status, "Đã có")


_PRETENDED = "Lỗi giả để tập huấn"
_INSTEAD: dict[str, Callable[[int], _Said]] = {
    "portal": lambda _: _page(200, b"<html><body>Dang nhap Wi-Fi</body></html>"),
    "redirect": lambda _: _page(302, b"", ((b"location", b"http://dang-nhap.example/"),)),
    "html": lambda status: _page(status, b"<html><title>Loi</title></html>"),
    "inner": lambda code: _Said(200, _refusal(code, _PRETENDED)),
    "inner-text": lambda code: _Said(200, _refusal(str(code), _PRETENDED)),
    "bomb": lambda _: _Said(200, bomb(), headers=((b"content-encoding", b"gzip"),)),
    "expired": lambda _: _refused(401, "Mã truy cập đã hết hạn"),
    "closed": lambda _: _refused(403, "Thủ tục đã dừng tiếp nhận"),
    "changed": lambda _: _refused(400, "Mã thành phần không còn trong danh mục đang áp dụng"),
}
"""What is said where nothing is done, by kind and from the fault's value."""


def _instead(fault: Fault) -> _Said:
    if fault.kind in NONSENSE:
        return _Said(200, NONSENSE[fault.kind])
    said = _INSTEAD.get(fault.kind)
    return said(fault.value) if said else _refused(int(fault.kind), _PRETENDED, fault.value)


async def _answer(send: Any, said: _Said) -> None:
    length = (b"content-length", str(len(said.body)).encode())
    headers = [length, (b"content-type", said.kind), *said.headers]
    await send({"type": "http.response.start", "status": said.status, "headers": headers})
    await send({"type": "http.response.body", "body": said.body})


class _Dated:
    """Puts the province's clock on every answer."""

    def __init__(self, send: Any, fault: Fault | None) -> None:
        self._send = send
        self._skew = timedelta(seconds=fault.value if fault and fault.kind == "skew" else 0)
        self._far = fault is not None and fault.kind == "far-date"

    async def __call__(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            now = (b"date", format_datetime(datetime.now(UTC) + self._skew, usegmt=True).encode())
            date = far_date() if self._far else now
            message = {**message, "headers": [*message.get("headers", []), date]}
        await self._send(message)


class _Bare:
    """Lets no header of tus through."""

    def __init__(self, send: Any) -> None:
        self._send = send

    async def __call__(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            kept = [pair for pair in message["headers"] if not pair[0].lower().startswith((b"tus-", b"upload-"))]
            message = {**message, "headers": kept}
        await self._send(message)


class _Held:
    """Keeps an answer from the line."""

    def __init__(self) -> None:
        self.body = bytearray()
        self.messages: list[Any] = []
        self._start: dict[str, Any] = {"status": 500, "headers": []}

    async def __call__(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        self.messages.append(message)
        self.body += message.get("body", b"")

    def head(self) -> bytes:
        """Its status and headers as they go over the line, without a length and without the line that ends them."""
        kept = [pair for pair in self._start["headers"] if pair[0].lower() != b"content-length"]
        lines = [f"HTTP/1.1 {self._start['status']} .".encode(), *(name + b": " + value for name, value in kept)]
        return b"".join(line + b"\r\n" for line in lines)


class _Cut:
    """Lets so many bytes of the body through, then hangs up."""

    def __init__(self, receive: Any, count: int) -> None:
        self._receive, self._left = receive, count

    async def __call__(self) -> Any:
        if self._left <= 0:
            return {"type": "http.disconnect"}
        message = await self._receive()
        body = message.get("body", b"")
        self._left -= len(body)
        if self._left < 0:
            return {**message, "body": body[: self._left], "more_body": True}
        return message


class _Slow:
    """Takes the body at so many bytes a second."""

    def __init__(self, receive: Any, bytes_s: int) -> None:
        self._receive, self._bytes_s = receive, bytes_s

    async def __call__(self) -> Any:
        message = await self._receive()
        await asyncio.sleep(len(message.get("body", b"")) / self._bytes_s)
        return message


class _Rewriter:
    """Holds an answer back and changes what it says, or how it is packed."""

    def __init__(self, send: Any, kind: str, change: Change) -> None:
        self._send, self._change, self._dress = send, change, DRESSED.get(kind)
        self._lies = kind == "lying-hash"
        self._start: Any = None
        self._body = bytearray()

    async def __call__(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body, replaced = self._said(), {b"content-length"}
        kind: tuple[tuple[bytes, bytes], ...] = ()
        if self._dress and (b"content-type", b"application/json") in self._start["headers"]:
            body, replaced = self._dress.encode(body), {b"content-length", b"content-type"}
            kind = ((b"content-type", self._dress.kind.encode()),) if self._dress.kind else ()
        headers = [pair for pair in self._start["headers"] if pair[0].lower() not in replaced]
        start = {**self._start, "headers": [*headers, *kind, (b"content-length", str(len(body)).encode())]}
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})

    def _said(self) -> bytes:
        try:
            told = json.loads(bytes(self._body))
        except ValueError:
            # No JSON but a file: whoever lies gives another of the same length.
            return bytes(self._body[::-1]) if self._lies else bytes(self._body)
        return json.dumps(self._change(told)).encode()
