"""From a net's answers, one for every step along a line, to the words of the line (CTC)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby, pairwise

import numpy as np
import numpy.typing as npt

from desktop.page.reading.tesseract import Letter, LineWord

_BLANK = 0
_DIGITS = "0123456789"


def words_of(chances: npt.NDArray[np.float32], letters: Sequence[str]) -> tuple[LineWord, ...]:
    """The likeliest letter at every step: repeats are one letter, blanks part two of the same.

    Args:
        chances: one row for each step, 0 to 1 for each letter.
        letters: what the columns stand for; the first one is the blank, and the ten digits are among them.

    Returns:
        The words; each is as sure as its least sure letter.
    """
    return tuple(
        _word(list(word))
        for blank, word in groupby(_spelt(chances, letters), lambda letter: letter.text.isspace())
        if not blank
    )


def _spelt(chances: npt.NDArray[np.float32], letters: Sequence[str]) -> list[Letter]:
    steps = len(chances)
    likeliest, sure = chances.argmax(axis=1), chances.max(axis=1)
    digits = chances[:, [letters.index(digit) for digit in _DIGITS]]
    edges = [0, *(np.flatnonzero(np.diff(likeliest)) + 1).tolist(), steps]
    return [
        Letter(
            text=letters[at],
            left=start / steps,
            right=end / steps,
            sure=float(sure[start:end].max()),
            digit=_DIGITS[int(digits[start:end].max(axis=0).argmax())],
        )
        for start, end in pairwise(edges)
        if start < end and (at := int(likeliest[start])) != _BLANK
    ]


def _word(letters: Sequence[Letter]) -> LineWord:
    text = unicodedata.normalize("NFC", "".join(letter.text for letter in letters))
    return LineWord(
        text,
        letters[0].left,
        letters[-1].right,
        min(letter.sure for letter in letters),
        tuple(letters) if len(text) == len(letters) else (),
    )
