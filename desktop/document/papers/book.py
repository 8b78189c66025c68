"""A register book comes apart into its papers: the rules, sheet by sheet, as `pile.py` has them for a dossier's pile.

The book's own separator lies on top; any separator of its result, or a Patch-T sheet, parts two papers. Where there is
none, a sheet that plainly begins a paper begins one, one that plainly goes on goes on, and of any other a person is
asked. `Sorting.asked` is the place of what belongs to no paper: what parts is set aside there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid5

from desktop.document.papers.beginning import Beginning
from desktop.document.papers.pile import Choice, Doubt, Mark, PileAnswer, Placement, Question, Sheet, Sorting
from desktop.model.book import BookSheet, read_book_sheet
from desktop.model.declaration import DeclarationCode
from desktop.model.separator import Separator, SeparatorKind


def step(now: Sorting, sheet: Sheet, book: BookSheet, begins: Beginning) -> tuple[Sorting, tuple[Placement, ...]]:
    """Take the next sheet: where its pages go, or what has to be asked first (then nothing is placed).

    Args:
        now: how far the book is.
        sheet: the sheet.
        book: what its separator sheet says.
        begins: what the sheet is to the paper before it.
    """
    if now.question:
        raise ValueError("the pile waits for an answer")
    marks = tuple(dict.fromkeys(mark for side in sheet for mark in side.marks))
    if marks:
        doubt = _doubt_about(marks, book)
        return (replace(now, question=doubt), ()) if doubt else _parted(now, sheet)
    if all(side.blank for side in sheet):
        return now, _pages(sheet, now.target)
    if begins is Beginning.BEGINS or _is_parted(now):
        return _begun(now, sheet)
    if begins is Beginning.GOES_ON:
        return now, _pages(sheet, now.target)
    return replace(now, question=Question(Doubt.BEGINNING)), ()


def answer(now: Sorting, sheet: Sheet, said: PileAnswer) -> tuple[Sorting, tuple[Placement, ...]]:
    """Go on with the sheet that was asked about.

    Args:
        now: how far the book is.
        sheet: the sheet.
        said: `NEW`, `PAGE`, or `GO_ON` for a separator without meaning.
    """
    if now.question is None:
        raise ValueError("nothing was asked")
    going_on = replace(now, question=None)
    if said.choice is Choice.GO_ON:
        return going_on, _aside(sheet, now.target)
    if said.choice is Choice.NEW and now.question.doubt is not Doubt.BEGINNING:
        return _parted(going_on, sheet)
    if said.choice is Choice.NEW or _is_parted(now):
        return _begun(going_on, sheet)
    return going_on, _pages(sheet, now.target)


def _is_parted(now: Sorting) -> bool:
    """Whether the next page begins a paper, whatever it says: nothing lies before it, or a separator does."""
    return now.target == now.asked


def _begun(now: Sorting, sheet: Sheet) -> tuple[Sorting, tuple[Placement, ...]]:
    # Made from its first page, so that a paper that is begun once more after an undo is the same one.
    paper = uuid5(sheet[0].page_id, "paper")
    return replace(now, target=paper, begun=(*now.begun, paper)), _pages(sheet, paper)


def _parted(now: Sorting, sheet: Sheet) -> tuple[Sorting, tuple[Placement, ...]]:
    return replace(now, target=now.asked), _aside(sheet, now.asked)


def _pages(sheet: Sheet, paper: UUID) -> tuple[Placement, ...]:
    return tuple(Placement(side.page_id, paper) for side in sheet)


def _aside(sheet: Sheet, paper: UUID) -> tuple[Placement, ...]:
    """A separator's own side and its empty other one are set aside; what is written on its back stays to be seen."""
    return tuple(Placement(side.page_id, paper, aside=bool(side.marks) or side.blank) for side in sheet)


def _doubt_about(marks: Sequence[Separator | DeclarationCode | Mark], book: BookSheet) -> Question | None:
    declared = next((mark for mark in marks if isinstance(mark, DeclarationCode)), None)
    if declared:
        return Question(Doubt.OTHER_BOOK, declared.dossier)
    named = [mark for mark in marks if isinstance(mark, Separator)]
    if len(named) > 1:
        return Question(Doubt.CONTRADICTING, ", ".join(mark.code for mark in named))
    if not named:
        return Question(Doubt.UNREADABLE) if Mark.UNREADABLE in marks else None
    its_result = named[0] == Separator(SeparatorKind.RESULT, book.result)
    said = read_book_sheet(named[0])
    own = said is not None and said.key == book.key
    return None if own or its_result else Question(Doubt.OTHER_BOOK, named[0].code)
