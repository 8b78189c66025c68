"""Slips: the forms that a counter fills for one dossier, prints and keeps (R17, R74); papers counted on them (R19)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from desktop.model.states import DossierState

MOST_COUNTED = 999
"""Originals or copies of one paper; more is a mistake. Chosen."""
LONGEST_REASON = 1000
"""Letters of a reason that still fit onto a slip. Chosen."""


class SlipKind(StrEnum):
    """The forms of one dossier, in the order of their numbers (R74: forms 01 to 06)."""

    RECEIPT = "receipt"
    ADDITIONS = "additions"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP = "stop"
    CONTROL = "control"


SLIP_WORDS: Mapping[SlipKind, str] = {
    SlipKind.RECEIPT: "giấy tiếp nhận và hẹn trả",
    SlipKind.ADDITIONS: "phiếu yêu cầu bổ sung",
    SlipKind.REFUSAL: "phiếu từ chối",
    SlipKind.APOLOGY: "phiếu xin lỗi và hẹn lại",
    SlipKind.STOP: "phiếu dừng giải quyết",
    SlipKind.CONTROL: "phiếu kiểm soát quá trình giải quyết",
}
NEEDS_REASON = frozenset({SlipKind.ADDITIONS, SlipKind.REFUSAL, SlipKind.APOLOGY, SlipKind.STOP})
"""These say why."""
CHANGES_DOSSIER = NEEDS_REASON
"""These let a dossier wait, end it, or give it another day; taking one back undoes that."""

REPLIES = frozenset({SlipKind.RECEIPT, SlipKind.ADDITIONS, SlipKind.REFUSAL, SlipKind.STOP})
"""These tell who handed a dossier in whether it is taken in, or what is to be added (R77)."""


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
        state_before: how the dossier stood before it.
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
    state_before: DossierState = DossierState.OPEN
    answered_at: datetime | None = None
    void: bool = False
    sha256: str = ""

    @property
    def key(self) -> str:
        """Number and year, as `12/2026`."""
        return f"{self.number}/{self.year}"


def asked_of(written: Sequence[Slip]) -> Slip | None:
    """The request for additions that counts, of a dossier's slips; None where there is none (R17)."""
    return next((one for one in written if one.kind is SlipKind.ADDITIONS and not one.void), None)


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
