"""Is the store whole? A quick look at every start, a full one every week; neither changes anything."""

from __future__ import annotations

import hashlib
import threading
from contextlib import closing
from dataclasses import dataclass

import sqlcipher3.dbapi2 as sqlcipher

from desktop.store import audit
from desktop.store.file import Store
from desktop.store.tables import tables

_LARGE = {"content"}


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrityReport:
    """What a check found.

    Attributes:
        full: whether every byte was looked at.
        damage: technical findings, empty where the file is whole.
        contents: hashes of images and PDFs that are not what was written (R71).
        audit_broken: first audit row that is changed or missing; None where the chain is whole.
    """

    full: bool
    damage: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    audit_broken: int | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return not self.damage and not self.contents and self.audit_broken is None


def quick_check(store: Store) -> IntegrityReport:
    """Every table but the images: readable, in order, and nothing refers to what is not there."""
    names = [table.name for table in tables.sorted_tables if table.name not in _LARGE]
    with closing(store.connect()) as look:
        damage = _findings(look, [f"PRAGMA quick_check('{name}')" for name in names] + ["PRAGMA foreign_key_check"])
    return IntegrityReport(full=False, damage=damage)


def full_check(store: Store, stop: threading.Event | None = None) -> IntegrityReport:
    """Every page by its seal, every table and index, every image and PDF by its hash, the audit chain by its anchor.

    Args:
        store: the open store.
        stop: set by another thread to end it early; what was found so far is given.
    """
    with closing(store.connect()) as look:
        queries = ["PRAGMA cipher_integrity_check", "PRAGMA integrity_check", "PRAGMA foreign_key_check"]
        damage = _findings(look, queries)
    if damage:
        return IntegrityReport(full=True, damage=damage)
    with closing(store.connect()) as look:
        contents = []
        for sha256, data in look.execute("SELECT sha256, bytes FROM content"):
            if hashlib.sha256(data).hexdigest() != sha256:
                contents.append(sha256)
            if stop and stop.is_set():
                break
    with store.reading() as tx:
        broken = audit.first_broken(tx, store.keys.anchor())
    return IntegrityReport(full=True, contents=tuple(contents), audit_broken=broken)


def _findings(look: sqlcipher.Connection, queries: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    try:
        for query in queries:
            rows = [" ".join(str(part) for part in row) for row in look.execute(query)]
            found += [row for row in rows if row != "ok"]
    except sqlcipher.DatabaseError as error:
        found.append(str(error))
    return tuple(found[:20])
