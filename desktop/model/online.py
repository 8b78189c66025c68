"""A dossier that its owner filed on the province's portal, and what was found of its files: plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from desktop.model.dossier import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledFile:
    """An electronic file of a filed dossier.

    Attributes:
        id: its identifier at the province.
        component: code of the component that it was filed as.
        name: as its owner called it; empty where the province does not say.
        sha256: hash that the province announces; empty where it does not.
    """

    id: str
    component: str
    name: str = ""
    sha256: str = ""

    @property
    def called(self) -> str:
        """What a sentence calls it."""
        return self.name or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledDossier:
    """A dossier that waits at the province for a counter.

    Attributes:
        code: the province's own.
        procedure: code of its procedure.
        case: code of the case; empty where the portal asks for none.
        owner: who filed it.
        filed_at: UTC.
        consent: what the owner answered about the e-store (R20); None where the portal does not ask.
        files: its components.
        taken_by: login name of the official who has taken it over; empty while nobody has.
    """

    code: str
    procedure: str
    case: str
    owner: Party
    filed_at: datetime
    consent: bool | None
    files: tuple[FiledFile, ...]
    taken_by: str = ""


class FileCheck(StrEnum):
    """What a file that came in online was found to be (R42)."""

    VALID = "valid"
    """Signed, and all of it proven: it counts as it is."""
    UNKNOWN = "unknown"
    """Signed, and not all of it could be proven: an official looks, and signs it."""
    INVALID = "invalid"
    """A signature is proven false: the paper itself has to be shown."""
    UNSIGNED = "unsigned"
    """Its pages go the way of scanned ones."""
    UNREADABLE = "unreadable"
    """No PDF or picture that can be shown: the paper itself has to be shown."""


USABLE = frozenset({FileCheck.VALID, FileCheck.UNKNOWN, FileCheck.UNSIGNED})
"""A file that was found to be so makes a paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """The recorded check of a file of a dossier that was taken over.

    Attributes:
        paper_id: the paper that it was filed as.
        file: its identifier at the province.
        sha256: of the file as it came.
        found: what it was found to be.
        words: the same as a Vietnamese sentence, with who signed and what is wrong.
        pages: how many; 0 where they cannot be counted.
        at: when it was checked, UTC.
        officer: login name of who took the dossier over.
    """

    paper_id: UUID
    file: str
    sha256: str
    found: FileCheck
    words: str
    pages: int
    at: datetime
    officer: str
