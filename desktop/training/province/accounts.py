"""Accounts of the sandbox province: the counter's own, and officials who log in."""

from __future__ import annotations

import secrets
import time
from typing import Annotated, Any

from fastapi import Header

from desktop.training.province.rules import Refused

CLIENT, SECRET = "quay-tap-huan", "bi-mat-tap-huan"
TOKEN_S = 1800
# Invented people.
OFFICIALS = {
    "canbo.mau": ("tap-huan", "052180000456", "Nguyễn Thị Mẫu"),
    "vanthu.mau": ("tap-huan", "052183000789", "Trần Văn Mẫu"),
}


class Accounts:
    """Gives tokens and knows them again; a restart forgets them all, as a real one may."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}
        self._refresh: dict[str, str] = {}

    def grant(self, asked: dict[str, Any]) -> dict[str, Any]:
        """A token for an OAuth2 token request; without `grant_type` it is the client's own."""
        if asked.get("client_id") != CLIENT or asked.get("client_secret") != SECRET:
            raise Refused(403, "Tài khoản kết nối không đúng")
        official = ""
        match asked.get("grant_type", "client_credentials"):
            case "client_credentials":
                pass
            case "password":
                official = str(asked.get("username"))
                if official not in OFFICIALS or OFFICIALS[official][0] != asked.get("password"):
                    raise Refused(401, "Tên đăng nhập hoặc mật khẩu không đúng")
            case "refresh_token":
                official = self._refresh.pop(str(asked.get("refresh_token")), "")
                if not official:
                    raise Refused(400, "Phiên đăng nhập đã hết")
            case _:
                raise Refused(400, "Kiểu xin mã truy cập không được hỗ trợ")
        return self._token(official)

    def _token(self, official: str) -> dict[str, Any]:
        token = secrets.token_urlsafe(24)
        self._until[token] = time.monotonic() + TOKEN_S
        given: dict[str, Any] = {"access_token": token, "expires_in": TOKEN_S, "token_type": "Bearer"}
        if official:
            given["refresh_token"] = secrets.token_urlsafe(24)
            self._refresh[given["refresh_token"]] = official
            _, number, name = OFFICIALS[official]
            given |= {"officer": {"number": number, "name": name}, "identity_number": number, "name": name}
        return given

    def signed_in(self, authorization: Annotated[str, Header()] = "") -> None:
        """A dependency of every path that needs a token."""
        if self._until.get(authorization.removeprefix("Bearer "), 0.0) < time.monotonic():
            raise Refused(401, "Mã truy cập không đúng hoặc đã hết hạn")


def known_official(number: str) -> None:
    """The stores answer officials only (R16)."""
    if number not in {known for _, known, _ in OFFICIALS.values()}:
        raise Refused(403, "Người tra cứu không phải là cán bộ đã đăng nhập")
