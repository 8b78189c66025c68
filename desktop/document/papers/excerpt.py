"""A page's lines as one folded text, and the way back from places in it to words, boxes and the other reading."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.document.papers.fold import fold_in_place
from desktop.model.page import Box, Reading, ReadLine, Word
from desktop.page.result import WordPlace

_MOST_CHARACTERS = 20_000
"""Characters of one page that are searched for values. Chosen."""
_WHOLE = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a page's text.

    Attributes:
        text: as read, NFC.
        rival: the same stretch as the other reader has it; None where some of it was read once only.
        box: around its words, clean px; None where there are none.
        confidence: of the least sure word.
        words: which words it touches.
    """

    text: str
    rival: str | None
    box: Box | None
    confidence: float
    words: tuple[WordPlace, ...]


class PageText:
    """The text of one page.

    Args:
        number: index of the page.
        reading: what it says.
    """

    def __init__(self, number: int, reading: Reading) -> None:
        self.number = number
        self._reading = reading
        self._excerpts: dict[tuple[float, float, float, float], Excerpt] = {}

    def within(self, region: tuple[float, float, float, float]) -> Excerpt:
        """The lines whose middle lies in a part of the page: left, top, right, foot as shares of it."""
        # Dozens of searches look at a handful of parts.
        if region not in self._excerpts:
            self._excerpts[region] = self._excerpt(region)
        return self._excerpts[region]

    def _excerpt(self, region: tuple[float, float, float, float]) -> Excerpt:
        left, top, right, foot = region
        width, height = max(1, self._reading.width), max(1, self._reading.height)
        lines = []
        for at, line in enumerate(self._reading.lines):
            x, y = (line.box[0] + line.box[2] / 2) / width, (line.box[1] + line.box[3] / 2) / height
            if (left <= x <= right and top <= y <= foot) or region == _WHOLE:
                lines.append((at, line))
        return Excerpt(lines)


class Excerpt:
    """Some lines of a page as one text, one line under the other.

    Attributes:
        folded: that text, folded character by character.
    """

    def __init__(self, lines: Iterable[tuple[int, ReadLine]]) -> None:
        self._lines: list[tuple[int, int, str, ReadLine]] = []
        at = 0
        for number, line in lines:
            text = unicodedata.normalize("NFC", line.text).replace("\n", " ")
            if at + len(text) > _MOST_CHARACTERS:
                break
            self._lines.append((at, number, text, line))
            at += len(text) + 1
        self._text = "\n".join(text for _, _, text, _ in self._lines)
        self.folded = fold_in_place(self._text)

    def span(self, start: int, end: int) -> Span:
        """What stands between two places of the text."""
        boxes: list[Box] = []
        sure: list[float] = []
        words: list[WordPlace] = []
        rivals: list[str | None] = []
        for at, number, text, line in self._lines:
            if at >= end or at + len(text) <= start:
                continue
            for index, word, before, after in _words_between(line, text, start - at, end - at):
                boxes.append(word.box)
                sure.append(word.confidence)
                rivals.append(_part_of_rival(word, before, after))
                if index >= 0:
                    words.append(WordPlace(number, index))
        text = self._text[start:end]
        if not boxes:
            return Span(text, None, None, 0.0, ())
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, foot = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
        told = [rival for rival in rivals if rival is not None]
        rival = " ".join(part for part in told if part) if len(told) == len(rivals) else None
        return Span(text, rival, (left, top, right - left, foot - top), min(sure), tuple(words))


def _words_between(line: ReadLine, text: str, start: int, end: int) -> Iterator[tuple[int, Word, int, int]]:
    """Words of a line that stand between two places: index, word, how many letters before and behind do not count.

    The whole line as one word, index -1, where its words do not add up to its text.
    """
    if " ".join(unicodedata.normalize("NFC", word.text) for word in line.words) != text:
        yield -1, Word(text=text, box=line.box, confidence=line.confidence), 0, 0
        return
    at = 0
    for index, word in enumerate(line.words):
        length = len(unicodedata.normalize("NFC", word.text))
        if at < end and at + length > start:
            yield index, word, max(0, start - at), max(0, at + length - end)
        at += length + 1


def _part_of_rival(word: Word, before: int, after: int) -> str | None:
    """The other reading of a part of a word: the same part where what surrounds it is the same, else all of it."""
    if word.rival is None or not (before or after):
        return word.rival
    head, tail = word.text[:before], word.text[len(word.text) - after :]
    return word.rival.removeprefix(head).removesuffix(tail)
