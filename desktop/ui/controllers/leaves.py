"""What the panel of pages shows of a paper, looked up at one go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from desktop.app import App
from desktop.model.dossier import Page, Paper
from desktop.ui.pictures import decoded
from desktop.workflow.pages import Labels
from desktop.workflow.seen import SeenPaper


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a paper, or of a file that was kept as it came.

    Attributes:
        at: its place, from 0.
        page_id: the page; None in a file that was kept as it came.
    """

    at: int
    page_id: UUID | None


@dataclass(frozen=True, slots=True)
class PaperPages:
    """All that the panel shows of a paper.

    Attributes:
        paper: the paper.
        pages: its pages with their small pictures.
        aside: its pages that were set aside.
        labels: what would be undone and redone.
        repeats: pages that seem to be in the dossier twice.
        streaked: pages with a streak in the same place: the scanner's glass is dirty.
        whole: small pictures of a file that was kept as it came, which has no pages of its own.
        at: which of the pages is shown large, from 0.
        picture: that page (JPEG); nothing where there is none.
        declared: it is a declaration that can be printed, filled in.
    """

    paper: Paper
    pages: Sequence[tuple[Page, bytes | None]]
    aside: Sequence[Page]
    labels: Labels
    repeats: Collection[UUID]
    streaked: Collection[UUID]
    whole: Sequence[bytes] = ()
    at: int = 0
    picture: bytes = b""
    declared: bool = False

    @property
    def leaves(self) -> list[Leaf]:
        """What can be shown large."""
        own = [Leaf(at, page.id) for at, (page, _) in enumerate(self.pages)]
        return own or [Leaf(at, None) for at in range(len(self.whole))]

    @property
    def page(self) -> Page | None:
        """The page that is shown large."""
        return self.pages[self.at][0] if self.at < len(self.pages) else None

    def place_of(self, leaf: Leaf | None) -> int:
        """Where a page is now; the place that it had, where it is gone."""
        leaves = self.leaves
        at = next((one.at for one in leaves if leaf and one.page_id and one.page_id == leaf.page_id), None)
        return at if at is not None else max(0, min(leaf.at if leaf else 0, len(leaves) - 1))


def load_pages(app: App, seen: SeenPaper, leaf: Leaf | None) -> PaperPages:
    """Look the pages of a paper up, one of them large; in a worker thread."""
    paper = seen.paper
    every, small = app.papers.pages(paper.id, removed=True), app.pictures.thumbnails(paper.id)
    shown = PaperPages(
        paper=paper,
        pages=[(page, small.get(page.id)) for page in seen.pages],
        aside=[page for page in every if page.removed],
        labels=app.pages.labels(paper.dossier_id),
        repeats=app.papers.duplicates(paper.dossier_id),
        streaked=app.papers.from_dirty_glass(paper.dossier_id),
        whole=app.pictures.kept_whole(paper),
        declared=app.declaration_templates.is_there_for(paper),
    )
    at = shown.place_of(leaf)
    leaves = shown.leaves
    return replace(shown, at=at, picture=picture_of(app, paper, leaves[at]) if leaves else b"")


def picture_of(app: App, paper: Paper, leaf: Leaf) -> bytes:
    """A page of a paper as it is shown large (JPEG), decoded; in a worker thread."""
    jpeg = app.pictures.of_page(leaf.page_id) if leaf.page_id else app.pictures.leaf(paper, leaf.at)
    decoded(jpeg)
    return jpeg
