"""Separator sheets of a procedure, to be printed and laid between the papers of a pile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop.document.file.metadata import PaperAbout
from desktop.document.printing.separators import SeparatorSheet, separator_pdf
from desktop.machine.settings import Settings
from desktop.model.catalogue import Procedure
from desktop.model.codes import catalogue_code
from desktop.model.separator import Separator, SeparatorKind


def sheets_of(procedure: Procedure, case: str | None = None, *, dossier: str = "") -> list[SeparatorSheet]:
    """A sheet for each component and result, and one for a dossier where its code is given.

    Args:
        procedure: whose papers.
        case: only the components of this case; None for all.
        dossier: code of a dossier.

    Raises:
        UnknownCode: the procedure has no such case.
        BadCode: that is no code.
    """
    cases = [procedure.case(case)] if case else list(procedure.cases)
    group = f"{procedure.code} · {procedure.name}"
    asked = {one.code: one.name for chosen in cases for one in chosen.components}
    named = [(SeparatorKind.COMPONENT, code, name) for code, name in asked.items()]
    named += [(SeparatorKind.RESULT, one.code, one.name) for one in procedure.results]
    sheets = [SeparatorSheet(Separator(kind, code), name, group) for kind, code, name in named]
    if dossier:
        separator = Separator(SeparatorKind.DOSSIER, catalogue_code(dossier))
        sheets.insert(0, SeparatorSheet(separator, separator.code, group))
    return sheets


def printed(
    sheets: Sequence[SeparatorSheet], procedure: Procedure, settings: Settings, now: datetime, *, size: str = "A4"
) -> bytes:
    """The sheets as a PDF of pages of this size."""
    about = PaperAbout(title=f"Tờ phân tách · {procedure.name}", creator=settings.unit_name or "Quầy Số", created=now)
    return separator_pdf(sheets, about, size=size)
