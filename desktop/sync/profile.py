"""What differs between the provinces of a family: paths, numbers, date forms, kept in `resources/profiles`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from desktop.machine.folders import resources
from desktop.sync.errors import BadProfile

_PATHS = {
    "health", "token", "official_code", "upload", "find_file", "create", "find_dossier", "progress", "status",
    "catalogue", "store",
}  # fmt: skip


class Profile:
    """What differs between provinces of this family.

    Args:
        data: a profile file's content.
        name: for refusals.

    Raises:
        BadProfile: something is missing.
    """

    def __init__(self, data: dict[str, Any], name: str) -> None:
        if data.get("family") != "six_step":
            raise BadProfile(name, reason="không thuộc họ six_step")
        missing = sorted(_PATHS - set(data.get("paths", {})))
        if missing:
            raise BadProfile(name, reason=f"thiếu đường dẫn {missing[0]}")
        self.paths: dict[str, str] = data["paths"]
        self.date_format: str = data.get("dates", {}).get("format", "%Y-%m-%dT%H:%M:%S.000")
        self.party_kinds: dict[str, int] = data.get("party_kinds", {})
        self.states: dict[str, int] = data.get("states", {})


def read_profile(name: str) -> Profile:
    """A profile of `resources/profiles` by its name.

    Raises:
        BadProfile: there is none, or it is broken.
    """
    file = resources() / "profiles" / f"{Path(name).name}.toml"
    try:
        return Profile(tomllib.loads(file.read_text("utf-8")), name)
    except OSError as error:
        raise BadProfile(name, reason="không có tệp này", cause=str(error)) from None
    except tomllib.TOMLDecodeError as error:
        raise BadProfile(name, reason="không phải TOML", cause=str(error)) from None
