"""What has to be known before a dossier is opened: the procedure meant, what has to be handed in, when it is due.

What the e-stores have of the owner is looked up here already (R13); the dossier then finds the same answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.machine.settings import Settings
from desktop.model.catalogue import Case, Catalogue, Component, Procedure, UnknownCode
from desktop.model.errors import QuaySoError
from desktop.model.working_days import Appointment
from desktop.store import dossiers, owners, reuse
from desktop.store.file import Store
from desktop.store.reuse import Lookup
from desktop.store.search import folded
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.limits import TimeLimits
from desktop.workflow.reuse import Reuse
from desktop.workflow.stored import StoredOffer, asked_at_of, offers_of
from desktop.workflow.units import competent_unit

USUAL = 5
"""Procedures that have a key of their own."""
_AMONG = 500
"""Newest dossiers that say which procedures are usual here."""


class Procedures:
    """The procedures of a catalogue, found by words in any order, marks and case put aside, or by their code."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._named = [(one, folded(f"{one.name} {one.code}")) for one in catalogue.procedures]

    def fitting(self, words: str) -> list[Procedure]:
        """Those that the words may mean; one alone where they are its whole name or code."""
        asked = folded(words).strip()
        if not asked:
            return []
        for procedure, _ in self._named:
            if asked in {folded(procedure.name), folded(procedure.code)}:
                return [procedure]
        words_asked = [word for word in asked.split() if any(letter.isalnum() for letter in word)]
        found = [procedure for procedure, name in self._named if all(word in name for word in words_asked)]
        return found if words_asked else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """A paper that has to be handed in.

    Attributes:
        component: what the procedure asks for.
        offer: what a store has that may stand in for it today; None where nothing is known to.
        asked: whether the stores have answered.
    """

    component: Component
    offer: StoredOffer | None
    asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What opening a dossier now would mean.

    Attributes:
        needed: the case's components in their order.
        appointment: when it goes on and when it is due.
        decides: name of the agency that decides (R12).
        why_not: why the stores could not be asked, in words; empty where they were, or were not meant to be.
    """

    needed: tuple[Needed, ...]
    appointment: Appointment
    decides: str
    why_not: str = ""


class Opening:
    """Answers the form of a new dossier.

    Args:
        store: where dossiers and the stores' answers are.
        settings: of this counter.
        catalogue: procedures and agencies.
        limits: when dossiers are due.
        reuse: asks the e-stores.
    """

    def __init__(
        self, store: Store, settings: Settings, catalogue: CatalogueDesk, limits: TimeLimits, reuse: Reuse
    ) -> None:
        self._store = store
        self._settings = settings
        self._catalogue = catalogue
        self._limits = limits
        self._reuse = reuse

    def usual(self) -> list[Procedure]:
        """The procedures that are used most here, then the catalogue's first; in the catalogue's order.

        So each stays at its place, and on its key, however often the others are used. Secret ones are none of them.
        """
        with self._store.reading() as tx:
            used = dossiers.most_used(tx, USUAL, _AMONG)
        open_ones = [one for one in self._catalogue.current().procedures if not one.secret]
        often = [one for one in open_ones if one.code in used]
        chosen = [*often, *(one for one in open_ones if one not in often)][:USUAL]
        return [one for one in open_ones if one in chosen]

    def prospect(self, procedure: Procedure, case: Case, owner: str = "", *, ask: bool = False) -> Prospect:
        """What a dossier of this case would mean.

        Args:
            procedure: of the current catalogue.
            case: one of its cases.
            owner: the owner's number; empty where he is not known yet.
            ask: ask the e-stores for what is not known; blocks on the line.

        Raises:
            BadWorkingDays: the administrator's file of holidays is wrong.
        """
        codes = {one.code: [code for code in (one.code, one.replaced_by) if code] for one in case.components}
        wanted = list(dict.fromkeys(code for own in codes.values() for code in own))
        with self._store.reading() as tx:
            found = reuse.known(tx, owner, wanted) if owner else {}
        why_not = ""
        if owner and ask:
            try:
                found = self._asked(owner, procedure, wanted, found)
            except QuaySoError as trouble:
                why_not = trouble.message
        return Prospect(
            needed=tuple(self._needed(one, [found.get(code) for code in codes[one.code]]) for one in case.components),
            appointment=self._limits.appointment(procedure),
            decides=self._decides(procedure),
            why_not=why_not,
        )

    def forget(self, owner: str) -> None:
        """Forget what the stores said of somebody for whom no dossier was opened."""
        with self._store.writing() as tx:
            if not owners.is_known(tx, owner):
                reuse.forget(tx, owner)

    def _asked(
        self, owner: str, procedure: Procedure, wanted: Sequence[str], found: dict[str, Lookup]
    ) -> dict[str, Lookup]:
        old = self._reuse.outdated(wanted, found)
        return found | self._reuse.ask(owner, procedure.code, old) if old else found

    def _needed(self, component: Component, lookups: Sequence[Lookup | None]) -> Needed:
        usable = (one for one in offers_of(lookups, self._limits.today()) if one.usable)
        return Needed(component=component, offer=next(usable, None), asked=asked_at_of(lookups) is not None)

    def _decides(self, procedure: Procedure) -> str:
        code = competent_unit(procedure, self._settings)
        try:
            return self._catalogue.current().agency(code).name
        except UnknownCode:
            return self._settings.unit_name if code == self._settings.unit else code
