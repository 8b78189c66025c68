"""What differs between provinces: paths, bodies, numbers, date forms, kept in `resources/profiles`."""

from __future__ import annotations

import tomllib
from collections.abc import Container
from typing import Any

from desktop.machine.provision import profile_file
from desktop.sync.errors import BadProfile
from desktop.sync.families import family_named
from desktop.sync.mapping import Facts, Mapper

# What the line and the account need, whatever the family.
_PATHS = ("health", "token")
_OPTIONS = ("health_field", "health_value")
_ACCOUNT = {
    "json": False,
    "basic": False,
    "inside": "",
    "officer_number": "officer.number",
    "officer_name": "officer.name",
}
_MB = 1_000_000
DATE_FORMAT = "%Y-%m-%dT%H:%M:%S.000"


class Profile:
    """One way to speak to a province.

    Args:
        data: a profile file's content.
        name: for refusals.

    Attributes:
        most_file_bytes: the largest file that it takes; None where the profile does not say.
        whole_owner_number: it wants a person's whole number in the codes of digitised items (R26).

    Raises:
        BadProfile: something is missing or unknown.
    """

    def __init__(self, data: dict[str, Any], name: str) -> None:
        self.name = name
        family = family_named(str(data.get("family", "")))
        if family is None:
            raise BadProfile(name, reason=f"không có họ kết nối «{data.get('family', '')}»")
        self.family = family
        self.paths: dict[str, str] = data.get("paths", {})
        self.account: dict[str, Any] = {**_ACCOUNT, **data.get("account", {})}
        self.options: dict[str, Any] = data.get("options", {})
        self.tables: dict[str, dict[str, Any]] = data.get("tables", {})
        self._bodies: dict[str, Any] = data.get("bodies", {})
        self._require("đường dẫn", self.paths, *_PATHS, *family.paths)
        self._require("mục", self.options, *_OPTIONS)
        self._require("mẫu", self._bodies, *family.bodies)
        self.most_file_bytes = self._most_file_bytes()
        self.whole_owner_number = self._wants_whole_number()
        self._mapper = Mapper(name, data.get("dates", {}).get("format", DATE_FORMAT), self.tables)

    def _require(self, what: str, given: Container[str], *names: str) -> None:
        missing = sorted(name for name in names if name not in given)
        if missing:
            raise BadProfile(self.name, reason=f"thiếu {what} «{missing[0]}»")

    def _most_file_bytes(self) -> int | None:
        most = self.options.get("most_file_mb")
        if most is None:
            return None
        if not isinstance(most, int | float) or isinstance(most, bool) or most <= 0:
            raise BadProfile(self.name, reason="«most_file_mb» phải là số MB lớn hơn 0")
        return int(most * _MB)

    @property
    def notice_states(self) -> frozenset[str]:
        """The states that an applicant is told of between reception and return: those that the province has words for,
        by ours; none where it takes no notices.
        """
        known = frozenset(self.tables.get("states", {}))
        return known if {"additions", "refused"} <= known else frozenset()

    def _wants_whole_number(self) -> bool:
        said = self.options.get("item_owner", "end")
        if said not in {"end", "whole"}:
            raise BadProfile(self.name, reason="«item_owner» phải là end hoặc whole")
        return bool(said == "whole")

    def body(self, name: str, facts: Facts) -> Any:
        """A request's body in this province's words.

        Raises:
            BadProfile: the profile has no such body, or it names what we do not know.
        """
        self._require("mẫu", self._bodies, name)
        return self._mapper.fill(self._bodies[name], facts)


def sample_of(family: str) -> str:
    """Name of the profile that ships with a family: `mau-six-step` of `six_step`."""
    return f"mau-{family.replace('_', '-')}"


def read_profile(name: str) -> Profile:
    """A profile by its name, the province's own before ours; `like` names another that it only changes.

    Raises:
        BadProfile: there is none, or it is broken.
    """
    return Profile(_read(name), name)


def _read(name: str, depth: int = 0) -> dict[str, Any]:
    file = profile_file(name)
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise BadProfile(name, reason="không có tệp này", cause=str(error)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadProfile(name, reason="không phải TOML", cause=str(error)) from None
    base = data.pop("like", "")
    if not base:
        return data
    if depth > 3:
        raise BadProfile(name, reason="dựa vòng tròn lên hồ sơ khác")
    return _over(_read(str(base), depth + 1), data)


def _over(base: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """`change` laid over `base`, table by table."""
    merged = dict(base)
    for name, value in change.items():
        below = merged.get(name)
        merged[name] = _over(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged
