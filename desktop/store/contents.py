"""Page images and PDFs, kept by their hash inside the store."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, delete, insert, select

from desktop.store.errors import DamagedContent, NotFound
from desktop.store.tables import content, page, paper


def keep(tx: Connection, data: bytes) -> str:
    """Keep bytes, once however often they come; gives their SHA-256 in hex."""
    sha256 = hashlib.sha256(data).hexdigest()
    if not tx.execute(select(content.c.size).where(content.c.sha256 == sha256)).first():
        tx.execute(insert(content).values(sha256=sha256, size=len(data), bytes=data))
    return sha256


def fetch(tx: Connection, sha256: str) -> bytes:
    """The bytes with this hash, checked (R71).

    Raises:
        NotFound: the store does not have them.
        DamagedContent: what is there has another hash.
    """
    data = tx.execute(select(content.c.bytes).where(content.c.sha256 == sha256)).scalar()
    if data is None:
        raise NotFound(sha256[:12])
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DamagedContent(sha256[:12])
    return bytes(data)


def drop_unused(tx: Connection) -> int:
    """Overwrite and remove bytes that no page and no paper names; gives how many."""
    used = select(page.c.raw_sha256).union(select(page.c.clean_sha256), select(paper.c.pdf_sha256)).scalar_subquery()
    return tx.execute(delete(content).where(content.c.sha256.not_in(used))).rowcount
