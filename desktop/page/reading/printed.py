"""What forms have printed on them word for word: a line in which both readers lose a letter is known all the same.

Labels of identity cards are the smallest type that anybody scans. What they say is known (`resources/printed`), and
which form lies on the glass is told by lines that no other paper has. Values are never touched.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
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
_VALUE = re.compile(r"[^\w\s]*\d.*\d.*$")
"""What ends a word with more than one digit; one may be a letter misread."""
_KEPT = 4096
_STROKES = str.maketrans("đĐ", "dD")
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
        text: what is printed there; the words as they are where a value hangs on them.
        sure: share of its letters that were read so, 0 to 1.
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
    telling = [text for text in form.tells if any(_is_like(line, text, int(_LIKE * len(text))) for line in lines)]
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
    count = text.count(" ") + 1
    most = int((_WRONG_IF_LONG if len(text) >= _LONG else _WRONG) * len(text))
    for begin in range(len(words)):
        for end in range(begin + max(1, count - _FEWER), min(len(words), begin + count + _MORE) + 1):
            said = " ".join(words[begin:end])
            label = " ".join((*words[begin : end - 1], _VALUE.sub("", words[end - 1])))
            if not label.endswith(" ") and _is_like(_bare(label), _bare(text), most):
                # A value that hangs on its label is worth more than the label: both stay as they are.
                kept = text if label == said else said
                yield Printed(begin, end, kept, Levenshtein.normalized_similarity(label, text))


def _weight(place: Printed) -> float:
    return len(place.text) * (1 - _WEIGHT * (1 - place.sure))


def _is_like(said: str, text: str, most: int) -> bool:
    """Whether no more than so many letters of a text were read wrong."""
    return Levenshtein.distance(said, text, score_cutoff=most) <= most


@lru_cache(_KEPT)
def _bare(text: str) -> str:
    """A text without its marks and spaces, which small type loses first."""
    plain = unicodedata.normalize("NFD", text.translate(_STROKES))
    return "".join(letter for letter in plain if not (unicodedata.combining(letter) or letter.isspace()))
