"""The officials of the counter, with what only logging in needs: the password's hash, failures, lives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from desktop.model.attempts import Attempts
from desktop.model.official import NOBODY, Acting, Official, Role
from desktop.store import remembered
from desktop.store.tables import official

_SEEN, _STRANGERS = "officials_seen", "officials_strangers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An official as the store knows them.

    Attributes:
        official: who.
        password: its Argon2id hash, in PHC's form.
        attempts: failed log-ins since the last right one.
        proven_at: when somebody or something else than the password last said that this is still an official here, UTC.
        logged_in_at: the last log-in, UTC; None where there was none.
    """

    official: Official
    password: str
    attempts: Attempts
    proven_at: datetime | None
    logged_in_at: datetime | None


def _kept(row: RowMapping) -> Kept:
    return Kept(
        official=Official(
            name=row["name"],
            full_name=row["full_name"],
            roles=frozenset(Role(role) for role in row["roles"]),
            disabled=row["disabled"],
            certificate_sha256=row["certificate_sha256"],
            certificate_serial=row["certificate_serial"],
        ),
        password=row["password"],
        attempts=Attempts(row["failures"], row["failed_at"]),
        proven_at=row["proven_at"],
        logged_in_at=row["logged_in_at"],
    )


def every(tx: Connection) -> list[Kept]:
    """All of them by their login names, those who are disabled too."""
    return [_kept(row) for row in tx.execute(select(official).order_by(official.c.name)).mappings()]


def find(tx: Connection, name: str) -> Kept | None:
    """One by the login name."""
    row = tx.execute(select(official).where(official.c.name == name)).mappings().first()
    return _kept(row) if row else None


def are_there(tx: Connection) -> bool:
    """Whether any official was ever set up here."""
    return tx.execute(select(official.c.name).limit(1)).first() is not None


def acting_at_first(tx: Connection) -> Acting | None:
    """Who acts before anybody has logged in: nobody; where no official was ever set up, the counter's only one."""
    return NOBODY if are_there(tx) else None


def add(tx: Connection, new: Official, password: str, proven_at: datetime) -> None:
    """Keep a new official.

    Args:
        tx: the store.
        new: who.
        password: the password's hash.
        proven_at: by what moment the password's life is counted, UTC.
    """
    values = {"password": password, "failures": 0, "proven_at": proven_at}
    tx.execute(insert(official).values(name=new.name, **_columns(new), **values))


def change(tx: Connection, changed: Official) -> None:
    """Keep what an official is now."""
    tx.execute(update(official).where(official.c.name == changed.name).values(**_columns(changed)))


def _columns(one: Official) -> dict[str, Any]:
    return {
        "full_name": one.full_name,
        "roles": sorted(one.roles),
        "disabled": one.disabled,
        "certificate_sha256": one.certificate_sha256,
        "certificate_serial": one.certificate_serial,
    }


def set_password(tx: Connection, name: str, password: str, proven_at: datetime | None = None) -> None:
    """Keep another password's hash; where an administrator gave it, failures are forgotten and a new life begins."""
    given = {"failures": 0, "failed_at": None, "proven_at": proven_at} if proven_at else {}
    tx.execute(update(official).where(official.c.name == name).values(password=password, **given))


def note_attempts(tx: Connection, name: str, attempts: Attempts) -> None:
    """Keep how many log-ins failed."""
    values = {"failures": attempts.failures, "failed_at": attempts.last_at}
    tx.execute(update(official).where(official.c.name == name).values(**values))


def note_login(tx: Connection, name: str, at: datetime, *, proven: bool) -> None:
    """Keep a good log-in; failures are forgotten.

    Args:
        tx: the store.
        name: whose.
        at: when, UTC.
        proven: it was another proof than the password.
    """
    values: dict[str, Any] = {"failures": 0, "failed_at": None, "logged_in_at": at}
    tx.execute(
        update(official).where(official.c.name == name).values(**values, **({"proven_at": at} if proven else {}))
    )


def strangers(tx: Connection) -> Attempts:
    """Failed log-ins under names that nobody has here."""
    failures, at = remembered.get(tx, _STRANGERS, (0, None))
    return Attempts(failures, datetime.fromisoformat(at) if at else None)


def note_strangers(tx: Connection, attempts: Attempts) -> None:
    """Keep how many there were."""
    remembered.put(tx, _STRANGERS, (attempts.failures, attempts.last_at and attempts.last_at.isoformat()))


def seen(tx: Connection) -> datetime | None:
    """The latest moment that was seen at this counter, UTC; None where none was kept."""
    kept = remembered.get(tx, _SEEN)
    return datetime.fromisoformat(kept) if kept else None


def note_seen(tx: Connection, moment: datetime) -> None:
    """Keep the latest moment."""
    remembered.put(tx, _SEEN, moment.isoformat())
