"""What the e-stores said about an owner's papers, and which stored papers stand in for ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, RowMapping, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.model.data import as_data, from_data
from desktop.model.states import DigitisationState
from desktop.model.stored import StoredPaper
from desktop.store import audit
from desktop.store.tables import lookup, paper, reused

T = TypeVar("T", StoredPaper, "Noted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """What is known of one owner's papers of one code.

    Attributes:
        owner: personal or tax number.
        code: component or result code.
        procedure: for which procedure it was asked.
        asked_at: when the e-stores answered, UTC; None where they could not be asked yet (`not_done`, R13).
        found: what they have.
    """

    owner: str
    code: str
    procedure: str
    asked_at: datetime | None
    found: tuple[StoredPaper, ...] = ()


def keep(tx: Connection, found: Lookup) -> None:
    """Keep what is known; an answer is never replaced by the lack of one."""
    values = {
        "owner": found.owner,
        "code": found.code,
        "procedure": found.procedure,
        "asked_at": found.asked_at,
        "found": as_data(found.found),
    }
    statement = upsert(lookup).values(**values)
    if found.asked_at is None:
        tx.execute(statement.on_conflict_do_nothing())
    else:
        tx.execute(statement.on_conflict_do_update(index_elements=["owner", "code"], set_=values))


def known(tx: Connection, owner: str, codes: Iterable[str]) -> dict[str, Lookup]:
    """Code to what is known of it."""
    rows = tx.execute(select(lookup).where(lookup.c.owner == owner, lookup.c.code.in_(list(codes)))).mappings()
    return {row["code"]: _lookup(row) for row in rows}


def of_owner(tx: Connection, owner: str) -> list[Lookup]:
    """All that is known of an owner's papers."""
    rows = tx.execute(select(lookup).where(lookup.c.owner == owner).order_by(lookup.c.code)).mappings()
    return [_lookup(row) for row in rows]


def forget(tx: Connection, owner: str) -> None:
    """Forget what was said about an owner's papers."""
    tx.execute(delete(lookup).where(lookup.c.owner == owner))


def not_done(tx: Connection, limit: int) -> list[Lookup]:
    """Look-ups that were put off because nobody could be asked."""
    rows = tx.execute(select(lookup).where(lookup.c.asked_at.is_(None)).limit(limit)).mappings()
    return [_lookup(row) for row in rows]


def _lookup(row: RowMapping) -> Lookup:
    return Lookup(**{**row, "found": tuple(_known_of(StoredPaper, one) for one in row["found"])})


def _known_of(kind: type[T], data: Mapping[str, Any]) -> T:
    """A value of a class from the fields that the class has. A row may have more: what was noted of a stored paper's
    file, or what another version wrote.
    """
    names = {field.name for field in fields(kind)}
    return from_data(kind, {name: value for name, value in data.items() if name in names})


def take(tx: Connection, paper_id: UUID, source: StoredPaper, officer: str, at: datetime) -> None:
    """This stored paper stands in for that paper."""
    give_back(tx, paper_id)
    taken_at = audit.no_earlier(tx, at)
    tx.execute(insert(reused).values(paper_id=paper_id, source=as_data(source), officer=officer, taken_at=taken_at))


def give_back(tx: Connection, paper_id: UUID) -> None:
    """Nothing stands in for this paper any more."""
    tx.execute(delete(reused).where(reused.c.paper_id == paper_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What is known of a stored paper's file.

    Attributes:
        pages: how many it has; 0 while it is not here.
        proven: whether its e-store had told the file's hash, and it is the same.
        signature: what the file's signatures are worth, in words; empty where it has none.
        fetched_at: when it came, ISO, UTC; empty while it is not here.
        trouble: why it is not here and will not come by itself, in words; None where it may.
    """

    pages: int = 0
    proven: bool = False
    signature: str = ""
    fetched_at: str = ""
    trouble: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What stands in for a paper.

    Attributes:
        paper_id: the paper.
        source: the stored paper.
        noted: what is known of its file.
        officer: login name of who took it.
        taken_at: when, UTC.
    """

    paper_id: UUID
    source: StoredPaper
    noted: Noted
    officer: str
    taken_at: datetime


def _taken(row: RowMapping) -> Taken:
    source = row["source"]
    return Taken(**{**row, "source": _known_of(StoredPaper, source), "noted": _known_of(Noted, source)})


# A paper that is scanned after all keeps its row until it is given back; nothing stands in for it meanwhile.
_STANDING = (
    select(reused).join(paper, paper.c.id == reused.c.paper_id).where(paper.c.digitisation == DigitisationState.REUSED)
)


def taken(tx: Connection, dossier_id: UUID) -> dict[UUID, Taken]:
    """Paper id to what stands in for it, for a dossier's reused papers."""
    rows = tx.execute(_STANDING.where(paper.c.dossier_id == dossier_id)).mappings()
    return {row["paper_id"]: _taken(row) for row in rows}


def sources(tx: Connection, dossier_id: UUID) -> dict[UUID, StoredPaper]:
    """Paper id to the stored paper that stands in for it."""
    return {paper_id: one.source for paper_id, one in taken(tx, dossier_id).items()}


def standing(tx: Connection, paper_id: UUID) -> Taken | None:
    """What stands in for this paper; None where nothing does."""
    row = tx.execute(_STANDING.where(reused.c.paper_id == paper_id)).mappings().first()
    return _taken(row) if row else None


def note_file(tx: Connection, paper_id: UUID, noted: Noted) -> None:
    """Note what is known of the file of what stands in for a paper."""
    _note(tx, paper_id, as_data(noted))


def note_trouble(tx: Connection, paper_id: UUID, words: str) -> None:
    """Note why the file of what stands in for a paper is not here and will not come by itself."""
    _note(tx, paper_id, {"trouble": words})


def _note(tx: Connection, paper_id: UUID, facts: dict[str, Any]) -> None:
    source = tx.execute(_STANDING.with_only_columns(reused.c.source).where(reused.c.paper_id == paper_id)).scalar()
    if source:
        tx.execute(update(reused).where(reused.c.paper_id == paper_id).values(source={**source, **facts}))


def without_file(tx: Connection, limit: int) -> list[UUID]:
    """Papers whose stand-in has a file in its e-store that was not fetched yet, and was not refused either."""
    source = reused.c.source
    query = _STANDING.where(
        paper.c.pdf_sha256 == "",
        source["file"].as_string() != "",
        source["trouble"].as_string().is_(None),
    )
    return [row["paper_id"] for row in tx.execute(query.limit(limit)).mappings()]
