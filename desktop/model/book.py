"""A register book (quyển): old results of one kind and one year, fed as one batch behind its own separator sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from desktop.model.codes import BadCode, catalogue_code
from desktop.model.entry import FIRST_YEAR, MOST_SHEETS
from desktop.model.errors import Refusal
from desktop.model.separator import Separator, SeparatorKind

_LONGEST_NUMBER = 20


class BadBook(Refusal):
    """What is said of a register book cannot be."""

    code = "bad_book"
    sentence = "Thông tin quyển sổ không đúng: {reason}."
    advice = "Xem lại mã kết quả, năm, số quyển và số tờ đã đếm."


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSheet:
    """What the separator sheet of a book carries.

    Attributes:
        result: result code of its papers.
        year: their year of issue.
        number: the book's own number within the year, as on its cover.
        sheets: how many sheets were counted.
    """

    result: str
    year: int
    number: str
    sheets: int

    @property
    def key(self) -> str:
        """What tells the book from every other one: `<result>/<year>/<number>`."""
        return f"{self.result}/{self.year}/{self.number}"

    @property
    def separator(self) -> Separator:
        """Its separator: `<result>/<year>/<number>/<sheets>`."""
        return Separator(SeparatorKind.BOOK, f"{self.key}/{self.sheets}")

    @property
    def title(self) -> str:
        """What it is called, Vietnamese."""
        return f"Quyển {self.number}/{self.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A book that is worked on at this counter.

    Attributes:
        id: of the dossier that holds its pages until each paper has a dossier of its own.
        sheet: what its separator sheet says.
        name: name of the result in the catalogue when it was opened.
        procedure, case: what its papers are results of.
        opened_at: UTC.
    """

    id: UUID
    sheet: BookSheet
    name: str
    procedure: str
    case: str
    opened_at: datetime


def book_sheet(result: str, year: int, number: str, sheets: int, today: date) -> BookSheet:
    """What is said of a book, looked at.

    Args:
        result: result code.
        year: year of issue.
        number: of the book.
        sheets: counted sheets.
        today: no book is of a later year.

    Raises:
        BadBook: it cannot be.
    """
    try:
        code, own = catalogue_code(result), catalogue_code(number)
    except BadCode as error:
        raise BadBook(reason=str(error.values["reason"])) from None
    if "/" in own or len(own) > _LONGEST_NUMBER:
        raise BadBook(reason=f"số quyển không có dấu «/» và không quá {_LONGEST_NUMBER} ký tự")
    if not FIRST_YEAR <= year <= today.year:
        raise BadBook(reason=f"năm phải từ {FIRST_YEAR} đến {today.year}")
    if not 1 <= sheets <= MOST_SHEETS:
        raise BadBook(reason=f"số tờ phải từ 1 đến {MOST_SHEETS}")
    return BookSheet(result=code, year=year, number=own, sheets=sheets)


def read_book_sheet(separator: Separator) -> BookSheet | None:
    """What a separator says of its book; None where it names no book, or not as we print it."""
    parts = separator.code.rsplit("/", 3)
    if separator.kind is not SeparatorKind.BOOK or len(parts) != 4:
        return None
    result, year, number, sheets = parts
    if not (year.isdecimal() and sheets.isdecimal()):
        return None
    return BookSheet(result=result, year=int(year), number=number, sheets=int(sheets))
