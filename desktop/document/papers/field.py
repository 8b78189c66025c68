"""A value found on a paper, and how much stands behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.model.page import Box

DOUBTED = 0.5
"""What a doubt leaves of a value's confidence."""


class FieldState(StrEnum):
    """How much stands behind a value.

    Green: two independent sources say the same (two readers, or a code and the reading). Asked: they differ, or the
    value cannot be true; the clerk chooses. Single: one source alone.
    """

    GREEN = "green"
    ASKED = "asked"
    SINGLE = "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value found on a paper.

    Attributes:
        value: NFC; dates as `yyyy-mm-dd`.
        confidence: 0 to 1; a code's is 1, a reading's that of its least sure word.
        box: where it stands, clean px of `page`; None where unknown.
        page: its index in the paper.
        valid: it has the form its kind must have and is possible.
        source: `qr`, `barcode`, `mrz` (lines for machines) or `reading`.
        doubt: why not valid or doubted, a short Vietnamese phrase; empty otherwise.
        state: whether two independent sources agree on it.
        other: what the other source says where it differs; empty otherwise.
    """

    value: str
    confidence: float
    box: Box | None
    page: int
    valid: bool
    source: str = "reading"
    doubt: str = ""
    state: FieldState = FieldState.SINGLE
    other: str = ""


def doubted(field: Field, why: str) -> Field:
    """The field, asked about for a reason; what a code says is beyond doubt."""
    if field.source != "reading":
        return field
    confidence = round(field.confidence * DOUBTED, 3)
    return replace(field, confidence=confidence, doubt=why, state=FieldState.ASKED)
