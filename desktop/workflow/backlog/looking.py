"""What is doubted of a book's papers, in one strip; what the clerk says of it is kept until the papers are confirmed.

A value that both readers agree on is not shown. Enter takes one as it was read, typing replaces it, and digits alone
fill the gaps of a number of which some were not read. What says whose a paper is, and neither reader is sure of, is
typed twice: nobody would notice later that it went to somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from desktop.document.papers.field import Field, FieldState
from desktop.machine.clock import Clock, vietnam_day
from desktop.machine.settings import Settings
from desktop.model import owner
from desktop.model.book import Book
from desktop.model.dossier import Paper, PaperDetails, Party
from desktop.model.entry import NOT_READ, NotUnderstood, day, paper_details
from desktop.store import arrangements, audit, books, papers
from desktop.store.books import NOTHING, Outcome, Said
from desktop.store.file import Store
from desktop.workflow.backlog.books import Step, sheets_of, untold, waiting_papers
from desktop.workflow.backlog.errors import (
    NoPaperOfBook,
    NothingToAccept,
    StillDoubted,
    TypedDifferently,
    TypeTwice,
)
from desktop.workflow.errors import ChangedSince
from desktop.workflow.reading import PaperReader
from desktop.workflow.seen import SeenPaper, look_at

NAMES: Mapping[str, str] = {
    "owner_name": "Họ và tên",
    "owner_id": "Số định danh",
    "number": "Số, ký hiệu",
    "issued": "Ngày ban hành",
}
"""What must be known of every paper, in the order it is asked for, and what it is called."""
_WHOSE = frozenset({"owner_name", "owner_id"})
"""What says whose a paper is."""
_LEAST_SURE = 0.5
"""Confidence below which the first reader doubts a value that the second one has otherwise. Chosen."""
_ALSO = ("issuer", "signer", "owner_born", "tax_number")
"""Recorded where both readers agree on it; nobody is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of a paper.

    Attributes:
        name: a key of `NAMES`.
        text: as it would be typed; empty where nothing was read.
        other: what the other reader says, as it would be typed; empty where they agree, or only one has read it.
        why: why it is to be looked at, a short Vietnamese phrase; empty where it is not, or was looked at.
        said: whether a clerk said it.
        twice: it must be typed twice.
        field: as it was read, with its place; None where nothing was.
    """

    name: str
    text: str
    other: str = ""
    why: str = ""
    said: bool = False
    twice: bool = False
    field: Field | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A paper of a book that waits, with its values.

    Attributes:
        seen: the paper with its pages.
        values: one for each of `NAMES`, in that order.
        also: what else is recorded of it, as read.
        stored: code of the dossier that has the same result already; empty where none has, or something is doubted.
    """

    seen: SeenPaper
    values: tuple[Value, ...]
    also: Mapping[str, str]
    stored: str = ""

    @property
    def doubts(self) -> tuple[Value, ...]:
        """The values that are to be looked at."""
        return tuple(value for value in self.values if value.why)

    @property
    def unread(self) -> bool:
        """Whether some of its pages are still being read."""
        return any(page.facts is None for page in self.seen.pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """One place of the strip.

    Attributes:
        paper: whose value.
        value: what is doubted.
        last: it is the last one of its paper.
    """

    paper: Looked
    value: Value
    last: bool


class Looking:
    """Shows what is doubted, and takes what the clerk says.

    Args:
        store: the open store.
        clock: which day it is.
        settings: they say who looks.
        reader: reads papers.
    """

    def __init__(self, store: Store, clock: Clock, settings: Settings, reader: PaperReader) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._reader = reader

    def waiting(self, book: Book) -> list[UUID]:
        """The papers of a book that wait, in their order."""
        with self._store.reading() as tx:
            return [paper.id for paper in waiting_papers(tx, book)]

    def left_out(self, book: Book) -> list[UUID]:
        """The papers of a book that were left out."""
        with self._store.reading() as tx:
            return [paper for paper, one in books.said(tx, book.id).items() if one.outcome is Outcome.LEFT_OUT]

    def papers(self, book: Book, step: Step = untold) -> list[Looked]:
        """The same with their values; takes some hundredths of a second for each.

        Args:
            book: the book.
            step: told how many are done, of how many; what it raises ends the look.
        """
        with self._store.reading() as tx:
            said = books.said(tx, book.id)
            seen = [look_at(tx, paper.id) for paper in waiting_papers(tx, book)]
        looked = []
        for at, one in enumerate(seen):
            step(at, len(seen))
            looked.append(self._looked(book, one, said.get(one.paper.id, NOTHING)))
        with self._store.reading() as tx:
            return [self._beside_stored(tx, one) for one in looked]

    def doubts(self, book: Book) -> list[Doubted]:
        """What is doubted in a book, paper by paper; what is still being read comes later."""
        return strip_of(self.papers(book))

    def settle(self, book: Book, paper_id: UUID, name: str, typed: str = "", again: str = "") -> Value:
        """Say what a value of a paper is.

        Args:
            book: the book.
            paper_id: one of its papers that wait.
            name: a key of `NAMES`.
            typed: what was typed; empty takes the value as it was read.
            again: typed once more, where it must be.

        Raises:
            NoPaperOfBook: it does not wait there.
            NothingToAccept: nothing was typed, and the value was not read whole.
            NotUnderstood: it cannot be.
            TypeTwice: it must be typed twice, and was typed once.
            TypedDifferently: the two do not agree.
            ChangedSince: its pages were changed meanwhile.
        """
        with self._store.reading() as tx:
            seen = look_at(tx, _waiting(tx, book, paper_id).id)
        # As it was read, whatever was said before: saying it once more is as much in doubt as the first time.
        now = next(one for one in self._looked(book, seen, NOTHING).values if one.name == name)
        text = self._said(now, typed, again)
        with self._store.writing() as tx:
            if look_at(tx, _waiting(tx, book, paper_id).id) != seen:
                raise ChangedSince(seen.paper.name)
            before, pages = books.said(tx, book.id).get(paper_id, NOTHING), _pages_of(seen)
            values = before.values if before.pages == pages else {}
            books.say(tx, book.id, paper_id, Said(values={**values, name: text}, pages=pages))
            audit.append(tx, self._settings.officer, "book value said", str(paper_id), name)
        return Value(name=name, text=text, said=True, field=now.field)

    def leave_out(self, book: Book, paper_id: UUID, why: str) -> None:
        """Leave a paper out, for it is stored already, or no result; it stays in the book and can be taken back.

        Raises:
            NoPaperOfBook: it does not wait there.
        """
        with self._store.writing() as tx:
            paper = _waiting(tx, book, paper_id)
            sheets, now = sheets_of(papers.pages(tx, paper.id)), self._clock.now()
            books.settle(tx, book.id, paper_id, Outcome.LEFT_OUT, sheets=sheets, at=now)
            # What was done to pages before would take the paper apart, and it would be counted all the same.
            arrangements.forget(tx, book.id)
            audit.append(tx, self._settings.officer, "book paper left out", str(paper_id), why[:200])

    def take_back(self, book: Book, paper_id: UUID) -> None:
        """Take back a paper that was left out.

        Raises:
            NoPaperOfBook: it was not.
        """
        with self._store.writing() as tx:
            said = books.said(tx, book.id).get(paper_id, NOTHING)
            if said.outcome is not Outcome.LEFT_OUT:
                raise NoPaperOfBook(str(paper_id)[:8])
            books.say(tx, book.id, paper_id, NOTHING)
            audit.append(tx, self._settings.officer, "book paper taken back", str(paper_id))

    def _said(self, now: Value, typed: str, again: str) -> str:
        if not typed.strip():
            if not now.text or NOT_READ in now.text or now.twice:
                raise NothingToAccept(NAMES[now.name])
            return understood(now.name, now.text, self._today())
        text = self._typed(now, typed)
        if now.twice and not again.strip():
            raise TypeTwice(NAMES[now.name])
        if again.strip() and self._typed(now, again) != text:
            raise TypedDifferently(NAMES[now.name])
        return text

    def _typed(self, now: Value, typed: str) -> str:
        return understood(now.name, filled(now.text, typed), self._today())

    def _looked(self, book: Book, seen: SeenPaper, said: Said) -> Looked:
        read = self._reader.fields(seen)
        values = said.values if said.pages == _pages_of(seen) else {}
        own = tuple(self._value(book, name, read.get(name), values.get(name)) for name in NAMES)
        also = {name: read[name].value for name in _ALSO if name in read and read[name].state is FieldState.GREEN}
        return Looked(seen=seen, values=own, also=also)

    def _value(self, book: Book, name: str, field: Field | None, said: str | None) -> Value:
        if said is not None:
            return Value(name=name, text=said, said=True, field=field)
        if field is None:
            return Value(name=name, text="", why="không đọc được", twice=name in _WHOSE)
        text, other = _as_typed(field.value), _as_typed(field.other)
        why = self._why(book, name, text, field)
        twice = bool(why) and name in _WHOSE and _nobody_sure(field)
        return Value(name=name, text=text, other=other, why=why, twice=twice, field=field)

    def _why(self, book: Book, name: str, text: str, field: Field) -> str:
        if NOT_READ in text:
            return "còn chữ số chưa rõ"
        try:
            understood(name, text, self._today())
        except NotUnderstood as reason:
            return reason.reason
        if name == "issued" and not field.value.startswith(str(book.sheet.year)):
            return f"khác năm của quyển ({book.sheet.year})"
        if field.state is FieldState.GREEN:
            return ""
        return field.doubt or (f"hai bộ đọc khác nhau: {_as_typed(field.other)}" if field.other else "một bộ đọc")

    def _beside_stored(self, tx: Connection, one: Looked) -> Looked:
        if one.doubts or one.unread:
            return one
        details, party = recorded(one, self._today())
        return replace(one, stored=stored(tx, one.seen.paper, details, party))

    def _today(self) -> date:
        return vietnam_day(self._clock.now())


def strip_of(looked: Sequence[Looked]) -> list[Doubted]:
    """What is doubted of some papers, one after the other; what is still being read comes later."""
    return [
        Doubted(paper=one, value=value, last=value is one.doubts[-1])
        for one in looked
        if not one.unread
        for value in one.doubts
    ]


def recorded(one: Looked, today: date) -> tuple[PaperDetails, Party]:
    """What is recorded of a paper, and whose it is.

    Raises:
        StillDoubted: something was not looked at yet.
    """
    if one.doubts:
        raise StillDoubted(count=len(one.doubts), names=", ".join(NAMES[value.name] for value in one.doubts))
    texts = {value.name: value.text for value in one.values}
    known = {name: text for name, text in one.also.items() if name != "owner_born"}
    paper = {name: texts[name] for name in ("number", "issued")} | known
    details = paper_details(one.seen.paper.details, paper, today).details
    person = {"number": texts["owner_id"], "name": texts["owner_name"], "born": one.also.get("owner_born", "")}
    return details, owner.required(owner.person(person, today))


def stored(tx: Connection, paper: Paper, details: PaperDetails, party: Party) -> str:
    """Code of the dossier that has the same result of the same owner already; empty where none has."""
    whose = (party.number, party.name)
    return books.same_result(tx, paper.code, details.number, details.issued, whose, but=paper.id)


def understood(name: str, text: str, today: date) -> str:
    """What a text means, as it would be typed.

    Args:
        name: a key of `NAMES`.
        text: as typed or read.
        today: nothing was issued after it.

    Raises:
        NotUnderstood: it means nothing that could be recorded.
    """
    readers: dict[str, Callable[[str], Any]] = {
        "owner_name": owner.person_named,
        "owner_id": owner.person_known_by,
        "number": partial(_number, today=today),
        "issued": partial(day, today=today, subject=NAMES["issued"]),
    }
    found = readers[name](text)
    if not found:
        raise NotUnderstood(NAMES[name], reason="chưa có")
    return f"{found:%d/%m/%Y}" if isinstance(found, date) else str(found)


def filled(read: str, typed: str) -> str:
    """What is meant by what was typed over a value: digits alone, as many as are not read, fill its gaps."""
    digits = typed.strip()
    gaps = read.count(NOT_READ)
    if not gaps or not re.fullmatch(r"[0-9]+", digits) or len(digits) != gaps:
        return typed
    left = iter(digits)
    return "".join(next(left) if letter == NOT_READ else letter for letter in read)


def _number(text: str, *, today: date) -> str:
    entered = paper_details(PaperDetails(), {"number": text}, today)
    for reason in entered.refused.values():
        raise reason
    return entered.details.number


def _nobody_sure(field: Field) -> bool:
    """Whether both readers doubt a value: it cannot be, or they differ and the first one is not sure either."""
    return not field.valid or bool(field.other and field.confidence < _LEAST_SURE)


def _as_typed(value: str) -> str:
    try:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    except ValueError:
        return value


def _pages_of(seen: SeenPaper) -> tuple[str, ...]:
    return tuple(str(page.id) for page in seen.pages)


def _waiting(tx: Connection, book: Book, paper_id: UUID) -> Paper:
    for paper in waiting_papers(tx, book):
        if paper.id == paper_id:
            return paper
    raise NoPaperOfBook(str(paper_id)[:8])
