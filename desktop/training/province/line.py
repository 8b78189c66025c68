"""Stands between the network and the API and lets happen what was asked for."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from desktop.training.province.books import Books
from desktop.training.province.faults import Fault, Faults

_OPEN = {"docs", "openapi.json", "redoc"}


class Dropped(Exception):
    """The line drops here."""


class FaultyLine:
    """ASGI over ASGI.

    Args:
        api: the province.
        faults: what is to go wrong.
        books: where requests are counted.
    """

    def __init__(self, api: Any, faults: Faults, books: Books) -> None:
        self._api, self._faults, self._books = api, faults, books

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """ASGI."""
        path = scope.get("path", "").strip("/")
        if scope["type"] != "http" or path.startswith("sandbox") or path in _OPEN:
            await self._api(scope, receive, send)
            return
        self._books.count(path)
        fault = self._faults.take(path)
        dated = _Dated(send, fault.value if fault and fault.kind == "skew" else 0)
        if fault is None or fault.kind == "skew":
            await self._api(scope, receive, dated)
        else:
            await self._go_wrong(fault, scope, receive, dated)

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
            case "portal":
                await _answer(send, 200, b"<html><body>Dang nhap Wi-Fi</body></html>", b"text/html")
            case "junk":
                await _answer(send, 200, b'{"code": 200, "da', b"application/json")
            case "redirect":
                await _answer(send, 302, b"", b"text/html", ((b"location", b"http://dang-nhap.example/"),))
            case "lying-hash":
                await self._api(scope, receive, _Rewriter(send, _lie_about_hashes))
            case "wrong-id":
                await self._api(scope, receive, _Rewriter(send, _speak_of_another))
            case "expired":
                await _refuse(send, 401, "Mã truy cập đã hết hạn")
            case "closed":
                await _refuse(send, 403, "Thủ tục đã dừng tiếp nhận")
            case "changed":
                await _refuse(send, 400, "Mã thành phần không còn trong danh mục đang áp dụng")
            case status:
                await _refuse(send, int(status), "Lỗi giả để tập huấn", fault.value)


async def _drop(send: Any) -> None:
    headers = [(b"content-length", b"1000"), (b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"{", "more_body": True})
    raise Dropped


async def _nowhere(_: Any) -> None:
    return


async def _refuse(send: Any, status: int, words: str, wait_s: int = 0) -> None:
    body = json.dumps({"code": status, "message": words, "data": None}).encode()
    more = ((b"retry-after", str(wait_s).encode()),) if wait_s else ()
    await _answer(send, status, body, b"application/json", more)


async def _answer(send: Any, status: int, body: bytes, kind: bytes, more: tuple[Any, ...] = ()) -> None:
    headers = [(b"content-length", str(len(body)).encode()), (b"content-type", kind), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class _Dated:
    """Puts the province's clock on every answer."""

    def __init__(self, send: Any, skew_s: int) -> None:
        self._send, self._skew = send, timedelta(seconds=skew_s)

    async def __call__(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            date = format_datetime(datetime.now(UTC) + self._skew, usegmt=True).encode()
            message = {**message, "headers": [*message.get("headers", []), (b"date", date)]}
        await self._send(message)


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
    """Holds an answer back and changes what it says."""

    def __init__(self, send: Any, change: Callable[[Any], Any]) -> None:
        self._send, self._change = send, change
        self._start: Any = None
        self._body = bytearray()

    async def __call__(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        try:
            body = json.dumps(self._change(json.loads(bytes(self._body)))).encode()
        except ValueError:
            # No JSON but a file: another one of the same length.
            body = bytes(self._body[::-1])
        headers = [pair for pair in self._start["headers"] if pair[0].lower() != b"content-length"]
        start = {**self._start, "headers": [*headers, (b"content-length", str(len(body)).encode())]}
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _everywhere(data: Any, names: set[str], change: Callable[[Any], Any]) -> Any:
    if isinstance(data, list):
        return [_everywhere(one, names, change) for one in data]
    if not isinstance(data, dict):
        return data
    return {
        k: change(v) if k in names and isinstance(v, str) else _everywhere(v, names, change) for k, v in data.items()
    }


def _lie_about_hashes(data: Any) -> Any:
    return _everywhere(data, {"HashTepTin", "sha256"}, lambda _: "0" * 64)


def _speak_of_another(data: Any) -> Any:
    return _everywhere(data, {"maHoSo", "code", "value"}, lambda code: f"{code}9")
