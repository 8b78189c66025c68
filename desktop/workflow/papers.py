"""Papers and their pages as they lie in the store, and what should be looked at again.

What compares pages is loaded where it is asked for: most questions here are how a paper stands.
"""

from __future__ import annotations

from uuid import UUID

from desktop.model.dossier import Page, Paper
from desktop.model.page import PageFacts
from desktop.store import contents, papers
from desktop.store.file import Store
from desktop.workflow.repeats import Repeats
from desktop.workflow.seen import SeenPaper, look_at


class Papers:
    """Looks at papers.

    Args:
        store: the open store.
        repeats: which pages repeat others.
    """

    def __init__(self, store: Store, repeats: Repeats) -> None:
        self._store = store
        self._repeats = repeats

    def get(self, paper_id: UUID) -> Paper:
        """The paper with this id.

        Raises:
            NotFound: there is none.
        """
        with self._store.reading() as tx:
            return papers.get(tx, paper_id)

    def pages(self, paper_id: UUID, *, removed: bool = False) -> list[Page]:
        """The paper's pages in order."""
        with self._store.reading() as tx:
            return papers.pages(tx, paper_id, removed=removed)

    def look(self, paper_id: UUID) -> SeenPaper:
        """A paper with its pages as it lies there now.

        Raises:
            NotFound: there is none.
        """
        with self._store.reading() as tx:
            return look_at(tx, paper_id)

    def file(self, paper_id: UUID) -> bytes:
        """The paper's file as it stands: built, signed, or from a store.

        Raises:
            NotFound, Purged, DamagedContent: it has none here, or not whole.
        """
        with self._store.reading() as tx:
            return contents.fetch(tx, papers.get(tx, paper_id).pdf_sha256)

    def duplicates(self, dossier_id: UUID) -> dict[UUID, UUID]:
        """Pages that seem to be scanned twice, each with the one it repeats; a warning, nothing is set aside."""
        return self._repeats.among(self._facts(dossier_id))

    def from_dirty_glass(self, dossier_id: UUID) -> set[UUID]:
        """Pages with a streak in the same place as on another one: the scanner's glass wants wiping."""
        from desktop.page.flaws.glass import from_dirty_glass

        return from_dirty_glass([(page_id, facts.look) for page_id, facts in self._facts(dossier_id)])

    def _facts(self, dossier_id: UUID) -> list[tuple[UUID, PageFacts]]:
        with self._store.reading() as tx:
            return papers.facts_of(tx, dossier_id)
