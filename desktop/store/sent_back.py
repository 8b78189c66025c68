"""Papers that were sent back to be digitised anew: which version stands in for which, and why."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, insert, select, update

from desktop.model.sent_back import SentBack
from desktop.model.states import SigningState, SyncState
from desktop.store import search
from desktop.store.tables import page, paper, sent_back


def add(tx: Connection, new: SentBack) -> None:
    """Keep why a paper was sent back."""
    tx.execute(
        insert(sent_back).values(
            new_id=new.new_id,
            former_id=new.former_id,
            at=new.at,
            officer=new.officer,
            page=new.page,
            page_id=new.page_id,
            reason=new.reason,
        )
    )


def set_aside(tx: Connection, former_id: UUID, holder_id: UUID, new_id: UUID) -> int:
    """Move the version so far into a dossier that is nobody's, and its pages to the new one; gives how many these are.

    Its file, signatures and states stay as they are.
    """
    before = tx.execute(select(paper.c.dossier_id).where(paper.c.id == former_id)).scalar_one()
    tx.execute(update(paper).where(paper.c.id == former_id).values(dossier_id=holder_id))
    for dossier_id in (before, holder_id):
        search.index(tx, dossier_id)
    return tx.execute(update(page).where(page.c.paper_id == former_id).values(paper_id=new_id)).rowcount


def is_former() -> ColumnElement[bool]:
    """Whether a paper is a version that another stands in for."""
    return paper.c.id.in_(select(sent_back.c.former_id))


def open_of(tx: Connection, dossier_ids: Collection[UUID]) -> dict[UUID, list[SentBack]]:
    """Dossier to what was sent back of it and is not signed anew, in the order of its papers."""
    query = _open().where(paper.c.dossier_id.in_(dossier_ids)).order_by(paper.c.position)
    found: dict[UUID, list[SentBack]] = {}
    for row in tx.execute(query.add_columns(paper.c.dossier_id, paper.c.name)):
        found.setdefault(row.dossier_id, []).append(_sent_back(row, row.name))
    return found


def dossiers(tx: Connection, most: int) -> list[UUID]:
    """The dossiers of which something was sent back and is not signed anew, the last sent back first."""
    query = _open().add_columns(paper.c.dossier_id).order_by(sent_back.c.at.desc()).limit(most)
    return list(dict.fromkeys(row.dossier_id for row in tx.execute(query)))


def dossiers_query() -> Select[tuple[UUID]]:
    """The same as a query of ids."""
    return select(paper.c.dossier_id).where(_stands_in(), paper.c.signing == SigningState.UNSIGNED, ~is_former())


def formers(tx: Connection, paper_ids: Collection[UUID]) -> list[SentBack]:
    """All that was sent back of some papers, the last version first."""
    found: list[SentBack] = []
    asked = set(paper_ids)
    while asked:
        query = select(sent_back, paper.c.name).join(paper, paper.c.id == sent_back.c.former_id)
        rows = [_sent_back(row, row.name) for row in tx.execute(query.where(sent_back.c.new_id.in_(asked)))]
        found += rows
        asked = {row.former_id for row in rows}
    return found


def outlived(since: ColumnElement[bool]) -> Select[tuple[UUID]]:
    """Former versions in whose place a later one, however much later, has reached the province.

    Args:
        since: what must hold of the later one, a row of `paper`.
    """
    direct = select(sent_back.c.former_id, sent_back.c.new_id).cte("later", recursive=True)
    further = select(direct.c.former_id, sent_back.c.new_id).where(sent_back.c.former_id == direct.c.new_id)
    later = direct.union_all(further)
    confirmed = paper.c.sync == SyncState.CONFIRMED
    return select(later.c.former_id).join(paper, paper.c.id == later.c.new_id).where(confirmed, since).distinct()


def _open() -> Select[tuple[object, ...]]:
    return (
        select(sent_back)
        .join(paper, paper.c.id == sent_back.c.new_id)
        .where(_stands_in(), paper.c.signing == SigningState.UNSIGNED, ~is_former())
    )


def _stands_in() -> ColumnElement[bool]:
    """Whether a paper took the place of another; so asked that those few are looked at, and not all papers."""
    return paper.c.id.in_(select(sent_back.c.new_id))


def _sent_back(row: Row[tuple[object, ...]], name: str) -> SentBack:
    return SentBack(
        new_id=row.new_id,
        former_id=row.former_id,
        at=row.at,
        officer=row.officer,
        page=row.page,
        page_id=row.page_id,
        reason=row.reason,
        name=name,
    )
