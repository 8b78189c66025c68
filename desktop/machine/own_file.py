"""A small TOML file that somebody at an office writes by hand: a calendar, a plan, a template."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop.model.errors import QuaySoError


def read_own_file(file: Path, most_bytes: int, bad: Callable[[str], QuaySoError]) -> dict[str, Any]:
    """What it says, not looked at yet.

    Args:
        file: it.
        most_bytes: more is refused, bytes.
        bad: the refusal for a reason, Vietnamese.

    Raises:
        QuaySoError: as `bad` makes it: it cannot be read, is too large, or is no TOML.
    """
    try:
        with file.open("rb") as raw:
            data = raw.read(most_bytes + 1)
        if len(data) > most_bytes:
            raise bad("tệp quá lớn")
        # Editors of Windows put a mark before UTF-8.
        return tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise bad(error.strerror or "lỗi đọc tệp") from None
    except ValueError as error:
        raise bad(str(error)[:120]) from None


def filled(text: str, values: Mapping[str, str]) -> str:
    """A template's text with its places (`{name}`) filled; empty where one of them has nothing to say."""
    for name, value in values.items():
        place = f"{{{name}}}"
        if place in text and not value:
            return ""
        text = text.replace(place, value)
    return text
