"""The words of a block as two readers have them: the better ones, and whether they say the same throughout."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from desktop.document.papers.field import Field, FieldState
from desktop.document.papers.fold import fold
from desktop.document.papers.head.piece import Piece, around
from desktop.model.page import Reading, Word
from desktop.model.typed import is_syllable
from desktop.page.reading.tones import TOLD, doubted_tones, known_words, plain, told_tones

_ABOUT_MARK = re.compile(r"^\W*[Vv](?:\s*[/|lI1\\.]?\s*[Vv]|[%/]\w?)(?!\w)\W*(?:[Vv]\W+)?")
"""`V/v`, however it is read."""
_ABOUT = "VE VIEC"
_YEAR_THEN_WORD = re.compile(r"(?<=\d{4})(?=[^\W\d_]{2})")
_STROKE_WORDS = re.compile(r"(?<![\w/.\-])(?:[1Il|]+|[XVLC]+I{2,})(?![\w/\-])")
"""One, the Roman one and the letter l, and how many strokes a Roman numeral has: both readers confuse them alike."""
_DASH_LOST = re.compile(r"\d \d")
_EDGES = " \t.,;:_/-–—*'’`|~"
_DASHES = frozenset("-–—")
_STRAY = ".:;'’`|~*\"“”‘›‹«»]["
"""What a reader sees of a speck behind a word."""
_SHORT = re.compile(r"[A-ZĐ]{1,3}[.,]?")
"""A short form, whose full stop may stand there: `TP.`"""
_NUMBER = re.compile(r"\d+\W?")
_SIGNS = frozenset('-–—/&+%()"“”')
_SURE = 0.85
"""Two readers that agree on a word, but are less sure of it than this, may both be misled by one mark: then the page
must have the word elsewhere, too."""
AGREED = 0.8
"""How sure two readers are together that agree where the second one doubts (`page/reading/agreement.py`)."""
_KNOWN = 0.9
"""Confidence from which on a word of the page backs the same word of its head. Chosen."""
_HARDLY = 0.5
"""A sign that is read less surely than this is hardly seen. Chosen."""
_OFTEN = 2
"""Times that the page must have a word to win over a reading of its head. Chosen."""
_LETTERS = re.compile(r"[^\W\d_]+")
_HOOK, _ACUTE = "\N{COMBINING HOOK ABOVE}", "\N{COMBINING ACUTE ACCENT}"
_VOWELS = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a block says.

    Attributes:
        text: NFC, lines joined by a space.
        rival: as the other reader has it; None where some of it was read once only.
        sure: 0 to 1, of the least sure word.
        agreed: both readers say all of it, surely, and nothing in it is what both confuse alike.
        doubt: what in it both readers may have wrong alike, a short Vietnamese phrase; empty otherwise.
    """

    text: str
    rival: str | None
    sure: float
    agreed: bool
    doubt: str = ""

    def field(self, lines: Sequence[Piece], page: int) -> Field | None:
        """What the block says as a value of a page (its index); None where it says nothing."""
        if not self.text:
            return None
        differs = self.rival is not None and not self.agreed and self.rival != self.text
        return Field(
            value=self.text,
            confidence=round(self.sure, 3),
            box=around(lines),
            page=page,
            valid=True,
            state=FieldState.GREEN if self.agreed else FieldState.ASKED if differs else FieldState.SINGLE,
            other=self.rival if differs and self.rival else "",
        )


def _is_sure(word: Word) -> bool:
    return word.confidence >= _KNOWN and word.rival in {None, word.text}


class Said:
    """What a page says where its readers are sure of it: evidence for the same words in its head."""

    def __init__(self, reading: Reading) -> None:
        self._words: Counter[str] = Counter()
        self._pairs: set[tuple[str, str]] = set()
        for line in reading.lines:
            sure = [plain(word.text) if _is_sure(word) else "" for word in line.words]
            self._words.update(word for word in sure if word)
            self._pairs.update((one, other) for one, other in pairwise(sure) if one and other)

    def often(self, word: str) -> int:
        """How often it says a word."""
        return self._words[plain(word)]

    def together(self, one: str, other: str) -> bool:
        """Whether it says two words one behind the other."""
        return (plain(one), plain(other)) in self._pairs


