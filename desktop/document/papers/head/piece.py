"""The words of a line that stand in one block of a head, and how to say what they are although they are misread."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from desktop.document.papers.fold import fold_in_place
from desktop.model.page import Box, Reading, Word
from desktop.page.result import WordPlace

_DASHES = frozenset("-–—")
"""At its end, a line goes on in the next one."""
_LONGEST = 400
"""Letters of the longest line that may stand in a head. Chosen."""

_ROW = 0.25
"""Pieces of one row have their middles no farther apart than this, in heights of the lower one."""
_BESIDE = 0.5
"""Two pieces of one line overlap in height by more than this share of the lower one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line, without what is no word at their ends.

    Attributes:
        words: left to right.
        places: of each word in the reading.
        box: around them, clean px.
        height: of the line that they are from, px.
    """

    words: tuple[Word, ...]
    places: tuple[WordPlace, ...]
    box: Box
    height: int

    @property
    def text(self) -> str:
        """The words with single spaces, NFC."""
        return " ".join(unicodedata.normalize("NFC", word.text) for word in self.words)

    @property
    def folded(self) -> str:
        """The text, lower case, no marks, one character for one."""
        return fold_in_place(self.text)

    @property
    def left(self) -> int:
        """Where it begins, px."""
        return self.box[0]

    @property
    def right(self) -> int:
        """Where it ends, px."""
        return self.box[0] + self.box[2]

    @property
    def middle(self) -> float:
        """Half way between left and right, px."""
        return self.box[0] + self.box[2] / 2

    @property
    def row(self) -> float:
        """Half way between top and foot, px."""
        return self.box[1] + self.box[3] / 2

    @property
    def is_capital(self) -> bool:
        """Nearly all its letters are capitals."""
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) >= 2 and sum(c.isupper() for c in letters) >= 0.75 * len(letters)

    def part(self, begin: int, end: int) -> Piece:
        """Some of the words."""
        return _piece(self.words[begin:end], self.places[begin:end], self.height)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that make one value.

    Attributes:
        lines: from the top; more than one piece where a line was found in parts.
        whole: nothing beside, between or below them may belong to it.
    """

    lines: tuple[Piece, ...]
    whole: bool

    @classmethod
    def nothing(cls) -> Block:
        """No lines."""
        return cls((), whole=True)

    @property
    def text(self) -> str:
        """The lines with single spaces."""
        return " ".join(line.text for line in self.lines)


def pieces(reading: Reading) -> list[Piece]:
    """The lines of a page that say something and lie on it, from the top."""
    found = []
    for at, line in enumerate(reading.lines):
        words = [
            (word, WordPlace(at, index))
            for index, word in enumerate(line.words)
            if word.text.strip() and word.box[2] > 0 and word.box[3] > 0
        ]
        while words and not _says(words[0][0]):
            words.pop(0)
        while words and not (_says(words[-1][0]) or words[-1][0].text in _DASHES):
            words.pop()
        if words and sum(len(word.text) for word, _ in words) <= _LONGEST:
            found.append(_piece([word for word, _ in words], [place for _, place in words], line.box[3]))
    return sorted(found, key=lambda piece: (piece.row, piece.left))


def _piece(words: Sequence[Word], places: Sequence[WordPlace], height: int) -> Piece:
    left, top = min(word.box[0] for word in words), min(word.box[1] for word in words)
    right = max(word.box[0] + word.box[2] for word in words)
    foot = max(word.box[1] + word.box[3] for word in words)
    return Piece(tuple(words), tuple(places), (left, top, right - left, foot - top), max(1, height))


def _says(word: Word) -> bool:
    return any(c.isalnum() for c in word.text)


def around(found: Sequence[Piece]) -> Box | None:
    """The box around pieces, clean px; None around nothing."""
    if not found:
        return None
    left, top = min(one.left for one in found), min(one.box[1] for one in found)
    right, foot = max(one.right for one in found), max(one.box[1] + one.box[3] for one in found)
    return left, top, right - left, foot - top


def says(piece: Piece, phrase: str, least: float = 80) -> int | None:
    """Index of the word from which on a piece says a folded phrase, some letters misread; None where it does not."""
    if fuzz.partial_ratio(phrase, piece.folded) < least:
        return None
    wanted = re.sub(r"\W", "", phrase)
    best, found = least, None
    for at in range(len(piece.words)):
        rest = re.sub(r"\W", "", fold_in_place(" ".join(word.text for word in piece.words[at:])))
        like = fuzz.ratio(wanted, rest[: len(wanted) + 2])
        if like > best:
            best, found = like, at
    return found


def side_by_side(found: Sequence[Piece], high: float) -> list[Piece]:
    """The pieces of one block, those that the detector found side by side in one line made one, from the top."""
    joined: list[Piece] = []
    for piece in sorted(found, key=lambda one: one.left):
        beside = next((at for at, one in enumerate(joined) if _follows(one, piece, high)), None)
        if beside is None:
            joined.append(piece)
        else:
            one = joined[beside]
            joined[beside] = _piece((*one.words, *piece.words), (*one.places, *piece.places), one.height)
    return sorted(joined, key=lambda one: (one.row, one.left))


def _follows(one: Piece, other: Piece, high: float) -> bool:
    shared = min(one.box[1] + one.box[3], other.box[1] + other.box[3]) - max(one.box[1], other.box[1])
    white = other.left - one.right
    return shared > _BESIDE * min(one.box[3], other.box[3]) and -0.5 * high < white < 3 * high


def rows(found: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces side by side as one row, from the top."""
    row: list[Piece] = []
    for piece in sorted(found, key=lambda one: one.row):
        if row and piece.row - row[0].row > _ROW * min(piece.height, row[0].height):
            yield sorted(row, key=lambda one: one.left)
            row = []
        row.append(piece)
    if row:
        yield sorted(row, key=lambda one: one.left)
