"""Page images and PDFs, kept by their hash inside the store."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, delete, insert, select

from desktop.machine.clock import vietnam_time
from desktop.store.errors import DamagedContent, NotFound, Purged
from desktop.store.tables import content, page, paper, slip, tombstone


def keep(tx: Connection, data: bytes) -> str:
    """Keep bytes, only once even where they come again; gives their SHA-256 in hex."""
    sha256 = hashlib.sha256(data).hexdigest()
    if not tx.execute(select(content.c.size).where(content.c.sha256 == sha256)).first():
        tx.execute(insert(content).values(sha256=sha256, size=len(data), bytes=data))
    return sha256


def fetch(tx: Connection, sha256: str) -> bytes:
    """The bytes with this hash, checked (R71).

    Raises:
        NotFound: the store does not have them.
        Purged: it had them, and deleted them some days after the province had them (R66).
        DamagedContent: what is there has another hash.
    """
    data = tx.execute(select(content.c.bytes).where(content.c.sha256 == sha256)).scalar()
    if data is None:
        _require_not_purged(tx, sha256)
        raise NotFound(sha256[:12])
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DamagedContent(sha256[:12])
    return bytes(data)


def size(tx: Connection, sha256: str) -> int:
    """How many bytes the content with this hash has; 0 where it is not (any more) in the store."""
    return tx.execute(select(content.c.size).where(content.c.sha256 == sha256)).scalar() or 0


def _require_not_purged(tx: Connection, sha256: str) -> None:
    row = tx.execute(select(tombstone).where(tombstone.c.sha256 == sha256)).mappings().first()
    if row:
        raise Purged(row["province_id"], day=vietnam_time(row["purged_at"])[:10])


def drop(tx: Connection, hashes: set[str]) -> int:
    """Overwrite and remove those of these bytes that no page, no paper and no slip names any more; gives how many."""
    columns = (page.c.raw_sha256, page.c.clean_sha256, paper.c.pdf_sha256, slip.c.sha256)
    used = {sha256 for column in columns for sha256 in tx.execute(select(column).where(column.in_(hashes))).scalars()}
    return tx.execute(delete(content).where(content.c.sha256.in_(hashes - used))).rowcount
