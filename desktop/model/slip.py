"""Slips: the forms that a counter fills for one dossier, prints and keeps (R17, R74); papers counted on them (R19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

MOST_COUNTED = 999
"""Originals or copies of one paper; more is a mistake. Chosen."""
LONGEST_REASON = 1000
"""Letters of a reason that still fit onto a slip. Chosen."""


class SlipKind(StrEnum):
    """The forms of one dossier, in the order of their numbers (TT 01/2018, forms 01 to 05)."""

    RECEIPT = "receipt"
    ADDITIONS = "additions"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    CONTROL = "control"


SLIP_WORDS: Mapping[SlipKind, str] = {
    SlipKind.RECEIPT: "giấy tiếp nhận và hẹn trả",
    SlipKind.ADDITIONS: "phiếu yêu cầu bổ sung",
    SlipKind.REFUSAL: "phiếu từ chối",
    SlipKind.APOLOGY: "phiếu xin lỗi và hẹn lại",
    SlipKind.CONTROL: "phiếu kiểm soát quá trình giải quyết",
}
NEEDS_REASON = frozenset({SlipKind.ADDITIONS, SlipKind.REFUSAL, SlipKind.APOLOGY})
"""These say why."""
CHANGES_DOSSIER = NEEDS_REASON
"""These stop a dossier's term, end it, or give it another day; taking one back undoes that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipSaid:
    """What an official says on a slip.

    Attributes:
        reason: why; empty where the form says none.
        due: the new day of return of an apology; None for any other.
    """

    reason: str = ""
    due: date | None = None


NOTHING_SAID = SlipSaid()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A slip that was written.

    Attributes:
        id: random.
        dossier_id: whose.
        kind: which form.
        year: of its number, Vietnam.
        number: counted from 1 in its year and kind.
        at: when it was written, UTC.
        officer: login name of who wrote it.
        said: reason and day.
        due_before: the dossier's day of return before it.
        answered_at: of a request for additions: when they came, UTC; None while they have not.
        void: it was taken back, and its number stays taken.
        sha256: of its file; empty where that was deleted.
    """

    id: UUID
    dossier_id: UUID
    kind: SlipKind
    year: int
    number: int
    at: datetime
    officer: str
    said: SlipSaid
    due_before: date | None = None
    answered_at: datetime | None = None
    void: bool = False
    sha256: str = ""

    @property
    def key(self) -> str:
        """Number and year, as `12/2026`."""
        return f"{self.number}/{self.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What was received of one paper (R19).

    Attributes:
        originals: originals that were handed in.
        copies: copies that were handed in.
        to_return: how many of the originals go back to who handed them in.
        returned_at: when they did, UTC; None while they are here, or none is to go back.
    """

    originals: int = 0
    copies: int = 0
    to_return: int = 0
    returned_at: datetime | None = None

    @property
    def here(self) -> int:
        """Originals that are still to go back."""
        return 0 if self.returned_at else self.to_return
