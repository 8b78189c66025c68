"""Which pages of a batch were looked at: nothing is signed that nobody has seen whole. Without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from desktop.model.dossier import Paper


class Review:
    """One look at every page of some papers.

    Args:
        papers: those to be looked at.
    """

    def __init__(self, papers: Sequence[Paper]) -> None:
        self.unseen: set[UUID] = {paper.id for paper in papers}
        """Papers of which a page was not looked at yet."""
        self.pages = 1
        """How many the paper on the screen has."""
        self.waits = True
        """Its page is not on the screen yet: what is pressed now would be pressed blindly."""
        self._paper: UUID | None = None
        self._page = 0

    def turn_to(self, paper: Paper) -> None:
        """Page 1 of a paper is asked for."""
        self._paper, self._page, self.waits = paper.id, 0, True

    def came(self, pages: int) -> None:
        """The page that was asked for is on the screen; its paper has so many."""
        self.pages, self.waits = pages, False

    def is_at(self, page: int) -> bool:
        """Whether this page, from 0, is the one that was asked for."""
        return self._page == page

    def next_page(self) -> int:
        """Go on from the page on the screen; gives the next one of its paper, 0 where it was the last: then all of
        the paper was looked at.
        """
        if self._page + 1 < self.pages:
            self._page += 1
            self.waits = True
            return self._page
        if self._paper:
            self.unseen.discard(self._paper)
        return 0
