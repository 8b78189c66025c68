"""What forms have printed on them word for word: a line in which both readers lose a letter is known all the same.

Labels of identity cards are the smallest type that anybody scans. What they say is known (`resources/printed`), and
which form lies on the glass is told by lines that no other paper has. Values are never touched.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from desktop.machine.folders import resources

_LIKE = 0.15
"""Share of a line that may be wrong where it tells a form, or speaks for one."""
_WRONG, _WRONG_IF_LONG, _LONG = 0.3, 0.4, 30
"""Share of a text that readers may have lost, more where it has so many letters: nothing else on a form comes so near
(measured)."""
_FEWER, _MORE = 3, 2
"""Words that readers make of a text, fewer or more than it has."""
_DIGITS = 2
_WEIGHT = 2
"""A wrong letter counts for so many that are covered, where two texts fit the same words."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form, by what is printed on each of its kind.

    Attributes:
        name: for people.
        tells: NFC, as printed; no other paper has one of them as a line of its own.
        texts: all that is printed on it, those among them.
    """

    name: str
    tells: tuple[str, ...]
    texts: tuple[str, ...]


class Printed(NamedTuple):
    """Words of a line that are a form's.

    Attributes:
        begin, end: which words.
        text: what is printed there.
        sure: share of its letters that were read so.
    """

    begin: int
    end: int
    text: str
    sure: float


@cache
def load_forms(folder: Path | None = None) -> tuple[Form, ...]:
    """All forms of a folder."""
    files = sorted((folder or resources() / "printed").glob("*.toml"))
    found = [form for file in files for form in tomllib.loads(file.read_text("utf-8"))["form"]]
    return tuple(Form(form["name"], tuple(form["tells"]), (*form["tells"], *form["texts"])) for form in found)


def printed_texts(lines: Sequence[str], forms: Sequence[Form] | None = None) -> tuple[str, ...]:
    """All texts of the forms that a page shows.

    Args:
        lines: of the page, as read.
        forms: instead of those in `resources/printed`.
    """
    shown = [form for form in (load_forms() if forms is None else forms) if _is_shown(form, lines)]
    return tuple(dict.fromkeys(text for form in shown for text in form.texts))


def _is_shown(form: Form, lines: Sequence[str]) -> bool:
    """Whether one of the lines tells the form, and another one speaks for it."""
    telling = [text for text in form.tells if any(_off(line, text, _LIKE) is not None for line in lines)]
    return bool(telling) and any(_speaks(text, lines) for text in form.texts if text != telling[0])


def _speaks(text: str, lines: Sequence[str]) -> bool:
    long_enough = (line for line in lines if len(line) >= len(text) - 1)
    return any(fuzz.partial_ratio(text, line) >= 100 * (1 - _LIKE) for line in long_enough)


def find_printed(words: Sequence[str], texts: Sequence[str]) -> list[Printed]:
    """Where a line's words are printed texts, from left to right; what covers most with the fewest wrong counts.

    Args:
        words: of a line, as read.
        texts: that may stand there.
    """
    found = sorted((place for text in texts for place in _places(words, text)), key=_weight, reverse=True)
    kept: list[Printed] = []
    for place in found:
        if all(place.end <= other.begin or other.end <= place.begin for other in kept):
            kept.append(place)
    return sorted(kept)


def _places(words: Sequence[str], text: str) -> Iterator[Printed]:
    """Every place of a text among the words."""
    count, share = text.count(" ") + 1, _WRONG_IF_LONG if len(text) >= _LONG else _WRONG
    for begin in range(len(words)):
        for end in range(begin + max(1, count - _FEWER), min(len(words), begin + count + _MORE) + 1):
            off = _off(" ".join(words[begin:end]), text, share)
            # A value that hangs on its label is worth more than the label; one digit is a letter misread.
            if off is not None and sum(letter.isdigit() for letter in words[end - 1]) < _DIGITS:
                yield Printed(begin, end, text, 1 - off / len(text))


def _weight(place: Printed) -> float:
    return len(place.text) * (1 - _WEIGHT * (1 - place.sure))


def _off(said: str, text: str, share: float) -> int | None:
    """How many letters of a text were read wrong; None where it is more than this share of them."""
    most = int(share * len(text))
    off = Levenshtein.distance(said, text, score_cutoff=most)
    return off if off <= most else None
