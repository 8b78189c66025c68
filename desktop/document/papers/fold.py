"""Vietnamese text brought to what OCR seldom gets wrong: no diacritics, đ as d, one case."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = 4096
"""More letters than all Vietnamese papers hold: a page is folded a dozen times, letter by letter."""
_WORD = re.compile(r"[A-Z0-9]+")


def fold(text: str) -> str:
    """Upper case without diacritics, đ as D, white space collapsed: `Đặng  Thị` gives `DANG THI`."""
    return " ".join("".join(_bare(c) for c in unicodedata.normalize("NFC", text)).upper().split())


def fold_in_place(text: str) -> str:
    """Lower case without diacritics, one character for one: places in it are places in `text`, which must be NFC.

    Line ends stay; other white space becomes plain spaces.
    """
    return "".join(_in_place(c) for c in text)


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text, folded, without punctuation."""
    return tuple(_WORD.findall(fold(text)))


def letters_of(text: str) -> str:
    """The letters and digits of a text, folded, nothing between them: `Số: 96/QĐ` gives `SO96QD`."""
    return "".join(folded_words(text))


@lru_cache(_LETTERS)
def _bare(character: str) -> str:
    plain = character.translate(_STROKES)
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


@lru_cache(_LETTERS)
def _in_place(character: str) -> str:
    if character == "\n":
        return character
    if character.isspace():
        return " "
    lowered = _bare(character)[:1].lower()
    return lowered if len(lowered) == 1 else character


_STROKES = str.maketrans("đĐ", "dD")
