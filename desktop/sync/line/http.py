"""HTTP to a province: timeouts always, TLS always verified, no other host, no captive portal mistaken for it."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.connection import HTTPConnection

from desktop.machine.tls import SystemTrust
from desktop.sync.errors import BadProfile, LineDown, ProvinceTrouble, StrangeAnswer
from desktop.sync.line.layers import layer_of
from desktop.sync.line.pace import Pace

# The connect timeout also bounds each write, so writes stay small: 16 KiB in 15 s is 9 kbit/s, slower than any line.
CONNECT_S, ANSWER_S = 15.0, 60.0
WRITE_BYTES = 16_384
ANSWER_LIMIT = 60_000_000
# The kernel must not swallow what a thin line takes minutes for: the wait for the answer would run out meanwhile, and
# nobody could tell how fast the line is.
_SOCKET = [*HTTPConnection.default_socket_options, (socket.SOL_SOCKET, socket.SO_SNDBUF, 131_072)]
LONGEST_ASKED_S = 6 * 3600.0
TRY_AGAIN = {408, 423, 425, 429}
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Body:
    """A request's body that is read while it is sent, and can be read again; its length is known before.

    Args:
        pieces: begins the reading.
        size: bytes in all.
    """

    def __init__(self, pieces: Callable[[], Iterator[bytes]], size: int) -> None:
        self._pieces = pieces
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[bytes]:
        return self._pieces()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: status, headers, bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def data(self) -> Any:
        """The JSON in it.

        Raises:
            LineDown: it is no JSON: somebody else answers in the province's place.
            StrangeAnswer: it calls itself JSON and is none.
        """
        if self.headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
            # A login page of some network in between answers 200 with HTML.
            layer = "mạng đòi đăng nhập hoặc có hệ thống khác trả lời thay"
            raise LineDown(layer=layer, cause=f"{self.status} not JSON")
        try:
            return json.loads(self.body)
        except ValueError as error:
            raise StrangeAnswer(reason="không phải JSON", cause=str(error)[:200]) from None


class ProvinceHttp:
    """The line to one base address; each thread has a connection of its own.

    Args:
        address: `https://…`; plain http only to this very PC.
        trust: another TLS context, for tests with an authority of their own.
        answer_s: how long the province may be silent, seconds.
        proxies: `{"https": "http://host:port"}`; empty for the straight way.
        pace: how fast bodies may leave.

    Raises:
        BadProfile: the address is not https.
    """

    def __init__(
        self,
        address: str,
        *,
        trust: ssl.SSLContext | None = None,
        answer_s: float = ANSWER_S,
        proxies: Mapping[str, str] | None = None,
        pace: Pace | None = None,
    ) -> None:
        parts = urlsplit(address)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            raise BadProfile(address, reason="địa chỉ phải bắt đầu bằng https://")
        self.address = address.rstrip("/") + "/"
        self.proxies = dict(proxies or {})
        self.pace = pace or Pace()
        self.trust = trust
        self._answer_s = answer_s
        self._own = threading.local()
        self._date = ("", 0.0)

    def _session(self) -> requests.Session:
        if not hasattr(self._own, "session"):
            session = requests.Session()
            # Nothing from the environment: no netrc over our token, no other authorities, no proxy but the one set.
            session.trust_env = False
            session.proxies.update(self.proxies)
            for scheme in ("https://", "http://"):
                session.mount(scheme, SystemTrust(self.trust, socket_options=_SOCKET))
            self._own.session = session
        found: requests.Session = self._own.session
        return found

    def exchange(self, method: str, path: str, **more: Any) -> Answer:
        """One request; gives whatever the province answered, if it was the province.

        Raises:
            LineDown: no right answer came.
            ProvinceTrouble: 5xx, 408, 423, 425, 429.
        """
        try:
            answer = self._session().request(
                method,
                urljoin(self.address, path),
                timeout=(CONNECT_S, self._answer_s),
                allow_redirects=False,
                stream=True,
                **more,
            )
            with answer:
                body = _body(answer, time.monotonic() + 4 * self._answer_s)
        except requests.RequestException as error:
            raise LineDown(layer=layer_of(error), cause=repr(error)[:300]) from None
        self._date = (answer.headers.get("Date", ""), time.monotonic())
        status = answer.status_code
        if 300 <= status < 400:
            raise LineDown(layer="bị chuyển hướng sang nơi khác", cause=f"{status}")
        if status >= 500 or status in TRY_AGAIN:
            raise ProvinceTrouble(status=status, retry_after_s=asked_wait(answer.headers.get("Retry-After", "")))
        return Answer(status=status, headers=answer.headers, body=body)

    def server_time(self) -> datetime | None:
        """The province's clock as of now, by its last answer, UTC; None where it has not said."""
        date, heard = self._date
        try:
            said = parsedate_to_datetime(date).astimezone(UTC)
        except (TypeError, ValueError):
            return None
        return datetime.fromtimestamp(said.timestamp() + time.monotonic() - heard, UTC)

    def close(self) -> None:
        """Hang up."""
        self._session().close()


def asked_wait(header: str) -> float:
    """Seconds that a `Retry-After` asks for: a number or a date; 0 where it says nothing, never past 6 hours."""
    try:
        seconds = float(header) if header.strip().isdigit() else _until(header)
    except (TypeError, ValueError):
        return 0.0
    return min(max(seconds, 0.0), LONGEST_ASKED_S)


def _until(header: str) -> float:
    return (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds()


def _body(answer: requests.Response, deadline: float) -> bytes:
    parts = bytearray()
    for part in answer.iter_content(65536):
        parts += part
        if len(parts) > ANSWER_LIMIT:
            raise StrangeAnswer(reason="trả lời quá dài")
        if time.monotonic() > deadline:
            raise requests.ReadTimeout("the answer takes for ever")
    return bytes(parts)
