"""A procedure's time limit out of the words of a catalogue: `05 ngày làm việc`, `Trong ngày`."""

from __future__ import annotations

import re

from desktop.catalogue.words import without_marks

_WORKING_DAYS = re.compile(r"\b(\d{1,3})(?: [a-z]+){0,2}? ngay lam viec")
"""Two words at most between: the number once more, in letters."""
_WITHIN_THE_DAY = re.compile(r"\btrong ngay\b")
_OTHER = re.compile(r"\b\d+(?: [a-z]+){0,2}? (?:ngay(?! lam viec)|gio|thang)\b")


def working_days(text: str) -> int | None:
    """Within how many working days, 0 for within the day; None where the words say none, several, or another unit."""
    words = without_marks(text)
    told = {int(found) for found in _WORKING_DAYS.findall(words)}
    if not told and _WITHIN_THE_DAY.search(words):
        told = {0}
    return told.pop() if len(told) == 1 and not _OTHER.search(words) else None
