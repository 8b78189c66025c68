"""The paper that something is about to be put into, asked in the transaction that does it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection

from desktop.model.dossier import Paper
from desktop.store import dossiers, papers
from desktop.workflow.allowed import require, why_not_fill


def paper_to_fill(tx: Connection, paper_id: UUID) -> Paper:
    """A paper that takes pages, a file or another paper now.

    Raises:
        PaperLocked: it is signed.
        DossierRefused: its dossier was refused.
    """
    paper = papers.get(tx, paper_id)
    require(why_not_fill(dossiers.get(tx, paper.dossier_id), paper))
    return paper
