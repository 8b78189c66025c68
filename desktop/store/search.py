"""Finding dossiers by a few typed letters of anything: codes, owner's name and number, papers' names and numbers.

Full-text index over folded words (marks off, `đ` as `d`, which SQLite's own tokenizer does not know), each found by
its beginning; numbers also by their last four, five and six digits. Newest first without sorting: the index is walked
backwards, in the order the dossiers came. It names dossiers; which of their papers fit is told by `unsaid`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, text

from desktop.store.tables import dossier, paper, party, search_row

_WORD = re.compile(r"[^\W_]+")
_TAILS = (4, 5, 6)
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
    rows = tx.execute(_PAPERS.order_by(paper.c.dossier_id))
    said = {dossier_id: _said_of(own) for dossier_id, own in groupby(rows, key=lambda row: row.dossier_id)}
    owners = tx.execute(_OWNERS.order_by(dossier.c.received_at)).all()
    numbered = [(number, row, said.get(row.id, [])) for number, row in enumerate(owners, 1)]
    if numbered:
        tx.execute(insert(search_row), [{"id": number, "dossier_id": row.id} for number, row, _ in numbered])
        words = [{"id": number, "words": _words_of(row, own)} for number, row, own in numbered]
        tx.execute(text("INSERT INTO search(rowid, words) VALUES (:id, :words)"), words)


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
    asked = asked_words(words)
    if not asked:
        return None
    match = " AND ".join(f'"{word}"*' for word in asked)
    if _is_number(asked):
        # A number is kept as it was written; it may be asked for with spaces or dots in it.
        match = f'({match}) OR "{"".join(asked)}"*'
    return match


def asked_words(words: str) -> list[str]:
    """The words that are looked for, folded; the first dozen of them."""
    return _WORD.findall(folded(words))[:_MOST_WORDS]


def unsaid(asked: Sequence[str], parts: Iterable[str], number: str = "") -> list[str]:
    """Those of some folded words that nothing in some texts, and no end of a number, begins with."""
    said = terms(parts, number).split()
    if _is_number(asked) and any(word.startswith("".join(asked)) for word in said):
        return []
    return [word for word in asked if not any(one.startswith(word) for one in said)]


def _is_number(asked: Sequence[str]) -> bool:
    return len(asked) > 1 and all(word.isdecimal() for word in asked)


def terms(parts: Iterable[str], number: str) -> str:
    """What is indexed of some texts and a number: folded words, and the number's last digits as well."""
    tails = [number[-tail:] for tail in _TAILS if len(number) > tail]
    return " ".join(_WORD.findall(folded(" ".join([*parts, *tails]))))


_OWNERS = select(dossier.c.id, dossier.c.code, dossier.c.provisional_code, party.c.number, party.c.name).join(
    party, party.c.id == dossier.c.party_id
)
_PAPERS = select(paper.c.dossier_id, paper.c.name, paper.c.details, paper.c.item_code)


def _words(tx: Connection, dossier_id: UUID) -> str:
    owner = tx.execute(_OWNERS.where(dossier.c.id == dossier_id)).one()
    return _words_of(owner, _said_of(tx.execute(_PAPERS.where(paper.c.dossier_id == dossier_id))))


def _words_of(owner: Any, papers: Sequence[str]) -> str:
    """What is indexed of a row of `_OWNERS`, and of what its papers say."""
    return terms([owner.code, owner.provisional_code, owner.number, owner.name, *papers], owner.number)


def _said_of(papers: Iterable[Any]) -> list[str]:
    """What rows of `_PAPERS` say."""
    return [words for one in papers for words in (one.name, str(one.details.get("number") or ""), one.item_code)]
