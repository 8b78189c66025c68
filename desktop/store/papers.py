"""Papers and pages."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    Integer,
    RowMapping,
    Text,
    Uuid,
    case,
    func,
    insert,
    literal,
    select,
    text,
    type_coerce,
    update,
)

from desktop.machine.clock import SystemClock
from desktop.model.arrangement import Place
from desktop.model.data import as_data, from_data
from desktop.model.dossier import Page, PageOrigin, Paper, PaperDetails, PaperKind
from desktop.model.page import AUTOMATIC, Edits, PageFacts
from desktop.model.states import DeliveryState, DigitisationState, SigningState, SyncState, move
from desktop.store import audit, search
from desktop.store.contents import keep
from desktop.store.errors import NotFound
from desktop.store.tables import Moment, page, paper

# The states by name, not those that it is not in: only so does the index lead past all that has arrived.
_UNDER_WAY = tuple(state for state in SyncState if state not in {SyncState.LOCAL, SyncState.CONFIRMED})
_GONE = frozenset({SyncState.SENT, SyncState.CONFIRMED})
"""The province has all of a paper's bytes."""


# Without the moments that only reports ask for.
_OWN = [column for column in paper.c if column.name in Paper.__dataclass_fields__]


def of_row(row: RowMapping) -> Paper:
    """A paper out of its row."""
    return Paper(
        id=row["id"],
        dossier_id=row["dossier_id"],
        kind=PaperKind(row["kind"]),
        code=row["code"],
        name=row["name"],
        position=row["position"],
        details=from_data(PaperDetails, row["details"]),
        digitisation=DigitisationState(row["digitisation"]),
        signing=SigningState(row["signing"]),
        sync=SyncState(row["sync"]),
        delivery=DeliveryState(row["delivery"]),
        pdf_sha256=row["pdf_sha256"],
        province_id=row["province_id"],
        item_code=row["item_code"],
    )


def _columns(of: Paper) -> dict[str, Any]:
    return {
        "id": of.id,
        "dossier_id": of.dossier_id,
        "kind": of.kind,
        "code": of.code,
        "name": of.name,
        "position": of.position,
        "details": as_data(of.details),
        "digitisation": of.digitisation,
        "signing": of.signing,
        "sync": of.sync,
        "delivery": of.delivery,
        "pdf_sha256": of.pdf_sha256,
        "province_id": of.province_id,
        "item_code": of.item_code,
    }


def add(tx: Connection, new: Paper) -> None:
    """Keep a new paper."""
    tx.execute(insert(paper).values(**_columns(new)))
    search.index(tx, new.dossier_id)


def get(tx: Connection, paper_id: UUID) -> Paper:
    """The paper with this id.

    Raises:
        NotFound: there is none.
    """
    row = tx.execute(select(*_OWN).where(paper.c.id == paper_id)).mappings().first()
    if row is None:
        raise NotFound(str(paper_id))
    return of_row(row)


def of_dossier(tx: Connection, dossier_id: UUID) -> list[Paper]:
    """The dossier's papers in their order."""
    query = select(*_OWN).where(paper.c.dossier_id == dossier_id).order_by(paper.c.position)
    return [of_row(row) for row in tx.execute(query).mappings()]


def of_dossiers(
    tx: Connection, dossier_ids: Collection[UUID], kind: PaperKind | None = None, *, here: bool = False
) -> dict[UUID, list[Paper]]:
    """Dossier to its papers in their order, of those that have some, in one look.

    Args:
        tx: the transaction.
        dossier_ids: which dossiers.
        kind: papers of this kind alone; None for every kind.
        here: those alone that are scanned or reused.
    """
    query = select(*_OWN).where(paper.c.dossier_id.in_(dossier_ids)).order_by(paper.c.dossier_id, paper.c.position)
    if kind is not None:
        query = query.where(paper.c.kind == kind)
    if here:
        query = query.where(paper.c.digitisation != DigitisationState.EMPTY)
    found: dict[UUID, list[Paper]] = {}
    for row in tx.execute(query).mappings():
        found.setdefault(row["dossier_id"], []).append(of_row(row))
    return found


def change(tx: Connection, paper_id: UUID, **changes: Any) -> Paper:
    """Change a paper's fields; states may only move as the trade allows.

    Raises:
        ForbiddenMove: a state would make a move it may not.
        NotFound: no such paper.
    """
    old = get(tx, paper_id)
    for name in ("digitisation", "signing", "sync", "delivery"):
        if name in changes:
            move(getattr(old, name), changes[name])
    new = replace(old, **changes)
    tx.execute(update(paper).where(paper.c.id == paper_id).values(**_columns(new), **_times(tx, old, new)))
    if (new.details.number, new.item_code) != (old.details.number, old.item_code):
        search.index(tx, new.dossier_id)
    return new


