"""A mixed pile is parted by its separator sheets: the rules, sheet by sheet, without any store or scanner.

A register book is a pile too; where a paper begins in one is told by other rules (`book.py`). A declaration printed
here says by its own QR which paper it is: it begins that paper, and unlike a separator sheet it is part of it.

What is not certain is never guessed: an unknown, repeated or unreadable separator becomes a question, and nothing
behind it is placed until a person has answered. No page is ever lost: each is placed exactly once, in the order of
the pile; a separator sheet is set aside in the paper it begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from desktop.model.declaration import DeclarationCode
from desktop.model.separator import Separator, SeparatorKind


class Doubt(StrEnum):
    """Why a separator sheet needs a person."""

    UNKNOWN = "unknown"
    REPEATED = "repeated"
    UNREADABLE = "unreadable"
    CONTRADICTING = "contradicting"
    OTHER_DOSSIER = "other_dossier"
    NO_MORE_PAPERS = "no_more_papers"
    CLOSED_PAPER = "closed_paper"
    OTHER_DECLARATION = "other_declaration"
    UNKNOWN_DECLARATION = "unknown_declaration"
    OTHER_BOOK = "other_book"
    BEGINNING = "beginning"


class Mark(StrEnum):
    """A sheet that parts, but does not say for what."""

    PATCH = "patch"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet.

    Attributes:
        page_id: its page.
        marks: separators and declarations on it.
        blank: nothing is on it.
    """

    page_id: UUID
    marks: tuple[Separator | DeclarationCode | Mark, ...] = ()
    blank: bool = False


Sheet = tuple[Side, ...]
"""One sheet as it was fed: its front, and its back where both sides were scanned."""


@dataclass(frozen=True, slots=True)
class Row:
    """A paper that pages may go to.

    Attributes:
        paper_id: the paper.
        separator: what its separator sheet says.
        name: its name.
        empty: nothing lies in it.
    """

    paper_id: UUID
    separator: Separator
    name: str
    empty: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What a person has to say before the pile goes on.

    Attributes:
        doubt: why.
        code: the code on the sheet, empty where none was read.
        proposal: the paper it is most likely meant for; None where nothing speaks for one.
    """

    doubt: Doubt
    code: str = ""
    proposal: UUID | None = None

    @property
    def words(self) -> str:
        """The question, Vietnamese."""
        return _QUESTIONS[self.doubt].format(code=self.code)

    @property
    def of_others(self) -> bool:
        """Whether the sheet is somebody else's: it is left out, and goes into no paper of this dossier."""
        return self.doubt is Doubt.OTHER_DECLARATION


_QUESTIONS = {
    Doubt.UNKNOWN: "Tờ phân tách ghi mã «{code}» không có trong hồ sơ này. Các trang sau thuộc giấy tờ nào?",
    Doubt.REPEATED: "Tờ phân tách «{code}» đã có trong chồng này rồi. Các trang sau thuộc giấy tờ nào?",
    Doubt.UNREADABLE: "Có một tờ phân tách không đọc được mã. Các trang sau thuộc giấy tờ nào?",
    Doubt.CONTRADICTING: "Một tờ phân tách mang nhiều mã khác nhau ({code}). Các trang sau thuộc giấy tờ nào?",
    Doubt.OTHER_DOSSIER: "Tờ phân tách thuộc hồ sơ khác («{code}»). Các trang sau thuộc giấy tờ nào?",
    Doubt.NO_MORE_PAPERS: "Có tờ Patch-T nhưng mọi giấy tờ của hồ sơ đều đã có trang. Các trang sau thuộc giấy tờ nào?",
    Doubt.CLOSED_PAPER: "Giấy tờ đang nhận trang không nhận thêm được nữa. Các trang sau thuộc giấy tờ nào?",
    Doubt.OTHER_DECLARATION: "Tờ khai này của hồ sơ khác («{code}»), không nhận vào hồ sơ này. Lấy tờ này ra.",
    Doubt.UNKNOWN_DECLARATION: "Tờ khai ghi mã «{code}», hồ sơ này không nhận mã đó. Tờ này thuộc giấy tờ nào?",
    Doubt.OTHER_BOOK: "Tờ phân tách ghi «{code}», không phải của quyển này. Bỏ qua, hay sau nó là kết quả mới?",
    Doubt.BEGINNING: "Không rõ tờ này mở đầu một kết quả mới hay thuộc kết quả trước. Tờ này là gì?",
}


class Choice(StrEnum):
    """What a sheet in doubt is."""

    PAPER = "paper"
    """A separator: the pages behind it belong to the paper named in the answer."""
    GO_ON = "go_on"
    """A separator without meaning, or a declaration left out: the pages behind it belong where those before it do."""
    PAGE = "page"
    """No separator at all but a page like the others."""
    NEW = "new"
    """In a register book: a new paper begins, with this sheet or, where it is a separator, behind it."""


