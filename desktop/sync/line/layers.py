"""How far a failed request came, in the clerk's words."""

from __future__ import annotations

import socket
import ssl

import requests
from urllib3.exceptions import ReadTimeoutError

DNS = "không tìm thấy địa chỉ (DNS)"
TCP = "hệ thống không mở cửa kết nối"
TLS = "chứng chỉ bảo mật của hệ thống không đúng"
HANDSHAKE = "không lập được kết nối bảo mật (TLS) với hệ thống"
# By OpenSSL's number, then by Windows' own.
_CERTIFICATES = {
    "chứng chỉ bảo mật của hệ thống đã hết hạn, hoặc đồng hồ máy này sai": {10, 0x800B0101},
    "chứng chỉ bảo mật của hệ thống chưa có hiệu lực, hoặc đồng hồ máy này sai": {9},
    "chứng chỉ bảo mật của hệ thống do nơi máy này không tin cấp": {18, 19, 20, 21, 0x800B0109, 0x800B010A},
    "chứng chỉ bảo mật của hệ thống là của địa chỉ khác": {62, 64, 0x800B010F},
}
PROXY = "máy chủ trung gian (proxy) không cho đi qua"
NO_CONNECTION = "không có phản hồi khi kết nối"
SILENT = "hệ thống không trả lời kịp"
CUT = "đường truyền bị ngắt giữa chừng"


def layer_of(error: BaseException) -> str:
    """The layer that failed."""
    if isinstance(error, requests.exceptions.ProxyError):
        return PROXY
    if isinstance(error, requests.ConnectTimeout):
        return NO_CONNECTION
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            return _certificate(seen)
        if isinstance(seen, ssl.SSLError) and not isinstance(seen, ssl.SSLEOFError | ssl.SSLZeroReturnError):
            return HANDSHAKE
        if isinstance(seen, socket.gaierror):
            return DNS
        if isinstance(seen, ConnectionRefusedError):
            return TCP
        if isinstance(seen, ReadTimeoutError | TimeoutError):
            return SILENT
        reason = getattr(seen, "reason", None)
        inner = (
            reason
            if isinstance(reason, BaseException)
            else next((one for one in seen.args if isinstance(one, BaseException)), None)
        )
        seen = inner or seen.__cause__ or seen.__context__
    return CUT


def _certificate(error: ssl.SSLCertVerificationError) -> str:
    """What is wrong with a certificate."""
    number = getattr(error, "verify_code", 0) & 0xFFFFFFFF
    return next((words for words, numbers in _CERTIFICATES.items() if number in numbers), TLS)
