"""Certified copies and converted papers as plain data: rows of two registers, and what a clerk says of a copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desktop.model.entry import NotUnderstood, words
from desktop.model.errors import Refusal
from desktop.model.owner import full_name

MOST_COPIES = 99
"""Signed prints of one copy. Chosen: who wants more asks twice."""
REGISTER_SYMBOL = "SCT/BS"
"""Of the register of certified copies (NĐ 23/2015, mẫu lời chứng)."""


class BadCopy(Refusal):
    """What is said of a copy cannot be."""

    code = "bad_copy"
    sentence = "Thông tin bản sao chưa đúng: {reason}."
    advice = "Xem lại tên giấy tờ, người yêu cầu và số bản."


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySaid:
    """What the clerk says of a paper that is to be certified.

    Attributes:
        title: what the original is.
        requester: full name of who asks for it.
        copies: how many signed prints.
    """

    title: str
    requester: str
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedCopy:
    """A row of the register of certified copies; kept for longer than the copy's pages.

    Attributes:
        year, number: its place in the register; numbers of a year follow one another without a gap.
        volume: which book of the year holds the number.
        paper_id: the copy.
        at: when it was certified, UTC.
        said: title, requester, copies.
        pages: of the original.
        official: full name of who certifies.
        officer: login name of the same.
        fee: in đồng; 0 where the office takes none.
        void: why it does not count; empty where it does.
        printed_at: when it was last printed, UTC; None where it never was.
    """

    year: int
    number: int
    volume: int
    paper_id: UUID
    at: datetime
    said: CopySaid
    pages: int
    official: str
    officer: str
    fee: int = 0
    void: str = ""
    printed_at: datetime | None = None

    @property
    def key(self) -> str:
        """How a row is asked for: `12/2026`."""
        return f"{self.number}/{self.year}"

    @property
    def book(self) -> str:
        """The book's number as it is written: `01/2026-SCT/BS`."""
        return f"{self.volume:02}/{self.year}-{REGISTER_SYMBOL}"

    @property
    def item_code(self) -> str:
        """What the copy's QR holds."""
        return f"{REGISTER_SYMBOL}.{self.year}.{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertedPaper:
    """A row of the register of papers that were printed from a signed electronic file.

    Attributes:
        code: by which the row is found again; printed on the paper.
        at: when, UTC.
        title: what the file is.
        sha256: of the signed file.
        pages: how many it has.
        official: full name of who converted it.
        officer: login name of the same.
    """

    code: str
    at: datetime
    title: str
    sha256: str
    pages: int
    official: str
    officer: str


def copy_said(title: str, requester: str, copies: str = "1") -> CopySaid:
    """What was typed about a copy, understood.

    Args:
        title: what the original is.
        requester: who asks for it.
        copies: how many.

    Raises:
        BadCopy: something is missing, or is no number of copies.
        NotUnderstood: a text cannot be kept.
    """
    name = words(title, subject="Tên giấy tờ")
    if not name:
        raise BadCopy(reason="chưa có tên giấy tờ")
    if not requester.strip():
        raise BadCopy(reason="chưa có họ tên người yêu cầu")
    asked = copies.strip() or "1"
    if not asked.isdecimal() or not 1 <= int(asked) <= MOST_COPIES:
        raise NotUnderstood("Số bản", reason=f"phải là một số từ 1 đến {MOST_COPIES}")
    return CopySaid(title=name, requester=full_name(requester, subject="Người yêu cầu"), copies=int(asked))


def row_key(text: str) -> tuple[int, int] | None:
    """Year and number of a row that is asked for as `12/2026`; None where it is nothing of the kind."""
    number, _, year = text.strip().partition("/")
    if not (number.isdecimal() and year.isdecimal() and len(year) == 4 and len(number) <= 9):
        return None
    return int(year), int(number)
