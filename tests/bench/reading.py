"""Wrong characters: each true line against its best place in what was read; all spaces, dashes, quotes alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

_SAME = str.maketrans("–—“”‘’", "--\"\"''")


def wrong_characters(true: str, text: str) -> int:
    """Fewest edits that turn some part of `text` into `true`."""
    wanted, given = plain(true), plain(text)
    if not wanted:
        return 0
    letters = np.array([ord(c) for c in given], np.int64)
    places = np.arange(len(given) + 1)
    # A match may begin anywhere in the text, and end anywhere.
    row = np.zeros(len(given) + 1, np.int64)
    for letter in wanted:
        next_row = np.empty_like(row)
        next_row[0] = row[0] + 1
        next_row[1:] = np.minimum(row[:-1] + (letters != ord(letter)), row[1:] + 1)
        row = np.minimum.accumulate(next_row - places) + places
    return int(row.min())


def plain(text: str) -> str:
    """NFC, every run of white space as one space, every dash as a hyphen, every quotation mark straight."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_SAME).split())


def wrong_of(lines: Iterable[Mapping[str, Any]], text: str) -> tuple[int, int]:
    """Wrong characters and all characters of a page's true lines."""
    wrong = total = 0
    for line in lines:
        wrong += wrong_characters(line["text"], text)
        total += len(plain(line["text"]))
    return wrong, total