def _times(tx: Connection, old: Paper, new: Paper) -> dict[str, Any]:
    """When its pages were scanned, and it was confirmed here, signed, sent, confirmed by the province: what is so now.

    Up to the first sending the last time counts. What is done anew after it, since the province wants it, is no part of
    the first way.
    """
    checked = new.digitisation is DigitisationState.CONFIRMED is not old.digitisation
    signed = new.signing is not old.signing
    sent = new.sync in _GONE and old.sync not in _GONE
    confirmed = new.sync is SyncState.CONFIRMED is not old.sync
    if not (checked or signed or sent or confirmed):
        return {}
    # By the PC, as the audit chain: what is counted from here must not end early by a clock that was set.
    now = audit.no_earlier(tx, SystemClock().now())
    scanned = select(func.max(page.c.scanned_at)).where(page.c.paper_id == new.id, page.c.removed.is_(False))
    told: dict[str, tuple[bool, Any]] = {
        "scanned_at": (checked, scanned.scalar_subquery()),
        "checked_at": (checked, literal(now, Moment())),
        "signed_at": (signed, literal(now, Moment())),
        "sent_at": (sent, literal(now, Moment())),
    }
    unsent = paper.c.sent_at.is_(None)
    times = {name: case((unsent, at), else_=paper.c[name]) for name, (is_so, at) in told.items() if is_so}
    return times | ({"confirmed_at": now} if confirmed else {})


def _page(row: RowMapping) -> Page:
    return Page(
        id=row["id"],
        paper_id=row["paper_id"],
        position=row["position"],
        origin=from_data(PageOrigin, row["origin"]),
        raw_sha256=row["raw_sha256"],
        clean_sha256=row["clean_sha256"],
        facts=_facts(row["facts"]) if row["facts"] else None,
        removed=row["removed"],
        edits=from_data(Edits, row["edits"]),
        made_of=tuple(UUID(part) for part in row["made_of"]),
    )


_KEPT = 512
"""Pages whose facts are kept as they were made: a full feeder's, both sides. Of one page they take some 40 KB."""


@lru_cache(_KEPT)
def _facts(text: str) -> PageFacts:
    """What was found out about a page, made of its JSON once: all of a dossier's pages are looked at again and again
    while one after the other is worked on. What cannot be changed may be shared.
    """
    return from_data(PageFacts, json.loads(text))


_PAGE_COLUMNS = [
    type_coerce(column, Text).label("facts") if column is page.c.facts else column
    for column in page.c
    if column is not page.c.thumbnail
]


# Equal positions come about where pages arrive between an edit and its undoing; then the older page goes first.
_IN_ORDER = (page.c.position, page.c.scanned_at, page.c.id)


def add_page(tx: Connection, page_id: UUID, paper_id: UUID, origin: PageOrigin, image: bytes) -> Page:
    """Keep a page as scanned, behind the paper's last one."""
    last = tx.execute(select(func.max(page.c.position)).where(page.c.paper_id == paper_id)).scalar()
    position = 0 if last is None else last + 1
    raw = keep(tx, image)
    tx.execute(
        insert(page).values(
            id=page_id,
            paper_id=paper_id,
            position=position,
            origin=as_data(origin),
            scanned_at=origin.scanned_at,
            raw_sha256=raw,
            clean_sha256="",
            removed=False,
            edits=as_data(AUTOMATIC),
            made_of=[],
        )
    )
    return Page(id=page_id, paper_id=paper_id, position=position, origin=origin, raw_sha256=raw)


def add_page_like(tx: Connection, first: Page, place: Place) -> None:
    """Keep a page that is made of others, with the first one's origin and image for the time being."""
    tx.execute(
        insert(page).values(
            id=place.id,
            paper_id=place.paper_id,
            position=place.position,
            origin=as_data(first.origin),
            scanned_at=first.origin.scanned_at,
            raw_sha256=first.raw_sha256,
            clean_sha256="",
            removed=place.removed,
            edits=as_data(place.edits),
            made_of=[str(part) for part in place.made_of],
        )
    )


def get_page(tx: Connection, page_id: UUID) -> Page:
    """The page with this id.

    Raises:
        NotFound: there is none.
    """
    row = tx.execute(select(*_PAGE_COLUMNS).where(page.c.id == page_id)).mappings().first()
    if row is None:
        raise NotFound(str(page_id))
    return _page(row)


def pages(tx: Connection, paper_id: UUID, *, removed: bool = False) -> list[Page]:
    """The paper's pages in their order; the set-aside ones too where `removed`."""
    query = select(*_PAGE_COLUMNS).where(page.c.paper_id == paper_id).order_by(*_IN_ORDER)
    if not removed:
        query = query.where(page.c.removed.is_(False))
    return [_page(row) for row in tx.execute(query).mappings()]


