"""What digits stand in a slot, by the votes of readers that see strokes in them, handwritten ones above all.

A `1` with a long upstroke is read as 4, /, A or M; a 0 as O; a reader that is less sure counts for less. Only readers
that see as many strokes vote on each of them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.document.papers.fold import fold_in_place
from desktop.model.page import Opinion

_DIGITS = "0123456789"
_LIKE: Mapping[str, Mapping[str, float]] = {
    **{key: {"1": 0.8, "7": 0.05, "4": 0.05} for key in "/\\|lij!(){}[]^"},
    **{key: {"1": 0.6, "4": 0.3} for key in "am"},
    **{key: {"0": 0.75, "6": 0.1} for key in "oduqcø©@"},
    **{key: {"6": 0.5, "8": 0.2, "9": 0.1} for key in "bg&"},
    **{key: {"5": 0.75, "8": 0.1} for key in "s§"},
    **{key: {"2": 0.7, "7": 0.1} for key in "z?"},
    **{key: {"7": 0.4, "4": 0.25, "1": 0.1} for key in "tf†‡%#"},
    **{key: {"4": 0.6, "9": 0.1} for key in "hy"},
}
"""Which digits a reader's letter or mark may stand for, with their chances; any digit where it is not listed."""
_TAKEN_FOR = {"4": {"1": 0.8}, "1": {"7": 0.2, "4": 0.1}, "7": {"1": 0.3}, "0": {"6": 0.2}, "3": {"8": 0.1, "2": 0.1}}
"""Of a reader's doubt about a digit, the share that goes to each digit it is often taken for. Chosen."""
_WEIGHT = {"digits": 1.0, "asternet": 0.8, "tesseract-vie": 0.35}
"""What each reader's vote on a handwritten digit counts: of a hundred whole numbers they have about 75, 50 and 6
right."""
_OTHERS = 1.0
"""The vote of a reader that is not in the tables."""
_COUNTS = {"digits": 1.0, "asternet": 0.55, "tesseract-vie": 0.3}
"""What its vote on how many digits there are counts: the second reader drops some. Chosen."""
_LEAST = 0.004
"""Least chance that a vote gives a digit, so that no single reader can rule one out. Chosen."""
_NEAREST = 0.5
"""Share of a vote that goes to the digit that a reader finds nearest. Chosen."""
_SURE = {"asternet": 0.95, "digits": 0.6}
"""From here on a reader is sure of a handwritten digit. Of 59 days that these two agreed on, the second reader was less
sure of both that were wrong (21 for 24, 25 for 28), and of a quarter of the right ones."""
_PARTS = re.compile(r"[\s.,:;'\"`_…\-–—~*°=ˆ]")


@dataclass(frozen=True, slots=True)
class Strokes:
    """What one reader sees in a slot.

    Attributes:
        reader: its name.
        text: digits, and letters and marks where it saw no digit; nothing that only parts.
        sure: of each, 0 to 1.
        nearest: which digit the reader would take each for, were it one; empty where it cannot say.
    """

    reader: str
    text: str
    sure: tuple[float, ...]
    nearest: str = ""

    @property
    def plain(self) -> str:
        """As digits, where each is one or is commonly printed for one; empty otherwise."""
        text = self.text.translate(_PRINTED)
        return text if text.isascii() and text.isdigit() else ""

    def first(self, count: int) -> Strokes:
        """The first so many of them."""
        return replace(self, text=self.text[:count], sure=self.sure[:count], nearest=self.nearest[:count])


_PRINTED = str.maketrans("lI|OoO", "111000")


@dataclass(frozen=True, slots=True)
class Digits:
    """What digits stand in a slot.

    Attributes:
        text: the likeliest; empty where no reader saw any.
        chance: 0 to 1, of the whole.
        rival: the next likeliest; empty where it is far.
        said: readers that say exactly this by themselves.
        surely: those of them that are sure of each digit.
    """

    text: str
    chance: float
    rival: str
    said: frozenset[str]
    surely: frozenset[str] = frozenset()


NOTHING = Digits("", 0.0, "", frozenset())


