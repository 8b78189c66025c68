"""Titles that clerks confirmed for a code, and how often: what this PC has learnt, one row a fact."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from desktop.store.tables import known_title

LEAST_TIMES = 2
"""A title confirmed once may be a slip."""


def confirmed(tx: Connection, code: str, title: str) -> None:
    """Remember that a clerk confirmed a paper with this title as this code."""
    fresh = insert(known_title).values(code=code, title=title[:300], times=1)
    again = fresh.on_conflict_do_update(index_elements=["code", "title"], set_={"times": known_title.c.times + 1})
    tx.execute(again)


def known(tx: Connection) -> dict[str, tuple[str, ...]]:
    """By code, the titles confirmed at least `LEAST_TIMES`; a title confirmed for several codes says nothing."""
    query = select(known_title.c.code, known_title.c.title, known_title.c.times).order_by(known_title.c.times.desc())
    rows = tx.execute(query).all()
    codes: dict[str, set[str]] = {}
    for code, title, _ in rows:
        codes.setdefault(title, set()).add(code)
    found: dict[str, tuple[str, ...]] = {}
    for code, title, times in rows:
        if times >= LEAST_TIMES and len(codes[title]) == 1:
            found[code] = (*found.get(code, ()), title)
    return found
