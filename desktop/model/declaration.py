"""What the QR of a printed declaration says: of which dossier the sheet is, and which component of it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.model.codes import BadCode, catalogue_code
from desktop.model.separator import PREFIX, VERSION

KIND = "declaration"
"""Beside the kinds of separator sheets, and none of them: the sheet is part of the paper."""


@dataclass(frozen=True, slots=True)
class DeclarationCode:
    """Where a printed declaration belongs.

    Attributes:
        dossier: code of its dossier as it was when it was printed, official or provisional, normalised.
        component: component code, normalised.
    """

    dossier: str
    component: str

    @property
    def text(self) -> str:
        """What its QR says: `QUAYSO:1:declaration:<dossier>:<component>`."""
        return f"{PREFIX}:{VERSION}:{KIND}:{self.dossier}:{self.component}"


def declaration_code(dossier: str, component: str) -> DeclarationCode:
    """What the QR of a component's declaration is to say.

    Raises:
        BadCode: one of the two is no code.
    """
    return DeclarationCode(catalogue_code(dossier), catalogue_code(component))


def read_declaration(text: str) -> DeclarationCode | None:
    """What a QR's text says; None where it is no declaration's of this version."""
    parts = text.strip().split(":")
    if len(parts) != 5 or parts[:3] != [PREFIX, VERSION, KIND]:
        return None
    try:
        return declaration_code(parts[3], parts[4])
    except BadCode:
        return None
