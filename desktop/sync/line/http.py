"""HTTP to a province: timeouts always, TLS always verified, no other host, no captive portal mistaken for it."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError

from desktop.machine.outside import read_date
from desktop.model.outbox import LONGEST_ASKED_S
from desktop.sync.errors import BadProfile, ForeignAnswer, LineDown, ProvinceTrouble, StrangeAnswer
from desktop.sync.line.answer import LOGIN_PAGE, ProvinceAnswer
from desktop.sync.line.deadline import ANSWER_S, AnswerWatch, WatchedTrust, in_time, watch_over
from desktop.sync.line.layers import PROXY, layer_of
from desktop.sync.line.pace import Pace
from desktop.sync.values import number_in

# The connect timeout also bounds each write, so writes stay small: 16 KiB in 15 s is 9 kbit/s, slower than any line.
CONNECT_S = 15.0
WRITE_BYTES = 16_384
ANSWER_LIMIT = 60_000_000
# A small buffer in the kernel: what lies there counts as sent, and a thin line needs minutes for a large one. The wait
# for the answer would run out meanwhile, and the speed of the line could not be measured.
_SOCKET = [*HTTPConnection.default_socket_options, (socket.SOL_SOCKET, socket.SO_SNDBUF, 131_072)]
TRY_AGAIN = {408, 423, 425, 429}
PROXY_ACCOUNT, NETWORK_LOGIN = 407, 511
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
            # The environment is not asked: its netrc would replace our token, its proxies the one that is set.
            session.trust_env = False
            session.proxies.update(self.proxies)
            for scheme in ("https://", "http://"):
                session.mount(scheme, WatchedTrust(self.trust, socket_options=_SOCKET))
            self._own.session = session
        found: requests.Session = self._own.session
        return found

    def exchange(self, method: str, path: str, **more: Any) -> ProvinceAnswer:
        """One request; gives whatever the province answered, if it was the province.

        Raises:
            LineDown: no right answer came, or not in time.
            ForeignAnswer: somebody else answered.
            ProvinceTrouble: 5xx, 408, 423, 425, 429, whatever comes with them.
            StrangeAnswer: an answer that nobody could read.
        """
        if isinstance(more.get("data"), Body):
            more["data"] = _in_time(more["data"])
        try:
            answer = self._answer(method, path, more)
        except requests.exceptions.ContentDecodingError as error:
            raise StrangeAnswer(reason="không giải nén được", cause=type(error).__name__) from None
        except (requests.RequestException, HTTPError, OSError, UnicodeError) as error:
            raise LineDown(layer=layer_of(error), cause=repr(error)[:300]) from None
        self._date = (answer.headers.get("Date", ""), time.monotonic())
        _require_province(answer)
        return answer

    def _answer(self, method: str, path: str, more: dict[str, Any]) -> ProvinceAnswer:
        watch = AnswerWatch(self._answer_s)
        watch_over(watch)
        came = self._session().request(
            method,
            urljoin(self.address, path),
            timeout=(CONNECT_S, self._answer_s),
            allow_redirects=False,
            stream=True,
            **more,
        )
        with came:
            body, error = _body(came)
            broken = watch.broken or error
            if broken:
                # What of it still comes late must not be read as the next answer.
                watch.hang_up()
        cut = layer_of(broken) if broken else ""
        return ProvinceAnswer(status=came.status_code, headers=came.headers, body=body, cut=cut)

    def server_time(self) -> datetime | None:
        """The province's clock as of now, by its last answer, UTC; None where it has not said."""
        date, heard = self._date
        said = read_date(date)
        return None if said is None else said + timedelta(seconds=time.monotonic() - heard)

    def close(self) -> None:
        """Hang up."""
        self._session().close()


def asked_wait(header: str) -> float:
    """Seconds that a `Retry-After` asks for: a number or a date; 0 where it says nothing, never past 6 hours."""
    seconds = number_in(header)
    if seconds is None:
        until = read_date(header)
        seconds = (until - datetime.now(UTC)).total_seconds() if until else 0.0
    return min(max(seconds, 0.0), LONGEST_ASKED_S)


def _in_time(body: Body) -> Body:
    return Body(lambda: in_time(iter(body), CONNECT_S), len(body))


def _body(came: requests.Response) -> tuple[bytes, Exception | None]:
    """The body as far as it came, and why not further."""
    parts = bytearray()
    # Said by us, after the reading: urllib3 would throw away what has come.
    came.raw.enforce_content_length = False
    try:
        for part in came.iter_content(65536):
            parts += part
            if len(parts) > ANSWER_LIMIT:
                raise StrangeAnswer(reason="trả lời quá dài")
    except requests.exceptions.ContentDecodingError:
        raise
    except (requests.RequestException, HTTPError, OSError) as error:
        return bytes(parts), error
    missing = ConnectionError("shorter than announced") if came.raw.length_remaining else None
    return bytes(parts), missing


def _require_province(answer: ProvinceAnswer) -> None:
    """See that it is the province that answers, and that it is well."""
    status = answer.meant
    if 300 <= status < 400:
        raise ForeignAnswer(layer="bị chuyển hướng sang nơi khác", cause=f"{status}")
    if status == NETWORK_LOGIN:
        raise ForeignAnswer(layer=LOGIN_PAGE, cause=f"{status}")
    if status == PROXY_ACCOUNT:
        raise LineDown(layer=PROXY, cause=f"{status}")
    if status in TRY_AGAIN or 500 <= status < 600:
        raise ProvinceTrouble(status=status, retry_after_s=asked_wait(answer.headers.get("Retry-After", "")))
    if not 200 <= status < 500:
        raise StrangeAnswer(reason=f"mã trạng thái {status}")
