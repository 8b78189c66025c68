"""Register books of old results, what was said of their papers, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, RowMapping, func, insert, or_, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.model.book import Book, BookSheet
from desktop.model.dossier import PaperKind
from desktop.model.states import NOBODYS, DigitisationState
from desktop.store.search import folded
from desktop.store.tables import book, book_paper, dossier, paper, party


class Outcome(StrEnum):
    """What became of a paper of a book: nothing yet, a result of its owner, left out by the clerk, at another PC."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    LEFT_OUT = "left_out"
    GIVEN = "given"


GONE = frozenset({Outcome.LEFT_OUT, Outcome.GIVEN})
"""Of papers that lie in a book still, and with which nothing is to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a clerk has said of a paper.

    Attributes:
        values: by field, as typed; of the pages as they lay then.
        pages: those pages.
        outcome: what became of the paper.
    """

    values: Mapping[str, str]
    pages: tuple[str, ...] = ()
    outcome: Outcome = Outcome.WAITING


NOTHING = Said(values={})


@dataclass(frozen=True, slots=True, kw_only=True)
class BookCount:
    """How far a book is.

    Attributes:
        book_id: the book.
        confirmed: papers that became results of their owners.
        left_out: papers that were left out.
        sheets: sheets of both.
    """

    book_id: UUID
    confirmed: int
    left_out: int
    sheets: int


def add(tx: Connection, new: Book) -> None:
    """Keep a new book; its dossier is there already."""
    own = new.sheet
    tx.execute(
        insert(book).values(
            id=new.id,
            result=own.result,
            year=own.year,
            number=own.number,
            sheets=own.sheets,
            name=new.name,
            procedure=new.procedure,
            case=new.case,
            opened_at=new.opened_at,
        )
    )


def count_more(tx: Connection, book_id: UUID, sheets: int) -> None:
    """Count so many sheets more in a book; fewer where it is negative, never fewer than none."""
    more = func.max(book.c.sheets + sheets, 0)
    tx.execute(update(book).where(book.c.id == book_id).values(sheets=more))


def find(tx: Connection, key: str) -> Book | None:
    """The book with this key (`BookSheet.key`); None where there is none."""
    parts = key.strip().upper().rsplit("/", 2)
    if len(parts) != 3 or not parts[1].isdecimal():
        return None
    result, year, number = parts
    query = select(book).where(book.c.result == result, book.c.year == int(year), book.c.number == number)
    row = tx.execute(query).mappings().first()
    return _book(row) if row else None


def of_dossier(tx: Connection, dossier_id: UUID) -> Book | None:
    """The book whose pages a dossier holds; None where it is anybody's dossier."""
    row = tx.execute(select(book).where(book.c.id == dossier_id)).mappings().first()
    return _book(row) if row else None


def every(tx: Connection) -> list[Book]:
    """All books, the oldest year first."""
    query = select(book).order_by(book.c.year, book.c.result, book.c.number)
    return [_book(row) for row in tx.execute(query).mappings()]


def said(tx: Connection, book_id: UUID) -> dict[UUID, Said]:
    """What was said of the papers of a book."""
    rows = tx.execute(select(book_paper).where(book_paper.c.book_id == book_id)).mappings()
    return {row["paper_id"]: _said(row) for row in rows}


def say(tx: Connection, book_id: UUID, paper_id: UUID, now: Said) -> None:
    """Keep what was said of a paper that waits."""
    values = {
        "book_id": book_id,
        "said": {"values": dict(now.values), "pages": list(now.pages)},
        "outcome": now.outcome,
        "sheets": 0,
        "at": None,
    }
    _keep(tx, paper_id, values)


def settle(
    tx: Connection,
    book_id: UUID,
    paper_id: UUID,
    outcome: Outcome,
    *,
    sheets: int,
    at: datetime,
    dossier_id: UUID | None = None,
) -> None:
    """Keep what became of a paper; what was said of it stands in the paper itself from then on.

    Args:
        tx: writing.
        book_id: the book.
        paper_id: the paper.
        outcome: what became of it.
        sheets: how many sheets it has.
        at: UTC.
        dossier_id: the dossier it went to; None where it was left out.
    """
    values: dict[str, Any] = {"book_id": book_id, "said": {}, "outcome": outcome, "sheets": sheets, "at": at}
    _keep(tx, paper_id, values | {"dossier_id": dossier_id})


def _keep(tx: Connection, paper_id: UUID, values: dict[str, Any]) -> None:
    new = upsert(book_paper).values(paper_id=paper_id, **values)
    tx.execute(new.on_conflict_do_update(index_elements=[book_paper.c.paper_id], set_=values))


def counts(tx: Connection) -> dict[UUID, BookCount]:
    """How far each book is of which anything is done."""
    is_in = book_paper.c.outcome
    query = select(
        book_paper.c.book_id,
        func.count().filter(is_in == Outcome.CONFIRMED),
        func.count().filter(is_in == Outcome.LEFT_OUT),
        func.coalesce(func.sum(book_paper.c.sheets), 0),
    ).group_by(book_paper.c.book_id)
    return {
        row[0]: BookCount(book_id=row[0], confirmed=row[1], left_out=row[2], sheets=row[3]) for row in tx.execute(query)
    }


def done_since(tx: Connection, since: datetime) -> list[tuple[datetime, int]]:
    """When papers of books were done with since a moment, each with its sheets."""
    query = select(book_paper.c.at, book_paper.c.sheets).where(book_paper.c.at >= since)
    return [(row[0], row[1]) for row in tx.execute(query)]


def same_result(
    tx: Connection, code: str, number: str, issued: date | None, owner: tuple[str, str], *, but: UUID
) -> str:
    """Code of a dossier that has this result already; empty where none has.

    Args:
        tx: reading.
        code: result code.
        number: its own number, as it is recorded.
        issued: its day.
        owner: number and name; one of them is enough, for one person's number may have been misread.
        but: a paper that does not count.
    """
    query = (
        select(dossier.c.code)
        .join(paper, paper.c.dossier_id == dossier.c.id)
        .join(party, party.c.id == dossier.c.party_id)
        .where(paper.c.code == code, paper.c.kind == PaperKind.RESULT, paper.c.id != but)
        .where(text("json_extract(paper.details, '$.number') = :number").bindparams(number=number))
        .where(text("json_extract(paper.details, '$.issued') IS :issued").bindparams(issued=_iso(issued)))
        .where(paper.c.digitisation != DigitisationState.EMPTY)
        .where(or_(party.c.number == owner[0], party.c.folded == folded(owner[1])))
        .limit(1)
    )
    return tx.execute(query).scalar() or ""


def is_not_received() -> ColumnElement[bool]:
    """Whether a dossier was not received at the counter, and is not counted: it is nobody's, or came out of a book."""
    out_of_book = select(book_paper.c.paper_id).where(book_paper.c.dossier_id == dossier.c.id).exists()
    return dossier.c.state.in_(NOBODYS) | out_of_book


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _book(row: RowMapping) -> Book:
    own = BookSheet(result=row["result"], year=row["year"], number=row["number"], sheets=row["sheets"])
    named = {name: row[name] for name in ("id", "name", "procedure", "case", "opened_at")}
    return Book(sheet=own, **named)


def _said(row: RowMapping) -> Said:
    kept = row["said"]
    return Said(values=kept.get("values", {}), pages=tuple(kept.get("pages", ())), outcome=Outcome(row["outcome"]))
