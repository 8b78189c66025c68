"""Names of people: which words are usual in them, and what a misread one must have been.

Over a small letter a hook looks like an acute to both readers. Nothing around it tells `Thủy` from `Thúy`, which are
names both; but nobody is called `Khái` or `Ảnh`, so `Khải` and `Ánh` are what was printed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from desktop.document.papers.fold import fold
from desktop.model.typed import is_syllable
from desktop.page.lists import listed
from desktop.page.reading.tones import plain

_EDGES = " .,:;_-–—*'’`|~\"“”‘›‹«»ˆ^"
_HOOK, _ACUTE, _GRAVE = "\N{COMBINING HOOK ABOVE}", "\N{COMBINING ACUTE ACCENT}", "\N{COMBINING GRAVE ACCENT}"
_HAT = "\N{COMBINING CIRCUMFLEX ACCENT}"
_TELL = 2
"""Usual words at the end of a name that tell one, whatever begins it. Chosen."""
_BEFORE = 2
"""Letters of a seal that a reader may see before a name. Chosen."""


def without_specks(text: str) -> str:
    """A name without what a seal leaves at the ends of its words."""
    return " ".join(filter(None, (word.strip(_EDGES) for word in text.split())))


def begins_as_name(text: str) -> bool:
    """Whether the first word of a text is a family name.

    What begins otherwise may be a name, too, but a word of a heading as well.
    """
    return is_usual(text.strip(_EDGES).partition(" ")[0], first=True)


def is_usual(word: str, *, first: bool) -> bool:
    """Whether a word is usual in a name.

    Args:
        word: in any case.
        first: it begins the name: only a family name does.
    """
    return plain(word.strip(_EDGES)) in (_family_names() if first else _names())


def ends_as_name(text: str) -> bool:
    """Whether the last words of a text are usual in names, however its first one was misread: `X2 Quốc Sỹ`."""
    last = text.split()[1:]
    return len(last) >= _TELL and not text.isupper() and all(_is_written(word) for word in last[-_TELL:])


def _is_written(word: str) -> bool:
    return word == word.title() and is_usual(word, first=False)


def is_certain(word: str, *, first: bool) -> bool:
    """Whether a word is usual in a name, and no other usual one looks like it: `Khải`, but not `Thủy` or `Thúy`."""
    return is_usual(word, first=first) and not any(is_usual(other, first=first) for other in _like(word))


def may_be_another(word: str) -> bool:
    """Whether a word of a name may be another one with another tone: nothing around it tells `Đẩu` from `Đấu`."""
    return any(is_syllable(other) for other in _like(word))


def better(word: str, others: Sequence[str], *, first: bool) -> str:
    """A word of a name as it must be printed: one of the other readings of it where that alone is usual in a name.

    Only family names are few enough to believe one of other letters, or one that no reader has with its marks.
    """
    if is_usual(word, first=first):
        return word
    seen = [word, *others]
    usual = [other for other in seen if is_usual(other, first=first) and (first or fold(other) == fold(word))]
    meant = [_family_name_of(fold(other)) for other in seen] if first else []
    return next(filter(None, [*usual, *meant]), word)


def reads_as(text: str, name: str) -> bool:
    """Whether a reader has a name, but for marks that make it no usual one, and little of a seal before it.

    Args:
        text: as the reader has it, its spaces lost or not.
        name: what must be printed.
    """
    seen, wanted = _letters(text), name.split()
    more = len(seen) - len(_letters(name))
    if not 0 <= more <= _BEFORE or (more and not begins_as_name(name)):
        return False
    for at, word in enumerate(wanted):
        own = _letters(word)
        part, more = seen[more : more + len(own)], more + len(own)
        if part != own and (fold(part) != fold(own) or is_usual(part, first=at == 0)):
            return False
    return True


def _like(word: str) -> Iterator[str]:
    """What both readers may have taken a word for, or the word for: hook and acute, and over a hat the grave, too."""
    spread = unicodedata.normalize("NFD", word)
    tones = {_HOOK, _ACUTE, _GRAVE} if _HAT in spread else {_HOOK, _ACUTE}
    for own in tones & set(spread):
        yield from (unicodedata.normalize("NFC", spread.replace(own, tone)) for tone in tones - {own})


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", text).lower() if c.isalpha())


@cache
def _family_name_of(folded: str) -> str:
    """The one family name of these letters; empty where there are several or none: `LE` is `Lê`."""
    same = [name for name in listed("people", "family-names") if fold(name) == folded]
    return same[0] if len(same) == 1 else ""


@cache
def _family_names() -> frozenset[str]:
    return frozenset(map(plain, listed("people", "family-names")))


@cache
def _names() -> frozenset[str]:
    """Family names stand in the middle of names, too."""
    return _family_names() | frozenset(map(plain, listed("people", "given-names")))
