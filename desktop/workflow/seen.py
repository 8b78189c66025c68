"""A paper as somebody looked at it: what a confirmation is of."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from desktop.model.dossier import Page, Paper
from desktop.store import papers


@dataclass(frozen=True, slots=True)
class SeenPaper:
    """A paper as it was looked at, whole: what a confirmation is of. Equal is unchanged.

    Attributes:
        paper: with its states and what is recorded of it.
        pages: in their order, with what was read on them; not those set aside.
    """

    paper: Paper
    pages: tuple[Page, ...]


def look_at(tx: Connection, paper_id: UUID) -> SeenPaper:
    """A paper with its pages as they are in a transaction.

    Raises:
        NotFound: there is none.
    """
    return SeenPaper(papers.get(tx, paper_id), tuple(papers.pages(tx, paper_id)))
