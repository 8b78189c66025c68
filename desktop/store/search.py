"""Finding dossiers by a few typed letters of anything: codes, owner's name and number, papers' names and numbers.

Full-text index over folded words (marks off, `đ` as `d`, which SQLite's own tokenizer does not know), each found by
its beginning; numbers also by their last four and six digits. Newest first without sorting: the index is walked
backwards, in the order the dossiers came.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, insert, select, text

from desktop.store.tables import dossier, paper, party, search_row

_WORD = re.compile(r"[^\W_]+")
_TAILS = (4, 6)
_MOST_WORDS = 12


def folded(words: str) -> str:
    """Text for searching: lower case, marks off, `đ` as `d`, so that `dang` finds `Đặng`."""
    plain = unicodedata.normalize("NFD", words.casefold()).replace("đ", "d")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def index(tx: Connection, dossier_id: UUID) -> None:
    """Bring the index up to date with a dossier, its owner and its papers."""
    words = _words(tx, dossier_id)
    number = tx.execute(select(search_row.c.id).where(search_row.c.dossier_id == dossier_id)).scalar()
    if number is None:
        number = tx.execute(insert(search_row).values(dossier_id=dossier_id).returning(search_row.c.id)).scalar_one()
    else:
        tx.execute(text("DELETE FROM search WHERE rowid = :id"), {"id": number})
    tx.execute(text("INSERT INTO search(rowid, words) VALUES (:id, :words)"), {"id": number, "words": words})


def index_all(tx: Connection) -> None:
    """Index every dossier anew, oldest first."""
    tx.execute(text("DELETE FROM search"))
    tx.execute(search_row.delete())
    for (dossier_id,) in tx.execute(select(dossier.c.id).order_by(dossier.c.received_at)).all():
        index(tx, dossier_id)


def forget(tx: Connection, dossier_id: UUID) -> None:
    """Remove a dossier from the index."""
    number = tx.execute(select(search_row.c.id).where(search_row.c.dossier_id == dossier_id)).scalar()
    if number is not None:
        tx.execute(text("DELETE FROM search WHERE rowid = :id"), {"id": number})
        tx.execute(search_row.delete().where(search_row.c.id == number))


def find(tx: Connection, words: str, limit: int) -> list[UUID] | None:
    """Dossiers that have every one of the words, newest first; None where nothing was asked that can be looked for."""
    match = asked_for(words)
    if match is None:
        return None
    query = text(
        "SELECT search_row.dossier_id FROM "
        "(SELECT rowid AS number FROM search WHERE search MATCH :asked ORDER BY rowid DESC LIMIT :limit) "
        "JOIN search_row ON search_row.id = number ORDER BY number DESC"
    ).columns(search_row.c.dossier_id)
    return [row[0] for row in tx.execute(query, {"asked": match, "limit": limit})]


def asked_for(words: str) -> str | None:
    """What the index is asked for: each word by its beginning, in any order; None where there is no word."""
    asked = _WORD.findall(folded(words))[:_MOST_WORDS]
    if not asked:
        return None
    match = " AND ".join(f'"{word}"*' for word in asked)
    if len(asked) > 1 and all(word.isdecimal() for word in asked):
        # A number is kept as it was written; it may be asked for with spaces or dots in it.
        match = f'({match}) OR "{"".join(asked)}"*'
    return match


def terms(parts: Iterable[str], number: str) -> str:
    """What is indexed of some texts and a number: folded words, and the number's last digits as well."""
    tails = [number[-tail:] for tail in _TAILS if len(number) > tail]
    return " ".join(_WORD.findall(folded(" ".join([*parts, *tails]))))


def _words(tx: Connection, dossier_id: UUID) -> str:
    owner = tx.execute(
        select(dossier.c.code, dossier.c.provisional_code, party.c.number, party.c.name)
        .join(party, party.c.id == dossier.c.party_id)
        .where(dossier.c.id == dossier_id)
    ).one()
    parts = list(owner)
    for name, details in tx.execute(select(paper.c.name, paper.c.details).where(paper.c.dossier_id == dossier_id)):
        parts += [name, str(details.get("number") or "")]
    return terms(parts, owner.number)
