"""Place and day of a head: `Xã Mẫu, ngày 05 tháng 3 năm 2026`, the labels misread now and then."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from desktop.document.papers.fold import fold_in_place
from desktop.document.papers.head.digits import Digits, Strokes, strokes, voted
from desktop.document.papers.values import FIRST_YEAR
from desktop.model.page import Opinion

_LONGEST = 120
"""Characters of the longest line that may hold place and day. Chosen."""
_DAYS = frozenset({*map(str, range(1, 32)), *(f"{day:02}" for day in range(1, 10))})
_MONTHS = frozenset({*map(str, range(1, 13)), *(f"{month:02}" for month in range(1, 10))})


@dataclass(frozen=True, slots=True)
class Day:
    """What stands in the slot of place and day; each part is empty where no reader saw digits in it."""

    day: Digits
    month: Digits
    year: Digits


def find_label(folded: str, label: str, start: int, most: int) -> tuple[int, int] | None:
    """Where a label stands in a folded text, with at most so many letters wrong: begin and end; the nearest to it."""
    best: tuple[int, int, int, int] | None = None
    for begin in range(start, max(start, len(folded) - len(label) + 2)):
        for length in (len(label), len(label) - 1, len(label) + 1):
            part = folded[begin : begin + length]
            wrong = Levenshtein.distance(part, label, score_cutoff=most)
            if wrong <= most and (best is None or (wrong, abs(length - len(label))) < best[:2]):
                best = wrong, abs(length - len(label)), begin, begin + len(part)
    return best and (best[2], best[3])


def looks_like_day(text: str) -> bool:
    """Whether a line is that of place and day: `ngày`, `tháng`, `năm` in this order, one of them may be lost."""
    folded = fold_in_place(text[:_LONGEST])
    found = [place for place in _labels(folded) if place]
    return len(found) >= 2 and bool(re.search(r"\d", folded)) and not re.match(r"^\W*(?:can cu|theo)\b", folded)


def read_day(opinions: Sequence[Opinion], last_year: int) -> Day:
    """What stands in the slot, by the opinions of readers that read it whole.

    Args:
        opinions: of any readers; one may have looked twice.
        last_year: no paper is of a later one.
    """
    days, months, years = [], [], []
    for one in opinions:
        day, month, year = _parts(replace(one, text=unicodedata.normalize("NFC", one.text)[:_LONGEST]))
        days.append(day)
        months.append(month)
        years.append(year)
    possible = frozenset(str(year) for year in range(FIRST_YEAR, last_year + 1))
    return Day(voted(days, _DAYS, 2), voted(months, _MONTHS, 2), voted(years, possible, 4))


def _labels(folded: str) -> list[tuple[int, int] | None]:
    at, found = 0, []
    for label, most in (("ngay", 1), ("thang", 2), ("nam", 1)):
        place = find_label(folded, label, at, most)
        if place and (stray := re.match(r"[a-z](?=[\s,.])", folded[place[1] :])):
            place = place[0], place[1] + stray.end()
        found.append(place)
        at = place[1] if place else at
    return found


def _parts(one: Opinion) -> tuple[Strokes, Strokes, Strokes]:
    """What a reader sees between the labels."""
    ngay, thang, nam = _labels(fold_in_place(one.text))

    def between(begin: tuple[int, int] | None, end: tuple[int, int] | None) -> Strokes:
        if begin is None or (end is None and begin is not nam):
            return Strokes(one.reader, "", ())
        return strokes(one, begin[1], end[0] if end else len(one.text))

    return between(ngay, thang), between(thang, nam), between(nam, None).first(4)
