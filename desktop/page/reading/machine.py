"""The lines for machines of cards and passports: every reader is asked, and their check digits say who is right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from desktop.model.mrz import find_zone
from desktop.page.image import Pixels
from desktop.page.reading.readers import Readers

_FEWEST = 20
"""Letters; a line for machines has thirty or more, of which a reader may lose some."""
_OF_MACHINES = re.compile(r"[A-Z0-9<«]")
_NEARLY_ALL = 0.75
_FILLED = ("<<", "«")


def machine_lines(lines: Sequence[tuple[str, Pixels]], readers: Readers) -> Mapping[int, str]:
    """Which of a page's lines are for machines, each as it must be; none where their check digits do not hold.

    Args:
        lines: what the first reader has, and the line cut out.
        readers: asked for each line that may be one.
    """
    likely = [at for at, (text, _) in enumerate(lines) if _may_be(text)]
    if not any(mark in lines[at][0] for at in likely for mark in _FILLED):
        return {}
    opinions = [(at, text) for at in likely for text in _opinions(*lines[at], readers)]
    zone = find_zone([text for _, text in opinions])
    return {opinions[at][0]: text for at, text in zone.lines.items()} if zone else {}


def _may_be(text: str) -> bool:
    letters = text.replace(" ", "").upper()
    return len(letters) >= _FEWEST and len(_OF_MACHINES.findall(letters)) >= _NEARLY_ALL * len(letters)


def _opinions(text: str, line: Pixels, readers: Readers) -> list[str]:
    others = (reader.read(line) for reader in (readers.digits, readers.second) if reader)
    return [*("".join(word.text for word in words) for words in others), text]
