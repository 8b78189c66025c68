"""The outbox as plain data: per dossier a chain of dependent steps, each with its saved result.

official code → one file per paper → record → progress → status. A step's payload is frozen when it is queued
and known by its hash; a change to the dossier makes a new chain, never a changed step.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from desktop.model.data import LATER, as_data, from_data
from desktop.model.record import CodeRequest, DossierRecord, DossierStatus, FileToSend, Payload, ProgressEntry
from desktop.model.states import StepState

LONGEST_ASKED_S = 6 * 3600.0
"""No step waits longer, whatever a province asks for; seconds."""


class StepKind(StrEnum):
    """What a step asks of the province."""

    OFFICIAL_CODE = "official_code"
    FILE = "file"
    RECORD = "record"
    PROGRESS = "progress"
    STATUS = "status"


PAYLOADS: dict[StepKind, type[Payload]] = {
    StepKind.OFFICIAL_CODE: CodeRequest,
    StepKind.FILE: FileToSend,
    StepKind.RECORD: DossierRecord,
    StepKind.PROGRESS: ProgressEntry,
    StepKind.STATUS: DossierStatus,
}
"""What each kind of step sends."""
_KINDS = {payload: kind for kind, payload in PAYLOADS.items()}


def payload_of(kind: StepKind, data: object) -> Payload | None:
    """A payload as it was kept; None where it is none of its kind any more."""
    try:
        return from_data(PAYLOADS[kind], data)
    except (KeyError, TypeError, ValueError):
        return None


def canonical_sha256(payload: object) -> str:
    """Hash of a payload's canonical JSON (sorted keys, no spaces, UTF-8)."""
    text = json.dumps(as_data(payload), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Planned:
    """A step to be queued: what it sends, and of which paper."""

    payload: Payload
    paper_id: UUID | None = None

    @property
    def kind(self) -> StepKind:
        """What it asks, by what it sends."""
        return _KINDS[type(self.payload)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """The province has this paper: its identifier there, and the hash of what it has (R46).

    `item_code` is the code of the digitised item as the province has it (R7); empty where it does not say.
    """

    paper_id: UUID
    province_id: str
    sha256: str
    item_code: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a step that was answered brought.

    Attributes:
        result: kept for the steps after it.
        official_code: the number the province gave the dossier; empty where this step asked for none.
        papers: what the province has proven to have.
    """

    result: dict[str, Any] = field(default_factory=dict)
    official_code: str = ""
    papers: tuple[Acknowledged, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a dossier's chain.

    Attributes:
        id: row number.
        dossier_id: whose chain it is in.
        position: place in the chain, from 0; a step is due only when all before it are done.
        kind: what it asks.
        paper_id: the paper a file step sends; None otherwise.
        key: idempotency key, the same at every attempt.
        payload: what will be sent, frozen when queued; None in lists, and where what is kept is no such thing any more:
            that is never sent.
        payload_sha256: hash of the payload's canonical JSON.
        state: waiting, sending, done, failed (dead letter), parked (by hand), replaced (by a newer chain).
        attempts: how often it was begun since it last moved on.
        troubles: how much in a row the province itself was in the way; a line that is down does not count.
        next_at: not before this moment, UTC; None where at once.
        result: what the province answered, saved for the steps after it; while a file is under way, where its
            upload stands.
        last_error: code of the last trouble and the province's own words, empty where none.
    """

    id: int
    dossier_id: UUID
    position: int
    kind: StepKind
    paper_id: UUID | None
    key: str
    payload: Payload | None
    payload_sha256: str
    state: StepState = StepState.WAITING
    attempts: int = 0
    troubles: int = 0
    next_at: datetime | None = None
    result: dict[str, Any] = field(default_factory=dict)
    last_error: str = ""

    @property
    def trouble(self) -> str:
        """The last trouble in words alone; empty where none."""
        return words_alone(self.last_error)

    @property
    def untouched(self) -> bool:
        """Whether it was never tried. A large file that let other steps go first after a slice has no attempt counted,
        but part of it has left.
        """
        return self.state is StepState.WAITING and not self.attempts and not self.result


def words_alone(last_error: str) -> str:
    """A step's trouble as the province told it, without our code before it; empty where it said nothing."""
    return last_error.partition(": ")[2]
