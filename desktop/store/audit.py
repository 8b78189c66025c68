"""The audit chain: who did what to which item, each row sealed with the hash of the one before (R63).

Items are named by id or by masked number; no PIN, no full ID number, no name, no text of a paper.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, insert, select

from desktop.store.tables import audit

_START = "0" * 64


def _seal(before: str, number: int, at: datetime, who: str, what: str, item: str, outcome: str) -> str:
    row = json.dumps(
        [before, number, at.isoformat(timespec="microseconds"), who, what, item, outcome], ensure_ascii=False
    )
    return hashlib.sha256(row.encode()).hexdigest()


def append(tx: Connection, who: str, what: str, item: str, outcome: str = "") -> None:
    """Add a row; times are unique and never go back, even where the PC's clock does (R64)."""
    last = tx.execute(select(audit).order_by(audit.c.number.desc()).limit(1)).mappings().first()
    at = datetime.now(UTC)
    if last and at <= last["at"]:
        at = last["at"] + timedelta(microseconds=1)
    number = last["number"] + 1 if last else 1
    before = last["hash"] if last else _START
    sealed = _seal(before, number, at, who, what, item, outcome)
    tx.execute(insert(audit).values(number=number, at=at, who=who, what=what, item=item, outcome=outcome, hash=sealed))


def first_broken(tx: Connection) -> int | None:
    """Number of the first row that is missing or was changed; None where the chain is whole."""
    before = _START
    for expected, row in enumerate(tx.execute(select(audit).order_by(audit.c.number)).mappings(), 1):
        sealed = _seal(before, expected, row["at"], row["who"], row["what"], row["item"], row["outcome"])
        if row["number"] != expected or row["hash"] != sealed:
            return expected
        before = sealed
    return None


def count(tx: Connection) -> int:
    """How many rows the chain has."""
    return len(tx.execute(select(audit.c.number)).all())