def has_mark(lines: Sequence[Piece]) -> bool:
    """Whether a block begins with `V/v`."""
    return bool(lines) and bool(_ABOUT_MARK.match(lines[0].text))


def says_about(lines: Sequence[Piece]) -> bool:
    """Whether one of the readers has a block begin with `V/v`, or with `Về việc`."""
    said = [lines[0].text, " ".join(word.rival or "" for word in lines[0].words)] if lines else []
    return any(_ABOUT_MARK.match(text) or fold(text).startswith(_ABOUT) for text in said)


def wording(lines: Sequence[Piece], page: Said, *, about_mark: bool = False, prose: bool = False) -> Wording:
    """The words of a block.

    Args:
        lines: from the top.
        page: what it says elsewhere.
        about_mark: it begins with `V/v`, however that is read.
        prose: words that are others with another mark need the page to say them elsewhere.
    """
    words = _without_stray_signs([word for line in lines for word in _of_line(line)])
    if not words:
        return Wording("", None, 0.0, agreed=False)
    taken = [_better(word, _near(words, at), page) for at, word in enumerate(words)]
    told = told_tones(taken)
    taken = [told.get(at, word) for at, word in enumerate(taken)]
    rivals = [word.rival for word in words]
    text = _clean(" ".join(_spaced(one, word) for one, word in zip(taken, words, strict=True)), about_mark)
    rival = None if None in rivals else _clean(" ".join(one for one in rivals if one), about_mark)
    said = words[_mark_length(words) :] if about_mark else words
    sure = min((word.confidence for word in said if any(c.isalnum() for c in word.text)), default=0.0)
    same = rival is not None and _bare(text) == _bare(_with_backed(said, page, about_mark))
    backed = all(_backed(word, _near(said, at), page, prose=prose) for at, word in enumerate(said))
    doubt = _doubt(text) or next((f"«{taken[at]}» có thể sai dấu" for at in doubted_tones(taken)), "")
    return Wording(text, rival, sure, same and backed and not doubt, doubt)


def _is_speck(word: Word) -> bool:
    """Whether a word is dirt to both readers: no letter, no digit, no sign that stands alone in a text."""
    said = word.text + (word.rival or "")
    return word.text not in _SIGNS and not any(unicodedata.category(c) in {"Lu", "Ll", "Nd"} for c in said)


def _of_line(line: Piece) -> list[Word]:
    """The words of a line; a dash at its end that one reader sees, and hardly, is the end of a rule."""
    words = [word for word in _apart(line.words) if not _is_speck(word)]
    last = words[-1] if words else None
    rule = last and last.text in _DASHES and last.rival == "" and last.confidence < _HARDLY
    return words[:-1] if rule else words


def _without_stray_signs(words: Sequence[Word]) -> list[Word]:
    """The words without dashes that part nothing, and signs that one reader alone sees: `Nghị quyết. của`."""
    inner = [at for at, word in enumerate(words) if word.text not in _DASHES]
    kept = words[inner[0] : inner[-1] + 1] if inner else []
    return [_without_sign(word) if at < len(kept) - 1 else word for at, word in enumerate(kept)]


def _without_sign(word: Word) -> Word:
    """A word as that reader has it who alone sees no full stop or speck at it; a comma that one sees may be there."""
    if word.rival is None or _SHORT.fullmatch(word.text):
        return word
    both = (word.text, word.rival)
    clean = [text for text in both if text == text.strip(_STRAY)]
    letters = {text.strip(f"{_STRAY},") for text in both}
    if len(clean) != 1 or len(letters) != 1 or letters == {""}:
        return word
    return replace(word, text=clean[0], rival=clean[0])


