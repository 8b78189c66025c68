"""A dossier's papers, each with what the catalogue asks of it and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.machine.settings import Settings
from desktop.model.catalogue import Component, UnknownCode
from desktop.model.dossier import Page, Paper, PaperKind
from desktop.model.page import PageVerdict
from desktop.model.signature import SignatureRole, awaited
from desktop.model.states import DigitisationState
from desktop.store import contents, dossiers, papers
from desktop.store.file import Store
from desktop.workflow.catalogue_desk import CatalogueDesk

_WORST = (PageVerdict.RED, PageVerdict.YELLOW, PageVerdict.GREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistRow:
    """One row of a dossier's checklist.

    Attributes:
        paper: the paper, with its states.
        component: what the catalogue asks; None for a result.
        pages: how many pages it has.
        unread: how many of them are still being cleaned and read.
        verdict: the worst of its pages; None where none is judged yet.
        size: bytes of its file, which the line will carry; 0 before it is built.
        awaited: whose signature it waits for; None where nobody's.
    """

    paper: Paper
    component: Component | None
    pages: int
    unread: int
    verdict: PageVerdict | None
    size: int = 0
    awaited: SignatureRole | None = None

    @property
    def unconfirmed(self) -> bool:
        """Whether it has pages that nobody has confirmed to the end."""
        return self.paper.digitisation in {DigitisationState.SCANNED, DigitisationState.CONFIRMED}

    @property
    def missing(self) -> bool:
        """Whether it must be digitised and is not there yet (R4)."""
        empty = self.paper.digitisation is DigitisationState.EMPTY
        return bool(empty and self.component and self.component.must_digitise)


class Checklist:
    """Looks the checklist of a dossier up.

    Args:
        store: the open store.
        catalogue: what procedures ask for.
        settings: they say whether the agency signs here.
    """

    def __init__(self, store: Store, catalogue: CatalogueDesk, settings: Settings) -> None:
        self._store = store
        self._catalogue = catalogue
        self._settings = settings

    def rows(self, dossier_id: UUID) -> list[ChecklistRow]:
        """The dossier's papers, each with what the catalogue asks of it and how far it is."""
        with self._store.reading() as tx:
            dossier = dossiers.get(tx, dossier_id)
            own = [
                (paper, papers.pages(tx, paper.id), contents.size(tx, paper.pdf_sha256))
                for paper in papers.of_dossier(tx, dossier_id)
            ]
        # The place of what is not sorted yet is there to be seen only while something lies in it.
        own = [one for one in own if one[1] or one[0].kind is not PaperKind.UNSORTED]
        asked = self._catalogue.components_of(dossier)
        return [self._row(paper, pages, asked.get(paper.code), size) for paper, pages, size in own]

    def paper(self, dossier_id: UUID, code: str) -> Paper:
        """The paper of the checklist with this code.

        Raises:
            UnknownCode: there is none.
        """
        for row in self.rows(dossier_id):
            if row.paper.code == code:
                return row.paper
        raise UnknownCode(code)

    def next_missing(self, dossier_id: UUID) -> Paper | None:
        """The first paper of the checklist that has no pages yet."""
        for row in self.rows(dossier_id):
            if row.paper.digitisation is DigitisationState.EMPTY:
                return row.paper
        return None

    def _row(self, paper: Paper, pages: Sequence[Page], component: Component | None, size: int) -> ChecklistRow:
        verdicts = {page.facts.verdict for page in pages if page.facts}
        return ChecklistRow(
            paper=paper,
            component=component,
            pages=len(pages),
            unread=sum(page.facts is None for page in pages),
            verdict=next((verdict for verdict in _WORST if verdict in verdicts), None),
            size=size,
            awaited=awaited(paper, agency_signs=self._settings.agency_signs),
        )
