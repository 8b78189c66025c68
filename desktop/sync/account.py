"""Our account at the province: OAuth2 client credentials, and the official who has logged in."""

from __future__ import annotations

import base64
import math
import re
import threading
import time
from collections.abc import Callable
from typing import Any

from desktop.sync.errors import OfficialRefused, StrangeAnswer, TokenRefused
from desktop.sync.gateway import Official
from desktop.sync.line.http import ProvinceHttp
from desktop.sync.profile import Profile
from desktop.sync.values import number_in, text_in

TOKEN_MARGIN_S = 60.0
# What may stand in a header. Anything else is refused here: `requests` would put the whole token into its error.
_TOKEN = re.compile(r"[!-~]{1,16384}")


class Account:
    """Gives a token that is good for another minute at least.

    Args:
        http: the line.
        profile: how this province gives tokens.
        client: OAuth2 client id.
        secret: its secret.
        seconds: a clock that only goes forward.
    """

    def __init__(
        self,
        http: ProvinceHttp,
        profile: Profile,
        client: str,
        secret: str,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._http = http
        self._how = profile.account
        self._path = profile.paths["token"]
        self._client, self._secret = client, secret
        self._seconds = seconds
        self._guard = threading.Lock()
        self._token, self._until = "", 0.0
        self._refresh, self._refresh_until = "", math.inf
        self._official: Official | None = None
        self._ended: Official | None = None

    @property
    def official(self) -> Official | None:
        """Who is logged in; None once the session cannot be renewed any more."""
        with self._guard:
            renewable = self._refresh and self._seconds() < self._refresh_until
            if self._official and not renewable and self._seconds() > self._until:
                self._end_session()
            return self._official

    @property
    def ended(self) -> Official | None:
        """Whose session ran out by itself; None where nobody's did, or somebody logged in or out since."""
        return self._ended

    def token(self) -> str:
        """The token, asked for anew where it runs out within a minute.

        Raises:
            TokenRefused: the province does not accept the account.
            LineDown, ProvinceTrouble, StrangeAnswer: the line's troubles.
        """
        with self._guard:
            if not self._token or self._seconds() > self._until:
                self._renew()
            return self._token

    def check(self) -> None:
        """The province takes the account: it gives a token.

        Raises:
            TokenRefused, LineDown, ProvinceTrouble, StrangeAnswer: as `token`.
        """
        self.token()

    def forget(self, token: str) -> None:
        """This token was not accepted; the next one is asked for anew (unless another thread already did)."""
        with self._guard:
            if token == self._token:
                self._token = ""

    def log_in(self, name: str, password: str) -> Official:
        """Log the official in; the password is used once and not kept.

        Raises:
            OfficialRefused: name or password is wrong.
            LineDown, ProvinceTrouble, StrangeAnswer: the line's troubles.
        """
        with self._guard:
            try:
                given = self._ask({"grant_type": "password", "username": name, "password": password})
            except TokenRefused as refused:
                raise OfficialRefused(cause=refused.cause) from None
            number, full_name = (text_in(_at(given, self._how[field])) for field in ("officer_number", "officer_name"))
            if not number:
                self._forget_session()
                raise StrangeAnswer(reason="không cho biết số định danh của cán bộ")
            self._official, self._ended = Official(number=number, name=full_name or name), None
            return self._official

    def log_out(self) -> None:
        """Forget the official."""
        with self._guard:
            self._forget_session()
            self._ended = None

    def _forget_session(self) -> None:
        self._official, self._refresh, self._token = None, "", ""

    def _end_session(self) -> None:
        self._ended = self._official
        self._forget_session()

    def _renew(self) -> None:
        if self._refresh:
            try:
                self._ask({"grant_type": "refresh_token", "refresh_token": self._refresh})
                return
            except TokenRefused:
                self._refresh = ""
        if self._official:
            # Sending goes on under the counter's own account; nothing is asked in the official's name any more.
            self._end_session()
        self._ask({"grant_type": "client_credentials"})

    def _ask(self, grant: dict[str, str]) -> dict[str, Any]:
        asked = {**grant, "client_id": self._client, "client_secret": self._secret}
        headers = {}
        if self._how["basic"]:
            pair = base64.b64encode(f"{self._client}:{self._secret}".encode()).decode()
            headers["Authorization"] = f"Basic {pair}"
            asked = dict(grant)
        body: dict[str, Any] = {"json": asked} if self._how["json"] else {"data": asked}
        answer = self._http.exchange("POST", self._path, headers=headers, **body)
        if not 200 <= answer.meant < 300:
            raise TokenRefused(cause=f"{answer.meant}")
        data = answer.data()
        inner = _at(data, self._how["inside"]) if self._how["inside"] else data
        if not isinstance(inner, dict) or not inner.get("access_token"):
            raise TokenRefused(cause=f"{answer.status} without a token")
        self._token = _token(inner["access_token"])
        self._refresh = _token(inner["refresh_token"]) if inner.get("refresh_token") else ""
        self._until = self._seconds() + _seconds_in(inner, "expires_in", 0.0) - TOKEN_MARGIN_S
        self._refresh_until = self._seconds() + _seconds_in(inner, "refresh_expires_in", math.inf) - TOKEN_MARGIN_S
        return inner


def _token(given: Any) -> str:
    """A token as it may be sent back.

    Raises:
        StrangeAnswer: it is none.
    """
    if not isinstance(given, str) or not _TOKEN.fullmatch(given):
        raise StrangeAnswer(reason="mã truy cập không đúng dạng")
    return given


def _seconds_in(given: dict[str, Any], name: str, otherwise: float) -> float:
    """A life as the province tells it, seconds; of Keycloak's refresh tokens 0 means that they do not run out."""
    lives = number_in(given.get(name))
    return lives if lives is not None and lives > 0 else otherwise


def _at(data: Any, path: str) -> Any:
    """What stands at `a.b.c`; None where nothing does."""
    for name in path.split("."):
        data = data.get(name) if isinstance(data, dict) else None
    return data
