"""The tone that a word's neighbour tells: `cụ thế` is `cụ thể`, and `quy định chỉ tiết` is `quy định chi tiết`.

Over the hat of a small letter a hook is an acute to both readers, and a thin dot below is lost on a copy. Papers of the
administration have most of their words in pairs that no other pair differs from in tones alone
(`resources/words`): of a pair that is one word, or that was looked at by hand, the half that was read as it is tells
the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise, permutations
from typing import NamedTuple

from desktop.model.page import Reading, ReadLine, Word
from desktop.model.typed import parted
from desktop.page.lists import listed

LISTS = ("tones", "pairs", "compounds")
"""In `resources/words`."""
_COMPOUNDS = ("compounds",)
"""The list whose pairs are one word each."""
_TELLING = ("tones", *_COMPOUNDS)
"""The lists whose pairs tell a tone: two words that only stand side by side are another word now and then (`thông báo
quản lý` and `bảo quản`)."""
_EDGES = " \t.,;:_/-–—*'’`|~()\"“”"
TOLD = 0.5
"""How sure a word is whose tone no reader saw. Chosen, below what any reader must be."""
_ENDS = ".,;:)"
_VOWEL = re.compile("(?i:(?<!q)u|(?<!g)i|i(?![aeouy])|[aeoy])[\u0302\u0306\u031b]?")
_LEVEL, _DOT = "", "\N{COMBINING DOT BELOW}"
_HOOK, _ACUTE, _GRAVE = "\N{COMBINING HOOK ABOVE}", "\N{COMBINING ACUTE ACCENT}", "\N{COMBINING GRAVE ACCENT}"
_ALIKE = frozenset(permutations((_HOOK, _ACUTE, _GRAVE), 2))
_CONFUSED = _ALIKE | {(_HOOK, _LEVEL), (_LEVEL, _DOT)}
"""Tones as read and as they are. Of some 380 words that this rule put right on worn papers all were right; a hook that
nobody saw (`Qua kiểm tra`) and a grave for a dot (`sở tại`) would have been wrong in most cases."""


class Tones(NamedTuple):
    """Two words side by side: their tones' marks, empty for the level one."""

    first: str
    second: str


@cache
def known_words() -> frozenset[str]:
    """Words, and pairs of them, whose tones can be trusted: lower case, their letters and then their tone."""
    return frozenset(" ".join(map(plain, entry)) for entry in _entries(LISTS))


@cache
def _tones_of_pairs(lists: Sequence[str]) -> Mapping[tuple[str, str], Tones]:
    """The tones of two words, by their letters; none of those that are two pairs."""
    pairs = [tuple(map(parted, entry)) for entry in _entries(lists) if len(entry) > 1]
    found: dict[tuple[str, str], Tones | None] = {}
    for (one, tone), (other, tone2) in pairs:
        tones = Tones(tone, tone2)
        found[one, other] = tones if found.get((one, other), tones) == tones else None
    return {letters: tones for letters, tones in found.items() if tones is not None}


def _entries(lists: Sequence[str]) -> Iterator[list[str]]:
    """The words of each entry of the lists: one, or a pair."""
    return (entry.split() for name in lists for entry in listed("words", name))


def plain(word: str) -> str:
    """A word without what stands at it, lower case: its letters and then its tone, wherever that was written."""
    return "".join(parted(word.strip(_EDGES)))


def with_told_tones(reading: Reading) -> Reading:
    """A reading with the tones put right that a neighbour tells; what was read is kept as the rival."""
    return replace(reading, lines=tuple(map(_line, reading.lines)))


def _line(line: ReadLine) -> ReadLine:
    told = told_tones([word.text for word in line.words])
    if not told:
        return line
    words = tuple(_with(word, told[at]) if at in told else word for at, word in enumerate(line.words))
    confidence = round(sum(word.confidence for word in words) / len(words), 3)
    return replace(line, text=" ".join(word.text for word in words), words=words, confidence=confidence)


def _with(word: Word, text: str) -> Word:
    """A word with another tone: as the other reader has it, or less sure where none has it."""
    if word.rival == text:
        return replace(word, text=text, rival=word.text)
    rival = word.text if word.rival in {None, word.text} else word.rival
    return replace(word, text=text, rival=rival, confidence=min(word.confidence, TOLD))


def told_tones(words: Sequence[str]) -> Mapping[int, str]:
    """The words of a line that have another tone in every known pair they stand in, by their place: as they are."""
    bare = [parted(word.strip(_EDGES)) for word in words]
    told: dict[int, set[str]] = {}
    for at, tone in _said_by_pairs(words, bare):
        told.setdefault(at, set()).add(tone)
    found = {}
    for at, tones in told.items():
        tone = next(iter(tones))
        if len(tones) == 1 and (bare[at][1], tone) in (_ALIKE if words[at].isupper() else _CONFUSED):
            found[at] = _toned(words[at], bare[at][1], tone)
    return {at: word for at, word in found.items() if word}


def doubted_tones(words: Sequence[str]) -> list[int]:
    """The places of words that one word of two has with another tone, and that are no part of another: `BỆNH VIÊN`,
    where a copy lost the dot.
    """
    bare = [parted(word.strip(_EDGES)) for word in words]
    doubted = {at for at, tone in _said_by_pairs(words, bare, _COMPOUNDS) if tone != bare[at][1]}
    pairs = known_words()
    sure = {
        place
        for at, pair in enumerate(pairwise(map(plain, words)))
        if " ".join(pair) in pairs
        for place in (at, at + 1)
    }
    return sorted(doubted - sure)


def _said_by_pairs(
    words: Sequence[str], bare: Sequence[tuple[str, str]], lists: Sequence[str] = _TELLING
) -> Iterator[tuple[int, str]]:
    """Tones of words, by their place, as a known pair has them; where both words have others, only what looks alike.

    Two words with capitals are a name: `Văn Thử` is nobody's `văn thư`.
    """
    for at, ((one, tone), (other, tone2)) in enumerate(pairwise(bare)):
        apart = words[at][-1:] in _ENDS or (words[at].istitle() and words[at + 1].istitle())
        known = None if apart else _tones_of_pairs(lists).get((one, other))
        off = {(tone, known.first), (tone2, known.second)} if known else set()
        if known and (known.first == tone or known.second == tone2 or off <= _ALIKE):
            yield at, known.first
            yield at + 1, known.second


def _toned(word: str, was: str, tone: str) -> str:
    """A word with another tone; empty where two letters bear one."""
    letters = unicodedata.normalize("NFD", word)
    if was:
        return unicodedata.normalize("NFC", letters.replace(was, tone)) if letters.count(was) == 1 else ""
    at = _bears_the_tone(letters)
    return unicodedata.normalize("NFC", letters[:at] + tone + letters[at:])


def _bears_the_tone(letters: str) -> int:
    """Behind which letter and its own mark a tone is written: the marked vowel, else the last one before a consonant,
    else the first. NFD; a syllable, whatever stands behind it.
    """
    found = list(_VOWEL.finditer(letters))
    marked = [vowel for vowel in found if len(vowel[0]) > 1]
    closed = letters[found[-1].end() : found[-1].end() + 1].isalpha()
    return (marked or (found if closed else found[:1]))[-1].end()
