"""How values stand in the fields of a paper: their words and their colours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QLineEdit

from desktop.document.papers.field import Field, FieldState
from desktop.model import entry
from desktop.model.dossier import PaperDetails
from desktop.model.entry import NotUnderstood
from desktop.ui.language import said
from desktop.ui.look.parts import tell

DAYS = ("issued", "valid_until")
"""Fields that hold a day."""


def alone(refused: NotUnderstood) -> str:
    """The reason as a sentence of its own, where no other begins it."""
    reason = said(refused.reason)
    return reason[:1].upper() + reason[1:]


def recorded(details: PaperDetails) -> Mapping[str, str]:
    """What stands in the fields for what is recorded."""
    return {
        "number": details.number,
        "issued": day_words(details.issued),
        "issuer": details.issuer,
        "signer": details.signer,
        "tax_number": details.tax_number,
        "valid_until": entry.PERMANENT_WORDS if details.permanent else day_words(details.valid_until),
        "area": details.area,
    }


def day_words(day: date | None) -> str:
    """A day as it is written here; empty for none."""
    return f"{day:%d/%m/%Y}" if day else ""


def set_text(field: QLineEdit, text: str) -> None:
    """Put a text into a field; the cursor stays where it is the same."""
    if field.text() != text:
        field.setText(text)
        field.setCursorPosition(0)


def paint(
    field: QLineEdit, proposal: Field | None, *, refused: NotUnderstood | None = None, doubted: bool = False
) -> None:
    """Green where two sources agree, yellow where the clerk is asked, red where what was typed is not understood.

    Nothing is green on a paper that may be another one.
    """
    told = {FieldState.GREEN: "" if doubted else "green", FieldState.ASKED: "asked", FieldState.SINGLE: ""}
    field.setToolTip(said(refused.message if refused else proposal.doubt if proposal else ""))
    tell(field, "refused" if refused else told[proposal.state] if proposal else "")


def proposed(name: str, field: Field | None) -> str:
    """What stands in a field for what the readers propose; empty for what cannot be true."""
    return written(name, field.value) if field and (field.valid or entry.NOT_READ in field.value) else ""


def written(name: str, value: str) -> str:
    """A value as it stands in its field."""
    if name not in DAYS:
        return value
    # As it is written here, also where a part of it could not be read.
    year, month, day = value.split("-") if value.count("-") == 2 else ("", "", "")
    return f"{day}/{month}/{year}" if day else value
