"""Pictures of pages, small and large, and of files that were kept as they came (JPEG).

What draws is loaded where a picture is asked for that is not kept.
"""

from __future__ import annotations

from uuid import UUID

from desktop.document.papers.field import Field
from desktop.model.dossier import Page, Paper
from desktop.store import contents, papers
from desktop.store.file import Store

_MOST_SHOWN = 100
"""Pages of a file kept as it came that are listed to look at."""


class Pictures:
    """Gives pictures to look at.

    Args:
        store: the open store.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_page(self, page_id: UUID) -> bytes:
        """The page's picture: cleaned where it already is, else as scanned (JPEG)."""
        with self._store.reading() as tx:
            page = papers.get_page(tx, page_id)
            return contents.fetch(tx, page.clean_sha256 or page.raw_sha256)

    def thumbnails(self, paper_id: UUID) -> dict[UUID, bytes]:
        """Page to its small picture (JPEG), of those pages of a paper that are cleaned."""
        with self._store.reading() as tx:
            return papers.thumbnails(tx, paper_id)

    def thumbnail(self, page_id: UUID) -> bytes | None:
        """The page's small picture (JPEG), None until it is cleaned."""
        with self._store.reading() as tx:
            return papers.thumbnail(tx, page_id)

    def kept_whole(self, paper: Paper) -> list[bytes]:
        """Small pictures (JPEG) of a file that was kept as it came; none of a paper that has pages of its own."""
        if not paper.pdf_sha256 or self._pages(paper.id):
            return []
        from desktop.page.leaves import small_leaves

        return small_leaves(self._file(paper), _MOST_SHOWN)

    def leaf(self, paper: Paper, at: int) -> bytes:
        """Page `at` (from 0) of a file that was kept as it came, to look at (JPEG)."""
        from desktop.page.leaves import leaf

        return leaf(self._file(paper), at)

    def of_field(self, paper_id: UUID, field: Field) -> bytes | None:
        """The part of a page that a value was read from (JPEG), with some room; None where that is not known."""
        pages = self._pages(paper_id)
        if field.box is None or not 0 <= field.page < len(pages):
            return None
        from desktop.page.image import excerpt

        return excerpt(self.of_page(pages[field.page].id), field.box)

    def _pages(self, paper_id: UUID) -> list[Page]:
        with self._store.reading() as tx:
            return papers.pages(tx, paper_id)

    def _file(self, paper: Paper) -> bytes:
        with self._store.reading() as tx:
            return contents.fetch(tx, paper.pdf_sha256)
