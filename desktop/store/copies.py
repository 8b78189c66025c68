"""The register of certified copies, that of converted papers, and what waits between scanner and print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, RowMapping, Uuid, func, insert, or_, select, text, update

from desktop.model.copies import CertifiedCopy, ConvertedPaper, CopySaid
from desktop.model.dossier import Paper
from desktop.model.states import SigningState
from desktop.store import papers
from desktop.store.tables import certified_copy, converted_paper, dossier, paper

# As a literal: SQLite takes a partial index only where it can see that it fits.
_UNCERTIFIED = text(
    "SELECT paper.id FROM dossier INDEXED BY dossier_copies JOIN paper ON paper.dossier_id = dossier.id"
    " WHERE dossier.state = 'copy' AND paper.digitisation IN ('empty', 'scanned') ORDER BY dossier.received_at"
).columns(id=Uuid)
_HERE = dossier.join(paper, paper.c.dossier_id == dossier.c.id).join(
    certified_copy, certified_copy.c.paper_id == paper.c.id
)
_COUNTS = (text("dossier.state = 'copy'"), certified_copy.c.void == "")


def next_number(tx: Connection, year: int, first: int = 1) -> int:
    """The number that the next copy of a year gets.

    Args:
        tx: the transaction that takes it, where it is taken.
        year: of the register.
        first: with which the year begins here: numbers before it stand in another register.
    """
    last = tx.execute(select(func.max(certified_copy.c.number)).where(certified_copy.c.year == year)).scalar()
    return max(first, (last or 0) + 1)


def add(tx: Connection, row: CertifiedCopy) -> None:
    """Keep a new row of the register; its number is taken with it, for `year` and `number` are the row's key."""
    values = _columns(row)
    tx.execute(insert(certified_copy).values(**values))


def find(tx: Connection, year: int, number: int) -> CertifiedCopy | None:
    """A row of the register; None where there is none."""
    query = select(certified_copy).where(certified_copy.c.year == year, certified_copy.c.number == number)
    row = tx.execute(query).mappings().first()
    return _copy(row) if row else None


def of_paper(tx: Connection, paper_id: UUID) -> CertifiedCopy | None:
    """The row of a copy that counts; None where the paper is not certified."""
    query = select(certified_copy).where(certified_copy.c.paper_id == paper_id, certified_copy.c.void == "")
    row = tx.execute(query).mappings().first()
    return _copy(row) if row else None


def of_year(tx: Connection, year: int, most: int) -> list[CertifiedCopy]:
    """The register of a year, the last numbers first."""
    query = select(certified_copy).where(certified_copy.c.year == year).order_by(certified_copy.c.number.desc())
    return [_copy(row) for row in tx.execute(query.limit(most)).mappings()]


def here(tx: Connection) -> list[tuple[CertifiedCopy, Paper]]:
    """The copies whose files are still here, oldest first, each with its paper."""
    query = select(certified_copy, paper.c.id.label("here")).select_from(_HERE).where(*_COUNTS)
    query = query.order_by(certified_copy.c.year, certified_copy.c.number)
    return [(_copy(row), papers.get(tx, row["here"])) for row in tx.execute(query).mappings()]


def uncertified(tx: Connection) -> list[Paper]:
    """Places of originals that are not certified yet, oldest first."""
    return [papers.get(tx, paper_id) for paper_id in tx.execute(_UNCERTIFIED).scalars()]


def make_void(tx: Connection, row: CertifiedCopy, why: str) -> CertifiedCopy:
    """A row counts no more; its number stays taken."""
    tx.execute(update(certified_copy).where(_is(row)).values(void=why))
    return replace(row, void=why)


def note_print(tx: Connection, row: CertifiedCopy, at: datetime) -> None:
    """A copy went to the printer."""
    tx.execute(update(certified_copy).where(_is(row)).values(printed_at=at))


def count_to_do(tx: Connection, *, agency_signs: bool) -> int:
    """How many copies wait for a signature or for the printer."""
    unsigned = [SigningState.UNSIGNED, *([SigningState.SIGNED] if agency_signs else [])]
    waits = or_(paper.c.signing.in_(unsigned), certified_copy.c.printed_at.is_(None))
    return int(tx.execute(select(func.count()).select_from(_HERE).where(*_COUNTS, waits)).scalar_one())


def done_before(tx: Connection, before: datetime) -> list[UUID]:
    """The dossiers of copies that were certified at or before a moment and are signed: their pages may go."""
    query = select(dossier.c.id).select_from(_HERE).where(*_COUNTS)
    done = (certified_copy.c.at <= before, paper.c.signing != SigningState.UNSIGNED)
    return list(tx.execute(query.where(*done)).scalars())


def add_converted(tx: Connection, row: ConvertedPaper) -> None:
    """Keep that a signed file was converted to paper."""
    values = {name: getattr(row, name) for name in converted_paper.c.keys()}  # noqa: SIM118 - no mapping
    tx.execute(insert(converted_paper).values(**values))


def find_converted(tx: Connection, code: str) -> ConvertedPaper | None:
    """What was converted under a code; None where nothing was."""
    row = tx.execute(select(converted_paper).where(converted_paper.c.code == code.strip().upper())).mappings().first()
    return ConvertedPaper(**row) if row else None


def converted(tx: Connection, most: int) -> Sequence[ConvertedPaper]:
    """What was converted, the newest first."""
    query = select(converted_paper).order_by(converted_paper.c.at.desc()).limit(most)
    return [ConvertedPaper(**row) for row in tx.execute(query).mappings()]


_SAID = ("title", "requester", "copies")
_OWN = ("year", "number", "volume", "paper_id", "at", "pages", "official", "officer", "fee", "void", "printed_at")


def _is(row: CertifiedCopy) -> ColumnElement[bool]:
    return (certified_copy.c.year == row.year) & (certified_copy.c.number == row.number)


def _columns(row: CertifiedCopy) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _OWN} | {name: getattr(row.said, name) for name in _SAID}


def _copy(row: RowMapping) -> CertifiedCopy:
    said = CopySaid(**{name: row[name] for name in _SAID})
    return CertifiedCopy(said=said, **{name: row[name] for name in _OWN})
