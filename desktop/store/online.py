"""Dossiers that came in online: when they were filed, and what was found of each of their files."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select

from desktop.model.dossier import Dossier
from desktop.model.online import CheckedFile, FileCheck
from desktop.store.tables import online_dossier, online_file, paper


def add(tx: Connection, dossier_id: UUID, filed_at: datetime) -> None:
    """Keep that a dossier came in online."""
    tx.execute(insert(online_dossier).values(dossier_id=dossier_id, filed_at=filed_at))


def filed_at(tx: Connection, dossier_id: UUID) -> datetime | None:
    """When a dossier was filed on the portal, UTC; None where it was handed in at a counter."""
    query = select(online_dossier.c.filed_at).where(online_dossier.c.dossier_id == dossier_id)
    return tx.execute(query).scalar()


def since(tx: Connection, own: Collection[Dossier]) -> dict[UUID, datetime]:
    """Since when each of some dossiers waits for an answer: it was filed on the portal, or received at the counter."""
    query = select(online_dossier).where(online_dossier.c.dossier_id.in_([one.id for one in own]))
    filed = {row.dossier_id: row.filed_at for row in tx.execute(query)}
    return {one.id: filed.get(one.id, one.received_at) for one in own}


def note(tx: Connection, checked: CheckedFile) -> None:
    """Keep what was found of a file."""
    tx.execute(insert(online_file).values({name: getattr(checked, name) for name in CheckedFile.__dataclass_fields__}))


def checks(tx: Connection, dossier_id: UUID) -> list[CheckedFile]:
    """What was found of a dossier's files, in the order of its papers."""
    query = (
        select(online_file)
        .join(paper, paper.c.id == online_file.c.paper_id)
        .where(paper.c.dossier_id == dossier_id)
        .order_by(paper.c.position, online_file.c.file)
    )
    return [CheckedFile(**{**row, "found": FileCheck(row["found"])}) for row in tx.execute(query).mappings()]


def at_province(tx: Connection, dossier_id: UUID) -> dict[UUID, str]:
    """Paper to the province's identifier of its file, of those papers whose file is still the very one that came."""
    query = (
        select(paper.c.id, online_file.c.file)
        .join(online_file, online_file.c.paper_id == paper.c.id)
        .where(paper.c.dossier_id == dossier_id, paper.c.pdf_sha256 == online_file.c.sha256)
    )
    return {row.id: row.file for row in tx.execute(query)}


def forget(tx: Connection, paper_ids: Collection[UUID]) -> None:
    """Forget what was found of the files of some papers; the audit chain still tells that they were checked."""
    tx.execute(delete(online_file).where(online_file.c.paper_id.in_(paper_ids)))


def forget_dossier(tx: Connection, dossier_id: UUID) -> None:
    """Forget the same of a whole dossier, and that it came in online."""
    own = select(paper.c.id).where(paper.c.dossier_id == dossier_id)
    tx.execute(delete(online_file).where(online_file.c.paper_id.in_(own)))
    tx.execute(delete(online_dossier).where(online_dossier.c.dossier_id == dossier_id))
