"""From a net's answers, one for every step along a line, to the words of the line (CTC)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
import numpy.typing as npt

from desktop.page.reading.tesseract import LineWord

_BLANK = 0


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter, from its first step to behind its last one."""

    text: str
    start: int
    end: int
    sure: float


def words_of(chances: npt.NDArray[np.float32], letters: Sequence[str]) -> tuple[LineWord, ...]:
    """The likeliest letter at every step: repeats are one letter, blanks part two of the same.

    Args:
        chances: one row for each step, 0 to 1 for each letter.
        letters: what the columns stand for; the first one is the blank.

    Returns:
        The words; each is as sure as its least sure letter.
    """
    steps = len(chances)
    return tuple(
        _word(list(word), steps)
        for blank, word in groupby(_spelt(chances, letters), lambda letter: letter.text.isspace())
        if not blank
    )


def _spelt(chances: npt.NDArray[np.float32], letters: Sequence[str]) -> list[_Letter]:
    likeliest, sure = chances.argmax(axis=1), chances.max(axis=1)
    edges = [0, *(np.flatnonzero(np.diff(likeliest)) + 1).tolist(), len(chances)]
    return [
        _Letter(letters[at], start, end, float(sure[start:end].max()))
        for start, end in pairwise(edges)
        if start < end and (at := int(likeliest[start])) != _BLANK
    ]


def _word(letters: Sequence[_Letter], steps: int) -> LineWord:
    text = unicodedata.normalize("NFC", "".join(letter.text for letter in letters))
    sure = tuple(letter.sure for letter in letters)
    each = sure if len(sure) == len(text) else ()
    return LineWord(text, letters[0].start / steps, letters[-1].end / steps, min(sure), each)