def _near(words: Sequence[Word], at: int) -> tuple[str, str]:
    """The words before and behind one; empty at the ends."""
    before, behind = words[at - 1].text if at else "", words[at + 1].text if at + 1 < len(words) else ""
    return plain(before), plain(behind)


def _backed(word: Word, near: tuple[str, str], page: Said, *, prose: bool) -> bool:
    if word.text in _DASHES and all(map(_NUMBER.fullmatch, near)):
        return True
    if _is_trusted(word.text, near):
        alike = word.rival is not None and fold(word.rival) == fold(word.text)
        if word.confidence >= (AGREED if alike else _SURE) or (word.confidence >= TOLD and page.often(word.text)):
            return True
    if prose and _has_twin(word.text):
        # Once is here.
        return word.confidence >= _SURE and page.often(word.text) >= _OFTEN
    return word.confidence >= _SURE or page.often(word.text) > 0


def _is_trusted(word: str, near: tuple[str, str]) -> bool:
    own = plain(word)
    return not known_words().isdisjoint({own, f"{near[0]} {own}", f"{own} {near[1]}"})


def _has_twin(word: str) -> bool:
    """Whether its tone may be another: hook and acute (`đổi`, `đối`) look alike over small letters, to both readers."""
    letters = unicodedata.normalize("NFD", word.strip(_EDGES))
    swapped = letters.translate({ord(_HOOK): _ACUTE, ord(_ACUTE): _HOOK})
    return swapped != letters and is_syllable(unicodedata.normalize("NFC", swapped))


def _apart(words: Sequence[Word]) -> list[Word]:
    """The words of a line; what the other reader has for many of them, its spaces lost, is given back to each."""
    found: list[Word] = []
    for word in words:
        first = len(found) - 1
        found.append(word)
        while first >= 0 and found[first].rival == "":
            first -= 1
        if word.rival != "" or first < 0:
            continue
        group, other = found[first:], (found[first].rival or "").replace(" ", "")
        own = "".join(one.text for one in group)
        if len(own) == len(other) and fold(own) == fold(other):
            ends = list(accumulate(len(one.text) for one in group))
            found[first:] = [
                replace(one, rival=other[end - len(one.text) : end]) for one, end in zip(group, ends, strict=True)
            ]
    return found


def _doubt(text: str) -> str:
    if found := _STROKE_WORDS.search(text):
        return f"«{found[0]}» dễ nhầm số, chữ số La Mã với chữ"
    if _DASH_LOST.search(text):
        return "có thể thiếu dấu giữa hai số"
    return "" if _is_spelled(text) else "có chữ không đúng chính tả"


def _with_backed(words: Sequence[Word], page: Said, about_mark: bool) -> str:
    """What the other reader has, its words that differ in marks only put right where the page says ours elsewhere."""
    parts = []
    for at, word in enumerate(words):
        other = word.rival or ""
        if word.text in _DASHES:
            # A reader that lost it between two numbers has a space there.
            other = word.text
        elif other != word.text and fold(other) == fold(word.text):
            near = _near(words, at)
            ours = page.together(near[0], word.text) or page.together(word.text, near[1])
            known = _is_trusted(word.text, near) and not _is_trusted(other, near)
            if known or (ours and not page.often(other)):
                other = word.text
        parts.append(other)
    return _clean(" ".join(part for part in parts if part), about_mark)


def _mark_length(words: Sequence[Word]) -> int:
    """How many words the mark `V/v` takes."""
    return next((at for at in (1, 2, 3) if _ABOUT_MARK.fullmatch(" ".join(word.text for word in words[:at]) + " ")), 0)


def _better(word: Word, near: tuple[str, str], page: Said) -> str:
    """Of two readings of a word that differ in marks only, the one that is a word, or that the page says elsewhere."""
    own, other = word.text, word.rival
    if not other or other == own or fold(own) != fold(other):
        return own
    if _is_spelled(own) != _is_spelled(other):
        return own if _is_spelled(own) else other
    if _is_trusted(other, near) and not _is_trusted(own, near):
        return other
    if not page.often(own) and page.often(other) >= _OFTEN:
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
