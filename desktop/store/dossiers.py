"""Dossiers and their owners."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, func, insert, or_, select, update

from desktop.model.dossier import Dossier
from desktop.model.states import NOBODYS, DossierState, move
from desktop.store import books, owners, search
from desktop.store.days import moments
from desktop.store.errors import CodeTaken, NotFound
from desktop.store.search import folded as folded
from desktop.store.tables import dossier, party, submitter


def add(tx: Connection, new: Dossier) -> None:
    """Keep a new dossier with its owner."""
    party_id = owners.add(tx, new.party)
    tx.execute(
        insert(dossier).values(
            id=new.id,
            code=new.code,
            provisional_code=new.provisional_code,
            procedure=new.procedure,
            case=new.case,
            catalogue_version=new.catalogue_version,
            party_id=party_id,
            receiving_unit=new.receiving_unit,
            competent_unit=new.competent_unit,
            received_at=new.received_at,
            state=new.state,
            consent=new.consent,
            officer=new.officer,
            due=new.due,
        )
    )
    if new.submitter:
        by = owners.add(tx, new.submitter)
        tx.execute(insert(submitter).values(dossier_id=new.id, party_id=by, authority=new.authority))
    search.index(tx, new.id)


_HANDS_IN = party.alias("hands_in")
# Without what its papers say together (`store/says.py`).
_OWN = [column for column in dossier.c if column.name in Dossier.__dataclass_fields__]
_JOINED = (
    select(
        *_OWN,
        submitter.c.authority,
        submitter.c.party_id.label("submitter_id"),
        *owners.columns(party, "owner_"),
        *owners.columns(_HANDS_IN, "submitter_"),
    )
    .join(party, party.c.id == dossier.c.party_id)
    .outerjoin(submitter, submitter.c.dossier_id == dossier.c.id)
    .outerjoin(_HANDS_IN, _HANDS_IN.c.id == submitter.c.party_id)
)


def _dossier(row: RowMapping) -> Dossier:
    own: dict[str, Any] = {column.name: row[column.name] for column in _OWN}
    return Dossier(
        **{**own, "state": DossierState(row["state"])},
        party=owners.party_of(row, "owner_"),
        submitter=None if row["submitter_id"] is None else owners.party_of(row, "submitter_"),
        authority=row["authority"] or "",
    )


def get(tx: Connection, dossier_id: UUID) -> Dossier:
    """The dossier with this id.

    Raises:
        NotFound: there is none.
    """
    row = tx.execute(_JOINED.where(dossier.c.id == dossier_id)).mappings().first()
    if row is None:
        raise NotFound(str(dossier_id))
    return _dossier(row)


def find(tx: Connection, code: str) -> Dossier:
    """The dossier with this official or provisional code (R5: both stay searchable).

    Raises:
        NotFound: there is none.
    """
    wanted = code.strip().upper()
    row = (
        tx.execute(_JOINED.where(or_(dossier.c.code == wanted, dossier.c.provisional_code == wanted)))
        .mappings()
        .first()
    )
    if row is None:
        raise NotFound(code[:60])
    return _dossier(row)


def latest(tx: Connection, *, words: str = "", limit: int = 200) -> list[Dossier]:
    """Dossiers, newest first; `words` are looked for in codes, names and numbers, marks and case put aside.

    Those that are nobody's are not among them.
    """
    query = _JOINED.where(dossier.c.state.not_in(NOBODYS)).order_by(dossier.c.received_at.desc()).limit(limit)
    if words.strip():
        query = query.where(dossier.c.id.in_(search.find(tx, words, limit) or []))
    return [_dossier(row) for row in tx.execute(query).mappings()]


def received(tx: Connection, first: date, last: date, limit: int) -> list[Dossier]:
    """What the counter received from the first to the last day, Vietnam's, oldest first; no more than so many.

    What is nobody's, or came out of a register book, was not received.
    """
    start, end = moments(first, last)
    within = (dossier.c.received_at >= start, dossier.c.received_at < end, ~books.is_not_received())
    query = _JOINED.where(*within).order_by(dossier.c.received_at, dossier.c.code).limit(limit)
    return [_dossier(row) for row in tx.execute(query).mappings()]


def get_all(tx: Connection, dossier_ids: Collection[UUID]) -> list[Dossier]:
    """The dossiers with these ids, newest first, in one look."""
    query = _JOINED.where(dossier.c.id.in_(dossier_ids)).order_by(dossier.c.received_at.desc())
    return [_dossier(row) for row in tx.execute(query).mappings()]


def with_codes(tx: Connection, codes: Collection[str]) -> list[Dossier]:
    """The dossiers with these official or provisional codes, newest first, in one look."""
    query = _JOINED.where(dossier.c.code.in_(codes)).order_by(dossier.c.received_at.desc())
    return [_dossier(row) for row in tx.execute(query).mappings()]


def of_owner(tx: Connection, number: str) -> list[Dossier]:
    """All dossiers of the owner with this number, oldest first (R68)."""
    query = _JOINED.where(party.c.number == number.strip()).order_by(dossier.c.received_at)
    return [_dossier(row) for row in tx.execute(query).mappings()]


def adopt_code(tx: Connection, dossier_id: UUID, official: str) -> Dossier:
    """Replace the provisional code by the province's own, once.

    Raises:
        CodeTaken: another dossier bears it.
    """
    code = official.strip().upper()
    if tx.execute(select(dossier.c.id).where(dossier.c.code == code, dossier.c.id != dossier_id)).first():
        raise CodeTaken(code)
    tx.execute(update(dossier).where(dossier.c.id == dossier_id).values(code=code))
    search.index(tx, dossier_id)
    return get(tx, dossier_id)


def set_state(tx: Connection, dossier_id: UUID, state: DossierState) -> Dossier:
    """Move the dossier to another business state.

    Raises:
        ForbiddenMove: the trade does not know this move.
    """
    now = get(tx, dossier_id)
    tx.execute(update(dossier).where(dossier.c.id == dossier_id).values(state=move(now.state, state)))
    return replace(now, state=state)


def set_consent(tx: Connection, dossier_id: UUID, *, given: bool) -> Dossier:
    """Keep what the owner answered about the e-store (R20).

    Raises:
        NotFound: no such dossier.
    """
    now = get(tx, dossier_id)
    tx.execute(update(dossier).where(dossier.c.id == dossier_id).values(consent=given))
    return replace(now, consent=given)


def most_used(tx: Connection, count: int, among: int) -> list[str]:
    """Codes of the procedures that most of the newest dossiers are of, the most used first.

    Args:
        tx: the transaction.
        count: how many procedures.
        among: how many of the newest dossiers are looked at.
    """
    taken_in = select(dossier.c.procedure).where(~books.is_not_received())
    newest = taken_in.order_by(dossier.c.received_at.desc()).limit(among).subquery()
    query = select(newest.c.procedure).group_by(newest.c.procedure)
    return list(tx.execute(query.order_by(func.count().desc(), newest.c.procedure).limit(count)).scalars())
