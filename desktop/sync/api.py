"""The line, the account and the profile together: asks a province, tells refusals from answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from desktop.catalogue.reader import catalogue_from_data
from desktop.model.catalogue import Catalogue
from desktop.sync.account import Account, Officer
from desktop.sync.errors import (
    AlreadyThere,
    LineDown,
    LoginOver,
    NotOffered,
    RefusedByProvince,
    StrangeAnswer,
    TokenRefused,
)
from desktop.sync.line.http import Answer, ProvinceHttp
from desktop.sync.profile import Profile

_GOOD = {200, 201, 204}


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
        self._ok_codes: list[Any] = profile.options.get("ok_codes", [])

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

    def check_line(self) -> None:
        """The right system answers, with a field that only it has.

        Raises:
            LineDown: another one answers, or none.
        """
        answer = self.http.exchange("GET", self.path("health"))
        data = answer.data()
        field, expected = self.profile.options["health_field"], self.profile.options["health_value"]
        said = data.get(field) if isinstance(data, dict) else None
        if answer.status != 200 or not isinstance(said, str) or expected not in said:
            raise LineDown(layer="có hệ thống khác trả lời thay", cause=f"{answer.status}")

    def exchange(self, method: str, path: str, key: str = "", **more: Any) -> Answer:
        """One request with the token; a token that is not accepted is renewed once.

        Args:
            method: of the request.
            path: where to, below the address.
            key: idempotency key.
            more: as `requests` takes them; `officer` besides: in whose name is asked.

        Raises:
            LoginOver: the officer in whose name is asked is not logged in any more; nothing was asked.
            TokenRefused: nor is the new one.
            LineDown, ProvinceTrouble: the line's troubles.
        """
        given: Mapping[str, str] = more.pop("headers", {})
        officer: Officer | None = more.pop("officer", None)
        for _ in range(2):
            token = self.account.token()
            if officer and self.account.officer != officer:
                raise LoginOver()
            headers = {**given, "Authorization": f"Bearer {token}"}
            if key:
                headers["Idempotency-Key"] = key
            answer = self.http.exchange(method, path, headers=headers, **more)
            if answer.status != 401:
                return answer
            self.account.forget(token)
        raise TokenRefused(cause="401 with a fresh token")

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
        return None if answer.status == 404 and answer.data() is not None else self.inside(answer)

    def inside(self, answer: Answer) -> Any:
        """What an answer holds, or the refusal that it is."""
        if answer.status == 204:
            return None
        data = answer.data()
        if answer.status not in _GOOD or self._refused(data):
            raise _refusal(answer.status, data)
        if not self._inside:
            return data
        if not isinstance(data, dict):
            raise StrangeAnswer(reason="không phải đối tượng JSON")
        return data.get(self._inside)

    def _refused(self, data: Any) -> bool:
        """Some provinces refuse with status 200 and a code in the body."""
        return bool(self._ok_codes) and isinstance(data, dict) and data.get("code") not in self._ok_codes

    def catalogue(self, known_version: str | None) -> Catalogue | None:
        """The catalogue where it is another version than ours.

        Raises:
            NotOffered: this province gives none; it comes from a file.
        """
        found = self.find(self.path("catalogue"), params={"version": known_version or ""})
        return None if found is None else catalogue_from_data(found, "danh mục của tỉnh")


def text_of(data: Any, *names: str) -> str:
    """The text at the first of these names that is there.

    Raises:
        StrangeAnswer: at none of them.
    """
    for name in names:
        value = data.get(name) if isinstance(data, dict) else None
        if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
            return str(value)
    raise StrangeAnswer(reason=f"thiếu «{names[0]}»")


def rows_of(data: Any, what: str) -> list[Any]:
    """A list.

    Raises:
        StrangeAnswer: it is none.
    """
    if not isinstance(data, list):
        raise StrangeAnswer(reason=f"{what} không phải danh sách")
    return data


def _refusal(status: int, data: Any) -> RefusedByProvince | AlreadyThere:
    """A refusal with the province's own words."""
    said = data if isinstance(data, dict) else {}
    words = str(said.get("message") or said.get("error_description") or f"mã lỗi {status}")[:500]
    if status == 409 or "đã tồn tại" in words.lower():
        return AlreadyThere(words=words)
    return RefusedByProvince(words=words)
