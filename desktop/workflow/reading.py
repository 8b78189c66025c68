"""What the pages of a paper say of it: proposals until the clerk confirms."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.document.papers.field import Field
from desktop.document.papers.fields import read_fields
from desktop.document.papers.issuers import with_known_issuer
from desktop.document.papers.kind import other_kind
from desktop.document.papers.suggest import Suggestion, suggest
from desktop.machine.clock import VIETNAM, Clock
from desktop.model.dossier import PaperKind
from desktop.store import dossiers, titles
from desktop.store.file import Store
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.seen import SeenPaper


@dataclass(frozen=True, slots=True)
class PaperRead:
    """What the readers make of a paper; proposals until the clerk confirms.

    Attributes:
        fields: number, date, issuer….
        other: the kind of paper that its pages are, where that is clearly another than its row asks for.
    """

    fields: dict[str, Field]
    other: Suggestion | None


class Reading:
    """Reads papers: their kind and their values.

    Args:
        store: the open store.
        clock: which day it is.
        catalogue: kinds of papers, and who issues them.
    """

    def __init__(self, store: Store, clock: Clock, catalogue: CatalogueDesk) -> None:
        self._store = store
        self._clock = clock
        self._catalogue = catalogue

    def read(self, seen: SeenPaper) -> PaperRead:
        """What the pages of a paper say, as it was seen."""
        facts = [page.facts for page in seen.pages if page.facts]
        today = self._clock.now().astimezone(VIETNAM).date()
        found = read_fields([one.reading for one in facts], [one.codes for one in facts], seen.paper.name, today=today)
        known = with_known_issuer(found, self._catalogue.current())
        sorted_in = seen.paper.kind is not PaperKind.UNSORTED
        other = other_kind(seen.paper.code, seen.paper.name, self.suggest(seen)) if sorted_in else None
        return PaperRead(known, other)

    def suggest(self, seen: SeenPaper) -> tuple[Suggestion, ...]:
        """Which paper of the checklist, or of the whole catalogue, its pages are; what clerks confirmed here counts."""
        with self._store.reading() as tx:
            dossier = dossiers.get(tx, seen.paper.dossier_id)
            known = titles.known(tx)
        facts = [page.facts for page in seen.pages if page.facts]
        catalogue = self._catalogue.version(dossier.catalogue_version)
        checklist = [(component.code, component.name) for component in self._catalogue.components_of(dossier).values()]
        everything = [
            *((one.code, one.name) for each in catalogue.procedures for case in each.cases for one in case.components),
            *((one.code, one.name) for each in catalogue.procedures for one in each.results),
        ]
        readings, codes = [one.reading for one in facts], [one.codes for one in facts]
        return suggest(readings, codes, checklist, everything, known)
