"""Results on their way to whom they are for: which are due when, and what waits for whoever stands at the settings."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.settings import Settings
from desktop.model.codes import DOSSIER_PATTERNS
from desktop.model.dossier import Dossier, Paper
from desktop.model.errors import QuaySoError
from desktop.model.handing import HandedOver
from desktop.model.owner import party_from_qr
from desktop.model.signature import SignatureRole, awaited
from desktop.model.states import DeliveryState, DigitisationState, DossierState
from desktop.store import dossiers, handing, returning
from desktop.store.file import Store
from desktop.workflow.allowed import is_finished
from desktop.workflow.board import MOST_LISTED
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.limits import BadWorkingDays, TimeLimits
from desktop.workflow.what_next import STANDING, Next

SOON = 2
"""So many working days ahead a day of return is soon."""
_LONG_AGO = date(1900, 1, 1)
_ONE = timedelta(days=1)
_CODES = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", one) for one in DOSSIER_PATTERNS), re.IGNORECASE)
_CARD = "|"
"""Stands between the values of a citizen card, and in nothing that a person writes."""


class When(StrEnum):
    """When a dossier's result is due."""

    LATE = auto()
    TODAY = auto()
    SOON = auto()
    LATER = auto()
    UNSTATED = auto()
    """The procedure states no limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A dossier in the list of results.

    Attributes:
        dossier_id: the dossier.
        code: official or provisional.
        owner: name of its owner.
        procedure: name of its procedure.
        due: its day of return; None where none is stated.
        when: what that means today.
        days: how many days late, or still to come.
        next: what is to be done next with its results.
        results: how many it has.
        left: how many of them are there, and not handed over.
        finished: how many of them bear every signature that they need.
        handed: what was handed over of it, the last first.
    """

    dossier_id: UUID
    code: str
    owner: str
    procedure: str
    due: date | None
    when: When
    days: int
    next: Next
    results: int
    left: int
    finished: int
    handed: tuple[HandedOver, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What lies before whoever hands results over.

    Attributes:
        rows: the dossiers that are due up to soon, and those with something to hand over; by their day of return.
        late: how many were due before today.
        today: how many are due today.
        soon: how many are due within the next working days.
        ready: how many have something to hand over, whenever they are due.
    """

    rows: tuple[Expected, ...] = ()
    late: int = 0
    today: int = 0
    soon: int = 0
    ready: int = 0


class Results:
    """The list of results by their day of return.

    Args:
        store: the open store.
        catalogue: names the procedures, and says how long they take.
        settings: of this counter.
        limits: which day it is, and which days are working days.
    """

    def __init__(self, store: Store, catalogue: CatalogueDesk, settings: Settings, limits: TimeLimits) -> None:
        self._store = store
        self._catalogue = catalogue
        self._settings = settings
        self._limits = limits

    def agenda(self) -> Agenda:
        """What is late, due today or soon, and what can be handed over.

        Raises:
            BadWorkingDays: the administrator's file of holidays is wrong.
        """
        today = self._limits.today()
        soon = self._limits.days.after(today, SOON)
        with self._store.reading() as tx:
            ready = returning.ready(tx, agency_signs=self._settings.agency_signs)
            due = returning.due(tx, _LONG_AGO, soon, MOST_LISTED)
            rows = self._look(tx, {*due, *ready[:MOST_LISTED]})
            return Agenda(
                rows=tuple(rows),
                late=returning.count_due(tx, _LONG_AGO, today - _ONE),
                today=returning.count_due(tx, today, today),
                soon=returning.count_due(tx, today + _ONE, soon),
                ready=len(ready),
            )

    def count_ready(self) -> int:
        """How many dossiers have something to hand over."""
        with self._store.reading() as tx:
            return len(returning.ready(tx, agency_signs=self._settings.agency_signs))

    def find(self, asked: str) -> list[Expected]:
        """What waits for somebody, what can be handed over first; then what was handed over already.

        Args:
            asked: the text of a citizen card's QR, that of a receipt's, or words: a name, a number, a dossier's code.
        """
        with self._store.reading() as tx:
            found = self._look(tx, {one.id for one in _found(tx, asked)})
        return sorted(found, key=lambda one: (one.next is Next.NOTHING, one.next is not Next.HAND_OVER))

    def look(self, dossier_id: UUID) -> Expected:
        """How a dossier's results stand.

        Raises:
            NotFound: there is none with this id.
        """
        with self._store.reading() as tx:
            dossiers.get(tx, dossier_id)
            (found,) = self._look(tx, {dossier_id})
        return found

    def reckon(self) -> int:
        """Reckon the day of return of dossiers that have none yet; gives how many got one.

        They were taken in before days of return were kept, or while the file of holidays was wrong. Where it still is,
        none gets one: that is told where the days are shown.
        """
        with self._store.reading() as tx:
            left = dossiers.get_all(tx, returning.without_day(tx))
        try:
            stated = {one.id: day for one in left if (day := self._due(one))}
        except BadWorkingDays:
            return 0
        if stated:
            with self._store.writing() as tx:
                for dossier_id, day in stated.items():
                    returning.set_day(tx, dossier_id, day)
        return len(stated)

    def _due(self, dossier: Dossier) -> date | None:
        return self._limits.appointment(self._catalogue.procedure_of(dossier), dossier.received_at).due

    def _look(self, tx: Connection, dossier_ids: Collection[UUID]) -> list[Expected]:
        """How these stand, by their day of return; those without one last."""
        found = dossiers.get_all(tx, dossier_ids)
        results = returning.results_of(tx, dossier_ids)
        handed = handing.of_dossiers(tx, list(dossier_ids))
        rows = [self._row(one, results.get(one.id, []), handed.get(one.id, [])) for one in reversed(found)]
        return sorted(rows, key=lambda row: row.due or date.max)

    def _row(self, dossier: Dossier, own: Sequence[Paper], handed: Sequence[HandedOver]) -> Expected:
        when, days = self._when(dossier.due)
        finished = [one for one in own if is_finished(one, agency_signs=self._settings.agency_signs)]
        return Expected(
            dossier_id=dossier.id,
            code=dossier.code,
            owner=dossier.party.name,
            procedure=self._catalogue.procedure_of(dossier).name,
            due=dossier.due,
            when=when,
            days=days,
            next=self._next(dossier, own),
            results=len(own),
            left=len(_left(own)),
            finished=len(finished),
            handed=tuple(handed),
        )

    def _when(self, due: date | None) -> tuple[When, int]:
        today = self._limits.today()
        if due is None:
            return When.UNSTATED, 0
        if due < today:
            return When.LATE, (today - due).days
        if due == today:
            return When.TODAY, 0
        soon = due <= self._limits.days.after(today, SOON)
        return When.SOON if soon else When.LATER, (due - today).days

    def _next(self, dossier: Dossier, own: Sequence[Paper]) -> Next:
        """What is to be done next with a dossier's results; the first thing that holds them up."""
        if dossier.state is DossierState.RETURNED:
            return Next.NOTHING
        if dossier.state in STANDING:
            return STANDING[dossier.state]
        left = _left(own)
        if not left:
            return Next.AWAIT_RESULT
        if any(one.digitisation is not DigitisationState.BUILT for one in left):
            return Next.CONFIRM
        roles = {awaited(one, agency_signs=self._settings.agency_signs) for one in left}
        if SignatureRole.OFFICIAL in roles:
            return Next.SIGN
        if SignatureRole.AGENCY in roles:
            return Next.SIGN_FOR_AGENCY if self._settings.keeps_seal else Next.AWAIT_AGENCY
        return Next.SEND if dossier.state is DossierState.OPEN else Next.HAND_OVER


def _left(own: Sequence[Paper]) -> list[Paper]:
    """The results that are there and hidden still."""
    there = [one for one in own if one.digitisation is not DigitisationState.EMPTY]
    return [one for one in there if one.delivery is DeliveryState.HIDDEN]


def _found(tx: Connection, asked: str) -> list[Dossier]:
    """The dossiers that somebody asks for, by a card, a receipt or words."""
    if _CARD in asked:
        try:
            return dossiers.of_owner(tx, party_from_qr(asked).number)
        except QuaySoError:
            # A receipt's QR may have bars in it too.
            pass
    code = _CODES.search(asked)
    words = code.group() if code else asked
    return dossiers.latest(tx, words=words, limit=MOST_LISTED) if words.strip() else []
