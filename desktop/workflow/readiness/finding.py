"""What a check finds, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Connection

from desktop.model.errors import QuaySoError


class Grade(StrEnum):
    """Whether a finding stops sending, or asks the clerk to look.

    Only what the store knows for certain stops; what was read on a page may have been misread, and asks.
    """

    STOPS = "stops"
    LOOK = "look"


class Stage(StrEnum):
    """What the check comes before."""

    SIGNING = "signing"
    SENDING = "sending"


@dataclass(frozen=True, slots=True)
class Place:
    """What a finding is about.

    Attributes:
        paper_id: the paper; None for the dossier as a whole.
        page_id: the page of it; None for the paper as a whole.
        field: what is recorded of it (`PaperDetails`); empty for none.
    """

    paper_id: UUID | None = None
    page_id: UUID | None = None
    field: str = ""


DOSSIER = Place()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that would make the province send a paper back.

    Attributes:
        why: its sentence, and what to do.
        grade: whether it stops sending.
        mends: name of the act that mends it (`desktop.ui.acts.table.Act`).
        at: what it is about.
    """

    why: QuaySoError
    grade: Grade
    mends: str
    at: Place = DOSSIER

    @property
    def stops(self) -> bool:
        """Whether nothing is signed or sent before it is mended."""
        return self.grade is Grade.STOPS


Stops = Callable[[Connection, UUID], Sequence[Finding]]
"""What stops a dossier from being signed and sent, as it is in a transaction."""


def nothing_stops(tx: Connection, dossier_id: UUID) -> Sequence[Finding]:
    """Where nobody checks: a store without a counter around it."""
    return ()
