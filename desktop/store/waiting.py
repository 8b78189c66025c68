"""What waits at the counter, and how far each dossier's papers are: found by indexes, however much is done already."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    Subquery,
    Uuid,
    and_,
    exists,
    func,
    literal_column,
    select,
    text,
    union,
    union_all,
)

from desktop.model.dossier import PaperKind
from desktop.model.outbox import StepKind, words_alone
from desktop.model.slip import REPLIES
from desktop.model.states import DigitisationState, DossierState, SigningState, StepState, SyncState
from desktop.store import books, sent_back
from desktop.store.tables import dossier, paper, slip, step

REFUSED = (SyncState.FAILED, SyncState.CONFLICT)

# As literals: SQLite takes a partial index only where it can see that it fits.
_UNFINISHED = text(
    "SELECT id FROM dossier INDEXED BY dossier_open WHERE state = 'open' ORDER BY received_at DESC LIMIT :most"
).columns(id=Uuid)
_UNDER_WAY_IDS = text(
    "SELECT DISTINCT dossier_id FROM step INDEXED BY step_open WHERE state NOT IN ('done', 'replaced')"
).columns(dossier_id=Uuid)
_COUNT_UNFINISHED = text("SELECT count(*) FROM dossier INDEXED BY dossier_open WHERE state = 'open'")
_AWAITING = text(
    "SELECT id FROM dossier INDEXED BY dossier_awaiting WHERE state = 'awaiting' ORDER BY received_at DESC LIMIT :most"
).columns(id=Uuid)
_AWAITING_IDS = text("SELECT id FROM dossier INDEXED BY dossier_awaiting WHERE state = 'awaiting'").columns(id=Uuid)
# Certified copies have a list of their own; what stands still is not signed.
_GOES_ON = (
    " AND dossier_id NOT IN (SELECT id FROM dossier INDEXED BY dossier_copies WHERE state = 'copy'"
    " UNION ALL SELECT id FROM dossier INDEXED BY dossier_awaiting WHERE state = 'awaiting'"
    " UNION ALL SELECT id FROM dossier INDEXED BY dossier_refused WHERE state = 'refused'"
    " UNION ALL SELECT id FROM dossier INDEXED BY dossier_stopped WHERE state = 'stopped')"
)
_UNSIGNED = (
    "SELECT dossier_id FROM paper INDEXED BY paper_to_sign"  # noqa: S608 - constants alone
    " WHERE digitisation = 'built' AND signing = 'unsigned'" + _GOES_ON
)
_BY_OFFICIAL = text(_UNSIGNED + " GROUP BY dossier_id").columns(dossier_id=Uuid)
_FOR_AGENCY_TOO = text(
    _UNSIGNED + " UNION SELECT dossier_id FROM paper INDEXED BY paper_for_agency"  # noqa: S608 - constants alone
    " WHERE sync = 'local' AND signing = 'signed' AND digitisation = 'built'" + _GOES_ON
).columns(dossier_id=Uuid)


def unfinished(tx: Connection, most: int) -> list[UUID]:
    """The dossiers that are not closed, newest first."""
    return list(tx.execute(_UNFINISHED, {"most": most}).scalars())


def count_unfinished(tx: Connection) -> int:
    """How many dossiers are not closed."""
    return int(tx.execute(_COUNT_UNFINISHED).scalar_one())


def without_reply(tx: Connection, most: int) -> tuple[list[UUID], int]:
    """The dossiers whose applicant was told neither that it is taken in nor what is to be added, oldest first (R77);
    and how many there are, of whom at most so many are given.
    """
    every = (_open_without_reply(), _closed_without_reply())
    found = union_all(*every).subquery()
    oldest = tx.execute(select(found.c.id).order_by(found.c.received_at).limit(most)).scalars()
    # Each part by itself: to count the open ones there is no need to sort them.
    counted = (tx.execute(select(func.count()).select_from(part.subquery())).scalar_one() for part in every)
    return list(oldest), sum(counted)


def _open_without_reply() -> Select[Any]:
    # As a literal: see above.
    return _without_reply(dossier.c.state == literal_column("'open'"))


def _closed_without_reply() -> Select[Any]:
    """What is neither to be signed nor on its way was told by the record that the province has."""
    looked_at = union(select(_to_sign(for_agency=True)), select(_UNDER_WAY_IDS.subquery())).subquery()
    return _without_reply(dossier.c.id.in_(select(looked_at)), dossier.c.state == DossierState.CLOSED)


def _without_reply(*among: ColumnElement[bool]) -> Select[Any]:
    """Those among some dossiers whose applicant was told neither by a slip nor by the record that the province has."""
    by_slip = exists().where(slip.c.dossier_id == dossier.c.id, slip.c.kind.in_(REPLIES), slip.c.void.is_(False))
    # With a plus, so that SQLite goes by the dossier: by this state it would go through all that was ever sent.
    is_done = literal_column("+step.state") == StepState.DONE
    by_record = exists().where(step.c.dossier_id == dossier.c.id, step.c.kind == StepKind.RECORD, is_done)
    return select(dossier.c.id, dossier.c.received_at).where(*among, ~by_slip, ~by_record)


def awaiting(tx: Connection, most: int) -> list[UUID]:
    """The dossiers that wait for additions, newest first."""
    return list(tx.execute(_AWAITING, {"most": most}).scalars())


def to_sign(tx: Connection, most: int, *, for_agency: bool) -> list[UUID]:
    """Dossiers with finished papers that nobody has signed.

    Args:
        tx: reading.
        most: how many are listed.
        for_agency: those too that the official alone has signed.
    """
    found = _to_sign(for_agency=for_agency)
    return list(tx.execute(select(found.c.dossier_id).limit(most)).scalars())


def count_to_sign(tx: Connection, *, for_agency: bool) -> int:
    """How many dossiers those are."""
    return tx.execute(select(func.count()).select_from(_to_sign(for_agency=for_agency))).scalar_one()


def _to_sign(*, for_agency: bool) -> Subquery:
    return (_FOR_AGENCY_TOO if for_agency else _BY_OFFICIAL).subquery()


def received(tx: Connection, since: datetime, most: int) -> list[UUID]:
    """The dossiers received at the counter since a moment, newest first."""
    query = select(dossier.c.id).where(*_received(since)).order_by(dossier.c.received_at.desc())
    return list(tx.execute(query.limit(most)).scalars())


def count_received(tx: Connection, since: datetime) -> int:
    """How many dossiers were received at the counter since a moment."""
    return tx.execute(select(func.count()).select_from(dossier).where(*_received(since))).scalar_one()


def _received(since: datetime) -> tuple[ColumnElement[bool], ...]:
    return dossier.c.received_at >= since, ~books.is_not_received()


def refused(tx: Connection, most: int) -> list[UUID]:
    """The dossiers of which the province refused or returned something, newest first."""
    steps = select(step.c.dossier_id).where(step.c.state == StepState.FAILED).order_by(step.c.since.desc())
    own = select(paper.c.dossier_id).where(paper.c.sync.in_(REFUSED), ~sent_back.is_former())
    by_province = chain(tx.execute(steps.limit(most)).scalars(), tx.execute(own.limit(most)).scalars())
    found = dict.fromkeys(chain(sent_back.dossiers(tx, most), by_province))
    return list(found)[:most]


def refusals_of(tx: Connection, dossier_ids: Collection[UUID]) -> dict[UUID, str]:
    """Those of some dossiers of which the province refused a step, with what it said last, in its own words."""
    query = select(step.c.dossier_id, step.c.last_error).where(
        step.c.dossier_id.in_(dossier_ids), step.c.state == StepState.FAILED
    )
    return {dossier_id: words_alone(why) for dossier_id, why in tx.execute(query.order_by(step.c.since))}


def count_refused(tx: Connection) -> int:
    """How many dossiers those are of which the province refused or returned something."""
    return tx.execute(select(func.count()).select_from(_refused().subquery())).scalar_one()


def last_refusal(tx: Connection) -> str:
    """What the province said when it refused a step of the newest dossier; empty where it refused none."""
    query = select(step.c.last_error).where(step.c.state == StepState.FAILED).order_by(step.c.since.desc())
    return words_alone(tx.execute(query.limit(1)).scalar() or "")


def _refused() -> CompoundSelect[Any]:
    return union(
        select(step.c.dossier_id).where(step.c.state == StepState.FAILED),
        select(paper.c.dossier_id).where(paper.c.sync.in_(REFUSED), ~sent_back.is_former()),
        sent_back.dossiers_query(),
    )


def count_all(tx: Connection, since: datetime, *, for_agency: bool) -> int:
    """How many dossiers are not closed, wait for additions, are to be signed, were refused, got no reply or were
    received since a moment; each once.
    """
    closed, came = dossier.c.state != DossierState.OPEN, and_(*_received(since))
    others = union(
        select(_closed_without_reply().subquery().c.id),
        select(_AWAITING_IDS.subquery()),
        select(_to_sign(for_agency=for_agency)),
        select(_refused().subquery()),
    ).subquery()
    # Each sort by itself, as its index has it: of some there are thousands, and to put them together takes longest.
    parts = (
        select(func.count()).select_from(dossier).where(came, closed),
        select(func.count()).where(dossier.c.id.in_(select(others)), closed, ~came),
    )
    return count_unfinished(tx) + sum(tx.execute(part).scalar_one() for part in parts)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a dossier's papers are how far.

    Attributes:
        papers: all of them.
        there: scanned or reused.
        unconfirmed: scanned, and not confirmed to the end.
        unsigned: finished, and signed by nobody.
        reused: from an e-store; of these nothing is sent that could be acknowledged.
        leaving: on their way to the province.
        confirmed: acknowledged by the province.
        refused: refused by it.
    """

    papers: int = 0
    there: int = 0
    unconfirmed: int = 0
    unsigned: int = 0
    reused: int = 0
    leaving: int = 0
    confirmed: int = 0
    refused: int = 0


_UNCONFIRMED = (DigitisationState.SCANNED, DigitisationState.CONFIRMED)
_LEAVING = (SyncState.QUEUED, SyncState.SENDING, SyncState.SENT)


def tallies(tx: Connection, dossier_ids: Collection[UUID]) -> dict[UUID, Tally]:
    """How far the papers of some dossiers are, in one look."""
    own = paper.c
    counted = (
        own.digitisation != DigitisationState.EMPTY,
        own.digitisation.in_(_UNCONFIRMED),
        (own.digitisation == DigitisationState.BUILT) & (own.signing == SigningState.UNSIGNED),
        own.digitisation == DigitisationState.REUSED,
        own.sync.in_(_LEAVING),
        own.sync == SyncState.CONFIRMED,
        own.sync.in_(REFUSED),
    )
    query = (
        # Counted, not summed: the sum of truths is a truth again.
        select(own.dossier_id, func.count(), *(func.count().filter(holds) for holds in counted))
        .where(own.dossier_id.in_(dossier_ids), own.kind != PaperKind.UNSORTED)
        .group_by(own.dossier_id)
    )
    return {row[0]: Tally(*row[1:]) for row in tx.execute(query)}
