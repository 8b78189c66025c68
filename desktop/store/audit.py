"""The audit chain: who did what to which item, each row sealed with the hash of the one before (R63).

Items are named by id or by masked number; no PIN, no full ID number, no name, no text of a paper.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, select

from desktop.machine.clock import SystemClock
from desktop.model.identity import masked
from desktop.model.official import require_act
from desktop.store.tables import audit

RESTORED = "store restored"
ACTING = "acting"
"""The option of a transaction that says who acts in it."""
_START = "0" * 64
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z.-])[0-9]{9,14}(?![0-9A-Za-z]|[.-][0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Restored:
    """A row that says that the store was restored: the chain goes on from where the backup's ended.

    Attributes:
        number, hash: of the row.
        at: when, UTC.
        outcome: from which backup, and how far the chain was before.
    """

    number: int
    hash: str
    at: datetime
    outcome: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it is told.

    Attributes:
        at: when, UTC.
        who: login name.
        what: was done.
        item: to which item.
        outcome: what came of it.
    """

    at: datetime
    who: str
    what: str
    item: str
    outcome: str


def _seal(before: str, number: int, at: datetime, who: str, what: str, item: str, outcome: str) -> str:
    row = json.dumps(
        [before, number, at.isoformat(timespec="microseconds"), who, what, item, outcome], ensure_ascii=False
    )
    return hashlib.sha256(row.encode()).hexdigest()


def _without_numbers(text: str) -> str:
    """An outcome with its ID numbers masked, also where a caller forgot to; ids and hashes stay."""
    return _ID_NUMBER.sub(lambda found: masked(found[0]), text)


def append(tx: Connection, who: str, what: str, item: str, outcome: str = "") -> None:
    """Add a row; times are unique and never go back, even where the PC's clock does (R64).

    Every act passes here, in the transaction that does it: where officials log in, their rights are asked here.

    Raises:
        NotLoggedIn, NotYourRole: not by whoever acts at this counter; nothing of the transaction is kept (R65).
    """
    require_act(tx.get_execution_options().get(ACTING), what)
    last = tx.execute(select(audit).order_by(audit.c.number.desc()).limit(1)).mappings().first()
    item, outcome = _without_numbers(item), _without_numbers(outcome)
    # By the PC, whatever clock the work goes by: the chain says when a row was written.
    at = SystemClock().now()
    if last and at <= last["at"]:
        at = last["at"] + timedelta(microseconds=1)
    number = last["number"] + 1 if last else 1
    before = last["hash"] if last else _START
    sealed = _seal(before, number, at, who, what, item, outcome)
    tx.execute(insert(audit).values(number=number, at=at, who=who, what=what, item=item, outcome=outcome, hash=sealed))


def no_earlier(tx: Connection, moment: datetime) -> datetime:
    """A moment of the PC's clock, or that of the chain's last row where it is later: the clock was set back."""
    return max(moment, last_at(tx) or moment)


def first_broken(tx: Connection, anchor: tuple[int, str] | None = None) -> int | None:
    """Number of the first row that is missing or was changed; None where the chain is whole.

    Args:
        tx: the store.
        anchor: number and hash of a row that is known from elsewhere (keyring, backup) to have been there; without
            one a cut tail cannot be seen.
    """
    before, number = _START, 0
    for row in tx.execute(select(audit).order_by(audit.c.number)).mappings():
        number += 1
        sealed = _seal(before, number, row["at"], row["who"], row["what"], row["item"], row["outcome"])
        if row["number"] != number or row["hash"] != sealed or (anchor and anchor[0] == number and anchor[1] != sealed):
            return number
        before = sealed
    return number + 1 if anchor and anchor[0] > number else None


def head(tx: Connection) -> tuple[int, str]:
    """Number and hash of the last row: what an anchor keeps."""
    row = tx.execute(select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)).first()
    return (row[0], row[1]) if row else (0, _START)


def hash_of(tx: Connection, number: int) -> str | None:
    """Hash of a row; None where there is no such row."""
    return tx.execute(select(audit.c.hash).where(audit.c.number == number)).scalar()


def restores(tx: Connection) -> list[Restored]:
    """Every time this store was restored from a backup, oldest first."""
    query = select(audit.c.number, audit.c.hash, audit.c.at, audit.c.outcome).where(audit.c.what == RESTORED)
    return [Restored(*row) for row in tx.execute(query.order_by(audit.c.number))]


def of_items(tx: Connection, items: Collection[str]) -> list[Entry]:
    """All that was done to some items, oldest first."""
    columns = (audit.c.at, audit.c.who, audit.c.what, audit.c.item, audit.c.outcome)
    query = select(*columns).where(audit.c.item.in_(items)).order_by(audit.c.number)
    return [Entry(*row) for row in tx.execute(query)]


def last_outcomes(tx: Connection, what: str) -> dict[str, str]:
    """What came of this the last time, for each item it was done to."""
    query = select(audit.c.item, audit.c.outcome).where(audit.c.what == what).order_by(audit.c.number)
    return {row.item: row.outcome for row in tx.execute(query)}


def first_times(tx: Connection, what: str) -> dict[str, datetime]:
    """When this was done the first time, UTC, for each item it was done to."""
    query = select(audit.c.item, audit.c.at).where(audit.c.what == what).order_by(audit.c.number.desc())
    return {row.item: row.at for row in tx.execute(query)}


def was_done(tx: Connection, what: str) -> bool:
    """Whether this was ever done here, to whatever item."""
    return tx.execute(select(audit.c.number).where(audit.c.what == what).limit(1)).first() is not None


def last_at(tx: Connection) -> datetime | None:
    """When the last row was written, UTC."""
    return tx.execute(select(audit.c.at).order_by(audit.c.number.desc()).limit(1)).scalar()


def count(tx: Connection) -> int:
    """How many rows the chain has."""
    return tx.execute(select(func.count()).select_from(audit)).scalar_one()