def has_pages(tx: Connection, paper_id: UUID) -> bool:
    """Whether a paper has pages that are not set aside."""
    own = select(page.c.id).where(page.c.paper_id == paper_id, page.c.removed.is_(False))
    return tx.execute(own.limit(1)).first() is not None


def unread_pages(tx: Connection) -> list[Page]:
    """Pages that no worker has finished yet, oldest first: what is taken up again after a crash."""
    query = select(*_PAGE_COLUMNS).where(page.c.facts.is_(None)).order_by(page.c.scanned_at)
    return [_page(row) for row in tx.execute(query).mappings()]


def set_facts(
    tx: Connection, page_id: UUID, facts: PageFacts, clean: bytes, thumbnail: bytes, *, edits: Edits = AUTOMATIC
) -> bool:
    """Keep what a worker found out about a page, with the cleaned image.

    Args:
        tx: writing.
        page_id: the page.
        facts: what was found out.
        clean: cleaned image, JPEG.
        thumbnail: small picture, JPEG.
        edits: those that the worker knew; where the clerk has decided otherwise meanwhile, nothing is kept.

    Returns:
        Whether it was kept.
    """
    known = tx.execute(select(page.c.edits).where(page.c.id == page_id)).scalar()
    if known is None or from_data(Edits, known) != edits:
        return False
    values = {"facts": as_data(facts), "clean_sha256": keep(tx, clean), "thumbnail": thumbnail}
    tx.execute(update(page).where(page.c.id == page_id).values(**values))
    return True


def thumbnails(tx: Connection, paper_id: UUID) -> dict[UUID, bytes]:
    """Page to its small picture, JPEG, of those pages of a paper that are cleaned, in one look."""
    query = select(page.c.id, page.c.thumbnail).where(page.c.paper_id == paper_id, page.c.thumbnail.is_not(None))
    return {page_id: bytes(found) for page_id, found in tx.execute(query)}


def facts_of(tx: Connection, dossier_id: UUID) -> list[tuple[UUID, PageFacts]]:
    """The pages of a dossier that were worked on and not set aside, in their order, with what was found out of each."""
    query = (
        select(page.c.id, type_coerce(page.c.facts, Text))
        .join(paper, paper.c.id == page.c.paper_id)
        .where(paper.c.dossier_id == dossier_id, page.c.removed.is_(False), page.c.facts.is_not(None))
        .order_by(paper.c.position, *_IN_ORDER)
    )
    return [(page_id, _facts(found)) for page_id, found in tx.execute(query)]


def thumbnail(tx: Connection, page_id: UUID) -> bytes | None:
    """The small picture of a page, JPEG; None until it is cleaned."""
    found = tx.execute(select(page.c.thumbnail).where(page.c.id == page_id)).scalar()
    return None if found is None else bytes(found)


def set_removed(tx: Connection, page_id: UUID, *, removed: bool) -> None:
    """Set a page aside, or bring it back."""
    tx.execute(update(page).where(page.c.id == page_id).values(removed=removed))


def in_state(tx: Connection, digitisation: DigitisationState) -> list[Paper]:
    """All papers in a digitisation state."""
    query = select(paper).where(paper.c.digitisation == digitisation).order_by(paper.c.dossier_id, paper.c.position)
    return [of_row(row) for row in tx.execute(query).mappings()]


def officials_alone(tx: Connection) -> dict[UUID, int]:
    """Dossiers with papers that only the official has signed and that were never queued: how many, oldest first.

    Certified copies, which are never queued, are not among them, nor is what stands still.
    """
    return {row[0]: row[1] for row in tx.execute(_OFFICIALS_ALONE)}


# As literals: SQLite takes a partial index only where it can see that it fits.
_OFFICIALS_ALONE = text(
    "SELECT paper.dossier_id, count(*) FROM paper INDEXED BY paper_for_agency"
    " JOIN dossier ON dossier.id = paper.dossier_id"
    " WHERE sync = 'local' AND signing = 'signed' AND digitisation = 'built' "
    " AND dossier.state NOT IN ('copy', 'awaiting', 'refused', 'stopped')"
    " GROUP BY paper.dossier_id ORDER BY dossier.received_at"
).columns(dossier_id=Uuid, papers=Integer)


def has_item_code(tx: Connection, code: str) -> bool:
    """Whether a paper already bears this code of a digitised item."""
    return tx.execute(select(paper.c.id).where(paper.c.item_code == code)).first() is not None


def count_waiting(tx: Connection) -> int:
    """How many papers are queued and not yet confirmed by the province."""
    query = select(func.count()).select_from(paper).where(paper.c.sync.in_(_UNDER_WAY))
    return tx.execute(query).scalar_one()
