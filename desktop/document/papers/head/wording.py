"""The words of a block as two readers have them: the better ones, and whether they say the same throughout."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.document.papers.fold import fold
from desktop.document.papers.head.piece import Piece
from desktop.model.page import Reading, Word
from desktop.model.typed import is_syllable, parted

_ABOUT_MARK = re.compile(r"^\W*[Vv]\s*[/|lI1\\.]?\s*[Vv](?!\w)\W*")
_YEAR_THEN_WORD = re.compile(r"(?<=\d{4})(?=[^\W\d_]{2})")
_STROKE_WORDS = re.compile(r"(?<![\w/.\-])[1Il|]+(?![\w/\-])")
"""One, the Roman one and the letter l: both readers confuse them alike."""
_EDGES = " \t.,;:_/-–—*'’`|~"
_SURE = 0.85
_OFTEN = 2
_LETTERS = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a block says.

    Attributes:
        text: NFC, lines joined by a space.
        rival: as the other reader has it; None where some of it was read once only.
        sure: 0 to 1, of the least sure word.
        agreed: both readers say all of it, surely, and nothing in it is what both confuse alike.
    """

    text: str
    rival: str | None
    sure: float
    agreed: bool


def known_words(reading: Reading) -> Counter[str]:
    """How often the page says each word where it is sure of it: evidence for the same word elsewhere."""
    return Counter(
        _plain(word.text) for word in reading.words if word.rival == word.text or (word.confidence >= 0.9 and not word.rival)
    )


def wording(lines: Sequence[Piece], known: Counter[str], *, about_mark: bool = False) -> Wording:
    """The words of a block.

    Args:
        lines: from the top.
        known: what the page says elsewhere (`known_words`).
        about_mark: it begins with `V/v`, however that is read.
    """
    words = [word for line in lines for word in line.words]
    if not words:
        return Wording("", None, 0.0, agreed=False)
    taken = [_better(word, known) for word in words]
    rivals = [word.rival for word in words]
    text = _clean(" ".join(_spaced(one, word) for one, word in zip(taken, words, strict=True)), about_mark)
    rival = None if None in rivals else _clean(" ".join(one for one in rivals if one), about_mark)
    sure = min(word.confidence for word in words if any(c.isalnum() for c in word.text))
    same = rival is not None and _bare(text) == _bare(rival)
    agreed = same and sure >= _SURE and not _STROKE_WORDS.search(text) and _is_spelled(text)
    return Wording(text, rival, sure, agreed)


def _better(word: Word, known: Counter[str]) -> str:
    """Of two readings of a word that differ in marks only, the one that is a word, or that the page says elsewhere."""
    own, other = word.text, word.rival
    if not other or other == own or fold(own) != fold(other):
        return own
    if _is_spelled(own) != _is_spelled(other):
        return own if _is_spelled(own) else other
    if not known[_plain(own)] and known[_plain(other)] >= _OFTEN:
        return other
    return own


def _spaced(taken: str, word: Word) -> str:
    """The word with the spaces that the other reader saw in it: `SỞYTẾ` is no word."""
    other = word.rival or ""
    if " " not in other or " " in taken or fold(other.replace(" ", "")) != fold(taken) or _is_spelled(taken):
        return taken
    at, parts = 0, []
    for part in other.split():
        parts.append(taken[at : at + len(part)])
        at += len(part)
    return " ".join(parts)


def _is_spelled(text: str) -> bool:
    """Every word that bears marks is a syllable of the language; abbreviations and foreign words bear none."""
    return all(
        word.isascii() or is_syllable(word) or not _VOWELS.search(fold(word).lower()) for word in _LETTERS.findall(text)
    )


def _clean(text: str, about_mark: bool) -> str:
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if about_mark:
        text = _ABOUT_MARK.sub("", text)
    text = _YEAR_THEN_WORD.sub(" ", text)
    text = re.sub(r"\s+([,;:.)])", r"\1", text)
    return text.strip(_EDGES)


def _bare(text: str) -> str:
    text = text.upper() if text.isupper() else text
    return re.sub(r"\s", "", text).replace("–", "-").replace("—", "-")


def _plain(text: str) -> str:
    return "".join(parted(text.strip(_EDGES + "()\"“”")))
