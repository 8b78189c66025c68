"""The line, the account and the profile together: asks a province, tells refusals from answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from desktop.sync.account import Account
from desktop.sync.errors import (
    AccessRefused,
    AlreadyThere,
    LoginOver,
    NotOffered,
    NotYet,
    RefusedByProvince,
    StrangeAnswer,
)
from desktop.sync.gateway import Official
from desktop.sync.line.answer import ACCEPTED, ProvinceAnswer
from desktop.sync.line.http import ProvinceHttp
from desktop.sync.profile import Profile
from desktop.sync.values import number_in, text_in


class Accepted(dict[str, Any]):
    """The answer of a province that has accepted and not done yet: what is missing in it may still come."""


class ProvinceApi:
    """What every family needs to ask its province.

    Args:
        profile: what differs between provinces.
        http: the line.
        account: who we are there.
    """

    def __init__(self, profile: Profile, http: ProvinceHttp, account: Account) -> None:
        self.profile = profile
        self.http = http
        self.account = account
        self._inside: str = profile.options.get("answer_inside", "")
        self._ok_codes = {number_in(code) for code in profile.options.get("ok_codes", [])}

    def has(self, path: str) -> bool:
        """Whether this province offers it."""
        return bool(self.profile.paths.get(path))

    def path(self, name: str, **parts: str) -> str:
        """A path of the profile with its places filled.

        Raises:
            NotOffered: this province has no such path.
        """
        pattern = self.profile.paths.get(name)
        if not pattern:
            raise NotOffered(f"«{name}»")
        return pattern.format(**{part: quote(value, safe="") for part, value in parts.items()})

    def exchange(self, method: str, path: str, key: str = "", **more: Any) -> ProvinceAnswer:
        """One request with the token; a token that is not accepted is renewed once.

        Args:
            method: of the request.
            path: where to, below the address.
            key: idempotency key.
            more: as `requests` takes them; `official` besides: in whose name is asked.

        Raises:
            LoginOver: the official in whose name is asked is not logged in any more; nothing was asked.
            AccessRefused: nor is the new one.
            TokenRefused: none is given.
            LineDown, ProvinceTrouble, StrangeAnswer: the line's troubles.
        """
        given: Mapping[str, str] = more.pop("headers", {})
        official: Official | None = more.pop("official", None)
        for _ in range(2):
            token = self.account.token()
            if official and self.account.official != official:
                raise LoginOver()
            headers = {**given, "Authorization": f"Bearer {token}"}
            if key:
                headers["Idempotency-Key"] = key
            answer = self.http.exchange(method, path, headers=headers, **more)
            if answer.meant != 401:
                return answer
            self.account.forget(token)
        raise AccessRefused(cause="401 with a fresh token")

    def ask(self, method: str, path: str, key: str = "", **more: Any) -> Any:
        """One request for JSON; gives what is inside the answer.

        Raises:
            AlreadyThere, RefusedByProvince: with the province's own words.
            StrangeAnswer: not of the agreed shape.
        """
        return self.inside(self.exchange(method, path, key, **more))

    def find(self, path: str, **more: Any) -> Any:
        """Like `ask`, None where the province has no such thing."""
        answer = self.exchange("GET", path, **more)
        return None if answer.meant == 404 else self.inside(answer)

    def inside(self, answer: ProvinceAnswer) -> Any:
        """What an answer holds, None where it only says that all is well; or the refusal that it is."""
        if not 200 <= answer.meant < 300:
            raise _refusal(answer)
        if answer.empty and not answer.cut:
            return None
        data = answer.data()
        if self._refused(data):
            raise _refusal(answer)
        if self._inside:
            if not isinstance(data, dict):
                raise StrangeAnswer(reason="không phải đối tượng JSON")
            data = data.get(self._inside)
        accepted = answer.status == ACCEPTED and isinstance(data, dict)
        return Accepted(data) if accepted else data

    def _refused(self, data: Any) -> bool:
        """Some provinces refuse with status 200: with a code of their own in the body, or with no success.

        Raises:
            StrangeAnswer: this province tells a code with every answer, and here is none.
        """
        if not isinstance(data, dict):
            return False
        if data.get("success") is False or text_in(data.get("success")).lower() == "false" or _error_in(data):
            return True
        if not self._ok_codes:
            return False
        if "code" not in data:
            raise StrangeAnswer(reason="thiếu «code»")
        code = number_in(data["code"])
        return code not in self._ok_codes and not (code is not None and 200 <= code < 300)


def text_of(data: Any, *names: str) -> str:
    """The text at the first of these names that is there.

    Raises:
        NotYet: at none of them, and the province has only accepted so far, or says nothing at all.
        StrangeAnswer: at none of them.
    """
    for name in names:
        text = text_in(data.get(name)) if isinstance(data, dict) else ""
        if text:
            return text
    if data is None or isinstance(data, Accepted):
        raise NotYet(what=f"chưa có «{names[0]}»")
    raise StrangeAnswer(reason=f"thiếu «{names[0]}»")


def rows_of(data: Any, what: str) -> list[Any]:
    """A list, empty where the province says nothing in its place.

    Raises:
        StrangeAnswer: it is something else.
    """
    if data is None:
        return []
    if not isinstance(data, list):
        raise StrangeAnswer(reason=f"{what} không phải danh sách")
    return data


def _error_in(data: dict[str, Any]) -> bool:
    """Whether it tells an error; many tell with every answer that there is none."""
    error = data.get("error")
    if isinstance(error, dict):
        return bool(error) and number_in(error.get("code")) not in {0, 200}
    return error is True or text_in(error).lower() not in {"", "0", "00", "false", "none", "null", "ok"}


def _refusal(answer: ProvinceAnswer) -> RefusedByProvince | AlreadyThere:
    """A refusal with the province's own words."""
    words = answer.words()
    if answer.meant == 409 or "đã tồn tại" in words.lower():
        return AlreadyThere(words=words)
    return RefusedByProvince(words=words)
