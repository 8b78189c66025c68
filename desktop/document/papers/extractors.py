"""Extractors as data: one TOML file per kind of paper in `resources/extractors`, extendable by an administrator."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from desktop.machine.folders import resources
from desktop.model.errors import Refusal

KINDS = frozenset({"number", "date", "future_date", "person", "identity", "tax", "digits", "text"})
Region = tuple[float, float, float, float]
_WHOLE: Region = (0.0, 0.0, 1.0, 1.0)


class BadExtractor(Refusal):
    """A file of extractors has something that cannot be."""

    code = "bad_extractor"
    sentence = "Tệp trích thông tin «{subject}» sai ở «{key}»: {reason}."
    advice = "Sửa tệp này theo hướng dẫn trong resources/extractors/README.md."


@dataclass(frozen=True, slots=True)
class Search:
    """One search for a value: a pattern within a part of the page.

    Attributes:
        match: over folded lines; groups `value`, or `d`, `m`, `y`.
        region: left, top, right, foot, as shares of the page.
        last: take the last match instead of the first.
    """

    match: re.Pattern[str]
    region: Region
    last: bool


@dataclass(frozen=True, slots=True)
class FieldRule:
    """How one value is found and checked."""

    name: str
    kind: str
    searches: tuple[Search, ...]


@dataclass(frozen=True, slots=True)
class Extractor:
    """The rules of one kind of paper; `applies` is empty where they hold for all."""

    name: str
    applies: tuple[re.Pattern[str], ...]
    rules: tuple[FieldRule, ...]

    def holds_for(self, folded: str) -> bool:
        """Whether it is for a paper whose folded name and titles are these."""
        return not self.applies or any(pattern.search(folded) for pattern in self.applies)


@cache
def load_extractors(folder: Path | None = None) -> tuple[Extractor, ...]:
    """All extractors of a folder, those for some papers before those for all.

    Raises:
        BadExtractor: which file and field is wrong, and how.
    """
    files = sorted((folder or resources() / "extractors").glob("*.toml"))
    found = [_extractor(file) for file in files]
    return tuple(sorted(found, key=lambda one: (not one.applies, one.name)))


def _extractor(file: Path) -> Extractor:
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadExtractor(file.name, key="(toàn tệp)", reason=f"không phải TOML ({error})") from error
    applies = _listed(file, data, "applies", str)
    rules = tuple(_rule(file, field) for field in _listed(file, data, "field", dict))
    return Extractor(file.stem, tuple(_pattern(file, "applies", text) for text in applies), rules)


def _rule(file: Path, data: Mapping[str, Any]) -> FieldRule:
    name, kind = data.get("name"), data.get("kind")
    if not isinstance(name, str) or not name:
        raise BadExtractor(file.name, key="field", reason="thiếu tên «name»")
    if kind not in KINDS:
        raise BadExtractor(file.name, key=name, reason=f"«kind» phải là một trong: {', '.join(sorted(KINDS))}")
    searches = tuple(_search(file, name, one) for one in _listed(file, data, "from", dict))
    if not searches:
        raise BadExtractor(file.name, key=name, reason="không có chỗ tìm «from»")
    return FieldRule(name, kind, searches)


def _search(file: Path, name: str, data: Mapping[str, Any]) -> Search:
    match = _pattern(file, name, data.get("match"))
    groups = set(match.groupindex)
    if "value" not in groups and not {"d", "m", "y"} <= groups:
        raise BadExtractor(file.name, key=name, reason="mẫu phải có nhóm «value», hoặc «d», «m», «y»")
    region = data.get("region", _WHOLE)
    if len(region) != 4 or not all(isinstance(side, int | float) and 0 <= side <= 1 for side in region):
        raise BadExtractor(file.name, key=name, reason="«region» phải là bốn số từ 0 đến 1")
    pick = data.get("pick", "first")
    if pick not in {"first", "last"}:
        raise BadExtractor(file.name, key=name, reason="«pick» phải là first hoặc last")
    left, top, right, foot = (float(side) for side in region)
    return Search(match, (left, top, right, foot), pick == "last")


def _pattern(file: Path, name: str, text: Any) -> re.Pattern[str]:
    try:
        return re.compile(text, re.MULTILINE)
    except (re.error, TypeError) as error:
        raise BadExtractor(file.name, key=name, reason=f"biểu thức không đúng ({error})") from None


def _listed(file: Path, data: Mapping[str, Any], key: str, of: type) -> list[Any]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, of) for item in value):
        raise BadExtractor(file.name, key=key, reason="phải là danh sách")
    return value
