"""Two readers, one text: where they agree a word is as good as sure, where they differ both readings are kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from desktop.page.reading.tesseract import LineWord

SURE_SECOND = 0.97
DOUBTED_FIRST = 0.96
"""The second reader wins where it is this sure and the first is less sure than this: of the words where they differ,
the first is right above, the second below (measured on worn pages of all kinds)."""
SURE_ALONE = 0.9
"""Where the first reader sees nothing, the second one is believed if it is this sure of the words in the mean."""
DOUBTED_SECOND = 0.95
"""Where the second reader says the same but is less sure than this, both may have been misled by one and the same mark,
a hook too small to see. Such a word is as doubtful as one they differ on."""
DOUBTED_DOT = 0.9
"""A dot to write on, under a letter, makes the second reader see `ẫ` as `ậ` and be sure of it; the first one is less
sure than this of such a word."""
_DOT_BELOW = "\u0323"
_DISPUTED = 0.8
_FEWER_DOTS = str.maketrans(":;", ".,")
_EDGES = ".,;:/()[]\"'“”-"


@dataclass(frozen=True, slots=True)
class JudgedWord:
    """A word that both readers looked at.

    Attributes:
        word: what counts.
        rival: what the other reader has in its place: the same text where they agree, "" where it has nothing (or
            where the rival of the word before covers this one too).
    """

    word: LineWord
    rival: str


def judged(first: Sequence[LineWord], second: Sequence[LineWord]) -> tuple[JudgedWord, ...]:
    """Bring two readings of one line together, word by word."""
    return tuple(word for ours, theirs in _paired(first, second) for word in _judge(ours, theirs))


def alone(second: Sequence[LineWord]) -> tuple[JudgedWord, ...]:
    """What the second reader sees of a line of which the first one sees nothing: all of it, or none where it doubts."""
    if not second or sum(word.confidence for word in second) / len(second) < SURE_ALONE:
        return ()
    return tuple(JudgedWord(replace(word, confidence=min(word.confidence, _DISPUTED)), "") for word in second)


def _paired(
    first: Sequence[LineWord], second: Sequence[LineWord]
) -> Iterator[tuple[Sequence[LineWord], Sequence[LineWord]]]:
    """Words that stand for one another: one by one where the numbers allow, else the shortest stretch that differs."""
    steps = Levenshtein.opcodes([word.text for word in first], [word.text for word in second])
    stretch: tuple[int, int, int, int] | None = None
    for step in steps:
        if step.tag != "equal":
            begun = stretch or (step.src_start, 0, step.dest_start, 0)
            stretch = (begun[0], step.src_end, begun[2], step.dest_end)
            continue
        if stretch:
            yield from _one_by_one(first[stretch[0] : stretch[1]], second[stretch[2] : stretch[3]])
            stretch = None
        yield from _one_by_one(first[step.src_start : step.src_end], second[step.dest_start : step.dest_end])
    if stretch:
        yield from _one_by_one(first[stretch[0] : stretch[1]], second[stretch[2] : stretch[3]])


def _one_by_one(
    ours: Sequence[LineWord], theirs: Sequence[LineWord]
) -> Iterator[tuple[Sequence[LineWord], Sequence[LineWord]]]:
    if len(ours) == len(theirs):
        yield from (((one,), (other,)) for one, other in zip(ours, theirs, strict=True))
    else:
        yield ours, theirs


def _judge(ours: Sequence[LineWord], theirs: Sequence[LineWord]) -> Iterator[JudgedWord]:
    said, heard = _text(ours), _text(theirs)
    if said == heard:
        other = min(word.confidence for word in theirs)
        for one in ours:
            both = 1 - (1 - one.confidence) * (1 - other)
            doubted = other < DOUBTED_SECOND or (one.confidence < DOUBTED_DOT and _has_dot_below(one.text))
            yield JudgedWord(replace(one, confidence=min(both, _DISPUTED) if doubted else both), one.text)
        return
    taken, rival = (laid(theirs, ours), said) if _second_wins(ours, theirs) else (ours, heard)
    for at, word in enumerate(taken):
        yield JudgedWord(replace(word, confidence=min(word.confidence, _DISPUTED)), "" if at else rival)


def _has_dot_below(text: str) -> bool:
    return _DOT_BELOW in unicodedata.normalize("NFD", text)


def _second_wins(ours: Sequence[LineWord], theirs: Sequence[LineWord]) -> bool:
    if not theirs or min(word.confidence for word in theirs) < SURE_SECOND:
        return False
    if not ours:
        return any(c.isalnum() for c in _text(theirs))
    # The second reader drops spaces and marks at a word's edge; it does not invent them. Nor does a reader invent
    # the upper dot of a colon: in small type it is lost first.
    said, heard = _text(ours), _text(theirs)
    if heard.translate(_FEWER_DOTS) == said != heard:
        return True
    if heard.strip(_EDGES) == said.strip(_EDGES):
        return len(heard) > len(said)
    return heard != said.replace(" ", "") and min(word.confidence for word in ours) < DOUBTED_FIRST


def _text(words: Sequence[LineWord]) -> str:
    return " ".join(word.text for word in words)


def laid(words: Sequence[LineWord], over: Sequence[LineWord]) -> Sequence[LineWord]:
    """Words laid where the first reader, who knows places better, saw the same stretch."""
    if not over:
        return words
    left, right = over[0].left, over[-1].right
    length = sum(len(word.text) for word in words) + len(words) - 1
    placed, at = [], 0
    for word in words:
        start, at = at, at + len(word.text)
        share = (right - left) / length
        placed.append(replace(word, left=left + start * share, right=left + at * share))
        at += 1
    return placed
