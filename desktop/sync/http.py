"""HTTP to a province: timeouts always, TLS always verified, no other host, no captive portal mistaken for it."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import truststore
from requests.adapters import HTTPAdapter

from desktop.sync.errors import AlreadyThere, BadProfile, LineDown, ProvinceTrouble, RefusedByProvince, StrangeAnswer

CONNECT_S, ANSWER_S = 10.0, 60.0
ANSWER_LIMIT = 60_000_000
TRY_AGAIN = {408, 423, 425, 429}
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class _SystemTrust(HTTPAdapter):
    """TLS verified with the system's own certificates, so that a province's private CA counts."""

    def __init__(self, context: ssl.SSLContext | None) -> None:
        self._context = context or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **more: Any) -> None:
        super().init_poolmanager(*arguments, ssl_context=self._context, **more)


class ProvinceHttp:
    """The line to one base address.

    Args:
        address: `https://…`; plain http only to this very PC.
        trust: another TLS context, for tests with an authority of their own.
        answer_s: how long the province may be silent, seconds.

    Raises:
        BadProfile: the address is not https.
    """

    def __init__(self, address: str, *, trust: ssl.SSLContext | None = None, answer_s: float = ANSWER_S) -> None:
        parts = urlsplit(address)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            raise BadProfile(address, reason="địa chỉ phải bắt đầu bằng https://")
        self._base = address.rstrip("/") + "/"
        self._answer_s = answer_s
        self._session = requests.Session()
        self._session.mount("https://", _SystemTrust(trust))
        self._guard = threading.Lock()
        self.server_date = ""

    def ask(self, method: str, path: str, **more: Any) -> tuple[int, dict[str, Any]]:
        """One request; gives status and JSON object.

        Raises:
            LineDown: no right answer came.
            ProvinceTrouble: 5xx, 408, 423, 425, 429.
            StrangeAnswer: JSON, but not an object.
        """
        address = urljoin(self._base, path)
        with self._guard:
            try:
                answer = self._session.request(
                    method,
                    address,
                    timeout=(CONNECT_S, self._answer_s),
                    allow_redirects=False,
                    stream=True,
                    **more,
                )
                with answer:
                    body = _body(answer, time.monotonic() + 4 * self._answer_s)
            except requests.RequestException as error:
                raise LineDown(layer=layer_of(error), cause=repr(error)[:300]) from None
        self.server_date = answer.headers.get("Date", "")
        return answer.status_code, _read(answer, body)

    def close(self) -> None:
        """Hang up."""
        self._session.close()


def _body(answer: requests.Response, deadline: float) -> bytes:
    parts = bytearray()
    for part in answer.iter_content(65536):
        parts += part
        if len(parts) > ANSWER_LIMIT:
            raise StrangeAnswer(reason="trả lời quá dài")
        if time.monotonic() > deadline:
            raise requests.ReadTimeout("the answer takes for ever")
    return bytes(parts)


def _read(answer: requests.Response, body: bytes) -> dict[str, Any]:
    status = answer.status_code
    if 300 <= status < 400:
        raise LineDown(layer="bị chuyển hướng sang nơi khác", cause=f"{status}")
    is_json = answer.headers.get("Content-Type", "").partition(";")[0].strip() == "application/json"
    if status >= 500 or status in TRY_AGAIN:
        wait = answer.headers.get("Retry-After", "0")
        raise ProvinceTrouble(status=status, retry_after_s=float(wait) if wait.isdigit() else 0.0)
    if not is_json:
        # A login page of some network in between answers 200 with HTML.
        raise LineDown(layer="mạng đòi đăng nhập hoặc có hệ thống khác trả lời thay", cause=f"{status} not JSON")
    try:
        data = json.loads(body)
    except ValueError as error:
        raise StrangeAnswer(reason="không phải JSON", cause=str(error)[:200]) from None
    if not isinstance(data, dict):
        raise StrangeAnswer(reason="không phải đối tượng JSON")
    return data


def layer_of(error: BaseException) -> str:
    """How far a failed request came, in words."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLError):
            return "chứng chỉ bảo mật của hệ thống không đúng"
        if isinstance(seen, socket.gaierror):
            return "không tìm thấy địa chỉ (DNS)"
        if isinstance(seen, ConnectionRefusedError):
            return "hệ thống không mở cửa kết nối"
        reason = getattr(seen, "reason", None)
        inner = (
            reason
            if isinstance(reason, BaseException)
            else next((one for one in seen.args if isinstance(one, BaseException)), None)
        )
        seen = inner or seen.__cause__ or seen.__context__
    if isinstance(error, requests.ConnectTimeout):
        return "không có phản hồi khi kết nối"
    if isinstance(error, requests.Timeout):
        return "hệ thống không trả lời kịp"
    return "đường truyền bị ngắt giữa chừng"


def refusal(status: int, data: dict[str, Any]) -> RefusedByProvince | AlreadyThere:
    """A 4xx with the province's own words."""
    words = str(data.get("message") or f"mã lỗi {status}")[:500]
    if status == 409 or "đã tồn tại" in words.lower():
        return AlreadyThere(words=words)
    return RefusedByProvince(words=words)
