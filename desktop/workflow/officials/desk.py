"""The officials of a counter, kept by its administrators: who they are, which roles they have, their first password."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from desktop.machine.clock import Clock
from desktop.model.official import Official, Right, Role
from desktop.model.owner import full_name
from desktop.store import audit, officials
from desktop.store.file import Store
from desktop.workflow.officials.errors import (
    BadLoginName,
    LastAdministrator,
    NoRole,
    NoSuchOfficial,
    OfficialThere,
)
from desktop.workflow.officials.passwords import hashed

_ADDED = "official added"
_LOGIN_NAME = re.compile(r"[a-z][a-z0-9.-]{0,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialRow:
    """An official as a list shows them.

    Attributes:
        official: who.
        since: when they were set up, UTC; None where the journal no longer says.
        logged_in_at: the last log-in, UTC; None where there was none.
        proven_at: from when the password's life is counted, UTC.
        failures: failed log-ins since.
    """

    official: Official
    since: datetime | None
    logged_in_at: datetime | None
    proven_at: datetime | None
    failures: int


class Officials:
    """Sets officials up, changes and disables them; nobody is ever removed, since the journal speaks of them.

    Args:
        store: the open store.
        clock: a clock that never goes back.
        officer: in whose name the counter works where nobody has logged in: who sets up the first official.
    """

    def __init__(self, store: Store, clock: Clock, officer: str) -> None:
        self._store = store
        self._clock = clock
        self._officer = officer

    def are_there(self) -> bool:
        """Whether officials log in at this counter."""
        with self._store.reading() as tx:
            return officials.are_there(tx)

    def every(self) -> list[OfficialRow]:
        """All of them by their login names, those who are disabled too."""
        with self._store.reading() as tx:
            added = audit.first_times(tx, _ADDED)
            return [
                OfficialRow(
                    official=one.official,
                    since=added.get(one.official.name),
                    logged_in_at=one.logged_in_at,
                    proven_at=one.proven_at,
                    failures=one.attempts.failures,
                )
                for one in officials.every(tx)
            ]

    def get(self, name: str) -> Official:
        """One of them.

        Raises:
            NoSuchOfficial: nobody has this login name.
        """
        with self._store.reading() as tx:
            return _found(tx, name).official

    def add(self, name: str, own_name: str, roles: Collection[Role], password: bytearray) -> Official:
        """Set an official up; from the first one on, everybody logs in at this counter.

        Args:
            name: login name.
            own_name: full name, as certificates bear it.
            roles: at least one.
            password: the first one; whoever has it wipes it.

        Raises:
            BadLoginName, NoRole, PasswordTooShort, NotUnderstood: it cannot be so.
            OfficialThere: the login name is taken.
            LastAdministrator: the first of all must be an administrator.
            NotLoggedIn, NotYourRole: only an administrator may.
        """
        self._store.require(Right.OFFICIALS)
        if not _LOGIN_NAME.fullmatch(name):
            raise BadLoginName(name)
        new = Official(name=name, full_name=full_name(own_name, subject="Họ tên"), roles=_some(roles, own_name))
        secret = hashed(password)
        with self._store.writing() as tx:
            if officials.find(tx, name):
                raise OfficialThere(name)
            officials.add(tx, new, secret, self._clock.now())
            self._require_administrator(tx)
            self._journal(tx, _ADDED, name, _words(new.roles))
        return new

    def set_roles(self, name: str, roles: Collection[Role]) -> Official:
        """Give an official other roles; they count from the next log-in on.

        Raises:
            NoSuchOfficial, NoRole, LastAdministrator: it cannot be so.
            NotLoggedIn, NotYourRole: only an administrator may.
        """
        self._store.require(Right.OFFICIALS)
        with self._store.writing() as tx:
            changed = replace(_found(tx, name).official, roles=_some(roles, name))
            self._change(tx, changed, "official's roles set", _words(changed.roles))
        return changed

    def set_disabled(self, name: str, *, disabled: bool) -> Official:
        """Let an official log in no more, or again.

        Raises:
            NoSuchOfficial, LastAdministrator: it cannot be so.
            NotLoggedIn, NotYourRole: only an administrator may.
        """
        self._store.require(Right.OFFICIALS)
        with self._store.writing() as tx:
            changed = replace(_found(tx, name).official, disabled=disabled)
            self._change(tx, changed, "official disabled" if disabled else "official enabled")
        return changed

    def set_password(self, name: str, password: bytearray) -> None:
        """Give an official a new password, whose life begins now; failed log-ins are forgotten.

        Raises:
            NoSuchOfficial, PasswordTooShort: it cannot be so.
            NotLoggedIn, NotYourRole: only an administrator may.
        """
        self._store.require(Right.OFFICIALS)
        secret = hashed(password)
        with self._store.writing() as tx:
            _found(tx, name)
            officials.set_password(tx, name, secret, self._clock.now())
            self._journal(tx, "official's password set", name)

    def recover(self, name: str, recovery: bytes, password: bytearray) -> None:
        """Give an administrator a new password where nobody can log in any more: who has the recovery sheet may.

        Args:
            name: whose.
            recovery: the sheet's key.
            password: the new one; whoever has it wipes it.

        Raises:
            WrongRecoveryKey: the sheet is another store's, or an older one.
            NoSuchOfficial, NotYourRole, PasswordTooShort: it cannot be so.
        """
        self._store.keys.recover(recovery)
        secret = hashed(password)
        with self._store.writing() as tx:
            found = _found(tx, name).official
            if Role.ADMINISTERING not in found.roles:
                raise LastAdministrator()
            officials.change(tx, replace(found, disabled=False))
            officials.set_password(tx, name, secret, self._clock.now())
            audit.append(tx, name, "password recovered", name)

    def _change(self, tx: Connection, changed: Official, what: str, outcome: str = "") -> None:
        officials.change(tx, changed)
        self._require_administrator(tx)
        self._journal(tx, what, changed.name, outcome)

    def _require_administrator(self, tx: Connection) -> None:
        there = (one.official for one in officials.every(tx))
        if not any(Role.ADMINISTERING in one.roles and not one.disabled for one in there):
            raise LastAdministrator()

    def _journal(self, tx: Connection, what: str, item: str, outcome: str = "") -> None:
        acting = self._store.acting
        audit.append(tx, acting.name if acting else self._officer, what, item, outcome)


def _found(tx: Connection, name: str) -> officials.Kept:
    found = officials.find(tx, name)
    if found is None:
        raise NoSuchOfficial(name)
    return found


def _some(roles: Collection[Role], name: str) -> frozenset[Role]:
    if not roles:
        raise NoRole(name)
    return frozenset(roles)


def _words(roles: frozenset[Role]) -> str:
    return ", ".join(sorted(roles))
