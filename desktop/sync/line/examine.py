"""The line looked at layer by layer: address, connection, certificate, right answer, clock."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from desktop.machine.tls import system_trust
from desktop.model.errors import QuaySoError
from desktop.sync.gateway import ProvinceLine
from desktop.sync.line import layers

WAIT_S = 10.0
SKEW_LIMIT_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer of the line.

    Attributes:
        name: in words.
        ok: whether it holds; what comes after one that does not was not looked at.
        found: what was found.
        spent_s: how long it took, seconds.
    """

    name: str
    ok: bool
    found: str
    spent_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReport:
    """How far we came, and what to do."""

    layers: tuple[Layer, ...]
    skew_s: float | None = None

    @property
    def ok(self) -> bool:
        """Whether the province answers rightly."""
        return all(layer.ok for layer in self.layers)

    @property
    def sentence(self) -> str:
        """What was found, one sentence."""
        failed = next((layer for layer in self.layers if not layer.ok), None)
        if failed is not None:
            return f"Chưa kết nối được với hệ thống của tỉnh. Hỏng ở bước «{failed.name}»: {failed.found}."
        if self.skew_s is not None and abs(self.skew_s) > SKEW_LIMIT_S:
            return f"Đường truyền tốt, nhưng đồng hồ máy này lệch {abs(self.skew_s) / 60:.0f} phút so với tỉnh."
        return "Đường truyền tới hệ thống của tỉnh hoạt động tốt."

    @property
    def advice(self) -> str:
        """What to do, one sentence; empty where nothing is to be done."""
        failed = next((layer for layer in self.layers if not layer.ok), None)
        if failed is not None:
            return _ADVICE[failed.name]
        if self.skew_s is not None and abs(self.skew_s) > SKEW_LIMIT_S:
            return "Bật tự động chỉnh giờ trong Windows trước khi ký."
        return ""


_DNS, _TCP, _TLS, _ANSWER = "Tìm địa chỉ", "Mở kết nối", "Chứng chỉ bảo mật", "Trả lời đúng hệ thống"
_ADVICE = {
    _DNS: "Kiểm tra dây mạng hoặc Wi-Fi; nếu máy khác vào mạng được, báo quản trị mạng về DNS.",
    _TCP: "Kiểm tra tường lửa và máy chủ trung gian (proxy); hệ thống của tỉnh có thể đang tắt.",
    _TLS: "Báo quản trị mạng: chứng chỉ không được máy này tin. Không bỏ qua bước này.",
    _ANSWER: "Mở trình duyệt xem mạng có đòi đăng nhập không; nếu không, hệ thống của tỉnh đang trục trặc.",
}


def examine(line: ProvinceLine, *, trust: ssl.SSLContext | None = None) -> LineReport:
    """Go to the province layer by layer and stop at the first that does not hold. Blocks for some seconds at most.

    Args:
        line: to the province; through a proxy, the first layers are the proxy's.
        trust: another TLS context, for tests with an authority of their own.
    """
    found = []
    for layer in _walk(line, trust):
        found.append(layer)
        if not layer.ok:
            return LineReport(layers=tuple(found))
    theirs = line.server_time()
    skew = None if theirs is None else (datetime.now(UTC) - theirs).total_seconds()
    return LineReport(layers=tuple(found), skew_s=skew)


def _walk(line: ProvinceLine, trust: ssl.SSLContext | None) -> Iterator[Layer]:
    parts = urlsplit(line.proxy or line.address)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    yield _timed(_DNS, lambda: _resolve(host, port))
    yield _timed(_TCP, lambda: _connect(host, port))
    if parts.scheme == "https":
        yield _timed(_TLS, lambda: _handshake(host, port, trust))
    yield _timed(_ANSWER, lambda: _answer(line))


def _timed(name: str, look: Callable[[], str]) -> Layer:
    start = time.monotonic()
    try:
        found, ok = look(), True
    except QuaySoError as trouble:
        found, ok = str(trouble.values.get("layer") or trouble.message), False
    except (OSError, UnicodeError) as error:
        found, ok = _words(error), False
    return Layer(name=name, ok=ok, found=found, spent_s=time.monotonic() - start)


def _words(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return layers.NO_CONNECTION
    if isinstance(error, UnicodeError):
        return layers.DNS
    return layers.layer_of(error)


def _resolve(host: str, port: int) -> str:
    return str(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0])


def _connect(host: str, port: int) -> str:
    with closing(socket.create_connection((host, port), WAIT_S)):
        return f"cổng {port} mở"


def _handshake(host: str, port: int, trust: ssl.SSLContext | None) -> str:
    context = trust or system_trust()
    with (
        closing(socket.create_connection((host, port), WAIT_S)) as plain,
        context.wrap_socket(plain, server_hostname=host) as secured,
    ):
        return str(secured.version())


def _answer(line: ProvinceLine) -> str:
    line.check_line()
    return "đúng hệ thống của tỉnh"
