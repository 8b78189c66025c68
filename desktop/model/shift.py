"""A hand-over of unfinished dossiers from one official to another, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class ShiftState(StrEnum):
    """How far a hand-over is."""

    GIVEN = "given"
    TAKEN = "taken"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftLine:
    """A dossier on the list that both officials sign: as it stood when it was given, and nothing of its owner.

    Attributes:
        dossier_id: which.
        code: official or provisional, as it was then.
        procedure: name of its procedure.
        papers: how many papers it has.
        there: how many of them are scanned or reused.
        next: what is to be done, Vietnamese.
    """

    dossier_id: UUID
    code: str
    procedure: str
    papers: int
    there: int
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One hand-over.

    Attributes:
        id: its own.
        giver, taker: login names.
        given_at: when the giver logged in and gave, UTC.
        answered_at: when the taker logged in and answered, or the giver took it back, UTC; None where nobody has.
        state: how far it is.
        note: what the giver says to the taker.
        lines: what is handed over.
    """

    id: UUID
    giver: str
    taker: str
    given_at: datetime
    answered_at: datetime | None = None
    state: ShiftState = ShiftState.GIVEN
    note: str = ""
    lines: tuple[ShiftLine, ...] = ()
