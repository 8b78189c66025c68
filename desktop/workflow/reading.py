"""What the pages of a paper say of it: proposals until the clerk confirms."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date

from desktop.document.papers.field import Field
from desktop.document.papers.fields import read_fields
from desktop.document.papers.issuers import with_known_issuer
from desktop.document.papers.kind import other_kind
from desktop.document.papers.pointed import Pointed, line_at, read_anew, value_of, words_in
from desktop.document.papers.suggest import Suggestion, suggest
from desktop.machine.clock import Clock, vietnam_day
from desktop.model.dossier import Page, PaperKind
from desktop.model.page import Box, BoxReading, PageCode, PageFacts, Point, Reading
from desktop.store import contents, dossiers, titles
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


class PaperReader:
    """Reads papers: their kind and their values.

    Args:
        store: the open store.
        clock: which day it is.
        catalogue: kinds of papers, and who issues them.
        read_box: has a box of a page read by every reader (`PageWorkers.submit_box`).
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        catalogue: CatalogueDesk,
        read_box: Callable[[bytes, PageFacts, Box], Future[BoxReading]],
    ) -> None:
        self._store = store
        self._clock = clock
        self._catalogue = catalogue
        self._read_box = read_box

    def read(self, seen: SeenPaper) -> PaperRead:
        """What the pages of a paper say, as it was seen."""
        sorted_in = seen.paper.kind is not PaperKind.UNSORTED
        other = other_kind(seen.paper.code, seen.paper.name, self.suggest(seen)) if sorted_in else None
        return PaperRead(self.fields(seen), other)

    def fields(self, seen: SeenPaper) -> dict[str, Field]:
        """The values alone, where what kind of paper it is stands: far quicker with a large catalogue."""
        found = read_fields(*_read_on(seen), seen.paper.name, today=self._today())
        return with_known_issuer(found, self._catalogue.current())

    def suggest(self, seen: SeenPaper) -> tuple[Suggestion, ...]:
        """Which paper of the checklist, or of the whole catalogue, its pages are; what clerks confirmed here counts."""
        with self._store.reading() as tx:
            dossier = dossiers.get(tx, seen.paper.dossier_id)
            known = titles.known(tx)
        catalogue = self._catalogue.version(dossier.catalogue_version)
        checklist = [(component.code, component.name) for component in self._catalogue.components_of(dossier).values()]
        everything = [
            *((one.code, one.name) for each in catalogue.procedures for case in each.cases for one in case.components),
            *((one.code, one.name) for each in catalogue.procedures for one in each.results),
        ]
        return suggest(*_read_on(seen), checklist, everything, known)

    def at(self, page: Page, place: int, point: Point, name: str) -> Field | None:
        """The value of a field in the line at a point of a page, as it was read already; None where there is none.

        Args:
            page: the page.
            place: its index in the paper.
            point: clean px.
            name: the field (see `entry.paper_details`).
        """
        reading = page.facts.reading if page.facts else None
        return self._value(name, line_at(reading, point) if reading else None, place)

    def within(self, page: Page, place: int, box: Box, name: str) -> Field | None:
        """The value of a field in a box (clean px) of a page; None where that was not surely read (`read_within`).

        A page that is put together from the two sides of a card cannot be read anew: there, words that are not sure are
        taken too.
        """
        reading = page.facts.reading if page.facts else None
        words = words_in(reading, box) if reading else None
        return self._value(name, words, place) if words and (words.sure or page.made_of) else None

    def read_within(self, page: Page, place: int, box: Box, name: str) -> Field | None:
        """The same, read anew by every reader; in a worker thread, for it takes its time.

        Raises:
            ReaderMissing, PageCrashed: it could not be read.
        """
        if page.facts is None or page.made_of:
            return None
        with self._store.reading() as tx:
            image = contents.fetch(tx, page.raw_sha256)
        return self._value(name, read_anew(self._read_box(image, page.facts, box).result()), place)

    def _value(self, name: str, pointed: Pointed | None, place: int) -> Field | None:
        return value_of(name, pointed, place, self._today()) if pointed else None

    def _today(self) -> date:
        return vietnam_day(self._clock.now())


def _read_on(seen: SeenPaper) -> tuple[list[Reading | None], list[tuple[PageCode, ...]]]:
    """What was read on each page, and its codes; nothing on one that was not looked at yet, which counts all the same:
    a value's page is its place in the paper.
    """
    facts = [page.facts for page in seen.pages]
    return [one.reading if one else None for one in facts], [one.codes if one else () for one in facts]
