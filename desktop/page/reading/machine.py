"""The lines for machines of cards and passports: every reader is asked, and their check digits say who is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from desktop.model.mrz import find_zone
from desktop.model.page import Quad
from desktop.page.geometry import sides
from desktop.page.image import Pixels
from desktop.page.reading.readers import Readers
from desktop.page.reading.tesseract import LineReader

_FEWEST = 20
"""Letters; a line for machines has thirty or more, of which a reader may lose some."""
_OF_MACHINES = re.compile(r"[A-Z0-9<«]")
_NEARLY_ALL = 0.75
_FILLED = ("<<", "«")
_DIGITS = 12
"""A line that is proved has more digits than a name."""
_NEXT, _BEGIN = 4.0, 2.0
"""Heights of a line between the tops of two lines for machines, and between their beginnings, at most."""


class LineForMachines(NamedTuple):
    """A line that may be one for machines.

    Attributes:
        text: what the first reader has.
        pixels: the line cut out.
        quad: clean px.
    """

    text: str
    pixels: Pixels
    quad: Quad


def machine_lines(lines: Sequence[LineForMachines], readers: Readers) -> Mapping[int, str]:
    """Which of a page's lines are for machines, each as it must be; none where their check digits do not hold.

    Args:
        lines: of the page.
        readers: asked for each line that may be one, none of them twice.
    """
    likely = [at for at, line in enumerate(lines) if _may_be(line.text)]
    if not any(mark in lines[at].text for at in likely for mark in _FILLED):
        return {}

    @cache
    def digits(at: int) -> list[str]:
        return _heard(readers.digits, lines[at])

    @cache
    def second(at: int) -> list[str]:
        return _heard(readers.second, lines[at])

    def quick(at: int) -> list[str]:
        return [*digits(at), lines[at].text]

    def thorough(at: int) -> list[str]:
        return [*digits(at), *second(at), lines[at].text]

    # The second reader takes ten times as long as the one of digits: it is asked where the others prove nothing.
    proved = _numbers(likely, quick) or _numbers(likely, thorough)
    # No check digit covers the name, and readers lose the fillers behind it: its line is one beside the proved lines.
    block = [lines[at].quad for at in proved]
    beside = [at for at, line in enumerate(lines) if any(_is_beside(line.quad, quad) for quad in block)]
    return _proved(beside, lambda at: [proved[at]] if at in proved else thorough(at)) if proved else {}


def _numbers(among: Sequence[int], opinions: Callable[[int], Sequence[str]]) -> Mapping[int, str]:
    """The lines that hold numbers, each as it must be."""
    return {at: text for at, text in _proved(among, opinions).items() if _has_number(text)}


def _proved(among: Sequence[int], opinions: Callable[[int], Sequence[str]]) -> Mapping[int, str]:
    said = [(at, text) for at in among for text in opinions(at)]
    zone = find_zone([text for _, text in said])
    return {said[at][0]: text for at, text in zone.lines.items()} if zone else {}


def _has_number(text: str) -> bool:
    return sum(letter.isdigit() for letter in text) >= _DIGITS


def _is_beside(quad: Quad, other: Quad) -> bool:
    """Whether two lines stand under one another with little between, and begin at one place."""
    high = sides(other)[1]
    left, top = (quad[0][at] - other[0][at] for at in (0, 1))
    return abs(top) < _NEXT * high and abs(left) < _BEGIN * high


def _may_be(text: str) -> bool:
    letters = text.replace(" ", "").upper()
    return len(letters) >= _FEWEST and len(_OF_MACHINES.findall(letters)) >= _NEARLY_ALL * len(letters)


def _heard(reader: LineReader | None, line: LineForMachines) -> list[str]:
    return ["".join(word.text for word in reader.read(line.pixels))] if reader else []