@dataclass(frozen=True, slots=True)
class PileAnswer:
    """What a person said; `paper_id` only with `Choice.PAPER`."""

    choice: Choice
    paper_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a page goes.

    Attributes:
        page_id: the page.
        paper_id: the paper.
        aside: set aside there, because it is a separator sheet.
    """

    page_id: UUID
    paper_id: UUID
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Sorting:
    """How far a pile is.

    Attributes:
        dossier_codes: whose pile it is.
        target: the paper that pages go to now.
        asked: the paper that was asked for when the pile was put in.
        begun: papers that a separator has begun already.
        question: what holds the pile up, None while it goes on.
    """

    dossier_codes: tuple[str, ...]
    target: UUID
    asked: UUID
    begun: tuple[UUID, ...] = ()
    question: Question | None = field(default=None)


def begin(asked: UUID, dossier_codes: Sequence[str]) -> Sorting:
    """A new pile, put in when a paper was asked for; a dossier may be known by two codes (R5)."""
    return Sorting(dossier_codes=tuple(dossier_codes), target=asked, asked=asked)


def step(now: Sorting, sheet: Sheet, rows: Sequence[Row]) -> tuple[Sorting, tuple[Placement, ...]]:
    """Take the next sheet: where its pages go, or what has to be asked first (then nothing is placed)."""
    if now.question:
        raise ValueError("the pile waits for an answer")
    marks = tuple(dict.fromkeys(mark for side in sheet for mark in side.marks))
    if not marks and all(row.paper_id != now.target for row in rows):
        return replace(now, question=Question(Doubt.CLOSED_PAPER)), ()
    if not marks:
        return now, tuple(Placement(side.page_id, now.target) for side in sheet)
    found = _meant(now, marks, rows)
    if isinstance(found, Question):
        return replace(now, question=found), ()
    return _begun(now, sheet, found)


def answer(now: Sorting, sheet: Sheet, said: PileAnswer) -> tuple[Sorting, tuple[Placement, ...]]:
    """Go on with the sheet that was asked about."""
    if now.question is None:
        raise ValueError("nothing was asked")
    going_on = replace(now, question=None)
    if said.choice is Choice.PAGE:
        return going_on, tuple(Placement(side.page_id, now.target) for side in sheet)
    if said.choice is Choice.GO_ON:
        return going_on, _left_out(sheet, now.target)
    if said.paper_id is None:
        raise ValueError("no paper was named")
    return _begun(going_on, sheet, said.paper_id)


def _begun(now: Sorting, sheet: Sheet, paper_id: UUID) -> tuple[Sorting, tuple[Placement, ...]]:
    begun = now.begun if paper_id in now.begun else (*now.begun, paper_id)
    return replace(now, target=paper_id, begun=begun), _placed(sheet, paper_id)


def _placed(sheet: Sheet, paper_id: UUID) -> tuple[Placement, ...]:
    """A separator's own side, and its empty other side, are set aside; what somebody wrote on its back is kept.

    A declaration is part of the paper that it begins.
    """
    kept = _declarations(mark for side in sheet for mark in side.marks)
    return tuple(
        Placement(side.page_id, paper_id, aside=not kept and (bool(side.marks) or side.blank)) for side in sheet
    )


def _left_out(sheet: Sheet, paper_id: UUID) -> tuple[Placement, ...]:
    """The same of a sheet that means nothing; a declaration is set aside with both its sides."""
    if _declarations(mark for side in sheet for mark in side.marks):
        return tuple(Placement(side.page_id, paper_id, aside=True) for side in sheet)
    return _placed(sheet, paper_id)


def _declarations(marks: Iterable[Separator | DeclarationCode | Mark]) -> list[DeclarationCode]:
    return [mark for mark in marks if isinstance(mark, DeclarationCode)]


def _meant(now: Sorting, marks: tuple[Separator | DeclarationCode | Mark, ...], rows: Sequence[Row]) -> UUID | Question:
    declared = _declarations(marks)
    if declared and len(marks) == 1:
        return _declared(now, declared[0], rows)
    if declared:
        return Question(Doubt.CONTRADICTING, ", ".join(_code_of(mark) for mark in marks))
    named = [mark for mark in marks if isinstance(mark, Separator)]
    if len(named) > 1:
        return Question(Doubt.CONTRADICTING, ", ".join(mark.code for mark in named))
    if named:
        return _named(now, named[0], rows)
    if Mark.UNREADABLE in marks:
        return Question(Doubt.UNREADABLE, proposal=_next_empty(now, rows))
    following = _next_empty(now, rows)
    return following or Question(Doubt.NO_MORE_PAPERS)


def _declared(now: Sorting, code: DeclarationCode, rows: Sequence[Row]) -> UUID | Question:
    """Where a declaration belongs; each of its pages says it, so that none is too many."""
    if code.dossier not in now.dossier_codes:
        return Question(Doubt.OTHER_DECLARATION, code.dossier)
    own = Separator(SeparatorKind.COMPONENT, code.component)
    found = next((row.paper_id for row in rows if row.separator == own), None)
    return found or Question(Doubt.UNKNOWN_DECLARATION, code.component)


def _code_of(mark: Separator | DeclarationCode | Mark) -> str:
    return mark.component if isinstance(mark, DeclarationCode) else mark.code if isinstance(mark, Separator) else "?"


def _named(now: Sorting, separator: Separator, rows: Sequence[Row]) -> UUID | Question:
    if separator.kind is SeparatorKind.DOSSIER:
        if separator.code in now.dossier_codes:
            return now.asked
        return Question(Doubt.OTHER_DOSSIER, separator.code)
    fitting = [row.paper_id for row in rows if row.separator == separator]
    if not fitting:
        return Question(Doubt.UNKNOWN, separator.code, _next_empty(now, rows))
    unbegun = [paper for paper in fitting if paper not in now.begun]
    return unbegun[0] if unbegun else Question(Doubt.REPEATED, separator.code, fitting[-1])


def _next_empty(now: Sorting, rows: Sequence[Row]) -> UUID | None:
    """The first paper behind the present one that has nothing yet: where an unnamed separator leads."""
    at = next((number for number, row in enumerate(rows) if row.paper_id == now.target), -1)
    return next((row.paper_id for row in rows[at + 1 :] if row.empty and row.paper_id not in now.begun), None)
