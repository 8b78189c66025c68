"""How a dossier's pages lie in its papers, as one value; and the difference between two such values.

Every edit of pages is a difference, so that undoing is writing it the other way round and redoing is writing it
again. A difference names only the fields that changed: what happened beside it stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from desktop.model.data import as_data, from_data
from desktop.model.dossier import PaperKind
from desktop.model.page import AUTOMATIC, Edits

Fields = dict[str, Any]
"""Some fields of a page's place, as they lie in the journal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page lies and what was decided about it.

    Attributes:
        id: the page.
        paper_id: the paper it lies in.
        position: its place there; equal ones keep the order they came in.
        removed: set aside.
        edits: what the clerk decided about its cleaning.
        made_of: pages it is put together from (front and back of a card); empty for a scanned one.
    """

    id: UUID
    paper_id: UUID
    position: int
    removed: bool = False
    edits: Edits = AUTOMATIC
    made_of: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A paper that pages lie in.

    Attributes:
        id: the paper.
        kind: component, result, or the place of what is not sorted yet.
        code: component or result code.
        name: its name.
    """

    id: UUID
    kind: PaperKind
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All pages of a dossier in all its papers.

    Attributes:
        slots: papers by id, in their order.
        places: pages by id, those of one position in the order they came.
    """

    slots: Mapping[UUID, Slot]
    places: Mapping[UUID, Place]

    def lying_in(self, paper_id: UUID, *, removed: bool = True) -> list[Place]:
        """A paper's pages in order, the set-aside ones too where `removed`."""
        own = [one for one in self.places.values() if one.paper_id == paper_id and (removed or not one.removed)]
        return sorted(own, key=lambda place: place.position)

    def with_places(self, *changed: Place) -> Arrangement:
        """The same with these pages lying as said."""
        return Arrangement(self.slots, {**self.places, **{place.id: place for place in changed}})

    def with_slot(self, slot: Slot) -> Arrangement:
        """The same with one more paper."""
        return Arrangement({**self.slots, slot.id: slot}, self.places)

    def laid(self, paper_id: UUID, order: list[UUID]) -> Arrangement:
        """The same with these pages in this order in a paper."""
        return self.with_places(
            *(replace(self.places[page], paper_id=paper_id, position=at) for at, page in enumerate(order))
        )


@dataclass(frozen=True, slots=True)
class Change:
    """The difference between two arrangements of one dossier.

    Attributes:
        pages: by page, the fields that differ before and after; None where the page is not there at all.
        papers: by paper, what it is before and after; None where it is not there.
    """

    pages: Mapping[UUID, tuple[Fields | None, Fields | None]]
    papers: Mapping[UUID, tuple[Slot | None, Slot | None]]

    def __bool__(self) -> bool:
        return bool(self.pages or self.papers)

    @property
    def back(self) -> Change:
        """The same change the other way round."""
        return Change(
            {page: (after, before) for page, (before, after) in self.pages.items()},
            {paper: (after, before) for paper, (before, after) in self.papers.items()},
        )

    def then(self, later: Change) -> Change:
        """This change and a later one as one."""
        pages = dict(self.pages)
        for page, (before, after) in later.pages.items():
            first = pages.get(page)
            pages[page] = (before, after) if first is None else _joined(first, (before, after))
        papers = dict(self.papers)
        for paper, (slot_before, slot_after) in later.papers.items():
            papers[paper] = (papers[paper][0] if paper in papers else slot_before, slot_after)
        return Change(pages, {paper: pair for paper, pair in papers.items() if pair[0] != pair[1]})


def _joined(
    first: tuple[Fields | None, Fields | None], later: tuple[Fields | None, Fields | None]
) -> tuple[Fields | None, Fields | None]:
    before = None if first[0] is None else {**(later[0] or {}), **first[0]}
    after = None if later[1] is None else {**(first[1] or {}), **later[1]}
    return before, after


def difference(before: Arrangement, after: Arrangement) -> Change:
    """What has to change for `before` to become `after`."""
    pages: dict[UUID, tuple[Fields | None, Fields | None]] = {}
    for page in {**before.places, **after.places}:
        old, new = before.places.get(page), after.places.get(page)
        if old == new:
            continue
        was = _fields(old) if old else None
        is_now = _fields(new) if new else None
        if was and is_now:
            differing = [name for name in was if was[name] != is_now[name]]
            was, is_now = {name: was[name] for name in differing}, {name: is_now[name] for name in differing}
        pages[page] = (was, is_now)
    papers = {
        paper: (before.slots.get(paper), after.slots.get(paper))
        for paper in {**before.slots, **after.slots}
        if before.slots.get(paper) != after.slots.get(paper)
    }
    return Change(pages, papers)


def changed(arrangement: Arrangement, change: Change) -> Arrangement:
    """The arrangement after a change; pages and papers that are no longer there are passed over."""
    places, slots = dict(arrangement.places), dict(arrangement.slots)
    for paper, (_, slot) in change.papers.items():
        if slot is None:
            slots.pop(paper, None)
        else:
            slots[paper] = slot
    for page, (before, after) in change.pages.items():
        if after is None:
            places.pop(page, None)
        elif before is None:
            places[page] = place_of(page, after)
        elif page in places:
            places[page] = place_of(page, {**_fields(places[page]), **after})
    return Arrangement(slots, places)


def place_of(page: UUID, fields: Fields) -> Place:
    """A page's place from its fields.

    Raises:
        KeyError, TypeError, ValueError: the fields are not of this shape.
    """
    return from_data(Place, {**fields, "id": str(page)})


def _fields(place: Place) -> Fields:
    """A place's fields, without its page."""
    return {name: value for name, value in as_data(place).items() if name != "id"}