def strokes(one: Opinion, begin: int, end: int) -> Strokes:
    """What a reader sees in a part of its text, without spaces and what parts or rules."""
    places = [at for at in range(begin, min(end, len(one.text))) if not _PARTS.match(one.text[at])]
    return Strokes(
        one.reader,
        "".join(one.text[at] for at in places),
        tuple(one.sure[at] if at < len(one.sure) else 0.0 for at in places),
        "".join(one.digits[at] for at in places) if len(one.digits) == len(one.text) else "",
    )


def voted(seen: Sequence[Strokes], among: Collection[str] | None = None, longest: int = 6) -> Digits:
    """The likeliest digits.

    Args:
        seen: one for each reader, or more where a reader looked twice.
        among: the texts that are possible; None for any digits.
        longest: how many digits there may be.
    """
    by_length: dict[int, float] = {}
    for one in seen:
        if 0 < len(one.text) <= longest:
            weight = _COUNTS.get(one.reader, _OTHERS) * (0.2 + _mean(one))
            by_length[len(one.text)] = by_length.get(len(one.text), 0.0) + weight
    if not by_length:
        return NOTHING
    length = max(by_length, key=lambda count: by_length[count])
    voters = [one for one in seen if len(one.text) == length]
    chances = [_chances(voters, at) for at in range(length)]
    if among is None:
        best = "".join(max(_DIGITS, key=place.__getitem__) for place in chances)
        sorted_places = [sorted(_DIGITS, key=place.__getitem__, reverse=True) for place in chances]
        weakest = min(range(length), key=lambda at: chances[at][sorted_places[at][0]])
        rival = best[:weakest] + sorted_places[weakest][1] + best[weakest + 1 :]
    else:
        ranked = sorted(
            (text for text in among if len(text) == length),
            key=lambda text: math.prod(place[c] for place, c in zip(chances, text, strict=True)),
            reverse=True,
        )
        if not ranked:
            return NOTHING
        best, rival = ranked[0], ranked[1] if len(ranked) > 1 else ""
    chance = math.prod(place[c] for place, c in zip(chances, best, strict=True))
    same = [one for one in seen if one.plain == best]
    surely = frozenset(one.reader for one in same if min(one.sure) >= _SURE.get(one.reader, 1.0))
    return Digits(best, chance, rival, frozenset(one.reader for one in same), surely)


def _mean(one: Strokes) -> float:
    known = [sure if c.isascii() and c.isdigit() else 0.5 * sure for c, sure in zip(one.text, one.sure, strict=True)]
    return sum(known) / len(known)


def _chances(voters: Sequence[Strokes], at: int) -> dict[str, float]:
    """How likely each digit is in one place, 0 to 1."""
    found = dict.fromkeys(_DIGITS, 1.0)
    for one in voters:
        said = _said(one.text[at], one.sure[at], one.nearest[at : at + 1])
        weight = _WEIGHT.get(one.reader, _OTHERS)
        for digit in _DIGITS:
            found[digit] *= max(_LEAST, said[digit]) ** weight
    whole = sum(found.values())
    return {digit: share / whole for digit, share in found.items()}


def _said(character: str, sure: float, nearest: str) -> dict[str, float]:
    if character.isascii() and character.isdigit():
        # What a reader calls a 4 counts as one only where the reader is sure.
        sure = min(sure**2 if character == "4" else sure, 0.97)
        doubt = 1 - sure
        taken = _TAKEN_FOR.get(character, {})
        rest = doubt * (1 - sum(taken.values())) / 9
        return {digit: sure if digit == character else rest + doubt * taken.get(digit, 0.0) for digit in _DIGITS}
    like = dict(_LIKE.get(fold_in_place(character).lower(), {}))
    if nearest.isdecimal():
        like = {digit: share * (1 - _NEAREST) for digit, share in like.items()}
        like[nearest] = like.get(nearest, 0.0) + _NEAREST
    rest = (1 - sum(like.values())) / 10
    return {digit: rest + like.get(digit, 0.0) for digit in _DIGITS}
