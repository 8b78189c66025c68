"""How a result came into the hands of whom it is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Way(StrEnum):
    """By which way a result is handed over."""

    PAPER = "paper"
    ELECTRONIC = "electronic"
    POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """What a clerk says of a hand-over.

    Attributes:
        way: on paper, electronically or by post.
        taken_by: full name of who took it for the owner, NFC; empty where the owner did.
    """

    way: Way = Way.PAPER
    taken_by: str = ""


IN_PERSON = Handing()
"""On paper, to the owner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """A result that was handed over.

    Attributes:
        paper_id: which.
        at: when, UTC.
        officer: login name of the official who handed it over.
        handing: how, and to whom.
    """

    paper_id: UUID
    at: datetime
    officer: str
    handing: Handing
