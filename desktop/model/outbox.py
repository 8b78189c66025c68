"""The outbox as plain data: per dossier a chain of dependent steps, each with its saved result.

official code → one file per paper → record → progress → status. A step's payload is frozen when it is queued
and known by its hash; a change to the dossier makes a new chain, never a changed step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from desktop.model.states import StepState


class StepKind(StrEnum):
    """What a step asks of the province."""

    OFFICIAL_CODE = "official_code"
    FILE = "file"
    RECORD = "record"
    PROGRESS = "progress"
    STATUS = "status"


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
        payload: what will be sent, frozen when queued; for a file step its name and hash, not its bytes.
        payload_sha256: hash of the payload's canonical JSON.
        state: waiting, sending, done, failed (dead letter), parked (by hand).
        attempts: how often it was begun.
        next_at: not before this moment, UTC; None where at once.
        result: what the province answered, saved for the steps after it.
        last_error: code of the last trouble and the province's own words, empty where none.
    """

    id: int
    dossier_id: UUID
    position: int
    kind: StepKind
    paper_id: UUID | None
    key: str
    payload: dict[str, Any]
    payload_sha256: str
    state: StepState = StepState.WAITING
    attempts: int = 0
    next_at: datetime | None = None
    result: dict[str, Any] = field(default_factory=dict)
    last_error: str = ""
