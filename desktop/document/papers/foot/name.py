"""The name of who signs, word by word as names are."""

from __future__ import annotations

from dataclasses import replace

from desktop.document.papers.field import Field, FieldState, doubted
from desktop.document.papers.foot.blocks import Foot, readings_of
from desktop.document.papers.foot.people import (
    begins_as_name,
    better,
    is_certain,
    may_be_another,
    reads_as,
    without_specks,
)
from desktop.document.papers.foot.text import field_of, texts_in_box
from desktop.document.papers.head.judging import OF_LETTERS
from desktop.document.papers.head.piece import Piece
from desktop.document.papers.head.wording import AGREED
from desktop.document.papers.values import checked
from desktop.model.page import Reading, Word
from desktop.model.typed import is_syllable


def read_name(foot: Foot, reading: Reading, page: int) -> Field | None:
    """Who signs, as a value of a page (its index); None where nobody's name was read."""
    field = field_of((foot.name,), reading, page) if foot.name else None
    if foot.name is None or field is None:
        return None
    texts = [*texts_in_box(foot.name, reading).values()]
    value = _as_named([without_specks(field.value), *readings_of(foot.name), *map(without_specks, texts)])
    if value != field.value:
        field = replace(field, value=value, other=field.value, state=FieldState.ASKED)
    value, wrong = checked("person", field.value, None)
    field = replace(field, value=value)
    if wrong:
        return replace(doubted(field, wrong), valid=False)
    if not (foot.title and begins_as_name(value)):
        return _at_most_single(field)
    if _is_proved(value, foot.name, texts):
        return replace(field, state=FieldState.GREEN, other="")
    return _at_most_single(field) if any(may_be_another(word) for word in value.split()[1:]) else field


def _as_named(seen: list[str]) -> str:
    """The name as the first reader has it who has one, each word as the one has it who alone has a usual one there."""
    own = max(seen, key=_likeness)
    same = [words for text in seen if len(words := text.split()) == len(own.split())]
    return " ".join(better(word, [words[at] for words in same], first=at == 0) for at, word in enumerate(own.split()))


def _likeness(text: str) -> tuple[bool, bool]:
    """How much a text is like a name: it is one at all; it begins as one, and its words are spelled."""
    spelled = begins_as_name(text) and all(is_syllable(word) for word in text.lower().split())
    return not checked("person", text, None)[1], spelled


def _is_proved(name: str, line: Piece, texts: list[str]) -> bool:
    """Whether every word is a usual one that no other looks like, and every reader has it, its marks aside."""
    said = [word for word in line.words if any(c.isalpha() for c in word.text)]
    if len(texts) < len(OF_LETTERS) or len(said) != len(name.split()):
        return False
    rivals = " ".join(word.rival or "" for word in said)
    sure = all(map(_is_sure, said))
    certain = all(is_certain(word, first=at == 0) for at, word in enumerate(name.split()))
    return sure and certain and all(reads_as(text, name) for text in (line.text, rivals, *texts))


def _is_sure(word: Word) -> bool:
    return word.rival is not None and word.confidence >= AGREED


def _at_most_single(field: Field) -> Field:
    return replace(field, state=FieldState.SINGLE) if field.state is FieldState.GREEN else field
