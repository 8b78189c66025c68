"""How a dossier's pages lie, read and written as one value, and the journal of what was done to them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from desktop.model.arrangement import (
    Arrangement,
    Change,
    Place,
    Slot,
    place_of,
)
from desktop.model.data import as_data, from_data
from desktop.model.dossier import Paper, PaperKind
from desktop.model.page import Edits
from desktop.model.states import DeliveryState
from desktop.store import papers
from desktop.store.errors import PaperInUse
from desktop.store.tables import page, page_edit, paper


def load(tx: Connection, dossier_id: UUID) -> Arrangement:
    """How the dossier's pages lie now."""
    slots = [Slot(id=one.id, kind=one.kind, code=one.code, name=one.name) for one in papers.of_dossier(tx, dossier_id)]
    query = (
        select(page.c.id, page.c.paper_id, page.c.position, page.c.removed, page.c.edits, page.c.made_of)
        .join(paper, paper.c.id == page.c.paper_id)
        .where(paper.c.dossier_id == dossier_id)
        .order_by(page.c.scanned_at, page.c.id)
    )
    places = [
        Place(
            id=row["id"],
            paper_id=row["paper_id"],
            position=row["position"],
            removed=row["removed"],
            edits=from_data(Edits, row["edits"]),
            made_of=tuple(UUID(part) for part in row["made_of"]),
        )
        for row in tx.execute(query).mappings()
    ]
    return Arrangement({slot.id: slot for slot in slots}, {place.id: place for place in places})


def write(tx: Connection, dossier_id: UUID, change: Change) -> list[UUID]:
    """Carry a change out; gives the pages whose picture must be made anew.

    Raises:
        PaperInUse: a paper that the change takes away holds pages that came later.
    """
    for slot in (after for before, after in change.papers.values() if before is None and after):
        _add_paper(tx, dossier_id, slot)
    stale = []
    for page_id, (before, after) in change.pages.items():
        if after is None:
            tx.execute(delete(page).where(page.c.id == page_id))
        elif before is None:
            _put_together(tx, place_of(page_id, after))
            stale.append(page_id)
        else:
            values = {**after, **({"paper_id": UUID(after["paper_id"])} if "paper_id" in after else {})}
            if "edits" in after:
                values["facts"] = None
                stale.append(page_id)
            tx.execute(update(page).where(page.c.id == page_id).values(**values))
    made_of_them = [one.id for one in load(tx, dossier_id).places.values() if set(one.made_of) & set(stale)]
    tx.execute(update(page).where(page.c.id.in_(made_of_them)).values(facts=None))
    for paper_id in (one for one, (_, after) in change.papers.items() if after is None):
        if papers.pages(tx, paper_id, removed=True):
            raise PaperInUse(papers.get(tx, paper_id).name)
        tx.execute(delete(paper).where(paper.c.id == paper_id))
    return [*stale, *made_of_them]


def _add_paper(tx: Connection, dossier_id: UUID, slot: Slot) -> None:
    position = max((one.position for one in papers.of_dossier(tx, dossier_id)), default=-1) + 1
    hidden = DeliveryState.HIDDEN if slot.kind is PaperKind.RESULT else DeliveryState.NOT_APPLICABLE
    papers.add(tx, Paper(dossier_id=dossier_id, position=position, delivery=hidden, **asdict(slot)))


def _put_together(tx: Connection, place: Place) -> None:
    """A page made of others: it stands on the first one's image until a worker has put them together."""
    first = papers.get_page(tx, place.made_of[0])
    papers.add_page_like(tx, first, place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the journal.

    Attributes:
        id: grows.
        at: UTC.
        who: login name of the official, or the job that did it by itself.
        label: what was done, Vietnamese.
        job: what automatic job it belongs to, empty for a clerk's own edit.
        change: what it changed.
        undone: it was undone and may be redone.
    """

    id: int
    at: datetime
    who: str
    label: str
    job: str
    change: Change
    undone: bool


def _entry(row: RowMapping) -> Entry:
    own: dict[str, Any] = {name: row[name] for name in ("id", "at", "who", "label", "job", "undone")}
    return Entry(**own, change=from_data(Change, row["change"]))


def record(
    tx: Connection, dossier_id: UUID, *, at: datetime, who: str, label: str, change: Change, job: str = ""
) -> None:
    """Write a change into the journal; what was undone before it can no longer be redone.

    A change of the same automatic job as the last one joins it: the clerk undoes them together.
    """
    forget_undone(tx, dossier_id)
    last = last_done(tx, dossier_id)
    if job and last and last.job == job:
        joined = as_data(last.change.then(change))
        tx.execute(update(page_edit).where(page_edit.c.id == last.id).values(change=joined, label=label, at=at))
        return
    tx.execute(
        insert(page_edit).values(
            dossier_id=dossier_id,
            at=at,
            who=who,
            label=label,
            job=job,
            change=as_data(change),
            undone=False,
        )
    )


def forget_undone(tx: Connection, dossier_id: UUID) -> None:
    """Drop what was undone: another edit took its place. The audit chain still tells of it."""
    tx.execute(delete(page_edit).where(page_edit.c.dossier_id == dossier_id, page_edit.c.undone))


def forget(tx: Connection, dossier_id: UUID) -> None:
    """Drop a dossier's whole journal: nothing of it can be undone or redone. The audit chain still tells of it."""
    tx.execute(delete(page_edit).where(page_edit.c.dossier_id == dossier_id))


def last_done(tx: Connection, dossier_id: UUID) -> Entry | None:
    """What `undo` would undo."""
    return _first(tx, dossier_id, undone=False)


def first_undone(tx: Connection, dossier_id: UUID) -> Entry | None:
    """What `redo` would do again."""
    return _first(tx, dossier_id, undone=True)


def _first(tx: Connection, dossier_id: UUID, *, undone: bool) -> Entry | None:
    order = page_edit.c.id if undone else page_edit.c.id.desc()
    query = select(page_edit).where(page_edit.c.dossier_id == dossier_id, page_edit.c.undone.is_(undone))
    row = tx.execute(query.order_by(order).limit(1)).mappings().first()
    return _entry(row) if row else None


def set_undone(tx: Connection, entry_id: int, *, undone: bool) -> None:
    """Note that a line of the journal was undone, or done again."""
    tx.execute(update(page_edit).where(page_edit.c.id == entry_id).values(undone=undone))
