"""Slashes between words of two languages: small type shows the space on one side of them and loses the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.page.reading.tesseract import LineWord

_SLASH = "/"
_AROUND = ".,:;()"


def with_even_slashes(words: Sequence[LineWord]) -> tuple[LineWord, ...]:
    """The words, a slash that hangs on one of two written words made a word of its own: `Số /No.:` is `Số / No.:`.

    A slash has a space on both sides or on neither. A number's own slash, `12 /QĐ-UBND`, stays where it is: the space
    before it may be the one left to write the number in.
    """
    freed: list[LineWord] = []
    for at, word in enumerate(words):
        if word.text.startswith(_SLASH) and at > 0 and _are_written(words[at - 1].text, word.text[1:]):
            freed += _in_two(word, 1)
        elif word.text.endswith(_SLASH) and at + 1 < len(words) and _are_written(word.text[:-1], words[at + 1].text):
            freed += _in_two(word, len(word.text) - 1)
        else:
            freed.append(word)
    return tuple(freed)


def _are_written(before: str, after: str) -> bool:
    """Whether two texts are words in a sentence's letters, no signs of an office and no numbers."""
    return all(text.strip(_AROUND).isalpha() and not text.isupper() for text in (before, after))


def _in_two(word: LineWord, at: int) -> tuple[LineWord, LineWord]:
    middle = word.left + (word.right - word.left) * at / len(word.text)
    return (
        replace(word, text=word.text[:at], right=middle, letters=word.letters[:at]),
        replace(word, text=word.text[at:], left=middle, letters=word.letters[at:]),
    )
