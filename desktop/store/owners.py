"""Owners of dossiers, and finding those who were here before by a few typed letters.

A person has a row for each of his dossiers, as he was then. The index is walked backwards: the newest rows first.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, FromClause, Label, RowMapping, delete, insert, select, text

from desktop.model.dossier import Former, NumberKind, Party, PartyKind
from desktop.store.search import asked_for, folded, terms
from desktop.store.tables import dossier, party

_OWN = ("kind", "number", "number_kind", "name", "born", "sex", "address", "card_issued", "represented_by")
_ROWS_LOOKED_AT = 400
"""Newest rows that fit, out of which one is kept of each owner: somebody with many dossiers does not hide the others,
and a search takes no longer the more there are."""


def add(tx: Connection, new: Party) -> int:
    """Keep an owner, so that he is found again; gives the number of his row."""
    values = {name: getattr(new, name) for name in _OWN}
    number: int = tx.execute(insert(party).values(**values, folded=folded(new.name)).returning(party.c.id)).scalar_one()
    _index(tx, number, new)
    return number


def columns(source: FromClause, prefix: str) -> list[Label[Any]]:
    """What `party_of` reads of a table of owners, named with a prefix."""
    return [source.c[name].label(prefix + name) for name in _OWN]


def party_of(row: RowMapping, prefix: str) -> Party:
    """The owner in a row of `columns`."""
    own: dict[str, Any] = {name: row[prefix + name] for name in _OWN}
    return Party(**own | {"kind": PartyKind(own["kind"]), "number_kind": NumberKind(own["number_kind"])})


def forget(tx: Connection, number: int) -> None:
    """Delete an owner's row."""
    tx.execute(text("DELETE FROM search_owner WHERE rowid = :id"), {"id": number})
    tx.execute(delete(party).where(party.c.id == number))


def find(tx: Connection, words: str, limit: int) -> list[Former]:
    """Owners whose name or number has every one of the words, in any order, marks put aside; newest first.

    Nothing is found where nothing was asked that can be looked for.
    """
    match = asked_for(words)
    if match is None:
        return []
    rowids = text(
        "SELECT rowid AS id FROM search_owner WHERE search_owner MATCH :asked ORDER BY rowid DESC LIMIT :rows"
    ).columns(party.c.id)
    hits = rowids.bindparams(asked=match, rows=_ROWS_LOOKED_AT).subquery()
    query = (
        select(*columns(party, "owner_"), dossier.c.procedure, dossier.c.received_at)
        .join(hits, hits.c.id == party.c.id)
        .join(dossier, dossier.c.party_id == party.c.id)
        .order_by(party.c.id.desc())
    )
    found: dict[str, Former] = {}
    for row in tx.execute(query).mappings():
        owner = party_of(row, "owner_")
        found.setdefault(owner.number or owner.name, Former(owner, row["procedure"], row["received_at"]))
        if len(found) == limit:
            break
    return list(found.values())


def is_known(tx: Connection, number: str) -> bool:
    """Whether somebody with this number was here before."""
    return tx.execute(select(party.c.id).where(party.c.number == number).limit(1)).first() is not None


def index_all(tx: Connection) -> None:
    """Index every owner anew."""
    tx.execute(text("DELETE FROM search_owner"))
    for row in tx.execute(select(party.c.id, *columns(party, "owner_"))).mappings():
        _index(tx, row["id"], party_of(row, "owner_"))


def _index(tx: Connection, number: int, owner: Party) -> None:
    words = terms((owner.name, owner.number, owner.represented_by), owner.number)
    tx.execute(text("INSERT INTO search_owner(rowid, words) VALUES (:id, :words)"), {"id": number, "words": words})
