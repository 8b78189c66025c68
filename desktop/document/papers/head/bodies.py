"""Usual names of bodies, which are printed one way: `SỞ Y TÉ` is `SỞ Y TẾ`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from desktop.document.papers.fold import fold, letters_of
from desktop.page.lists import listed
from desktop.page.reading.tones import plain

_PARTS = re.compile(r"[\s,\-–—]")


def as_spelled(name: str) -> str:
    """A name with the usual one that it begins with as that must be printed, its marks misread or its spaces lost.

    Args:
        name: of a body, in capitals; the name of its place may stand behind.
    """
    letters = letters_of(name)
    known = next((one for one in _usual() if letters.startswith(one)), "")
    end = _end_of(name, len(known))
    if not known or (end < len(name) and not _PARTS.match(name[end])):
        return name
    own, printed = name[:end].split(), _usual()[known].split()
    if [fold(word) for word in own] != [fold(word) for word in printed]:
        return " ".join(printed) + name[end:]
    # Where a tone stands is each office's own way: `UỶ`, `ỦY`.
    kept = (one if plain(one) == plain(other) else other for one, other in zip(own, printed, strict=True))
    return " ".join(kept) + name[end:]


def _end_of(name: str, count: int) -> int:
    """Behind which character so many letters have passed."""
    for at, character in enumerate(name):
        count -= character.isalnum()
        if count <= 0:
            return at + 1
    return len(name)


@cache
def _usual() -> Mapping[str, str]:
    """By its letters, each name as it is printed; the longest first."""
    names = sorted(listed("words", "bodies"), key=len, reverse=True)
    return {letters_of(name): name for name in names}
