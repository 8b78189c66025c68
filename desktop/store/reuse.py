"""What the e-stores said about an owner's papers, and which stored papers stand in for ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.model.states import DigitisationState
from desktop.store import audit
from desktop.store.tables import lookup, paper, reused


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """What is known of one owner's papers of one code.

    Attributes:
        owner: personal or tax number.
        code: component or result code.
        procedure: for which procedure it was asked.
        asked_at: when the stores answered, UTC; None where they could not be asked yet (`not_done`, R13).
        found: what they have, as data.
    """

    owner: str
    code: str
    procedure: str
    asked_at: datetime | None
    found: tuple[dict[str, Any], ...] = ()


def keep(tx: Connection, found: Lookup) -> None:
    """Keep what is known; an answer is never replaced by the want of one."""
    values = {
        "owner": found.owner,
        "code": found.code,
        "procedure": found.procedure,
        "asked_at": found.asked_at,
        "found": list(found.found),
    }
    statement = upsert(lookup).values(**values)
    if found.asked_at is None:
        tx.execute(statement.on_conflict_do_nothing())
    else:
        tx.execute(statement.on_conflict_do_update(index_elements=["owner", "code"], set_=values))


def known(tx: Connection, owner: str, codes: Iterable[str]) -> dict[str, Lookup]:
    """Code to what is known of it."""
    rows = tx.execute(select(lookup).where(lookup.c.owner == owner, lookup.c.code.in_(list(codes)))).mappings()
    return {row["code"]: _lookup(dict(row)) for row in rows}


def not_done(tx: Connection, limit: int) -> list[Lookup]:
    """Look-ups that were put off because nobody could be asked."""
    rows = tx.execute(select(lookup).where(lookup.c.asked_at.is_(None)).limit(limit)).mappings()
    return [_lookup(dict(row)) for row in rows]


def _lookup(row: dict[str, Any]) -> Lookup:
    return Lookup(**{**row, "found": tuple(row["found"])})


def take(tx: Connection, paper_id: UUID, source: dict[str, Any], officer: str, at: datetime) -> None:
    """This stored paper stands in for that paper."""
    give_back(tx, paper_id)
    taken_at = audit.no_earlier(tx, at)
    tx.execute(insert(reused).values(paper_id=paper_id, source=source, officer=officer, taken_at=taken_at))


def give_back(tx: Connection, paper_id: UUID) -> None:
    """Nothing stands in for this paper any more."""
    tx.execute(delete(reused).where(reused.c.paper_id == paper_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What stands in for a paper.

    Attributes:
        paper_id: the paper.
        source: the stored paper as data, with what is known of its file.
        officer: login name of who took it.
        taken_at: when, UTC.
    """

    paper_id: UUID
    source: dict[str, Any]
    officer: str
    taken_at: datetime


# A paper that is scanned after all keeps its row until it is given back; nothing stands in for it meanwhile.
_STANDING = (
    select(reused).join(paper, paper.c.id == reused.c.paper_id).where(paper.c.digitisation == DigitisationState.REUSED)
)


def taken(tx: Connection, dossier_id: UUID) -> dict[UUID, Taken]:
    """Paper id to what stands in for it, for a dossier's reused papers."""
    rows = tx.execute(_STANDING.where(paper.c.dossier_id == dossier_id)).mappings()
    return {row["paper_id"]: Taken(**row) for row in rows}


def sources(tx: Connection, dossier_id: UUID) -> dict[UUID, dict[str, Any]]:
    """Paper id to the stored paper that stands in for it, as data."""
    return {paper_id: one.source for paper_id, one in taken(tx, dossier_id).items()}


def standing(tx: Connection, paper_id: UUID) -> Taken | None:
    """What stands in for this paper; None where nothing does."""
    row = tx.execute(_STANDING.where(reused.c.paper_id == paper_id)).mappings().first()
    return Taken(**row) if row else None


def note(tx: Connection, paper_id: UUID, **facts: Any) -> None:
    """Note something more about what stands in for a paper."""
    found = standing(tx, paper_id)
    if found:
        source = {**found.source, **facts}
        tx.execute(update(reused).where(reused.c.paper_id == paper_id).values(source=source))


def without_file(tx: Connection, limit: int) -> list[UUID]:
    """Papers whose stand-in has a file in its store that was not fetched yet, and was not refused either."""
    source = reused.c.source
    query = _STANDING.where(
        paper.c.pdf_sha256 == "",
        source["file"].as_string() != "",
        source["trouble"].as_string().is_(None),
    )
    return [row["paper_id"] for row in tx.execute(query.limit(limit)).mappings()]
