"""What comes from below the window, in the window's language.

The rooms below say everything in Vietnamese, finished: with numbers, names and reasons in it. The catalogue
`resources/i18n/below.toml` has the English of every such sentence; a finished one is known again by its fixed words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desktop.machine.folders import resources

CATALOGUE = "below.toml"
_HOLE = re.compile(r"\{(\w+)(?::d)?\}")
_NUMBER = ":d}"
"""A hole that only a number fits: `{1:d} trang`."""
_BETWEEN = re.compile(r"((?<=[.!?…]) |; |, | · |: |\n+)")
"""What parts of a message are put together with."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A sentence with holes in it."""

    fixed: str
    form: re.Pattern[str]
    names: tuple[str, ...]
    english: str

    def fill(self, parts: Mapping[str, str]) -> str:
        return _HOLE.sub(lambda hole: parts[hole[1]], self.english)


class Below:
    """The English of what comes from below.

    Args:
        catalogue: Vietnamese sentences with their English, as `read_catalogue` gives them.
    """

    def __init__(self, catalogue: Mapping[str, str]) -> None:
        self._whole = {words: english for words, english in catalogue.items() if not _HOLE.search(words)}
        forms = [_form(words, english) for words, english in catalogue.items() if _HOLE.search(words)]
        # The one with the most words of its own says most surely what it is.
        self._forms = sorted(forms, key=lambda form: -len(_HOLE.sub("", form.form.pattern)))

    def english(self, words: str) -> str:
        """The English of a finished sentence, or of several; what is not known (a name, the province's words) stays."""
        return self._known(words) or self._by_parts(words)

    def _known(self, words: str) -> str:
        head, rest = words[:1], words[1:]
        if known := self._written_so(words):
            return known
        # What begins a sentence elsewhere may stand within one here.
        begun = self._written_so(head.upper() + rest) if head.islower() else ""
        return begun[:1].lower() + begun[1:]

    def _written_so(self, words: str) -> str:
        if words in self._whole:
            return self._whole[words]
        for form in self._forms:
            if form.fixed in words and (found := form.form.fullmatch(words)):
                parts = zip(form.names, found.groups(), strict=True)
                return form.fill({name: self.english(part) for name, part in parts})
        return ""

    def _by_parts(self, words: str) -> str:
        parts = _BETWEEN.split(words)
        return "".join(self._known(part) or part for part in parts) if len(parts) > 1 else words


def _form(words: str, english: str) -> _Form:
    fixed = _HOLE.split(words)[::2]
    holes = [hole[0] for hole in _HOLE.finditer(words)]
    form = re.escape(fixed[0])
    for hole, after in zip(holes, fixed[1:], strict=True):
        form += (r"(\d+)" if hole.endswith(_NUMBER) else "(.*?)") + re.escape(after)
    return _Form(max(fixed, key=len), re.compile(form, re.DOTALL), tuple(_HOLE.findall(words)), english)


def read_catalogue(file: Path) -> dict[str, str]:
    """Vietnamese sentences with their English; `{…}` in both is where something is put in."""
    tables = tomllib.loads(file.read_text("utf-8"))
    return {words: english for table in tables.values() for words, english in table.items()}


@cache
def below() -> Below:
    """The catalogue that is shipped."""
    return Below(read_catalogue(resources() / "i18n" / CATALOGUE))
